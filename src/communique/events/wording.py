"""The words that name a party of an event: the noun and what narrows it ("protesters in the south", "those hurt")."""

from __future__ import annotations

from communique.events import structure
from communique.lexicon.frames import Words
from communique.model import Party, Text, Token

_NARROWING = frozenset(("of", "from", "at", "in", "for"))
_CLAUSES = frozenset(("relcl", "advcl", "xcomp", "ccomp", "pcomp"))
_LONGEST = 12  # words: what is longer tells a story of its own


def in_full(party: Party, text: Text, calendar: Words) -> Party:
    """The party with all its words, as far as they stand together: "the workers at the mill of Agadez".

    ``calendar``: the words of time, which narrow nobody ("workers in May").
    """
    inside = list(text.tokens_in(party.start, party.end))
    head = next(iter(structure.tops(inside)), None)
    if head is None or head.pos not in ("NOUN", "PRON", "NUM") or head.tag in ("PRP", "PRP$", "WP", "WDT"):
        return party
    end = inside[-1].i
    for child in head.children:
        if child.i == end + 1 and _narrows(child, calendar):
            end = child.subtree()[-1].i
    while end > inside[-1].i and text.tokens[end].pos == "PUNCT":
        end -= 1
    if text.tokens[end + 1 : end + 2] and text.tokens[end + 1].text == ")":
        end += 1
    return Party(entity=party.entity, start=party.start, end=max(party.end, text.tokens[end].end))


def _narrows(child: Token, calendar: Words) -> bool:
    words = child.subtree()
    if len(words) > _LONGEST or any(t.dep in _CLAUSES for t in words):
        return False
    if child.dep == "prep":
        nouns = [c for c in child.children if c.dep == "pobj"]
        return child.lower in _NARROWING and bool(nouns) and not any(structure.is_time(n, calendar) for n in nouns)
    return child.dep == "acl" and child.tag == "VBN"
