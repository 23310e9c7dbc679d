"""``communique relate``: what one party does to another, the two given."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from communique.cli.report import Report


def relate(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE…]", help="JSON Lines of pairs; - or none: standard input.")
    ] = None,
) -> None:
    """Say what the first party does to the second: lines {id, text, actor: [start, end], recipient: [start, end]}."""
    import msgspec  # noqa: PLC0415

    from communique.events.relate import relate_all  # noqa: PLC0415
    from communique.formats.read_pairs import read_pairs  # noqa: PLC0415
    from communique.kit import load_kit  # noqa: PLC0415

    encoder = msgspec.json.Encoder()
    with Report() as report:
        kit = load_kit()
        pairs = report.sift(read_pairs(files or ["-"], sys.stdin.buffer))
        for relation in relate_all(((p.document, p.actor, p.recipient) for p in pairs), kit):
            sys.stdout.buffer.write(encoder.encode(relation) + b"\n")
            report.advance()
        sys.stdout.buffer.flush()
        report.summary("answered")
    raise typer.Exit(report.exit_code)
