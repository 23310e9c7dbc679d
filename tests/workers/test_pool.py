"""Coding on several processes gives the same, in the same order, and loses only what kills."""

from __future__ import annotations

import pytest

from communique.coding import code_all
from communique.kit import Kit, load_kit
from communique.model import Document
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
