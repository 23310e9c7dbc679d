"""The ledger as one page of HTML that stands by itself: who owes what to whom, and what was reported of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from communique.formats.ledger_report import HEADS, Cells, cells_of, in_order, summary_of
from communique.formats.ledger_sources import Notes, Source, Sources
from communique.lexicon.files import load_toml
from communique.model import Entry

_STYLE = (
    "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
    "padding:.45rem .6rem;border-bottom:1px solid #d0d0d0;overflow-wrap:anywhere}th{border-bottom:2px solid #555}"
    "td:nth-child(4),td:nth-child(5),th{white-space:nowrap}td small{white-space:normal}tr{break-inside:avoid}"
    ".fulfilled{color:#17642f}.violated,.overdue{color:#a01c1c}.partly,.contested{color:#7a5200}"
    ".open,.withdrawn{color:#444}small{color:#555;display:block}div.wide{overflow-x:auto}"
)


def ledger_html(entries: Sequence[Entry], sources: Sources) -> bytes:
    """The page, in UTF-8. It asks nothing of the network."""
    notes = Notes(sources)
    scales = load_toml("ontology/compliance.toml")
    rows = "\n".join(_row(cells_of(entry, sources, notes), scales) for entry in in_order(entries))
    heads = "".join(f'<th scope="col">{head.capitalize()}</th>' for head in HEADS)
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Ledger of undertakings</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>Ledger of undertakings</h1><p>{escape(summary_of(entries))}</p>\n"
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>\n'
        f"{_listed(notes)}</body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _row(cells: Cells, scales: dict[str, dict[str, int]]) -> str:
    scored = [f"{name} {scales[scale][cells.status]}" for scale, name in (("g7", "G7"), ("pam", "PAM"))
              if cells.status in scales[scale]]  # fmt: skip
    status = f'<strong class="{escape(cells.status)}">{escape(cells.status)}</strong>'
    told = (
        escape(cells.owes), _lines(cells.whom), _lines(cells.what), _lines(cells.since), _lines(cells.due),
        status + (f"<small>{', '.join(scored)}</small>" if scored else ""),
        "".join(f"<div>{_lines(told)}</div>" for told in cells.evidence),
    )  # fmt: skip
    return f'<tr id="{escape(cells.id)}">' + "".join(f"<td>{cell}</td>" for cell in told) + "</tr>"


def _lines(lines: Iterable[str]) -> str:
    first, *others = [escape(line) for line in lines] or [""]
    return first + "".join(f"<small>{line}</small>" for line in others)


def _listed(notes: Notes) -> str:
    items = "".join(f'<li value="{number}">{_cited(source)}</li>' for number, source in notes.all())
    return f"<h2>Sources</h2><ol>{items}</ol>" if items else ""


def _cited(source: Source) -> str:
    title = f"“{source.title}”" if source.title else ""
    link = source.url and source.url.lower().startswith(("http://", "https://"))
    told = f'<a href="{escape(source.url or "")}" rel="noreferrer">{escape(title)}</a>' if link else escape(title)
    parts = [told, *map(escape, filter(None, (source.publisher, source.date, source.document)))]
    return ", ".join(filter(None, parts))
