"""No sentence of the evaluation data stands in the project: no ten words in a row are common to both.

The evaluation data lies beside the repository; where it is absent the test skips and says so.
"""

from __future__ import annotations

import json
import re
import subprocess
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT.parent / "shared" / "eval" / "dev"
RUN = 10  # words in a row that no two texts share by chance
WORD = re.compile(r"\w+")
EXCEPT = frozenset(("docs/contract.md",))  # what binds, copied to the letter, with its public worked example

pytestmark = pytest.mark.slow


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Every run of words, as its hash and the offset of its first letter; case and punctuation do not count."""
    found = [(m.group().casefold(), m.start()) for m in WORD.finditer(text)]
    words = [word for word, _ in found]
    for n in range(len(words) - RUN + 1):
        yield hash(tuple(words[n : n + RUN])), found[n][1]


def strings(value: Any) -> Iterator[str]:
    """All strings in a JSON value, long enough to hold a run."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def evaluation_runs() -> frozenset[int]:
    """The runs of words in all files of the development half."""
    found = array("q")
    for path in sorted(DEV.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for text in strings(json.loads(line)):
                found.extend(key for key, _ in runs(text))
    return frozenset(found)


def tracked() -> Iterator[Path]:
    """The files of the project that are text."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in sorted(listed.decode().split("\0")):
        path = ROOT / name
        if name and name not in EXCEPT and path.is_file() and b"\0" not in path.read_bytes()[:8192]:
            yield path


def leaks(text: str, known: frozenset[int]) -> list[str]:
    """The runs of ``text`` that are among ``known``, as they are written; of overlapping ones the first."""
    found: list[str] = []
    last = -1
    for key, start in runs(text):
        if key in known and start > last:
            end = [m.end() for _, m in zip(range(RUN), WORD.finditer(text, start), strict=False)][-1]
            found.append(text[start:end])
            last = end
    return found


def test_a_copied_run_is_seen() -> None:
    """The test can fail: ten words copied with other case and punctuation are found, nine are not."""
    source = "the ferry to Sark carried nine invented goats and one invented harbour master home"
    known = frozenset(key for key, _ in runs(source))
    assert leaks("They wrote: The Ferry to Sark carried nine, invented goats and one.", known)
    assert not leaks("Ferry to Sark carried nine invented goats and then sank.", known)


@pytest.mark.skipif(not DEV.is_dir(), reason="the evaluation data is not beside the repository")
def test_no_run_of_the_evaluation_data_is_in_the_project() -> None:
    known = evaluation_runs()
    assert len(known) > 100_000
    found = {
        str(path.relative_to(ROOT)): hits
        for path in tracked()
        if (hits := leaks(path.read_text(encoding="utf-8", errors="replace"), known))
    }
    assert not found
