"""A record for reading in a notebook: the same as the terminal shows, as HTML in which every word is escaped."""

from __future__ import annotations

from html import escape

from communique.formats.layers import LAYERS, runs
from communique.formats.sentences import event_sentence, statement_sentence, undertaking_sentence
from communique.model import Record

STYLE = """
.communique{font:14px/1.5 system-ui,sans-serif;max-width:60em}.communique p{white-space:pre-wrap}
.communique .actor{color:#0b6fa4;font-weight:600}.communique .event{color:#b3261e;font-weight:600}
.communique .statement{font-style:italic}.communique .undertaking{border-bottom:2px solid #2e7d32}
.communique .place{color:#7b3fa0}.communique .time{background:#fff3c4;color:#222}
""".strip()


def html_of(text: str, record: Record) -> str:
    """The record as an HTML fragment."""
    info = record.document
    legend = " · ".join(f'<span class="{layer}">{layer}</span>' for layer in LAYERS)
    body = "".join(_piece(text[a:b], on) for (a, b), on in runs(record, len(text)))
    parts = [
        f'<div class="communique"><style>{STYLE}</style>',
        f"<h4>{escape(info.title or info.id)} · {escape(info.date or 'no date')} ({escape(info.date_source)})</h4>",
        f"<div>{legend}</div><p>{body}</p>",
    ]
    for title, lines in (
        ("Undertakings", [undertaking_sentence(text, record, u) for u in record.undertakings]),
        ("Events", [event_sentence(text, record, e) for e in record.events]),
        ("Statements", [statement_sentence(text, record, s) for s in record.statements]),
        ("Warnings", list(record.warnings)),
    ):
        if lines:
            parts.append(f"<h5>{title}</h5><ol>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ol>")
    return "".join([*parts, "</div>"])


def _piece(words: str, on: tuple[str, ...]) -> str:
    return f'<span class="{" ".join(on)}">{escape(words)}</span>' if on else escape(words)
