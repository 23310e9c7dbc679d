"""Pages that ask the snapshot nothing, or not yet: Help, the API's own page, Brief, and the state of the snapshot."""

from __future__ import annotations

from contextlib import suppress

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.archive.query import OWN, SHARED
from communique.desk.asked import NAMES
from communique.desk.condition import ontology
from communique.desk.desk import desk_of
from communique.desk.errors import NotReadyError
from communique.desk.rendering import rendered
from communique.desk.shapes import Cite

QUESTION = "the desk's help and code book"
router = APIRouter(include_in_schema=False)


@router.get("/help")
def help_page(request: Request) -> Response:
    """What the pages are, the keys, the filters and the code book."""
    return rendered(
        request, "help.html", headers={"Cache-Control": "no-cache"}, ontology=ontology(), filters=_filters(),
        cite=_cite(request, QUESTION),
    )


@router.get("/help.json")
def help_json(request: Request) -> Response:
    """The filters of each table and PLOVER's types, for programs."""
    view = {"filters": _filters(), "quads": ontology().quads, "types": ontology().events}
    body = msgspec.json.encode({"cite": _cite(request, QUESTION), "view": view})
    return Response(body, headers={"Cache-Control": "no-cache"}, media_type="application/json")


def _filters() -> dict[str, list[str]]:
    """The filters of each table, by the names that addresses have for them."""
    return {
        table: [NAMES.get(f, f) for f in (*own, *SHARED) if f != "limit"]
        for table, own in OWN.items()
    }


@router.get("/api")
def api_page(request: Request) -> Response:
    """The API in words, made from its OpenAPI description."""
    return rendered(
        request, "api.html", headers={"Cache-Control": "no-cache"}, description=request.app.openapi(),
        cite=_cite(request, "the description of the desk's API"),
    )


def _cite(request: Request, question: str) -> Cite | None:
    """How to cite such a page; without a snapshot there is nothing yet to cite it of."""
    desk = desk_of(request)
    with suppress(NotReadyError), desk.keeper.lend() as warehouse:
        return desk.cite(request, question, warehouse)
    return None


@router.get("/state.json")
def state(request: Request) -> Response:
    """How the snapshot stands to the archive; pages ask it while a newer one is made."""
    body = msgspec.json.encode(desk_of(request).keeper.state())
    return Response(body, headers={"Cache-Control": "no-store"}, media_type="application/json")
