"""Tells whether whoever demanded or promised took it back."""

from __future__ import annotations

from communique.ledger.case import Owed
from communique.ledger.noted import Done
from communique.ledger.sides import is_same
from communique.lexicon.kinship import Kinship


def may_take_back(done: Done, kinship: Kinship) -> bool:
    """Whether a deed takes back something that was demanded or promised: "withdrew its offer", "dropped the demand"."""
    gist = done.deed.gist
    return (
        gist.verb in kinship.words["withdrawing_verbs"]
        and not done.deed.negated
        and not kinship.words["promise_nouns"].isdisjoint(gist.objects)
    )


def is_about_words(done: Done, kinship: Kinship) -> bool:
    """Whether the deed is done to what was said, not to what was owed: "withdrew its pledge", "pledged to reopen"."""
    gist = done.deed.gist
    if gist.verb.split(" ", 1)[0] in kinship.words["promising_verbs"]:
        return True
    return not kinship.words["promise_nouns"].isdisjoint(gist.objects)


def takes_back(done: Done, owed: Owed, kinship: Kinship) -> bool:
    """Whether the deed takes back what is owed, by whoever demanded or promised it."""
    if not may_take_back(done, kinship) or done.date <= owed.since or not _speaks_of(done, owed, kinship):
        return False
    return any(is_same(a, b, kinship) for a in owed.by for b in done.actor)


def _speaks_of(done: Done, owed: Owed, kinship: Kinship) -> bool:
    """Whether what is taken back, where the words say what it was, is what is owed."""
    told = {kinship.group(w) for w in done.deed.gist.others if w not in kinship.words["idle_words"]}
    verbs = {kinship.group(m.shape.gist.verb) for m in owed.mentions}
    return not told or not told.isdisjoint(owed.words | verbs)
