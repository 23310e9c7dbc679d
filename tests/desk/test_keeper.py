"""Large snapshots leave the machine to its readers for as long as one takes; what is broken is made anew."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from archive.making import report, stored
from communique.desk import keeper as module
from communique.desk.derive import make
from communique.desk.keeper import Keeper

SLOW = 0.8


def test_a_snapshot_that_takes_long_is_followed_by_a_rest_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[float] = []
    ended: list[float] = []

    def slowly(archive: Path, folder: Path, **more: Any) -> None:
        begun.append(time.monotonic())
        time.sleep(SLOW)
        make(archive, folder, **more)
        ended.append(time.monotonic())

    monkeypatch.setattr(module, "make", slowly)
    monkeypatch.setattr(module, "LONG", SLOW / 2)
    monkeypatch.setattr(module, "LOOK", 0.05)
    path = stored(tmp_path / "a.db", report(id="one"))
    keeper = Keeper(path, tmp_path / "kept")
    keeper.start()
    try:
        assert keeper.wait(30)
        stored(path, report(id="two", verb="asked"))
        keeper.look()
        asked = time.monotonic()
        assert not keeper.wait(SLOW / 2)
        assert time.monotonic() - asked < SLOW / 4
        state = keeper.state()
        assert (state.fresh, state.making) == (False, False)
        assert keeper.wait(30)
        with keeper.lend() as warehouse:
            assert warehouse.count("documents") == 2
    finally:
        keeper.stop()
    assert len(begun) == 2
    assert begun[1] - ended[0] > SLOW * 0.9


@pytest.mark.parametrize("harm", ["gone", "cut", "dictionary"])
def test_a_snapshot_that_cannot_be_read_is_made_anew(tmp_path: Path, harm: str) -> None:
    path, folder = stored(tmp_path / "a.db", report(id="one")), tmp_path / "kept"
    for number in range(2):
        keeper = Keeper(path, folder)
        keeper.start()
        try:
            assert keeper.wait(30), (number, keeper.state())
            with keeper.lend() as warehouse:
                assert warehouse.count("documents") == 1
                inside = warehouse.folder
        finally:
            keeper.stop()
        file = inside / ("dictionary.json" if harm == "dictionary" else "desk/facts.parquet")
        file.write_bytes(file.read_bytes()[:20]) if harm != "gone" else file.unlink()
