"""Where the record of a text says that the acts at a word happened."""

from __future__ import annotations

from communique.coding import code
from communique.kit import Kit
from communique.model import Document


def is_placed(kit: Kit, text: str, word: str, place: str | None) -> bool:
    """Whether acts are told at the first ``word`` of ``text``, each at ``place``, or nowhere if that is None."""
    record = code(Document(text=text, id="one", date="2023-05-10"), kit)
    at = text.index(word)
    names = {p.id: p.extracted_place for p in record.places}
    told = [e for e in record.events if any(s < at + len(word) and at < end for s, end in e.event_text)]
    found = {names.get(e.event_loc or "") for e in told}
    if not told or place is None:
        return bool(told) and found == {None}
    return any(name and (place in name or name in place) for name in found)
