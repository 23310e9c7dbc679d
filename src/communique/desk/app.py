"""The desk as an ASGI app."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.resources import files

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from communique.brief.make import country_names, sectors
from communique.brief.telling import words
from communique.desk import api, downloads, judging, pages, pictures, plain_pages
from communique.desk.condition import gazetteer, types
from communique.desk.desk import Desk
from communique.desk.guard import Guard
from communique.desk.problems import handle_problems
from communique.desk.rendering import compiled
from communique.desk.settings import Settings
from communique.desk.squeezed import Squeezed
from communique.errors import DataError
from communique.release import VERSION

ABOUT = (
    "Read-only access to an archive: documents, events, statements, undertakings, entries of the ledger, happenings,"
    " actors, places and series. The filters are those of the pages and of `communique query`. Lists are paged by"
    " cursor, or streamed as JSON Lines or CSV. Errors are problem+json (RFC 9457)."
)


def create_app(settings: Settings) -> FastAPI:
    """The app on an archive; its snapshot is made when the app starts.

    Raises:
        DataError: the archive cannot be used.
    """
    desk = Desk(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        desk.start()
        threading.Thread(target=_warm, args=(app,), name="warming", daemon=True).start()
        yield
        desk.stop()

    app = FastAPI(
        title="communique", version=VERSION, description=ABOUT, lifespan=lifespan, docs_url=None, redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.desk = desk
    for part in (pages, plain_pages, downloads, pictures, api, judging):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=str(files("communique.desk").joinpath("static"))), name="static")
    handle_problems(app)
    app.add_middleware(Squeezed)
    app.add_middleware(Guard, settings=settings)  # added last: it is asked first
    return app


def _warm(app: FastAPI) -> None:
    """Loads what pages share before somebody waits for the first of them: places, PLOVER, templates, the word index."""
    for load in (types, gazetteer, country_names, sectors, words, compiled, app.openapi):
        load()
    gc.freeze()  # it stays: no search for garbage is to go through it
    with suppress(DataError):  # the archive has just been replaced: its first reader is told
        app.state.desk.read_ahead()
