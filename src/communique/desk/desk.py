"""What every request finds: the settings, the snapshots, the coder, and what was answered before."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from communique.archive.archive import Archive, open_archive
from communique.archive.at_hand import AS_CODED
from communique.desk.coder import Coder
from communique.desk.guard import holds_token
from communique.desk.keeper import Keeper
from communique.desk.settings import Settings
from communique.desk.shapes import Cite
from communique.desk.warehouse import Session, Warehouse
from communique.release import VERSION

SOON = 3.0  # seconds to wait for a first snapshot as coded
TURNS = 64  # locks that addresses share
REMEMBERED = 200  # answers
BIGGEST = 300_000  # bytes of one that is remembered


class Question(NamedTuple):
    """An open session on the snapshot, with the archive behind it."""

    session: Session
    warehouse: Warehouse
    archive: Archive


class Desk:
    """The state of the app. Everything in it may be used by many threads at once."""

    def __init__(self, settings: Settings) -> None:
        """Opens the desk; the archive's first snapshot is begun by :meth:`start`.

        Raises:
            DataError: the archive cannot be used.
        """
        self.settings = settings
        self.keeper = Keeper(settings.archive, settings.folder)
        self._coded: Keeper | None = None  # of the view without corrections, from when somebody asks for it
        self.coder = Coder(settings.code_limit)
        self._answers: OrderedDict[tuple[str, str], Response] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = tuple(threading.Lock() for _ in range(TURNS))

    def start(self) -> None:
        """Begins to watch the archive."""
        self.keeper.start()

    def read_ahead(self) -> None:
        """Reads what the first question for words would have to wait for.

        Raises:
            DataError: the archive cannot be read.
        """
        with self.reading() as archive:
            archive.read_ahead()

    def stop(self) -> None:
        """Stops what runs in the background."""
        self.keeper.stop()
        if self._coded:
            self._coded.stop()
        self.coder.stop()

    @contextmanager
    def question(self, *, streaming: bool = False, as_coded: bool = False) -> Iterator[Question]:
        """A session on the newest snapshot, with the archive open beside it; a stream may go on for long.

        With ``as_coded`` it is a snapshot without corrections, which is made when somebody first asks for it.

        Raises:
            NotReadyError: there is no snapshot yet.
            TooLongError: the questions ran over the limit.
            DataError: the archive cannot be read.
        """
        limit = self.settings.stream_limit if streaming else self.settings.query_limit
        with (
            self.keeper_of(as_coded).lend() as warehouse,
            self.reading() as archive,
            warehouse.session(limit, streaming=streaming) as session,
        ):
            archive.stop_when(session.is_over)
            yield Question(session, warehouse, archive)

    def keeper_of(self, as_coded: bool) -> Keeper:
        """Who keeps the snapshots of the view as corrected, or as coded: the same as long as nothing is corrected."""
        if not as_coded:
            return self.keeper
        with self.reading() as archive:
            if not archive.is_corrected():
                return self.keeper
        with self._lock:
            if self._coded is None:
                self._coded = Keeper(self.settings.archive, self.settings.folder / AS_CODED, as_coded=True)
                self._coded.start()
        if self._coded.state().made is None:
            self._coded.wait(SOON)
        return self._coded

    @contextmanager
    def reading(self, write: bool = False) -> Iterator[Archive]:
        """The archive itself: the truth, also what was written since the snapshot."""
        with open_archive(self.settings.archive, write=write) as archive:
            yield archive

    def writes(self, request: Request) -> bool:
        """Whether this browser has the token, so that review is offered to it."""
        return holds_token(request.headers, self.settings)

    def cite(self, request: Request, question: str, warehouse: Warehouse) -> Cite:
        """How to cite the view of this request."""
        query = request.url.query
        return Cite(
            address=request.url.path + (f"?{query}" if query else ""), question=question, archive=warehouse.archive,
            version=VERSION, made=self.keeper.state().made, as_of=warehouse.dictionary.as_of,
        )

    def tag(self, request: Request, warehouse: Warehouse) -> str:
        """The entity tag of a view of the snapshot."""
        state = self.keeper.state()
        return f'"{warehouse.archive[:16]}-{VERSION}-{int(state.making)}{int(state.fresh)}{int(self.writes(request))}"'

    def mark(self, warehouse: Warehouse) -> str:
        """The entity tag of what is the same for everybody as long as the snapshot is."""
        return f'"{warehouse.archive[:16]}-{VERSION}"'

    def remembered(self, tag: str, address: str) -> Response | None:
        """The answer that this address had on this snapshot."""
        with self._lock:
            found = self._answers.get((tag, address))
            if found:
                self._answers.move_to_end((tag, address))
            return found

    def turn(self, address: str) -> threading.Lock:
        """A lock that all who ask for this address share, so that the same is not worked out twice at once."""
        return self._turns[hash(address) % len(self._turns)]

    def remember(self, tag: str, address: str, response: Response) -> None:
        """Keeps an answer, unless it is large; the one not asked for longest goes."""
        if len(response.body) > BIGGEST:
            return
        with self._lock:
            self._answers[(tag, address)] = response
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)


def desk_of(request: Request) -> Desk:
    """The desk that this request came to."""
    desk: Desk = request.app.state.desk
    return desk


