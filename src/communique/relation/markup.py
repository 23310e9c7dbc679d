"""Marks two parties in a text the way the encoder was trained to read them: ``$ actor $ … # recipient #``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from communique.model import Span

ACTOR, RECIPIENT = "$", "#"


class Marked(NamedTuple):
    """A marked text, and where in it the parties (with their marks) and any other spans of interest now stand."""

    text: str
    actor: tuple[Span, ...]
    recipient: tuple[Span, ...]
    other: tuple[Span, ...]


def marked(text: str, actor: Iterable[Span], recipient: Iterable[Span], other: Sequence[Span] = ()) -> Marked:
    """``text`` with signs around the parties; ``other`` are spans (event words) to be carried along."""
    cuts: list[tuple[int, int, str]] = []
    for sign, spans in ((ACTOR, actor), (RECIPIENT, recipient)):
        for start, end in spans:
            cuts += [(start, 1, sign + " "), (end, 0, " " + sign)]
    cuts.sort()
    pieces, last, length = [], 0, 0
    found: dict[str, list[Span]] = {ACTOR: [], RECIPIENT: []}
    opened = 0
    for at, opens, sign in cuts:
        length += at - last + len(sign)
        pieces += [text[last:at], sign]
        last = at
        if opens:
            opened = length - len(sign)
        else:
            found[sign.strip()].append((opened, length))
    pieces.append(text[last:])
    carried = tuple((_shifted(a, cuts), _shifted(b, cuts)) for a, b in other)
    return Marked("".join(pieces), tuple(found[ACTOR]), tuple(found[RECIPIENT]), carried)


def _shifted(position: int, cuts: Sequence[tuple[int, int, str]]) -> int:
    return position + sum(len(sign) for at, opens, sign in cuts if at < position or (at == position and not opens))
