"""Coding on several processes gives the same, in the same order, and loses only what kills."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

from communique.coding import code_all
from communique.formats.write_jsonl import encoded
from communique.kit import Kit, load_kit
from communique.model import Document, Record
from communique.workers.pool import code_many
from worker_kits import DEADLY, deadly_kit

pytestmark = pytest.mark.slow


def documents(count: int) -> list[Document]:
    places = ("Kenya", "Ghana", "Peru", "Laos")
    return [
        Document(id=f"d{n}", text=f"{places[n % 4]} urged {places[n % 3]} to free {n + 2} men.") for n in range(count)
    ]


def test_two_processes_give_what_one_gives(kit: Kit) -> None:
    many = documents(70)
    lost: list[str] = []
    coded = list(code_many(many, load_kit, 2, lambda d, _: lost.append(d.id)))
    assert coded == list(code_all(many, kit))
    assert lost == []


def test_a_document_that_kills_is_set_aside_and_the_rest_is_coded() -> None:
    many = documents(40)
    many[21] = Document(id="deadly", text=DEADLY)
    lost: list[tuple[str, str]] = []
    coded = [d.id for d, _ in code_many(many, deadly_kit, 2, lambda d, error: lost.append((d.id, str(error))))]
    assert coded == [d.id for d in many if d.id != "deadly"]
    assert lost == [("deadly", "the worker died on it, twice")]


def test_what_a_run_had_finished_when_it_was_left_is_taken_over(kit: Kit, tmp_path: Path) -> None:
    many, expected = documents(200), list(code_all(documents(200), kit))
    lost: list[str] = []
    first = code_many(many, load_kit, 2, lambda d, _: lost.append(d.id), tmp_path)
    taken = [next(first) for _ in range(20)]
    while len(list(tmp_path.glob("part-*"))) < 3:
        time.sleep(0.05)
    first.close()
    marked = sorted(tmp_path.glob("part-*"))[-1]  # a record that only its file holds shows that it is not coded again
    record, *others = marked.read_bytes().splitlines(keepends=True)
    changed = msgspec.structs.replace(msgspec.json.decode(record, type=Record), warnings=("from its file",))
    marked.write_bytes(encoded(changed) + b"\n" + b"".join(others))
    done = {document.id for document, _ in taken}
    rest = list(code_many(many, load_kit, 2, lambda d, _: lost.append(d.id), tmp_path, lambda d: d.id in done))
    assert [d.id for d, _ in (*taken, *rest)] == [d.id for d in many]
    odd = [(got, was) for (_, got), (_, was) in zip((*taken, *rest), expected, strict=True) if got != was]
    assert [(got, was) for got, was in odd if got != changed] == []
    assert len(odd) == 1
    assert lost == []
    assert not list(tmp_path.glob("part-*"))
