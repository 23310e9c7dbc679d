"""When an act happened that a noun names, or a clause without a time of its own: by the words it hangs with."""

from __future__ import annotations

from collections.abc import Sequence

from communique.mentions.governing import own_time_of, time_of
from communique.mentions.scene_around import light_noun_of, states_of_those_reached
from communique.mentions.scene_words import scene_words
from communique.mentions.when.interval import interval_of
from communique.model import Text, Time, Token

_COARSE = frozenset(("month", "year", "season", "quarter", "decade"))
_PAST = frozenset(("VBD", "VBN"))


def time_by_noun(noun: Token, text: Text, times: Sequence[Time]) -> Time | None:
    """When what a noun names happened, as the words around it say.

    "The use of batons on 3 May": the time of "use". "The rescue of climbers lost on X in July". "The talks yesterday".
    "A truce agreed in 2019 through the good offices of Chad": about when it was reached, if that is told no finer.
    """
    holder = light_noun_of(noun)
    found = time_of(holder, text, times) if holder is not None else None
    for state in states_of_those_reached(noun) if found is None else ():
        found = found or own_time_of(state, text, times)
    return found or _behind(noun, text, times) or _of_verb_after(noun, text, times)


def _behind(noun: Token, text: Text, times: Sequence[Time]) -> Time | None:
    """ "What happened in the talks yesterday": a time right behind a meeting, wherever the parser hangs it."""
    if noun.lower not in scene_words().meetings:
        return None
    return next((t for t in times if text.text[noun.end : t.start].isspace() and t.type != "DURATION"), None)


def _of_verb_after(noun: Token, text: Text, times: Sequence[Time]) -> Time | None:
    verb = noun.head.head
    if noun.dep != "pobj" or noun.head.lower not in ("after", "during", "amid", "through") or verb.dep != "acl":
        return None
    found = own_time_of(verb, text, times) if verb.pos == "VERB" else None
    span = interval_of(found, None) if found is not None else None
    return found if span is not None and span.granularity in _COARSE else None


def time_of_clause_before(verb: Token, text: Text, times: Sequence[Time]) -> Time | None:
    """The time of the clause before in the same sentence: "was stopped on Monday; 18 drivers were arrested"."""
    before = [
        c for c in verb.children if c.dep == "ccomp" and c.i < verb.i and c.child("nsubj", "nsubjpass") is not None
    ]
    if verb.dep in ("conj", "parataxis") and verb.head.i < verb.i:
        before.append(verb.head)
    for clause in before:
        between = text.text[clause.end : verb.start]
        if clause.tag in _PAST and not {";", ":"}.isdisjoint(between) and '"' not in between:
            found = own_time_of(clause, text, [t for t in times if t.end <= verb.start])
            if found is not None:
                return found
    return None


def time_of_visit(verb: Token, text: Text, times: Sequence[Time]) -> Time | None:
    """ "Promised us houses when he came in May": the clause with "when" says when."""
    for clause in (c for c in verb.having("advcl") if c.i > verb.i and c.tag == "VBD"):
        if any(c.lower == "when" for c in clause.children):
            return own_time_of(clause, text, times)
    return None
