"""Tells whether whoever demanded or promised took it back."""

from __future__ import annotations

from collections.abc import Sequence

from communique.ledger.deeds import Deeds
from communique.ledger.noted import Done, Noted
from communique.ledger.sides import Side, is_same
from communique.lexicon.kinship import Kinship


def is_withdrawn(mentions: Sequence[Noted], deeds: Deeds) -> bool:
    """Whether whoever demanded or promised later took it back: "withdrew its offer", "dropped the demand"."""
    since = mentions[0].date
    sides = tuple(dict.fromkeys(s for m in mentions for s in m.by))
    return any(_takes_back(done, since, sides, mentions, deeds.kinship) for done in deeds.taking_back(sides, since))


def _takes_back(done: Done, since: str, sides: Sequence[Side], mentions: Sequence[Noted], kinship: Kinship) -> bool:
    gist = done.deed.gist
    if done.date <= since or done.deed.negated or gist.verb not in kinship.words["withdrawing_verbs"]:
        return False
    named = bool(set(gist.objects) & kinship.words["promise_nouns"])
    if not _speaks_of(done, mentions, kinship):
        return False
    return named and any(is_same(a, b, kinship) for a in sides for b in done.actor)


def _speaks_of(done: Done, mentions: Sequence[Noted], kinship: Kinship) -> bool:
    """Whether what is taken back, where the words say what it was, is what these mentions owe."""
    told = {kinship.group(w) for w in done.deed.gist.others if w not in kinship.words["idle_words"]}
    owed = {kinship.group(w) for m in mentions for w in (m.gist.verb, *m.gist.objects, *m.gist.others)}
    return not told or bool(told & owed)
