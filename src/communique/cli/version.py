"""``communique version``."""

from __future__ import annotations

import typer

import communique


def version() -> None:
    """Print the version."""
    typer.echo(communique.__version__)
