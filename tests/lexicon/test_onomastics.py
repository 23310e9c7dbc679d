"""In which countries names are usual. All names are made up of common parts."""

from __future__ import annotations

import re

import pytest

from communique.lexicon.files import load_tsv
from communique.lexicon.onomastics import Onomastics
from communique.lexicon.registry import Registry, load_registry

USUAL = [
    ("Nino Gelashvili", "GEO", 2, "an ending"),
    ("Kostas Papadopoulos", "GRC", 2, "a name and an ending"),
    ("Jürgen Özdemir", "TUR", 1, "accents count for nothing"),
    ("Kang Min-woo", "KOR", 3, "the parts of a name with a hyphen"),
    ("Mikhail Petrov", "SUN", 2, "a former state"),
    ("Al-Qrt", "IRQ", 1, "a beginning"),
    ("Xq", "GEO", 0, "nothing known"),
    ("Zi", "GEO", 0, "no ending without a name before it"),
]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def onomastics(registry: Registry) -> Onomastics:
    return registry.onomastics


@pytest.mark.parametrize(("name", "code", "parts", "why"), USUAL, ids=[u[3] for u in USUAL])
def test_usual(onomastics: Onomastics, name: str, code: str, parts: int, why: str) -> None:
    assert onomastics.usual(name)[code] == parts, why


def test_usual_elsewhere(onomastics: Onomastics) -> None:
    assert onomastics.usual("Gelashvili")["TUR"] == 0


def test_every_language_has_countries_that_are_known(registry: Registry) -> None:
    rows = load_tsv("lexicon/name_languages.tsv")
    former = {row["code"] for row in load_tsv("gazetteer/actors/former.tsv")}
    known = set(registry.alpha2.values()) | former | {"XKX"}
    assert all(set(row["lands"].split()) <= known for row in rows)
    assert {row["language"] for row in load_tsv("lexicon/names.tsv")} <= {row["language"] for row in rows}


def test_names_are_written_as_they_are_looked_up() -> None:
    for row in load_tsv("lexicon/names.tsv"):
        assert re.fullmatch(r"[^\W\d_A-Z]{2,}( [^\W\d_A-Z]{2,})*", row["names"]), row
