"""The Python interface, in a notebook and in a spaCy pipeline."""

from __future__ import annotations

import pytest
import spacy

from communique.coder import Coder

SENTENCE = "France urged Mali on Friday to free the two diplomats."


def test_a_record_has_typed_attributes(coder: Coder) -> None:
    record = coder.code(SENTENCE, date="2021-07-24")
    (undertaking,) = record.undertakings
    assert undertaking.kind == "demand"
    assert SENTENCE[undertaking.action.start : undertaking.action.end] == undertaking.action.text
    assert record.to_dict()["document"]["date"] == "2021-07-24"
    assert "text" not in record.to_dict()


def test_a_notebook_shows_escaped_text(coder: Coder) -> None:
    html = coder.code("The <script>alert(1)</script> minister met Ghana's envoy.")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_code_all_keeps_the_order(coder: Coder) -> None:
    texts = [SENTENCE, "", "Kenya met Ghana.", SENTENCE]
    assert [r.to_dict() for r in coder.code_all(texts)] == [coder.code(t).to_dict() for t in texts]


@pytest.mark.slow
def test_as_a_spacy_component() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("communique", config={"date": "2021-07-24"})
    assert nlp(SENTENCE)._.communique.events
