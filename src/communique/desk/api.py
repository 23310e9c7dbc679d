"""The API: the same questions as the pages, for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from communique.archive.values import packed
from communique.desk.asked import Asked, asked
from communique.desk.bodies import body_of
from communique.desk.condition import facts_where
from communique.desk.described import answers, filters_of, parameter
from communique.desk.desk import Question, desk_of
from communique.desk.downloads import streamed
from communique.desk.errors import NotThereError
from communique.desk.pages import as_coded
from communique.desk.shapes import Actor, EventRow, Places, Series
from communique.desk.views.documents import DocumentRow, documents_view
from communique.desk.views.happenings import HappeningRow, HappeningView, happening_view, page_of_happenings
from communique.desk.views.ledger import EntryRow, ledger_view, undertaking_view
from communique.desk.views.lists import page_of_events
from communique.desk.views.owing import UndertakingRow, page_of_undertakings
from communique.desk.views.reading import event_view, filed
from communique.desk.views.statements import StatementRow, statements_view
from communique.desk.views.summing import actors, places, series
from communique.errors import InputError
from communique.model import Record

router = APIRouter(prefix="/api")

JSON = "application/json"
STREAMS = ("application/x-ndjson", "text/csv")
Row = TypeVar("Row")


class Listed(msgspec.Struct, Generic[Row], frozen=True, kw_only=True):
    """A page of a list; `next` is the cursor of the page behind it."""

    items: list[Row]
    next: str | None


class ActorList(msgspec.Struct, frozen=True, kw_only=True):
    """The actors that are in the most events."""

    items: list[Actor]


class FullDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document's text and its record, as corrected."""

    text: str
    record: Record


class TextIn(BaseModel):
    """A text to code, and its publication date (ISO)."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1)
    date: str | None = Field(None, pattern=r"^\d{4}-\d\d-\d\d", max_length=40)
    id: str | None = Field(None, max_length=400)


Lists = Callable[[Question, Asked], msgspec.Struct]


def _list(table: str, row: Any) -> Callable[[Lists], Lists]:
    """Serves ``/api/TABLE``: a page of such rows as JSON, or all of them as a stream."""

    def register(build: Lists) -> Lists:
        def endpoint(request: Request) -> Response:
            pairs = request.query_params.multi_items()
            question = asked(table, pairs, more=("format",))
            format = dict(pairs).get("format", "json")
            if format != "json":
                if format not in ("jsonl", "csv"):
                    raise InputError(f"format: {format[:40]!r} is not one of json, jsonl, csv")
                return streamed(request, question, format, head=False)
            return _of_snapshot(request, lambda at: build(at, question))

        endpoint.__doc__ = build.__doc__
        router.add_api_route(
            f"/{table}", endpoint, methods=["GET"], tags=["lists"], name=table,
            responses=answers(Listed[row], media=STREAMS), response_class=Response,
            openapi_extra={"parameters": filters_of(table)},
        )
        return build

    return register


def _of_snapshot(request: Request, build: Callable[[Question], msgspec.Struct]) -> Response:
    """An answer that is the same as long as the snapshot is."""
    desk = desk_of(request)
    with desk.question(as_coded=as_coded(request)) as at:
        tag = desk.mark(at.warehouse)
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Communique-Archive": at.warehouse.archive}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(packed(build(at)), 200, headers, JSON)


@_list("events", EventRow)
def _events(at: Question, question: Asked) -> Listed[EventRow]:
    """Events: who did what to whom, when and where."""
    condition = facts_where(at.session, at.archive, question.query)
    items, following = page_of_events(at.session, at.warehouse, question, condition)
    return Listed(items=items, next=following)


@_list("statements", StatementRow)
def _statements(at: Question, question: Asked) -> Listed[StatementRow]:
    """Statements: who says what to whom."""
    view = statements_view(at.session, at.warehouse, at.archive, question)
    return Listed(items=view.statements, next=view.next)


@_list("undertakings", UndertakingRow)
def _undertakings(at: Question, question: Asked) -> Listed[UndertakingRow]:
    """Undertakings, as each document words them; `entry` is the ledger's entry that each belongs to."""
    items, following = page_of_undertakings(at.session, at.warehouse, at.archive, question)
    return Listed(items=items, next=following)


@_list("entries", EntryRow)
def _entries(at: Question, question: Asked) -> Listed[EntryRow]:
    """The ledger: undertakings merged over all documents, with their status."""
    view = ledger_view(at.session, at.warehouse, at.archive, question)
    return Listed(items=view.entries, next=view.next)


