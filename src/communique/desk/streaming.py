"""Answers that are sent while they are made."""

from __future__ import annotations

from collections.abc import Generator, Mapping

from anyio import CancelScope
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send


class Stream(StreamingResponse):
    """Pieces of a generator, which is closed with the answer, also when the reader has gone before its end.

    What it holds, a turn at the snapshot or an open file, is free again at once: Starlette itself leaves it to the
    garbage collector.
    """

    def __init__(self, body: Generator[bytes], headers: Mapping[str, str], media_type: str) -> None:
        super().__init__(body, 200, headers, media_type)
        self._body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the answer."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            with CancelScope(shield=True):
                await run_in_threadpool(self._body.close)
