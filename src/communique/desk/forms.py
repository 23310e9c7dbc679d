"""The fields of each page's form of filters: what a person can fill in; an address can say more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from communique.archive.query import NONE, OWN, SHARED
from communique.desk.asked import NAMES
from communique.desk.layout import STATUSES
from communique.schema import terms

LONGEST = 300  # letters of a value that a field repeats, and of one that goes along
MOST = 100  # values that go along: who asks for more of them writes the address


class Field(NamedTuple):
    """A field: a choice of values where there are some, else an input of this type."""

    name: str
    label: str
    type: str = "text"  # day, number, search; name: a party, of whom the desk offers those it knows
    placeholder: str = ""
    values: tuple[str, ...] = ()


class Form(NamedTuple):
    """The form of a page, filled in: its fields with the value of each, and what goes along unseen."""

    path: str
    fields: tuple[tuple[Field, str], ...]
    rest: tuple[tuple[str, str], ...]


def _one_of(name: str, label: str, values: Iterable[object]) -> Field:
    return Field(name, label, values=tuple(map(str, values)))


def _parties(actor: str, recipient: str) -> tuple[Field, ...]:
    return Field("actor", actor, "name", "name or code"), Field("recipient", recipient, "name", "name or code")


def _days(first: str = "From", last: str = "To") -> tuple[Field, ...]:
    return Field("from", first, "day", "YYYY-MM-DD"), Field("to", last, "day", "YYYY-MM-DD")


_CLOSED = terms()
_TYPE = _one_of("event", "Type", _CLOSED["Event"]["event"])
_QUAD = _one_of("quad", "Quad code", _CLOSED["Event"]["quad_code"])
_COUNTRY = Field("country", "Country", placeholder="SDN or Sudan")
_NEAR = Field("place", "Near", placeholder="name or LAT,LON"), Field("within", "Within km", "number", "50")
_WORDS = Field("text", "Words in the report", "search")
_EVENTS = (
    _TYPE, *_parties("Who acts", "On whom"), *_days(), _COUNTRY, *_NEAR, _QUAD,
    _one_of("auxiliary", "Auxiliary", [*_CLOSED["Event"]["auxiliary"], NONE]), _WORDS,
)
# Each page that has a form: the table that it asks, where it asks one, and the fields in their order.
FORMS: Mapping[str, tuple[str | None, tuple[Field, ...]]] = {
    "/explore": ("events", _EVENTS),
    "/review": ("events", _EVENTS),
    "/place": ("events", (Field("place", "Place", placeholder="name or LAT,LON"), _NEAR[1], *_days(), _TYPE)),
    "/happenings": ("happenings", (
        _TYPE, *_parties("Who acts", "On whom"), *_days(), _COUNTRY, *_NEAR, _QUAD,
        Field("least", "Reports, at least", "number", "1"), _WORDS,
    )),
    "/statements": ("statements", (
        _one_of("act", "Act", _CLOSED["Statement"]["act"]), *_parties("Who speaks", "To whom"), *_days(), _WORDS,
    )),
    "/ledger": ("entries", (
        _one_of("status", "Status", STATUSES), _one_of("kind", "Kind", _CLOSED["Entry"]["kind"]),
        *_parties("Who owes", "To whom"), _one_of("event", "Type of act", _CLOSED["Event"]["event"]),
        *_days("Said from", "Said to"), _WORDS,
    )),
    "/documents": ("documents", (Field("text", "Words", "search", 'words, "a phrase", begin*'), *_days())),
    "/brief": (None, (*_days(), Field("countries", "Countries", placeholder="SDN,ETH"))),
}  # fmt: skip


def form_of(path: str, pairs: Iterable[tuple[str, str]]) -> Form | None:
    """The form of the page at ``path`` with what an address asks filled in, also where it cannot be answered.

    A field holds one value of a filter; others go along. What is no filter of the page is left out.
    """
    if path not in FORMS:
        return None
    table, fields = FORMS[path]
    held: dict[str, str] = {}
    rest: list[tuple[str, str]] = []
    shown = {field.name for field in fields}
    known = {NAMES.get(name, name) for name in (*OWN[table], *SHARED)} - {"limit"} if table else set()
    for name, value in pairs:
        if name in shown and name not in held:
            held[name] = value[:LONGEST]
        elif name in known and 0 < len(value) <= LONGEST:
            rest.append((name, value))
    return Form(path, tuple((field, held.get(field.name, "")) for field in fields), tuple(rest[:MOST]))
