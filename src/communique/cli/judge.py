"""``communique judge``: decide that two entries of the ledger are one undertaking, or two."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Verdict(StrEnum):
    """What two entries are."""

    SAME = "same"
    DIFFERENT = "different"


def judge(
    one: Annotated[str, typer.Argument(help="An entry's id, or DOCUMENT#UNDERTAKING for a single mention.")],
    other: Annotated[str, typer.Argument(help="The other entry or mention.")],
    verdict: Annotated[Verdict, typer.Argument(help="same: one undertaking; different: two.")],
    judgements: Annotated[Path, typer.Option(help="The file that the judgement is added to (JSON Lines).")],
    by: Annotated[str, typer.Option(help="Who decided.")],
    on: Annotated[str, typer.Option(help="The day of the decision (ISO date).")],
    why: Annotated[str | None, typer.Option(help="The reason, in words.")] = None,
) -> None:
    """Record a judgement on two entries; `communique ledger --judgements FILE` abides by it. Nothing is rewritten."""
    from communique.cli.dates import iso_day  # noqa: PLC0415
    from communique.formats.judgements import add_judgement  # noqa: PLC0415
    from communique.model.judgement import Judgement  # noqa: PLC0415

    if one == other:
        raise typer.BadParameter("an entry cannot be judged against itself")
    day = iso_day(on, "--on") or on
    add_judgement(judgements, Judgement(one=one, other=other, judgement=verdict.value, by=by, on=day, why=why))
