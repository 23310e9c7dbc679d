"""Pages and scripts go over the wire gzipped: a page with all that it loads stays under 200 KB."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALLEST = 2048  # bytes: below, nothing is gained
LEVEL = 4  # most of what there is to gain, at a third of the time of the best
WHOLE = (".parquet", ".csv", ".jsonl", ".geojson")  # long streams, or squeezed already


class Squeezed:
    """Squeezes what a browser shows; downloads and the API's streams go as they are."""

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._squeezing = GZipMiddleware(_apart(app), minimum_size=SMALLEST, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        whole = scope["type"] != "http" or path.endswith(WHOLE) or path.startswith("/api/")
        await (self._plain if whole else self._squeezing)(scope, receive, send)


def _apart(app: ASGIApp) -> ASGIApp:
    """The app with headers that may be changed: those of a remembered answer are sent again and again."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": list(message.get("headers", ()))}
            await send(message)

        await app(scope, receive, sent)

    return answering
