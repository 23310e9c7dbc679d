"""Reads polite requests: "would be grateful if the Ministry could reply", "would appreciate a reply"."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.acts import Act, finite_of, nominals_of
from communique.undertakings.clause import is_negated, own_subject, subject_of
from communique.undertakings.owed import Owed
from communique.undertakings.reality import in_question

_WOULD = frozenset(("would", "'d", "’d", "should", "will"))


def owed_by_courtesy(token: Token, duties: Duties) -> list[Owed]:
    """What somebody says he would be glad of; empty where he is glad of what was done."""
    if token.lower not in duties.words["courteous_words"]:
        return []
    verb = token if token.pos == "VERB" else token.head
    if not any(c.lower in _WOULD for c in verb.having("aux")) or is_negated(verb, duties) or in_question(verb):
        return []
    asking = subject_of(verb)
    by = (asking,) if asking is not None and asking.lower != "it" else ()  # "it would be appreciated if"
    found: list[Owed] = []
    for clause in (c for t in {token, verb} for c in t.rights if c.dep in ("advcl", "ccomp")):
        mark, doer = clause.child("mark"), own_subject(clause)
        if mark is not None and mark.lower == "if" and doer is not None:
            found += [_row(act, token, (doer,), by) for act in finite_of(clause, duties)]
    for noun in (n for p in token.having("prep") if p.lower == "for" for n in p.having("pobj")):
        found += [_row(act, token, (), by) for act in nominals_of(noun, duties)]
    return found


def _row(act: Act, cue: Token, doer: tuple[Token, ...], by: tuple[Token, ...]) -> Owed:
    return Owed("demand", act, cue, doer, by, doer, f"courtesy, {cue.lemma}")
