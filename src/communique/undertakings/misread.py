"""Finds the infinitive that the parser took for a noun: "promised the agency to reinstall cameras"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model import Token
from communique.undertakings.acts import Act

_MISREAD = ("NNP", "VB", "VBP")  # no common noun: "promised aid to flood victims" promises aid


def promised_behind(cue: Token) -> Iterator[Act]:
    """The act behind "to" after whom it is promised, where the parser read "to (reinstall cameras)" as a noun phrase.

    Only a word without a capital letter that the tagger calls a name or a verb is taken for the verb.
    """
    if cue.child("dobj", "dative") is None:
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
