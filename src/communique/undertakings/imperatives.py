"""Reads imperatives in what somebody says: "Free the monks", "To the chiefs I say: do not send your sons"."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Text, Token
from communique.undertakings.acts import Act, infinitives_of
from communique.undertakings.clause import infinitive_mark, own_subject
from communique.undertakings.owed import Owed

_OPEN = ('"', "“", "``", "'", "‘", ":", ";", "-", "–", "—")
_CONDITIONAL = frozenset(("if", "unless", "when", "until", "once"))
_TOPS = ("ROOT", "ccomp", "parataxis", "advcl", "dep", "relcl", "appos")


def is_spoken(text: Text, duties: Duties) -> bool:
    """Whether the document itself is somebody's speech: a sentence without quotes has "I" or "we" as its subject."""
    for token in text.tokens:
        if token.dep == "nsubj" and token.lower in duties.words["first_person"] and not _has_quotes(token):
            return True
    return False


def is_addressed(verb: Token) -> bool:
    """Whether the paragraph opens with whom it speaks to: "To the Government of Chile: Free the …"."""
    first = verb.sentence.block.sentences[0].tokens
    return first[0].text == "To" and any(t.text == ":" for t in first)


def _has_quotes(token: Token) -> bool:
    return any(t.text in _OPEN[:5] or t.text in ("”", "''") for t in token.sentence.tokens)


def owed_by_imperative(verb: Token, duties: Duties) -> list[Owed]:
    """What an imperative demands of whoever is spoken to; empty where the verb is none."""
    called = _called(verb)
    if verb.tag not in ("VB", "VBP") or infinitive_mark(verb) or (own_subject(verb) is not None and not called):
        return []
    if verb.sentence.block.kind == "heading" or (verb.dep not in _TOPS and not _after_colon(verb, duties)):
        return []
    if verb.lower != verb.lemma or any(c.dep == "aux" and c.lower not in ("do", "please") for c in verb.children):
        return []
    stative = verb.lemma in duties.words["stative_verbs"] and verb.lemma not in duties.words["willed_verbs"]
    placed = any(c.lower in duties.words["places_to_be"] for c in verb.children)
    idle = verb.lemma in duties.words["idle_imperatives"] and not _lets_others(verb, duties)
    if (stative and not placed) or idle:
        return []
    if not _opens(verb, duties) or verb.sentence.tokens[-1].text == "?":
        return []
    asked = called or _spoken_to(verb)
    return [Owed("demand", act, verb, asked, (), asked, "imperative") for act in infinitives_of(verb, duties)]


def _lets_others(verb: Token, duties: Duties) -> bool:
    """ "Let them go", and not "let us pray", "let it be said"."""
    inner = verb.child("ccomp") if verb.lemma == "let" else None
    whom = (own_subject(inner) if inner is not None else None) or verb.child("dobj")
    return verb.lemma == "let" and whom is not None and whom.lower not in duties.words["idly_let"]


def _opens(verb: Token, duties: Duties) -> bool:
    """Whether only "please", "do not" and the like part the verb from the start of the sentence or quotation."""
    tokens = verb.sentence.tokens
    before = list(tokens[: verb.i - tokens[0].i])
    subject = own_subject(verb)
    if subject is not None:
        last = subject.subtree()[-1].i
        before = [t for t in before if t.i > last + 1]  # "Chile, please release …"
    while before and (
        before[-1].lower in duties.words["before_imperatives"]
        or (before[-1].lower in duties.words["negators"] and before[-1].head is verb)
    ):
        before.pop()
    if _behind_condition(before, verb):
        return True
    if before and before[0].pos == "ADP" and before[0].head is verb and before[-1].i == before[0].subtree()[-1].i:
        return True  # "For emergencies call …"
    return not before or before[-1].text in _OPEN


def _behind_condition(before: list[Token], verb: Token) -> bool:
    """ "If you want the border open, pay": a clause of condition, as far as the comma, that hangs on the verb."""
    words = [t for t in before if t.text not in _OPEN[:5]]
    comma = verb.sentence.tokens[verb.i - verb.sentence.tokens[0].i - 1]
    if not words or words[0].lower not in _CONDITIONAL or comma.text != ",":
        return False
    return any(a.dep == "advcl" and a.head is verb for a in (words[0].head, words[0].head.head))


def _called(verb: Token) -> tuple[Token, ...]:
    """Who is called by name before the verb: "Chile, please release …", "And you, the owners, pay …"."""
    subject = own_subject(verb)
    if subject is None or verb.tag != "VB" or any(c.dep in ("aux", "auxpass", "mark") for c in verb.lefts):
        return ()
    tokens = verb.sentence.tokens
    after = tokens[subject.subtree()[-1].i - tokens[0].i + 1 :][:1]
    return (subject,) if after and after[0].text in (",", ":") and after[0].i < verb.i else ()


def _after_colon(verb: Token, duties: Duties) -> bool:
    """ "To the chiefs I appeal: do not send …", which the parser hangs on "appeal"."""
    tokens = verb.sentence.tokens
    before = tokens[: verb.i - tokens[0].i]
    skipped = duties.words["before_imperatives"] | duties.words["negators"]
    last = next((t for t in reversed(before) if t.lower not in skipped), None)
    return last is not None and last.text == ":"


def _spoken_to(verb: Token) -> tuple[Token, ...]:
    """Who is spoken to: "To the chiefs, I appeal: …"."""
    told = verb.head.having("dobj", "dative") if verb.dep == "ccomp" else []
    if told:
        return (told[0],)  # "…," the minister urged Chile
    tokens = verb.sentence.tokens
    for token in reversed(tokens[: verb.i - tokens[0].i]):
        if token.lower == "to" and token.dep in ("prep", "dative"):
            noun = token.child("pobj")
            if noun is not None:
                return (noun,)
    first = verb.sentence.block.sentences[0].tokens
    if is_addressed(verb):
        return tuple(n for n in first[0].having("pobj") if n.i < verb.i)
    return ()


def owed_by_address(token: Token, duties: Duties) -> list[Owed]:
    """ "To the Government of Chile: Release X and drop …": the first word behind the colon, read as part of a name."""
    tokens = token.sentence.tokens
    at = token.i - tokens[0].i
    if tokens[0].text != "To" or at < 2 or tokens[at - 1].text != ":" or token.pos not in ("NOUN", "PROPN", "ADJ"):
        return []
    if token.lower not in duties.words["verbs_like_nouns"]:
        return []
    later = [t for t in tokens[at + 1 :] if t.tag in ("VB", "VBP") and t.dep == "conj" and not infinitive_mark(t)][:1]
    end = later[0].i if later else tokens[-1].i + 1
    asked = tuple(n for n in tokens[0].having("pobj") if n.i < token.i)
    acts = [Act(token, body=tuple(t for t in tokens[at:] if t.i < end))]
    acts += [act for verb in later for act in infinitives_of(verb, duties)]
    return [Owed("demand", act, token, asked, (), asked, "imperative, address") for act in acts]
