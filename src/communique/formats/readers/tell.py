"""Says what a file is by its content: magic numbers, then structure; its name counts only where both are silent."""

from __future__ import annotations

import re

from communique.formats.decode import marked_encoding
from communique.formats.readers.arrow import FILE, PARQUET
from communique.formats.readers.delimited import looks_delimited
from communique.formats.readers.source import INTAKE, Source
from communique.formats.readers.unpack import office_kind

_MAGIC = ((PARQUET, "parquet"), (FILE, "parquet"), (b"\xff\xff\xff\xff", "parquet"), (b"WARC/", "warc"))
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])", re.I | re.S)
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_MAILBOX = re.compile(r"From \S+.*\d{4}\s*\n[\w-]+:")
_FIELD = re.compile(r"([!-9;-~]+):[ \t]|[ \t]+\S")


def kind_of(source: Source) -> str:
    """The name of the reader that a file asks for."""
    head = source.head
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return "pdf"
    office = office_kind(source)
    if office in ("word", "excel"):
        return office
    named = next((kind for kind, ends in INTAKE["endings"].items() if source.name.lower().endswith(tuple(ends))), None)
    return _structure(_text(head), source, named) or str(named or "text")


def _text(head: bytes) -> str:
    """The first characters, near enough to see the structure, which is written in ASCII."""
    marked = marked_encoding(head)
    if marked:
        return head.decode(marked, "ignore")
    return head.replace(b"\0", b"").decode("utf-8", "replace")


def _structure(text: str, source: Source, named: str | None) -> str | None:
    """What the first characters show, or None."""
    if named == "json" or _JSON.match(text):
        return "json"
    if text.lstrip().startswith("<"):
        if _HTML.match(text):
            return "html"
        root = _ROOT.search(text)
        known = root and next((kind for kind, roots in INTAKE["roots"].items() if root[1].lower() in roots), None)
        if known:
            return str(known)
    if _is_mail(text):
        return "mail"
    if looks_delimited(text, source.reading.columns, named == "csv"):
        return "csv"
    return None


def _is_mail(text: str) -> bool:
    """Header lines with one that only mail programs write; a memo with From, Date and Subject is a text."""
    if _MAILBOX.match(text):
        return True
    names = set()
    for line in text.splitlines():
        match = _FIELD.match(line)
        if match is None:
            break
        if match[1]:
            names.add(match[1].lower())
    return bool(names & set(INTAKE["mail_fields"])) and bool(names & {"from", "date", "subject"})
