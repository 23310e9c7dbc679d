"""Tells acts that only stand for another ("do so") and hostile ones, which are threats and no undertakings."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.acts import Act


def is_empty(head: Token, duties: Duties) -> bool:
    """Whether the act is only "do so", "do it" or "do", which say nothing of what is owed."""
    if head.lemma != "do" or head.tag not in ("VB", "VBP"):
        return False
    if any(c.label in ("DATE", "TIME") for c in head.subtree()):
        return False  # "promised to do so within two weeks"
    return all(c.lower in duties.words["empty_objects"] for c in head.having("dobj", "attr", "oprd"))


def is_hostile(act: Act, duties: Duties) -> bool:
    """Whether doing the act harms another: "attack …", "use force", "impose sanctions", "not hesitate to strike"."""
    head = act.head
    if head.lemma in duties.words["hesitating_verbs"]:
        return True
    if act.refrain:
        return False
    if head.lemma in duties.words["hostile_verbs"]:
        return True
    objects = head.having("dobj")
    if any(c.lower in duties.words["hostile_adjectives"] for o in objects for c in o.having("amod")):
        return True  # "adopt further restrictive measures"
    return any(f"{head.lemma} {noun.lemma}" in duties.words["hostile_phrases"] for noun in objects)
