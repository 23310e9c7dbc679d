"""What a correction does to a record: one field of one item, and what follows from it."""

from __future__ import annotations

from typing import Any

import msgspec

from communique.errors import InputError
from communique.formats.json_lines import parse
from communique.lexicon.ontology import load_ontology
from communique.model import Document, Event, Record
from communique.verify import LISTS, verify

EXISTS = "exists"  # the field whose value false takes an item out of the record, and true puts it back
REVIEWED = "reviewed"  # a field of every item that changes nothing in it: a person found it right
ACCEPTED = "accepted"
FOLLOWING = ("quad_code", "event_scale", "cameo", "mode")  # what changes with an event's type
FIXED = ("id", "why")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be put right: a field of an item of a record, and its new value as JSON has it."""

    target: str
    field: str
    new: Any


def check(
    record: Record, whole: Record, document: Document, change: Change, alone: bool = False
) -> tuple[Record, tuple[Change, ...]]:
    """The ``record`` (as corrected so far; ``whole`` with what was taken out) after ``change``, and all that changes.

    With ``alone`` nothing else follows from it.

    Raises:
        InputError: there is no such item or field, or the value does not fit; the message says what would.
    """
    if (change.field, change.new) == (EXISTS, True):
        return _restored(record, whole, change.target), (change,)
    if change.field == REVIEWED:
        if change.new not in (ACCEPTED, None):
            raise InputError(f"{change.target}: `{REVIEWED}` is {ACCEPTED!r} or null")
        item_at(record, change.target)
        return record, (change,)
    changes = (change,) if alone else (change, *_following(record, change))
    result = record
    for one in changes:
        result = changed(result, one)
    before = {str(f) for f in verify([record], [document])}
    faults = [f for f in verify([result], [document]) if str(f) not in before]
    if faults:
        raise InputError(f"{change.target}: {faults[0].where}: {faults[0].message}")
    return result, changes


def value_of(record: Record, target: str, field: str) -> Any:
    """The value of a field, as JSON has it.

    Raises:
        InputError: there is no such item or field.
    """
    part, position = item_at(record, target)
    item = msgspec.to_builtins(getattr(record, part)[position])
    if field == EXISTS:
        return True
    if field not in item or field in FIXED:
        fields = ", ".join([*(name for name in item if name not in FIXED), EXISTS])
        raise InputError(f"{target}: has no field {field!r} to correct; it has {fields}")
    return item[field]


def given_value(words: str, old: Any) -> Any:
    """A value as written on a command line: JSON; or plain words, in a list one item for each comma."""
    try:
        return parse(words.encode("utf-8", "surrogatepass"))[0]
    except InputError:
        return [w.strip() for w in words.split(",") if w.strip()] if isinstance(old, list | tuple) else words


def changed(record: Record, change: Change) -> Record:
    """The record after this one change.

    Raises:
        InputError: there is no such item or field, or the value is not of its type.
    """
    part, position = item_at(record, change.target)
    items = list(getattr(record, part))
    if change.field == EXISTS:
        if change.new is not False:
            raise InputError(f"{change.target}: `{EXISTS}` can be set to false")
        del items[position]
        return msgspec.structs.replace(record, **{part: tuple(items)})
    value_of(record, change.target, change.field)
    item = items[position]
    try:
        items[position] = msgspec.convert({**msgspec.to_builtins(item), change.field: change.new}, type(item))
    except msgspec.ValidationError as error:
        raise InputError(f"{change.target}: {change.field}: {error}") from None
    return msgspec.structs.replace(record, **{part: tuple(items)})


def _restored(found: Record, whole: Record, name: str) -> Record:
    """The item, as it was when it was taken out, back in its place."""
    part, position = item_at(whole, name)
    order = [item.id for item in getattr(whole, part)]
    kept = [item for item in getattr(found, part) if item.id != name]
    items = sorted([*kept, getattr(whole, part)[position]], key=lambda item: order.index(item.id))
    return msgspec.structs.replace(found, **{part: tuple(items)})


def _following(record: Record, change: Change) -> tuple[Change, ...]:
    """What changes with an event's type: quad code and scale; modes and CAMEO codes that the new type does not have."""
    part, position = item_at(record, change.target)
    kind = load_ontology().events.get(str(change.new)) if (part, change.field) == ("events", "event") else None
    if kind is None:
        return ()
    event: Event = getattr(record, part)[position]
    cameo = event.cameo if event.cameo in kind.cameo else None
    values = {
        "quad_code": kind.quad, "event_scale": kind.scale, "cameo": cameo,
        "mode": [mode for mode in event.mode if mode in kind.modes],
    }
    return tuple(
        Change(target=change.target, field=field, new=value)
        for field, value in values.items()
        if value != value_of(record, change.target, field)
    )


def item_at(record: Record, target: str) -> tuple[str, int]:
    """In which list of the record the item with this id stands, and where.

    Raises:
        InputError: there is none.
    """
    for part in LISTS:
        for position, item in enumerate(getattr(record, part)):
            if item.id == target:
                return part, position
    raise InputError(f"the record of {record.document.id} has no item {target!r}")
