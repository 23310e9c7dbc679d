"""Tells acts that only stand for another ("do so") and hostile ones, which are threats and no undertakings."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.acts import Act
from communique.undertakings.clause import infinitive_mark


def is_empty(head: Token, duties: Duties) -> bool:
    """Whether the act is only "do so", "do it" or "do", which say nothing of what is owed."""
    if head.lemma != "do" or head.tag not in ("VB", "VBP"):
        return False
    if any(c.lower in duties.words["leading_away"] for c in head.having("prt", "advmod")):
        return False  # "do away with the slips"
    if any(c.label in ("DATE", "TIME") for c in head.subtree()):
        return False  # "promised to do so within two weeks"
    return all(c.lower in duties.words["empty_objects"] for c in head.having("dobj", "attr", "oprd"))


def is_left_out(act: Act, cue: Token, duties: Duties) -> bool:
    """ "agreed to withdraw the rise but not to resign": the second was not agreed to, and nothing is promised of it."""
    tokens = act.head.sentence.tokens
    mark = infinitive_mark(act.head)
    if not act.refrain or mark is None or cue.lemma not in duties.words["consenting_verbs"]:
        return False
    before = [t.lower for t in tokens[max(0, mark.i - tokens[0].i - 2) : mark.i - tokens[0].i]]
    return before == ["but", "not"]


def _is_harmless(verb: Token, objects: list[Token], duties: Duties) -> bool:
    """ "Destroy its stockpile", "fight corruption", "strike X off the list", "respond to the letter": harms nobody."""
    behind = [n for p in verb.having("prep") for n in p.having("pobj")]
    if any(n.lemma in duties.words["harmless_objects"] for o in objects for n in o.conjuncts()):
        return True
    if not objects and any(n.lemma in duties.words["harmless_objects"] for n in behind):
        return True
    return any(f"{verb.lemma} {c.lower}" in duties.words["harmless_phrases"] for c in verb.rights)


def is_hostile(act: Act, duties: Duties) -> bool:
    """Whether doing the act harms another: "attack …", "use force", "impose sanctions", "not hesitate to strike"."""
    head = act.head
    if head.lemma in duties.words["hesitating_verbs"]:
        return True
    if act.refrain:
        return False
    objects = head.having("dobj")
    if head.lemma in duties.words["hostile_verbs"]:
        return not _is_harmless(head, objects, duties)
    if any(c.lower in duties.words["hostile_adjectives"] for o in objects for c in o.having("amod")):
        return True  # "adopt further restrictive measures"
    return any(f"{head.lemma} {noun.lemma}" in duties.words["hostile_phrases"] for noun in objects)
