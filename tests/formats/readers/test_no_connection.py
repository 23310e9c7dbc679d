"""No reader opens a connection, whatever a document asks for."""

from __future__ import annotations

import re
import socket
from pathlib import Path

import pytest

from formats.readers.reading import documents, page, read
from formats.readers.test_pages import ATOM, NEWSML, RSS

SOURCE = Path(__file__).resolve().parents[3] / "src" / "communique"


def test_documents_that_name_addresses_are_read_without_asking_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    outside = '<!DOCTYPE newsItem SYSTEM "http://example.org/a.dtd">'
    item = NEWSML.replace("<newsItem", outside + "<newsItem")
    for text in (page(extra='<img src="http://example.org/x.png">'), item):
        assert len(documents(read(tmp_path / "a", text.encode()))) == 1
    for feed in (RSS, ATOM):
        assert len([d for d in read(tmp_path / "a", feed.encode()) if hasattr(d, "text")]) == 1


def test_only_feeds_and_the_desk_know_of_the_network() -> None:
    names = r"socket|urllib\.request|http\.client|requests|httpx|urllib3|aiohttp"
    known = re.compile(rf"^\s*(?:import|from) (?:{names})\b", re.M)
    asks = [str(p.relative_to(SOURCE)) for p in SOURCE.rglob("*.py") if known.search(p.read_text(encoding="utf-8"))]
    assert [name for name in asks if not name.startswith(("feeds/", "desk/", "cli/serve"))] == []
