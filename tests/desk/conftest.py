"""A desk on an archive of invented reports, asked in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.making import report, stored

pytest.importorskip("fastapi")

from fastapi.testclient import TestClient

from communique.desk.app import create_app
from communique.desk.settings import Settings

TOKEN = "a token of the tests"
BASE = "http://127.0.0.1:8000"


def desk_on(path: Path, **more: object) -> TestClient:
    """A client of a desk on this archive; use it as a context."""
    settings = Settings.of(path, "127.0.0.1", 8000, TOKEN)
    for name, value in more.items():
        settings = type(settings)(**{**{f: getattr(settings, f) for f in settings.__struct_fields__}, name: value})
    return TestClient(create_app(settings), base_url=BASE, follow_redirects=False)


def ready(client: TestClient) -> TestClient:
    """The client, once the desk has a snapshot."""
    assert client.app.state.desk.keeper.wait(60)  # type: ignore[attr-defined]
    return client


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five events of three kinds, with and without a date, near each other and far."""
    return stored(
        tmp_path_factory.mktemp("desk") / "a.db",
        report(id="one", first="2024-01-02", last="2024-01-02"),
        report(id="two", verb="shelled", type="ASSAULT", quad=4, first="2024-02-10", last="2024-02-12"),
        report("Bolmark", "Arvenia", "Bolstad", "accused", "ACCUSE", 3, "2024-02-20", "2024-02-20", id="three/../x"),
        report("the Carran League", "Arvenia", "Far Isle", "aided", "AID", 2, "2024-03-01", "2024-03-01", id="four"),
        report(id="five", verb="will urge", first=None, last=None, auxiliary=("future",), more=" Undated ferry."),
    )


@pytest.fixture(scope="session")
def desk(archive: Path) -> Iterator[TestClient]:
    with desk_on(archive) as client:
        yield ready(client)
