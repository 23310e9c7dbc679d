"""The words of an act: where they begin and end."""

from __future__ import annotations

from communique.model import Span, Token
from communique.undertakings.acts import Act
from communique.undertakings.condition import Condition

_CLOSING = frozenset((",", ";", ":", ".", "!", "?", '"', "”", "''", "’", ")", "'", "-", "–", "—", "``", "“"))
_PHRASES = ("prep", "dative", "advcl", "xcomp", "relcl", "acl")
_UNTIL = frozenset(("by", "before", "until", "till", "within"))
_LATE_OBJECTS = ("dobj", "oprd", "npadvmod", "attr", "appos")
_LIST_TAILS = ("oprd", "conj", "appos", "npadvmod", "dep", "dobj", "attr")
_LEFT_OUT = frozenset(("nsubj", "nsubjpass", "csubj", "neg", "mark", "cc", "preconj", "expl", "aux", "auxpass"))


def words_of(
    act: Act, others: frozenset[int], conditions: list[Condition], limit: int, after: frozenset[str] = frozenset()
) -> Span | None:
    """The span of an act: verb (or noun) with objects and modifiers, without coordinated acts and conditions.

    Args:
        act: The act.
        others: Indices of the heads of the other acts that are owed beside it.
        conditions: The conditions of the sentence, left out of the words.
        limit: Offset that the words may not pass (the end of the quotation).
        after: Prepositions whose phrases belong to a noun of an act, though they hang on the verb.
    """
    head = act.head
    tokens = list(act.body) or _tokens(head, others)
    beside = (c for c in conditions if not c.first <= head.i <= c.last)
    closed = {i for c in beside for i in range(c.first, c.last + 1)}
    first = min(act.body, key=lambda t: t.i) if act.body else _first(act, tokens)
    last, opened = head, False
    for token in sorted(tokens, key=lambda t: t.i):
        if token.i <= head.i:
            continue
        if token.i in closed or token.i in others or token.start >= limit:
            break
        if token.text in ('"', "”", "''", "“", "``"):
            if token.tag == "``" and not opened and _is_closed(token, tokens):
                opened = True
                continue
            if opened:
                last, opened = token, False
                continue
            break
        if token.i > last.i + 1 and not _bridges(last.i + 1, token, tokens):
            break
        last = token
    if not act.nominal:
        last = _behind_insertion(last, head, others, closed, limit)
        last = _list_end(last, head, others, closed, limit)
    elif after:
        last = _phrase_end(last, head, after, closed | others, limit)
    if head.dep in ("pobj", "pcomp", "xcomp") and not act.body:
        last = _time_end(last, head, others, closed, limit)
    return _trim(first, last)


def _is_closed(mark: Token, tokens: list[Token]) -> bool:
    """Whether a quotation that opens within an act also closes in its sentence: 'a vote "within 18 months"'."""
    after = mark.sentence.tokens[mark.i - mark.sentence.tokens[0].i + 1 :]
    return any(t.text in ('"', "”", "''") for t in after) and any(t.i == mark.i + 1 for t in tokens)


def _phrase_end(last: Token, head: Token, prepositions: frozenset[str], closed: set[int], limit: int) -> Token:
    """The end of the phrases right behind a noun of an act that the parser hung on the verb ("aid | to X")."""
    for phrase in head.head.rights:
        inside = phrase.subtree()
        if inside[0].i != last.i + 1 or phrase.dep not in _PHRASES or inside[0].lower not in prepositions:
            continue
        stop = next((n for n, t in enumerate(inside) if t.i in closed or t.start >= limit), len(inside))
        if stop:
            last = inside[stop - 1]
        if stop < len(inside):
            return last
    return last


def _time_end(last: Token, head: Token, others: frozenset[int], closed: set[int], limit: int) -> Token:
    """The end of a time right behind a noun or -ing form of an act, hung on the verb above ("asked for it | by May").

    So it is of a clause that says until when: "refrain from publishing photographs until all have arrived".
    """
    above = head.head if head.dep == "xcomp" else head.head.head
    for phrase in above.rights:
        inside = phrase.subtree()
        if inside[0].i != last.i + 1 or any(t.i in closed or t.i in others or t.start >= limit for t in inside):
            continue
        dated = any(t.label in ("DATE", "TIME") for t in inside)
        timed = dated and (phrase.dep == "npadvmod" or (phrase.dep == "prep" and inside[0].lower in _UNTIL))
        if timed and phrase.dep == "npadvmod":
            inside = [t for t in inside if t.label in ("DATE", "TIME")]
        if timed or (phrase.dep == "advcl" and inside[0].lower in _UNTIL):
            last = inside[-1]
    return last


