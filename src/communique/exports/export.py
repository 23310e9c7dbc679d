"""All formats that events are exported to, by name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from communique.errors import DataError
from communique.exports.annotators import write_brat, write_conllu, write_displacy
from communique.exports.graphs import write_gexf, write_graphml
from communique.exports.item import Choice, Item
from communique.exports.linked import write_ftm, write_jsonld
from communique.exports.mapped import LAYOUTS, write_mapped, write_petrarch
from communique.exports.places import write_geojson
from communique.exports.tables import (
    write_events_csv,
    write_events_parquet,
    write_long_csv,
    write_long_parquet,
)
from communique.exports.workbook import write_xlsx

ToStream = Callable[[Iterable[Item], Choice, BinaryIO], int]
ToFolder = Callable[[Iterable[Item], Choice, Path], int]
STREAMS: Mapping[str, ToStream] = {
    "csv": write_events_csv, "parquet": write_events_parquet, **{name: partial(write_mapped, name) for name in LAYOUTS},
    "petrarch": write_petrarch, "geojson": write_geojson, "graphml": write_graphml, "gexf": write_gexf,
    "ftm": write_ftm, "jsonld": write_jsonld, "conllu": write_conllu, "displacy": write_displacy, "xlsx": write_xlsx,
}
FOLDERS: Mapping[str, ToFolder] = {
    "csv-tables": write_long_csv, "parquet-tables": write_long_parquet, "brat": write_brat,
}
SAYS_AUXILIARY = ("csv", "parquet", "csv-tables", "parquet-tables", "geojson", "jsonld", "brat", "xlsx")
NEEDS_TEXT = ("conllu", "brat", "displacy")


def export_file(name: str, items: Iterable[Item], choice: Choice, path: Path) -> int:
    """Writes the file or folder ``path`` in the format ``name``, whole or not at all; says how much is in it.

    It is made beside its place and put there when it is done; a file is replaced, a folder must not be there yet.

    Raises:
        DataError: it cannot be written, or a package is missing.
        InputError: a text is needed and not at hand.
    """
    try:
        return _folder(name, items, choice, path) if name in FOLDERS else _file(name, items, choice, path)
    except OSError as error:
        raise DataError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from None


def _file(name: str, items: Iterable[Item], choice: Choice, path: Path) -> int:
    if path.exists() and not path.is_file():  # a device, as /dev/stdout
        with path.open("wb") as stream:
            return STREAMS[name](items, choice, stream)
    handle, making = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            count = STREAMS[name](items, choice, stream)
        Path(making).chmod(0o644)
        os.replace(making, path)
    except BaseException:
        Path(making).unlink(missing_ok=True)
        raise
    return count


def _folder(name: str, items: Iterable[Item], choice: Choice, path: Path) -> int:
    if path.exists():
        raise DataError(f"{path}: is there already; a folder is never overwritten: name a new one")
    making = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        count = FOLDERS[name](items, choice, making)
        making.chmod(0o755)
        making.rename(path)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return count
