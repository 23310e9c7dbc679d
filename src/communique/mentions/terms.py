"""The terms that a text defines for itself: "hereinafter “the Parties”", "(“the Front”)"."""

from __future__ import annotations

from communique.mentions.chains import Chain, unique
from communique.mentions.groups import named_before
from communique.mentions.phrases import Phrase
from communique.mentions.reading import Reading
from communique.model import Token

DEFINITE = ("the", "")
FIRST = 40  # references among which an accord names its parties
PAIR = 2
UNTOLD = ((), ("SOC",))
"""Sectors of a body of which no more is known than that it is one."""


class Terms:
    """Finds those whom the defined terms of one document stand for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def of(self, phrase: Phrase, noun: str) -> tuple[Chain, ...]:
        """Those whom a phrase means that is such a term; none before its definition."""
        for word in (phrase.head.lower, noun, f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"):
            at = self.reading.terms.get(word)
            if at:
                return self._term_of(word) if phrase.start >= at[0] else ()
        return self._litigant(noun) if phrase.determiner in DEFINITE else ()

    def _litigant(self, word: str) -> tuple[Chain, ...]:
        """Who brought the case, or answers it, in a paper of a court: "the Applicant", "the Respondent"."""
        words, two = self.reading.registry.words, self.reading.litigants
        if two is None or word not in words["applicants"] | words["respondents"]:
            return ()
        return self.reading.chains_of(_head(two[word in words["respondents"]], self.reading))

    def _term_of(self, word: str) -> tuple[Chain, ...]:
        """Those whom a term stands for that the text defines."""
        at = self.reading.terms[word][0]
        known = self.reading.chains.groups.get(f"term {at}")
        if known is None:
            known = named_before(self.reading.text, at, self.reading.chains_of, word)
            if known:
                self.reading.chains.groups[f"term {at}"] = known
            if len(known) == 1 and known[0].sector in UNTOLD and not known[0].why.startswith("known"):
                known[0].sector = self._told_by(word) or known[0].sector
        return known

    def _told_by(self, word: str) -> tuple[str, ...]:
        """The sector that a term tells of a body of which no more is known: "(“the Bank”)"; a movement is one of
        rebels where it makes a truce.
        """
        registry = self.reading.registry
        if word in registry.nouns["risings"]:
            lemmas = {t.lower for t in self.reading.text.tokens}
            return ("REB",) if lemmas & registry.words["truces"] else ()
        agent = registry.agents.get(word)
        return (agent.sector,) if agent is not None and agent.kind == "body" and agent.sector else ()

    def parties(self) -> tuple[Chain, ...]:
        """The parties of an accord that defines a term for each, or for the one that is no state."""
        reading = self.reading
        held = [self._term_of(word) for word in reading.terms if not word.endswith("s")]
        found = unique([c for chains in held for c in chains if len(chains) == 1 and c.actor])
        if len(found) == 1 and found[0].kind in ("armed", "body", "party"):
            states = [c for r in reading.recent[:FIRST] for c in r.chains if c.kind == "state"]
            found = unique([*states[:1], *found])
        return found if len(found) == PAIR else ()


def _head(last: Token, reading: Reading) -> Token:
    """The head of the phrase that a name's last token is in."""
    token = last
    while token.i not in reading.phrases and token.head is not token:
        token = token.head
    return token
