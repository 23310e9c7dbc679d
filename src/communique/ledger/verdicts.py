"""The verdict of a deed on an undertaking where the tables know the words: right act, right thing, in time."""

from __future__ import annotations

from communique.ledger.case import Case
from communique.ledger.partial import is_part

Verdict = tuple[str, str]  # verdict, why
NEAR_VERB = 0.3  # how near two verbs that the tables do not bring together must be to name one act


def verdict_of(case: Case) -> Verdict | None:
    """The verdict, or None where the words do not say."""
    if case.breaks_peace():
        return "violates", "did what was to cease"
    if not _touches(case):
        return None
    if case.owed.refrain:
        return _refrained(case)
    if case.deed.negated:
        undone = case.is_due and (case.like.kinds or _near_verb(case) or not case.acted.gist.objects)
        return ("violates", "left undone when due") if undone else None
    if case.goes_on:
        return _lasting(case)
    if case.stopped():
        return "violates", "went on with what was to end"
    return kept(case, "did what was owed") if case.like.kinds else _broken(case)


def kept(case: Case, why: str) -> Verdict:
    """The verdict on a deed of the kind that was owed."""
    if is_part(case.wording, case.acted, case.kinship):
        return "partly", "did part of what was owed"
    return "fulfils", why


def _touches(case: Case) -> bool:
    """Whether the deed deals with the thing owed: the more surely, the less is known of the doer."""
    like, strict = case.like, case.reading.doer.strict
    if case.reading.by_itself and not like.touched:
        return False
    named = bool(like.touched or len(like.shared) >= 2 or (like.objects and like.shared))
    if strict == 2:
        counted = bool(case.wording.numbers & case.acted.numbers)
        exact = like.kinds and counted and bool(like.same or like.shared)
        return bool(exact or (named and _is_plain(case)))
    if strict == 1 and not like.shared and case.wording.gist.others and case.acted.gist.others:
        return False  # "the press law", "a hunting law"
    return named or (strict == 0 and case.deed.negated and not case.acted.gist.objects and bool(like.kinds))


def _is_plain(case: Case) -> bool:
    like = case.like
    left = (case.deed.negated or case.deed.lasting) and case.is_due
    if like.same and (like.shared or like.touched - like.same or left):
        return True
    return bool(like.objects and like.kinds) and (left or len(like.objects | like.shared) >= 2)


def _near_verb(case: Case) -> bool:
    return case.shapes.verbs(case.wording, case.acted) >= NEAR_VERB


def _refrained(case: Case) -> Verdict | None:
    if case.reading.doer.strict == 1 and not case.wording.gist.inner:
        return None  # what a state is to leave undone its people are not, unless it is not to let them
    if case.deed.negated or (case.owed.due is not None and case.day > case.owed.due):
        return None
    if case.like.kinds:
        return "violates", "did what was to be left undone"
    near = case.reading.doer.strict == 0 and _near_verb(case) and bool(case.like.touched)
    return ("violates", "did much what was to be left undone") if near else None


def _lasting(case: Case) -> Verdict | None:
    """The verdict on a state that goes on: "is still shut" breaks what was due, "remains open" speaks for it."""
    if case.stopped():
        return "violates", "went on with what was to end"
    kinds = case.kinship.kinds
    if case.like.kinds or any(kinds.get(w, frozenset()) & case.wording.kinds for w in case.acted.gist.others):
        return None
    return ("violates", "still as before when due") if case.is_due else None


def _broken(case: Case) -> Verdict | None:
    """The verdict on a deed of another kind than the one owed."""
    if case.opposes:
        return "violates", "did the opposite of what was owed"
    if case.is_due and case.acted.kinds & case.wording.stalls:
        return "violates", "still as before when due"
    if "cancel" in case.acted.kinds and len(case.like.objects | case.like.shared) >= 2:
        return "violates", "called off what was owed"
    return None
