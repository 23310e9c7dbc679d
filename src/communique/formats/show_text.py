"""A record for reading in a terminal: the text in colour, and below it what was found, in sentences."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from communique.formats.layers import LAYERS, layers
from communique.formats.sentences import event_sentence, statement_sentence, undertaking_sentence
from communique.model import Record

STYLES = {
    "actor": "bold cyan",
    "event": "bold red",
    "statement": "italic",
    "undertaking": "underline green",
    "place": "magenta",
    "time": "yellow",
}


def shown(text: str, record: Record) -> Group:
    """The record as something that rich can print."""
    info = record.document
    heading = f"{info.title or info.id} · {info.date or 'no date'} ({info.date_source})"
    legend = Text(" · ").join(Text(layer, style=STYLES[layer]) for layer in LAYERS)
    body = Text(printable(text))
    for layer, (start, end) in layers(record, len(text)):
        body.stylize(STYLES[layer], start, end)
    parts: list[RenderableType] = [Rule(Text(heading)), legend, Text(), body, Text()]
    for title, lines in (
        ("Undertakings", [undertaking_sentence(text, record, u) for u in record.undertakings]),
        ("Events", [event_sentence(text, record, e) for e in record.events]),
        ("Statements", [statement_sentence(text, record, s) for s in record.statements]),
        ("Warnings", list(record.warnings)),
    ):
        if lines:
            parts.append(Text(title, style="bold"))
            parts.extend(Text(f"  {n}. {printable(line)}") for n, line in enumerate(lines, 1))
            parts.append(Text())
    return Group(*parts)


def printable(text: str) -> str:
    """The text with the same length, without characters that would move the cursor or hide words of a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else " " if c.isspace() else "\ufffd" for c in text)
