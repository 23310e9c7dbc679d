"""The clauses that acts are conditional on: "if …", "provided that …", "should X …", "funds permitting"."""

from __future__ import annotations

from communique.lexicon.duties import Duties, Opening
from communique.model import Span, Token
from communique.undertakings.acts import Act
from communique.undertakings.clause import infinitive_mark, own_subject
from communique.undertakings.condition import QUOTES, Condition, end_of
from communique.undertakings.inverted import absolute, inverted

_MARKING = frozenset(("provided", "providing", "assuming", "supposing"))
_SHIFTED = frozenset(("would", "'d", "’d"))
_ONCE = frozenset(("once", "as"))  # "as soon as"
_BEFORE_NOUN = ("det", "amod", "compound", "poss", "nummod")
_WITHIN = ("xcomp", "dobj", "pobj", "prep", "npadvmod", "advmod", "acl", "acomp", "pcomp")


def conditions_in(tokens: tuple[Token, ...], duties: Duties) -> list[Condition]:
    """The conditions of a sentence, in text order."""
    found = [c for t in tokens if (c := inverted(t, duties) or absolute(t, duties)) is not None]
    at = 0
    while at < len(tokens):
        opening = next((o for o in duties.conditions.get(tokens[at].lower, ()) if _reads(tokens, at, o.words)), None)
        after = at + len(opening.words) if opening else at
        if opening is None or after >= len(tokens):
            at += 1
            continue
        condition = None if _is_concession(tokens, at) else _condition(tokens, at, after, opening)
        if condition is not None and _is_condition(opening, condition, tokens, duties):
            found.append(condition)
            at = max(after, condition.last - tokens[0].i + 1)
        else:
            at += 1
    return sorted(found, key=lambda c: c.first)


def _is_condition(opening: Opening, condition: Condition, tokens: tuple[Token, ...], duties: Duties) -> bool:
    """Whether words that can also tell the time open a condition: only before their main clause, or not told as past.

    "Until X is done, we will not …" and "once X is done" are conditions, "stay until X is done" is part of the act.
    """
    if opening.only == "leading" and not opening.clause and _is_idle(condition, tokens, duties):
        return False
    if opening.only == "leading":
        return condition.first == tokens[0].i or tokens[condition.first - tokens[0].i - 1].text in QUOTES
    if opening.only == "ahead":
        inside = tokens[condition.first - tokens[0].i : condition.last - tokens[0].i + 1]
        noun = tokens[condition.first - tokens[0].i + len(opening.words) - 1]
        if any(t.tag in ("VBZ", "VBP") and (t.dep not in ("relcl", "ccomp") or t.head is noun) for t in inside):
            return True
        if any(t.dep == "advcl" and t.tag == "NNS" for t in inside):
            return True  # "once Turkey ratifies", read as a noun
        return _is_shifted(condition, inside, opening.words[0])
    return True


def _is_idle(condition: Condition, tokens: tuple[Token, ...], duties: Duties) -> bool:
    """ "Without delay", "without prejudice to Article 4"."""
    inside = tokens[condition.first - tokens[0].i : condition.last - tokens[0].i + 1]
    return any(t.lemma in duties.words["unconditional_nouns"] or t.tag == "VBG" for t in inside)


def _is_shifted(condition: Condition, inside: tuple[Token, ...], marker: str) -> bool:
    """ "Would pay once he had signed", "agreed to pay as soon as he signed": told of as past, still to come then."""
    governor = condition.governor
    would = any(c.lower in _SHIFTED for c in governor.having("aux"))
    if any(t.lower == "had" and t.dep == "aux" for t in inside):
        return would or (marker in _ONCE and infinitive_mark(governor) is not None)
    if len(inside) > 1 and inside[1].tag == "VBN":
        return would or marker in _ONCE  # "once elected, he would"
    past = any(t.tag == "VBD" for t in inside)
    return past and marker in _ONCE and (would or infinitive_mark(governor) is not None)


def _reads(tokens: tuple[Token, ...], at: int, words: tuple[str, ...]) -> bool:
    return tuple(t.lower for t in tokens[at : at + len(words)]) == words


def _is_concession(tokens: tuple[Token, ...], at: int) -> bool:
    """ "Even if", "as if": nothing hangs on it."""
    return at > 0 and tokens[at - 1].lower in ("even", "as", "than")


