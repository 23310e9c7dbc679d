"""Finds actors and resolves all their mentions to entities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.lexicon.registry import Registry
from communique.mentions.chains import Reference, entities_of, entity_of
from communique.mentions.describing import Describer
from communique.mentions.marks import marks_by_head
from communique.mentions.naming import Hit, find_names, names_kept, without_namesakes
from communique.mentions.phrases import find_phrases
from communique.mentions.resolving import Resolver
from communique.model import Header, Mark, Mention, Mentions, Place, Text, Time

SMALL = frozenset(("PPL", "PPLX", "PPLL", "PPLQ", "PPLA3", "PPLA4", "ADM3"))
"""GeoNames codes of towns and villages that are no seats of a province or district."""


def find_actors(
    text: Text,
    header: Header,
    marks: Sequence[Mark],
    places: Sequence[Place],
    times: Sequence[Time],
    registry: Registry,
) -> Mentions:
    """Every noun phrase that can stand in a role, tied to an entity with code and sector where known."""
    marked, outside, warnings = marks_by_head(text, marks)
    home = home_of(header, places, registry)
    hits = without_namesakes(names_kept(text, find_names(text, registry, header.date), places, times), home)
    phrases = find_phrases(text, hits, times, registry, marked)
    known = _trusted(places, hits, home)
    describer = Describer(registry, hits, _countries(text, known), header.date, home)
    resolver = Resolver(text, phrases, describer, home, marked)
    resolver.read_labels(header.asides)
    references = resolver.resolve_all()
    resolver.keep_outside(outside)
    behalf = resolver.on_behalf()
    entities, ids = entities_of(resolver.reading.chains.all, behalf.values())
    mentions = _mentions(references, ids)
    return Mentions(
        entities=entities,
        mentions=tuple(mentions.values()),
        places=tuple(places),
        times=tuple(times),
        by_head=mentions,
        labels={at: tuple(ids[c.index] for c in chains) for at, chains in sorted(resolver.labels.found.items())},
        behalf={ids[by]: entity_of(chain, ids[chain.index]) for by, chain in sorted(behalf.items())},
        ours={ids[c]: head for c, head in sorted(resolver.reading.ours.items()) if c in ids},
        warnings=tuple(warnings),
    )


def _mentions(references: Mapping[int, Reference], ids: Mapping[int, str]) -> dict[int, Mention]:
    found = {}
    for head, (phrase, chains) in sorted(references.items()):
        found[head] = Mention(
            start=phrase.start,
            end=phrase.end,
            head=head,
            kind=phrase.kind,
            entities=tuple(ids[c.index] for c in chains),
        )
    return found


def _trusted(places: Sequence[Place], hits: Mapping[int, Hit], home: str | None) -> list[Place]:
    """The places less small towns in a country that nothing else in the document tells: the ones of that name that the
    gazetteer has, and hardly the ones meant.
    """
    actors = [h.aliases[0].actor for h in hits.values()]
    named = {a.code for a in actors if a.kind in ("state", "region", "people")} | {home}
    if named == {None}:
        return list(places)
    told = named | {a.code for a in actors} | {p.country_code for p in places if p.feature_code not in SMALL}
    return [p for p in places if p.feature_code not in SMALL or p.country_code in told]


def _countries(text: Text, places: Sequence[Place]) -> dict[int, str]:
    """The country of each token that is part of a resolved toponym."""
    return {
        token.i: place.country_code
        for place in places
        if place.country_code
        for token in text.tokens_in(place.start, place.end)
    }


def home_of(header: Header, places: Sequence[Place], registry: Registry) -> str | None:
    """The country that the report was filed from: that of its dateline."""
    line = header.dateline
    if line is None or not line.place:
        return None
    there = {p.country_code for p in places if line.start <= p.start < line.end}
    for words in reversed(line.place.replace("[", ",").replace("]", "").replace("(", ",").split(",")):
        aliases = registry.aliases(words.strip().title())
        codes = [a.actor.code for a in aliases if a.actor.code and a.actor.kind in ("state", "government", "region")]
        if codes:
            return next((c for c in codes if c in there), codes[0])  # of two Congos the one that the town lies in
    name = line.place.split(",")[0].strip().lower()
    return next((p.country_code for p in places if p.country_code and p.extracted_place.lower() == name), None)
