"""The verdict of one deed on one undertaking: right party, right act, right thing, in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.ledger.doers import Doer, doer_of
from communique.ledger.likeness import Likeness, compare
from communique.ledger.nearing import Grip, grip_of
from communique.ledger.noted import Done, Noted, day_of
from communique.ledger.partial import is_part
from communique.ledger.sides import Side
from communique.lexicon.kinship import Kinship, Words
from communique.lexicon.nearness import Nearness
from communique.model import Gist

Verdict = tuple[str, str, float]  # verdict, why, how much of the doer's confidence is left
NEAR_VERB = 0.3  # how near two verbs that the tables do not bring together must be to name one act
SOME_VERB = 0.1  # and where thing and circumstances are the same
NEAR_THING = 0.5  # and two things
SURE_THING = 0.75  # and two things where the verbs are only near


class Owed(NamedTuple):
    """What an entry owes, as far as evidence is weighed against it."""

    mentions: Sequence[Noted]
    sides: tuple[Side, ...]
    names: frozenset[str]  # the words that the sides are called by
    refrain: bool
    since: str
    due: str | None
    from_due: str | None  # the first day of a term such as "by mid-July"
    until: str  # the last day on which a deed still speaks to it


class Judged(NamedTuple):
    """A verdict with its day, its confidence and the reasons."""

    verdict: str
    day: str
    confidence: float
    why: str


class Reading(NamedTuple):
    """One way to read a deed: what was done, and by whom."""

    gist: Gist
    doer: Doer
    by_itself: bool  # the subject is what was dealt with: it went free, arrived, stayed


def weigh(done: Done, owed: Owed, kinship: Kinship, nearness: Nearness) -> Judged | None:
    """The verdict of one deed on an undertaking, or None where it says nothing of it."""
    day = day_of(done)
    if done.date < owed.since or not owed.since <= day <= owed.until or done.document == owed.mentions[0].document:
        return None
    for reading in _readings(done, owed, kinship, nearness):
        likes = [compare(mention.gist, reading.gist, kinship, owed.names) for mention in owed.mentions]
        if any(like.apart for like in likes):
            continue  # one wording names the place or the person, though another leaves it out
        cases = [
            _Case(done, reading, mention.gist, like, owed, day, kinship, nearness)
            for mention, like in zip(owed.mentions, likes, strict=True)
        ]
        found = (case.verdict() for case in cases)
        near = (case.nearly_kept() for case in cases)  # only where no wording is surely met
        for kind, why, share in (v for v in (*found, *near) if v is not None):
            return Judged(kind, day, reading.doer.confidence * share, f"{reading.doer.why}; {why}")
    return None


def _readings(done: Done, owed: Owed, kinship: Kinship, nearness: Nearness) -> Iterator[Reading]:
    doer = doer_of(done, owed.sides, kinship, nearness)
    if doer is not None:
        yield Reading(done.deed.gist, doer, by_itself=False)
    about = done.deed.about
    if about and not (doer is not None and doer.why == "the obligor"):
        acted = done.deed.gist
        others = tuple(dict.fromkeys((*about[1:], *acted.objects, *acted.others)))
        gist = Gist(
            verb=acted.verb,
            objects=about[:1],
            others=others,
            names=acted.names,
            ends=acted.ends,
            numbers=acted.numbers,
        )
        yield Reading(gist, Doer("doer not named", 0.5, 2), by_itself=True)


class _Case:
    """One reading of a deed against one wording of an undertaking."""

    def __init__(
        self,
        done: Done,
        reading: Reading,
        gist: Gist,
        like: Likeness,
        owed: Owed,
        day: str,
        kinship: Kinship,
        nearness: Nearness,
    ) -> None:
        self.deed = done.deed
        self.acted = reading.gist
        self.strict = reading.doer.strict
        self.by_itself = reading.by_itself
        self.gist = gist
        self.like = like
        self.owed = owed
        self.day = day
        self.kinship = kinship
        self.nearness = nearness
        self.kinds = kinship.kinds_in(gist.verb, gist.objects)
        self.doing = kinship.kinds_in(reading.gist.verb, reading.gist.objects)
        told = done.date if done.deed.negated or done.deed.lasting else day
        begun = (done.deed.negated or done.deed.lasting) and owed.from_due is not None and told > owed.from_due
        self.is_due = done.deed.late or begun or (owed.due is not None and told > owed.due)

    def verdict(self) -> Verdict | None:
        if self._breaks_peace():
            return "violates", "did what was to cease", 1.0
        if not self._touches():
            return None
        if self.owed.refrain:
            return self._refrained()
        if self.deed.negated:
            undone = self.is_due and (self.like.kinds or self._near_verb() or not self.acted.objects)
            return ("violates", "left undone when due", 1.0) if undone else None
        if self._goes_on():
            return self._lasting()
        if self._stopped():
            return "violates", "went on with what was to end", 1.0
        if self.like.kinds:
            return self._kept(1.0)
        return self._broken()

    def _touches(self) -> bool:
        """Whether the deed deals with the thing owed: the more surely, the less is known of the doer."""
        like = self.like
        if self.by_itself and not like.touched:
            return False
        named = bool(like.touched or len(like.shared) >= 2 or (like.objects and like.shared))
        if self.strict == 2:
            counted = bool(set(self.gist.numbers) & set(self.acted.numbers))
            exact = like.kinds and counted and bool(like.same or like.shared)
            return bool(exact or (named and self._is_plain()))
        if self.strict == 1 and not like.shared and self.gist.others and self.acted.others:
            return False  # "the press law", "a hunting law"
        if named or (self.strict == 0 and self.deed.negated and not self.acted.objects and bool(like.kinds)):
            return True
        return bool(like.kinds) and bool(like.shared or self.strict == 0) and self._grip().thing >= NEAR_THING

    def _is_plain(self) -> bool:
        like = self.like
        left = (self.deed.negated or self.deed.lasting) and self.is_due
        if like.same and (like.shared or like.touched - like.same or left):
            return True
        if like.objects and like.kinds and left:
            return True
        return bool(like.objects and like.kinds) and len(like.objects | like.shared) >= 2

    def _grip(self) -> Grip:
        return grip_of(self.gist, self.acted, self.nearness, self.kinship)

    def _verbs(self) -> float:
        return self.nearness.verbs(self.gist.inner or self.gist.verb, self.acted.inner or self.acted.verb)

    def _near_verb(self) -> bool:
        return self._verbs() >= NEAR_VERB

    def _refrained(self) -> Verdict | None:
        if self.strict == 1 and not self.gist.inner:
            return None  # what a state is to leave undone its people are not, unless it is not to let them
        if self.deed.negated or (self.owed.due is not None and self.day > self.owed.due):
            return None
        if self.like.kinds:
            return "violates", "did what was to be left undone", 1.0
        near = self.strict == 0 and self._near_verb() and bool(self.like.touched)
        return ("violates", "did much what was to be left undone", 0.8) if near else None

    def _goes_on(self) -> bool:
        return self.deed.lasting or self.acted.verb in self.kinship.words["lasting_verbs"]

    def _lasting(self) -> Verdict | None:
        """The verdict on a state that goes on: "is still shut" breaks what was due, "remains open" speaks for it."""
        if self._stopped():
            return ("violates", "went on with what was to end", 1.0)
        if any(self.kinship.kinds.get(w, frozenset()) & self.kinds for w in self.acted.others) or self.like.kinds:
            return None
        return ("violates", "still as before when due", 1.0) if self.is_due else None

    def _breaks_peace(self) -> bool:
        """Whether the deed breaks a kind of promise that holds whatever the deed is done to."""
        if self.strict == 2 or self.deed.negated:
            return False
        absolute = self.kinds & self.kinship.words["absolute_kinds"]
        return any(self.doing & self.kinship.against[kind] for kind in absolute) and not self.doing & absolute

    def _stopped(self) -> bool:
        """Whether the deed is what was to be stopped: "stop attacking trains", "end the shelling of the town"."""
        if "end" not in self.kinship.kinds_of(self.gist.verb) or "end" in self.kinship.kinds_of(self.acted.verb):
            return False
        acts = [self.gist.inner] if self.gist.inner else [n for n in self.gist.objects if n in self.kinship.kinds]
        return any(self.doing & self.kinship.kinds_of(act) for act in acts)

    def _kept(self, share: float) -> Verdict:
        if is_part(self.gist, self.acted, self.kinds, self.kinship):
            return "partly", "did part of what was owed", share
        return "fulfils", "did what was owed" if share == 1.0 else "did much what was owed", share

    def _broken(self) -> Verdict | None:
        """The verdict on a deed of another kind than the one owed."""
        if self.doing & _all(self.kinds, self.kinship.against):
            return "violates", "did the opposite of what was owed", 1.0
        if self.is_due and self.doing & _all(self.kinds, self.kinship.stalls):
            return "violates", "still as before when due", 1.0
        if "cancel" in self.doing and len(self.like.objects | self.like.shared) >= 2:
            return "violates", "called off what was owed", 1.0
        return None

    def nearly_kept(self) -> Verdict | None:
        """The verdict on a deed whose verb the tables do not know beside the one owed, but that means much the same."""
        if self.strict or self.owed.refrain or self.deed.negated or self._goes_on() or not self._touches():
            return None
        if self._verbs() < SOME_VERB:
            return None
        grip = self._grip()
        if grip.verb >= NEAR_VERB and grip.thing >= SURE_THING:
            return self._kept(0.8)
        if grip.verb >= SOME_VERB and self.like.same and self.like.shared:
            return self._kept(0.6)
        return None


def _all(kinds: Words, table: Mapping[str, Words]) -> Words:
    return frozenset(k for kind in kinds for k in table.get(kind, frozenset()))
