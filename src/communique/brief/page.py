"""A brief as one page of HTML that stands by itself, to read and to print."""

from __future__ import annotations

from html import escape

from communique.brief.shapes import Brief, Chapter, Line, Note, Section

_STYLE = (
    ":root{color-scheme:light dark;--soft:#5a574f;--line:#d5d2c8;--bad:#9b1c1c;--good:#1b6334}"
    "@media(prefers-color-scheme:dark){:root{--soft:#aeaaa0;--line:#3c3f47;--bad:#ff9d94;--good:#86d39c}}"
    "body{font:17px/1.5 Georgia,'Noto Serif',serif;margin:2rem auto;max-width:46rem;padding:0 1rem}"
    "body{overflow-wrap:anywhere}"
    "h1,h2,h3{line-height:1.2;break-after:avoid}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}"
    "h3{font-size:1.05rem}li{margin-bottom:.55rem;break-inside:avoid}small,.cited{color:var(--soft);font-size:.85rem}"
    "ul{padding-left:1.2rem}.notes{font-size:.85rem;border-top:1px solid var(--line);padding-top:1rem}"
    "sup{line-height:0}.status{font:600 .75rem system-ui,sans-serif}.overdue,.violated{color:var(--bad)}"
    ".fulfilled{color:var(--good)}time{font-variant-numeric:tabular-nums;font-weight:600}"
    "@media print{body{font-size:10.5pt;margin:0;max-width:none}a{color:inherit;text-decoration:none}}"
)


def brief_page(brief: Brief, cited: str) -> bytes:
    """The page in UTF-8. It asks nothing of the network, and words of reports are escaped."""
    title = f"Brief, {brief.since} to {brief.until}"
    chapters = "\n".join(map(_chapter, brief.chapters)) or "<p>Nothing is reported of these days.</p>"
    notes = "\n".join(map(_note, brief.notes))
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f'<body><main><h1>{escape(title)}</h1><p class="cited">{escape(cited)}</p>\n{chapters}\n'
        + (f'<section class="notes"><h2>Sources</h2><ol>\n{notes}\n</ol></section>\n' if notes else "")
        + "</main></body></html>\n"
    )
    return page.encode("utf-8", "replace")


def _chapter(chapter: Chapter) -> str:
    sections = "\n".join(map(_section, chapter.sections)) or "<p>Nothing is reported.</p>"
    return f"<section><h2>{escape(chapter.name)} <small>{escape(chapter.code)}</small></h2>\n{sections}</section>"


def _section(section: Section) -> str:
    more = f"<p><small>… and {section.more} more.</small></p>" if section.more else ""
    return f"<h3>{escape(section.heading)}</h3>\n<ul>\n" + "\n".join(map(_line, section.lines)) + f"\n</ul>{more}"


def _line(line: Line) -> str:
    day = f'<time datetime="{escape(line.day)}">{escape(line.day)}</time> ' if line.day else ""
    status = f' <span class="status {escape(line.status)}">{escape(line.status)}</span>' if line.status else ""
    notes = "".join(f'<sup><a href="#n{n}" aria-label="Source {n}">[{n}]</a></sup>' for n in line.notes)
    return f"<li>{day}<bdi>{escape(line.text)}</bdi>{status} <small>{escape(', '.join(line.tags))}</small>{notes}</li>"


def _note(note: Note) -> str:
    about = (note.publisher, note.date, note.url, f"document {note.document}", note.item)
    source = ", ".join(escape(a) for a in about if a)
    words = f"<q><bdi>{escape(note.words)}</bdi></q>"
    return f'<li id="n{note.number}"><bdi>{escape(note.title)}</bdi>, {source}: {words}</li>'
