"""``communique codebook``."""

from __future__ import annotations

import typer


def codebook() -> None:
    """Print the code book: PLOVER's types, modes, contexts and codes as the program has them (Markdown)."""
    from communique.lexicon.ontology import codebook as written  # noqa: PLC0415

    typer.echo(written(), nl=False)
