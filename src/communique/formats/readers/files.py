"""Which files a path names: a file, a folder with all below it, or standard input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.formats.failure import Failure

STDIN = "-"


def files_of(paths: Sequence[str]) -> Iterator[str | Failure]:
    """The files behind ``paths``, in order; a folder gives its files, sorted, with those of its subfolders."""
    for path in paths:
        if path != STDIN and Path(path).is_dir():
            found = list(_visible(Path(path)))
            if not found:
                yield Failure(file=path, line=None, message="the folder holds no files")
            yield from found
        else:
            yield path


def _visible(folder: Path) -> Iterator[str | Failure]:
    """Files below ``folder`` in the order of their paths; links to folders are not followed, for they may go round."""
    try:
        entries = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield Failure(file=str(folder), line=None, message=f"cannot be read: {reason}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _visible(entry)
        elif entry.is_fifo() or entry.is_socket() or entry.is_char_device() or entry.is_block_device():
            yield Failure(file=str(entry), line=None, message="is no file but a device or a pipe")
        else:
            yield str(entry)
