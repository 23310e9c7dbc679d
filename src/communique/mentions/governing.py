"""Finds the time expression that governs a predicate: when what a verb or an event noun speaks of takes place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from communique.mentions.scene_words import scene_words
from communique.mentions.when.interval import bounding_words
from communique.model import Sentence, Text, Time, Token

_MODIFIERS = frozenset(
    ("npadvmod", "tmod", "advmod", "nmod", "compound", "amod", "nummod", "poss", "appos", "dep", "dobj", "attr", "oprd")
)
_INSIDE_NOUN = frozenset(("compound", "amod", "nummod", "poss", "nmod"))
_WITHIN_CLAUSE = frozenset(
    ("dobj", "pobj", "prep", "attr", "acomp", "oprd", "dative", "agent", "npadvmod", "advmod", "prt", "appos", "conj")
)
LEADING = 12  # code points from the head of a sentence within which its leading time begins
RANGE_GAP = 10  # code points between the halves of a range
_BEFORE_VERB = frozenset(("aux", "auxpass", "neg", "advmod"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_SHARES_TIME = frozenset(("conj", "advcl", "xcomp", "relcl", "acl"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "pcomp", "csubj"))


def time_of(token: Token, text: Text, times: Sequence[Time]) -> Time | None:
    """The time expression that says when ``token`` (a verb or an event noun) takes place, or None.

    It is sought in the token's own clause, then in the clause that it is coordinated with or hangs on, then at the head
    of the sentence. ``times`` are in text order.
    """
    own = own_time_of(token, text, times)
    if own is not None and is_point(own):
        return own
    here = _times_in(token.sentence, times)
    for time in here:
        if is_point(time) and _hangs_on(token, time):
            return time
    if not here:
        return None
    opening = _opening(token, here)
    if opening is not None:
        return opening
    if _goes_on(token):  # "flew to Cairo on Tuesday, where he was received"
        verb = next((a for a in token.ancestors() if a.pos == "VERB"), None)
        before = own_time_of(verb, text, [t for t in here if t.end <= token.start]) if verb else None
        if before is not None:
            return before
    row = _of_row(token, text, times)
    if row is not None:
        return row
    governed = [(t, _head(t, text, here)) for t in here if is_point(t)]
    shared = _above(token, governed) or _leading(token, governed) or _around(token, text, times)
    return shared if shared is not None else own


def _around(verb: Token, text: Text, times: Sequence[Time]) -> Time | None:
    """The time of the occasion that "in which four were killed" hangs on.

    "An attack on Monday on a patrol near X, in which four were killed".
    """
    if any(c.dep == "prep" and c.lower in scene_words().in_which and _is_relative(c) for c in verb.children):
        for above in verb.ancestors():
            found = own_time_of(above, text, times) if above.pos in ("NOUN", "VERB") else None
            if found is not None or above.pos == "VERB":
                return found if found is not None and is_point(found) else None
    return None


def _of_row(verb: Token, text: Text, times: Sequence[Time]) -> Time | None:
    """The time that closes a row of verbs: "was stopped, searched and robbed on Monday"."""
    last = next((c for c in reversed(verb.conjuncts()) if c is not verb), None)
    if last is None or verb.pos != "VERB" or last.tag != verb.tag or last.child("nsubj", "nsubjpass") is not None:
        return None
    if last.lemma in scene_words().judging:  # "welcomed the truce and condemned the strike of 3 May"
        return None
    found = own_time_of(last, text, times)
    return found if found is not None and is_point(found) and found.start > last.start else None


def _is_relative(preposition: Token) -> bool:
    return any(c.tag in ("WDT", "WP") for c in preposition.children)


def _above(token: Token, governed: Sequence[tuple[Time, Token | None]]) -> Time | None:
    """The time of the clause that the token's is coordinated with or hangs on."""
    above = token
    for _ in range(3):
        if above.dep not in _SHARES_TIME and above.dep not in _COMPLEMENTS:
            break
        below, above = above, above.head
        for time, head in governed:
            if head and (_governor(head) is above or _is_wedged(head, time, above)) and _reaches(below, time, above):
                return time
    return None


