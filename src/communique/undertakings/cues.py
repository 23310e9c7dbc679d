"""Reads what a demanding, promising or obliging word governs: which acts, asked of whom, by whom."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.duties import Cue, Duties
from communique.model import Token
from communique.undertakings.acts import Act, finite_of, infinitives_of
from communique.undertakings.askers import NOUNS, asked_by
from communique.undertakings.clause import (
    infinitive_mark,
    own_subject,
)
from communique.undertakings.drawn_rows import owed_rows
from communique.undertakings.gapping import gapped_acts, gapped_objects, shared_acts
from communique.undertakings.misread import clauses_like_nouns, like_nouns, promised_behind
from communique.undertakings.named_acts import owed_as_named
from communique.undertakings.nominal_acts import owed_as_noun
from communique.undertakings.owed import Owed
from communique.undertakings.that_clauses import that_clauses

_DOWN = frozenset(
    ("dobj", "prep", "pobj", "dative", "oprd", "acomp", "attr", "nsubj", "appos", "npadvmod", "agent", "prt")
)
_MISREAD = ("RB", "NN", "JJ", "NNP")  # what the parser at times takes an infinitive for ("to authorise")
_VERBS = ("VB", "VBP", "VBG")  # "committed X to sharing"
_TO = frozenset(("to", "-to"))


def owed_by_cue(token: Token, cue: Cue, duties: Duties) -> list[Owed]:
    """The acts that the word ``token`` demands, promises or obliges to, in text order; empty where it names none."""
    found: list[Owed] = []
    asked = asked_by(token, cue, duties)
    if _is_amount(token, cue, asked):
        sums = owed_as_noun(token, cue, duties, ())
        return [*sums, *gapped_objects(token, cue.kind, token)] if sums else sums
    for head, near in _infinitives(token, asked, duties) if cue.takes & _TO else ():
        if cue.obligor == "object" and not near and cue.pos != "NOUN":
            continue
        acts = [a._replace(refrain=a.refrain != ("-to" in cue.takes)) for a in infinitives_of(head, duties)]
        found += owed_rows(token, cue, duties, acts, near)
    if not found and cue.takes & _TO and cue.pos == "VERB" and (verb := _behind_inserted(token, asked)) is not None:
        found = owed_rows(token, cue, duties, infinitives_of(verb, duties), asked if cue.obligor == "object" else ())
    if not found and cue.takes & _TO and cue.obligor == "object" and cue.pos == "VERB":
        for head, near in _behind_relatives(token, asked):
            found += owed_rows(token, cue, duties, infinitives_of(head, duties), near)
    if not found and cue.takes & _TO and (asked or cue.obligor != "object"):
        near = asked if cue.obligor == "object" else ()
        lost = [*like_nouns(token, cue, duties), *(promised_behind(token) if cue.kind == "commitment" else ())]
        found = owed_rows(token, cue, duties, lost[:1], near)
    if found and cue.obligor == "object":
        found += gapped_acts(token, cue, duties, found)
    elif found and cue.pos == "VERB":
        found += shared_acts(token, cue, duties, found)
    if not found and "that" in cue.takes:
        for clause in that_clauses(token, cue, duties):
            found += owed_rows(token, cue, duties, finite_of(clause, duties), asked, own_subject(clause))
        if found and cue.kind == "demand":
            for party, act in clauses_like_nouns(token, duties):
                found += owed_rows(token, cue, duties, [act], asked, party)
    if not found and "done" in cue.takes:
        found = owed_rows(token, cue, duties, [a for c in token.rights for a in _done_to(c)], ())
    if not found and "np" in cue.takes and cue.kind == "demand":
        found = [r for a in _taken_for_a_clause(token) for r in owed_rows(token, cue, duties, [a], ())]
    if not found and token is token.sentence.tokens[0] and cue.pos == "VERB" and cue.obligor == "object":
        found = _opening(token, cue, duties)
    if not found:
        found = owed_as_noun(token, cue, duties, asked) or owed_as_named(token, cue, duties)
        if found and cue.pos == "VERB" and cue.kind == "commitment" and "np" in cue.takes:
            found += gapped_objects(token, cue.kind, token)
    return found


def _opening(token: Token, cue: Cue, duties: Duties) -> list[Owed]:
    """ "Encourages Chile to …", "Instructs its head to …": an operative verb after which the parser lost its way."""
    tokens = token.sentence.tokens[1:]
    at = next((n for n, t in enumerate(tokens) if t.tag == "TO" and n + 1 < len(tokens)), None)
    if at is None or token in tokens[at].ancestors():
        return []
    verb = tokens[at].head if tokens[at].head.tag == "VB" else tokens[at + 1]
    nouns = [t for t in tokens[:at] if t.pos in NOUNS]
    if verb.i < tokens[at].i or not nouns or any(t.pos == "VERB" and t is not nouns[-1].head for t in tokens[: at - 2]):
        return []
    comma = next((n for n, t in enumerate(tokens[:at]) if t.text == ","), at)
    led = [t for t in nouns if t.i < tokens[comma].i] or nouns  # "Encourages States, in particular those in …, to"
    if verb.tag == "VB":
        return owed_rows(token, cue, duties, infinitives_of(verb, duties), (led[-1],))
    body = tuple(t for t in verb.sentence.tokens if t.i >= verb.i)
    return owed_rows(token, cue, duties, [Act(verb, body=body)], (nouns[-1],))


def _taken_for_a_clause(token: Token) -> Iterator[Act]:
    """ "Demands the release of the men still held": an object and its participle, read as a clause."""
    clause = next((c for c in token.having("ccomp") if c.tag in ("VBD", "VBN")), None)
    noun = clause.child("nsubj") if clause is not None else None
    if clause is None or noun is None or noun.pos != "NOUN" or clause.child("mark", "aux", "auxpass", "dobj"):
        return
    tokens = noun.subtree() + [t for t in clause.subtree() if t.i > noun.i]
    if tokens[0].i == token.i + 1:
        body = sorted({t.i: t for t in tokens}.values(), key=lambda t: t.i)
        yield Act(noun, nominal=True, body=tuple(t for t in body if not (t.pos == "PUNCT" and t is body[-1])))


def _done_to(below: Token) -> Iterator[Act]:
    """ "wants wages raised", "wants the bank reconnected": an object and what is to be done to it."""
    verb = below if below.dep in ("ccomp", "oprd") else below.child("acl", "oprd") if below.dep == "dobj" else None
    if verb is None or verb.tag not in ("VBN", "VBD") or verb.child("aux", "auxpass", "mark", "dobj"):
        return
    tokens = [t for t in verb.subtree() if t.i >= below.subtree()[0].i]
    if below is not verb:
        tokens = list(below.subtree())
    joined = next((c for c in verb.having("conj") if c.tag == "VBD" or c.child("dobj", "xcomp", "ccomp")), None)
    if joined is not None:  # "want their wages doubled and threatened to …"
        first = min((c.i for c in verb.having("cc")), default=joined.i)
        tokens = [t for t in tokens if t.i < first]
    yield Act(verb, body=tuple(tokens))


def _is_amount(token: Token, cue: Cue, asked: tuple[Token, ...]) -> bool:
    """ "pledged 3 million dollars to feed the herders": the sum is what is owed, the infinitive its purpose."""
    if cue.kind != "commitment" or "np" not in cue.takes:
        return False
    return any(c.dep == "dobj" and (c.label in ("MONEY", "QUANTITY") or c.child("nummod")) for c in token.rights)


def _infinitives(token: Token, asked: tuple[Token, ...], duties: Duties) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """Infinitives below ``token``, the first and those that are set beside it, each with whoever is asked before it."""
    last: Token | None = None
    for verb in sorted(_below(token, duties), key=lambda t: t.i):
        mark = infinitive_mark(verb)
        assert mark is not None
        since = last.i if last else token.i
        near = tuple(n for n in asked if since < n.i < verb.i) or tuple(n for n in asked if n.i < verb.i)
        subject = own_subject(verb)
        if subject is not None and token.i < subject.i < mark.i:
            near = (subject,)
        elif not near:
            near = _raised(verb, token)
        if last is not None and not _set_beside(mark, last, near):
            continue
        last = verb
        yield verb, near


def _behind_inserted(token: Token, asked: tuple[Token, ...]) -> Token | None:
    """ "Promised, if the rains hold off, to mend the road": the infinitive behind a clause set off by commas."""
    tokens = token.sentence.tokens
    at = (asked[-1].subtree()[-1].i if asked and asked[-1].i > token.i else token.i) - tokens[0].i + 1
    if at >= len(tokens) or tokens[at].text != ",":
        return None
    for n in range(at + 2, len(tokens) - 1):
        if tokens[n].text == "," and tokens[n + 1].tag == "TO":
            verb = tokens[n + 1].head
            return verb if verb.tag == "VB" and verb.i > n + tokens[0].i else None
        if tokens[n].text in (";", ":"):
            return None
    return None


def _behind_relatives(token: Token, asked: tuple[Token, ...]) -> Iterator[tuple[Token, tuple[Token, ...]]]:
    """ "ask every deputy who respects the vote to stay": an infinitive hung on the relative clause."""
    for clause in token.having("advcl"):
        for verb in clause.having("advcl", "xcomp"):
            mark = infinitive_mark(verb)
            if mark is not None and clause.child("mark") and _behind_comma(mark) and asked and asked[-1].i < clause.i:
                yield verb, asked[-1:]
    for noun in asked:
        for clause in noun.having("relcl"):
            for verb in clause.having("xcomp", "advcl"):
                between = any(clause.i < c.i < verb.i for c in clause.having("dobj", "prep", "acomp"))
                if verb.tag == "VB" and infinitive_mark(verb) and between and verb.i > token.i:
                    yield verb, (noun,)


def _behind_comma(token: Token) -> bool:
    return token.sentence.tokens[token.i - token.sentence.tokens[0].i - 1].text == ","


def _raised(verb: Token, cue: Token) -> tuple[Token, ...]:
    """The noun that the parser hung the infinitive on ("appealed to Chile to free": to-free below Chile)."""
    noun = verb.head
    if verb.dep in ("acl", "relcl") and noun is not cue and noun.pos in NOUNS and noun.i > cue.i:
        return (noun,)
    return ()


def _below(token: Token, duties: Duties) -> Iterator[Token]:
    stack = [c for c in token.children if c.i > token.i]
    if token.pos in ("NOUN", "PROPN") and token.dep == "conj":  # "readiness and commitment to assist"
        stack += [c for c in token.head.children if c.i > token.i and c.dep in ("acl", "xcomp", "relcl")]
    if token.pos in ("NOUN", "PROPN") and token.dep in ("dobj", "attr"):  # "gave its word to", "made a promise to"
        stack += [c for c in token.head.children if c.i > token.i and c.dep in ("xcomp", "advcl")]
    if token.pos == "NOUN" and token.dep == "pobj":  # "took note of the undertaking by X to …"
        end = token.subtree()[-1].i
        verb = next((a for a in token.ancestors() if a.pos == "VERB"), token)
        stack += [c for c in verb.rights if c.dep in ("advcl", "xcomp") and c.subtree()[0].i == end + 1]
    while stack:
        child = stack.pop()
        if infinitive_mark(child) and (child.tag in _VERBS or (child.tag in _MISREAD and child.child("dobj"))):
            yield child
        elif child.tag == "VB" and child.dep == "xcomp" and child.pos == "AUX":
            continue
        elif (child.lemma, "NOUN") in duties.cues and child.pos == "NOUN":
            continue  # "reminded Peru of its duty to": the duty says what the act is
        elif child.dep in _DOWN or _is_behind(child) or (child.dep == "conj" and child.pos in (*NOUNS, "ADP")):
            stack.extend(child.children)


def _is_behind(child: Token) -> bool:
    """ "Calls on those concerned to prevent …": an adjective behind its noun."""
    return child.dep == "amod" and child.i > child.head.i


def _set_beside(mark: Token, last: Token, near: tuple[Token, ...]) -> bool:
    """Whether a further infinitive is one more act and not the purpose of the one before ("… to ease trade")."""
    if any(last.i < n.i < mark.i for n in near):
        return True
    before = mark.sentence.tokens[: mark.i - mark.sentence.tokens[0].i]
    return bool(before) and (before[-1].dep == "cc" or before[-1].lower in (",", ";", "not"))


