"""A desk on the bundled samples, and Debian's Chromium to look at it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi")

from browsing import CHROMIUM, Desk, chromium, running

ROOT = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are skipped, and say so; in CI that is a failure."""
    if CHROMIUM.exists() or os.environ.get("CI"):
        return
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.skip(reason=f"{CHROMIUM} is not installed: apt-get install chromium"))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the bundled samples."""
    archive = tmp_path_factory.mktemp("browser") / "samples.db"
    command = [sys.executable, "-m", "communique", "ingest", "samples", "--archive", str(archive)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    return archive


@pytest.fixture(scope="session")
def desk(samples: Path) -> Iterator[Desk]:
    with running(samples) as desk:
        yield desk


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    assert CHROMIUM.exists(), f"{CHROMIUM} is not installed, and in CI no browser test may be skipped"
    with chromium() as browser:
        yield browser