def own_time_of(token: Token, text: Text, times: Sequence[Time]) -> Time | None:
    """Like :func:`time_of`, in the token's own clause only: the place to look for a deadline."""
    best: tuple[int, int] | None = None
    found: Time | None = None
    here = _times_in(token.sentence, times)
    for time in here:
        head = _head(time, text, here) if is_point(time) or time.type == "DURATION" else None
        if head is None:
            continue
        distance = 1 if _is_wedged(head, time, token) else _distance(head, token)
        if distance is not None:
            rank = (distance + 3 * (time.type == "DURATION") + 3 * (time.value is None), abs(head.i - token.i))
            if best is None or rank < best:
                best, found = rank, time
    return found


def occasion_time_of(verb: Token, times: Sequence[Time]) -> Time | None:
    """The time of the paper or the occasion by which the verb's act was done.

    "Agreed, in the Protocol of Windhoek of 2014", "at the Paris conference in April, they pledged", "in the letter of
    9 May, in which Mali consents".
    """
    by = bounding_words()["by_occasion"]
    nouns = [c.child("pobj") for c in verb.children if c.dep == "prep" and by.match(c.lower)]
    if verb.dep == "relcl" and any(c.dep == "prep" and c.child("pobj") for c in verb.children):
        nouns.append(verb.head)
        dated = verb.head  # "the order of 7 June, by which …", hung on the day
        if dated.label == "DATE" and dated.dep == "pobj" and dated.head.head.pos == "NOUN":
            nouns.append(dated.head.head)
    for noun in nouns:
        if noun is None or noun.lower not in scene_words().papers | scene_words().meetings:
            continue
        clause = set(verb.subtree()) if verb.dep == "relcl" else set()
        own = [t for t in noun.subtree() if t.i > noun.i and t not in clause]
        for time in _times_in(verb.sentence, times):
            if is_point(time) and any(time.start <= t.start < time.end for t in own):
                return time
    return None


def is_point(time: Time) -> bool:
    """Whether the expression names a stretch of the calendar rather than a length or a habit."""
    return time.type in ("DATE", "TIME") or (time.type == "DURATION" and time.first is not None)


def _times_in(sentence: Sentence, times: Sequence[Time]) -> Sequence[Time]:
    low = bisect_left(times, sentence.start, key=lambda t: t.start)
    return times[low : bisect_left(times, sentence.end, key=lambda t: t.start)]


def _head(time: Time, text: Text, here: Sequence[Time]) -> Token | None:
    """The token of the expression (of both its halves, where it is a range) that hangs on something outside it."""
    end = time.end
    if time.first != time.last:
        end = next((t.end for t in here if time.end <= t.start < time.end + RANGE_GAP), end)
    for token in text.tokens_in(time.start, end):
        if token.head is token or not time.start <= token.head.start < end:
            return token
    return None


def _governor(head: Token) -> Token:
    """The word that a time expression modifies: the verb or noun above its preposition."""
    token = head
    while token.dep in ("pobj", "pcomp", "prep", "conj") and token.head is not token:
        token = token.head
    if token is head and head.dep in _MODIFIERS:
        return head.head
    return token


def _distance(head: Token, predicate: Token) -> int | None:
    """Steps from a time expression up to ``predicate`` without leaving its clause; None where it is not below it."""
    if head is predicate:
        return None
    steps, token = 0, head
    inside_noun = head.dep in _INSIDE_NOUN
    while token.head is not token:
        if (
            token.dep == "prep"
            and bounding_words()["not_of_the_act"].match(token.lower)
            and token.head is not predicate
        ):
            return None
        token, below = token.head, token
        if token is predicate:
            return steps
        if token.pos in ("NOUN", "PROPN") and (inside_noun or below.dep in _INSIDE_NOUN or _has_own_parties(token)):
            return None
        if token.dep not in _WITHIN_CLAUSE or (token.dep == "conj" and token.pos in ("VERB", "AUX")):
            return None
        steps += token.pos not in ("ADP", "PART")
    return None


def _is_wedged(head: Token, time: Time, verb: Token) -> bool:
    """ "The bloc on Sunday suspended Guinea": hung on the subject by the parser, but right before the verb."""
    if verb.pos != "VERB" or not head.start < verb.start:
        return False
    top = head
    while top.head is not top and top.head is not verb:
        if top.dep == "relcl" and top.subtree()[0].tag.startswith("WP"):  # "a man whom they took on Sunday told me"
            return False
        top = top.head
    if top.head is not verb or top.dep not in _SUBJECTS:
        return False
    between = [t for t in verb.sentence.tokens if time.end <= t.start < verb.start]
    return all(t.head is verb and t.dep in _BEFORE_VERB for t in between)


