"""``communique serve`` as a user starts it, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.making import report, stored

pytest.importorskip("uvicorn")

from starlette.requests import ClientDisconnect
from starlette.types import Message

from communique.desk.streaming import Stream

COMMUNIQUE = Path(sys.executable).with_name("communique")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("serving") / "a.db", report(id="one"))


@pytest.fixture(scope="module")
def address(path: Path) -> Iterator[str]:
    """The address that the command prints, token and all."""
    server = subprocess.Popen([COMMUNIQUE, "serve", path, "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert server.stderr
    line = server.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", line)
    assert found, line
    yield found[0]
    server.send_signal(signal.SIGINT)
    assert server.wait(20) in (0, -signal.SIGINT)
    assert "Traceback" not in server.stderr.read()


def fetched(address: str) -> tuple[int, bytes]:
    """Asks until the first snapshot is there."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            if error.code != 503:
                return error.code, error.read()
        except urllib.error.URLError:
            pass
        time.sleep(0.1)
    raise AssertionError("no answer")


def test_the_desk_starts_answers_and_ends(address: str) -> None:
    base = address.split("?", maxsplit=1)[0]
    status, body = fetched(f"{base}api/events")
    assert (status, json.loads(body)["items"][0]["document"]) == (200, "one")
    assert b"Overview" in fetched(address)[1]


def test_ten_thousand_actors_are_answered_with_the_reason(address: str) -> None:
    query = "&".join(f"actor=somebody{n}" for n in range(10_000))
    status, body = fetched(f"{address.split('?', maxsplit=1)[0]}explore?{query}")
    assert status == 422
    assert b"10000 values; at most 1000" in body


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--host", "0.0.0.0"], "only with a token"),
        (["--host", "0.0.0.0", "--token", "short"], "too short"),
    ],
)
def test_others_are_not_let_in_without_a_token(path: Path, arguments: list[str], reason: str) -> None:
    done = subprocess.run(
        [COMMUNIQUE, "serve", path, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 2
    assert reason in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_is_no_archive_or_port_is_one_line(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("text")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        for arguments, reason in (
            ([other, "--port", "0"], "is not an archive of communique"),
            ([tmp_path / "none.db", "--port", "0"], "no such file"),
            ([path, "--port", str(taken.getsockname()[1])], "choose another with --port"),
        ):
            done = subprocess.run(
                [COMMUNIQUE, "serve", *arguments], capture_output=True, text=True, check=False, timeout=60
            )
            assert done.returncode == 2, arguments
            assert reason in done.stderr
            assert len(done.stderr.splitlines()) == 1, done.stderr
    assert other.read_text() == "text"
    assert not other.with_name("other.db.desk").exists()


def test_downloads_that_are_broken_off_keep_no_other_waiting(address: str) -> None:
    fetched(address)
    base = address.partition("/?")[0]
    for file in ("explore.csv", "explore.jsonl", "ledger.csv", "documents.jsonl", "data/events.parquet") * 4:
        host, port = base.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=30) as gone:
            gone.sendall(f"GET /{file} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            assert gone.recv(12).startswith(b"HTTP/1.1 200")
    begun = time.monotonic()
    assert fetched(f"{base}/explore.csv")[0] == 200
    assert time.monotonic() - begun < 5  # without it, the desk would be busy with them for good


def test_a_stream_whose_reader_has_gone_is_closed() -> None:
    ended: list[str] = []

    def body() -> Generator[bytes]:
        try:
            while True:
                yield b"more"
        finally:
            ended.append("closed")

    async def gone(message: Message) -> None:
        if message.get("body"):
            raise OSError

    async def silent() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "asgi": {"spec_version": "2.4"}}
    held = body()
    stream = Stream(held, {}, "text/plain")
    with ThreadPoolExecutor(1) as apart, pytest.raises(ClientDisconnect):  # a browser test may have a loop running here
        apart.submit(lambda: asyncio.run(stream(scope, silent, gone))).result()
    assert ended == ["closed"]
