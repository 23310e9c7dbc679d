"""Tables as text: CSV, TSV and their kin; a row is a document."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from communique.errors import InputError
from communique.formats.decode import encoding_of
from communique.formats.document_in import MAX_TEXT
from communique.formats.failure import Failure
from communique.formats.readers.columns import holds_text, places_of, row_document
from communique.formats.readers.source import HEAD, INTAKE, Buffered, Source
from communique.model import Document

DELIMITERS = ",\t;|"
WIDEST = 4  # bytes a character may take
SEEN = 20  # rows that are looked at to tell the delimiter


def read_delimited(source: Source) -> Iterator[Document | Failure]:
    """A document a row, by the names in the first row. A row that has too few or too many cells is a failure.

    Raises:
        InputError: the first row names no column that holds texts, or is no row.
    """
    csv.field_size_limit(MAX_TEXT * 2)  # of the process, as the module has it; its own default is 128 KiB
    encoding, notes = encoding_of(source.head)
    rows = _Rows(source.stream, encoding, delimiter_of(_words(source.head, encoding)))
    header = next(iter(rows), None)
    if header is None:
        raise InputError("is empty")
    places = places_of(header, source.reading.columns)
    for row in rows:
        try:
            if isinstance(row, str):
                raise InputError(row)
            if not row:
                continue
            if len(row) != len(header):
                raise InputError(f"has {len(row)} cells where the header has {len(header)}")
            if any("\0" in cell for cell in row):
                raise InputError("holds a NUL, which no text has")
            yield row_document(row, places, f"{source.name}:{rows.line}", notes)
        except InputError as error:
            yield Failure(file=source.name, line=rows.line, message=str(error))


class _Rows:
    """The rows of a table; a row that cannot be read is the reason why. ``line`` is where the last one begins."""

    def __init__(self, stream: Buffered, encoding: str, delimiter: str) -> None:
        self.line = 0
        self._ended = 0
        self._lines = _lines(stream, encoding, delimiter)
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=False)

    def __iter__(self) -> Iterator[list[str]]:
        return self  # type: ignore[return-value]

    def __next__(self) -> list[str] | str:
        self.line = self._reader.line_num + 1
        try:
            return next(self._reader)
        except csv.Error as error:
            return f"is no row: {error}"


def _lines(stream: Buffered, encoding: str, delimiter: str) -> Iterator[str]:
    """The lines as text; one that is longer than a process should hold, or has too many cells, ends the reading."""
    most = INTAKE["max_line"]
    text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
    try:
        while line := text.readline(most):
            if len(line) == most or (line.count(delimiter) >= INTAKE["max_columns"] and '"' not in line):
                raise InputError(f"has a row of more than {INTAKE['max_columns']} columns or {most} characters")
            yield line
    finally:
        text.detach()


def _words(head: bytes, encoding: str) -> str:
    return head.decode(encoding, "replace").lstrip("\ufeff")


def delimiter_of(head: str) -> str:
    """What parts the cells: the sign that gives the first rows the most cells, as many in each."""
    best, most = ",", 1
    for sign in DELIMITERS:
        rows = _first_rows(head, sign)
        if rows and len(rows[0]) > most and all(len(row) == len(rows[0]) for row in rows):
            best, most = sign, len(rows[0])
    if most == 1:
        first = head.split("\n", 1)[0]
        best = max(DELIMITERS, key=first.count)
    return best


def _first_rows(head: str, delimiter: str) -> list[list[str]]:
    """The first whole rows."""
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) > SEEN:
                break
    except csv.Error:
        return rows[:1]
    filled = [row for row in rows if row]
    cut_off = len(filled) > SEEN or (len(filled) > 1 and len(head) > HEAD // WIDEST)
    return filled[:-1] if cut_off else filled


def looks_delimited(head: str, asked: Sequence[tuple[str, str]], named: bool) -> bool:
    """Whether the text is a table: its first line names columns, one known to hold texts, and rows follow.

    ``named``: the file's name says that it is one; then the names alone decide.
    """
    if named:
        return True
    rows = _first_rows(head, delimiter_of(head))
    return len(rows) > 1 and holds_text(rows[0], asked) and all(len(row) == len(rows[0]) for row in rows)
