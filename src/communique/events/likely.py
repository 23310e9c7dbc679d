"""Says who most likely fills a role that no rule fills, and which things that a rule gives have no part in the act.

Each phrase of the sentence is weighed by readable signs. "Police reported three arrests", "Leaders ended a summit with
an appeal": how far a verb's subject has a part in the act that the verb speaks of is no matter of grammar alone. A sign
is a few words, "path: noun ^dobj >nsubj, of REQUEST"; ``roles.tsv`` says how much each speaks for the phrase. The
likeliest phrase is taken where it is likely enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from communique.events import structure
from communique.events.candidate import Candidate
from communique.events.confidence import TOLD_FROM, confidence_of
from communique.events.parties import Cast
from communique.lexicon.frames import Frames
from communique.model import Mentions, Party, Token

ROLES = ACTOR, RECIPIENT, THING = ("actor", "recipient", "thing as recipient")
_DEEPEST = 6  # steps up and down: longer paths say nothing
_FARTHEST = 3
_BY_WORD = frozenset(("prep", "agent", "dative", "mark"))
_PASSIVE, _ACTIVE = "^nsubjpass >by >pobj", "^dobj >nsubj"  # "was condemned by Chad" is read as "Chad condemned"
_PLACES = ("GPE", "LOC", "FAC")

Side = tuple[Party, ...]
Acts = Mapping[int, str]
"""The types of the acts of a sentence by the offsets of their words."""


class Phrase(NamedTuple):
    """A phrase that may fill a role, and what speaks for it and against it."""

    head: Token
    parties: Side
    signs: tuple[str, ...]


class Completed(NamedTuple):
    """The sides of an act, what of them was chosen, in words, and the phrases weighed: for each role that was empty,
    and of things that a rule gave."""

    actors: Side
    recipients: Side
    notes: tuple[str, ...] = ()
    weighed: Mapping[str, Sequence[Phrase]] = {}


class _Path(NamedTuple):
    """How one comes from the act to a phrase: the words upwards, the word where the way turns, the words downwards."""

    up: list[Token]
    top: Token
    down: list[Token]

    def __str__(self) -> str:
        way = " ".join([f"^{_step(t)}" for t in self.up] + [f">{_step(t)}" for t in self.down])
        return way.replace(_PASSIVE, _ACTIVE)

    @property
    def downwards(self) -> str:
        """The labels of the words downwards; the doer in a passive as in the active."""
        return " ".join(t.dep for t in self.down).replace("agent pobj", "nsubj")


class Likely:
    """Fills the roles of one document's acts that the rules leave empty."""

    __slots__ = ("_cast", "_mentions", "_personal", "_weights")

    def __init__(self, mentions: Mentions, cast: Cast, frames: Frames) -> None:
        self._mentions = mentions
        self._cast = cast
        self._weights = frames.roles
        self._personal = frames.personal

    def completed(self, group: Sequence[Candidate], actors: Side, recipients: Side, acts: Acts) -> Completed:
        """The sides, with what most likely fills a role that is empty, or that no thing can fill in such an act."""
        if group[0].event in self._personal:  # "camped on the bridge", "refused the islanders a boat"
            recipients = tuple(p for p in recipients if not self._is_thing(p, group[0].token))
        things = [self._thing(group, p, acts) for p in recipients if self._is_mere_thing(p, group[0].token)]
        dropped = {t.parties[0] for t in things if not self._has_part(t)}
        recipients = tuple(p for p in recipients if p not in dropped)
        sides = {ACTOR: actors, RECIPIENT: recipients}
        notes: list[str] = []
        empty = [ACTOR] * (not actors) if dropped else empty_roles(group[0], actors, recipients)
        weighed = {role: self._phrases(group, acts) for role in empty}
        for role, found in weighed.items():
            weights = self._weights[role]
            taken = {p.entity for side in sides.values() for p in side}
            free = [phrase for phrase in found if taken.isdisjoint(p.entity for p in phrase.parties)]
            chances = [(confidence_of(phrase.signs, weights), -n) for n, phrase in enumerate(free)]
            chance, at = max(chances, default=(0.0, 0))
            if chance >= weights[TOLD_FROM]:
                sides[role] = free[-at].parties
                notes.append(f"{role} not by rule but most likely, {chance:.2f}")
        return Completed(sides[ACTOR], sides[RECIPIENT], tuple(notes), {**weighed, THING: things})

    def _thing(self, group: Sequence[Candidate], party: Party, acts: Acts) -> Phrase:
        """The phrase of a thing that a rule gives as recipient, with its signs."""
        first = group[0].token
        head = _head(party, first.sentence.tokens) or first
        signs = _signs(group[0], head, _kind(head, party, self._cast), "given", acts)
        return Phrase(head, (party,), tuple(sorted(set(signs))))

    def _is_mere_thing(self, party: Party, beside: Token) -> bool:
        """Whether a party is a thing in this sentence that stands for nobody, for no place either."""
        head = _head(party, beside.sentence.tokens)
        if head is None or head.pos == "PRON" or not self._is_thing(party, beside) or self._is_ground(head):
            return False
        mention = self._mentions.at(head.i)
        return mention is not None and party.entity in mention.entities

    def _is_ground(self, head: Token) -> bool:
        """Whether the phrase names a place: "a curfew in Pando", "in parts of Kashmir", "recognised the enclave"."""
        inside = (head, *structure.objects_of(head, "of"))
        return head.lemma in self._cast.frames.classes["territory"] or any(t.label in _PLACES for t in inside)

    def _has_part(self, thing: Phrase) -> bool:
        weights = self._weights[THING]
        return confidence_of(thing.signs, weights) >= weights[TOLD_FROM]

    def _is_thing(self, party: Party, beside: Token) -> bool:
        """Whether its words name a thing and no name stands among them, as in "a State Department call"."""
        words = [t for t in beside.sentence.tokens if party.start <= t.start and t.end <= party.end]
        return self._cast.is_thing(party) and not any(t.pos == "PROPN" or t.label == "NORP" for t in words)

    def _phrases(self, group: Sequence[Candidate], acts: Acts) -> list[Phrase]:
        """Every phrase of the sentence that names somebody, but for the words of the act, with its signs."""
        first = group[0].token
        words = {w for c in group for w in c.words}
        heads = [t for t in first.sentence.tokens if t not in words and self._stands_alone(t)]
        before = sum(t.i < first.i for t in heads)
        found = []
        for n, head in enumerate(heads):
            named = self._cast.parties([head])
            if named:
                nearness = min(before - n if n < before else n - before + 1, _FARTHEST)
                place = f"{'before' if n < before else 'after'} {nearness}"
                signs = _signs(group[0], head, _kind(head, named[0], self._cast), place, acts)
                found.append(Phrase(head, named, tuple(sorted(set(signs)))))
        return found

    def _stands_alone(self, token: Token) -> bool:
        """Whether the token heads a phrase that names somebody and is not just coordinated with one before it."""
        if self._mentions.at(token.i) is None:
            return False
        return token.dep != "conj" or self._mentions.at(token.head.i) is None


