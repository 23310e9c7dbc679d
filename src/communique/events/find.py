"""Finds events: who did what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from communique.events import repairs, sizes, structure
from communique.events.auxiliary import is_background, is_litotes, is_owed, is_past, is_refusal, is_unable, modes_of
from communique.events.background import is_of_an_era, is_of_former_states, is_of_past_leaders
from communique.events.candidate import Candidate, spans_of
from communique.events.causes import is_nobodys
from communique.events.confidence import confidence_of
from communique.events.dates import Dates
from communique.events.happening import joined, one_each, taken_up
from communique.events.likely import Completed, Likely
from communique.events.parties import Cast
from communique.events.places import Scenes
from communique.events.read import read_sentence
from communique.events.sides import Sides
from communique.events.signs import LONG, Circumstances, signs_of
from communique.events.silence import Field, borrowed, speaks
from communique.events.voice import Voices
from communique.events.wording import in_full
from communique.lexicon.frames import PSEUDO, Frames
from communique.mentions.carrying import Carriers
from communique.model import Event, Header, Interval, Mentions, Party, Sentence, Statement, Text
from communique.odds.model import Odds

_COOPERATIVE = (1, 2)
_SAID = (1, 3)
_HOSTILE = 4
_PLURAL = frozenset(("NNS", "NNPS"))
# Odds of another type from which on a predicate is read as that, and up to which its own may be: of one word that a
# rule lists, of several, and where what stands above or below it has told its type. Chosen on the corpus, by folds.
CERTAIN, UNLIKELY, SEVERAL_UNLIKELY, TOLD_UNLIKELY = 0.75, 0.15, 0.05, 0.02
REFUSED = "will not: a refusal"
_ORDER = ("historical", "future", "hypothetical", "negation")


class Weighed(NamedTuple):
    """An act as it would be told, and the signs that its confidence is reckoned from."""

    event: Event
    signs: tuple[str, ...]
    sides: Completed
    again: str  # the noun by which it takes up what was told before ("the raid"), else ""


class _Settled(NamedTuple):
    """What is known of an act beside its predicate: its sides, date, place and the statement that carries it."""

    sides: Completed
    date: Interval | None
    modes: frozenset[str]  # auxiliary
    place: str | None  # id
    statement: str | None  # id


def find_events(
    text: Text, header: Header, mentions: Mentions, statements: Sequence[Statement], frames: Frames, odds: Odds
) -> tuple[Event, ...]:
    """The events of ``text`` in order of their first word: the acts read that are likely enough to be right."""
    weighed = weigh_events(text, header, mentions, statements, frames, odds)
    told = [(w.event, w.again) for w in weighed if w.event.confidence >= bar_of(text, frames)]
    return tuple(_numbered(one_each(told, text)))


def bar_of(text: Text, frames: Frames) -> float:
    """The confidence from which on an act is told."""
    return frames.told_from if len(text.sentences) >= LONG else frames.told_alone_from


def weigh_events(
    text: Text, header: Header, mentions: Mentions, statements: Sequence[Statement], frames: Frames, odds: Odds
) -> list[Weighed]:
    """Every act that lexicon and odds read in ``text``, told or not, with what speaks for it and against it."""
    if not text.sentences:
        return []
    return _Finder(text, header, mentions, statements, frames, odds).weigh()


def judge(candidate: Candidate, frames: Frames) -> None:
    """Sets the auxiliary modes of ``candidate``, and makes a refusal of what somebody says they will not do."""
    noun = candidate.token if candidate.token is not candidate.carrier else None
    found = modes_of(candidate.carrier, frames.auxiliary, noun, candidate.words)
    if _is_litotes(candidate, frames):
        hostile = candidate.below is not None and frames.ontology.events[candidate.below.event].quad == _HOSTILE
        candidate.event = "THREATEN" if hostile else "AGREE"
        candidate.notes += ("will not hesitate: will",)
        candidate.modes = frozenset(found - {"future", "negation", "hypothetical"})
        return
    quad = frames.ontology.events[candidate.event].quad
    refused = is_refusal(candidate.carrier, frames.auxiliary) or (
        candidate.event == "AGREE" and is_unable(candidate.carrier, frames.auxiliary)
    )
    if quad in _COOPERATIVE and candidate.event != "REJECT" and refused:
        candidate.event = "REJECT"
        candidate.mutual = False
        candidate.notes += (REFUSED,)
        found -= {"future", "negation"}
    if candidate.rule.phase and "negation" in found and candidate.notes:
        candidate.event = "REJECT"
        found -= {"negation"}
    candidate.modes = frozenset(found)


def _is_litotes(candidate: Candidate, frames: Frames) -> bool:
    """ "Will not hesitate to expel": says that one will."""
    will_not = is_refusal(candidate.token, frames.auxiliary)
    return candidate.below is not None and will_not and is_litotes(candidate.token, frames.auxiliary)


class _Finder:
    """Finds the events of one document."""

    def __init__(
        self,
        text: Text,
        header: Header,
        mentions: Mentions,
        statements: Sequence[Statement],
        frames: Frames,
        odds: Odds,
    ) -> None:
        self.text = text
        self.header = header
        self.mentions = mentions
        self.frames = frames
        self.odds = odds
        self.carriers = Carriers(statements)
        self.voices = Voices(statements)
        self.cast = Cast(mentions, frames)
        self.affairs = self.cast.affairs()
        self.field = Field(text.sentences, self.cast, frames)
        self.sides = Sides(text, mentions, self.cast, self.voices, frames)
        self.likely = Likely(mentions, self.cast, frames)
        self.dates = Dates(text, header, mentions, frames.auxiliary)
        self.scenes = Scenes(text, header, mentions)
        self.bar = bar_of(text, frames)

    def weigh(self) -> list[Weighed]:
        found = [weighed for sentence in self.text.sentences for weighed in self._of_sentence(sentence)]
        return sorted(found, key=lambda w: (w.event.event_text[0], w.event.event))

    def _of_sentence(self, sentence: Sentence) -> list[Weighed]:
        read = read_sentence(sentence, self.frames, self.voices.starts, self.odds)
        told = (c for c in read if not c.consumed and (c.token.dep != "amod" or repairs.perfect(c.token)))
        candidates = [c for c in told if not self._is_owed(c) and not is_nobodys(c, self.frames)]
        if not candidates:
            return []
        for candidate in candidates:
            judge(candidate, self.frames)
            self._reread(candidate)
        smell = 2 * self.field.borrows + borrowed(sentence, self.frames)
        groups = joined(candidates)
        found = (self._event(group, groups, sentence, smell) for group in groups)
        return [weighed for weighed in found if weighed is not None]

    def _reread(self, candidate: Candidate) -> None:
        """Gives a predicate the type that its words tell most likely here, where that leaves no doubt.

        The more the rules have read, the less likely their type must be: several words say more than one, and what
        stands above or below a predicate or denies it says more still.
        """
        refused = candidate.event == "REJECT" != candidate.rule.event  # "will not end the strike"
        if candidate.pattern.source in PSEUDO or refused or _is_litotes(candidate, self.frames):
            return
        event, chance = self.odds.best(candidate.words)
        if event in (candidate.event, candidate.rule.official) or chance < CERTAIN:
            return
        told = candidate.notes or candidate.below is not None
        most = TOLD_UNLIKELY if told else SEVERAL_UNLIKELY if candidate.pattern.words else UNLIKELY
        if self.odds.of(candidate.words, candidate.event) > most:
            return
        if REFUSED in candidate.notes:
            candidate.modes |= {"negation"}
        candidate.notes += (f"read as {event}, not {candidate.event}, with odds of {chance:.2f}",)
        candidate.event = event
        candidate.pattern = candidate.pattern._replace(rule=self.frames.unlisted[event].rule)

    def _is_owed(self, candidate: Candidate) -> bool:
        """Whether it tells a duty; "I must ask you to leave" asks."""
        said = self.frames.ontology.events[candidate.event].quad in _SAID
        subjects = structure.subjects(candidate.carrier) if said else []
        own = any(t.pos == "PRON" and t.lower in self.frames.auxiliary["first_person"] for t in subjects)
        return not own and is_owed(candidate.carrier, self.frames.auxiliary)

    def _event(
        self, group: Sequence[Candidate], groups: Sequence[list[Candidate]], sentence: Sentence, smell: int
    ) -> Weighed | None:
        first = group[0]
        actors, recipients = self.sides.of(group)
        affairs = 0 if self.field.borrows else self.affairs.near(sentence)
        speaking = speaks(any(c.rule.strong for c in group), actors, recipients, self.cast, smell, affairs)
        if first.rule.official and self._is_of_state(first, actors):
            first.event = first.rule.official
            first.notes += ("done by a state",)
        if _is_purpose(first, self.frames):
            return None
        date_, historical = self.dates.of(first, actors)
        modes = self._modes(first, date_, historical or self._lies_far_back(first, (*actors, *recipients)))
        statement = self.carriers.of(first.carrier)
        place = self.scenes.of(group, recipients, date_)
        listed = [c for c in group if c.pattern.source not in PSEUDO]
        seen = Circumstances(
            sentence=sentence,
            sentences=len(self.text.sentences),
            beside=len(groups) - 1,
            smell=smell,
            affairs=affairs,
            speaks=speaking or (not smell and self._rages(first)),
            has_sides=self.sides.suit(first, actors, recipients),
            is_carried=statement is not None,
            is_dated=date_ is not None and date_.time is not None,
            is_placed=place is not None,
            modes=modes,
            odds=max((self.odds.of(c.words, first.event) for c in listed), default=None),
            silence=1 - max(self.odds.telling(c.words) for c in group),
        )
        signs = signs_of(first, actors, recipients, self.cast, self.field, seen, self.frames)
        confidence = confidence_of(signs, self.frames.weights)
        whole = Completed(actors, recipients)
        if confidence >= self.bar:
            self.scenes.kept.keep(first, place, date_)
            self.dates.keep(first, date_)
            acts = {w.i: c.event for other in groups for c in other for w in c.words}
            whole = self.likely.completed(group, actors, recipients, acts)
        if seen.speaks and seen.has_sides:
            self.sides.keep(first, whole.actors, whole.recipients)
        settled = _Settled(whole, date_, modes, place.id if place else None, statement.id if statement else None)
        again = taken_up(group, self.frames.auxiliary["definite"])
        return Weighed(self._told(group, sentence, settled, confidence), signs, whole, again)

    def _told(self, group: Sequence[Candidate], sentence: Sentence, settled: _Settled, confidence: float) -> Event:
        """The event as the record has it, but for its number."""
        first = group[0]
        kind = self.frames.ontology.events[first.event]
        return Event(
            id="",
            event=first.event,
            mode=tuple(m for m in first.rule.mode if m in kind.modes),
            context=self._contexts(sentence),
            cameo=_cameo(first, kind.cameo),
            quad_code=kind.quad,
            event_scale=kind.scale,
            actor=self._in_full(settled.sides.actors),
            recipient=self._in_full(settled.sides.recipients),
            date=settled.date,
            event_loc=settled.place,
            auxiliary=tuple(m for m in _ORDER if m in settled.modes),
            statement=settled.statement,
            event_text=spans_of([w for c in group for w in c.words], self.text),
            sentence=(sentence.start, sentence.end),
            size=sizes.size_of(group, self.frames),
            confidence=confidence,
            why=_why(group, settled.sides.notes),
        )

    def _in_full(self, parties: Sequence[Party]) -> tuple[Party, ...]:
        return tuple(in_full(p, self.text, self.frames.auxiliary["calendar"]) for p in parties)

    def _modes(self, first: Candidate, date_: Interval | None, historical: bool) -> frozenset[str]:
        """The auxiliary modes, with what its date and its surroundings say: it lies ahead, or is background."""
        noun = first.token if first.token is not first.carrier else None
        historical = historical or is_background(first.carrier, self.frames.auxiliary, noun)
        if self.dates.lies_ahead(date_) and not first.modes:
            first.modes = frozenset({"future"})
        if historical and not first.modes & {"future", "hypothetical"}:
            return first.modes | {"historical"}
        return first.modes

    def _lies_far_back(self, candidate: Candidate, parties: Sequence[Party]) -> bool:
        day = self.dates.published
        if not day or not is_past(candidate.carrier):
            return False
        known = self.cast.entities
        if is_of_former_states(parties, known, day) or is_of_past_leaders(parties, known, day):
            return True
        return is_of_an_era(candidate.carrier, day)

    def _rages(self, candidate: Candidate) -> bool:
        """ "Fighting resumed in eastern Mali": where no side is named, the place says that it is of public affairs."""
        if candidate.event != "ASSAULT" or candidate.token is candidate.carrier:
            return False
        return self.scenes.told(candidate) is not None and candidate.carrier.lemma in self.frames.classes["occur"]

    def _is_of_state(self, candidate: Candidate, actors: Sequence[Party]) -> bool:
        people = any(t.label == "NORP" or t.tag in _PLURAL for t in candidate.actors)
        return bool(actors) and not people and all(self.cast.official(p) for p in actors)

    def _contexts(self, sentence: Sentence) -> tuple[str, ...]:
        found = {name for t in sentence.tokens for name in self.frames.contexts.get(t.lemma, ())}
        return tuple(name for name in self.frames.ontology.contexts if name in found)


def _is_purpose(candidate: Candidate, frames: Frames) -> bool:
    """ "Sent troops to attack": an aim is not an act; "marched to demand" is."""
    token = candidate.carrier
    aim = token.dep == "advcl" and any(c.tag == "TO" for c in token.children)
    return aim and frames.ontology.events[candidate.event].quad not in (1, 3)


def _cameo(candidate: Candidate, known: object) -> str | None:
    code = candidate.rule.cameo
    return code if isinstance(known, dict) and code in known else None


def _why(group: Sequence[Candidate], chosen: Sequence[str]) -> str:
    first = group[0]
    parts = [f'{first.rule.id}: "{first.pattern.source}"', *first.notes]
    parts += [f'with {c.rule.id}: "{c.pattern.source}"' for c in group[1:]]
    parts += chosen
    return "; ".join(parts)


def _numbered(events: Sequence[Event]) -> list[Event]:
    return [msgspec.structs.replace(event, id=f"v{n}") for n, event in enumerate(events, 1)]
