"""``communique version``."""

from __future__ import annotations

import typer

from communique.release import VERSION


def version() -> None:
    """Print the version."""
    typer.echo(VERSION)
