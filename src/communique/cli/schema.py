"""``communique schema``."""

from __future__ import annotations

import json

import typer


def schema() -> None:
    """Print the JSON Schema of every object that goes in or comes out, generated from the types."""
    from communique.schema import json_schema  # noqa: PLC0415

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
