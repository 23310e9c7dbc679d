"""MediaWiki dumps: a page is a document, its markup taken away (mwparserfromhell)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.failure import Failure
from communique.formats.readers.newsml import elements, name_of
from communique.formats.readers.source import Source, package
from communique.model import Document

ARTICLES = "0"  # the namespace of pages that are neither talk nor templates


def read_mediawiki(source: Source) -> Iterator[Document | Failure]:
    """The documents of a dump: articles, without redirects. The date is that of the page's last edit.

    Raises:
        InputError: it is not well-formed, or holds no article.
    """
    parser = package("mwparserfromhell", "reading MediaWiki dumps")
    site: dict[str, str] = {}
    number = 0
    found = False
    for element in elements(source, ("page", "siteinfo")):
        held = {name_of(child): (child.text or "") for child in element.iter()}
        if name_of(element) == "siteinfo":
            site = held
            continue
        number += 1
        if held.get("ns", ARTICLES) != ARTICLES or _redirects(element):
            continue
        found = True
        try:
            yield document_from(_fields(parser, held, site), f"{source.name}:{number}")
        except InputError as error:
            yield Failure(file=source.name, line=number, message=str(error))
    if not found:
        raise InputError(f"holds no article among {number} pages")


def _redirects(element: Element) -> bool:
    return any(name_of(child) == "redirect" for child in element)


def _fields(parser: Any, held: dict[str, str], site: dict[str, str]) -> DocumentIn:
    title = held.get("title", "")
    base = site.get("base", "").rpartition("/")[0]
    return DocumentIn(
        text=plain(parser, held.get("text", "")),
        date=held.get("timestamp") or None,
        title=title or None,
        url=f"{base}/{quote(title.replace(' ', '_'))}" if base and title else None,
        publisher=site.get("sitename") or None,
        language=None,
    )


def plain(parser: Any, markup: str) -> str:
    """The words of a page without templates, tables, files, categories and notes."""
    try:
        parsed = parser.parse(markup)
        for node in parsed.filter_tags(matches=lambda tag: str(tag.tag).lower() in ("ref", "table", "gallery")):
            _without(parsed, node)
        for link in parsed.filter_wikilinks():
            if re.match(r"\s*:?(?:file|image|category|\w{2,3})\s*:", str(link.title), re.IGNORECASE):
                _without(parsed, link)
        words = parsed.strip_code(normalize=True, collapse=True)
    except Exception as error:  # whatever odd markup makes the library raise
        raise InputError(f"cannot be read as a MediaWiki page: {error}") from None
    return re.sub(r"\n{3,}", "\n\n", str(words)).strip()


def _without(parsed: Any, node: Any) -> None:
    try:
        parsed.remove(node)
    except ValueError:  # it went with what held it
        return
