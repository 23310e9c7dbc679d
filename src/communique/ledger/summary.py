"""What the mentions of one undertaking come to: two such summaries are put together without looking at the mentions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

from communique.ledger.noted import Noted
from communique.ledger.places import Place
from communique.ledger.sides import Roles, Side

WORDINGS = 12  # wordings of an undertaking that deeds are weighed against
Named = dict[Side, tuple[Place, int]]  # sides, and where each is first named


class Summary(NamedTuple):
    """The mentions of one undertaking, taken together; what is picked is the earliest that has what is told."""

    first: Noted
    fullest: Noted  # of the longest wording
    typed: Noted | None  # with a type of act
    dated: Noted | None  # with a deadline
    condition: Noted | None
    obligor: Named
    by: Named
    beneficiary: Named
    promisor: Named  # who gave it, where it is a commitment
    said: tuple[Noted, ...]  # the first of each wording, the earliest ``WORDINGS`` of them
    since: str  # the first day on which it was spoken of, "" where unknown
    last: str  # the last one
    due: str | None  # the last day on which the act can be done in time: the latest that was named
    from_due: str | None  # the latest first day of a term such as "by mid-July"

    def plus(self, other: Summary) -> Summary:
        """The summary of the mentions of both."""
        firsts = sorted((self, other), key=lambda s: s.first.place)
        return Summary(
            first=firsts[0].first,
            fullest=max(self.fullest, other.fullest, key=_fullness),
            typed=_earlier(self.typed, other.typed),
            dated=_earlier(self.dated, other.dated),
            condition=_earlier(self.condition, other.condition),
            obligor=_joined(self.obligor, other.obligor),
            by=_joined(self.by, other.by),
            beneficiary=_joined(self.beneficiary, other.beneficiary),
            promisor=_joined(self.promisor, other.promisor),
            said=_said((*self.said, *other.said)),
            since=min(filter(None, (self.since, other.since)), default=""),
            last=max(self.last, other.last),
            due=max(filter(None, (self.due, other.due)), default=None),
            from_due=max(filter(None, (self.from_due, other.from_due)), default=None),
        )

    def rests_on(self, mentions: Iterable[Noted]) -> bool:
        """Whether without some of its mentions it might be another."""
        gone = summary_of(mentions)
        days = (self.since, gone.since), (self.last, gone.last), (self.due, gone.due), (self.from_due, gone.from_due)
        if any(mine == theirs for mine, theirs in days if theirs):
            return True
        mine, theirs = self._picked(), gone._picked()
        return not mine.isdisjoint(theirs)

    def _picked(self) -> set[Place]:
        """Where what was picked stands."""
        one = (self.first, self.fullest, self.typed, self.dated, self.condition)
        told = {mention.place for mention in (*one, *self.said) if mention is not None}
        roles = (self.obligor, self.by, self.beneficiary, self.promisor)
        return told | {place for role in roles for place, _ in role.values()}


def summary_of(mentions: Iterable[Noted]) -> Summary:
    """The summary of mentions, of which there is one at least."""
    return reduce(Summary.plus, map(_of_one, mentions))


def in_order(named: Named) -> Roles:
    """Sides in the order in which they are first named."""
    return tuple(sorted(named, key=named.__getitem__))


def _of_one(mention: Noted) -> Summary:
    undertaking, place = mention.undertaking, mention.place
    deadline = undertaking.deadline

    def named(sides: Roles) -> Named:
        return {side: (place, n) for n, side in enumerate(sides)}

    return Summary(
        first=mention,
        fullest=mention,
        typed=mention if undertaking.event else None,
        dated=mention if deadline else None,
        condition=mention if mention.condition else None,
        obligor=named(mention.obligor),
        by=named(mention.by),
        beneficiary=named(mention.beneficiary),
        promisor=named(mention.by) if undertaking.kind == "commitment" else {},
        said=(mention,),
        since=mention.date,
        last=mention.date,
        due=(deadline.end or None) if deadline else None,
        from_due=(deadline.start or None) if deadline else None,
    )


def _fullness(mention: Noted) -> tuple[int, str, str, int, str]:
    undertaking = mention.undertaking
    return len(undertaking.action.text), mention.date, mention.document, -undertaking.action.start, undertaking.id


def _earlier(one: Noted | None, other: Noted | None) -> Noted | None:
    return min((m for m in (one, other) if m is not None), key=lambda mention: mention.place, default=None)


def _joined(one: Named, other: Named) -> Named:
    both = {**one, **other}
    return {side: min(one.get(side, at), other.get(side, at)) for side, at in both.items()}


def _said(mentions: Iterable[Noted]) -> tuple[Noted, ...]:
    first: dict[int, Noted] = {}
    for mention in sorted(mentions, key=lambda mention: mention.place):
        first.setdefault(mention.shape.number, mention)
    return tuple(first.values())[:WORDINGS]
