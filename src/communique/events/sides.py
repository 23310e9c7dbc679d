"""Finds the sides of an act, who does it and to whom, from the phrases in its roles and from what was told before."""

from __future__ import annotations

from collections.abc import Sequence

from communique.events import deeper, structure
from communique.events.candidate import Candidate
from communique.events.grounds import Grounds
from communique.events.meant import Told
from communique.events.parties import Cast
from communique.events.voice import Voices
from communique.lexicon.frames import Frames
from communique.model import Mentions, Party, Text, Token

_CONFLICT = (3, 4)
_SAID = (1, 3)
_HARSH = 3
_JUDGING = ("ACCUSE", "SUPPORT")
_TO_ANOTHER = ("AGREE", "REQUEST")
_PLURAL = frozenset(("NNS", "NNPS"))

_AT = frozenset(("in", "at", "near", "around", "inside", "outside", "off"))

Side = tuple[Party, ...]


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors())


def _is_placed(recipients: Sequence[Token]) -> bool:
    """Whether they only say where it was done: "raids in the area killed nine men" were raids on the men."""
    return bool(recipients) and all(t.dep == "pobj" and t.head.lower in _AT for t in recipients)


class Sides:
    """Finds the sides of the acts of one document, in the order of its words."""

    def __init__(self, text: Text, mentions: Mentions, cast: Cast, voices: Voices, frames: Frames) -> None:
        self.text = text
        self.mentions = mentions
        self.cast = cast
        self.voices = voices
        self.frames = frames
        self.told = Told(frames)
        self.grounds = Grounds(text, mentions, frames.auxiliary["ground"])
        self.addressed: dict[int, tuple[Side, Side]] = {}  # verb -> who speaks, to whom
        self.harsh: set[int] = set()  # those of these verbs whose words are harsh

    def keep(self, first: Candidate, actors: Side, recipients: Side) -> None:
        """Remembers an act for those that are told after it."""
        self.told.add(first.event, actors, recipients, first.token.sentence)
        if self.frames.ontology.events[first.event].quad == _HARSH:
            self.harsh.add(first.token.i)
        if first.mutual and len(actors) > 1 and first.event == "CONSULT":
            self.addressed[first.token.i] = (actors[:1], actors[1:])
        elif self.frames.ontology.events[first.event].quad in _SAID and any(map(self.cast.known, recipients)):
            self.addressed[first.token.i] = (actors, recipients)

    def of(self, group: Sequence[Candidate]) -> tuple[Side, Side]:
        """Actors of the first predicate that has any; recipients of the highest that has an actor of its own."""
        heads = {c.token for c in group}
        actors: list[Token] = []
        for candidate in group:
            actors = actors or [t for t in candidate.actors if t not in heads]
        scenes = [t for t in actors if group[0].event == "ASSAULT" and self._is_scene(t)]
        actors = [t for t in actors if t not in scenes]
        ranked = sorted(group, key=lambda c: (_is_placed(c.recipients), not set(c.actors) - heads, _depth(c.token)))
        recipients = next((c.recipients for c in ranked if c.recipients), scenes)
        below = [c.below for c in group if c.below]
        things = frozenset(w for c in (*group, *below) for w in c.words)
        judged = group[0].event in _JUDGING
        named, given = self.cast.doers(actors), self.cast.parties(recipients, things, judged)
        if not named and not group[0].actors:
            named, given = self._voiced(group[0], given)
        if group[0].mutual:
            sides = tuple(dict.fromkeys((*named, *given)))
            if len(sides) < 2 and group[0].event == "CONSULT" and (apart := self._apart(group[0], sides)):
                return sides, apart
            somebody = tuple(p for p in sides if not self.cast.is_thing(p))  # "discussed castles" is no talk with them
            return somebody or sides, ()
        given = self._concerned(group[0], named, recipients, given)
        entities = {p.entity for p in named}
        promised = group[0].event == "AGREE"
        given = tuple(p for p in given if not self._is_own_thing(p, entities, promised))
        return named, self.grounds.of([p for p in given if p.entity not in entities], named)

    def _is_own_thing(self, party: Party, actors: set[str], promised: bool) -> bool:
        """ "Egypt promised to keep its border crossing open": what the actors own is no other side, unless people."""
        first = next(iter(self.text.tokens_in(party.start, party.end)), None)
        if first is None or first.tag != "PRP$":
            return False
        people = self.cast.is_people(first.head) or self.cast.entities[party.entity].sector
        if people and not promised:  # "freed its prisoners"; but "agreed to extend its mission"
            return False
        owner = self.mentions.at(first.i)
        return owner is not None and bool(actors.intersection(owner.entities))

    def _is_scene(self, token: Token) -> bool:
        """ "The Bali bombing": a town or province before the noun is where it happened; a country did it."""
        known = any(p.start <= token.start < p.end for p in self.mentions.places)
        before = token.dep in ("compound", "nmod", "amod") and (token.label == "GPE" or known)
        mention = self.mentions.at(token.i) if before else None
        where = [self.cast.entities[e] for e in mention.entities] if mention is not None else []
        return bool(where) and all(e.identifier_id is None and not e.sector for e in where)

    def _apart(self, candidate: Candidate, sides: Side) -> Side:
        """ "Launched an effort to settle the rift between A and B": whom somebody brings together."""
        at = candidate.token.i
        between = [t for t in candidate.token.sentence.tokens if t.lower == "between" and t.i > at]
        own = [t for t in between if any(w in t.ancestors() for w in candidate.words)]
        heads = [o for t in own[:1] for c in t.children if c.dep == "pobj" for o in (c, *c.conjuncts())]
        taken = {p.entity for p in sides}
        return tuple(p for p in self.cast.parties(heads) if self.cast.known(p) and p.entity not in taken)

    def _voiced(self, candidate: Candidate, given: Side) -> tuple[Side, Side]:
        """ "Urges A … and calls upon B": whoever the document speaks for does what it says without a subject."""
        said = self.voices.of(candidate.words)
        if said is not None:
            return said.speaker, given or said.addressee
        if self.frames.ontology.events[candidate.event].quad in _SAID and not structure.is_passive(candidate.token):
            opening = self.voices.of(candidate.token.sentence.tokens[:1])
            return (opening.speaker if opening else ()), given
        return (), given

    def _concerned(
        self, candidate: Candidate, actors: Sequence[Party], heads: Sequence[Token], found: Side
    ) -> Side:
        """Whom the act concerns, where the slots of its rule give a thing or nobody."""
        if any(self.cast.known(p) for p in found) or any(self.cast.is_people(t) for t in heads):
            return found
        if candidate.event == "THREATEN" and (
            met := deeper.conditioned(candidate.words, actors, self.cast, self.frames.auxiliary["threat_marks"])
        ):
            return met
        quad = self.frames.ontology.events[candidate.event].quad
        if quad in _SAID and (written := self._written_to(candidate.token, actors)):
            return written
        judged = candidate.event in _JUDGING and any(map(self.cast.is_deed, heads))
        if heads and not judged and (inside := deeper.below(heads, actors, self.cast, clauses=False)):
            return inside
        if quad in _SAID and any(self.told.speaks_of(t) for t in heads):
            acts = [t for t in heads if self.told.speaks_of(t)]
            return self.told.doers(acts, actors, candidate.event == "SUPPORT")
        owed = "below" in candidate.rule.recipient  # "agreed to lift its curbs on tea from Malawi"
        clauses = not found and (owed or quad in _CONFLICT)
        inside = deeper.below(candidate.words, actors, self.cast, clauses=clauses)
        if candidate.event == "AGREE":  # no battalion, tax or area that is promised is a party to the promise
            found = tuple(p for p in found if not self.cast.is_thing(p))
        if candidate.event == "REJECT" and not inside:
            inside = self.told.asked(tuple(actors), candidate.token.sentence)
        if candidate.event == "AID" and not inside and not any(map(self.cast.named, found)):
            inside = deeper.helped(candidate.words, actors, self.cast)
        return inside or found or self._shared(candidate, actors)

    def _written_to(self, word: Token, actors: Sequence[Party]) -> Side:
        """ "Sent a letter to the bank threatening to sue": who is written to is spoken to."""
        if word.dep not in ("acl", "advcl") or word.tag != "VBG":
            return ()
        papers = [t for t in (word.head, *structure.patients(word.head)) if t.lemma in self.frames.classes["paper"]]
        heads = [o for p in papers for t in (p, p.head) for o in structure.objects_of(t, "to") if o.i < word.i]
        taken = {p.entity for p in actors}
        return tuple(p for p in self.cast.parties(heads) if p.entity not in taken)

    def _shared(self, candidate: Candidate, actors: Sequence[Party]) -> Side:
        """ "Summoned the Polish envoy and demanded an apology": in a row of harsh words the one addressed stays."""
        before = self.addressed.get(candidate.token.head.i) if candidate.token.dep == "conj" else None
        if before is None or not self._goes_on(candidate):
            return ()
        return before[1] if {p.entity for p in before[0]} == {p.entity for p in actors} else ()

    def _goes_on(self, candidate: Candidate) -> bool:
        """Whether words are for whom the words before them were for: harsh after harsh, a promise after any."""
        if candidate.token.head.i not in self.harsh:
            return candidate.event in _TO_ANOTHER
        return candidate.event == "AGREE" or self.frames.ontology.events[candidate.event].quad == _HARSH

    def suit(self, candidate: Candidate, actors: Sequence[Party], recipients: Sequence[Party]) -> bool:
        """Whether the sides are of the kind that the rule asks for."""
        if candidate.rule.needs_party:
            both = len(actors) > 1 if candidate.mutual else any(self.cast.named(p) for p in recipients)
            if not both:
                return False
        if candidate.rule.needs_public and not any(map(self.cast.public, actors)):
            return any(map(self.cast.named, recipients))
        if candidate.mutual and candidate.event == "CONSULT" and len(actors) < 2:
            if candidate.pattern.words and any(self.cast.public(p) or self.cast.coded(p) for p in actors):
                return True  # "Latvia hosted four rounds of talks"
            return any(t.tag in _PLURAL or any(c.dep == "conj" for c in t.children) for t in candidate.actors)
        if candidate.rule.armed and not any(self.cast.armed(p) for p in (*actors, *recipients)):
            people = any(t.label == "PERSON" or t.pos == "PRON" for t in candidate.actors)
            return bool(actors) and not people and any(self.cast.coded(p) for p in recipients)
        return True
