"""``communique brief`` on an archive of invented reports."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from archive.making import report, stored
from communique.cli import app

JANUARY = ("--from", "2024-01-01", "--to", "2024-01-31")


def test_a_file_is_what_its_name_says(tmp_path: Path) -> None:
    archive = stored(tmp_path / "a.db", report(id="one", first="2024-01-02", last="2024-01-02"))
    for name, more, begins in (
        ("brief.html", (), "<!DOCTYPE html>"), ("brief.md", (), "# Brief"), ("brief.txt", (), "# Brief"),
        ("brief.html", ("--format", "markdown"), "# Brief"), ("brief.txt", ("--format", "html"), "<!DOCTYPE html>"),
    ):
        done = CliRunner().invoke(app, ["brief", str(archive), *JANUARY, *more, "-o", str(tmp_path / name)])
        assert done.exit_code == 0, done.output
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins), (name, more)
    assert "1 report of a.db" in (tmp_path / "brief.txt").read_text(encoding="utf-8")


def test_days_that_are_none_are_refused(tmp_path: Path) -> None:
    archive = stored(tmp_path / "a.db", report(id="one"))
    done = CliRunner().invoke(app, ["brief", str(archive), "--from", "May", "--to", "2024-01-31"])
    assert "needs a day" in str(done.exception)
