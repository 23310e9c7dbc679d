"""Weighs what later reports say was done against what was owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from communique.ledger.likeness import Likeness, compare
from communique.ledger.noted import Done, Noted, day_of
from communique.ledger.sides import Side, is_same, keys_of
from communique.lexicon.kinship import Kinship, Words
from communique.model import Evidence, Gist

YEARS = 2  # for which a deed is weighed against a promise that is spoken of no more
_ANYBODY = "*"  # the key of all deeds, for what everyone owes
_NOBODY = "?"  # the key of deeds whose doer is not named


class Index:
    """Deeds by who did them and what they were about, so that an entry is weighed only against what can bear on it."""

    def __init__(self, deeds: Iterable[Done], kinship: Kinship) -> None:
        self.kinship = kinship
        self._deeds: dict[tuple[str, str], list[Done]] = {}
        self._taking_back: dict[str, list[Done]] = {}
        for done in deeds:
            sides = dict.fromkeys(k for side in done.actor for k in keys_of(side))
            for key in [_ANYBODY, *([_NOBODY] if done.passive else sides)]:
                for noun in (*self._nouns([done.deed.gist]), *self._breaks(done.deed.gist)):
                    self._deeds.setdefault((key, noun), []).append(done)
            if done.deed.gist.verb in kinship.words["withdrawing_verbs"]:
                for key in sides:
                    self._taking_back.setdefault(key, []).append(done)

    def about(self, sides: Sequence[Side], gists: Sequence[Gist]) -> Iterator[Done]:
        """The deeds that can bear on an undertaking of these sides with these wordings, each once."""
        keys = [_NOBODY, *(k for side in sides for k in keys_of(side))]
        if any(side.everyone for side in sides):
            keys.append(_ANYBODY)
        nouns = [*self._nouns(gists), *self._absolute(gists)]
        return _distinct(self._deeds.get((key, noun), []) for key in dict.fromkeys(keys) for noun in nouns)

    def _breaks(self, gist: Gist) -> list[str]:
        """The kinds of act that the deed breaks whatever it is done to, as keys."""
        doing = self.kinship.kinds_of(gist.verb)
        kinds = sorted(self.kinship.words["absolute_kinds"])
        return [f"={kind}" for kind in kinds if doing & self.kinship.against[kind]]

    def _absolute(self, gists: Sequence[Gist]) -> list[str]:
        kinds = {k for g in gists for k in self.kinship.kinds_in(g.verb, g.objects)}
        return [f"={kind}" for kind in sorted(kinds & self.kinship.words["absolute_kinds"])]

    def taking_back(self, sides: Sequence[Side]) -> Iterator[Done]:
        """The deeds by which these sides take something back."""
        return _distinct(self._taking_back.get(key, []) for side in sides for key in keys_of(side))

    def _nouns(self, gists: Sequence[Gist]) -> list[str]:
        return list(dict.fromkeys(self.kinship.group(noun) for g in gists for noun in (*g.objects, *g.others)))


def _distinct(pools: Iterable[Iterable[Done]]) -> Iterator[Done]:
    seen: set[tuple[str, str]] = set()
    for done in (d for pool in pools for d in pool):
        if (done.document, done.deed.id) not in seen:
            seen.add((done.document, done.deed.id))
            yield done


class Owed(NamedTuple):
    """What an entry owes, as far as evidence is weighed against it."""

    mentions: Sequence[Noted]
    sides: tuple[Side, ...]
    names: frozenset[str]  # the words that the sides are called by
    refrain: bool
    since: str
    due: str | None
    until: str  # the last day on which a deed still speaks to it


def evidence_for(mentions: Sequence[Noted], index: Index) -> tuple[Evidence, ...]:
    """The evidence on an undertaking, in order of date; none where nobody knows since when it is owed."""
    since = min((m.date for m in mentions if m.date), default="")
    if not since:
        return ()
    due = due_of(mentions)
    sides = _sides(mentions)
    names = frozenset(word for side in sides for word in (*side.words, *side.plain))
    owed = Owed(
        mentions, sides, names, mentions[0].undertaking.polarity == "refrain", since, due, _horizon(mentions, due)
    )
    found = [
        e for done in index.about(owed.sides, [m.gist for m in mentions]) if (e := weigh(done, owed, index.kinship))
    ]
    return tuple(sorted(found, key=lambda e: (e.date or "", e.document, e.start)))


def _horizon(mentions: Sequence[Noted], due: str | None) -> str:
    """Two years after it was last spoken of or fell due: what is done later is not done on its account."""
    last = max([m.date for m in mentions if m.date] + ([due] if due else []))
    try:
        return add_years(last, YEARS)
    except ValueError:
        return "9999-12-31"


def add_years(day: str, count: int) -> str:
    """The ISO day ``count`` years on, or the last of February where it was the 29th.

    Raises:
        ValueError: ``day`` is no ISO date, or the year leaves 1 to 9999.
    """
    here = date.fromisoformat(day)
    month_end = here.month == 2 and here.day == 29
    return here.replace(year=here.year + count, day=28 if month_end else here.day).isoformat()


def due_of(mentions: Sequence[Noted]) -> str | None:
    """The last day on which the act can be done in time: the latest that was named."""
    ends = [m.undertaking.deadline.end for m in mentions if m.undertaking.deadline and m.undertaking.deadline.end]
    return max(ends, default=None)


def weigh(done: Done, owed: Owed, kinship: Kinship) -> Evidence | None:
    """The verdict of one deed on an undertaking, or None where it says nothing of it."""
    day = day_of(done)
    if done.date < owed.since or not owed.since <= day <= owed.until or done.document == owed.mentions[0].document:
        return None
    doer = _doer(done, owed, kinship)
    if doer is None:
        return None
    likes = [compare(mention.gist, done.deed.gist, kinship, owed.names) for mention in owed.mentions]
    if any(like.apart for like in likes):
        return None  # one wording names the place or the person, though another leaves it out
    for mention, like in zip(owed.mentions, likes, strict=True):
        verdict = _verdict(done, mention.gist, like, owed, day, kinship)
        if verdict is not None:
            return _evidence(done, verdict[0], day, f"{doer}; {verdict[1]}", 0.8 if doer != "doer not named" else 0.5)
    return None


def _verdict(done: Done, gist: Gist, like: Likeness, owed: Owed, day: str, kinship: Kinship) -> tuple[str, str] | None:
    kinds = kinship.kinds_in(gist.verb, gist.objects)
    doing = kinship.kinds_in(done.deed.gist.verb, done.deed.gist.objects)
    if _breaks_peace(kinds, doing, done, kinship):
        return "violates", "did what was to cease"
    if not like.touched and len(like.shared) < 2 and not (like.objects and like.shared):
        return None
    is_due = owed.due is not None and (done.date if done.deed.negated else day) > owed.due
    exact = like.same and like.kinds and bool(set(gist.numbers) & set(done.deed.gist.numbers))
    if done.passive and not exact and not _is_plain(like, done.deed.negated and is_due):
        return None  # where nobody is named, the words must leave no doubt what was dealt with
    if owed.refrain:
        broken = like.kinds and not done.deed.negated and (owed.due is None or day <= owed.due)
        return ("violates", "did what was to be left undone") if broken else None
    if done.deed.negated:
        return ("violates", "left undone when due") if like.kinds and is_due else None
    if done.deed.gist.verb in kinship.words["lasting_verbs"]:
        return _lasting(done.deed.gist, kinds, is_due, kinship)
    if _stopped(gist, doing, kinship):
        return "violates", "went on with what was to end"
    if like.kinds:
        return _kept(gist, done.deed.gist, kinship)
    return None if done.passive else _broken(kinds, doing, like, is_due, kinship)


def _breaks_peace(kinds: Words, doing: Words, done: Done, kinship: Kinship) -> bool:
    """Whether the deed breaks a kind of promise that holds whatever the deed is done to."""
    if done.passive or done.deed.negated:
        return False
    absolute = kinds & kinship.words["absolute_kinds"]
    return any(doing & kinship.against[kind] for kind in absolute) and not doing & absolute


def _is_plain(like: Likeness, left_undone: bool) -> bool:
    """Whether the words of a deed by nobody leave no doubt that it deals with what was owed."""
    if like.same and (like.shared or like.touched - like.same or left_undone):
        return True
    return bool(like.objects and like.kinds) and len(like.objects | like.shared) >= 2


def _lasting(done: Gist, kinds: Words, is_due: bool, kinship: Kinship) -> tuple[str, str] | None:
    """The verdict on a state that goes on: "is still shut" breaks what was due, "remains open" speaks for it."""
    if any(kinship.kinds.get(word, frozenset()) & kinds for word in done.others):
        return None
    return ("violates", "still as before when due") if is_due else None


def _kept(gist: Gist, done: Gist, kinship: Kinship) -> tuple[str, str]:
    return (
        ("partly", "did part of what was owed") if _is_part(gist, done, kinship) else ("fulfils", "did what was owed")
    )


def _broken(kinds: Words, doing: Words, like: Likeness, is_due: bool, kinship: Kinship) -> tuple[str, str] | None:
    """The verdict on a deed of another kind than the one owed."""
    if doing & frozenset(k for kind in kinds for k in kinship.against.get(kind, frozenset())):
        return "violates", "did the opposite of what was owed"
    if is_due and doing & frozenset(k for kind in kinds for k in kinship.stalls.get(kind, frozenset())):
        return "violates", "still as before when due"
    if "cancel" in doing and len(like.objects | like.shared) >= 2:
        return "violates", "called off what was owed"
    return None


def _stopped(gist: Gist, doing: Words, kinship: Kinship) -> bool:
    """Whether the deed is what was to be stopped: "stop attacking trains", "end the shelling of the town"."""
    if "end" not in kinship.kinds_of(gist.verb):
        return False
    acts = [gist.inner] if gist.inner else [noun for noun in gist.objects if noun in kinship.kinds]
    return any(doing & kinship.kinds_of(act) for act in acts)


def _is_part(owed: Gist, done: Gist, kinship: Kinship) -> bool:
    """Whether fewer were dealt with than was promised: 20 of 41 prisoners."""
    mine, theirs = _number(owed.numbers), _number(tuple(n for n in done.numbers if n not in owed.numbers))
    if mine is not None and theirs is not None and 0 < theirs < mine:
        return True
    return bool(set(done.others) & kinship.words["partial_words"] - set(owed.others))


def _number(numbers: tuple[str, ...]) -> float | None:
    try:
        return float(numbers[0]) if len(numbers) == 1 else None
    except ValueError:
        return None


def _sides(mentions: Sequence[Noted]) -> tuple[Side, ...]:
    """Who owes; a promise for others who have no name of their own ("its members would") binds whoever gave it, too."""
    obligors = [s for m in mentions for s in m.obligor]
    if any(side.code or side.words for side in obligors):
        return tuple(dict.fromkeys(obligors))
    promisors = [s for m in mentions if m.undertaking.kind == "commitment" for s in m.by]
    return tuple(dict.fromkeys((*obligors, *promisors)))


def _doer(done: Done, owed: Owed, kinship: Kinship) -> str | None:
    """Why the deed is the obligor's: its side did it, or nobody is named and the words name it."""
    for side in owed.sides:
        if any(is_same(side, actor, kinship) for actor in done.actor):
            return "the obligor"
    if any(side.everyone for side in owed.sides) and done.actor:
        return "one of those meant"
    if done.passive:
        return "doer not named"
    return None


def _evidence(done: Done, verdict: str, day: str, why: str, confidence: float) -> Evidence:
    deed = done.deed
    return Evidence(
        document=done.document,
        event=done.event,
        start=deed.start,
        end=deed.end,
        verdict=verdict,
        date=day,
        statement=deed.statement,
        confidence=round(confidence - (0.2 if deed.statement else 0.0), 2),
        why=why,
    )
