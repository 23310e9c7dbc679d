"""Linked data: FollowTheMoney entities, a line each, and schema.org as JSON-LD."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from communique.exports.codes import cameo_of, cameo_words, countries, country_of, roles
from communique.exports.graphs import key_of
from communique.exports.item import Choice, Happening, Item, View, happenings
from communique.exports.places import encoded
from communique.model import Entity, Place


def write_ftm(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes articles, parties (each once) and events, as FollowTheMoney's command line reads them; says how many.

    The actors of an event are its ``organizer``, the recipients ``involved``; FollowTheMoney has no other roles.
    """
    seen: set[str] = set()
    count = 0
    for row in happenings(items, choice, paired=False):
        parties = [*row.view.known(row.event.actor), *row.view.known(row.event.recipient)]
        for entity in (_article(row.view), *map(_party, parties), _event(row)):
            if entity["id"] not in seen:
                if entity["schema"] != "Event":
                    seen.add(entity["id"])
                stream.write(encoded(entity) + b"\n")
                count += 1
    return count


def _entity(schema: str, about: str, **properties: Any) -> dict[str, Any]:
    """An entity; its id is made of what it is about, so that the same party has the same id everywhere."""
    held = {
        key: [str(v) for v in (value if isinstance(value, list) else [value]) if v not in (None, "")]
        for key, value in properties.items()
    }
    return {"id": _id(schema, about), "schema": schema, "properties": {k: v for k, v in held.items() if v}}


def _id(kind: str, name: str) -> str:
    return "communique-" + hashlib.sha1(f"{kind}\n{name}".encode("utf-8", "surrogatepass")).hexdigest()


def _article(view: View) -> dict[str, Any]:
    document = view.document
    return _entity(
        "Article", document.id, title=document.title or document.id, sourceUrl=_http(document.url),
        publisher=document.publisher, publishedAt=document.date,
        language=roles()["languages"].get(document.language or ""),
    )


def _schema(entity: Entity) -> str:
    known = roles()["ftm"]
    return next((known[name] for name in (*entity.sector, entity.code or "") if name in known), "LegalEntity")


def _party(entity: Entity) -> dict[str, Any]:
    return _entity(
        _schema(entity), key_of(entity), name=entity.name, country=_iso2(entity), wikidataId=entity.identifier_id,
        keywords=list(entity.sector),
    )


def _event(row: Happening) -> dict[str, Any]:
    event, view, place = row.event, row.view, row.place
    sides = (event.actor, event.recipient)
    actors, recipients = ([_id(_schema(e), key_of(e)) for e in view.known(side)] for side in sides)
    return _entity(
        "Event", f"{view.document.id}/{event.id}", name=f"{event.event}: {cameo_words().get(cameo_of(event), '')}",
        date=None if event.date is None or event.date.start != event.date.end else event.date.start,
        startDate=event.date and event.date.start, endDate=event.date and event.date.end, organizer=actors,
        involved=recipients, location=place and (place.resolved_place or place.extracted_place),
        country=_letters(place), summary=view.words((event.sentence,)), keywords=[*event.mode, *event.context],
        recordId=f"{view.document.id}/{event.id}", sourceUrl=_http(view.document.url),
        publisher=view.document.publisher, proof=_id("Article", view.document.id),
    )


def _http(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _iso2(entity: Entity) -> str | None:
    code = country_of(entity)
    return countries()[code].iso2.lower() if code else None


def _letters(place: Place | None) -> str | None:
    found = countries().get(place.country_code or "") if place else None
    return found.iso2.lower() if found else None


def write_jsonld(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes one JSON-LD document of schema.org Actions, one an event, and says how many there are.

    ``agent`` are the actors, ``object`` the recipients, ``subjectOf`` the report; PLOVER's own fields are
    ``additionalType`` and ``additionalProperty``.
    """
    stream.write(b'{"@context":"https://schema.org","@graph":[')
    count = 0
    for row in happenings(items, choice, paired=False):
        stream.write((b",\n" if count else b"\n") + encoded(_action(row)))
        count += 1
    stream.write(b"\n]}\n")
    return count


def _action(row: Happening) -> dict[str, Any]:
    event, view = row.event, row.view
    return _without_gaps({
        "@type": "Action",
        "identifier": f"{view.document.id}/{event.id}",
        "additionalType": f"PLOVER:{event.event}",
        "name": cameo_words().get(cameo_of(event), event.event),
        "description": view.words((event.sentence,)),
        "agent": [_agent(e) for e in view.known(event.actor)],
        "object": [_agent(e) for e in view.known(event.recipient)],
        "startTime": event.date and event.date.start,
        "endTime": event.date and event.date.end,
        "location": _location(row.place),
        "subjectOf": _without_gaps({
            "@type": "NewsArticle", "identifier": view.document.id, "url": view.document.url,
            "headline": view.document.title, "datePublished": view.document.date,
            "inLanguage": view.document.language,
            "publisher": view.document.publisher and {"@type": "Organization", "name": view.document.publisher},
        }),
        "additionalProperty": list(_properties(row)),
    })


def _agent(entity: Entity) -> dict[str, Any]:
    wikidata = entity.identifier_id and f"http://www.wikidata.org/entity/{entity.identifier_id}"
    kind = "Organization" if entity.sector else "Country" if country_of(entity) else "Thing"
    return _without_gaps({
        "@type": kind, "name": entity.name, "identifier": entity.code, "sameAs": wikidata,
        "keywords": list(entity.sector),
    })


def _location(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    geo = None if place.lat is None else {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    same = place.geonameid and f"https://sws.geonames.org/{place.geonameid}/"
    address = place.country_code and {"@type": "PostalAddress", "addressCountry": place.country_code}
    name = place.resolved_place or place.extracted_place
    return _without_gaps({"@type": "Place", "name": name, "geo": geo, "sameAs": same, "address": address})


def _properties(row: Happening) -> Iterator[dict[str, Any]]:
    event = row.event
    held = {
        "mode": list(event.mode), "context": list(event.context), "cameo": cameo_of(event),
        "quad_code": event.quad_code, "event_scale": event.event_scale, "auxiliary": list(event.auxiliary),
        "confidence": event.confidence, "dead": event.size.dead, "injured": event.size.injured,
    }
    for name, value in held.items():
        if value not in (None, []):
            yield {"@type": "PropertyValue", "name": name, "value": value}


def _without_gaps(held: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in held.items() if value not in (None, "", [], {})}
