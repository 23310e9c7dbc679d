"""Reads ultimatums: "gave the rebels until Friday to leave", "they have 48 hours to leave"."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.acts import infinitives_of
from communique.undertakings.clause import infinitive_mark, is_negated, is_passive, own_subject, subject_of
from communique.undertakings.owed import Owed
from communique.undertakings.reality import below_unreal, in_question


def owed_by_ultimatum(verb: Token, duties: Duties) -> list[Owed]:
    """What somebody is given a time to do; the one who is given it owes, the giver demands."""
    if verb.pos not in ("VERB", "AUX") or is_negated(verb, duties) or in_question(verb) or below_unreal(verb, duties):
        return []
    limit = _limit(verb, duties)
    act = _act_after(verb, limit) if limit is not None else None
    if act is None:
        return []
    if verb.lemma == "be":
        return []  # "they are in Rome till May to study"
    subject = subject_of(verb) or (subject_of(verb.head) if verb.dep == "aux" else None)
    given = verb.lemma in duties.words["giving_verbs"]
    if given and not is_passive(verb):
        obligor = next((c for c in verb.rights if c.dep in ("dative", "dobj") and c is not limit), None)
        by = (subject,) if subject is not None else ()
    else:
        obligor, by = subject, ()
    named = own_subject(act)  # "set a deadline for the rebels to leave"
    if named is not None and given:
        obligor = named
    if obligor is None or obligor.label in ("DATE", "TIME") or obligor.lemma in duties.words["parts_of_time"]:
        return []  # "the year has three months to run"
    if obligor.lemma in duties.words["lengths_of_time"]:
        return []
    if not given and act.lemma in duties.words["remedies"]:
        return []  # "he has fifteen days to appeal": a right
    return [
        Owed("demand", a, verb, (obligor,), by, (), f"ultimatum, {verb.lemma}") for a in infinitives_of(act, duties)
    ]


def _limit(verb: Token, duties: Duties) -> Token | None:
    """The time that is given: what follows "until", or a length of time as object."""
    for child in verb.rights:
        if child.lower in duties.words["until_words"] and child.dep == "prep":
            return child
        if child.dep in ("dobj", "npadvmod") and child.lemma in duties.words["lengths_of_time"]:
            return child
    return next((t for t in verb.subtree() if t.i > verb.i and t.lower in duties.words["until_words"]), None)


def _act_after(verb: Token, limit: Token) -> Token | None:
    if verb.dep == "aux" and infinitive_mark(verb.head):
        return verb.head  # "have until Friday to leave", which the parser reads as "have … to leave"
    below = [t for t in verb.subtree() if t.i > limit.i and t.tag == "VB" and infinitive_mark(t)]
    return below[0] if below else None
