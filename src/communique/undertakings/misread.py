"""Finds the infinitive that the parser took for a noun: "promised the agency to reinstall cameras"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.duties import Cue, Duties
from communique.model import Token
from communique.undertakings.acts import Act

_MISREAD = ("NNP", "VB", "VBP")  # no common noun: "promised aid to flood victims" promises aid


def promised_behind(cue: Token) -> Iterator[Act]:
    """The act behind "to" after whom it is promised, where the parser read "to (reinstall cameras)" as a noun phrase.

    Only a word without a capital letter that the tagger calls a name or a verb is taken for the verb.
    """
    if cue.child("dobj", "dative") is None or cue.pos == "NOUN":
        return
    for prep in cue.rights:
        noun = prep.child("pobj") if prep.dep in ("prep", "dative") and prep.lower == "to" else None
        if noun is None:
            continue
        inside = noun.subtree()
        verb = inside[0]
        if verb is noun or verb.tag not in _MISREAD or not verb.text.islower() or verb.i != prep.i + 1:
            continue
        end = cue.sentence.tokens[-1].i
        after = [t for c in (*prep.rights, *cue.rights) if c.i > noun.i and c.dep == "prep" for t in c.subtree()]
        body = [t for t in (*inside, *after) if verb.i <= t.i <= end]
        yield Act(verb, body=tuple(sorted(dict.fromkeys(body), key=lambda t: t.i)))


def like_nouns(cue: Token, entry: Cue, duties: Duties) -> Iterator[Act]:
    """ "urged Chile to tax sugar", "an offer to host talks": a verb that looks like a noun, read as part of one.

    Not where "to" may name who is spoken to ("appealed to host countries").
    """
    if "to" in entry.via:
        return
    holders = [cue, *cue.having("dobj", "dative")]
    for prep in (c for h in holders for c in h.rights if c.lower == "to" and c.tag in ("IN", "TO")):
        noun = prep.child("pobj")
        inside = noun.subtree() if noun is not None else []
        if len(inside) < 2 or inside[0].i != prep.i + 1 or inside[0] is noun:
            continue
        verb = inside[0]
        if verb.lower in duties.words["verbs_like_nouns"] and verb.dep in ("compound", "amod", "nmod"):
            yield Act(verb, body=tuple(inside))
            return


def clauses_like_nouns(cue: Token, duties: Duties) -> Iterator[tuple[Token, Act]]:
    """ "… and that the Front release all children", read as a noun phrase: who is to act, and the act."""
    for that in cue.subtree():
        noun = that.child("pobj") if that.lower == "that" and that.dep == "conj" and that.i > cue.i else None
        if noun is None or noun.lower not in duties.words["verbs_like_nouns"]:
            continue
        party = next((c for c in reversed(noun.lefts) if c.dep == "compound"), None)
        if party is not None:
            yield party, Act(noun, body=tuple(t for t in noun.subtree() if t.i >= noun.i))
