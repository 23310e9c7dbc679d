"""Structs as HTML. Everything is escaped: the words of a report are never trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from communique.archive.query import Query
from communique.archive.values import packed
from communique.desk.asked import PAGE, Asked, address, pairs_of
from communique.desk.shapes import Actor, Matrix, Series
from communique.release import VERSION
from communique.schema import terms

PAGES = (
    ("/", "Overview"), ("/explore", "Explore"), ("/happenings", "Happenings"), ("/statements", "Statements"),
    ("/ledger", "Ledger"), ("/documents", "Documents"), ("/review", "Review"), ("/brief", "Brief"), ("/data", "Data"),
    ("/help", "Help"),
)
# What ends a script element, or would begin one, cannot stand in it; and lines that JavaScript once took for its own.
UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
BIDI = {ord(c): f"\\u{ord(c):04x}" for c in "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


MARKS = " \t\n\"“”„‟«»‘’'"  # what quotations stand in

# The pages that can also be read as coded; from one of them, links to the others stay in that view.
BOTH = frozenset((
    "/explore", "/happenings", "/happening", "/statements", "/ledger", "/undertaking", "/documents", "/document",
    "/event", "/actor", "/dyad", "/place",
))


def _environment(as_coded: bool) -> Environment:
    made = Environment(
        loader=PackageLoader("communique.desk"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )
    closed = terms()
    made.globals.update(
        version=VERSION, pages=PAGES, link=link_as_coded if as_coded else link, address=address, blank=Query(),
        types=closed["Event"]["event"],
    )
    made.filters.update(
        bin=bin_name, data=data, json=plain_json, number=number, one_line=one_line, percent=percent, totals=totals,
        grid=grid, present=present, unquoted=unquoted, fragment=fragment,
        pairs=lambda query: list(pairs_of(query)), but=but, at=at, passing=passing, picture=picture,
        **{"with": changed},
    )
    made.globals["parts"] = made.get_template("parts.html").module
    return made


def rendered(
    request: Request, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> Response:
    """A page of a template in ``templates/``; ``near`` are names that nobody has, each with who is called nearly so."""
    desk = request.app.state.desk
    values = {"as_coded": False, "live": False, "form": None, "places": (), "cite": None, **values}
    as_coded = values["as_coded"]
    values["near"] = _meant(request, values.get("near", {}))
    text = ENVIRONMENTS[as_coded].get_template(template).render(
        path=request.url.path, here=_here(request), desk=desk, writes=desk.writes(request), state=desk.keeper.state(),
        other_view=_other_view(request, as_coded), as_json=_as_json(request), **values,
    )
    return HTMLResponse(text.encode("utf-8", "replace"), status, dict(headers or {}))


def data(value: Any) -> Markup:
    """A struct as JSON for a ``<script type="application/json">``: nothing in it can end the element."""
    text = packed(value).decode()
    return Markup(text.translate(UNSAFE).translate(BIDI))


def link(path: str, **parameters: Any) -> str:
    """The address of a page with these parameters; those of None are left out, lists are repeated."""
    held = {name.rstrip("_"): value for name, value in parameters.items() if value is not None}
    return f"{path}?{urlencode(held, doseq=True, errors='replace')}" if held else path


def link_as_coded(path: str, **parameters: Any) -> str:
    """The same from a page without corrections: where it leads to a page that has this view too, it stays in it."""
    return link(path, **parameters, **({"as_coded": "1"} if path in BOTH else {}))


def _other_view(request: Request, as_coded: bool) -> str | None:
    """The address of this page with corrections, or without; None where there is but one view of it."""
    if request.url.path not in BOTH:
        return None
    pairs = [p for p in request.query_params.multi_items() if p[0] not in ("as_coded", "cursor")]
    return request.url.path + "?" * bool(pairs or not as_coded) + urlencode(
        [*pairs, *([] if as_coded else [("as_coded", "1")])], errors="replace"
    )


def _here(request: Request) -> str:
    """The address of this page."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _as_json(request: Request) -> str:
    """The address of this page as JSON."""
    path = request.url.path
    made = {"/": "/overview.json", "/api": "/api/openapi.json"}.get(path, f"{path}.json")
    return made + _here(request)[len(path) :]


