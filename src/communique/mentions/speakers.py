"""Resolves "we", "our" and "I" to whoever is speaking, once it is known who says what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from communique.mentions.chains import FIRST_PERSON
from communique.model import Entity, EntityMention, Mention, Mentions, Party, Span, Statement


def resolve_speakers(mentions: Mentions, statements: Sequence[Statement]) -> tuple[Mentions, tuple[Statement, ...]]:
    """Mentions and statements with each first-person pronoun inside a statement's content tied to its speaker.

    Of statements within statements the innermost counts whose speaker is somebody else than the pronoun itself. A
    pronoun that no statement covers keeps its own words as its entity.
    """
    unknown = frozenset(e.id for e in mentions.entities if e.why == FIRST_PERSON)
    if not unknown:
        return mentions, tuple(statements)
    spoken = _by_start(statements, unknown)
    tied: dict[int, tuple[str, ...]] = {}
    saying: dict[int, tuple[str, ...]] = {}  # the same, as speakers of statements: whoever says it, not whom it is for
    for head, mention in mentions.by_head.items():
        if mention.entities and mention.entities[0] in unknown:
            alone = mentions.entity(mention.entities[0]).name == "I"
            speaker = _speaker(mention, spoken, alone)
            saying[head] = speaker
            if speaker and not alone and len(speaker) == 1 and speaker[0] in mentions.behalf:
                speaker = (mentions.behalf[speaker[0]].id,)
            if speaker:
                tied[head] = speaker
    if not tied:
        return mentions, tuple(statements)
    words = {(m.start, m.end): saying[head] for head, m in mentions.by_head.items() if head in tied}
    told = tuple(_told(statement, words, unknown) for statement in statements)
    return _retied(mentions, tied, unknown, told), told


def _told(statement: Statement, words: Mapping[Span, tuple[str, ...]], unknown: frozenset[str]) -> Statement:
    """The statement with "we" and "I" as its parties replaced by those they stand for."""
    speaker = _parties_for(statement.speaker, words, unknown)
    if not speaker and len(statement.source) == 1:
        (start, end) = statement.source[0]
        speaker = tuple(Party(entity=e, start=start, end=end) for e in words.get((start, end), ()))
    addressee = _parties_for(statement.addressee, words, unknown)
    return msgspec.structs.replace(statement, speaker=speaker, addressee=addressee)


def _parties_for(
    parties: Sequence[Party], words: Mapping[Span, tuple[str, ...]], unknown: frozenset[str]
) -> tuple[Party, ...]:
    found: list[Party] = []
    for party in parties:
        known = words.get((party.start, party.end)) if party.entity in unknown else None
        found += [msgspec.structs.replace(party, entity=e) for e in known] if known else [party]
    return tuple(dict.fromkeys(found))


def _by_start(statements: Sequence[Statement], unknown: frozenset[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Start, end and known speakers of every stretch of content, in order."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for statement in statements:
        speakers = tuple(dict.fromkeys(p.entity for p in statement.speaker if p.entity not in unknown))
        if speakers:
            found.extend((start, end, speakers) for start, end in statement.content)
    return sorted(found)


def _speaker(mention: Mention, spoken: list[tuple[int, int, tuple[str, ...]]], alone: bool) -> tuple[str, ...]:
    """The speakers of the shortest stretch around the pronoun; "I" needs a single one."""
    best: tuple[int, tuple[str, ...]] | None = None
    low, high = 0, len(spoken)
    while low < high:
        mid = (low + high) // 2
        low, high = (mid + 1, high) if spoken[mid][0] <= mention.start else (low, mid)
    for start, end, speakers in reversed(spoken[max(0, low - 12) : low]):
        if mention.end <= end and (best is None or end - start < best[0]):
            best = end - start, speakers
    if best is None or (alone and len(best[1]) > 1):
        return ()
    return best[1]


def _retied(
    mentions: Mentions, tied: Mapping[int, tuple[str, ...]], unknown: frozenset[str], statements: Sequence[Statement]
) -> Mentions:
    """The same mentions with new entities; an entity that nothing refers to any more is left out."""
    by_head = {
        head: msgspec.structs.replace(m, entities=tied[head]) if head in tied else m
        for head, m in mentions.by_head.items()
    }
    moved = [m for head, m in mentions.by_head.items() if head in tied]
    gone = {(m.start, m.end) for m in moved}
    more: dict[str, list[EntityMention]] = {}
    for mention in moved:
        for entity_id in tied[mention.head]:
            words = EntityMention(start=mention.start, end=mention.end, kind="pronoun")
            more.setdefault(entity_id, []).append(words)
    needed = {p.entity for p in _parties(statements)}
    known = {e.id for e in mentions.entities}
    new = {e.id: e for e in mentions.behalf.values() if e.id in more and e.id not in known}
    codes = _codes_of_ours(mentions, tied, new)
    listed = (*mentions.entities, *(new[i] for i in sorted(new)))
    found = [
        msgspec.structs.replace(e, code=codes.get(e.id, e.code)) for e in _entities(listed, more, gone, unknown, needed)
    ]
    entities = tuple(sorted(found, key=lambda e: (e.mentions[0].start, e.mentions[0].end) if e.mentions else (0, 0)))
    return msgspec.structs.replace(
        mentions,
        entities=entities,
        mentions=tuple(by_head.values()),
        by_head=by_head,
        by_id={e.id: e for e in entities},
    )


def _codes_of_ours(
    mentions: Mentions, tied: Mapping[int, tuple[str, ...]], new: Mapping[str, Entity]
) -> dict[str, str | None]:
    """The country of "our fishermen" and the like: that of whoever "our" turned out to be."""
    codes: dict[str, str | None] = {}
    for entity_id, head in mentions.ours.items():
        for owner in tied.get(head, ())[:1]:
            known = new.get(owner) or mentions.by_id.get(owner)
            if known is not None and known.code is not None:
                codes[entity_id] = known.code
    return codes


def _entities(
    entities: Iterable[Entity],
    more: Mapping[str, list[EntityMention]],
    gone: set[tuple[int, int]],
    unknown: frozenset[str],
    needed: set[str],
) -> Iterator[Entity]:
    for entity in entities:
        if entity.id in unknown:
            left = tuple(m for m in entity.mentions if (m.start, m.end) not in gone)
            if left or entity.id in needed:
                yield msgspec.structs.replace(entity, mentions=left or entity.mentions)
        elif entity.id in more:
            together = sorted((*entity.mentions, *more[entity.id]), key=lambda m: (m.start, m.end))
            yield msgspec.structs.replace(entity, mentions=tuple(together))
        else:
            yield entity


def _parties(statements: Iterable[Statement]) -> Iterator[Party]:
    for statement in statements:
        yield from statement.speaker
        yield from statement.addressee
