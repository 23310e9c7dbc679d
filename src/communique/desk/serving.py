"""Runs the desk's app on a port."""

from __future__ import annotations

import gc
import socket
from contextlib import suppress

import uvicorn
from fastapi import FastAPI

from communique.desk.settings import Settings
from communique.errors import DataError

LONGEST = 4_000_000  # bytes of an address and headers: a question of thousands of actors is answered with its reason
YOUNG = 500_000  # objects made between two searches for circular garbage: a brief makes as many, and lets them go
PATIENCE = 3  # seconds that requests may go on once the desk is told to stop


def bound(settings: Settings) -> socket.socket:
    """The port, bound before anything is promised.

    Raises:
        DataError: it is taken, or may not be used.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    taken = socket.socket(family)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((settings.host.strip("[]"), settings.port))
    except OSError as error:
        taken.close()
        where = f"{settings.host}:{settings.port}"
        raise DataError(f"{where}: {(error.strerror or str(error)).lower()}; choose another with --port") from None
    return taken


def serve(app: FastAPI, port: socket.socket) -> None:
    """Serves until it is told to stop (Ctrl-C)."""
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    config = uvicorn.Config(
        app, log_level="warning", http="h11", h11_max_incomplete_event_size=LONGEST, ws="none",
        server_header=False, timeout_graceful_shutdown=PATIENCE, lifespan="on",
    )
    with suppress(KeyboardInterrupt):  # uvicorn ends in good order, then passes Ctrl-C on
        uvicorn.Server(config).run(sockets=[port])
