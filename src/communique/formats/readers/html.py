"""Web pages: the article's own text, title, day, site and language, without menus and advertisements (trafilatura)."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.readers.source import INTAKE, Source, package, whole
from communique.model import Document

# Only days that the page's own metadata or address give: a search through its words finds the day of any event.
_DATES = {"original_date": True, "extensive_search": False}
_BLOCKS = ("p", "div", "li", "br", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article")
# What no article stands in; taken out at once, for the extraction looks through all that is left many times.
_ASIDE = ("script", "style", "noscript", "svg", "template", "iframe", "button", "select", "nav", "aside", "footer")
_CONTROLS = re.compile(  # what XML cannot hold, as it is or by its number
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]|&#(?:x[01]?[0-9a-f]|[0-2]?\d|3[01]);", re.I
)
_SHORT = 250  # characters; a shorter text may have been in what was taken out


def read_html(source: Source) -> Iterator[Document]:
    """The one document of a page.

    Raises:
        InputError: no article is found in it.
    """
    yield page(whole(source, INTAKE["max_line"]), source.name)


def page(data: bytes | str, source: str, url: str | None = None, encoding: str | None = None) -> Document:
    """The document that a page holds; ``url`` is where it was found, ``encoding`` what its server said.

    Raises:
        InputError: no article is found in it.
    """
    trafilatura = package("trafilatura", "reading HTML")
    try:
        tree = trafilatura.load_html(_decoded(data, encoding))
        if tree is None:
            raise InputError("is no HTML")
        about = _about(tree, url)
        text = _text(trafilatura, tree)
    except InputError:
        raise
    except Exception as error:  # whatever a damaged or hostile page makes the parser raise
        raise InputError(f"cannot be read as HTML: {error}") from None
    if not text.strip():
        raise InputError("no article is found in the page")
    return document_from(msgspec.structs.replace(about, text=text), source)


def _text(trafilatura: Any, tree: Any) -> str:
    """The article's words. ``tree`` is changed."""
    etree = package("lxml.etree", "reading HTML")
    whole_tree = copy.deepcopy(tree)
    etree.strip_elements(tree, *_ASIDE, with_tail=False)
    text = _extracted(trafilatura, tree, fast=True)
    return text if len(text) >= _SHORT else max(text, _extracted(trafilatura, whole_tree, fast=False), key=len)


def _extracted(trafilatura: Any, tree: Any, *, fast: bool) -> str:
    """``fast``: without the comparison of several extractors."""
    found = trafilatura.bare_extraction(
        tree, fast=fast, with_metadata=False, include_comments=False, include_tables=False
    )
    return (found.text or "") if found is not None else ""


def _about(tree: Any, url: str | None) -> DocumentIn:
    """Title, day, site and language, from the page's own metadata."""
    htmldate = package("htmldate", "reading HTML")
    meta = {m.get("property") or m.get("name"): (m.get("content") or "").strip() for m in tree.iter("meta")}
    address = url or meta.get("og:url") or next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    heading = headings[0] if len(headings) == 1 else ""
    named = " ".join((tree.findtext(".//title") or "").split())
    host = urlsplit(address).hostname if address else None
    return DocumentIn(
        text="", title=meta.get("og:title") or heading or named or None, url=address,
        date=htmldate.find_date(tree, url=address, **_DATES),
        publisher=meta.get("og:site_name") or meta.get("application-name") or host,
        language=(tree.get("lang") or "").partition("-")[0].lower() or None,
    )


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
        root = html.fragment_fromstring(_CONTROLS.sub(" ", markup), create_parent="div")
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
