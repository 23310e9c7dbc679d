"""The ledger that a desk keeps is what a query of entries gives, as long as the archive has not gone beyond it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from archive.making import stored
from communique.archive.archive import open_archive
from communique.archive.at_hand import home_of, snapshot_at_hand
from communique.cli import app
from communique.coding import code_all
from communique.desk.keeper import Keeper
from communique.kit import Kit
from communique.model import Document

BUILT = "the ledger is built of all records"
TOLD = (
    Document(id="a", date="2024-03-01", text="Peru pledged to reopen the depot by 5 March."),
    Document(id="b", date="2024-03-02", text="Chile demanded that Peru withdraw the patrols."),
    Document(id="c", date="2024-03-09", text="Peru reopened the depot on Friday."),
)


@pytest.fixture
def path(kit: Kit, tmp_path: Path) -> Path:
    made = stored(tmp_path / "a.db", *code_all(TOLD, kit))
    keeper = Keeper(made, home_of(made))
    keeper.start()
    assert keeper.wait(60)
    keeper.stop()
    return made


def asked(path: Path, *options: str) -> tuple[bytes, bool]:
    """What is written, and whether the ledger was built for it."""
    answer = CliRunner().invoke(app, ["query", str(path), "--table", "entries", *options])
    assert answer.exit_code == 0, answer.stderr
    return answer.stdout_bytes, BUILT in answer.stderr


@pytest.mark.parametrize(
    "options", [(), ("--format", "csv"), ("--format", "jsonl"), ("--status", "fulfilled"), ("--text", "patrols"),
                ("--actor", "PER", "--format", "jsonl"), ("--from", "2024-03-02"), ("--limit", "1"), ("--as-coded",)],
)
def test_the_kept_ledger_is_the_built_one(path: Path, options: tuple[str, ...]) -> None:
    kept, built = asked(path, *options)
    assert not built
    home_of(path).rename(path.with_name("elsewhere"))
    assert asked(path, *options) == (kept, True)
    assert kept


def test_what_was_added_since_has_it_built(path: Path, kit: Kit) -> None:
    before, _ = asked(path, "--format", "jsonl")
    later = Document(id="d", date="2024-04-01", text="Bolivia promised to release the crew by May.")
    stored(path, *code_all([later], kit))
    after, built = asked(path, "--format", "jsonl")
    assert built
    assert after.count(b"\n") == before.count(b"\n") + 1


def test_statuses_of_another_day_are_worked_out(path: Path) -> None:
    assert asked(path, "--as-of", "2024-03-04")[1]


def test_a_snapshot_that_is_not_whole_is_passed_over(path: Path) -> None:
    with open_archive(path) as archive:
        mark = archive.fingerprint()
    snapshot = snapshot_at_hand(home_of(path), mark)
    assert snapshot
    (snapshot / "dictionary.json").unlink()
    assert snapshot_at_hand(home_of(path), mark) is None
    assert asked(path)[1]