def _meant(
    request: Request, near: Mapping[str, Sequence[Actor]]
) -> list[tuple[str, list[tuple[Actor, str]]]]:
    """Each name that nobody has, with who may be meant and the address that asks for them instead."""
    pairs = [p for p in request.query_params.multi_items() if p[0] != "cursor"]

    def instead(name: str, actor: Actor) -> str:
        return request.url.path + "?" + urlencode(
            [(field, actor.term if value == name else value) for field, value in pairs], errors="replace"
        )

    return [(name, [(actor, instead(name, actor)) for actor in actors]) for name, actors in near.items()]


def fragment(words: str) -> str:
    """What an address ends in so that the browser goes to these words and marks them."""
    flat = " ".join(words.split())
    return f"#:~:text={quote(flat.encode('utf-8', 'replace'), safe='').replace('-', '%2D')}"


def number(value: float | int | None) -> str:
    """1,234,567."""
    return "–" if value is None else f"{value:,}"


def one_line(text: str | None, width: int = 200) -> str:
    """The words on one line, at most ``width`` letters of them."""
    flat = " ".join((text or "")[: 20 * width].split())
    return flat if len(flat) <= width else flat[:width].rsplit(" ", 1)[0][:width] + "\u00a0…"


def unquoted(text: str | None) -> str:
    """The words without the quotation marks around them, for a place that sets its own."""
    return (text or "").strip(MARKS)


def percent(part: int, whole: int) -> float:
    """``part`` of ``whole`` in hundredths, for the length of a bar."""
    return round(100 * part / whole, 2) if whole else 0.0


def plain_json(value: Any) -> str:
    """A value as JSON, to be read."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


LENGTHS = {"year": 4, "decade": 4, "quarter": 7, "month": 7}  # letters of an ISO day that tell such a bin


def bin_name(day: str, unit: str) -> str:
    """What the bin that begins on ``day`` is called: "2024", "2024-03", "1990s", and the day itself for the rest."""
    return day[: LENGTHS.get(unit, 10)] + ("s" if unit == "decade" else "")


def totals(series: Series) -> list[int]:
    """Events of all types in each bin."""
    return [sum(column) for column in zip(*series.counts, strict=True)]


def present(series: Series) -> list[tuple[str, list[int]]]:
    """The types that happen at all, each with its counts."""
    return [(type, counts) for type, counts in zip(series.types, series.counts, strict=True) if any(counts)]


def grid(matrix: Matrix) -> list[list[int]]:
    """The cells of a matrix, row by row, also those with zero."""
    rows = [[0] * len(matrix.recipients) for _ in matrix.actors]
    for cell in matrix.cells:
        rows[cell.row][cell.column] = cell.count
    return rows


def changed(query: Query, **changes: Any) -> Query:
    """The query with other values of some filters."""
    return msgspec.structs.replace(query, **changes)


def but(query: Query, path: str, name: str, value: str) -> str:
    """The address of the query without one value of one filter."""
    left = [pair for pair in pairs_of(query) if pair != (name, value) and not (name == "place" and pair[0] == "within")]
    return f"{path}?{urlencode(left)}" if left else path


def at(asked: Asked, path: str, cursor: str) -> str:
    """The address of the page of a list that begins behind ``cursor``."""
    size = [("limit", str(asked.size))] if asked.size != PAGE else []
    return f"{path}?{urlencode([*pairs_of(asked.query), *size, ('cursor', cursor)])}"


def picture(query: Query, path: str, figure: str) -> str:
    """The address of a figure of the query."""
    return f"{path}?{urlencode([('figure', figure), *pairs_of(query)])}"


def passing(query: Query, skip: int) -> str:
    """The address of Review with these filters, ``skip`` events passed over."""
    pairs = [*pairs_of(query), *([("skip", str(skip))] if skip else [])]
    return f"/review?{urlencode(pairs)}" if pairs else "/review"


ENVIRONMENTS = {as_coded: _environment(as_coded) for as_coded in (False, True)}


def compiled() -> None:
    """Makes every template ready, which else the first page of each would wait for."""
    for environment in ENVIRONMENTS.values():
        for name in environment.list_templates():
            environment.get_template(name)