def _condition(tokens: tuple[Token, ...], at: int, after: int, opening: Opening) -> Condition | None:
    base = tokens[0].i
    markers = tokens[at:after]
    inside = _clause_head(markers, tokens, after) if opening.clause else _noun_head(markers)
    if inside is None or tokens[after].tag in ("WDT", "WP"):
        return _clause_behind(tokens, at, after) if opening.clause else None  # "failing which"
    joined = {t.i for c in inside.children if _is_bare_act(c, inside) for t in c.subtree()}
    below = [t for t in inside.subtree() if t.i >= base + after and t not in markers and t.i not in joined]
    last = end_of(_inserted(below, tokens, at), base + after, tokens)
    if last is None:
        return None
    top = _outermost(inside, markers, base + at)
    return Condition(base + at, last.i, (tokens[after - opening.kept].start, last.end), top.head)


def _inserted(below: list[Token], tokens: tuple[Token, ...], at: int) -> list[Token]:
    """ ", if it wants the border open, to pay": an insertion ends at the comma before "to", whatever hangs on it."""
    if at == 0 or tokens[at - 1].text != ",":
        return below
    base = tokens[0].i
    for t in below:
        if t.text == "," and t.i - base + 1 < len(tokens) and tokens[t.i - base + 1].tag == "TO":
            return [b for b in below if b.i < t.i]
    return below


def _clause_behind(tokens: tuple[Token, ...], at: int, after: int) -> Condition | None:
    """ "Provided Somalia pays", read as "(provided Somalia) pays": the finite verb right behind the noun."""
    noun = tokens[at].child("pobj", "dobj")
    end = noun.subtree()[-1].i - tokens[0].i + 1 if noun is not None else len(tokens)
    verb = tokens[end] if end < len(tokens) and noun is not None and noun.i > tokens[at].i else None
    if verb is None or verb.tag not in ("VBZ", "VBP", "VBD") or tokens[at].lower not in _MARKING:
        return None
    below = [*tokens[after:end], *(t for t in verb.subtree() if t.i >= verb.i)]
    last = end_of(below, tokens[after].i, tokens)
    if last is None:
        return None
    return Condition(tokens[at].i, last.i, (tokens[after].start, last.end), tokens[at].head)


def _is_bare_act(verb: Token, clause: Token) -> bool:
    """ "should visit, if it is received, and report": a bare verb that no finite clause can go on with."""
    if verb.dep != "conj" or verb.tag != "VB" or own_subject(verb) is not None:
        return False
    return clause.tag in ("VBZ", "VBD", "VBN") and not any(c.dep == "aux" for c in verb.children)


def _clause_head(markers: tuple[Token, ...], tokens: tuple[Token, ...], after: int) -> Token | None:
    """The verb of the conditional clause: what the marker hangs on, or what hangs on it."""
    base = tokens[0].i
    last = markers[-1]
    if last.dep == "mark" and last.head.i > last.i:
        return last.head
    for marker in reversed(markers):
        for child in marker.children:
            if child.i >= base + after and child.pos in ("VERB", "AUX"):
                return child
        if marker.dep == "mark" and marker.head.i >= base + after:
            return marker.head
        if marker.dep == "advmod" and marker.head.i >= base + after and marker.head.dep in ("advcl", "ccomp", "relcl"):
            return marker.head
        if marker.dep == "prep" and marker.head.i >= base + after and marker.head.dep == "advcl":
            return marker.head  # "in case Somalia pays"
    return None


def _noun_head(markers: tuple[Token, ...]) -> Token | None:
    for marker in reversed(markers):
        noun = marker.child("pobj", "pcomp", "dobj")  # "failing an election": a participle with its object
        if noun is not None and noun not in markers:
            return noun
    return _noun_behind(markers)


def _noun_behind(markers: tuple[Token, ...]) -> Token | None:
    """The noun whose words begin right behind the markers, where the parser hung it on the main verb."""
    last = markers[-1]
    at = last.i - last.sentence.tokens[0].i + 1
    after = last.sentence.tokens[at : at + 1]
    token = after[0] if after else last
    while token.dep in _BEFORE_NOUN and token.head.i > token.i:
        token = token.head
    if token is last or last.dep == "advmod":
        return None
    named = token.lower in ("this", "that", "which")  # "failing that"
    return token if token.pos in ("NOUN", "PROPN") or named else None


