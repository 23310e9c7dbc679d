"""Names as they are looked up: what is left when case, accents and stops are taken off; its hash in the gazetteer."""

from __future__ import annotations

import unicodedata
from hashlib import blake2b

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ə": "a",
        "-": " ",
        "‐": " ",
        "‑": " ",
        "–": " ",
        "/": " ",
        "_": " ",
        ".": "",
        "'": "",
        "’": "",
        "‘": "",
        "`": "",
        "ʻ": "",
        "ʼ": "",
        "´": "",
        "ʿ": "",
        "ʾ": "",
        ",": " ",
    }
)


def key_of(name: str) -> str:
    """A name as it is looked up: lower case, no accents, stops or apostrophes, hyphens as spaces, "St" as "saint"."""
    plain = unicodedata.normalize("NFKD", name).casefold().translate(_LETTERS)
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    parts = plain.split()
    if len(parts) > 1 and parts[0] in _SHORT:
        parts[0] = _SHORT[parts[0]]
    return " ".join(parts)


_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


def hash_of(key: str) -> int:
    """The 64-bit hash under which a name's places are filed."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
