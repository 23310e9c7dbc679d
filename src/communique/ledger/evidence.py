"""Weighs what later reports say was done against what was owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from communique.ledger.noted import Done, Noted
from communique.ledger.sides import Side, keys_of
from communique.ledger.weighing import Judged, Owed, weigh
from communique.lexicon.kinship import Kinship
from communique.lexicon.nearness import Nearness
from communique.model import Evidence, Gist

YEARS = 2  # for which a deed is weighed against a promise that is spoken of no more
_ANYBODY = "*"  # the key of all deeds, for what everyone owes
_NOBODY = "?"  # the key of deeds whose doer is not named


class Index:
    """Deeds by who did them and what they were about, so that an entry is weighed only against what can bear on it."""

    def __init__(self, deeds: Iterable[Done], kinship: Kinship, nearness: Nearness) -> None:
        self.kinship = kinship
        self.nearness = nearness
        self._deeds: dict[tuple[str, str], list[Done]] = {}
        self._taking_back: dict[str, list[Done]] = {}
        for done in deeds:
            sides = dict.fromkeys(k for side in done.actor for k in keys_of(side))
            for key in [_ANYBODY, _NOBODY, *sides]:
                for noun in (*self._nouns([done.deed.gist]), *self._about(done), *self._breaks(done.deed.gist)):
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

    def _about(self, done: Done) -> list[str]:
        return [self.kinship.group(noun) for noun in done.deed.about]

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


def evidence_for(mentions: Sequence[Noted], index: Index) -> tuple[Evidence, ...]:
    """The evidence on an undertaking, in order of date; none where nobody knows since when it is owed."""
    since = min((m.date for m in mentions if m.date), default="")
    if not since:
        return ()
    due = due_of(mentions)
    sides = _sides(mentions)
    names = frozenset(word for side in sides for word in (*side.words, *side.plain))
    starts = [m.undertaking.deadline.start for m in mentions if m.undertaking.deadline and m.undertaking.deadline.start]
    owed = Owed(
        mentions=mentions,
        sides=sides,
        names=names,
        refrain=mentions[0].undertaking.polarity == "refrain",
        since=since,
        due=due,
        from_due=max(starts, default=None),
        until=_horizon(mentions, due),
    )
    found = []
    for done in index.about(owed.sides, [m.gist for m in mentions]):
        judged = weigh(done, owed, index.kinship, index.nearness)
        if judged is not None:
            found.append(_evidence(done, judged))
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


def _sides(mentions: Sequence[Noted]) -> tuple[Side, ...]:
    """Who owes; a promise for others who have no name of their own ("its members would") binds whoever gave it, too."""
    obligors = [s for m in mentions for s in m.obligor]
    if any(side.code or side.words for side in obligors):
        return tuple(dict.fromkeys(obligors))
    promisors = [s for m in mentions if m.undertaking.kind == "commitment" for s in m.by]
    return tuple(dict.fromkeys((*obligors, *promisors)))


def _evidence(done: Done, judged: Judged) -> Evidence:
    deed = done.deed
    return Evidence(
        document=done.document,
        event=done.event,
        start=deed.start,
        end=deed.end,
        verdict=judged.verdict,
        date=judged.day,
        statement=deed.statement,
        confidence=round(judged.confidence - (0.2 if deed.statement else 0.0), 2),
        why=judged.why,
    )
