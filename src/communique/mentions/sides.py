"""For which country somebody speaks, as the words show: "our navy" of a turn, "Chile will …, the minister said"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from communique.lexicon.registry import Registry
from communique.mentions.chains import Chain
from communique.mentions.describing import Describer
from communique.mentions.phrases import Phrase
from communique.mentions.wording import singular
from communique.model import Block, Token

SENDERS = ("state", "government", "igo", "ngo", "body")
"""Kinds of those who have troops and observers of their own."""
Resolve = Callable[[Token], tuple[Chain, ...]]


class Sides:
    """The countries that the speakers of a transcript's turns speak for; empty where there are no turns."""

    def __init__(self) -> None:
        self._ours: dict[int, str | None] = {}

    def note(self, block: Block, code: str | None) -> None:
        """Keeps the country of the speaker of a turn."""
        self._ours[block.start] = code

    def of(self, pronoun: Token, registry: Registry) -> str | None:
        """The country meant by "our" (the speaker's) or "your" (that of the only side that others than this one speak
        for); None where no turn tells.
        """
        at = pronoun.sentence.block.start
        if at not in self._ours:
            return None
        own = self._ours[at]
        if registry.pronouns.get(pronoun.lower) == "first":
            return own
        others = {code for code in self._ours.values() if code and code != own}
        return others.pop() if len(others) == 1 else None


def speaks_for(phrase: Phrase, describer: Describer) -> str | None:
    """The state whose own intention a speaker tells: "Chile will train police, Defence Minister Rojas said"."""
    for subject, modals in _told(phrase):
        if modals & describer.registry.words["intending"]:
            return describer.code_before(subject)
    return None


def sent_by(phrase: Phrase, describer: Describer, chains_of: Resolve) -> str | None:
    """The state or organisation that sends or fetches its own people: "Estonia will not send soldiers to …"."""
    for told in phrase.head.having("acl"):  # "the mission dispatched by the Union"
        by = told.child("agent") if told.lemma in describer.registry.words["own_objects"] else None
        sender = by.child("pobj") if by is not None else None
        chains = chains_of(sender) if sender is not None else ()
        if len(chains) == 1 and chains[0].code:
            return chains[0].code
    own = describer.registry.words["own_objects"]
    clause = phrase.head.child("relcl")  # "the soldiers that Estonia sent"
    whoever = clause.child("nsubj") if clause is not None and clause.lemma in own else None
    if whoever is not None and whoever.tag not in ("WDT", "WP") and whoever.lower != "that":
        return _sender(whoever, describer, chains_of)
    verb = phrase.head.head
    if phrase.head.dep != "dobj" or verb.lemma not in own:
        return None
    subject = verb.child("nsubj")
    while subject is None and verb.dep in ("xcomp", "conj") and verb.head is not verb:  # "agreed to send troops"
        verb = verb.head
        subject = verb.child("nsubj")
    return _sender(subject, describer, chains_of) if subject is not None else None


def _sender(subject: Token, describer: Describer, chains_of: Resolve) -> str | None:
    """The code of a state or body that sends its own."""
    chains = chains_of(subject)
    return chains[0].code if len(chains) == 1 and chains[0].kind in SENDERS else describer.code_before(subject)


def rules_on_states(phrase: Phrase, describer: Describer) -> bool:
    """Whether it is a court, with no more to its name, that says what a state must do to another: nobody's own."""
    agent = describer.registry.agents.get(singular(phrase.head))
    if agent is None or agent.sector != "JUD" or len(phrase.before) > 2 or phrase.of or phrase.possessor:
        return False
    for subject, modals in _told(phrase):
        if describer.code_before(subject) and modals & describer.registry.words["obliging"]:
            codes = {describer.code_before(t) for t in subject.sentence.tokens} - {None}
            return len(codes) > 1
    return False


def _told(phrase: Phrase) -> Iterator[tuple[Token, frozenset[str]]]:
    """The subjects of what the phrase's verb says, each with the auxiliaries of its verb."""
    verb = phrase.head.head
    if phrase.head.dep != "nsubj":
        return
    for clause in verb.children:
        subject = clause.child("nsubj") if clause.dep == "ccomp" else None
        if subject is not None:
            yield subject, frozenset(c.lower for c in clause.children if c.dep == "aux")
