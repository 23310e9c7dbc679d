"""The pages: each is HTML at its address, and the same as JSON at the address with ``.json`` behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.archive.archive import Archive
from communique.archive.query import MAX_VALUES
from communique.archive.values import packed
from communique.brief.markdown import brief_markdown
from communique.brief.period import period_of
from communique.brief.shapes import Period
from communique.desk.asked import Asked, asked, in_words, is_true, pairs_of
from communique.desk.desk import Question, desk_of
from communique.desk.errors import NotThereError
from communique.desk.forms import form_of
from communique.desk.rendering import rendered
from communique.desk.shapes import Actor, Cite, Found
from communique.desk.views.briefing import brief_view, month_of
from communique.desk.views.documents import documents_view
from communique.desk.views.explore import explore
from communique.desk.views.happenings import happening_view, happenings_view, told_event
from communique.desk.views.holdings import holdings
from communique.desk.views.ledger import ledger_view, undertaking_view
from communique.desk.views.moving import moving
from communique.desk.views.naming import strangers
from communique.desk.views.overview import overview
from communique.desk.views.parties import actor_view, dyad_view, place_view
from communique.desk.views.reading import document_view
from communique.desk.views.review import review_view
from communique.desk.views.statements import statements_view
from communique.desk.warehouse import Session, Warehouse
from communique.errors import InputError

MOST = 100  # values of one filter: every link of a page repeats them
router = APIRouter(include_in_schema=False)


class Shown(NamedTuple):
    """What a page shows: a view, the question it answers, and that question in words."""

    view: msgspec.Struct | None
    question: str = ""
    asked: Asked | None = None
    period: Period | None = None
    near: Mapping[str, Sequence[Actor]] = {}  # names that are asked for and nobody has, with who is called nearly so


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page as JSON."""

    cite: Cite
    view: Any


Build = Callable[[Request, Question], Shown]


def page(path: str, template: str, *, live: bool = False) -> Callable[[Build], Build]:
    """Serves a view at ``path`` and, as JSON, at ``path.json``; a ``live`` one reads the archive itself."""

    def register(build: Build) -> Build:
        def html(request: Request) -> Response:
            return _answered(request, build, template, live)

        def json(request: Request) -> Response:
            return _answered(request, build, None, live)

        router.add_api_route(path, html, methods=["GET"], name=build.__name__)
        router.add_api_route("/overview.json" if path == "/" else f"{path}.json", json, methods=["GET"])
        return build

    return register


def _answered(request: Request, build: Build, template: str | None, live: bool) -> Response:
    """The answer: one that is remembered, or a new one; who asks the same meanwhile waits for it and shares it."""
    desk = desk_of(request)
    if live:
        return _built(request, build, template, live)
    with desk.keeper_of(as_coded(request)).lend() as warehouse:
        tag = desk.tag(request, warehouse)
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    address = f"{request.url.path}?{request.url.query}"
    known = desk.remembered(tag, address)
    if known:
        return known
    with desk.turn(address):
        return desk.remembered(tag, address) or _built(request, build, template, live)


def _built(request: Request, build: Build, template: str | None, live: bool) -> Response:
    desk, coded = desk_of(request), as_coded(request)
    with desk.question(as_coded=coded) as question:
        tag = desk.tag(request, question.warehouse)
        shown = build(request, question)
        cite = desk.cite(request, shown.question, question.warehouse)
        headers = {"Cache-Control": "no-store"} if live else {"Cache-Control": "no-cache", "ETag": tag}
        if template is None:
            response = Response(packed(Page(cite=cite, view=shown.view)), 200, headers, "application/json")
        else:
            response = rendered(
                request, template, 200, headers, view=shown.view, cite=cite, asked=shown.asked, period=shown.period,
                near=shown.near, form=form_of(request.url.path, _filled(shown)), as_coded=coded, live=live,
            )
        if not live:
            desk.remember(tag, f"{request.url.path}?{request.url.query}", response)
        return response


def _filled(shown: Shown) -> list[tuple[str, str]]:
    """What stands in the form of the page: the question as it was understood."""
    if shown.asked:
        return list(pairs_of(shown.asked.query))
    if shown.period:
        days = [("from", shown.period.since), ("to", shown.period.until)]
        return [*days, ("countries", ",".join(shown.period.countries))]
    return []


def as_coded(request: Request) -> bool:
    """Whether the address asks for what was coded, without corrections.

    Raises:
        InputError: it says neither yes nor no.
    """
    return is_true("as_coded", request.query_params.get("as_coded"))


def _asked(request: Request, table: str, more: Iterable[str] = ()) -> Asked:
    question = asked(table, request.query_params.multi_items(), more)
    for name, count in Counter(name for name, _ in pairs_of(question.query)).items():
        if count > MOST:
            raise InputError(f"{name}: {count} values; a page takes at most {MOST}, the API and files {MAX_VALUES}")
    return question


def _coded(request: Request) -> str:
    return ", as coded" if as_coded(request) else ""


def _one(request: Request, name: str) -> str:
    value = request.query_params.get(name)
    if value is None:
        raise NotThereError(f"This page needs ?{name}=… in its address.")
    return value


def _count(request: Request, name: str) -> int:
    value = request.query_params.get(name) or "0"
    if not value.isascii() or not value.isdigit():
        raise InputError(f"{name} needs a number, not {value[:80]!r}")
    return int(value[:9])


@page("/", "overview.html")
def _overview(request: Request, at: Question) -> Shown:
    return Shown(overview(at.session, at.warehouse, at.archive), "all of the archive")


