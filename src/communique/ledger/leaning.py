"""How likely a deed on which the tables are silent speaks to an undertaking, and which way: signs, weighed."""

from __future__ import annotations

import math
from datetime import date

from communique.ledger.case import Case
from communique.ledger.matching import numbers_differ
from communique.ledger.verdicts import Verdict, kept

SIGNS = (
    "near",  # how near the words lie in meaning
    "verb",  # and the verbs alone
    "kinds",  # a kind of act in common
    "opposed",  # kinds of act of which one undoes the other
    "objects",  # a thing in common
    "touched",  # a thing that was dealt with and is owed
    "shared",  # other words in common, up to three
    "kinds_and_objects",
    "numbers_same",
    "numbers_differ",
    "of_its_country",  # how the doer stands to the obligor, beside being the obligor
    "perhaps",
    "nobody_named",
    "by_itself",  # the subject is what was dealt with
    "negated",
    "lasting",
    "late",  # the words say that the time has run out
    "due",
    "negated_before_due",
    "lasting_before_due",
    "refrain",
    "refrained",
    "claimed",  # carried by somebody's statement
    "after_due",
    "days",  # natural logarithm of the days since it was first owed, and one
)
SOME_VERB = 0.2  # how near two verbs must be that the tables do not bring together
MANY = 3  # words shared, beyond which more say nothing


def is_worth_weighing(case: Case) -> bool:
    """Whether deed and undertaking have a thing in common, or enough other words: with less no signs suffice."""
    if case.reading.by_itself and not case.like.touched:
        return False  # "Sweden halved its tolls" is no deed of nobody's
    if not case.like.kinds and not case.opposes and case.shapes.verbs(case.wording, case.acted) < SOME_VERB:
        return False  # a ship searched off the port opens no port
    return bool(case.like.objects) or len(case.like.shared) >= (1 if case.like.kinds else 2)


def signs_of(case: Case) -> tuple[float, ...]:
    """The signs, in the order of ``SIGNS``, that a deed speaks to an undertaking."""
    like, deed, owed, doer = case.like, case.deed, case.owed, case.reading.doer
    negated, lasting = deed.negated, case.goes_on
    return (
        case.shapes.near(case.wording, case.acted),
        case.shapes.verbs(case.wording, case.acted),
        bool(like.kinds),
        case.opposes,
        bool(like.objects),
        bool(like.touched),
        min(MANY, len(like.shared)),
        bool(like.kinds and like.objects),
        bool(case.wording.numbers & case.acted.numbers),
        numbers_differ(case.wording, case.acted),
        doer.tie == "country",
        doer.tie == "perhaps",
        doer.tie == "nobody",
        case.reading.by_itself,
        negated,
        lasting,
        deed.late,
        case.is_due,
        negated and not case.is_due,
        lasting and not case.is_due,
        owed.refrain,
        owed.refrain and negated,
        deed.statement is not None,
        owed.due is not None and case.day > owed.due,
        math.log1p(_days(owed.since, case.day)),
    )


def leaning_of(case: Case) -> Verdict | None:
    """Which way a deed speaks that speaks to an undertaking; None where it is too early to say."""
    if case.owed.refrain:
        return None if case.deed.negated else ("violates", "likely did what was to be left undone")
    if case.deed.negated:
        return ("violates", "likely left undone when due") if case.is_due else None
    if case.stopped() or (case.goes_on and not case.like.kinds):
        return "violates", "likely went on as before"
    if case.opposes and not case.like.kinds:
        return "violates", "likely did the opposite of what was owed"
    return kept(case, "likely did what was owed")


def likeness_in_words(case: Case) -> str:
    """What the likeness rests on, for people."""
    words = sorted(case.like.objects | case.like.shared)
    common = f"both speak of {', '.join(words)}" if words else "no word in common"
    return f"{common}; near in meaning by {case.shapes.near(case.wording, case.acted):.2f}"


def _days(since: str, day: str) -> int:
    try:
        return max(0, (date.fromisoformat(day) - date.fromisoformat(since)).days)
    except ValueError:
        return 0
