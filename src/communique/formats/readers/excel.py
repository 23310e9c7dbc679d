"""Excel workbooks: a row of a sheet whose first row names a column of texts is a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from communique.errors import InputError
from communique.formats.failure import Failure
from communique.formats.readers.columns import places_of, row_document
from communique.formats.readers.source import INTAKE, Source, package, seekable
from communique.formats.readers.unpack import checked_office
from communique.model import Document


def read_excel(source: Source) -> Iterator[Document | Failure]:
    """The documents of all sheets; a sheet without a column of texts is passed over if another has one.

    Raises:
        InputError: it cannot be read, or no sheet has a column of texts.
    """
    book = _opened(source)
    reasons: list[str] = []
    found = False
    for sheet in book.worksheets:
        try:
            for item in _sheet(source, sheet):
                found = True
                yield item
        except InputError as error:
            reasons.append(f"sheet {sheet.title!r} {error}")
    if not found:
        raise InputError("; ".join(reasons) or "is empty")


def _opened(source: Source) -> Any:
    openpyxl = package("openpyxl", "reading Excel")
    try:
        return openpyxl.load_workbook(checked_office(seekable(source)), read_only=True, data_only=True)
    except InputError:
        raise
    except Exception as error:  # whatever a damaged or hostile workbook makes the library raise
        raise InputError(f"cannot be read as a workbook: {error}") from None


def _sheet(source: Source, sheet: Any) -> Iterator[Document | Failure]:
    rows = sheet.iter_rows(values_only=True)
    header = next(rows, None)
    if header is None:
        return
    if len(header) > INTAKE["max_columns"]:
        raise InputError(f"has more than {INTAKE['max_columns']} columns")
    places = places_of(header, source.reading.columns)
    for number, row in enumerate(rows, 2):
        if all(cell is None for cell in row):
            continue
        try:
            yield row_document(row, places, f"{source.name}/{sheet.title}:{number}")
        except InputError as error:
            yield Failure(file=f"{source.name}/{sheet.title}", line=number, message=str(error))
