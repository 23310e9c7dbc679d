"""How likely a deed on which the tables are silent speaks to an undertaking, and which way: signs, weighed."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from datetime import date

import numpy as np

from communique.ledger.alignment import ONE, OTHER, Alignment, Phrase
from communique.ledger.case import Case, Owed
from communique.ledger.likeness import Likeness
from communique.ledger.matching import numbers_differ
from communique.ledger.shapes import Shape, Shapes
from communique.ledger.verdicts import Verdict, kept
from communique.ledger.words import Floats, WordTable

SIGNS = (
    "near",  # how near the words lie in meaning
    "verb",  # and the verbs alone
    "kinds",  # a kind of act in common
    "opposed",  # the deed undoes the act owed
    "other_act",  # the tables know both verbs, and neither as the other nor as what undoes it
    "stalled",  # the deed is a state that keeps the act from being done
    "objects",  # a thing in common
    "same",  # a thing acted upon in both
    "touched",  # a thing that was dealt with and is owed
    "shared",  # other words in common, up to three
    "kinds_and_objects",
    "apart",  # names tell the objects apart
    "numbers_same",
    "numbers_differ",
    "owed_words",  # how many of the words owed are told, rare ones counting more
    "owed_nouns",  # and without the verb
    "owed_things",  # and of what is to be acted upon
    "told_words",  # how many of the words told are owed
    "subject_owed",  # whether who or what did it is spoken of in what is owed
    "object_owed",  # whether what was acted upon is
    "names",  # names in common
    "names_missing",  # names in what is owed that are not told
    "many_owed",  # how many words there are
    "many_told",
    "obligor",  # how the doer stands to the obligor
    "of_its_country",
    "perhaps",
    "nobody_named",
    "other",  # somebody else did it
    "negated",
    "lasting",
    "late",  # the words say that the time has run out
    "due",
    "negated_and_due",
    "refrain",
    "restrains",  # the act owed is one of stopping, sparing or keeping up
    "refrained",
    "restrained",  # negated, where the act owed restrains
    "verbal_cooperation",  # what kind of event the words tell
    "material_cooperation",
    "verbal_conflict",
    "material_conflict",
    "same_event",  # an event of the type owed
    "conflict_restrained",  # conflict, where the act owed restrains
    "conflict_alone",  # and where it does not
    "claimed",  # carried by somebody's statement
    "with_deadline",
    "after_due",
    "days",  # natural logarithm of the days since it was first owed, and one
    "opening",  # among the first words of the report, which tell what is new
    "place",  # natural logarithm of how far into the report the words stand, and one
)
MANY = 3  # words shared, beyond which more say nothing
OPENING = 300  # characters
_THINGS, _VERB = SIGNS.index("owed_things"), SIGNS.index("verb")
MATERIAL_CONFLICT = 4  # quad code
LIKELY, SURELY = 0.6, 0.9  # how much of what is to be acted upon must be told where another act was done to it
SOME_VERB = 0.3  # how near two verbs must be that need less in common


def is_worth_weighing(like: Likeness) -> bool:
    """Whether deed and undertaking have a thing in common, or enough other words: with less no signs suffice."""
    return bool(like.objects) or len(like.shared) >= (1 if like.kinds else 2)


def is_of_another(wording: Shape, acted: Shape) -> bool:
    """Whether an act that is told apart was done to another thing of the kind: "withdrew from Juba", not from Goma."""
    return not (wording.things.isdisjoint(acted.things) and wording.kinds.isdisjoint(acted.kinds))


class Leaning:
    """Reads the signs that a deed speaks to an undertaking. The names of who owes tell nothing: they are left out."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._words = WordTable(shapes.kinship, shapes.nearness)
        self._alignment = Alignment(self._words)

    def signs_of(self, cases: Sequence[Case]) -> Floats:
        """The signs that the deed of each case speaks to the undertaking: a row for each, in the order of ``SIGNS``."""
        if not cases:
            return np.zeros((0, len(SIGNS)))
        near = self._shapes.each_near([(case.wording, case.acted) for case in cases])
        acts = np.array([_of_acts(case) for case in cases], float)
        owed: dict[tuple[int, frozenset[str]], Phrase] = {}  # many deeds are weighed against one wording
        for case in cases:
            wording = case.wording.number, case.owed.names
            if wording not in owed:
                owed[wording] = self._owed(case)
        told = [(owed[case.wording.number, case.owed.names], self._told(case)) for case in cases]
        words = self._alignment.shares(told)
        rest = np.array([(*_of_doer(case), *_of_report(case)) for case in cases], float)
        return np.hstack([near[:, None], acts, words, rest])

    def _owed(self, case: Case) -> Phrase:
        """The words of an undertaking: which are nouns, and which are acted upon."""
        wording = case.wording
        return self._phrase((*wording.acts, *wording.nouns), case.owed, wording.nouns, wording.gist.objects)

    def _told(self, case: Case) -> Phrase:
        """The words of a deed, and of who or what did it: which name these, and which what was acted upon."""
        acted, about = case.acted, case.deed.about
        words = (*acted.acts, *acted.nouns, *self._shapes.telling(about))
        return self._phrase(words, case.owed, about, acted.gist.objects)

    def _phrase(self, words: Iterable[str], owed: Owed, one: Container[str], other: Container[str]) -> Phrase:
        """The words that do not name who owes, each once, and in which parts of the act they stand."""
        names, groups = owed.names, self._shapes.kinship.groups
        said = [w for w in dict.fromkeys(words) if w not in names and groups.get(w) not in names]
        return Phrase(self._words.numbers(said), tuple(ONE * (w in one) + OTHER * (w in other) for w in said))


