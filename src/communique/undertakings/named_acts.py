"""Reads what a demand or promise is said to be: "their demands include a vote", "its only offer was to talk"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.duties import Cue, Duties
from communique.model import Token
from communique.undertakings.acts import Act, finite_of, infinitives_of, nominals_of
from communique.undertakings.askers import NOUNS
from communique.undertakings.clause import infinitive_mark, own_subject
from communique.undertakings.drawn_rows import owed_rows
from communique.undertakings.owed import Owed


def owed_as_named(noun: Token, cue: Cue, duties: Duties) -> list[Owed]:
    """The acts that the noun of a demand or promise, as a subject, is said to be or to include."""
    verb = noun.head
    if cue.pos != "NOUN" or noun.dep != "nsubj" or verb.lemma not in duties.words["naming_verbs"]:
        return []
    if cue.kind == "obligation" and verb.tag == "VBD":
        return []  # "her duties included running programmes": what a job was
    if verb.lemma == "be" and not _is_told_apart(noun, duties):
        return []  # "the demand was a sign of weakness"
    rows = []
    for act, subject in _acts(verb, duties):
        rows += owed_rows(noun, cue, duties, [act], (), subject)
    return [row._replace(why=f"named, {row.why}") for row in rows]


def _is_told_apart(noun: Token, duties: Duties) -> bool:
    """ "The main demand", "their three demands": a noun that says which of what was demanded comes now."""
    before = {c.lower for c in noun.lefts}
    return bool(before & duties.words["naming_adjectives"]) or (noun.tag == "NNS" and noun.child("poss") is not None)


def _acts(verb: Token, duties: Duties) -> Iterator[tuple[Act, Token | None]]:
    for below in verb.rights:
        subject = own_subject(below)
        if below.dep in ("attr", "dobj") and below.pos in NOUNS:
            yield from ((act, None) for act in nominals_of(below, duties))
        elif below.dep == "prep" and below.lower == "for":
            yield from ((act, None) for n in below.having("pobj") for act in nominals_of(n, duties))
        elif below.dep in ("xcomp", "ccomp") and infinitive_mark(below):
            yield from ((act, subject) for act in infinitives_of(below, duties))
        elif below.dep == "ccomp" and subject is not None and below.child("mark") is not None:
            yield from ((act, subject) for act in finite_of(below, duties))
