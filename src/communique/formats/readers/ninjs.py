"""ninjs, IPTC's News in JSON: versions 1 (``body_text``, ``headline``), 2 and 3 (``bodies``, ``headlines``)."""

from __future__ import annotations

from typing import Any

from communique.formats.readers.html import fragment_text

_TEXT = "text/plain"
_HTML = ("text/html", "application/xhtml+xml", "text/xml")


def is_ninjs(value: dict[str, Any]) -> bool:
    """Whether an object has the marks of a ninjs item: its address, and a body by one of the standard's names."""
    return "uri" in value and "text" not in value and any(name in value for name in _BODIES)


def ninjs_fields(value: dict[str, Any]) -> dict[str, Any]:
    """The fields of a document that a ninjs item holds, as the contract names them."""
    return {
        "text": _body(value),
        "id": value.get("uri"),
        "date": next((value[name] for name in _DATES if value.get(name)), None),
        "title": value.get("headline") or _first(value.get("headlines")),
        "url": value.get("url"),
        "publisher": value.get("organisation_name") or _provider(value),
        "language": value.get("language"),
    }


_BODIES = ("body_text", "body_xhtml", "body_html", "bodies")
_DATES = ("firstcreated", "firstCreated", "contentcreated", "contentCreated", "versioncreated", "versionCreated")


def _body(value: dict[str, Any]) -> Any:
    if isinstance(value.get("body_text"), str):
        return value["body_text"]
    markup = value.get("body_xhtml") or value.get("body_html")
    if isinstance(markup, str):
        return fragment_text(markup)
    bodies = value.get("bodies")
    for body in bodies if isinstance(bodies, list) else ():
        if not isinstance(body, dict) or not isinstance(body.get("value"), str):
            continue
        kind = body.get("contenttype") or body.get("contentType") or _TEXT
        if kind == _TEXT:
            return body["value"]
        if kind in _HTML:
            return fragment_text(body["value"])
    return None


def _first(held: Any) -> Any:
    """The words of the first of several headlines."""
    if isinstance(held, list) and held and isinstance(held[0], dict):
        return held[0].get("value")
    return None


def _provider(value: dict[str, Any]) -> Any:
    for name in ("infosources", "infoSources", "infosource"):
        held = value.get(name)
        if isinstance(held, list) and held and isinstance(held[0], dict):
            return held[0].get("name")
    return None
