"""The options ``--reader`` and ``--map``: how documents are read, for every command that reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.errors import InputError

if TYPE_CHECKING:
    from communique.formats.read import Reading

Reader = Annotated[
    str | None, typer.Option("--reader", metavar="NAME", help="Read all files so (csv, html, …), whatever they hold.")
]
Columns = Annotated[
    str | None,
    typer.Option("--map", metavar="FIELD=NAME,…", help="Which names hold which fields: text=body,date=published_at."),
]


def reading_of(reader: str | None, columns: str | None) -> Reading:
    """What the two options mean; wrong use where they name what is not there."""
    from communique.formats.readers.choose import reading_of as read_so  # noqa: PLC0415

    try:
        return read_so(reader, columns)
    except InputError as error:
        raise typer.BadParameter(str(error)) from None


def reading_settings(reader: str | None, columns: str | None) -> dict[str, str]:
    """The options that were given, for the manifest of a run."""
    return {name: value for name, value in (("reader", reader), ("map", columns)) if value is not None}
