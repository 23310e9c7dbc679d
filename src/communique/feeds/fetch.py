"""Fetches one address: redirects checked hop by hop, time and size limited (urllib3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import urljoin

from communique.errors import FetchError
from communique.feeds.addresses import Lookup, Target, look_up, target_of
from communique.release import VERSION

MAX_HOPS = 5
MAX_BODY = 32 * 1024 * 1024  # bytes, unpacked
PATIENCE = 30.0  # seconds to connect, and between two pieces
REDIRECTS = (301, 302, 303, 307, 308)


class Reply(NamedTuple):
    """What a server answered, at last: the address that answered, and names of headers in small letters."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Asks for addresses under one name. ``loopback``: this machine may be asked too (for tests)."""

    def __init__(self, contact: str | None, *, loopback: bool = False, lookup: Lookup = look_up) -> None:
        """``contact`` is an address that the owner of a site can write to.

        Raises:
            FetchError: urllib3 is not installed.
        """
        about = f"feed reader; {contact}" if contact else "feed reader"
        self.agent = f"communique/{VERSION} ({about})"
        self._loopback = loopback
        self._lookup = lookup
        try:
            self._urllib3 = import_module("urllib3")
        except ImportError:
            raise FetchError("watching feeds needs more packages: pip install 'communique[readers]'") from None

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Reply:
        """What the server of ``url`` answers, through at most five redirects.

        Raises:
            FetchError: it, or an address it redirects to, may not be asked; it does not answer, or too much.
        """
        for _ in range(MAX_HOPS + 1):
            target = target_of(url, loopback=self._loopback, lookup=self._lookup)
            reply = self._ask(url, target, headers or {})
            location = reply.headers.get("location")
            if reply.status not in REDIRECTS or not location:
                return reply
            url = urljoin(url, location)
        raise FetchError(f"{url}: redirects more than {MAX_HOPS} times")

    def _ask(self, url: str, target: Target, headers: Mapping[str, str]) -> Reply:
        host = f"[{target.host}]" if ":" in target.host else target.host
        sent = {"Host": f"{host}:{target.port}" if target.port not in (80, 443) else host, "User-Agent": self.agent,
                "Accept-Encoding": "gzip, deflate", "Accept": "*/*", **headers}
        try:
            with self._pool(target) as pool:
                reply = pool.urlopen(
                    "GET", target.path, headers=sent, redirect=False, retries=False, preload_content=False,
                    assert_same_host=False,
                )
                try:
                    body = _limited(url, reply.stream(65_536, decode_content=True))
                finally:
                    reply.close()
        except self._urllib3.exceptions.HTTPError as error:
            raise FetchError(f"{url}: {_words(error)}") from None
        except OSError as error:
            raise FetchError(f"{url}: {error.strerror or error}") from None
        return Reply(url, reply.status, {name.lower(): value for name, value in reply.headers.items()}, body)

    def _pool(self, target: Target) -> Any:
        """A connection to the checked address; the certificate must still be the host's."""
        timeout = self._urllib3.Timeout(connect=PATIENCE, read=PATIENCE)
        if target.scheme == "http":
            return self._urllib3.HTTPConnectionPool(target.address, target.port, timeout=timeout)
        return self._urllib3.HTTPSConnectionPool(
            target.address, target.port, timeout=timeout, server_hostname=target.host, assert_hostname=target.host,
        )


def _limited(url: str, parts: Iterable[bytes]) -> bytes:
    held = bytearray()
    for part in parts:
        held += part
        if len(held) > MAX_BODY:
            raise FetchError(f"{url}: answers more than {MAX_BODY >> 20} MiB: refused")
    return bytes(held)


def _words(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    words = str(reason).rpartition(": ")[2] or type(reason).__name__
    return words[0].lower() + words[1:]
