"""Figures by their addresses: the drawings of a page for a paper, as ``communique plot`` draws them."""

from __future__ import annotations

import threading

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from communique.desk.asked import asked
from communique.desk.desk import desk_of
from communique.errors import DataError, InputError

router = APIRouter(include_in_schema=False)

FIGURES = {"/explore": ("events-over-time", "map", "dyads"), "/ledger": ("ledger",)}
TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_ONE = threading.Lock()  # matplotlib draws for one at a time: its settings are those of the process


def _register(path: str, format: str) -> None:
    def picture(request: Request) -> Response:
        """A figure of what the page with the same filters shows; ``figure`` says which."""
        return _drawn(request, FIGURES[path], format)

    router.add_api_route(f"{path}.{format}", picture, methods=["GET"])


for _path in FIGURES:
    for _format in TYPES:
        _register(_path, _format)


def _drawn(request: Request, figures: tuple[str, ...], format: str) -> Response:
    try:
        from communique.desk.plotting.figures import drawn  # noqa: PLC0415
        from communique.desk.plotting.numbers import numbers_of  # noqa: PLC0415
    except ImportError as error:
        raise DataError(f"figures need more packages ({error.name}): pip install 'communique[plot]'") from None
    what = request.query_params.get("figure") or figures[0]
    if what not in figures:
        raise InputError(f"figure: {what[:80]!r} is not one of {', '.join(figures)}")
    question = asked("entries" if what == "ledger" else "events", request.query_params.multi_items(), ("figure",))
    desk = desk_of(request)
    with desk.question(as_coded=question.query.as_coded) as at:
        tag = desk.mark(at.warehouse)
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        numbers = numbers_of(at.session, at.warehouse, at.archive, what, question.query)
    with _ONE:
        body = drawn(numbers, format)
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Disposition": f'inline; filename="{what}.{format}"'}
    return Response(body, 200, headers, TYPES[format])
