"""Makes an entry of the mentions of one undertaking and the evidence on it."""

from __future__ import annotations

import hashlib

from communique.ledger.noted import Noted
from communique.ledger.places import Place, told_in
from communique.ledger.sides import Side, is_same
from communique.ledger.status import status_of
from communique.ledger.summary import Named, Summary, in_order
from communique.lexicon.kinship import Kinship
from communique.model import Entry, EntryMention, EntryParty, Evidence


def entry_of(
    name: str,
    told: Summary,
    mentions: tuple[EntryMention, ...],
    evidence: tuple[Evidence, ...],
    withdrawn: bool,
    as_of: str | None,
    kinship: Kinship,
) -> Entry:
    """The entry called ``name`` of these mentions, which are in order of date, as its status is at ``as_of``."""
    first = told.first.undertaking
    typed = (told.typed or told.first).undertaking
    refrain = first.polarity == "refrain"
    return Entry(
        id=name,
        kind=first.kind,
        by=_parties(told.by, kinship),
        obligor=_parties(told.obligor, kinship),
        beneficiary=_parties(told.beneficiary, kinship),
        action=told.fullest.undertaking.action.text,
        event=typed.event,
        mode=typed.mode,
        polarity=first.polarity,
        condition=told.condition.condition if told.condition else None,
        deadline=told.dated.undertaking.deadline if told.dated else None,
        first_date=told.since or None,
        last_date=told.last or None,
        mentions=mentions,
        evidence=evidence,
        status=status_of(evidence, refrain, told.due, withdrawn, as_of),
        as_of=as_of,
    )


def mention_of(noted: Noted) -> EntryMention:
    """Where a mention stands, as an entry tells it."""
    action = noted.undertaking.action
    return EntryMention(document=noted.document, undertaking=noted.undertaking.id, start=action.start, end=action.end)


def _parties(named: Named, kinship: Kinship) -> tuple[EntryParty, ...]:
    """Each party once, by the first of its names."""
    found: list[Side] = []
    for side in in_order(named):
        if not any(is_same(side, other, kinship) for other in found):
            found.append(side)
    return tuple(side.party() for side in found)


def content_of(first: Noted, kinship: Kinship) -> str:
    """What the earliest mention says, in lemmas: who owes what, do or refrain."""
    gist, undertaking = first.shape.gist, first.undertaking
    sides = sorted(side.code or side.name.lower() for side in first.obligor or first.by)
    return repr(
        (sides, undertaking.polarity, gist.verb, sorted(gist.objects), sorted(gist.names), sorted(gist.numbers))
    )


def id_of(content: str, later: Place | None) -> str:
    """An id from the content of an entry's earliest mention.

    It stays while documents are added, unless an earlier wording turns up. Entries of equal content (the same promise
    years apart) are told apart by where the ``later`` ones stand first.
    """
    where = "" if later is None else "".join(f"\n{part}" for part in told_in(later))
    said = content + where
    return "t-" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
