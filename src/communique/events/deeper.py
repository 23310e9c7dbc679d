"""Looks deeper for whom an act concerns, where its rule's own slots give nobody, or only a thing.

"Refused tents from a Danish charity", "lifted the curbs on rice exports to Benin", "will cut aid unless Chad votes".
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.events.parties import Cast
from communique.lexicon.frames import Frames, Words
from communique.model import Party, Token

_DEEPEST = 6
_PHRASE = frozenset(
    ("prep", "pobj", "dobj", "dative", "agent", "compound", "amod", "nmod", "poss", "attr", "oprd", "pcomp")
)
_BEFORE = frozenset(("compound", "amod", "nmod", "poss"))
_CLAUSE = frozenset(("acl", "relcl", "xcomp", "ccomp", "advcl", "prt", "conj"))

_ABOUT = ("on", "about")
_PLACES = ("in", "at", "near", "across", "along", "around", "off", "through", "inside", "outside", "since")
_SCENE = frozenset((*_PLACES, "according", "after", "before", "during", "amid", "following", "despite"))


def below(words: Sequence[Token], actors: Sequence[Party], cast: Cast, clauses: bool) -> tuple[Party, ...]:
    """The nearest known party below ``words`` that is none of ``actors``; below clauses too if ``clauses``."""
    taken = {p.entity for p in actors}
    own = {cast.entities[e].code for e in taken}
    seen = set(words) | {c for w in words for c in w.children if c.dep in ("nsubj", "nsubjpass")}
    pressing = cast.frames.classes["pressure"]
    seen |= {
        c
        for w in words
        if w.pos == "VERB"
        for c in w.children
        if c.i < w.i and c.dep in ("prep", "advcl") and not _presses(c, pressing)
    }
    layer = list(words)
    for _ in range(_DEEPEST):
        layer = [c for t in layer for c in t.children if c not in seen and _leads_on(c, clauses, cast.frames)]
        seen.update(layer)
        found = [
            p
            for t in layer
            if t.dep not in ("prep", "prt")
            for p in cast.parties([t])
            if cast.known(p) and p.entity not in taken
            if t.dep not in _BEFORE or cast.entities[p.entity].code not in own  # a president's "US funding"
        ]
        if found:
            return tuple(found[:1])
    return ()


def helped(words: Sequence[Token], actors: Sequence[Party], cast: Cast) -> tuple[Party, ...]:
    """Whose ground help is meant for: "gave a million to fight cholera in Malawi"."""
    taken = {p.entity for p in actors}
    layer = [c for w in words for c in w.children if c.dep in _CLAUSE and any(t.tag == "TO" for t in c.children)]
    for _ in range(_DEEPEST):
        grounds = [o for t in layer if t.dep == "prep" and t.lower == "in" for o in t.children if o.dep == "pobj"]
        found = tuple(p for p in cast.parties(grounds) if cast.official(p) and p.entity not in taken)
        if found:
            return found[:1]
        layer = [c for t in layer for c in t.children if c.dep in _PHRASE or c.dep in _CLAUSE]
    return ()


def _leads_on(token: Token, clauses: bool, frames: Frames) -> bool:
    if token.dep == "prep" and token.lower in _SCENE:
        return _presses(token, frames.classes["pressure"])
    if token.dep == "prep" and any(c.lemma == "way" for c in token.children):
        return False  # "on its way to Goma"
    if token.dep == "prep" and token.lower in _ABOUT and token.head.lemma in frames.classes["information"]:
        return False  # "agreed to share information on Mali"
    if token.dep == "advcl":
        marks = [c.lower for c in token.children if c.dep in ("mark", "advmod")]
        if marks == ["as"] and token.lemma in frames.classes["pressure"]:
            return True  # "agreed to phase in the tax, as the unions had asked"
        known = (frames.auxiliary["threat_marks"], frames.auxiliary["possible_marks"])
        if marks and all(words.isdisjoint(marks) for words in known):
            return False  # "as rebels advanced", "when talks failed": another matter
    if token.dep == "acl" and token.tag == "VBN":
        return True  # "the terms set by the creditors"
    if token.dep == "relcl" and token.child("nsubj") is not None:  # "the plan that Lima put forward"
        return all(c.tag == "WDT" for c in token.children if c.dep in ("dobj", "ccomp")) or clauses
    if token.dep == "nsubj" and token.head.lemma in frames.classes["undergo"]:
        return False  # "alleged that nine men died"
    if token.dep == "nsubj" and token.head.dep == "relcl" and token.pos != "PRON":
        return True
    return token.dep in _PHRASE or (clauses and (token.dep in _CLAUSE or token.dep == "nsubj"))


def _presses(preposition: Token, pressing: Words) -> bool:
    """ "Stepped down after weeks of protest by students", "under fire from the auditors": what made one give in."""
    nouns = [o for o in preposition.children if o.dep == "pobj"]
    nouns += [o for n in nouns for c in n.children if c.lower == "of" for o in c.children if o.dep == "pobj"]
    return any(n.lemma in pressing for n in nouns)


def conditioned(
    words: Sequence[Token], actors: Sequence[Party], cast: Cast, marks: frozenset[str]
) -> tuple[Party, ...]:
    """Whom a threat is for: whoever its condition speaks of ("will break off the talks unless Chad disarms").

    ``marks`` are the words that open the condition.
    """
    taken = {p.entity for p in actors}
    verbs = [t for t in words if t.pos == "VERB"]
    near = [*verbs, *(c for v in verbs for c in v.children if c.dep in ("xcomp", "ccomp"))]
    for clause in (c for v in near for c in v.children if c.dep == "advcl"):
        if any(c.dep == "mark" and c.lower in marks for c in clause.children):
            subjects = [c for c in clause.children if c.dep in ("nsubj", "nsubjpass")]
            found = tuple(p for p in cast.parties(subjects) if cast.known(p) and p.entity not in taken)
            if found:
                return found
    return ()
