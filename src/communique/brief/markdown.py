"""A brief as Markdown, with footnotes."""

from __future__ import annotations

import re

from communique.brief.shapes import Brief, Line, Note

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def brief_markdown(brief: Brief, cited: str) -> bytes:
    """The brief in UTF-8; ``cited`` says of which archive and by which program it is. Words of reports are escaped."""
    parts = [f"# Brief, {brief.since} to {brief.until}", _plain(cited)]
    if not brief.chapters:
        parts.append("Nothing is reported of these days.")
    for chapter in brief.chapters:
        parts.append(f"## {_plain(chapter.name)} ({_plain(chapter.code)})")
        if not chapter.sections:
            parts.append("Nothing is reported.")
        for section in chapter.sections:
            parts.append(f"### {section.heading}")
            parts.append("\n".join(_line(line) for line in section.lines))
            if section.more:
                parts.append(f"… and {section.more} more.")
    if brief.notes:
        parts.append("\n".join(_note(note) for note in brief.notes))
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def _line(line: Line) -> str:
    day = f"**{line.day}** " if line.day else ""
    status = f" **{line.status}**" if line.status else ""
    return f"- {day}{_plain(line.text)} ({', '.join(line.tags)}){status}{''.join(f'[^{n}]' for n in line.notes)}"


def _note(note: Note) -> str:
    about = [note.publisher, note.date, note.url, f"document {note.document}", note.item]
    return f"[^{note.number}]: {_plain(note.title)}, {_plain(', '.join(a for a in about if a))}: “{_plain(note.words)}”"


def _plain(text: str) -> str:
    """On one line, so that nothing in a report can begin a block, and with what Markdown gives a meaning escaped."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))
