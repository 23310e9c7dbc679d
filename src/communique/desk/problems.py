"""Errors as answers: a page that helps, or problem+json (RFC 9457) for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from communique.desk.errors import ForbiddenError, NotReadyError, NotThereError, TooLongError
from communique.desk.forms import form_of
from communique.desk.rendering import rendered
from communique.errors import CommuniqueError, DataError, InputError

STATUS: dict[type[Exception], int] = {
    NotThereError: 404,
    ForbiddenError: 403,
    InputError: 422,
    TooLongError: 503,
    NotReadyError: 503,
    DataError: 503,
}
KINDS: dict[type[Exception], str] = {
    NotThereError: "not-found", ForbiddenError: "forbidden", InputError: "bad-question", TooLongError: "query-stopped",
    NotReadyError: "snapshot-in-the-making", DataError: "archive-unusable",
}
LONGEST = 600  # letters of a reason; some repeat what was asked


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 9457: what went wrong, for a program and for whoever reads its log."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


def handle_problems(app: FastAPI) -> None:
    """Every error of the app becomes an answer in words, without a traceback."""

    async def ours(request: Request, error: Exception) -> Response:
        kind = next((k for k in STATUS if isinstance(error, k)), None)
        helps = {"near": error.near, "places": error.pages} if isinstance(error, NotThereError) else {}
        return answer(request, STATUS[kind] if kind else 500, KINDS[kind] if kind else "error", str(error), **helps)

    async def theirs(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        detail = f"There is no page at {request.url.path}." if error.status_code == 404 else str(error.detail)
        return answer(request, error.status_code, "not-found" if error.status_code == 404 else "http", detail)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return answer(request, 422, "bad-question", f"{where}: {first['msg']}" if where else str(first["msg"]))

    async def unforeseen(request: Request, error: Exception) -> Response:
        return answer(request, 500, "error", "Something went wrong in the desk itself; its log has the details.")

    app.add_exception_handler(CommuniqueError, ours)
    app.add_exception_handler(HTTPException, theirs)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unforeseen)


def answer(request: Request, status: int, kind: str, detail: str, **helps: Any) -> Response:
    """A page for a person, with what ``helps``; problem+json for a program."""
    detail = detail if len(detail) <= LONGEST else detail[:LONGEST] + " …"
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "2"} if status == 503 else {})
    problem = Problem(
        type=f"urn:communique:{kind}", title=HTTPStatus(status).phrase, status=status, detail=detail,
        instance=request.url.path[:200],
    )
    if wants_page(request):
        form = form_of(request.url.path, request.query_params.multi_items())
        return rendered(request, "problem.html", status, headers, problem=problem, kind=kind, form=form, **helps)
    return Response(msgspec.json.encode(problem), status, headers, "application/problem+json")


def wants_page(request: Request) -> bool:
    """Whether a person asks: a page's address, from a program that takes HTML."""
    path = request.url.path
    return not (path.startswith("/api/") or path.endswith((".json", ".csv", ".jsonl", ".geojson")))