def _head(party: Party, tokens: Sequence[Token]) -> Token | None:
    """The word that the party's words hang on, if they stand among ``tokens``."""
    inside = [t for t in tokens if party.start <= t.start and t.end <= party.end]
    return next(iter(structure.tops(inside)), None)


def empty_roles(first: Candidate, actors: Sequence[Party], recipients: Sequence[Party]) -> list[str]:
    """The roles of an act that nobody fills; what sides do together has no recipient."""
    return [ACTOR] * (not actors) + [RECIPIENT] * (not recipients and not first.mutual)


def _signs(first: Candidate, head: Token, kind: str, place: str, acts: Acts) -> Iterator[str]:
    token, event = first.token, first.event
    voice = "passive" if token.pos == "VERB" and structure.is_passive(token) else token.pos.lower()
    path = _path(token, head)
    way = str(path) if path else "far"
    yield f"path: {voice} {way}"
    yield f"path: {voice} {way}, of {event}"
    yield f"path: {voice} {way}, {kind}"
    yield f"path: {first.rule.id} {way}"
    yield f"kind: {kind}"
    yield f"kind: {kind}, of {event}"
    yield f"place: {place}"
    yield f"place: {place} of {voice}"
    if path is None:
        return
    yield f"steps: {len(path.up) + len(path.down)}"
    if path.up and path.top.pos in structure.VERBAL:
        yield f"under: {path.top.lemma}"
        yield f"under: {acts.get(path.top.i, 'no act')}, {event} {path.downwards}"
    if path.down and path.down[-1].dep == "pobj":
        word = path.down[-1].head.lower
        yield f"behind: {word}, of {event}"
        yield f"behind: {word}, {kind}"


def _path(start: Token, end: Token) -> _Path | None:
    above = [start]
    while above[-1].head is not above[-1] and len(above) <= _DEEPEST:
        above.append(above[-1].head)
    down: list[Token] = []
    while end not in above:
        if end.head is end or len(down) >= _DEEPEST:
            return None
        down.append(end)
        end = end.head
    return _Path(above[: above.index(end)], end, down[::-1])


def _step(token: Token) -> str:
    return token.lower if token.dep in _BY_WORD and token.pos in ("ADP", "SCONJ", "PART") else token.dep


def _kind(head: Token, party: Party, cast: Cast) -> str:
    """What kind of party the phrase names."""
    if cast.armed(party):
        kind = "armed"
    elif cast.is_crowd(party):
        kind = "crowd"
    elif cast.official(party):
        kind = "official" if cast.entities[party.entity].sector else "state"
    elif cast.public(party):
        kind = "public"
    elif cast.known(party):
        kind = "known"
    elif cast.is_thing(party):
        kind = "thing"
    elif head.label in _PLACES:
        kind = "place"
    else:
        kind = "people" if cast.is_people(head) else "unknown"
    return f"{kind} by pronoun" if head.pos == "PRON" else kind
