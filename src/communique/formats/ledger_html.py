"""The ledger as one page of HTML that stands by itself: who owes what to whom, and what was reported of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from communique.model import Entry, EntryParty, Evidence

_STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.45rem .6rem;"
    "border-bottom:1px solid #d0d0d0}th{border-bottom:2px solid #555}ul{margin:0;padding-left:1.1rem}"
    ".fulfilled{color:#17642f}.violated,.overdue{color:#a01c1c}.partly,.contested{color:#7a5200}"
    ".open,.withdrawn{color:#444}small{color:#555}"
)
_HEADS = ("Who owes", "What", "To / asked by", "Since", "Due", "Status", "Evidence")


def ledger_html(entries: Sequence[Entry]) -> bytes:
    """The page, in UTF-8. It asks nothing of the network."""
    day = next((e.as_of for e in entries if e.as_of), None)
    rows = "\n".join(map(_row, entries))
    heads = "".join(f'<th scope="col">{head}</th>' for head in _HEADS)
    as_of = f"<p>{len(entries)} undertakings; status as of {escape(day)}.</p>" if day else ""
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Ledger of undertakings</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>Ledger of undertakings</h1>{as_of}\n<table><thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody></table></body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _row(entry: Entry) -> str:
    whom = _names(entry.beneficiary or (entry.by if entry.kind != "commitment" else ()))
    due = (entry.deadline and entry.deadline.end) or ""
    cells = (
        _names(entry.obligor),
        _what(entry),
        whom,
        escape(entry.first_date or ""),
        escape(due),
        f'<strong class="{escape(entry.status)}">{escape(entry.status)}</strong>',
        _evidence(entry.evidence),
    )
    return f'<tr id="{escape(entry.id)}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _what(entry: Entry) -> str:
    words = ("not to " if entry.polarity == "refrain" else "") + " ".join(entry.action.split())
    condition = f"<br><small>if: {escape(' '.join(entry.condition.split()))}</small>" if entry.condition else ""
    return f"{escape(words)}{condition}<br><small>{escape(entry.kind)}, {len(entry.mentions)} mentions</small>"


def _names(parties: Sequence[EntryParty]) -> str:
    return escape(", ".join(p.name for p in parties))


def _evidence(evidence: Sequence[Evidence]) -> str:
    items = [
        f"<li>{escape(e.date or 'undated')} {escape(e.verdict)}{' (claimed)' if e.statement else ''} "
        f"<small>{escape(e.document)}: {escape(e.why)}</small></li>"
        for e in evidence
    ]
    return f"<ul>{''.join(items)}</ul>" if items else ""
