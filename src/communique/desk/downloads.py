"""Views as files: the events, statements or entries of a page's question, streamed as CSV, JSON Lines or GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.archive.columns import dictionary
from communique.archive.index import searchable
from communique.desk.asked import Asked, asked, in_words
from communique.desk.condition import facts_where, happenings_where, rows_where
from communique.desk.desk import Desk, Question, desk_of
from communique.desk.errors import NotThereError
from communique.desk.shapes import Cite
from communique.desk.streaming import Stream
from communique.desk.views.lists import all_events, named
from communique.errors import InputError
from communique.formats.write_csv import safe

router = APIRouter(include_in_schema=False)

PAGES = {
    "/explore": "events", "/place": "events", "/statements": "statements", "/ledger": "entries",
    "/documents": "documents", "/happenings": "happenings",
}
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson", "geojson": "application/geo+json"}
EXTRA = ("title", "publisher", "url", "document_date")  # of the document, beside the columns of the dictionary
DOCUMENT = ("document", "date", "title", "publisher", "url", "language", "corrected")  # texts are in the whole table
PIECE = 1 << 16  # bytes of a table that are sent at a time
LONGEST = 15  # digits of a run's number

Batches = Iterator[list[tuple[Any, ...]]]


@router.get("/data/{table}.parquet")
def parquet(request: Request, table: str) -> Response:
    """A table of the snapshot, as it stands on disk."""
    desk = desk_of(request)
    with desk.keeper.lend() as warehouse:
        if table not in dictionary():
            raise NotThereError(f"The snapshot has no table “{table[:80]}”.")
        body = _read(warehouse.folder / f"{table}.parquet")
        next(body)  # the file is open: it stays whole, should its snapshot be thrown away
    name = f"{table}-{warehouse.archive[:12]}.parquet"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "ETag": f'"{warehouse.archive[:16]}"'}
    return Stream(body, headers, "application/vnd.apache.parquet")


def _read(file: Path) -> Generator[bytes]:
    """Nothing, once the file is open; then what is in it."""
    with file.open("rb") as stream:
        yield b""
        while piece := stream.read(PIECE):
            yield piece


@router.get("/data/dictionary.json")
def data_dictionary(request: Request) -> Response:
    """What every table and column of the snapshot means."""
    with desk_of(request).keeper.lend() as warehouse:
        body = (warehouse.folder / "dictionary.json").read_bytes()
    return Response(body, 200, {"Cache-Control": "no-cache"}, "application/json")


@router.get("/data/run.json")
def run_manifest(request: Request) -> Response:
    """What made the records of a run: the program's version, the hashes of its data and models."""
    number = request.query_params.get("number", "")
    with desk_of(request).reading() as archive:
        if not number.isascii() or not number.isdigit() or len(number) > LONGEST:
            raise NotThereError(f"The archive has no run “{number[:80]}”.")
        try:
            body = archive.manifest(int(number))
        except InputError:
            raise NotThereError(f"The archive has no run {number}.") from None
    return Response(body, 200, {"Cache-Control": "no-cache"}, "application/json")


def _register(path: str, table: str, format: str) -> None:
    def download(request: Request) -> Response:
        question = asked(table, request.query_params.multi_items())
        return streamed(request, question, format, head=format == "csv")

    router.add_api_route(f"{path}.{format}", download, methods=["GET"])


for _path, _table in PAGES.items():
    for _format in ("csv", "jsonl", *(("geojson",) if _table == "events" else ())):
        _register(_path, _table, _format)


def streamed(request: Request, question: Asked, format: str, *, head: bool) -> Response:
    """All rows that a question finds, or that they are those which the reader has. With ``head``, a CSV file begins
    with lines that say how to cite it.

    Raises:
        CommuniqueError: the question cannot be answered; once rows are on their way, the stream breaks off instead.
    """
    desk = desk_of(request)
    body = _body(desk, request, question, format, head)
    tag = next(body).decode()  # whatever is wrong with the question shows before the answer begins
    name = f"{question.table}.{format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        body.close()
        return Response(status_code=304, headers={"ETag": tag})
    return Stream(body, headers, TYPES[format])


def _body(desk: Desk, request: Request, question: Asked, format: str, head: bool) -> Generator[bytes]:
    """The entity tag of the answer, then the answer: both of one snapshot."""
    writers: dict[str, Callable[[Sequence[str], Batches], Iterator[bytes]]] = {
        "csv": _csv, "jsonl": _jsonl, "geojson": _geojson,
    }
    with desk.question(streaming=True, as_coded=question.query.as_coded) as at:
        columns, batches = _found(at, question)
        yield desk.mark(at.warehouse).encode()
        cite = desk.cite(request, in_words(question.query) or f"all {question.table}", at.warehouse)
        if head:
            yield _head(cite)
        yield from writers[format](columns, batches)


def _found(at: Question, question: Asked) -> tuple[list[str], Batches]:
    """The columns that a file has, and all rows."""
    table = question.table
    columns = [*DOCUMENT] if table == "documents" else [name for name, *_ in dictionary()[table]["columns"]]
    if table == "events":
        columns += EXTRA
        condition = facts_where(at.session, at.archive, question.query)
        return columns, all_events(at.session, condition, columns)
    if table in ("statements", "undertakings"):
        columns += ("title", "publisher", "document_date")
    if table == "happenings":
        where = happenings_where(at.session, at.archive, question.query)
    else:
        where = rows_where(at.session, at.archive, table, question.query)
    only = f"WHERE {where.sql}" if where.sql else ""
    if table == "happenings" and only:
        only = f"SEMI JOIN (SELECT number FROM happened {only}) USING (number)"
    sql = f"SELECT {named(columns)} FROM {table} {only} ORDER BY number"
    return columns, at.session.batches(sql, where.parameters)


def _head(cite: Cite) -> bytes:
    lines = (
        f"communique {cite.version}: {cite.question}", f"address: {cite.address}", f"archive: {cite.archive}",
        f"snapshot made: {cite.made}, statuses as of: {cite.as_of or 'the last document'}",
        "skip these lines: pandas.read_csv(…, skiprows=5); in R: read.csv(…, skip = 5)",
    )
    return "".join(f"# {' '.join(searchable(line).split())}\n" for line in lines).encode()


def _csv(columns: Sequence[str], batches: Batches) -> Iterator[bytes]:
    yield _lines([list(columns)])
    for rows in batches:
        yield _lines([[_cell(value) for value in row] for row in rows])


def _lines(rows: Sequence[Sequence[object]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> object:
    """A value as a cell: several joined with a bar, nothing that a spreadsheet would run."""
    if isinstance(value, list):
        value = "|".join(str(v) for v in value)
    if isinstance(value, bool):
        value = int(value)
    return "" if value is None else safe(value)


def _jsonl(columns: Sequence[str], batches: Batches) -> Iterator[bytes]:
    yield b""
    for rows in batches:
        yield b"".join(_json(dict(zip(columns, row, strict=True))) + b"\n" for row in rows)


def _geojson(columns: Sequence[str], batches: Batches) -> Iterator[bytes]:
    """Only events that have coordinates stand on a map."""
    yield b'{"type":"FeatureCollection","features":['
    comma = b""
    for rows in batches:
        for row in rows:
            held = dict(zip(columns, row, strict=True))
            lat, lon = held.pop("lat"), held.pop("lon")
            if lat is not None and lon is not None:
                point = {"type": "Point", "coordinates": [lon, lat]}
                yield comma + _json({"type": "Feature", "geometry": point, "properties": held})
                comma = b","
    yield b"]}\n"


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, default=_day, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


