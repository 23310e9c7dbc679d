"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from communique.errors import FetchError
from communique.feeds.fetch import Fetcher

KEPT = 86_400.0  # seconds; the standard wants no longer
NAME = "communique"


class Rule(NamedTuple):
    """Whether an address may be asked, and how long to wait between two requests."""

    allowed: bool
    delay: float


class Robots:
    """The rules of the sites that were asked, each kept for a day."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._known: dict[str, tuple[float, RobotFileParser]] = {}

    def rule(self, url: str, now: float) -> Rule:
        """What the site of ``url`` allows at the time ``now`` (seconds).

        Raises:
            FetchError: its robots.txt cannot be had just now, so nothing may be asked.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        until, parser = self._known.get(site, (0.0, None))
        if parser is None or now >= until:
            parser = self._asked(f"{site}/robots.txt")
            self._known[site] = (now + KEPT, parser)
        return Rule(parser.can_fetch(NAME, url), float(parser.crawl_delay(NAME) or 0))

    def _asked(self, url: str) -> RobotFileParser:
        reply = self._fetcher.get(url)
        if reply.status >= 500 or reply.status == 429:
            raise FetchError(f"{url}: answers {reply.status}")
        parser = RobotFileParser()
        lines = reply.body.decode("utf-8", "replace").splitlines() if reply.status == 200 else []
        parser.parse(lines)  # a site without a robots.txt allows everything
        return parser
