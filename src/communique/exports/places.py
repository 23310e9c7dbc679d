"""GeoJSON: a point for each event whose place is known (RFC 7946: longitude first)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from communique.exports.item import Choice, Item
from communique.formats.write_csv import COLUMNS, event_cells


def write_geojson(items: Iterable[Item], choice: Choice, stream: BinaryIO) -> int:
    """Writes a FeatureCollection, feature by feature, with the columns of the CSV as properties; says how many."""
    stream.write(b'{"type":"FeatureCollection","features":[')
    count = 0
    for item in items:
        for event, cells in zip(item.record.events, event_cells("", item.text, item.record), strict=True):
            row = dict(zip(COLUMNS, cells, strict=True))
            if row["lat"] is None or row["lon"] is None or not choice.takes(event):
                continue
            stream.write((b",\n" if count else b"\n") + encoded(_feature(row)))
            count += 1
    stream.write(b"\n]}\n")
    return count


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    name = f"{row['document']}/{row['id']}"
    return {"type": "Feature", "id": name, "geometry": point, "properties": row}


def encoded(value: Any) -> bytes:
    """JSON; lone surrogates, which UTF-8 cannot hold, as question marks."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_clean(value))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list | tuple) else value
