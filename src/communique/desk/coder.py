"""Codes a text on request, in a process of its own that is ended when a text takes too long."""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import TYPE_CHECKING

from communique.desk.errors import TooLongError

if TYPE_CHECKING:  # the server itself must not load the parser
    from communique.kit import Kit

LOADING = 60.0  # seconds that the first text may take besides, while the model is loaded


class Coder:
    """One process that codes texts one after the other; it starts with the first text."""

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._pool: ProcessPoolExecutor | None = None
        self._warm = False
        self._turn = threading.Lock()

    def code(self, text: str, date: str | None, id: str | None) -> bytes:
        """The record of a text, as ``communique code`` writes it.

        Raises:
            TooLongError: it took longer than the limit, or no turn came.
        """
        if not self._turn.acquire(timeout=self.limit):
            raise TooLongError("other texts are being coded; try again in a moment")
        try:
            return self._coded(text, date, id)
        finally:
            self._turn.release()

    def stop(self) -> None:
        """Ends the process."""
        pool, self._pool, self._warm = self._pool, None, False
        if pool:
            for process in list((pool._processes or {}).values()):  # no public way to end one that is at work
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)

    def _coded(self, text: str, date: str | None, id: str | None) -> bytes:
        self._pool = self._pool or ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        allowed = self.limit + (0.0 if self._warm else LOADING)
        try:
            record = self._pool.submit(_code, text, date, id).result(timeout=allowed)
        except (TooLate, BrokenProcessPool):
            self.stop()
            raise TooLongError(f"coding this text took longer than {allowed:g} seconds and was stopped") from None
        self._warm = True
        return record


def _code(text: str, date: str | None, id: str | None) -> bytes:
    from communique.coding import code  # noqa: PLC0415 - loads the parser, in this process alone
    from communique.formats.write_jsonl import encoded  # noqa: PLC0415
    from communique.model import Document, id_of  # noqa: PLC0415

    document = Document(text=text, date=date, id=id or id_of(text, date))
    return encoded(code(document, _kit()))


@cache
def _kit() -> Kit:
    from communique.kit import load_kit  # noqa: PLC0415

    return load_kit()