def _outermost(inside: Token, markers: tuple[Token, ...], first: int) -> Token:
    """The top of the conditional clause, marker words included: its head is what the condition qualifies."""
    top = inside
    while top.head is not top:
        above = top.head
        if above not in markers and (not first <= above.i < inside.i or top.dep == "conj"):
            break
        top = above
    return top


def condition_of(act: Act, cue: Token, conditions: list[Condition]) -> Condition | None:
    """The condition that an act is owed under: one that qualifies the act, its cue or a verb between or above them."""
    chain = _chain(act.head, cue)
    first = act.head.sentence.tokens[0]
    for condition in conditions:
        if condition.first <= first.i + 2 and _is_behind(condition, act.head, cue):
            return condition
        if condition.first <= act.head.i <= condition.last or _goes_with_next(condition, act.head):
            continue
        governor = condition.governor
        if governor.i < condition.first and condition.last < act.head.i and _is_conjunct(act.head, governor):
            continue  # "to free X, subject to Y, and to lift Z": Z is owed without it
        if governor.i in chain or any(g.i in chain and g.pos in ("VERB", "AUX") for g in _conjoined(governor)):
            return condition
    return None


def _goes_with_next(condition: Condition, head: Token) -> bool:
    """ "To reopen the pass and, if Peru pays, lift the tax": the first is owed without it."""
    tokens = head.sentence.tokens
    before = tokens[max(0, condition.first - tokens[0].i - 2) : condition.first - tokens[0].i]
    after = tokens[condition.last - tokens[0].i + 1 :][:1]
    if head.i > condition.first or not before or not after or after[0].text != ",":
        return False
    return before[-1].dep == "cc" or (len(before) > 1 and before[-1].text == "," and before[-2].dep == "cc")


def _is_behind(condition: Condition, head: Token, cue: Token) -> bool:
    """Whether the act stands in the clause right behind a condition that opens the sentence, wherever that hangs."""
    tokens = head.sentence.tokens
    comma = next((t.i for t in tokens if t.i > condition.last and t.text in (",", "then")), None)
    if comma is None or comma > condition.last + 1 or cue.i < comma or cue.tag != "MD" or condition.last >= head.i:
        return False
    return not any(t.tag in ("VBD", "VBZ", "VBP") and t.dep != "relcl" for t in tokens if comma < t.i < cue.i)


def condition_beside(span: Span, cue: Token, conditions: list[Condition]) -> Condition | None:
    """The condition that stands right behind the words of an act, or between its cue and it, wherever it hangs."""
    words = [t for t in cue.sentence.tokens if t.pos != "PUNCT"]
    after = next((t.i for t in words if t.start >= span[1]), None)
    before = [t.i for t in words if t.end <= span[0] and t.tag != "TO"][-1:]
    for condition in conditions:
        wedged = condition.first > cue.i and before and condition.last >= before[0] and condition.end <= span[0]
        if condition.first == after or wedged:
            return condition
    return None


def _is_conjunct(head: Token, governor: Token) -> bool:
    """Whether ``head`` is coordinated with the verb ``governor`` that stands before it."""
    token = head
    while token.dep == "conj":
        token = token.head
        if token is governor:
            return True
    return False


def _conjoined(governor: Token) -> list[Token]:
    """The verbs before ``governor`` that it is coordinated with: a condition at the end holds for them all."""
    found, token = [], governor
    while (
        token.dep == "conj"
        and own_subject(token) is None
        and token.head.pos in ("VERB", "AUX")
        and not (token.tag in ("VBZ", "VBD") and token.child("xcomp", "ccomp", "dobj"))
        and (infinitive_mark(token) is None or infinitive_mark(token.head) is not None)
    ):
        token = token.head
        found.append(token)
    while token.dep in _WITHIN and token.head is not token:
        token = token.head
        found.append(token)
    return found


def _chain(head: Token, cue: Token) -> frozenset[int]:
    """Indices of the act, of the cue, of what lies between them, and of the verb of the cue's clause."""
    chain = {head.i, cue.i}
    for token in head.ancestors():
        chain.add(token.i)
        if token is cue or token.i == cue.head.i:
            break
    token = cue
    while token.pos not in ("VERB", "AUX") and token.head is not token:
        token = token.head
        chain.add(token.i)
    return frozenset(chain)
