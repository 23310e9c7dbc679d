"""One reading of a deed beside one wording of an undertaking: the facts that verdicts rest on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.ledger.doers import Doer
from communique.ledger.likeness import Likeness
from communique.ledger.noted import Done, Noted
from communique.ledger.shapes import Shape, Shapes
from communique.ledger.sides import Roles
from communique.ledger.theatre import Theatre
from communique.lexicon.kinship import Words


class Owed(NamedTuple):
    """What an entry owes, as far as evidence is weighed against it."""

    mentions: Sequence[Noted]  # one of each wording
    words: Words  # of all wordings
    sides: Roles
    by: Roles  # who demanded or promised
    names: frozenset[str]  # the words that the sides are called by
    refrain: bool
    since: str
    due: str | None
    from_due: str | None  # the first day of a term such as "by mid-July"
    theatre: Theatre | None  # whose "all parties" they are, where some are told by common nouns alone
    until: str  # the last day on which a deed still speaks to it


class Reading(NamedTuple):
    """One way to read a deed: what was done, and by whom."""

    shape: Shape
    doer: Doer
    by_itself: bool  # the subject is what was dealt with: it went free, arrived, stayed


class Case:
    """One reading of a deed beside one wording of what is owed."""

    def __init__(
        self, done: Done, reading: Reading, mention: Noted, like: Likeness, owed: Owed, shapes: Shapes
    ) -> None:
        self.done = done
        self.deed = done.deed
        self.reading = reading
        self.acted = reading.shape
        self.mention = mention
        self.wording = mention.shape
        self.like = like
        self.owed = owed
        self.day = done.day
        self.shapes = shapes
        self.kinship = shapes.kinship
        self.goes_on = done.deed.lasting or reading.shape.gist.verb in self.kinship.words["lasting_verbs"]
        self.opposes = not reading.shape.kinds.isdisjoint(mention.shape.against)  # the deed undoes the act owed
        unfinished = done.deed.negated or done.deed.lasting
        told = done.date if unfinished else done.day
        begun = unfinished and owed.from_due is not None and told > owed.from_due
        self.is_due = done.deed.late or begun or (owed.due is not None and told > owed.due)

    def stopped(self) -> bool:
        """Whether the deed is what was to be stopped: "stop attacking trains", "end the shelling of the town"."""
        gist, kinship = self.wording.gist, self.kinship
        if "end" not in kinship.kinds_of(gist.verb) or "end" in kinship.kinds_of(self.acted.gist.verb):
            return False
        acts = [gist.inner] if gist.inner else [n for n in gist.objects if n in kinship.kinds]
        return any(self.acted.kinds & kinship.kinds_of(act) for act in acts)

    def breaks_peace(self) -> bool:
        """Whether the deed breaks a kind of promise that holds whatever the deed is done to."""
        if self.reading.doer.strict == 2 or self.deed.negated:
            return False
        absolute = self.wording.kinds & self.kinship.words["absolute_kinds"]
        doing: Words = self.acted.kinds
        return any(doing & self.kinship.against[kind] for kind in absolute) and not doing & absolute
