"""The scenes that a text has set, and which acts that name no place of their own happened at one of them."""

from __future__ import annotations

from datetime import date as calendar_day
from typing import NamedTuple

from communique.events.candidate import Candidate
from communique.events.carried import elsewhere, is_of_earlier_act, is_somewhere_unnamed
from communique.events.headed import is_power, place_of_opening
from communique.events.on_ground import ON_THE_GROUND, UNREAL, is_on_the_ground, is_on_the_spot
from communique.events.retold import RETOLD, is_retold
from communique.events.talks import AT_TALKS, ROUND, is_answer, is_of_clause, place_of_talks
from communique.mentions.ground import CAPITALS, Ground, is_same
from communique.model import Interval, Place, Sentence, Text, Token

BACK = 2  # sentences over which such acts go on at the place that the first of them names
OPENING = 3  # sentences of a report that tell of where it was filed, as long as none names another place
FORTNIGHT = 14  # days within which acts are of one story
_MAIN = frozenset(("ROOT", "conj", "ccomp", "parataxis"))
_VISITS = frozenset(("visit", "tour"))


class Last(NamedTuple):
    """The last act on the ground, and where it was."""

    place: Place
    sentence: Sentence
    day: str | None
    word: int = 0  # where its verb stands: places named after it may be elsewhere


class Kept:
    """The scenes of the acts that one document has told of so far; ``filed`` is where it was filed or done."""

    def __init__(self, text: Text, ground: Ground, filed: Place | None, first: int, *, is_paper: bool) -> None:
        self.text = text
        self.ground = ground
        self.filed = filed
        self.first = first
        self.is_paper = is_paper
        self.last: Last | None = None
        self.met: Last | None = None  # the last meeting
        self.talks: Last | None = None  # the first of the meetings at the place of the last
        self.assault: Last | None = None  # the last assault
        self.acts: dict[str, Last] = {}  # the last acts on the ground that had a place, by their nouns
        self.set: Last | None = None  # the last act of any kind that had a place
        self.on_ground = False  # whether any of them was on the ground
        self.seen: set[str] = set()  # the places of all acts told so far

    def keep(self, candidate: Candidate, place: Place | None, date: Interval | None) -> None:
        """Notes where an act that is told of was, so that those that follow on the same day may be there too."""
        if place is None or candidate.modes & UNREAL:
            return
        day = date.start if date else None
        last = Last(place, candidate.token.sentence, day, candidate.token.start)
        if is_of_earlier_act(candidate.token) and candidate.token.pos == "NOUN":
            return
        if candidate.event == "ASSAULT":
            self.assault = last
        if candidate.event in ON_THE_GROUND or is_on_the_spot(candidate):
            self.last = last
            self.on_ground = True
            self.acts.update({word.lemma: last for word in candidate.words if word.pos == "NOUN"})
        if candidate.event == "CONSULT":
            again = self.met is not None and is_same(self.met.place, place)
            self.met = last
            self.talks = self.talks if again else last
        if place.resolution != "country":
            self.set = last
            self.seen.add(place.resolved_place or place.extracted_place)

    def retold(self, candidate: Candidate) -> Place | None:
        """ "The army said its men had not fired first": at the place of the shooting that the text has told of."""
        known = self.assault
        if known is None or not is_retold(candidate):
            return None
        return known.place if candidate.token.sentence.index - known.sentence.index <= RETOLD else None

    def said_at_talks(self, candidate: Candidate) -> Place | None:
        """What is agreed, asked and refused after talks or, in a report of talks from where they are held, at them."""
        if candidate.event not in AT_TALKS or candidate.modes & UNREAL:
            return None
        own = place_of_talks(candidate, self.ground)
        met, talks, sentence = self.met, self.talks, candidate.token.sentence
        if own is not None or met is None or talks is None or self.is_paper:
            return own
        lead = self.filed is not None and is_same(talks.place, self.filed)
        lead = lead and talks.sentence.index - self.first < OPENING
        near = 0 < sentence.index - (talks if lead else met).sentence.index <= (ROUND if lead else BACK)
        near = near and (lead or met.sentence.block is sentence.block)
        here = elsewhere(self.ground.within(sentence.start, sentence.end), candidate, self.ground)
        named = [p for p in here if not is_power(p) and is_of_clause(p, candidate, self.text)]
        capitals = all(p.feature_code in CAPITALS for p in named)  # "envoys from Accra"
        return met.place if near and capitals and is_answer(candidate) else None

    def only_scene(self, candidate: Candidate, date: Interval | None) -> Place | None:
        """In a text all of whose acts so far were at one place: there, as long as the paragraph names no other."""
        verb = candidate.carrier
        last = self.set if self.on_ground else None
        if not self.seen:
            last = self._opened(candidate.token.sentence, date)
        here = is_on_the_ground(candidate) or _is_meeting(candidate)
        if last is None or len(self.seen) > 1 or not here:
            return None
        if candidate.token.pos == "NOUN" or verb.dep not in _MAIN or not _is_near_in_time(date, last.day):
            return None
        block = candidate.token.sentence.block
        if block.kind == "heading" or is_somewhere_unnamed(candidate):
            return None
        scene = last.place
        named = elsewhere(self.ground.within(block.start, candidate.token.sentence.end), candidate, self.ground)
        return scene if all(is_power(p) or is_same(p, scene) for p in named) else None

    def _opened(self, sentence: Sentence, date: Interval | None) -> Last | None:
        """The one place that the first sentence with a verb, if it stands before this one, says a text is about."""
        told = (s for s in self.text.sentences[self.first : sentence.index] if s.root.pos in ("VERB", "AUX"))
        before = next(told, None)
        place = place_of_opening(before, self.ground) if before is not None else None
        return Last(place, before, date.start if date else None) if place and before else None

    def visited(self, candidate: Candidate) -> Place | None:
        """ "Visited the wounded", "visited them": at the scene of the paragraph, where nothing else is named."""
        if candidate.event != "CONSULT" or candidate.modes & UNREAL or candidate.carrier.lemma not in _VISITS:
            return None
        whom = candidate.carrier.child("dobj")
        scene, sentence = self.set, candidate.token.sentence
        if scene is None or whom is None or not (whom.pos == "PRON" or _is_told_as_known(whom)):
            return None
        return scene.place if self._holds_on(scene, sentence) else None

    def _holds_on(self, last: Last, sentence: Sentence) -> bool:
        """Whether a paragraph names no other place than that of an act told in it."""
        block = sentence.block
        named = self.ground.within(last.sentence.start, sentence.end)
        same = all(is_power(p) or is_same(p, last.place) for p in named)
        return last.sentence.block is block and same and last.place.resolution != "country"


def _is_near_in_time(span: Interval | None, day: str | None) -> bool:
    """Whether a date lies within a fortnight of ``day``; also where either is unknown or no day of the calendar."""
    try:
        first = calendar_day.fromisoformat((span.start if span else None) or "")
        last = calendar_day.fromisoformat(day or "")
    except ValueError:
        return True
    return abs((first - last).days) <= FORTNIGHT


def _is_told_as_known(noun: Token) -> bool:
    return noun.pos != "PROPN" and any(c.dep == "det" and c.lower == "the" for c in noun.children)


def _is_meeting(candidate: Candidate) -> bool:
    """ "The governor met their leaders": people who came together, not "talks by telephone"."""
    return candidate.event == "CONSULT" and not candidate.modes & UNREAL and candidate.carrier.tag in ("VBD", "VBN")
