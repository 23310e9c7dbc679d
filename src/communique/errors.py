"""Errors of our own. Each says what is wrong, where, and what to do."""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of all errors that the program raises on purpose."""


class DataError(CommuniqueError):
    """A data file of the package, or one that the user handed in, cannot be used."""


class InputError(CommuniqueError):
    """A document or record cannot be read; ``str()`` names file and line."""


class WorkerError(CommuniqueError):
    """A document could not be coded in a worker process."""


class FetchError(CommuniqueError):
    """An address could not be fetched, or must not be; ``lasting``: asking again will not help."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting
