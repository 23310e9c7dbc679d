"""Reads data files of the package. Long tables are TSV: they load a hundred times faster than YAML."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from typing import Any

import yaml

from communique.errors import DataError


def data_text(name: str) -> str:
    """The text of a data file, for example ``"lexicon/frames.tsv"``."""
    return files("communique").joinpath("data", name).read_text(encoding="utf-8")


def load_toml(name: str) -> dict[str, Any]:
    """A TOML file of settings or patterns."""
    return tomllib.loads(data_text(name))


def load_yaml(name: str) -> Any:
    """A YAML file, read with libyaml where it is there."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(data_text(name), Loader=loader)


def load_tsv(name: str) -> list[dict[str, str]]:
    """A table with a mandatory header; lines that begin with ``#`` are comments, blank lines are skipped.

    Raises:
        DataError: a row has more or fewer cells than the header, with file and line.
    """
    lines = data_text(name).split("\n")
    numbered = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    reader = csv.reader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    header: list[str] | None = None
    rows = []
    for (number, _), cells in zip(numbered, reader, strict=True):
        if header is None:
            header = cells
            continue
        if len(cells) != len(header):
            raise DataError(f"{name}:{number}: {len(cells)} cells where the header has {len(header)}")
        rows.append(dict(zip(header, cells, strict=True)))
    return rows
