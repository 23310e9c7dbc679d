"""Hangs words where they belong that the parser hangs too low.

What a verb reports, where the parser takes the noun between for its head ("said in a letter to the council that …");
who speaks at the end of a sentence, taken for an apposition ("…, Mayor Vey said"); and a verb joined to one that it
does not agree with ("demands that its forces leave and calls for talks"). And a day that it counts to the name of who
acted ("On Sunday gunmen killed nine"). And what follows an act's noun behind its date ("the arrest, on 3 May, of two
drivers", "the seizure of Bunia on 9 June by rebels").

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
_OWN = (*_FINITE, "VB", "VBG")  # verbs that a clause may belong to where it hangs on them
_LOOSE = ("advcl", "conj", "dep", "acl", "relcl", "ccomp")  # what a verb of speech at the end is taken for
_NAMED = ("appos", "conj", "dobj", "nmod", "npadvmod")  # and those who speak
_PARTIES = ("of", "by")  # prepositions of those who have a part in an act's noun
_STEPS = 7  # words between a clause and the verb that it is to be hung on


class Reporting(NamedTuple):
    """The words that decide whose clause it is."""

    verbs: frozenset[str]  # forms of verbs that take a clause as what is said
    matters: frozenset[str]  # nouns that take one themselves: "the claim that"
    joining: frozenset[str]  # conjunctions
    serving: frozenset[str]  # joined verbs that are none of their own: "would skate and still does"
    being: frozenset[str]  # forms of "be", which have no object
    calendar: frozenset[str]  # days and months
    dating: frozenset[str]  # prepositions before them
    topics: frozenset[str]  # prepositions whose noun is what is spoken of, and no channel: "spoke about the rule that"


def reporting_of(speech: Speech) -> Reporting:
    """The words for :func:`mended`: a channel ("letter", "statement") is no matter, though it may hold one."""
    verbs = frozenset(
        form for form, cues in speech.verbs.items() if any("clause" in c.frames and not c.particles for c in cues)
    )
    nouns = {noun for noun, cue in speech.nouns.items() if "that" in cue.links}
    matters = frozenset(nouns | speech.grounds) - speech.channels
    days = speech.calendar, speech.dating
    return Reporting(verbs, matters, speech.joining, speech.serving, speech.being, *days, speech.topics)


def mended(rows: Sequence[Row], base: int, reporting: Reporting) -> list[Row]:
    """The rows of a block, whose first is number ``base`` of its text, with such words hung where they belong."""
    found = list(rows)
    tree = None
    for at, (_, text, _, _, tag, dep, _, head, _, _) in enumerate(rows):
        if tag == "VBZ" and dep == "conj":
            tree = tree or _tree(rows, base)
            over = _verb_that_agrees(tree, at, reporting)
            if over is not None:
                _hang(found, base, at, over, "conj")
        elif dep in _LOOSE and tag in _FINITE and text in reporting.verbs:
            tree = tree or _tree(rows, base)
            speaker = _speaker_before(tree, at)
            if speaker is not None and _hang(found, base, speaker, at, "nsubj"):
                found[at] = _hung(found[at], found[at][7], "parataxis")
        elif dep == "compound" and text in reporting.calendar:
            _part(found, rows, at, base, reporting)
        elif text in _PARTIES and dep in ("prep", "agent") and at > 3:
            tree = tree or _tree(rows, base)
            for word, noun in _behind_date(tree, at, reporting):
                _hang(found, base, word, noun, "prep")
        elif text in ("that", "That") and dep in ("mark", *_MISREAD):
            tree = tree or _tree(rows, base)
            opens = dep == "mark" or _opens(tree, head - base, dep, reporting)
            verb = _verb_above(tree, head - base, at, reporting) if opens else None
            if verb is not None and _hang(found, base, head - base, verb, "ccomp"):
                found[at] = _hung(found[at], found[at][7], "mark")
    return found


def _part(found: list[Row], rows: Sequence[Row], at: int, base: int, reporting: Reporting) -> None:
    """Parts a day from whoever acts on it: "On Sunday | gunmen killed nine", "On 5 March | rebels seized Goma"."""
    numbered = at > 0 and rows[at - 1][4] == "CD" and rows[at - 1][7] == rows[at][7]
    first = at - numbered
    if first == 0 or rows[first - 1][1].lower() not in reporting.dating or rows[first - 1][5] != "prep":
        return
    noun = rows[at][7] - base
    if noun != at + 1 or rows[noun][5] not in _SUBJECTS or any(row[7] == base + first - 1 for row in rows):
        return
    found[at] = _hung(found[at], base + first - 1, "pobj")
    if numbered:
        found[first] = _hung(found[first], base + at, "nummod")


def _behind_date(tree: _Tree, at: int, reporting: Reporting) -> list[tuple[int, int]]:
    """The preposition ``at`` and that of the date before it, with the noun that both belong to; nothing if they do not.

    "The arrest, on 3 May, of two drivers"; "the seizure of Bunia on 9 June by rebels".
    """
    enclosed = tree.words[at] == "of"
    if enclosed and tree.words[at - 1] != ",":
        return []
    date = at - 2 if enclosed else at - 1
    while date > 1 and (tree.tags[date] == "CD" or tree.words[date].capitalize() in (*reporting.calendar, "May")):
        date -= 1
    on, above = tree.words[date] in reporting.dating and tree.deps[date] == "prep", tree.heads[at]
    if not on or date == at - 1 or tree.heads[date] != above or (not enclosed and tree.tags[above] == "VBN"):
        return []
    of = next((i for i in range(date - 1, max(date - _STEPS, 0), -1) if tree.words[i] == "of"), 0)
    noun = date - 2 if enclosed and tree.words[date - 1] == "," else tree.heads[of] if not enclosed and of else -1
    return [(date, noun), (at, noun)] if above < noun < date and tree.tags[noun][:2] == "NN" else []


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


def _hang(rows: list[Row], base: int, word: int, head: int, dep: str) -> bool:
    """Hangs a word on another, unless that hangs on it, by what was mended before: a tree must not close to a ring."""
    above = head
    while above != word and rows[above][7] - base != above:
        above = rows[above][7] - base
    if above == word:
        return False
    rows[word] = _hung(rows[word], base + head, dep)
    return True


def _hung(row: Row, head: int, dep: str) -> Row:
    start, text, lemma, pos, tag, _, label, _, block, sentence = row
    return start, text, lemma, pos, tag, dep, label, head, block, sentence


def _speaker_before(tree: _Tree, verb: int) -> int | None:
    """Who speaks at the end of a sentence, where the parser takes them for an apposition: "…, Mayor Vey said"."""
    if verb < 2 or any(tree.deps[c] in _SUBJECTS for c in tree.below(verb, verb)):
        return None
    head = verb - 1
    while tree.deps[head] == "compound" and head < tree.heads[head] < verb:
        head = tree.heads[head]
    if tree.deps[head] not in _NAMED or tree.tags[head][:2] != "NN" or tree.heads[head] >= head:
        return None
    first = head
    while first and (tree.heads[first - 1] == head or _is_below(tree, first - 1, head)):
        first -= 1
    return head if first and tree.words[first - 1] == "," and tree.heads[head] < first - 1 else None


def _is_below(tree: _Tree, word: int, head: int) -> bool:
    for _ in range(_STEPS):
        if word == head:
            return True
        word = tree.heads[word]
    return False


def _verb_that_agrees(tree: _Tree, verb: int, words: Reporting) -> int | None:
    """The verb above that a joined verb is like, as "demands that its forces leave and calls for talks" has it."""
    if verb < 2 or tree.words[verb] in words.serving:
        return None
    before = verb - 2 if tree.tags[verb - 1] == "RB" else verb - 1
    if tree.words[before] not in words.joining:
        return None
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


def _opens(tree: _Tree, clause: int, dep: str, words: Reporting) -> bool:
    """Whether "that" opens a clause that the parser takes it for an object of, though it can have none."""
    passive = any(tree.deps[c] == "nsubjpass" for c in tree.below(clause, clause))
    return dep == "pobj" or passive or tree.words[clause] in words.being


def _verb_above(tree: _Tree, clause: int, that: int, words: Reporting) -> int | None:
    """The reporting verb above the prepositional phrase that the clause hangs in; None where it is well where it is."""
    word = tree.heads[clause]
    if tree.deps[clause] not in _LOW or not word < that < clause or tree.tags[that] == "DT":
        return None
    through = False  # a preposition was passed
    if tree.words[word] in words.matters or tree.tags[word] in _OWN:
        return None
    for _ in range(_STEPS):
        above = tree.heads[word]
        if above in (word, that) or above > that:
            return None
        if tree.deps[word] == "prep":
            through = tree.words[word] not in words.topics
        word = above
        if through and tree.tags[word][:2] == "VB" and tree.words[word] in words.verbs:
            return word if _takes(tree, word, clause, that) else None
        if tree.tags[word] in _FINITE or _reports(tree, word, words):
            return None
    return None


def _reports(tree: _Tree, word: int, words: Reporting) -> bool:
    """Whether it is itself a verb that takes the clause: "began by saying that"; not "a letter seen by X"."""
    return tree.tags[word][:2] == "VB" and tree.tags[word] != "VBN" and tree.words[word] in words.verbs


def _takes(tree: _Tree, verb: int, clause: int, that: int) -> bool:
    """Whether the verb lacks a clause, and the clause a gap: in "a letter that moved them" its subject is "that"."""
    content = (c for c in tree.below(verb, clause) if c > verb and tree.deps[c] in _CONTENT)
    return next(content, None) is None and any(tree.deps[c] in _SUBJECTS for c in tree.below(clause, that))
