"""Tells whether whoever demanded or promised took it back."""

from __future__ import annotations

from collections.abc import Sequence

from communique.ledger.deeds import Deeds
from communique.ledger.noted import Done, Noted
from communique.ledger.sides import is_same
from communique.lexicon.kinship import Kinship


def is_withdrawn(mentions: Sequence[Noted], deeds: Deeds) -> bool:
    """Whether whoever demanded or promised later took it back: "withdrew its offer", "dropped the demand"."""
    sides = tuple(dict.fromkeys(s for m in mentions for s in m.by))
    return any(takes_back(done, mentions, deeds.kinship) for done in deeds.taking_back(sides, mentions[0].date))


def takes_back(done: Done, mentions: Sequence[Noted], kinship: Kinship) -> bool:
    """Whether the deed takes back what these mentions demand or promise."""
    gist = done.deed.gist
    if not mentions[0].date or done.date <= mentions[0].date or done.deed.negated:
        return False  # what nobody knows the date of came before nothing
    if gist.verb not in kinship.words["withdrawing_verbs"]:
        return False
    if not set(gist.objects) & kinship.words["promise_nouns"] or not _speaks_of(done, mentions, kinship):
        return False
    sides = dict.fromkeys(side for mention in mentions for side in mention.by)
    return any(is_same(a, b, kinship) for a in sides for b in done.actor)


def _speaks_of(done: Done, mentions: Sequence[Noted], kinship: Kinship) -> bool:
    """Whether what is taken back, where the words say what it was, is what these mentions owe."""
    told = {kinship.group(w) for w in done.deed.gist.others if w not in kinship.words["idle_words"]}
    owed = {w for m in mentions for w in (kinship.group(m.shape.gist.verb), *m.shape.words)}
    return not told or bool(told & owed)
