"""``communique snapshot``: an archive as tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.jobs import Jobs, jobs_of
from communique.cli.query import ArchiveFile, AsCoded


def snapshot(
    archive: ArchiveFile,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")],
    as_coded: AsCoded = False,
    as_of: Annotated[str | None, typer.Option(help="The day that the ledger's statuses hold at (ISO date).")] = None,
    jobs: Jobs = None,
) -> None:
    """Write an archive as Parquet tables, with a data dictionary, for DuckDB, pandas or R.

    Needs the extra communique[parquet].
    """
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.archive.snapshot import write_snapshot  # noqa: PLC0415
    from communique.cli.dates import iso_day  # noqa: PLC0415

    day = iso_day(as_of, "--as-of")
    with open_archive(archive) as opened:
        counts = write_snapshot(opened, folder, day, as_coded=as_coded, jobs=jobs_of(jobs))
    typer.echo(", ".join(f"{count} {name}" for name, count in counts.items()), err=True)
