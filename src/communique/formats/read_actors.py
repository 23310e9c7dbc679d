"""Reads a file of the user's own actors."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from communique.errors import InputError
from communique.formats.decode import decode
from communique.formats.failure import Failure
from communique.lexicon.dictionaries import read_actors
from communique.lexicon.own_actors import UserActors


class ActorsFile(NamedTuple):
    """The actors of a file, what is wrong with its lines, and the SHA-256 of its bytes."""

    actors: UserActors
    failures: tuple[Failure, ...]
    sha256: str


def read_actors_file(path: Path) -> ActorsFile:
    """Reads ``path`` as our table or as a dictionary of TABARI or PETRARCH; bad lines are named and left out.

    Raises:
        InputError: the file cannot be read at all; the message names it.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from None
    try:
        decoded = decode(data)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None
    actors = read_actors(decoded.text)
    failures = tuple(Failure(file=str(path), line=p.line, message=p.message) for p in actors.problems)
    return ActorsFile(actors, failures, hashlib.sha256(data).hexdigest())
