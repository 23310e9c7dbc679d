"""Reads the word that a list hangs on: what each item owes under "calls on Chile to:" or "The Parties shall:"."""

from __future__ import annotations

from communique.lexicon.duties import Duties
from communique.model import Token
from communique.undertakings.acts import Act
from communique.undertakings.askers import NOUNS, asked_by
from communique.undertakings.clause import after_preposition, is_negated, subject_of
from communique.undertakings.drawn_rows import owed_rows
from communique.undertakings.owed import Owed


def _after_that(head: Token, that: Token) -> tuple[Token, ...]:
    """Who owes the items of "demands that Chile:"."""
    nouns = [t for t in head.sentence.tokens if t.i > that.i and t.pos in NOUNS]
    return tuple(nouns[-1:])


def owed_by_head(head: Token, act: Act, duties: Duties) -> list[Owed]:
    """What an act in a list item is, given the demanding, promising or modal word ``head`` that opens the list."""
    if head.tag == "MD":
        verb = head.head
        subject = subject_of(verb)
        refrain = act.refrain or is_negated(verb, duties)
        doer = (subject,) if subject is not None else ()
        row = Owed(
            duties.modals[head.lower], act._replace(refrain=refrain), head, doer, (), (), f"list, modal {head.lemma}"
        )
        return [row]
    pos = "VERB" if head.pos in ("VERB", "AUX") else head.pos
    cue = duties.cues.get((head.lemma, pos)) or duties.cues[(head.lower, pos)]
    asked = asked_by(head, cue, duties)
    that = next((t for t in head.sentence.tokens if t.i > head.i and t.lower == "that"), None)
    if not asked or (that is not None and asked[0] is that):
        asked = _after_that(head, that) if that is not None else asked
    if not asked and cue.pos == "VERB" and cue.kind == "demand":
        asked = tuple(after_preposition(head, cue.nouns_after)[:1])
    return [row._replace(why=f"list, {row.why}") for row in owed_rows(head, cue, duties, [act], asked)]
