"""Hangs words where they belong that the parser hangs too low.

What a verb reports, for which the parser takes the noun between ("said in a letter to the council that …"), and a verb
joined to one that it does not agree with ("demands that its forces leave and calls for talks").

Own code: no parser of this size gets these right, and every later stage reads the tree.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.lexicon.speech import Speech
from communique.model.sentence import Row

_LOW = ("acl", "relcl", "ccomp")
_MISREAD = ("pobj", "dobj", "attr")  # "that", taken for an object of the clause that it opens
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_CONTENT = ("ccomp", "xcomp", "advcl")
_FINITE = ("VBD", "VBZ", "VBP")
_STEPS = 7  # words between a clause and the verb that it is to be hung on


class Reporting(NamedTuple):
    """The words that decide whose clause it is."""

    verbs: frozenset[str]  # forms of verbs that take a clause as what is said
    matters: frozenset[str]  # nouns that take one themselves: "the claim that"


def reporting_of(speech: Speech) -> Reporting:
    """The words for :func:`mended`: a channel ("letter", "statement") is no matter, though it may hold one."""
    verbs = frozenset(form for form, cues in speech.verbs.items() if any("clause" in cue.frames for cue in cues))
    nouns = {noun for noun, cue in speech.nouns.items() if "that" in cue.links}
    return Reporting(verbs, frozenset(nouns | speech.grounds) - speech.channels)


def mended(rows: Sequence[Row], base: int, words: Reporting) -> list[Row]:
    """The rows of a block, the first of which is number ``base`` of its text, with such clauses hung on their verbs."""
    found = list(rows)
    tree = None
    for at, (_, text, _, _, tag, dep, _, head, _, _) in enumerate(rows):
        if tag == "VBZ" and dep == "conj":
            tree = tree or _tree(rows, base)
            over = _verb_that_agrees(tree, at)
            if over is not None:
                found[at] = _hung(rows[at], base + over, "conj")
        elif text in ("that", "That") and (dep == "mark" or dep in _MISREAD):
            tree = tree or _tree(rows, base)
            verb = _verb_above(tree, head - base, at, words)
            if verb is not None:
                found[head - base] = _hung(found[head - base], base + verb, "ccomp")
                found[at] = _hung(rows[at], head, "mark")
    return found


class _Tree(NamedTuple):
    """The columns of a block that say how it hangs together; heads are counted from its first word."""

    words: list[str]  # lower case
    tags: list[str]
    deps: list[str]
    heads: list[int]

    def below(self, head: int, but: int) -> list[int]:
        """The dependents of a word, less one."""
        return [i for i, above in enumerate(self.heads) if above == head and i not in (head, but)]


def _tree(rows: Sequence[Row], base: int) -> _Tree:
    return _Tree([r[1].lower() for r in rows], [r[4] for r in rows], [r[5] for r in rows], [r[7] - base for r in rows])


def _hung(row: Row, head: int, dep: str) -> Row:
    start, text, lemma, pos, tag, _, label, _, block, sentence = row
    return start, text, lemma, pos, tag, dep, label, head, block, sentence


def _verb_that_agrees(tree: _Tree, verb: int) -> int | None:
    """The verb above that a joined verb is like, as "demands that its forces leave and calls for talks" has it."""
    below = tree.heads[verb]
    if tree.tags[below] not in ("VB", "VBP") or any(tree.deps[c] in _SUBJECTS for c in tree.below(verb, below)):
        return None
    for _ in range(_STEPS):
        above = tree.heads[below]
        if above == below:
            return None
        below = above
        if tree.tags[below] in ("VBZ", "VBD"):
            return below
    return None


def _verb_above(tree: _Tree, clause: int, that: int, words: Reporting) -> int | None:
    """The reporting verb above the prepositional phrase that the clause hangs in; None where it is well where it is."""
    word = tree.heads[clause]
    if tree.deps[clause] not in _LOW or not word < that < clause or tree.tags[that] == "DT":
        return None
    through = False  # a preposition was passed
    if tree.words[word] in words.matters:
        return None
    for _ in range(_STEPS):
        above = tree.heads[word]
        if above in (word, that) or above > that:
            return None
        through = through or tree.deps[word] == "prep"
        word = above
        if through and tree.tags[word][:2] == "VB" and tree.words[word] in words.verbs:
            return word if _takes(tree, word, clause, that) else None
        if tree.tags[word] in _FINITE:
            return None
    return None


def _takes(tree: _Tree, verb: int, clause: int, that: int) -> bool:
    """Whether the verb lacks a clause, and the clause a gap: in "a letter that moved them" its subject is "that"."""
    content = (c for c in tree.below(verb, clause) if c > verb and tree.deps[c] in _CONTENT)
    return next(content, None) is None and any(tree.deps[c] in _SUBJECTS for c in tree.below(clause, that))
