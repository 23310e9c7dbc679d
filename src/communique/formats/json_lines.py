"""JSON Lines: one value a line, each with its number; a bad line never stops the next."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple, TypeAlias

import msgspec

from communique.errors import InputError
from communique.formats.decode import decode, marked_encoding
from communique.formats.failure import Failure
from communique.lexicon.files import load_toml

INTAKE = load_toml("layout/intake.toml")
SEEN = 60_000  # bytes; a file of fewer has been seen whole when its kind is told


class Line(NamedTuple):
    """One JSON value as bytes, and the line it stands on (in an array: its number)."""

    number: int
    data: bytes


Buffered: TypeAlias = "io.BufferedReader[Any]"


def buffer_of(stream: BinaryIO) -> Buffered:
    """``stream`` as one that can be looked into without reading on."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)


def lines(stream: BinaryIO, name: str, max_line: int) -> Iterator[Line | Failure]:
    """The lines of ``stream`` that hold something; one longer than ``max_line`` bytes is skipped, not held."""
    buffered = buffer_of(stream)
    encoding = marked_encoding(buffered.peek(4)[:4])
    if encoding in ("utf-16", "utf-32"):
        yield from _wide_lines(buffered, name, encoding)
        return
    if encoding:
        buffered.read(3)
    number = 0
    while data := buffered.readline(max_line):
        number += 1
        if len(data) == max_line and not data.endswith(b"\n"):
            while data and not data.endswith(b"\n"):
                data = buffered.readline(max_line)
            yield Failure(file=name, line=number, message=f"the line is longer than {max_line} bytes; it is skipped")
        elif data.strip():
            yield Line(number, data)


def json_values(stream: BinaryIO, head: bytes, name: str, max_line: int) -> Iterator[Line | Failure]:
    """The values of an input that begins with ``head``: a value a line, one array, or one object over many lines."""
    begin = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _is_lines(begin, name):
        yield from lines(stream, name, max_line)
        return
    data = stream.read()
    if data.strip():
        yield from array_items(data, name)


def _is_lines(begin: bytes, name: str) -> bool:
    """Whether the values stand a line each: the first line is one whole value and no array of objects."""
    if name.lower().endswith((".jsonl", ".ndjson")):
        return True
    if begin.startswith(b"["):
        return False
    first, _, rest = begin.partition(b"\n")
    if not rest.strip():
        return len(begin) > SEEN and not name.lower().endswith(".json")  # one value, or the first of long lines
    try:
        parse(first)
    except InputError:
        return first.rstrip() not in (b"{", b"") and not name.lower().endswith(".json")
    return True


def _wide_lines(stream: BinaryIO, name: str, encoding: str) -> Iterator[Line | Failure]:
    reader = io.TextIOWrapper(stream, encoding=encoding, newline="\n")
    number = 0
    try:
        for number, text in enumerate(reader, 1):
            if text.strip():
                yield Line(number, text.encode("utf-8", "surrogatepass"))
    except UnicodeError:
        yield Failure(file=name, line=number + 1, message=f"announces {encoding.upper()} but breaks off")
    finally:
        reader.detach()


def array_items(data: bytes, name: str) -> Iterator[Line | Failure]:
    """The items of a file that is one JSON value: an array of objects, or a single object."""
    try:
        text = decode(data).text
    except InputError as error:
        yield Failure(file=name, line=None, message=str(error))
        return
    body = _array(text.encode("utf-8", "surrogatepass").strip())
    if not body.startswith(b"["):
        yield Line(1, body)
        return
    try:
        items = [bytes(item) for item in msgspec.json.decode(body, type=list[msgspec.Raw])]
    except (msgspec.DecodeError, UnicodeDecodeError):
        try:
            items = [json.dumps(item).encode() for item in parse(body)[0]]
        except InputError as error:
            yield Failure(file=name, line=None, message=str(error))
            return
    for number, item in enumerate(items, 1):
        yield Line(number, item)


def _array(body: bytes) -> bytes:
    """What is an object only to hold an array of documents, as news APIs answer, gives that array."""
    try:
        held = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return body
    if "text" in held:
        return body
    arrays = (bytes(held[name]) for name in INTAKE["wrappers"] if name in held)
    return next((array for array in arrays if array.startswith(b"[") and array[1:].lstrip()[:1] == b"{"), body)


def parse(data: bytes) -> tuple[Any, tuple[str, ...]]:
    """The JSON value of ``data`` and what had to be assumed to read it.

    msgspec is tried first; the standard library then reads what msgspec turns down though it can be read (escaped lone
    surrogates), and words the errors.

    Raises:
        InputError: it is not JSON; the message says where it breaks.
    """
    try:
        return msgspec.json.decode(data), ()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    text, warnings = decode(data)
    try:
        return json.loads(text, parse_constant=_no_constant), warnings
    except json.JSONDecodeError as error:
        cut_off = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        what = "the JSON breaks off" if cut_off else f"not JSON: {error.msg[0].lower()}{error.msg[1:]}"
        raise InputError(f"{what} (character {error.pos + 1})") from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from None


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not a JSON number")
