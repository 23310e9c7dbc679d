"""Statements brought by a phrase: "according to X", "in the words of X"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.speech import PhraseCue, Speech
from communique.model import Text, Token
from communique.statements.draft import Draft, spans_of
from communique.statements.source import phrase

_CLAUSAL = ("VERB", "AUX")


def phrase_drafts(text: Text, speech: Speech) -> Iterator[Draft]:
    """A draft for each attributing phrase; its content is the clause that it stands in."""
    for token in text.tokens:
        for cue in speech.phrases.get(token.lower, ()):
            words = _match(token, cue)
            named = words[-1].child("pobj", "pcomp") if words else None
            if named is not None:
                yield _draft(words, named, cue, text)
                break


def _match(first: Token, cue: PhraseCue) -> list[Token]:
    """The tokens of the phrase, each below the one before it."""
    found = [first]
    for word in cue.words[1:]:
        child = next((c for c in found[-1].children if c.lower == word), None)
        if child is None:
            return []
        found.append(child)
    return found


def _draft(words: list[Token], named: Token, cue: PhraseCue, text: Text) -> Draft:
    mine = set(words[0].subtree())
    head = _clause_above(words[0])
    return Draft(
        act=cue.act,
        why=f"“{' '.join(w.text for w in words)}”: names whose words the clause repeats",
        trigger=words[0],
        source=phrase(named),
        speaker=named,
        cue=words,
        content=spans_of(_clause(head, mine, words[0]), text),
        clause=head,
    )


def _clause_above(token: Token) -> Token:
    """The nearest clause above, not a mere noun: "won by 5 points, according to the poll"."""
    for above in token.ancestors():
        if above.pos in _CLAUSAL and above.dep not in ("amod", "acl", "xcomp", "pcomp"):
            return above
    return token.sentence.root


def _clause(head: Token, mine: set[Token], cue: Token) -> list[Token]:
    """The words of the clause, without the phrase and without later clauses joined by "and", "but"."""
    left_out = set(mine)
    for child in head.children:
        if child.dep == "conj" and child.pos in _CLAUSAL and child.child("nsubj", "nsubjpass"):
            if child.i > cue.i > head.i or (cue.i < head.i and child.i > head.i):
                left_out.update(child.subtree())
        elif child.dep == "cc" and child.i > head.i:
            left_out.add(child)
    return [t for t in head.subtree() if t not in left_out]
