"""Reads acts worded as nouns: "demanded the release of X", "called for a truce", "warned against closing the road"."""

from __future__ import annotations

from communique.lexicon.duties import Cue, Duties
from communique.model import Token
from communique.undertakings.acts import Act, infinitives_of, nominals_of
from communique.undertakings.askers import NOUNS, agent_behind, asking_with
from communique.undertakings.clause import after_preposition, infinitive_mark, is_passive, own_subject, subject_of
from communique.undertakings.drawn_rows import owed_rows
from communique.undertakings.lists import noun_list
from communique.undertakings.owed import Owed

_PARTY_LABELS = ("PERSON", "ORG", "NORP", "GPE")


def owed_as_noun(token: Token, cue: Cue, duties: Duties, asked: tuple[Token, ...]) -> list[Owed]:
    """Acts worded as a noun ("demanded the release of", "called for a truce") or an -ing form ("against closing")."""
    found: list[Owed] = []
    heads = [token]
    if cue.pos == "NOUN" and token.dep in ("dobj", "attr", "nsubjpass"):
        heads.append(token.head)  # "repeated its request … for": the parser hangs "for" on either
    for below in (c for h in heads for c in h.rights if c.i > token.i and infinitive_mark(c)):
        mark, subject = below.child("mark"), own_subject(below)
        if subject is not None and mark is not None and mark.lower in cue.nouns_after | cue.clause_after:
            return owed_rows(token, cue, duties, infinitives_of(below, duties), (subject,))
    for prepositions, gerunds, refrain in (
        (cue.nouns_after | cue.clause_after, False, False),
        (cue.acts_after, False, False),
        (cue.gerund_after, True, False),
        (cue.not_after, True, True),
    ):
        for noun in _behind_first(heads, prepositions, token):
            inner = next((c for c in noun.children if c.dep in ("acl", "relcl", "xcomp") and infinitive_mark(c)), None)
            beside = next((c for c in token.rights if c.i > noun.i and infinitive_mark(c)), None)
            clause = inner or beside if cue.kind == "demand" and not refrain else None
            if clause is None and cue.clause_after:
                continue
            if prepositions is cue.acts_after and not _names_act(noun, duties):
                continue
            if clause is not None:
                found += owed_rows(token, cue, duties, infinitives_of(clause, duties), (noun,))
            elif noun.tag == "VBG" and own_subject(noun) is not None:
                found += owed_rows(token, cue, duties, nominals_of(noun, duties, refrain), asked, own_subject(noun))
            elif not (noun.tag == "VBG" or not gerunds or (refrain and _names_act(noun, duties))):
                continue
            elif cue.pos == "VERB" or asking_with(token, cue, duties):
                found += owed_rows(token, cue, duties, nominals_of(noun, duties, refrain), asked)
    if found:
        strays = noun_list(token, found[-1].act.head, duties)
        found += [o for noun in strays for o in owed_rows(token, cue, duties, nominals_of(noun, duties), asked)]
    told = token.child("nsubjpass") is not None and token.child("dobj") is not None  # "they were promised a bonus"
    kept = is_passive(token) and cue.kind == "commitment" and (told or agent_behind(token) is not None)
    if not found and cue.kind == "commitment" and "np" in cue.takes and (held := _promised_before(token, duties)):
        found = owed_rows(token, cue, duties, [held], ())
    if not found and "-np" in cue.takes and not is_passive(token):
        objects = [c for c in token.rights if c.dep == "dobj" and (c.tag == "VBG" or _names_act(c, duties))]
        found = [o for n in objects for o in owed_rows(token, cue, duties, nominals_of(n, duties, refrain=True), ())]
    if not found and "np" in cue.takes and (kept or not is_passive(token)):
        objects = [c for c in token.having("dobj") if c.pos in NOUNS or c.tag == "JJ"]
        objects = [c for c in objects if c.i > token.i and _is_act(c, token)]
        objects = [c for c in objects if not _colon_between(token, c) and not _given_at_once(c, cue, duties)]
        others = tuple(n for n in asked if n not in objects)
        found = [o for noun in objects for o in owed_rows(token, cue, duties, nominals_of(noun, duties), others)]
        if kept:
            found = [r._replace(act=r.act._replace(body=_without_agent(r.act.head))) for r in found]
    return found


def _promised_before(token: Token, duties: Duties) -> Act | None:
    """ "The amnesty that Mali had promised", "an inquiry promised by Mali": the noun before says what was promised."""
    noun = token.head
    if token.lemma not in duties.words["giving_words"] or token.child("dobj", "xcomp", "ccomp") or noun.pos != "NOUN":
        return None
    by_agent = token.dep == "acl" and token.tag == "VBN" and agent_behind(token) is not None
    own = token.dep == "relcl" and own_subject(token) is not noun and token.child("nsubj") is not None
    if not (by_agent or own) or not nominals_of(noun, duties):
        return None
    below = {t.i for t in token.subtree()}
    marks = [t.i for t in noun.subtree() if noun.i < t.i < token.i]
    body = [t for t in noun.subtree() if t.i not in below and (not marks or t.i < marks[-1] + 1) and t.i < token.i]
    return Act(noun, nominal=True, body=tuple(t for t in body if t.pos != "PUNCT" or t is not body[-1]))


def _behind_first(heads: list[Token], prepositions: frozenset[str], cue: Token) -> list[Token]:
    """The noun behind the first such preposition, and those behind ones coordinated with it ("for X and for Y")."""
    nouns = [n for h in heads for n in after_preposition(h, prepositions) if n.i > cue.i]
    return [n for n in nouns if n is nouns[0] or n.head.dep == "conj"]


def _without_agent(noun: Token) -> tuple[Token, ...]:
    """The words of what was promised up to "by" whom."""
    by = next((c.i for c in noun.rights if c.lower == "by"), None)
    return tuple(t for t in noun.subtree() if by is None or t.i < by)


def _given_at_once(noun: Token, cue: Cue, duties: Duties) -> bool:
    return cue.lemma == "offer" and noun.lemma in duties.words["spoken_gifts"]


def _colon_between(token: Token, noun: Token) -> bool:
    """ "promised trucks and a hearing: the trucks at once": behind the colon it is only told again."""
    tokens = token.sentence.tokens
    return any(t.text in (":", ";") for t in tokens[token.i - tokens[0].i : noun.i - tokens[0].i])


def _names_act(noun: Token, duties: Duties) -> bool:
    """Whether the noun names an act wherever it stands, or is made of a verb and says what it acts upon."""
    if noun.lemma in duties.words["act_nouns"]:
        return True
    ending = noun.lemma.endswith(tuple(sorted(duties.words["act_endings"])))
    return ending and any(c.lower == "of" for c in noun.having("prep"))


def _is_act(noun: Token, cue: Token) -> bool:
    """Whether the object of a demand or promise can be an act: no party, and somebody does the demanding."""
    if noun.label in _PARTY_LABELS or (noun.pos == "PROPN" and not noun.child("det", "poss", "amod")):
        return False
    if subject_of(cue) is not None:
        return True
    first = cue.sentence.tokens[0]  # "Demands X", "Condemns X and demands Y", "Strongly demands X"
    return cue.tag == "VBZ" and (cue is first or first.head is cue or cue.head.tag == "VBZ")
