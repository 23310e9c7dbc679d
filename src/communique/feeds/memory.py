"""What is remembered of feeds, in a small file beside the archive: losing it costs one request more."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from communique.feeds.poll import Feed


def beside(archive: Path) -> Path:
    """Where an archive's feeds are remembered."""
    return archive.with_name(archive.name + ".feeds.json")


def recalled(path: Path, urls: Sequence[str]) -> list[Feed]:
    """The feeds of these addresses as they were last seen, each once; those that were never seen are new."""
    try:
        known = {feed.url: feed for feed in msgspec.json.decode(path.read_bytes(), type=list[Feed])}
    except (OSError, msgspec.MsgspecError):
        known = {}
    feeds = [known.get(url, Feed(url=url)) for url in dict.fromkeys(urls)]
    return [msgspec.structs.replace(feed, ended=False) for feed in feeds]  # a person asked for what had ended


def remember(path: Path, feeds: Iterable[Feed]) -> None:
    """Writes them, whole or not at all.

    Raises:
        OSError: the file cannot be written.
    """
    making = path.with_name(path.name + ".part")
    making.write_bytes(msgspec.json.format(msgspec.json.encode(sorted(feeds, key=lambda f: f.url)), indent=2) + b"\n")
    os.replace(making, path)
