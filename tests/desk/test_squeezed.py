"""What goes over the wire squeezed, and what does not."""

from __future__ import annotations

import pytest

pytest.importorskip("fastapi")

from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    ("path", "how"),
    [("/explore", "gzip"), ("/static/desk.js", "gzip"), ("/static/world.json", "gzip"), ("/explore.csv", None),
     ("/data/events.parquet", None), ("/api/events?format=jsonl", None)],
)
def test_pages_are_squeezed_and_streams_are_not(desk: TestClient, path: str, how: str | None) -> None:
    answer = desk.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.headers.get("content-encoding") == how


def test_who_cannot_unpack_gets_it_plain(desk: TestClient) -> None:
    answer = desk.get("/explore", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert "<h1>Explore events</h1>" in answer.text
