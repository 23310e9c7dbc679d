"""What can go wrong at the desk, beside what is wrong with a question."""

from __future__ import annotations

from communique.errors import CommuniqueError


class NotThereError(CommuniqueError):
    """What the address names is not in the archive."""


class TooLongError(CommuniqueError):
    """A query ran over its limit and was stopped."""


class NotReadyError(CommuniqueError):
    """The first snapshot of the archive is still being made."""


class ForbiddenError(CommuniqueError):
    """Writing without the token, or from another site."""
