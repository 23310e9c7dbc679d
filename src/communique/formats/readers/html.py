"""Web pages: the article's own text, title, day, site and language, without menus and advertisements (trafilatura)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.readers.source import Source, package, whole
from communique.model import Document

# Only days that the page's own metadata or address give: a search through its words finds the day of any event.
_DATES = {"original_date": True, "extensive_search": False}
_BLOCKS = ("p", "div", "li", "br", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article")


def read_html(source: Source) -> Iterator[Document]:
    """The one document of a page.

    Raises:
        InputError: no article is found in it.
    """
    yield page(whole(source), source.name)


def page(data: bytes | str, source: str, url: str | None = None, encoding: str | None = None) -> Document:
    """The document that a page holds; ``url`` is where it was found, ``encoding`` what its server said.

    Raises:
        InputError: no article is found in it.
    """
    trafilatura = package("trafilatura", "reading HTML")
    found = _extracted(trafilatura, _decoded(data, encoding), url)
    if found is None or not found.text or not found.text.strip():
        raise InputError("no article is found in the page")
    return document_from(
        DocumentIn(
            text=found.text, date=found.date, title=found.title, url=url or found.url,
            publisher=found.sitename or found.hostname, language=found.language,
        ),
        source,
    )


def _extracted(trafilatura: Any, markup: bytes | str, url: str | None) -> Any:
    try:
        return trafilatura.bare_extraction(
            markup, url=url, fast=True, with_metadata=True, include_comments=False, include_tables=False,
            date_extraction_params=_DATES,
        )
    except Exception as error:  # whatever a damaged or hostile page makes the parser raise
        raise InputError(f"cannot be read as HTML: {error}") from None


def _decoded(data: bytes | str, encoding: str | None) -> bytes | str:
    """By the encoding that the server named; where it named none or a wrong one the library looks for itself."""
    if encoding is None or isinstance(data, str):
        return data
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return data


def fragment_text(markup: str) -> str:
    """The words of a piece of HTML, a paragraph a line; text without tags is given back as it is.

    Raises:
        InputError: the packages for HTML are not installed.
    """
    if "<" not in markup and "&" not in markup:
        return markup
    html = package("lxml.html", "reading HTML")
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except Exception:  # what no parser makes sense of is kept as it is
        return markup
    for dropped in root.xpath(".//script|.//style|.//figure|.//iframe"):
        dropped.drop_tree()
    for block in root.iter(*_BLOCKS):
        block.tail = "\n" + (block.tail or "")
        if block.tag != "br":
            block.text = "\n" + (block.text or "")
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in root.text_content().split("\n"))
    return "\n".join(line for line in lines if line)
