"""A record together with the text it was made from, which a record alone does not carry."""

from __future__ import annotations

from typing import Any

from communique.model.record import Record


class Reading(Record, frozen=True, kw_only=True):
    """A record that can show itself: in a notebook as coloured text, otherwise exactly its record."""

    text: str

    @classmethod
    def of(cls, record: Record, text: str) -> Reading:
        """The record with its text."""
        return cls(text=text, **{name: getattr(record, name) for name in Record.__struct_fields__})

    def to_record(self) -> Record:
        """The record alone, as it is written."""
        return Record(**{name: getattr(self, name) for name in Record.__struct_fields__})

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts and lists, as it stands in JSON; the text is not part of it."""
        return self.to_record().to_dict()
