"""Kits for tests of worker processes; a module of its own, because workers must be able to import it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from communique.kit import Kit, load_kit
from communique.model import Span, Text
from communique.text.parse import Parser

DEADLY = "This document kills whoever reads it."


class DeadlyParser(Parser):
    """A parser that takes its process down, as running out of memory would."""

    def parse_all(self, texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[Text]:
        held = list(texts)
        if any(text == DEADLY for text, _ in held):
            os._exit(9)
        return super().parse_all(held)


def deadly_kit() -> Kit:
    """The usual kit, with that parser."""
    kit = load_kit()
    return kit._replace(parser=DeadlyParser(kit.parser.nlp, kit.parser.reporting))
