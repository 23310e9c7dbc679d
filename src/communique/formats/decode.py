"""Bytes to text: UTF-8 to the letter, UTF-16 by its mark, older encodings by their look, with a warning."""

from __future__ import annotations

import codecs
from typing import NamedTuple

import charset_normalizer

from communique.errors import InputError
from communique.lexicon.files import load_toml

SAMPLE = 65_536  # bytes that are looked at to tell an encoding
MANY_HIGH = 0.3  # share of bytes above 127 from which a text is in no Latin script
MAX_CONTROLS = 0.05  # share of control characters above which a file is not text
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")


class Decoded(NamedTuple):
    """The text of a file, and what had to be assumed to read it."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of ``data``; line ends stay as they are, a byte order mark is left out.

    Raises:
        InputError: it is not text; the message says what it seems to be.
    """
    marked = marked_encoding(data)
    if marked:
        return _marked(data, marked)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)
    return _checked(data, text)


def encoding_of(head: bytes) -> tuple[str, tuple[str, ...]]:
    """The encoding of a file by its first bytes, and what had to be assumed, for readers that go line by line.

    Raises:
        InputError: it is not text.
    """
    marked = marked_encoding(head)
    if marked:
        return marked, () if marked == "utf-8-sig" else (f"read as {marked.upper()}, by its byte order mark",)
    whole = head[: head.rfind(b"\n") + 1] or head
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(whole) - 3:
            return _named_legacy(whole)
    if _share_of_controls(whole) > MAX_CONTROLS:
        _unmarked(whole[: len(whole) // 2 * 2])
        return ("utf-16-le" if whole[1:2] == b"\0" else "utf-16-be"), ("read as UTF-16, by its zero bytes",)
    return "utf-8", ()


def _named_legacy(sample: bytes) -> tuple[str, tuple[str, ...]]:
    note = _legacy(sample).warnings
    high = sum(byte > 127 for byte in sample) / len(sample)
    if high > MANY_HIGH:
        guess = charset_normalizer.from_bytes(sample).best()
        if guess is not None:
            return guess.encoding, note
    return next((code for code, name in _NAMES.items() if name in note[0]), "latin-1"), note


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start announces; UTF-32 is tried first, for its mark begins alike."""
    marks = (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    )
    return next((name for mark, name in marks if data.startswith(mark)), None)


def _marked(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"announces {encoding} but breaks off at byte {error.start}") from None
    note = () if encoding == "utf-8-sig" else (f"read as {encoding.upper()}, by its byte order mark",)
    return Decoded(text, note)


def _checked(data: bytes, text: str) -> Decoded:
    """Valid UTF-8 can still be binary, or UTF-16 without its mark, which shows in the zero bytes."""
    if _share_of_controls(data) > MAX_CONTROLS:
        return _unmarked(data)
    return Decoded(text)


def _unmarked(data: bytes) -> Decoded:
    even, odd = data[0:SAMPLE:2].count(0), data[1:SAMPLE:2].count(0)
    half = max(len(data[:SAMPLE]) // 2, 1)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.5 * half and others < 0.05 * half:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return Decoded(text, (f"read as {encoding.upper()}, by its zero bytes",))
    raise InputError(_not_text(data))


def _legacy(data: bytes) -> Decoded:
    """Text in an encoding older than UTF-8. Few high bytes in Latin letters: Windows-1252, the superset of Latin-1."""
    if _share_of_controls(data) > MAX_CONTROLS:
        return _unmarked(data)
    sample = data[:SAMPLE]
    high = sum(byte > 127 for byte in sample) / max(len(sample), 1)
    if high > MANY_HIGH:
        guess = charset_normalizer.from_bytes(sample).best()
        if guess is not None:
            note = f"not UTF-8: read as {guess.encoding}, by its look"
            return Decoded(data.decode(guess.encoding, "replace"), (note,))
        raise InputError(_not_text(data))
    for encoding in ("cp1252", "latin-1"):
        try:
            return Decoded(data.decode(encoding), (f"not UTF-8: read as {_NAMES[encoding]}",))
        except UnicodeDecodeError:
            continue
    raise InputError(_not_text(data))


_NAMES = {"cp1252": "Windows-1252 (Latin-1)", "latin-1": "Latin-1"}


def _share_of_controls(data: bytes) -> float:
    sample = data[:SAMPLE]
    return (len(sample) - len(sample.translate(None, _CONTROLS))) / max(len(sample), 1)


def _not_text(data: bytes) -> str:
    for row in load_toml("layout/intake.toml")["magic"]:
        if data.startswith(bytes.fromhex(row["begins"])):
            return f"not text but {row['message']}"
    return "not text but binary data"
