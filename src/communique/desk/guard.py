"""Who may come in, and what a browser may do with a page: checked before anything else is."""

from __future__ import annotations

import hmac
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from communique.desk.errors import ForbiddenError
from communique.desk.settings import Settings, is_local

COOKIE = "communique"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Turns away who may not come in, takes the token out of an address, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun = time.perf_counter()

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["Server-Timing"] = f"total;dur={1000 * (time.perf_counter() - begun):.1f}"
            await send(message)

        answer = self._answer(scope)
        await (answer or self.app)(scope, receive, guarded)

    def _answer(self, scope: Scope) -> ASGIApp | None:
        """The answer to who goes no further; None lets the request pass."""
        headers = Headers(scope=scope)
        if self.settings.open and not is_local(urlsplit(f"//{headers.get('host', '')}").hostname or ""):
            return PlainTextResponse("This desk answers to 127.0.0.1 and localhost alone.\n", 421)  # DNS rebinding
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        brought = [value for name, value in pairs if name == "token"]
        if brought:
            return self._let_in(scope, brought[0], [pair for pair in pairs if pair[0] != "token"])
        public = self.settings.open or scope["path"].startswith("/static/")
        if public or holds_token(headers, self.settings):
            return None
        return PlainTextResponse(
            "This desk needs its token: open the address that `communique serve` gave, which ends in ?token=…\n", 401,
            {"WWW-Authenticate": "Bearer"},
        )

    def _let_in(self, scope: Scope, token: str, rest: list[tuple[str, str]]) -> ASGIApp:
        """The token goes into a cookie, so that it stays out of histories, citations and logs."""
        if not _same(token, self.settings.token):
            return PlainTextResponse("This is not the token of this desk.\n", 401)
        path = scope["path"] if not scope["path"].startswith("//") else "/"
        answer = RedirectResponse(f"{path}?{urlencode(rest)}" if rest else path, 303)
        answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
        return answer


def holds_token(headers: Headers, settings: Settings) -> bool:
    """Whether the request brings the desk's token, in a cookie or as a bearer."""
    return _bearer(headers, settings) or _same(_cookie(headers), settings.token)


def may_write(request: Request, settings: Settings) -> None:
    """Lets a request write: it brings the token, and no page of another site has sent it.

    Raises:
        ForbiddenError: it may not; the message says why.
    """
    headers = request.headers
    if _bearer(headers, settings):
        return  # a page of another site cannot set this header
    if not _same(_cookie(headers), settings.token):
        raise ForbiddenError("Judging needs the desk's token: open the address that `communique serve` gave.")
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    own = f"{request.url.scheme}://{headers.get('host', '')}"
    if (site is None and origin is None) or site not in (None, "same-origin") or origin not in (None, own):
        raise ForbiddenError("The request comes from another site; judge from the desk's own pages.")


def _bearer(headers: Headers, settings: Settings) -> bool:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return kind.lower() == "bearer" and _same(token.strip(), settings.token)


def _cookie(headers: Headers) -> str:
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return held.value if held else ""


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
