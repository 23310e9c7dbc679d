"""Applies what people decided to what the program merged: their word holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from communique.ledger.noted import Noted
from communique.model.judgement import Judgement

Groups = list[list[Noted]]


def judged(groups: Groups, judgements: Iterable[Judgement], identify: Callable[[Noted], str]) -> Groups:
    """The groups of mentions after all judgements.

    Args:
        groups: What the program merged, each in order of date.
        judgements: In the order they were made; of several on the same two, the last holds.
        identify: The entry id that a mention would have if it were the first of its entry; so an id that was judged
            goes on to name its mention after an earlier wording has turned up.

    "Different" takes the later mention out of the entry that both are in. "Same" joins two entries, unless that would
    bring together what was judged different. A judgement that names what is not in the ledger is left alone.
    """
    mentions = [m for group in groups for m in group]
    home = {id(m): n for n, group in enumerate(groups) for m in group}
    named = names_of(mentions, identify)
    verdicts: dict[tuple[int, int], str] = {}
    for each in judgements:
        pair = sorted(named[name] for name in (each.one, each.other) if name in named)
        if len(pair) == 2 and pair[0] != pair[1]:
            verdicts.pop((pair[0], pair[1]), None)
            verdicts[pair[0], pair[1]] = each.judgement
    place = [home[id(m)] for m in mentions]
    apart = [pair for pair, verdict in verdicts.items() if verdict == "different"]
    for one, other in apart:
        if place[one] == place[other]:
            place[max(one, other, key=lambda n: (mentions[n].date or "9999", n))] = max(place) + 1
    for (one, other), verdict in verdicts.items():
        if verdict == "same":
            _merge(place, one, other, apart)
    return _regrouped(mentions, place)


def names_of(mentions: Sequence[Noted], identify: Callable[[Noted], str]) -> dict[str, int]:
    """What a judgement can call each mention by, and its place among them."""
    found: dict[str, int] = {}
    for n, mention in enumerate(mentions):
        found.setdefault(identify(mention), n)
        found.setdefault(f"{mention.document}#{mention.undertaking.id}", n)
    return found


def _merge(place: list[int], one: int, other: int, apart: Sequence[tuple[int, int]]) -> None:
    here, there = place[one], place[other]
    if here == there or any({place[a], place[b]} == {here, there} for a, b in apart):
        return
    for n, at in enumerate(place):
        if at == there:
            place[n] = here


def _regrouped(mentions: Sequence[Noted], place: Sequence[int]) -> Groups:
    groups: dict[int, list[Noted]] = {}
    for mention, at in zip(mentions, place, strict=True):
        groups.setdefault(at, []).append(mention)
    return [sorted(g, key=_order) for _, g in sorted(groups.items())]


def _order(mention: Noted) -> tuple[str, str, int, int]:
    action = mention.undertaking.action
    return mention.date or "9999", mention.document, action.start, action.end