def listing(path: str, table: str, view: Callable[[Session, Warehouse, Archive, Asked], Found]) -> None:
    """Serves a page that lists what a question of ``table`` finds; where nothing is found, who may have been meant."""

    @page(path, f"{path[1:]}.html")
    def listed(request: Request, at: Question) -> Shown:
        question = _asked(request, table)
        if path == "/place" and question.query.place is None:
            raise InputError("this page needs a place: ?place=NAME, or ?place=LAT,LON")
        found = view(at.session, at.warehouse, at.archive, question)
        near = {} if found.total else strangers(at.session, (*question.query.actor, *question.query.recipient))
        whole = "undertakings" if table == "entries" else table
        return Shown(found, in_words(question.query) or f"all {whole}", question, near=near)


listing("/explore", "events", explore)
listing("/happenings", "happenings", happenings_view)
listing("/statements", "statements", statements_view)
listing("/ledger", "entries", ledger_view)
listing("/documents", "documents", documents_view)
listing("/place", "events", place_view)


@router.get("/explore/moving.json")
def _moving(request: Request) -> Response:
    """What the drawings of Explore need while the brush moves, asked for when a hand comes near it."""
    desk, question = desk_of(request), _asked(request, "events")
    with desk.question(as_coded=question.query.as_coded) as at:
        tag = f'"{at.warehouse.archive[:16]}-moving"'
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        body = packed(moving(at.session, at.archive, question))
    return Response(body, 200, {"ETag": tag, "Cache-Control": "no-cache"}, "application/json")


@page("/happening", "happening.html", live=True)
def _happening(request: Request, at: Question) -> Shown:
    id = _one(request, "id")
    return Shown(happening_view(at.session, at.archive, id), f"happening {id}{_coded(request)}")


@page("/undertaking", "undertaking.html", live=True)
def _undertaking(request: Request, at: Question) -> Shown:
    id = _one(request, "id")
    return Shown(undertaking_view(at.session, at.archive, id), f"undertaking {id}{_coded(request)}")


@page("/document", "document.html", live=True)
def _document(request: Request, at: Question) -> Shown:
    id = _one(request, "id")
    return Shown(document_view(at.archive, id, as_coded(request)), f"document {id}{_coded(request)}")


@page("/event", "event.html", live=True)
def _event(request: Request, at: Question) -> Shown:
    document, id = _one(request, "document"), _one(request, "id")
    view = told_event(at.session, at.archive, document, id, as_coded(request))
    return Shown(view, f"event {id} of document {document}{_coded(request)}")


@page("/actor", "actor.html")
def _actor(request: Request, at: Question) -> Shown:
    name = _one(request, "name")
    return Shown(actor_view(at.session, at.warehouse, at.archive, name), f"actor {name}")


@page("/dyad", "dyad.html")
def _dyad(request: Request, at: Question) -> Shown:
    one, other = _one(request, "actor"), _one(request, "recipient")
    return Shown(dyad_view(at.session, at.warehouse, at.archive, one, other), f"{one} and {other}")


@page("/review", "review.html", live=True)
def _review(request: Request, at: Question) -> Shown:
    question = _asked(request, "events", ("document", "id", "skip"))
    if question.query.as_coded:
        raise InputError("what is reviewed is the corrected view; take as_coded out of the address")
    chosen = (_one(request, "document"), _one(request, "id")) if "document" in request.query_params else None
    view = review_view(at.session, at.archive, question.query, _count(request, "skip"), chosen)
    near = {} if view.total else strangers(at.session, (*question.query.actor, *question.query.recipient))
    return Shown(view, in_words(question.query) or "all events", question, near=near)


@page("/brief", "brief.html")
def _brief(request: Request, at: Question) -> Shown:
    period = asked_period(request, at)
    if period is None:
        return Shown(None, "the brief of an archive without dates")
    countries = f" on {', '.join(period.countries)}" if period.countries else ""
    question = f"the brief of {period.since} to {period.until}{countries}"
    return Shown(brief_view(at.session, at.archive, period), question, period=period)


@router.get("/brief.md")
def _brief_markdown(request: Request) -> Response:
    desk = desk_of(request)
    with desk.question() as at:
        period = asked_period(request, at)
        if period is None:
            raise NotThereError("No report in the archive has a date.")
        cite = desk.cite(request, "", at.warehouse)
        cited = f"{desk.settings.archive.name} ({cite.archive[:16]}), communique {cite.version}, {cite.address}"
        body = brief_markdown(brief_view(at.session, at.archive, period), cited)
    headers = {"Content-Disposition": 'attachment; filename="brief.md"', "Cache-Control": "no-cache"}
    return Response(body, 200, headers, "text/markdown; charset=utf-8")


def asked_period(request: Request, at: Question) -> Period | None:
    """The period that the address names; without one, the last month of the archive.

    Raises:
        InputError: it is none.
    """
    given = {name: value for name in ("from", "to", "countries") if (value := request.query_params.get(name))}
    unknown = next((name for name in request.query_params if name not in ("from", "to", "countries")), None)
    if unknown:
        raise InputError(f"a brief has no filter {unknown!r}; it has from, to and countries")
    if "from" in given and "to" in given:
        return period_of(given["from"], given["to"], given.get("countries"))
    if "from" in given or "to" in given:
        raise InputError("a brief needs both from and to")
    month = month_of(at.session)
    return period_of(*month, given.get("countries")) if month else None


@page("/data", "data.html")
def _data(request: Request, at: Question) -> Shown:
    return Shown(holdings(at.warehouse, at.archive), "the archive's tables and runs")
