"""``communique brief``: what a period brought, by country, with footnotes."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.query import ArchiveFile

PAGES = (".html", ".htm")  # endings of files that hold a page


class Format(StrEnum):
    """How a brief is written."""

    MARKDOWN = "markdown"
    HTML = "html"


def brief(
    archive: ArchiveFile,
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="First day (ISO).")],
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="Last day (ISO); statuses are those of this day.")],
    countries: Annotated[
        str | None, typer.Option(metavar="CODES", help="As SDN,ETH; else those that most of it is about.")
    ] = None,
    format: Annotated[
        Format | None, typer.Option(help="html: one page, also to print. Else by the name of FILE, or markdown.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Else standard output.")] = None,
) -> None:
    """Write the brief of a period: what happened, who said what, what is owed and overdue, what was kept or broken.

    Every line has footnotes to the reports it rests on.
    """
    from communique.archive.archive import open_archive  # noqa: PLC0415
    from communique.brief.make import make_brief  # noqa: PLC0415
    from communique.brief.markdown import brief_markdown  # noqa: PLC0415
    from communique.brief.page import brief_page  # noqa: PLC0415
    from communique.brief.period import period_of  # noqa: PLC0415
    from communique.ledger.build import build_ledger  # noqa: PLC0415
    from communique.release import VERSION  # noqa: PLC0415

    period = period_of(since, until, countries)
    with open_archive(archive) as opened:
        ledger = build_ledger(opened.records(), period.until)
        made = make_brief(opened.documents(), lambda _: ledger, period, opened.document)
        reports = f"{made.documents} report{'s' if made.documents != 1 else ''}"
        cited = f"{reports} of {archive.name} ({opened.fingerprint()[:16]}), communique {VERSION}"
    page = output is not None and output.suffix.lower() in PAGES if format is None else format is Format.HTML
    written = brief_page(made, cited) if page else brief_markdown(made, cited)
    if output:
        output.write_bytes(written)
    else:
        sys.stdout.buffer.write(written)
