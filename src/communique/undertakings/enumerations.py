"""Reads acts that are lettered within a sentence: "shall (a) open its archives, (b) return …, and (c) allow …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.lexicon.duties import Duties
from communique.model import Sentence, Text, Token
from communique.undertakings.acts import Act
from communique.undertakings.list_heads import owed_by_head
from communique.undertakings.lists import head_of_list
from communique.undertakings.owed import Owed

_LETTER = re.compile(r"[a-z]|[ivx]{1,4}|\d{1,2}")
_VERBS = frozenset(("VB", "VBP", "NN", "JJ", "NNP", "VBD", "RB"))


def owed_by_enumerations(text: Text, duties: Duties) -> Iterator[Owed]:
    """The acts of lettered members that share the demanding, promising or modal word before the first letter."""
    for sentence in text.sentences:
        labels = _labels(sentence)
        if len(labels) < 2:
            continue
        tokens = sentence.tokens
        head = head_of_list(tokens[: labels[0]], duties)
        for at, end in zip(labels, (*labels[1:], len(tokens)), strict=True):
            act = _act(tokens[at + 3 : end])
            if head is not None and act is not None:
                yield from owed_by_head(head, act, duties)


def _labels(sentence: Sentence) -> list[int]:
    """Where "(a)", "(ii)", "(3)" stand, if they count up from the first."""
    tokens = sentence.tokens
    found = [
        n
        for n in range(len(tokens) - 3)
        if tokens[n].text == "(" and tokens[n + 2].text == ")" and _LETTER.fullmatch(tokens[n + 1].lower)
    ]
    counted = found and tokens[found[0] + 1].lower in ("a", "i", "1")
    return found if counted and found[0] > 1 else []


def _act(member: tuple[Token, ...]) -> Act | None:
    """The act of a member: its words without what leads to the next letter."""
    words = list(member[1:] if member and member[0].tag == "TO" else member)
    while words and (words[-1].pos in ("PUNCT", "CCONJ") or words[-1].dep in ("punct", "cc")):
        words.pop()
    if len(words) < 2:
        return None
    first = words[0]
    if first.lower == first.lemma and first.tag in _VERBS and words[1].tag not in ("IN", "NN", "NNS"):
        return Act(first, body=tuple(words))
    if first.tag in ("DT", "PRP$", "NN", "NNS", "JJ", "VBG"):
        inside = {t.i for t in words}
        return Act(next(t for t in words if t.head.i not in inside), nominal=True, body=tuple(words))
    return Act(first, body=tuple(words)) if first.tag in ("VB", "VBP") else None
