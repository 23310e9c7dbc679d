"""RSS and Atom: an entry is a document (feedparser)."""

from __future__ import annotations

import calendar
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.failure import Failure
from communique.formats.readers.html import fragment_text
from communique.formats.readers.source import INTAKE, Source, package, whole
from communique.model import Document


def read_feed(source: Source) -> Iterator[Document | Failure]:
    """The documents of a feed, in its order.

    Raises:
        InputError: it is no feed.
    """
    yield from entries(whole(source, INTAKE["max_line"]), source.name)


def entries(data: bytes, source: str) -> Iterator[Document | Failure]:
    """The documents of a feed; ``line`` of a failure is the number of the entry.

    Raises:
        InputError: it is no feed.
    """
    feedparser = package("feedparser", "reading feeds")
    feed = feedparser.parse(io.BytesIO(data))  # a stream: of a string it might take an address and fetch it
    if not feed.entries and (feed.bozo or not feed.get("version")):
        raise InputError(f"cannot be read as a feed: {feed.get('bozo_exception') or 'no entries'}")
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield document_from(_fields(entry, feed.feed), f"{source}:{number}")
        except InputError as error:
            yield Failure(file=source, line=number, message=str(error))


def _fields(entry: Any, feed: Any) -> DocumentIn:
    held = [fragment_text(part.get("value") or "") for part in entry.get("content", ())]
    texts = [*held, fragment_text(entry.get("summary") or "")]
    source = entry.get("source") or {}
    return DocumentIn(
        text=max(texts, key=len) or "",
        date=moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        title=fragment_text(entry.get("title") or "") or None,
        url=entry.get("link"),
        publisher=source.get("title") or feed.get("title") or None,
        language=entry.get("language") or feed.get("language") or None,
    )


def moment(parsed: Any) -> str | None:
    """A moment of UTC, as feedparser gives it, as ISO."""
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None
