"""The nouns. This package imports nothing else of the project."""

from communique.model.document import (
    Dateline,
    Document,
    DocumentInfo,
    Header,
    Mark,
    Span,
    Stamp,
    id_of,
    sha256_of,
)
from communique.model.entry import Entry, EntryMention, EntryParty, Evidence
from communique.model.mention import (
    Entity,
    EntityMention,
    Interval,
    Mention,
    Mentions,
    Party,
    Place,
    Time,
)
from communique.model.reading import Reading
from communique.model.record import SCHEMA, Action, Deed, Event, Gist, Record, Size, Statement, Undertaking
from communique.model.sentence import Block, Sentence, Text, Token

__all__ = [
    "SCHEMA",
    "Action",
    "Block",
    "Dateline",
    "Deed",
    "Document",
    "DocumentInfo",
    "Entity",
    "EntityMention",
    "Entry",
    "EntryMention",
    "EntryParty",
    "Event",
    "Evidence",
    "Gist",
    "Header",
    "Interval",
    "Mark",
    "Mention",
    "Mentions",
    "Party",
    "Place",
    "Reading",
    "Record",
    "Sentence",
    "Size",
    "Span",
    "Stamp",
    "Statement",
    "Text",
    "Time",
    "Token",
    "Undertaking",
    "id_of",
    "sha256_of",
]
