"""Makes an entry of the mentions of one undertaking and the evidence on it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from communique.ledger.evidence import due_of
from communique.ledger.noted import Noted
from communique.ledger.sides import Side, is_same
from communique.ledger.status import status_of
from communique.ledger.windows import Place
from communique.lexicon.kinship import Kinship
from communique.model import Entry, EntryMention, EntryParty, Evidence


def entry_of(
    name: str,
    mentions: Sequence[Noted],
    evidence: tuple[Evidence, ...],
    withdrawn: bool,
    as_of: str | None,
    kinship: Kinship,
) -> Entry:
    """The entry called ``name`` of these mentions, which are in order of date, as its status is at ``as_of``."""
    first = mentions[0].undertaking
    dates = sorted(m.date for m in mentions if m.date)
    refrain = first.polarity == "refrain"
    fullest = max(mentions, key=lambda m: (len(m.undertaking.action.text), m.date, m.document)).undertaking
    typed = next((m.undertaking for m in mentions if m.undertaking.event), first)
    dated = next((m.undertaking for m in mentions if m.undertaking.deadline), first)
    return Entry(
        id=name,
        kind=first.kind,
        by=_parties((s for m in mentions for s in m.by), kinship),
        obligor=_parties((s for m in mentions for s in m.obligor), kinship),
        beneficiary=_parties((s for m in mentions for s in m.beneficiary), kinship),
        action=fullest.action.text,
        event=typed.event,
        mode=typed.mode,
        polarity=first.polarity,
        condition=next((m.condition for m in mentions if m.condition), None),
        deadline=dated.deadline,
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        mentions=tuple(
            EntryMention(
                document=m.document,
                undertaking=m.undertaking.id,
                start=m.undertaking.action.start,
                end=m.undertaking.action.end,
            )
            for m in mentions
        ),
        evidence=evidence,
        status=status_of(evidence, refrain, due_of(mentions), withdrawn, as_of),
        as_of=as_of,
    )


def _parties(sides: Iterable[Side], kinship: Kinship) -> tuple[EntryParty, ...]:
    """Each party once, by the first of its names."""
    found: list[Side] = []
    for side in dict.fromkeys(sides):
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
    said = content if later is None else f"{content}\n{later[1]}\n{later[2]}"
    return "t-" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
