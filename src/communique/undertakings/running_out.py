"""Tells whether words say that a time has run out: "the deadline passed and …", "four days after the date agreed"."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Sentence, Text, Token


def has_run_out(clause: Token, text: Text, duties: Duties) -> bool:
    """Whether the sentence of ``clause``, or the one before it, says that the time allowed has run out."""
    sentence = clause.sentence
    before = text.sentences[sentence.index - 1 : sentence.index] if sentence.index else ()
    return any(_says_so(s, duties) for s in (sentence, *before))


def _says_so(sentence: Sentence, duties: Duties) -> bool:
    terms = [t for t in sentence.tokens if t.lemma in duties.words["terms"]]
    return any(_has_passed(term, duties) for term in terms)


def _has_passed(term: Token, duties: Duties) -> bool:
    above = term.head
    if not any(c.dep in ("det", "poss") for c in term.children):
        return False  # "after two days" is no term
    if any(c.lower in duties.words["ahead_marks"] for c in above.having("mark", "advmod")):
        return False  # "a day before the deadline ran out"
    if term.dep in ("nsubj", "nsubjpass") and above.lemma in duties.words["passing_verbs"]:
        return above.tag in ("VBD", "VBN", "VBZ")
    if term.dep == "dobj" and above.lemma in duties.words["missing_verbs"]:
        return above.tag in ("VBD", "VBN")
    return term.dep == "pobj" and above.lower in duties.words["past_prepositions"]
