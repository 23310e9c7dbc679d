"""Tells whether two mentions are of one undertaking: same obligor, same act, same thing, compatible terms."""

from __future__ import annotations

from datetime import date
from typing import Literal

from communique.ledger.likeness import compare, differ_in_promise, have_place_in_common
from communique.ledger.noted import Noted
from communique.ledger.shapes import Shape
from communique.ledger.sides import Sides, may_be_same
from communique.ledger.theatre import Theatre, anchors_of, meet
from communique.lexicon.kinship import Kinship

ANY_BLOCK = ""  # the key of everybody's blocks, in which only those are looked for that name nobody
SLACK = 45  # days by which two wordings of one deadline may differ ("by March 20", "before March 20", "this month")


Tie = Literal["same", "any", "unaddressed"]


def tie_of(earlier: Noted, later: Noted, sides: Sides) -> Tie | None:
    """How those stand to each other whom two mentions oblige; None where they are different sides."""
    if earlier.obligor and later.obligor:
        if not can_meet(earlier, later, sides):
            return None
        if sides.share(earlier.obligor, later.obligor):
            return "same"
        pairs = ((a, b) for a in earlier.obligor for b in later.obligor)
        return "any" if any(may_be_same(a, b, sides.kinship) for a, b in pairs) else None
    if _asks_others(later, earlier, sides) or _asks_others(earlier, later, sides):
        return None
    return "same" if sides.share(earlier.by, later.by) else "unaddressed"


def _asks_others(one: Noted, other: Noted, sides: Sides) -> bool:
    """Whether a demand of nobody in particular is made by the very side that owes the other act."""
    return one.undertaking.kind == "demand" and not one.obligor and sides.share(one.by, other.obligor)


def is_one(earlier: Noted, later: Noted, sides: Sides) -> bool:
    """Whether two mentions are of one undertaking: same obligor, polarity, act and object, compatible terms."""
    one, other = earlier.shape, later.shape
    if not later.undertaking.renewed and one.kinds.isdisjoint(other.kinds):
        return False
    if earlier.undertaking.polarity != later.undertaking.polarity:
        return False
    if earlier.document == later.document and _are_separate(earlier, later):
        return False
    if not deadlines_agree(earlier, later) or not _obligors_agree(earlier, later, sides):
        return False
    like = compare(one, other)
    common = len(like.shared | like.objects)
    if later.undertaking.renewed and not like.apart and common >= (2 if like.kinds else 3):
        return True
    if not like.kinds or like.apart or (numbers_differ(one, other) and not later.undertaking.renewed):
        return False
    if one.things or other.things:
        return like.same_object and not differ_in_promise(one, other, sides.kinship)
    same = one.gist.verb == other.gist.verb and one.gist.others == other.gist.others
    return same and bool(other.gist.others or one.gist.verb not in sides.kinship.words["empty_verbs"])


def _are_separate(earlier: Noted, later: Noted) -> bool:
    """Two acts of one list are two undertakings, however alike they sound."""
    return (
        earlier.undertaking.why == later.undertaking.why
        and earlier.undertaking.statement == later.undertaking.statement
    )


def _obligors_agree(one: Noted, other: Noted, sides: Sides) -> bool:
    if not one.obligor or not other.obligor:
        return other.undertaking.renewed or sides.share(one.by, other.by)
    return sides.share(one.obligor, other.obligor) and can_meet(one, other, sides)


def can_meet(one: Noted, other: Noted, sides: Sides) -> bool:
    """Whether those whom two documents oblige can be the same, where one of them says "all parties" or "the fighters".

    That is so where both are about the same countries. Where nothing is known of one, "all parties" are the same only
    if the same is to be done at the same place.
    """
    if (one.theatre is None and other.theatre is None) or one.document == other.document:
        return True
    met = meet(theatre_of(one, sides), theatre_of(other, sides))
    if met is not None:
        return met
    everyone = any(side.everyone for side in (*one.obligor, *other.obligor))
    return not everyone or (one.shape.things == other.shape.things and have_place_in_common(one.shape, other.shape))


def theatre_of(mention: Noted, sides: Sides) -> Theatre:
    """What a mention is about: where its obligor is named, that says it."""
    if mention.theatre is not None:
        return mention.theatre
    anchors = anchors_of(mention.obligor, sides)
    return Theatre(anchors, anchors)


def deadlines_agree(one: Noted, other: Noted) -> bool:
    first, second = one.undertaking.deadline, other.undertaking.deadline
    if first is None or second is None or not first.end or not second.end:
        return True
    try:
        return abs((date.fromisoformat(first.end) - date.fromisoformat(second.end)).days) <= SLACK
    except ValueError:
        return first.end == second.end


def numbers_differ(one: Shape, other: Shape) -> bool:
    """Whether both name numbers, and none the same."""
    return bool(one.numbers) and bool(other.numbers) and one.numbers.isdisjoint(other.numbers)


def keys_for(mention: Noted, kinship: Kinship) -> list[tuple[str, str]]:
    """The blocks that a mention is looked for in: a side and a word of the act."""
    sides = mention.obligor or mention.by
    gist = mention.shape.gist
    nouns = sorted(mention.shape.things) or [gist.verb]
    others = gist.others if mention.undertaking.renewed else gist.others[:6]
    nouns += [kinship.group(word) for word in others]
    found = ((key, noun) for side in (*sides, *mention.by) for key in side.keys for noun in nouns)
    return [*dict.fromkeys(found), *((ANY_BLOCK, noun) for noun in dict.fromkeys(nouns))]


def is_lost(mention: Noted) -> bool:
    """ "Renewed his call for a truce": asked of whom is not said."""
    return mention.undertaking.renewed and not mention.obligor


def signature_of(mention: Noted) -> tuple[object, ...]:
    gist, undertaking = mention.shape.gist, mention.undertaking
    due = undertaking.deadline.end if undertaking.deadline else None
    sides = tuple(side.name for side in mention.obligor)
    return gist.verb, gist.objects, gist.others, gist.numbers, undertaking.polarity, due, sides, mention.theatre
