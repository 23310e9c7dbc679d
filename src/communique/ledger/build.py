"""Builds the ledger from records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from communique.ledger.evidence import Index, due_of, evidence_for
from communique.ledger.judging import judged
from communique.ledger.matching import match
from communique.ledger.noted import Done, Noted, done_in, noted_in
from communique.ledger.sides import Side, is_same
from communique.ledger.status import status_of
from communique.lexicon.kinship import Kinship, load_kinship
from communique.lexicon.nearness import load_nearness
from communique.model import Entry, EntryMention, EntryParty, Record
from communique.model.judgement import Judgement


def build_ledger(
    records: Iterable[Record], as_of: str | None = None, judgements: Iterable[Judgement] = ()
) -> tuple[Entry, ...]:
    """One entry for each undertaking over all ``records``, sorted by id; independent of the records' order.

    Args:
        records: Records of any documents; the same document twice counts once.
        as_of: The day (ISO) that statuses hold at; what was published later is left out. None: that of the last
            document.
        judgements: What people decided on entries, in the order they did.
    """
    kinship = load_kinship()
    known = _distinct(records, as_of)
    until = as_of or max((r.document.date[:10] for r in known if r.document.date), default=None)
    noted = sorted((n for r in known for n in noted_in(r, kinship)), key=_order)
    deeds = sorted((d for r in known for d in done_in(r, kinship)), key=lambda d: (d.date, d.document, d.deed.start))
    nearness = load_nearness()
    index = Index(deeds, kinship, nearness)
    taken: set[str] = set()
    groups = match(noted, kinship, nearness)
    decided = tuple(judgements)
    if decided:
        groups = judged(groups, decided, lambda mention: _id(mention, set(), kinship))
    entries = [_entry(mentions, index, until, taken, kinship) for mentions in groups]
    return tuple(sorted(entries, key=lambda e: e.id))


def _distinct(records: Iterable[Record], as_of: str | None) -> list[Record]:
    """Each document once, in an order of their own; those published after ``as_of`` left out."""
    found: dict[tuple[str, str], Record] = {}
    for record in records:
        if as_of is None or not record.document.date or record.document.date[:10] <= as_of[:10]:
            found.setdefault((record.document.id, record.document.sha256), record)
    return [found[key] for key in sorted(found)]


def _order(noted: Noted) -> tuple[str, str, int, int]:
    """By date, the undated last: an undertaking's first mention is the earliest that is known to be so."""
    action = noted.undertaking.action
    return noted.date or "9999", noted.document, action.start, action.end


def _entry(mentions: Sequence[Noted], index: Index, as_of: str | None, taken: set[str], kinship: Kinship) -> Entry:
    first = mentions[0].undertaking
    evidence = evidence_for(mentions, index)
    dates = sorted(m.date for m in mentions if m.date)
    refrain = first.polarity == "refrain"
    fullest = max(mentions, key=lambda m: (len(m.undertaking.action.text), m.date, m.document)).undertaking
    typed = next((m.undertaking for m in mentions if m.undertaking.event), first)
    dated = next((m.undertaking for m in mentions if m.undertaking.deadline), first)
    due = due_of(mentions)
    return Entry(
        id=_id(mentions[0], taken, kinship),
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
        status=status_of(evidence, refrain, due, is_withdrawn(mentions, index, kinship), as_of),
        as_of=as_of,
    )


def is_withdrawn(mentions: Sequence[Noted], index: Index, kinship: Kinship) -> bool:
    """Whether whoever demanded or promised later took it back: "withdrew its offer", "dropped the demand"."""
    since = mentions[0].date
    sides = tuple(dict.fromkeys(s for m in mentions for s in m.by))
    return any(_takes_back(done, since, sides, mentions, kinship) for done in index.taking_back(sides))


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


def _parties(sides: Iterable[Side], kinship: Kinship) -> tuple[EntryParty, ...]:
    """Each party once, by the fullest of its names."""
    found: list[Side] = []
    for side in sides:
        if not any(is_same(side, other, kinship) for other in found):
            found.append(side)
    return tuple(side.party() for side in found)


def _id(first: Noted, taken: set[str], kinship: Kinship) -> str:
    """An id from the content of the earliest mention: who owes what, in lemmas, do or refrain.

    It stays while documents are added, unless an earlier wording turns up. Two entries of equal content (the same
    promise years apart) are told apart by the document that has the later one first.
    """
    gist, undertaking = first.gist, first.undertaking
    sides = sorted(side.code or side.name.lower() for side in first.obligor or first.by)
    content = (sides, undertaking.polarity, gist.verb, sorted(gist.objects), sorted(gist.names), sorted(gist.numbers))
    found = "t-" + hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    while found in taken:
        found = "t-" + hashlib.sha256(f"{found}\n{first.document}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    taken.add(found)
    return found
