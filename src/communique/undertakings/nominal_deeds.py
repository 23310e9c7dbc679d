"""Finds acts that a noun reports as done: "welcomed the release of the monks", "after the army's withdrawal"."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.clause import infinitive_mark, is_negated, modal_of
from communique.undertakings.reality import below_unreal, in_question


def is_done_as_noun(noun: Token, duties: Duties) -> bool:
    """Whether the noun names an act, says whom or what it was done to, and hangs on words that take it as done."""
    if noun.tag != "NN" or noun.lemma not in duties.words["act_nouns"] | duties.words["undergone_acts"]:
        return False
    if not any(c.dep == "prep" and c.lower == "of" for c in noun.children) and noun.child("poss") is None:
        return False
    above = noun.head
    for _ in range(4):
        if above.pos in ("VERB", "AUX") or (above.pos == "ADP" and above.lower in duties.words["taking_prepositions"]):
            break
        above = above.head
    if above.pos == "ADP":
        return not below_unreal(above, duties)
    if above.lemma not in duties.words["taking_verbs"] or modal_of(above) is not None or infinitive_mark(above):
        return False
    return not (is_negated(above, duties) or in_question(above) or below_unreal(above, duties))


def owner_of(noun: Token, duties: Duties) -> Token | None:
    """Whose act it was: "Russia's withdrawal", "the release by Mali"; none where the owner underwent it."""
    for prep in noun.rights:
        if prep.dep == "prep" and prep.lower == "by" and prep.child("pobj") is not None:
            return prep.child("pobj")
    return None if noun.lemma in duties.words["undergone_acts"] else noun.child("poss")
