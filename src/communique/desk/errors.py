"""What can go wrong at the desk, beside what is wrong with a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.desk.shapes import Actor
from communique.errors import CommuniqueError


class NotThereError(CommuniqueError):
    """What the address names is not in the archive; perhaps something near it is."""

    def __init__(
        self, message: str, *, near: Mapping[str, Sequence[Actor]] | None = None, pages: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Says what is not there.

        Args:
            message: What is missing, for whoever asked.
            near: Names that nobody has, each with who is called nearly so.
            pages: Addresses that may help, each with its words.
        """
        super().__init__(message)
        self.near = dict(near or {})
        self.pages = tuple(pages)


class TooLongError(CommuniqueError):
    """A query ran over its limit and was stopped."""


class NotReadyError(CommuniqueError):
    """The first snapshot of the archive is still being made."""


class ForbiddenError(CommuniqueError):
    """Writing without the token, or from another site."""
