"""NewsML-G2 and NITF: a news item is a document. Names of elements: IPTC's NewsML-G2 2.x and NITF 3.x."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from communique.errors import InputError
from communique.formats.document_in import DocumentIn, document_from
from communique.formats.failure import Failure
from communique.formats.readers.source import Source
from communique.model import Document

CHUNK = 65_536
_ITEMS = ("newsItem", "nitf")
_BLOCKS = ("p", "hl2", "h1", "h2", "h3", "h4", "li", "pre", "blockquote")


def read_newsml(source: Source) -> Iterator[Document | Failure]:
    """The documents of a news item or of a message that holds many; ``line`` of a failure counts them.

    Raises:
        InputError: it is not well-formed, or holds no item.
    """
    number = 0
    for item in elements(source, _ITEMS):
        number += 1
        try:
            yield document_from(_fields(item), f"{source.name}:{number}")
        except InputError as error:
            yield Failure(file=source.name, line=number, message=str(error))
    if not number:
        raise InputError("holds no news item")


def elements(source: Source, wanted: tuple[str, ...]) -> Iterator[Element]:
    """Each outermost element of these names, as soon as it is whole; what was given is let go of.

    Entities from outside are never fetched (expat knows none), and those that grow are turned down by it.

    Raises:
        InputError: the XML is not well-formed.
    """
    parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
    open_: list[Element] = []
    inside = 0
    try:
        while data := source.stream.read(CHUNK):
            parser.feed(data)
            for event, element in cast(Iterator[tuple[str, Element]], parser.read_events()):
                named = name_of(element) in wanted
                if event == "start":
                    open_.append(element)
                    inside += named
                    continue
                open_.pop()
                inside -= named
                if named and not inside:
                    yield element
                if not inside and open_:
                    open_[-1].remove(element)
        parser.close()
    except ParseError as error:
        raise InputError(f"is not well-formed XML: {error}") from None


def name_of(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _fields(item: Element) -> DocumentIn:
    provider = _first(item, "provider") if name_of(item) == "newsItem" else _first(item, "doc.rights")
    return DocumentIn(
        text=_text(item),
        id=item.get("guid") or _attribute(item, "doc-id", "id-string"),
        date=_date(item),
        title=_content(_first(item, "headline", "hl1", "title")),
        url=None,
        publisher=_named(provider) or _named(_first(item, "infoSource")) or _attribute(item, "doc.copyright", "holder"),
        language=_attribute(item, "language", "tag") or _language(item),
    )


def _text(item: Element) -> str:
    body = _first(item, "body.content", "body", "inlineData")
    if body is None:
        raise InputError("the item holds no text")
    blocks = [block for block in body.iter() if name_of(block) in _BLOCKS]
    inner = {id(within) for block in blocks for within in block.iter() if within is not block}
    words = [_content(block) for block in blocks if id(block) not in inner]
    return "\n".join(word for word in words if word) or _content(body) or ""


def _date(item: Element) -> str | None:
    for name in ("contentCreated", "firstCreated", "versionCreated"):
        if words := _content(_first(item, name)):
            return words
    return _attribute(item, "date.issue", "norm") or _attribute(item, "story.date", "norm")


def _first(item: Element, *names: str) -> Element | None:
    for name in names:
        found = next((e for e in item.iter() if name_of(e) == name), None)
        if found is not None:
            return found
    return None


def _content(element: Element | None) -> str | None:
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def _attribute(item: Element, name: str, attribute: str) -> str | None:
    element = _first(item, name)
    return element.get(attribute) if element is not None else None


def _named(element: Element | None) -> str | None:
    """The name in an element, else what its attributes call it."""
    if element is None:
        return None
    return _content(element) or element.get("literal") or element.get("owner") or element.get("qcode")


def _language(item: Element) -> str | None:
    return item.get("{http://www.w3.org/XML/1998/namespace}lang")
