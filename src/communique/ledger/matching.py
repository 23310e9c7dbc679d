"""Joins mentions of one undertaking across documents: blocking by side and object, then union-find.

What the rules leave single is offered, once, to the latest undertakings of its side, and joins the nearest in meaning.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from communique.ledger.likeness import compare, things
from communique.ledger.nearing import are_foreign, nearness_of, points_of
from communique.ledger.noted import Noted
from communique.ledger.sides import Side, is_same, keys_of, may_be_same
from communique.lexicon.kinship import Kinship
from communique.lexicon.nearness import Nearness, Points

NEAR = 40  # wordings of one block that each new one is compared with, latest first: keeps the work linear
WIDE = 64  # undertakings of a side that one which the rules leave single is offered to, latest first
ANY = 32  # and such of any side
SHORT = 8  # of these, how many are looked at word by word
SAME_SIDE = 0.18  # how near in meaning two wordings must be that oblige the same side,
ANY_SIDE = 0.31  # and such as oblige sides that may be the same
UNADDRESSED = 0.42  # and such of which one obliges nobody in particular
CROWD = 0.045  # and how much nearer for each doubling of the undertakings that it may be, beyond the first four
COMMON = 60  # in how many wordings a word beside the object may stand and still bring them together
SLACK = 45  # days by which two wordings of one deadline may differ ("by March 20", "before March 20", "this month")


def match(noted: Sequence[Noted], kinship: Kinship, nearness: Nearness) -> list[list[Noted]]:
    """The mentions of each undertaking, in order of date; ``noted`` is in that order already.

    Mentions are compared only where a block brings them together: the same side and the same thing acted upon. Equal
    wordings in a block stand for one another, so that a promise repeated a thousand times costs one comparison.
    """
    leader = list(range(len(noted)))
    blocks: dict[tuple[str, str], dict[tuple[object, ...], int]] = {}
    common = _common(noted, kinship)
    for n, mention in enumerate(noted):
        signature = _signature(mention)
        tried: set[int] = set()
        lost = mention.undertaking.renewed and not mention.obligor  # "renewed his call for": asked of whom is not said
        for key in _keys(mention, kinship, common):
            block = blocks.setdefault(key, {})
            same = block.get(signature)
            if same is not None and is_one(noted[same], mention, kinship):
                _join(leader, same, n)
            else:
                for m in list(block.values())[-NEAR:] if key[0] or lost else ():
                    if m in tried or _find(leader, m) == _find(leader, n):
                        continue
                    tried.add(m)
                    if is_one(noted[m], mention, kinship):
                        _join(leader, m, n)
            block.pop(signature, None)
            block[signature] = n
    _join_near(noted, leader, kinship, nearness)
    groups: dict[int, list[Noted]] = {}
    for n, mention in enumerate(noted):
        groups.setdefault(_find(leader, n), []).append(mention)
    return list(groups.values())


def _join_near(noted: Sequence[Noted], leader: list[int], kinship: Kinship, nearness: Nearness) -> None:
    """Joins each group to the earlier one that is nearest in meaning, where it is near enough."""
    points = [points_of(mention.gist, nearness, kinship) for mention in noted]
    recent: dict[str, dict[int, None]] = {}  # by side: the groups last spoken of, by their first mentions
    for n, mention in enumerate(noted):
        keys = ["", *dict.fromkeys(k for side in mention.obligor for k in keys_of(side)[:2])]
        if _find(leader, n) == n:
            pool = dict.fromkeys(m for key in keys for m in list(recent.get(key, ()))[-(WIDE if key else ANY) :])
            best = _nearest(n, [m for m in pool if m != n], noted, points, kinship, nearness)
            if best is not None:
                _join(leader, best, n)
        for key in keys:
            latest = recent.setdefault(key, {})
            latest.pop(_find(leader, n), None)
            latest[_find(leader, n)] = None
            if len(latest) > 2 * WIDE:
                for old in list(latest)[:WIDE]:
                    del latest[old]


def _nearest(
    n: int, pool: list[int], noted: Sequence[Noted], points: Sequence[Points], kinship: Kinship, nearness: Nearness
) -> int | None:
    """The group, by its first mention, that mention ``n`` is nearest to; None where none is near enough."""
    mention = noted[n]
    known = [m for m in pool if noted[m].document != mention.document]
    known = [m for m in known if noted[m].undertaking.polarity == mention.undertaking.polarity]
    if not known or not points[n].words:
        return None
    crowd = CROWD * max(0.0, math.log2(len(known) / 4))
    rough = np.stack([points[m].middle for m in known]) @ points[n].middle
    found: list[tuple[float, int]] = []
    for at in np.argsort(-rough, kind="stable")[:SHORT]:
        earlier = noted[known[at]]
        least = _least(earlier, mention, kinship)
        if least is None or not _deadlines_agree(earlier, mention):
            continue
        score = nearness_of(earlier, mention, (points[known[at]], points[n]), nearness, kinship) - crowd
        if score >= least and not are_foreign(earlier.gist, mention.gist, nearness, kinship):
            found.append((score - least, -known[at]))
    return -max(found)[1] if found else None


def _least(earlier: Noted, later: Noted, kinship: Kinship) -> float | None:
    """How near two wordings must be, given whom they oblige; None where they oblige different sides."""
    if earlier.obligor and later.obligor:
        if _share(earlier.obligor, later.obligor, kinship):
            return SAME_SIDE
        pairs = ((a, b) for a in earlier.obligor for b in later.obligor)
        return ANY_SIDE if any(may_be_same(a, b, kinship) for a, b in pairs) else None
    if _asks_others(later, earlier, kinship) or _asks_others(earlier, later, kinship):
        return None
    return SAME_SIDE if _share(earlier.by, later.by, kinship) else UNADDRESSED


def _asks_others(one: Noted, other: Noted, kinship: Kinship) -> bool:
    """Whether a demand of nobody in particular is made by the very side that owes the other act."""
    return one.undertaking.kind == "demand" and not one.obligor and _share(one.by, other.obligor, kinship)


def is_one(earlier: Noted, later: Noted, kinship: Kinship) -> bool:
    """Whether two mentions are of one undertaking: same obligor, polarity, act and object, compatible terms."""
    if earlier.undertaking.polarity != later.undertaking.polarity:
        return False
    if earlier.document == later.document and _are_separate(earlier, later):
        return False
    if not _obligors_agree(earlier, later, kinship) or not _deadlines_agree(earlier, later):
        return False
    like = compare(earlier.gist, later.gist, kinship)
    common = len(like.shared | like.objects)
    if later.undertaking.renewed and not like.apart and common >= (2 if like.kinds else 3):
        return True
    if not like.kinds or like.apart or _numbers_differ(earlier, later):
        return False
    if earlier.gist.objects or later.gist.objects:
        return like.same_object
    same = earlier.gist.verb == later.gist.verb and earlier.gist.others == later.gist.others
    return same and bool(earlier.gist.others or earlier.gist.verb not in kinship.words["empty_verbs"])


def _are_separate(earlier: Noted, later: Noted) -> bool:
    """Two acts of one list are two undertakings, however alike they sound."""
    return (
        earlier.undertaking.why == later.undertaking.why
        and earlier.undertaking.statement == later.undertaking.statement
    )


def _obligors_agree(one: Noted, other: Noted, kinship: Kinship) -> bool:
    if not one.obligor or not other.obligor:
        return other.undertaking.renewed or _share(one.by, other.by, kinship)
    return _share(one.obligor, other.obligor, kinship)


def _share(ones: Sequence[Side], others: Sequence[Side], kinship: Kinship) -> bool:
    """Whether the smaller group is part of the larger."""
    small, large = sorted((ones, others), key=len)
    return bool(small) and all(any(is_same(a, b, kinship) for b in large) for a in small)


def _deadlines_agree(one: Noted, other: Noted) -> bool:
    first, second = one.undertaking.deadline, other.undertaking.deadline
    if first is None or second is None or not first.end or not second.end:
        return True
    try:
        return abs((date.fromisoformat(first.end) - date.fromisoformat(second.end)).days) <= SLACK
    except ValueError:
        return first.end == second.end


def _numbers_differ(one: Noted, other: Noted) -> bool:
    mine, theirs = set(one.gist.numbers), set(other.gist.numbers)
    return bool(mine) and bool(theirs) and not mine & theirs and not other.undertaking.renewed


def _common(noted: Sequence[Noted], kinship: Kinship) -> frozenset[str]:
    """Words that so many wordings have beside their objects that they bring together what has nothing in common."""
    counts = Counter(kinship.group(word) for mention in noted for word in dict.fromkeys(mention.gist.others))
    least = max(COMMON, len(noted) // 100)
    return frozenset(word for word, count in counts.items() if count > least)


def _keys(mention: Noted, kinship: Kinship, common: frozenset[str]) -> Iterator[tuple[str, str]]:
    sides = mention.obligor or mention.by
    nouns = sorted(things(mention.gist, kinship)) or [mention.gist.verb]
    if mention.undertaking.renewed:
        nouns += [kinship.group(word) for word in mention.gist.others]
    else:
        nouns += [w for w in map(kinship.group, mention.gist.others[:6]) if w not in common]
    for key in dict.fromkeys(["", *(k for side in (*sides, *mention.by) for k in keys_of(side))]):
        for noun in dict.fromkeys(nouns):
            yield key, noun


def _signature(mention: Noted) -> tuple[object, ...]:
    gist, undertaking = mention.gist, mention.undertaking
    due = undertaking.deadline.end if undertaking.deadline else None
    sides = tuple(side.name for side in mention.obligor)
    return gist.verb, gist.objects, gist.others, gist.numbers, undertaking.polarity, due, sides


def _find(leader: list[int], n: int) -> int:
    while leader[n] != n:
        leader[n] = leader[leader[n]]
        n = leader[n]
    return n


def _join(leader: list[int], one: int, other: int) -> None:
    first, second = sorted((_find(leader, one), _find(leader, other)))
    leader[second] = first