def _of_acts(case: Case) -> tuple[float, ...]:
    like = case.like
    return (
        case.shapes.verbs(case.wording, case.acted),
        bool(like.kinds),
        case.opposes,
        is_other_act(case),
        not case.acted.kinds.isdisjoint(case.wording.stalls),
        bool(like.objects),
        bool(like.same),
        bool(like.touched),
        min(MANY, len(like.shared)),
        bool(like.kinds and like.objects),
        like.apart,
        not case.wording.numbers.isdisjoint(case.acted.numbers),
        numbers_differ(case.wording, case.acted),
    )


def deals_with_it(case: Case, signs: Sequence[float]) -> bool:
    """Whether an act that is not of the kind owed is done to the thing: a ship searched off a port opens no port."""
    if case.like.kinds or case.opposes:
        return True
    if case.owed.refrain and not case.like.touched:
        return signs[_VERB] >= SOME_VERB
    told = signs[_THINGS]
    if is_other_act(case):
        return told >= SURELY
    return told >= LIKELY or signs[_VERB] >= SOME_VERB


def is_other_act(case: Case) -> bool:
    """Whether the tables know both verbs, and take neither for the other nor for what undoes it."""
    kinds = case.kinship.kinds
    known = case.acted.gist.verb in kinds and case.wording.gist.verb in kinds
    return known and not case.like.kinds and not case.opposes


def _of_doer(case: Case) -> tuple[float, ...]:
    tie = case.reading.doer.tie
    return tie == "obligor", tie == "country", tie == "perhaps", tie == "nobody", tie == "other"


def _of_report(case: Case) -> tuple[float, ...]:
    deed, owed, quads = case.deed, case.owed, case.done.quads
    restrains = owed.refrain or case.wording.gist.verb.split(" ", 1)[0] in case.kinship.words["restraining_verbs"]
    conflict = not quads.isdisjoint((3, 4))
    return (
        deed.negated,
        case.goes_on,
        deed.late,
        case.is_due,
        deed.negated and case.is_due,
        owed.refrain,
        restrains,
        owed.refrain and deed.negated,
        restrains and deed.negated,
        1 in quads,
        2 in quads,
        3 in quads,
        4 in quads,
        case.mention.undertaking.event in case.done.types,
        restrains and conflict,
        conflict and not restrains,
        deed.statement is not None,
        owed.due is not None,
        owed.due is not None and case.day > owed.due,
        math.log1p(_days(owed.since, case.day)),
        deed.start < OPENING,
        math.log1p(deed.start),
    )


def leaning_of(case: Case, breaks: bool) -> Verdict | None:
    """The verdict of a deed that speaks to an undertaking, likely against it if it ``breaks`` it.

    What was left undone breaks what was to be done only when it is due, and never what was to be left undone. Words
    alone ("praised the bank") keep and break nothing, and an attack keeps no promise of another act.
    """
    types = case.done.types if not case.like.kinds else frozenset()
    if types and types <= case.kinship.words["words_alone"] and not (case.deed.negated or case.goes_on):
        return None
    if case.deed.negated and not case.owed.refrain:
        return ("violates", "likely left undone when due") if case.is_due else None
    if case.owed.refrain:
        return _left_undone(case, breaks)
    if breaks:
        return "violates", "likely went against what was owed"
    if not case.like.kinds and MATERIAL_CONFLICT in case.done.quads:
        return None
    return kept(case, "likely did what was owed")


def _left_undone(case: Case, breaks: bool) -> Verdict | None:
    """The verdict on what was to be left undone; that it did not do it a side may say: nobody can know from that."""
    deed = case.deed
    if not breaks:
        return (
            None
            if deed.negated and deed.statement is not None
            else ("fulfils", "likely kept to what was to be left undone")
        )
    if deed.negated or (is_other_act(case) and not case.done.quads.isdisjoint((1, 2))):
        return None  # "opened the port" searches no ship
    return "violates", "likely did what was to be left undone"


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
