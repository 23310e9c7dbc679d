"""What an address asks for: one parser for pages, JSON, CSV and the API, and the address of a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec

from communique.archive.query import OWN, SHARED, Query, query_of
from communique.errors import InputError

NAMES = {"since": "from", "until": "to"}  # what keyword arguments are called in addresses and on the command line
FIELDS = {address: field for field, address in NAMES.items()}
NUMBERS = {"quad": int, "within": float, "least": int, "limit": int}
LISTS = frozenset(("event", "quad", "actor", "recipient", "country", "auxiliary", "act", "kind", "status"))
PAGE = 50
MOST = 1000  # rows of one page; for more, stream


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question: of which table, what, and from where on."""

    table: str
    query: Query
    cursor: str | None = None
    size: int = PAGE

    def address(self, path: str, **changes: Any) -> str:
        """The address of this question at ``path``; a change of None leaves a filter out, and the cursor is dropped."""
        return address(path, msgspec.structs.replace(self.query, **_emptied(changes)))


def asked(table: str, parameters: Iterable[tuple[str, str]], more: Iterable[str] = ()) -> Asked:
    """The question that the parameters of an address ask of a table; ``more`` are parameters that others read.

    Empty ones are left out, as forms send them.

    Raises:
        InputError: one is not known, or cannot be met by anything; the message says what can.
    """
    given: dict[str, Any] = {}
    apart: dict[str, str] = {}
    passed = frozenset(more)
    for name, value in parameters:
        if not value.strip() or name in passed:
            continue
        if name in ("cursor", "limit"):
            apart[name] = value
            continue
        field = FIELDS.get(name, name)
        if field not in (*SHARED, *OWN[table]) or name in NAMES:
            known = ", ".join(NAMES.get(f, f) for f in (*OWN[table], *SHARED))
            raise InputError(f"no filter of {table} is called {name!r}; there are {known}")
        if field in LISTS:
            given.setdefault(field, []).append(_typed(name, value))
        elif field in given:
            raise InputError(f"{name} can be given once")
        else:
            given[field] = _typed(name, value)
    if "as_coded" in given:
        given["as_coded"] = is_true("as_coded", given["as_coded"])
    size = _size(apart.get("limit"))
    return Asked(table=table, query=query_of(table, **given), cursor=apart.get("cursor"), size=size)


def address(path: str, query: Query) -> str:
    """The address that asks ``query`` at ``path``: the filters in the order of the query's fields."""
    pairs = list(pairs_of(query))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def pairs_of(query: Query) -> Iterable[tuple[str, str]]:
    """The query as parameters of an address; what is not asked is left out."""
    blank = Query()
    for field in Query.__struct_fields__:
        value = getattr(query, field)
        if value == getattr(blank, field) or (field == "within" and query.place is None):
            continue
        for one in value if isinstance(value, tuple) else (value,):
            yield NAMES.get(field, field), f"{one:g}" if isinstance(one, float | bool) else str(one)


def in_words(query: Query) -> str:
    """The query for a person: "event PROTEST or COERCE; actor FRA; from 2024-01-01"."""
    found: dict[str, list[str]] = {}
    for name, value in pairs_of(query):
        found.setdefault(name, []).append(value)
    return "; ".join(f"{name} {' or '.join(values)}" for name, values in found.items())


def _emptied(changes: Mapping[str, Any]) -> dict[str, Any]:
    blank = Query()
    return {name: getattr(blank, name) if value is None else value for name, value in changes.items()}


def _typed(name: str, value: str) -> Any:
    kind = NUMBERS.get(name, str)
    try:
        return kind(value)
    except ValueError:
        raise InputError(f"{name} needs a number, not {value[:80]!r}") from None


def is_true(name: str, words: str | None) -> bool:
    """Whether a parameter that is yes or no says yes; one that is not there says no.

    Raises:
        InputError: it says neither.
    """
    known = {"1": True, "true": True, "0": False, "false": False, "": False}
    if (words or "").strip().lower() not in known:
        raise InputError(f"{name} is 1 or 0, not {(words or '')[:80]!r}")
    return known[(words or "").strip().lower()]


def _size(words: str | None) -> int:
    if words is None:
        return PAGE
    if not words.isascii() or not words.isdigit() or not 1 <= int(words[:9]) <= MOST:
        raise InputError(f"limit: a page has 1 to {MOST} rows; for all of them ask for csv or jsonl")
    return int(words)
