"""What a stage of the search hands on: an act with the words that name who owes it and who asks or promises it."""

from __future__ import annotations

from typing import NamedTuple

from communique.model import Token
from communique.undertakings.acts import Act


class Owed(NamedTuple):
    """An act that somebody owes, as its grammar words it, before parties are resolved."""

    kind: str  # demand | commitment | obligation
    act: Act
    cue: Token
    obligor: tuple[Token, ...]
    by: tuple[Token, ...]
    addressee: tuple[Token, ...]  # who owes a passive act whose doer is not named ("must be freed")
    why: str
