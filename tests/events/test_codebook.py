"""The ontology as data, and the page generated from it."""

from __future__ import annotations

from pathlib import Path

from communique.lexicon.ontology import codebook, load_ontology


def test_sixteen_types_with_their_quads() -> None:
    ontology = load_ontology()
    assert len(ontology.events) == 16
    assert ontology.events["CONCEDE"].quad == 1
    assert ontology.events["SANCTION"].quad == 4
    assert all(-10 <= e.scale <= 10 and e.definition for e in ontology.events.values())


def test_the_page_is_generated_from_the_data() -> None:
    page = Path(__file__).parent.parent.parent / "docs" / "codebook.md"
    assert page.read_text(encoding="utf-8") == codebook()
