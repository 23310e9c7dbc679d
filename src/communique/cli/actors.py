"""``communique actors``: what a name means on a date, and what is doubtful in a file of your own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.own import Own
from communique.cli.report import BAD_INPUT, OK, Report

if TYPE_CHECKING:
    from communique.lexicon.registry import Registry


def actors(
    query: Annotated[str | None, typer.Argument(metavar="[QUERY]", help="A name, an adjective or a noun.")] = None,
    date: Annotated[str | None, typer.Option(help="The day it is used on (ISO).")] = None,
    actors: Own = None,
    check: Annotated[
        Path | None, typer.Option("--check", metavar="FILE", help="Name every doubtful row of this file.")
    ] = None,
) -> None:
    """Say what a name means on a date, and why; or check a file of your own actors.

    Exit code 0: known, or nothing doubtful; 1: not known, or doubtful rows; 2: wrong use.
    """
    if (query is None) == (check is None):
        raise typer.BadParameter("give either a QUERY or --check FILE")
    with Report() as report:
        code = _check(check, report) if check else _answer(query or "", date, actors, report)
    raise typer.Exit(code)


def _answer(query: str, date: str | None, own: Path | None, report: Report) -> int:
    from communique.cli.dates import iso_day  # noqa: PLC0415
    from communique.formats.read_actors import read_actors_file  # noqa: PLC0415
    from communique.formats.write_findings import as_table  # noqa: PLC0415
    from communique.lexicon.meanings import meanings, rows_of  # noqa: PLC0415
    from communique.lexicon.own_actors import with_actors  # noqa: PLC0415
    from communique.lexicon.registry import load_registry  # noqa: PLC0415

    day = iso_day(date, "--date")
    registry = load_registry()
    if own:
        read = read_actors_file(own)
        for failure in read.failures:
            report.fault(failure)
        registry = with_actors(registry, read.actors)
    rows = rows_of(meanings(query, day, registry), query, registry)
    plain = query.partition(" ")[2] if query.lower().startswith("the ") else ""
    rows = rows or (rows_of(meanings(plain, day, registry), plain, registry) if plain else [])
    if not rows:
        report.say(f"{query!r} is not known; in a text its words would be kept {_as_read(query, registry)}")
        return BAD_INPUT
    sys.stdout.buffer.write(as_table(rows, ("name", "code", "sector", "kind", "holds", "why")))
    sys.stdout.buffer.flush()
    return report.exit_code


def _as_read(words: str, registry: Registry) -> str:
    """How words that name nobody known would be read in a text: by their last noun, where it is one for an actor."""
    noun = words.rsplit(" ", 1)[-1].lower()
    agent = registry.agents.get(noun)
    return f"and read by “{noun}”: {agent.sector or 'no sector of its own'}" if agent is not None else "without code"


def _check(path: Path, report: Report) -> int:
    from communique.formats.failure import Failure  # noqa: PLC0415
    from communique.formats.read_actors import read_actors_file  # noqa: PLC0415
    from communique.lexicon.dictionaries import load_codes  # noqa: PLC0415
    from communique.lexicon.own_actors import doubts  # noqa: PLC0415
    from communique.lexicon.registry import load_registry  # noqa: PLC0415

    read = read_actors_file(path)
    doubtful = doubts(read.actors, load_registry(), load_codes().international.values())
    rows = [*read.failures, *(Failure(file=str(path), line=p.line, message=p.message) for p in doubtful)]
    for row in sorted(rows, key=lambda f: (f.line or 0, f.message)):
        report.say(str(row))
    names, nouns = len(read.actors.names), len(read.actors.agents)
    report.say(f"{names} names, {nouns} nouns; {len(rows)} doubtful rows")
    return BAD_INPUT if rows else OK