@_list("happenings", HappeningRow)
def _happenings(at: Question, question: Asked) -> Listed[HappeningRow]:
    """Happenings: what all reports of it say, with the spread of their numbers; the newest first."""
    items, following = page_of_happenings(at.session, at.warehouse, at.archive, question)
    return Listed(items=items, next=following)


@_list("documents", DocumentRow)
def _documents(at: Question, question: Asked) -> Listed[DocumentRow]:
    """Documents that have the words and days asked for."""
    view = documents_view(at.session, at.warehouse, at.archive, question)
    return Listed(items=view.documents, next=view.next)


ID = parameter("id", True, "its id")
CODED = parameter("as_coded")
DOCUMENT = parameter("document", True, "id of the document")


@router.get("/document", tags=["one"], responses=answers(FullDocument), openapi_extra={"parameters": [ID, CODED]})
def document(request: Request) -> Response:
    """One document: its text and its record, as corrected."""
    with desk_of(request).reading() as archive:
        found = filed(archive, _needed(request, "id"))
    record = found.coded if as_coded(request) else found.record
    body = packed(FullDocument(text=found.input.text, record=record))
    return Response(body, headers={"Cache-Control": "no-store"}, media_type=JSON)


@router.get("/event", tags=["one"], responses=answers(dict[str, Any]), openapi_extra={
    "parameters": [DOCUMENT, ID, CODED],
})
def event(request: Request) -> Response:
    """One event: its fields, the words around it, and its corrections."""
    with desk_of(request).reading() as archive:
        view = event_view(archive, _needed(request, "document"), _needed(request, "id"), as_coded(request))
    return Response(packed(view), headers={"Cache-Control": "no-store"}, media_type=JSON)


@router.get("/entry", tags=["one"], responses=answers(dict[str, Any]), openapi_extra={"parameters": [ID, CODED]})
def entry(request: Request) -> Response:
    """One entry of the ledger with its mentions and evidence."""
    id = _needed(request, "id")
    return _of_snapshot(request, lambda at: undertaking_view(at.session, at.archive, id))


@router.get("/happening", tags=["one"], responses=answers(HappeningView), openapi_extra={"parameters": [ID, CODED]})
def happening(request: Request) -> Response:
    """One happening: what all its reports say, each number as each states it, and the words of each."""
    id = _needed(request, "id")
    return _of_snapshot(request, lambda at: happening_view(at.session, at.archive, id))


@router.get("/actors", tags=["sums"], responses=answers(ActorList), openapi_extra={"parameters": [
    parameter("begins", False, "letters that the name or code begins with"), parameter("limit"),
]})
def actor_list(request: Request) -> Response:
    """Actors by how many events they are in; `begins` for names to choose from."""
    question = asked("documents", request.query_params.multi_items(), more=("begins",))
    begins = request.query_params.get("begins", "")
    return _of_snapshot(request, lambda at: ActorList(items=actors(at.session, begins, question.size)))


FILTERS = {"parameters": filters_of("events", False)}


@router.get("/places", tags=["sums"], responses=answers(Places), openapi_extra=FILTERS)
def place_list(request: Request) -> Response:
    """Where the events of a question happened, the busiest places first."""
    question = asked("events", request.query_params.multi_items())
    return _of_snapshot(request, lambda at: places(at.session, at.archive, question))


@router.get("/series", tags=["sums"], responses=answers(Series), openapi_extra=FILTERS)
def time_series(request: Request) -> Response:
    """The events of a question over time, by type."""
    question = asked("events", request.query_params.multi_items())
    return _of_snapshot(request, lambda at: series(at.session, at.archive, question))


@router.post("/code", tags=["code"], responses=answers(Record), openapi_extra={
    "requestBody": {"required": True, "content": {JSON: {"schema": TextIn.model_json_schema()}}},
})
async def code(request: Request) -> Response:
    """Code a text: its record, which is not kept. Texts that are long, or take long, are refused."""
    desk = desk_of(request)
    given = await body_of(request, TextIn, desk.settings.code_size)
    record = await run_in_threadpool(desk.coder.code, given.text, given.date, given.id)
    return Response(record, headers={"Cache-Control": "no-store"}, media_type=JSON)


def _needed(request: Request, name: str) -> str:
    value = request.query_params.get(name)
    if value is None:
        raise NotThereError(f"The address lacks {name}=…")
    return value
