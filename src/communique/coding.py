"""The whole pipeline: document → header → sentences → mentions → statements → events → undertakings → record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from communique.assemble import assemble
from communique.events.find import Weighed, find_events, weigh_events
from communique.kit import Kit
from communique.mentions.speakers import resolve_speakers
from communique.mentions.when.find import find_times
from communique.mentions.where.find import find_places
from communique.mentions.who import find_actors
from communique.model import Document, Header, Mentions, Record, Statement, Text
from communique.statements.find import find_statements
from communique.text.header import read_header
from communique.undertakings.deeds import find_deeds
from communique.undertakings.find import find_undertakings

WINDOW = 16  # documents read ahead, so that the parser can fill its batches
OnFailure = Callable[[Document, Exception], None]


def _raise(document: Document, error: Exception) -> None:
    raise error


def code(document: Document, kit: Kit) -> Record:
    """The record of one document: pure, the same document always gives the same record."""
    header = read_header(document, kit.calendar)
    return code_text(document, header, kit.parser.parse(document.text, header.asides), kit)


def code_all(documents: Iterable[Document], kit: Kit, failed: OnFailure = _raise) -> Iterator[tuple[Document, Record]]:
    """Like :func:`code` for each document, in order; sentences of several documents share the parser's batches.

    ``failed`` is told of a document that raises, which is then left out; by default the error is raised.
    """
    iterator = iter(documents)
    while window := list(islice(iterator, WINDOW)):
        headers = [read_header(document, kit.calendar) for document in window]
        pairs = zip(window, headers, strict=True)
        texts = kit.parser.parse_all((d.text, h.asides) for d, h in pairs)
        for document, header, text in zip(window, headers, texts, strict=True):
            try:
                record = code_text(document, header, text, kit)
            except Exception as error:
                failed(document, error)
            else:
                yield document, record


def code_text(document: Document, header: Header, text: Text, kit: Kit) -> Record:
    """Every stage after the parser."""
    mentions, statements = _mentions_and_statements(document, header, text, kit)
    events = find_events(text, header, mentions, statements, kit.frames, kit.odds.of(text))
    undertakings = find_undertakings(text, header, mentions, statements, events, kit.duties)
    deeds = find_deeds(text, header, mentions, statements, undertakings, kit.duties)
    return assemble(document, header, mentions, statements, events, undertakings, deeds)


def weigh(documents: Iterable[Document], kit: Kit) -> Iterator[list[Weighed]]:
    """Every act read in each document, told or not, with what speaks for it: what the weights are fitted to."""
    iterator = iter(documents)
    while window := list(islice(iterator, WINDOW)):
        headers = [read_header(document, kit.calendar) for document in window]
        texts = kit.parser.parse_all((d.text, h.asides) for d, h in zip(window, headers, strict=True))
        for document, header, text in zip(window, headers, texts, strict=True):
            mentions, statements = _mentions_and_statements(document, header, text, kit)
            yield weigh_events(text, header, mentions, statements, kit.frames, kit.odds.of(text))


def _mentions_and_statements(
    document: Document, header: Header, text: Text, kit: Kit
) -> tuple[Mentions, tuple[Statement, ...]]:
    times = find_times(text, header, kit.calendar)
    places = find_places(text, header, document.publisher, kit.gazetteer)
    named = find_actors(text, header, document.mentions, places, times, kit.registry)
    told = find_statements(text, header, named, kit.speech)
    return resolve_speakers(named, told)
