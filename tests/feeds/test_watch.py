"""``communique watch`` as a user runs it, against a server on this machine."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.archive.archive import open_archive
from feeds.serving import Answer, rss, serving

COMMUNIQUE = Path(sys.executable).with_name("communique")
TEXTS = ("France urged Mali on Friday to free the two diplomats.", "Mali rejected the request.", "Niger met Mali.")

pytestmark = pytest.mark.slow


def texts(archive: Path) -> list[str]:
    with open_archive(archive) as opened:
        return sorted(filed.input.text for filed in opened.documents())


def test_what_is_new_comes_into_the_archive_through_an_outage_until_stopped(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    with serving() as site:
        url = site.says(
            "/feed", Answer(body=rss(*TEXTS[:2]), etag='"1"'), Answer(503), Answer(body=rss(*TEXTS), etag='"2"')
        )
        running = subprocess.Popen(
            [COMMUNIQUE, "watch", url, "--archive", archive, "--every", "0.2s", "--allow-loopback", "--contact", "x"],
            stderr=subprocess.PIPE,
        )
        deadline = time.monotonic() + 120
        while len(site.paths()) < 6 and time.monotonic() < deadline:
            time.sleep(0.2)
        running.send_signal(signal.SIGTERM)
        told = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 0, told
    assert "answers 503" in told
    assert texts(archive) == sorted(TEXTS)
    with open_archive(archive) as opened:
        assert len(opened.runs()) == 1
        assert opened.runs()[0].ended
        document = next(opened.documents()).record.document.id
        assert len(opened.sightings(document)) == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.db", "a.db.feeds.json"]


def test_once_and_again_asks_only_for_what_is_new(tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    with serving() as site:
        url = site.says("/feed", Answer(body=rss(*TEXTS), etag='"1"'))
        command = [COMMUNIQUE, "watch", url, "--archive", archive, "--once", "--allow-loopback"]
        for _ in range(2):
            assert subprocess.run(command, capture_output=True, check=False, timeout=120).returncode == 0
        assert site.asked[-1][1]["if-none-match"] == '"1"'
        bad = subprocess.run([*command, site.url + "/none"], capture_output=True, check=False, timeout=120)
        assert bad.returncode == 1
        assert b"answers 404" in bad.stderr
    assert len(texts(archive)) == 3


def test_wrong_use(tmp_path: Path) -> None:
    for every in ("soon", "5s", "10"):
        done = subprocess.run(
            [COMMUNIQUE, "watch", "https://example.org", "--archive", tmp_path / "a", "--every", every],
            capture_output=True, check=False, timeout=60,
        )
        assert done.returncode == 2
        assert b"--every" in done.stderr
    assert list(tmp_path.iterdir()) == []
