"""One look at one feed, and when to look again. Time is handed in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import msgspec

from communique.errors import FetchError, InputError
from communique.feeds.fetch import Fetcher, Reply
from communique.feeds.robots import Robots
from communique.formats.failure import Failure
from communique.formats.readers.feed import entries
from communique.model import Document

LONGEST = 86_400.0  # seconds between two looks at a feed that fails
GONE = 410


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """What is remembered of a feed from one look to the next."""

    url: str
    etag: str | None = None
    modified: str | None = None
    failed: int = 0  # times in a row
    due: float = 0.0  # seconds since 1970
    ended: bool = False  # it is gone, or must not be asked: it is not looked at again


class Look(NamedTuple):
    """What one look gave: the feed as it is remembered now, its documents, and what went wrong."""

    feed: Feed
    items: tuple[Document | Failure, ...] = ()
    trouble: str | None = None


def look_at(feed: Feed, fetcher: Fetcher, robots: Robots, every: float, now: float) -> Look:
    """Asks for the feed, unless its site does not want that; what did not change since the last look gives nothing."""
    try:
        rule = robots.rule(feed.url, now)
        if not rule.allowed:
            return Look(msgspec.structs.replace(feed, ended=True), (), f"{feed.url}: its robots.txt forbids it")
        reply = fetcher.get(feed.url, _conditions(feed))
    except FetchError as error:
        return _later(feed, every, now, 0.0, str(error), error.lasting)
    wait = max(every, rule.delay)
    if reply.status == 304:
        return Look(msgspec.structs.replace(feed, failed=0, due=now + wait))
    if reply.status != 200:
        trouble = f"{feed.url}: answers {reply.status}"
        return _later(feed, wait, now, _retry_after(reply.headers, now), trouble, reply.status == GONE)
    try:
        items = tuple(_placed(item, feed.url) for item in entries(reply.body, feed.url))
    except InputError as error:
        return _later(feed, wait, now, 0.0, f"{feed.url}: {error}", False)
    return Look(_seen(feed, reply, now + wait), items)


def _conditions(feed: Feed) -> Mapping[str, str]:
    """Asks only for what is new since the last look (RFC 9110, 13)."""
    held = {"If-None-Match": feed.etag, "If-Modified-Since": feed.modified}
    return {"Accept": "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1",
            **{name: value for name, value in held.items() if value}}


def _placed(item: Document | Failure, url: str) -> Document | Failure:
    """Met in the feed, wherever in it: an entry that moved down is not seen anew."""
    return msgspec.structs.replace(item, source=url) if isinstance(item, Document) else item


def _seen(feed: Feed, reply: Reply, due: float) -> Feed:
    etag, modified = reply.headers.get("etag"), reply.headers.get("last-modified")
    return msgspec.structs.replace(feed, etag=etag, modified=modified, failed=0, due=due)


def _later(feed: Feed, every: float, now: float, asked: float, trouble: str, lasting: bool) -> Look:
    """Waits twice as long after each failure in a row, up to a day, and as long as the server asks for."""
    wait = max(min(every * 2 ** min(feed.failed + 1, 20), LONGEST), every, asked)
    return Look(msgspec.structs.replace(feed, failed=feed.failed + 1, due=now + wait, ended=lasting), (), trouble)


def _retry_after(headers: Mapping[str, str], now: float) -> float:
    """Seconds that the server asks to wait, given as a number or as a moment; at most a day."""
    value = headers.get("retry-after", "").strip()
    if value.isdigit():
        return min(float(value), LONGEST)
    try:
        moment: datetime = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return 0.0
    return min(max(moment.timestamp() - now, 0.0), LONGEST)