def _behind_insertion(last: Token, head: Token, others: frozenset[int], closed: set[int], limit: int) -> Token:
    """The end of an object that an insertion in commas parts from its verb: "lift, by June, its ban on tea"."""
    tokens = last.sentence.tokens
    base = tokens[0].i
    if last.text == "," and last.i > head.i + 1:
        last = tokens[last.i - base - 1]
    after = tokens[last.i - base + 1 : last.i - base + 3]
    if tokens[head.i - base + 1 : head.i - base + 2] == () or tokens[head.i - base + 1].text != "," or len(after) < 2:
        return last
    noun = after[1]
    above = {t.i for t in head.ancestors()} | {head.i}
    while noun.head.i not in above and noun.head is not noun:
        noun = noun.head
    inside = noun.subtree()
    if after[0].text != "," or noun.dep not in _LATE_OBJECTS or inside[0].i != after[1].i:
        return last
    if inside[-1].start >= limit or any(t.i in others or t.i in closed for t in inside):
        return last
    return inside[-1]


def _list_end(last: Token, head: Token, others: frozenset[int], closed: set[int], limit: int) -> Token:
    """The end of a list of nouns of which the parser hung the later ones on a word above the act."""
    tokens = last.sentence.tokens
    base = tokens[0].i
    above = {t.i for t in head.ancestors()}
    while last.i - base + 2 < len(tokens) and tokens[last.i - base + 1].text == ",":
        after = tokens[last.i - base + 2]
        noun = after
        while noun.head.i not in above and noun.head is not noun and noun.head.i > last.i:
            noun = noun.head
        if noun.dep not in _LIST_TAILS or noun.pos not in ("NOUN", "PROPN") or noun.head.i not in above:
            return last
        inside = noun.subtree()
        if inside[0].i != after.i or any(
            t.dep in ("nsubj", "nsubjpass", "relcl") or t.i in others or t.i in closed for t in inside
        ):
            return last
        if inside[-1].start >= limit:
            return last
        last = inside[-1]
    return last


def _tokens(head: Token, others: frozenset[int]) -> list[Token]:
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        for child in token.children:
            if child.i in others or _stands_apart(child, token, head):
                continue
            stack.append(child)
    return found


def _stands_apart(child: Token, parent: Token, head: Token) -> bool:
    """Whether a dependent is not part of the act's words."""
    if child.dep == "relcl" and child.i > head.i and child.i > parent.i and _after_comma(child):
        return True  # ", which was built in 1990" tells something more and is no part of the act
    if parent is head:
        if child.i < head.i and child.dep in _LEFT_OUT:
            return True
        if child.dep in ("parataxis", "nsubj", "nsubjpass") and child.i > head.i:
            return child.dep == "parataxis"
        if child.dep == "ccomp" and child.i < head.i:
            return True
        if child.dep == "conj" and child.pos in ("VERB", "AUX") and head.pos in ("VERB", "AUX"):
            return True
        if child.dep == "advcl" and _after_comma(child):
            return True
        if child.dep == "prep" and child.lower == "with" and _after_comma(child):
            return any(n.lower == "view" for n in child.having("pobj"))  # ", with a view to …": the purpose
        if child.dep == "conj" and child.lower == "that":
            return True  # "that X cease fire and that Y …"
    return False


def _after_comma(child: Token) -> bool:
    first = child.subtree()[0]
    tokens = child.sentence.tokens
    at = first.i - tokens[0].i
    return at > 0 and tokens[at - 1].text == ","


def _first(act: Act, tokens: list[Token]) -> Token:
    """The first word: the head, or what stands right before it and belongs to it ("fully respect", "a new roll")."""
    inside = {t.i: t for t in tokens if t.i <= act.head.i}
    first = act.head
    barred = _LEFT_OUT if not act.nominal else frozenset(("cc",))
    while first.i - 1 in inside:
        before = inside[first.i - 1]
        if (
            (before.dep in barred and not (act.nominal and before.head.i < act.head.i and before.head.i in inside))
            or (before.pos == "PUNCT" and before.tag != "HYPH")
            or (not act.nominal and before.head is not act.head)
        ):
            break
        first = before
    at = first.i - first.sentence.tokens[0].i
    if at > 0 and (aux := first.sentence.tokens[at - 1]).dep == "auxpass" and aux.lower in ("be", "get"):
        return aux if aux.head is act.head else first  # "must be completed": to "be completed"; "would get rid of"
    return first


def _bridges(start: int, token: Token, tokens: list[Token]) -> bool:
    """Whether only punctuation lies between ``start`` and ``token``."""
    sentence = token.sentence.tokens
    base = sentence[0].i
    return all(sentence[i - base].pos == "PUNCT" for i in range(start, token.i))


def _trim(first: Token, last: Token) -> Span | None:
    tokens = first.sentence.tokens
    base = tokens[0].i
    quoted = any(t.tag == "``" for t in tokens[first.i - base : last.i - base])
    while last.i > first.i and not (quoted and last.tag == "''") and _is_tail(last):
        last = tokens[last.i - base - 1]
    if last is first and last.text in _CLOSING:
        return None
    return first.start, last.end


def _is_tail(last: Token) -> bool:
    """Whether a word cannot end an act: punctuation, a conjunction, a preposition with nothing behind it."""
    if last.text in _CLOSING or last.dep in ("cc", "mark"):
        return True
    return last.dep in ("prep", "conj") and last.tag == "IN"