def _hangs_on(verb: Token, time: Time) -> bool:
    """ "In May, when students marched": the clause hangs on the time, which is then its own.

    Also "in May, when students marched and police fired", "in Cairo on Monday, where she met him".
    """
    while verb.dep == "conj" and verb.head.pos in ("VERB", "AUX"):
        verb = verb.head
    if verb.dep not in ("relcl", "advcl", "acl") or not any(
        c.dep == "advmod" and c.tag == "WRB" for c in verb.children
    ):
        return False
    opening = verb.subtree()[0]
    return opening.lower in ("when", "where") and time.end <= opening.start <= time.end + 2


def _opening(verb: Token, here: Sequence[Time]) -> Time | None:
    """A time right before the clause's subject, however it is parsed: "on 3 May regional leaders met".

    It stands at the head of its clause, with nothing but a preposition before it, and is no part of a name.
    """
    subject = next((c for c in verb.children if c.dep in _SUBJECTS), None)
    if subject is None or verb.pos not in ("VERB", "AUX"):
        return None
    tokens = verb.sentence.tokens
    for time in here:
        if not is_point(time) or time.end > subject.start:
            continue
        at = next(n for n, t in enumerate(tokens) if t.end > time.start)
        after = next(n for n, t in enumerate(tokens) if t.start >= time.end)
        between = tokens[after : subject.i - tokens[0].i]
        if tokens[after].tag in ("POS", "HYPH") or not _heads_clause(tokens[:at]):
            continue
        if all(t.text == "," or subject in t.ancestors() for t in between):
            return time
    return None


def _heads_clause(before: Sequence[Token]) -> bool:
    """Whether a time that stands after these words is the first thing in its clause."""
    words = bounding_words()
    if before and before[-1].pos in ("ADP", "SCONJ", "ADV") and words["opens_with"].match(before[-1].lower):
        before = before[:-1]
    last = before[-1] if before else None
    return last is None or last.tag in (",", ":", "``", "''", "WRB") or bool(words["opens_after"].match(last.lower))


def _goes_on(verb: Token) -> bool:
    """Whether a clause with "where", or one with "who" behind a comma, tells what happened next."""
    if verb.dep != "relcl":
        return False
    opening = verb.subtree()[0]
    before = [t.text for t in verb.sentence.tokens if t.i < opening.i][-1:]
    who = opening.lower == "who" and verb.tag == "VBD" and before == [","]
    return who or any(c.dep == "advmod" and c.lower == "where" for c in verb.children)


def _has_own_parties(noun: Token) -> bool:
    """An event noun that names who did it ("Indonesia's release of the divers") keeps its time to itself.

    What a pronoun owns inside a phrase ("across its reservation on Monday") is seldom an act.
    """
    plain = noun.dep == "pobj"
    return any(
        (c.dep == "poss" and not (plain and c.pos == "PRON")) or (c.dep == "prep" and c.lemma == "of")
        for c in noun.children
    )


def _reaches(token: Token, time: Time, above: Token) -> bool:
    """Whether a time of the clause above also holds for ``token``, which hangs on it."""
    if token.dep == "conj":
        return time.start < token.start
    if token.dep in ("xcomp", "ccomp"):
        finite = any(c.dep == "aux" and c.tag in ("VBD", "VBZ", "VBP") for c in token.children)
        return finite or token.tag in ("VBD", "VBN")
    return token.dep in ("advcl", "relcl", "acl", "pcomp") and above.start < time.start


def _leading(token: Token, governed: Sequence[tuple[Time, Token | None]]) -> Time | None:
    """A time at the head of the sentence holds for all its clauses."""
    for time, head in governed:
        opening = time.start - token.sentence.start
        leads = head is not None and opening < LEADING and time.end < token.start
        if leads and head is not None and (head.dep not in _INSIDE_NOUN or _is_first(time, token.sentence)):
            return time
    return None


def _is_first(time: Time, sentence: Sentence) -> bool:
    """Whether only a preposition stands before the time in its sentence, and it owns nothing: not "Friday's vote"."""
    before = [t for t in sentence.tokens if t.start < time.start]
    after = next((t for t in sentence.tokens if t.start >= time.end), None)
    return _heads_clause(before) and after is not None and after.tag not in ("POS", "HYPH")
