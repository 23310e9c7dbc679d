"""Keeps a fresh snapshot of the archive at hand, and notices when the archive grows or is replaced."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import msgspec

from communique.archive.archive import Archive, open_archive
from communique.archive.at_hand import name_of
from communique.archive.opening import told
from communique.desk.derive import FORMAT, make
from communique.desk.errors import NotReadyError
from communique.desk.warehouse import Warehouse
from communique.errors import CommuniqueError
from communique.workers.pool import all_cores

LOOK = 0.5  # seconds between two looks at the archive
LONG = 5.0  # seconds; a snapshot that takes longer is followed by as long a rest, which pages have the machine for
FIRST = "the first snapshot of the archive is being made; try again in a moment"
SMALL = 20_000_000  # bytes of an archive whose snapshot takes no longer than a process takes to start
KEPT = 2  # snapshots that stay on disk: the newest, and the one that another desk may still be reading


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How the snapshot stands to the archive."""

    made: str | None  # when the snapshot that is read was made (ISO 8601)
    making: bool  # whether a newer one is being made
    fresh: bool  # whether nothing was written to the archive since
    problem: str | None  # why the last one could not be made


class Keeper:
    """Makes snapshots in the background, and lends the newest."""

    def __init__(self, archive: Path, folder: Path, *, as_coded: bool = False) -> None:
        """Looks after ``archive``; snapshots are made in ``folder``, which is made where it is not there.

        With ``as_coded`` they leave corrections out.

        Raises:
            DataError: the archive cannot be used.
        """
        self.archive = archive
        self.folder = folder
        self.as_coded = as_coded
        open_archive(archive).close()
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Condition()
        self._lent: dict[int, int] = {}
        self._current: Warehouse | None = None
        self._retired: list[Warehouse] = []
        self._making = False
        self._fresh = False
        self._spent = 0.0  # seconds that the last one took
        self._rested = 0.0  # when the next snapshot may be begun
        self._told = 0  # how often it was said that the archive was written to
        self._made: str | None = None
        self._problem: str | None = None
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="snapshots", daemon=True)

    def start(self) -> None:
        """Begins to watch the archive, and makes the first snapshot."""
        self._thread.start()

    def stop(self) -> None:
        """Stops watching. A snapshot that is being made is left to end by itself, or to vanish."""
        self._stop.set()
        self._wake.set()
        self._thread.join(timeout=5)
        with self._lock:
            for warehouse in (*self._retired, *([self._current] if self._current else [])):
                warehouse.close()
            self._current, self._retired = None, []

    def state(self) -> State:
        """How the snapshot stands to the archive now."""
        with self._lock:
            return State(made=self._made, making=self._making, fresh=self._fresh, problem=self._problem)

    @contextmanager
    def lend(self) -> Iterator[Warehouse]:
        """The newest snapshot; it stays open as long as somebody reads it.

        Raises:
            NotReadyError: there is none yet.
        """
        with self._lock:
            warehouse = self._current
            if warehouse is None:
                raise NotReadyError(self._problem or FIRST)
            self._lent[id(warehouse)] = self._lent.get(id(warehouse), 0) + 1
        try:
            yield warehouse
        finally:
            with self._lock:
                self._lent[id(warehouse)] -= 1
                self._bury()

    def look(self, wait: float = 0.0) -> None:
        """Says that the archive has just been written to; waits some seconds at most for the new snapshot."""
        with self._lock:
            self._fresh = False
            self._told += 1
            self._wake.set()
            if wait:
                self._lock.wait_for(lambda: self._fresh or self._problem is not None, timeout=wait)

    def wait(self, seconds: float) -> bool:
        """Whether there is a fresh snapshot within this time; where the last one took longer, nobody waits for it."""
        with self._lock:
            if self._spent > seconds:
                return self._fresh
            return self._lock.wait_for(lambda: self._fresh, timeout=seconds)

    def _watch(self) -> None:
        watched, mark = None, None
        while not self._stop.is_set():
            self._wake.clear()
            try:
                watched, now = self._looked(watched)
                if now != mark:
                    self._stale()
                if not self._fresh and time.monotonic() >= self._rested:
                    mark = now
                    self._refresh()
            except (CommuniqueError, OSError, duckdb.Error, BrokenProcessPool) as error:
                self._say(_told(self.archive, error))
                watched, mark = None, None
            self._wake.wait(LOOK)
        if watched:
            watched[1].close()

    def _stale(self) -> None:
        with self._lock:
            self._fresh = False

    def _looked(
        self, watched: tuple[tuple[int, int], Archive] | None
    ) -> tuple[tuple[tuple[int, int], Archive], tuple[tuple[int, int], int]]:
        """The archive that is at the path now, kept open, and a mark that changes when it does."""
        found = os.stat(self.archive)
        file = (found.st_dev, found.st_ino)
        if watched is None or watched[0] != file:
            if watched:
                watched[1].close()
            watched = (file, open_archive(self.archive))
        return watched, (file, watched[1].changes())

    def _refresh(self) -> None:
        told, begun = self._told, time.monotonic()
        with open_archive(self.archive) as opened:
            mark = opened.fingerprint()
        if self._current is None or self._current.archive != mark:
            with self._lock:
                self._making, self._fresh = True, False
            folder = self.folder / f"{name_of(mark)}{FORMAT}"
            warehouse = self._opened(folder, mark)
            made = datetime.fromtimestamp((folder / "dictionary.json").stat().st_mtime, UTC)
            self._put(warehouse, made.isoformat(timespec="seconds"))
        self._spent = time.monotonic() - begun
        self._rested = time.monotonic() + (self._spent if self._spent > LONG else 0.0)
        with self._lock:
            self._making, self._fresh, self._problem = False, told == self._told, None
            self._lock.notify_all()

    def _opened(self, folder: Path, mark: str) -> Warehouse:
        """The snapshot in the folder, made where it is not there, and anew where it cannot be read."""
        if (folder / "dictionary.json").exists():
            with suppress(duckdb.Error, msgspec.MsgspecError, OSError):
                return Warehouse(folder, mark)
            shutil.rmtree(folder, ignore_errors=True)
        self._make(folder)
        return Warehouse(folder, mark)

    def _make(self, folder: Path) -> None:
        """A large one in a process of its own: its memory goes back, and pages are not kept waiting."""
        if self.archive.stat().st_size < SMALL:
            make(self.archive, folder, as_coded=self.as_coded)
            return
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_calm) as pool:
            pool.submit(make, self.archive, folder, as_coded=self.as_coded, jobs=all_cores()).result()

    def _put(self, warehouse: Warehouse, made: str) -> None:
        with self._lock:
            if self._current:
                self._retired.append(self._current)
            self._current, self._made = warehouse, made
            self._bury()
        kept = sorted(
            (p for p in self.folder.iterdir() if (p / "dictionary.json").exists()), key=lambda p: p.stat().st_mtime
        )
        for old in kept[:-KEPT]:
            if old != warehouse.folder:
                shutil.rmtree(old, ignore_errors=True)

    def _bury(self) -> None:
        for warehouse in [w for w in self._retired if not self._lent.get(id(w))]:
            self._retired.remove(warehouse)
            self._lent.pop(id(warehouse), None)
            warehouse.close()

    def _say(self, problem: str) -> None:
        with self._lock:
            self._making, self._problem = False, problem
            self._lock.notify_all()


def _told(archive: Path, error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{archive}: {error.strerror.lower()}"
    return str(error)


def _calm() -> None:
    with suppress(OSError):
        os.nice(5)
