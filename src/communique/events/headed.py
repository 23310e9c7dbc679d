"""Where a title, a label or an opening says that what stands below it happened: "Clashes in X", "On Y: …"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from communique.events.candidate import Candidate
from communique.events.carried import LOCATING, elsewhere, is_somewhere_unnamed, place_of_frame
from communique.events.on_ground import OF_WORDS, UNREAL, is_on_the_ground, is_past
from communique.mentions.ground import CAPITALS, Ground
from communique.mentions.scene_phrases import is_union, phrases_on
from communique.mentions.scene_words import scene_words
from communique.model import Block, Place, Sentence, Text, Token

LONGEST_TOPIC = 4  # code points before a place that a paragraph opens with: "On X: …"
BELOW = 2  # sentences below an act in which "the attack in X" is that act
_ON_THE_MAP = frozenset(("H", "T", "L"))
"""Classes of features that lie around towns: seas, mountains, regions; not crossings, camps and bases."""
_SPOTS = frozenset(("PRK", "PRT"))


def is_power(place: Place) -> bool:
    """Whether a place is a state or a union of states, named for those who act for it as often as for ground."""
    return place.resolution == "country" or is_union(place)


def acts_as_state(place: Place, ground: Ground) -> bool:
    """Whether a capital stands for its government: "expected Rabat to free him", not "in Tunis"."""
    words = ground.text.tokens_in(place.start, place.end)
    if place.feature_code not in CAPITALS or not words:
        return False
    last = words[-1]
    return last.dep in ("nsubj", "nsubjpass", "dative") or (
        last.dep == "dobj" and last.head.lemma not in scene_words().object
    )


def is_around(place: Place) -> bool:
    """Whether it is ground in which a town may lie, so that naming it does not say that something was elsewhere."""
    wide = place.feature_class in _ON_THE_MAP and place.feature_code not in _SPOTS
    return place.resolution == "feature" and wide


def places_of_titles(text: Text, ground: Ground) -> dict[str, Place]:
    """The one place, no state, at which the titles say that something happened, by type of act: "The attack at X"."""
    heads = list(takewhile(lambda s: s.block.kind == "heading", text.sentences))
    named = [p for s in heads for p in ground.within(s.start, s.end) if not is_power(p)]
    words = text.tokens_in(named[0].start, named[0].end) if named else ()
    if len({p.resolved_place or p.extracted_place for p in named}) != 1 or not words:
        return {}
    nouns = _acts_at(words[-1])
    return {event: named[0] for event, acts in scene_words().titled.items() if nouns & acts}


def _acts_at(name: Token) -> set[str]:
    """The nouns on which a name hangs: "attack" in "the attack near X", "raid" in "a raid on a X radio station"."""
    if name.dep == "pobj" and name.head.lower not in LOCATING:
        return set()
    above = set()
    while name.dep in ("compound", "nmod", "amod", "pobj", "prep") and name.head is not name:
        name = name.head
        if name.pos in ("NOUN", "PROPN"):
            above.add(name.lower)
    return above


def place_of_label(block: Block, ground: Ground) -> Place | None:
    """The one place in the label of a paragraph: "On Haiti: …", "Goma, 3 May: …"."""
    if block.label is None:  # "On Haiti: Gangs looted …", parsed as one sentence
        named = ground.within(block.start, block.end)[:1]
        told = ground.text.words(named[0].end, named[0].end + 1) == ":" if named else False
        return named[0] if told and named[0].start - block.start <= LONGEST_TOPIC else None
    named = ground.within(*block.label)
    return named[0] if len(named) == 1 else None


def place_of_opening(first: Sentence, ground: Ground) -> Place | None:
    """The one place at which a report's first sentence says that something is: "in X", "the village of X"."""
    named = [p for p in ground.within(first.start, first.end) if not is_power(p) and not is_around(p)]
    words = ground.text.tokens_in(named[0].start, named[0].end) if len(named) == 1 else ()
    name = words[-1] if words else None
    if name is not None and name.dep in ("compound", "nmod") and name.head.pos == "NOUN":  # "at the X crossing"
        name = name.head
    if name is None or name.dep != "pobj":
        return None
    above = name.head
    of_town = above.lower == "of" and above.head.lemma in scene_words().unnamed | scene_words().locals
    return named[0] if above.lower in LOCATING or of_town else None


def stands_alone(scene: Place, places: Sequence[Place], candidate: Candidate, ground: Ground) -> bool:
    """Whether no place but ``scene`` is named around an act at which it may have been instead."""
    others = (p for p in elsewhere(places, candidate, ground) if p.resolved_place != scene.resolved_place or p is scene)
    return all(p is scene or is_power(p) or is_around(p) or acts_as_state(p, ground) for p in others)


def is_treaty_formula(candidate: Candidate) -> bool:
    """ "Have agreed as follows": the words with which the body of a treaty opens."""
    verb = candidate.token
    before = [t for t in verb.sentence.tokens if t.i < verb.i]
    alone = all(t.head is verb and t.dep in ("aux", "advmod") for t in before)
    return alone and verb.lemma in scene_words().formulas and verb.child("nsubj", "nsubjpass") is None


def place_told_below(candidate: Candidate, text: Text, ground: Ground) -> Place | None:
    """Where an act told at the head of a report was, as the sentences below it say: "… The attack in X was …"."""
    sentence, nouns = candidate.token.sentence, scene_words().titled.get(candidate.event, frozenset())
    for below in text.sentences[sentence.index + 1 : sentence.index + 1 + BELOW]:
        for noun in below.tokens:
            if noun.lower in nouns and noun.pos == "NOUN" and any(c.lower == "the" for c in noun.children):
                place = next((p for p in phrases_on(noun, noun, ground) if not is_power(p)), None)
                if place is not None:
                    return place
    return None


class Heads:
    """What the titles, labels and openings of one document say of where its acts were."""

    def __init__(self, text: Text, ground: Ground, filed: Place | None) -> None:
        self.text = text
        self.ground = ground
        self.filed = filed
        self.first = next((s for s in text.sentences if s.block.kind != "heading"), None)
        self.titles = places_of_titles(text, ground)

    def labelled(self, candidate: Candidate) -> Place | None:
        """ "On Cyprus: The envoy visited the buffer zone": what a label says that a paragraph is about."""
        if candidate.modes & UNREAL or candidate.event in OF_WORDS or not is_past(candidate.carrier):
            return None
        sentence = candidate.token.sentence
        scene = place_of_label(sentence.block, self.ground)
        named = self.ground.within(sentence.block.start, sentence.end)
        return scene if scene and stands_alone(scene, named, candidate, self.ground) else None

    def said(self, candidate: Candidate) -> Place | None:
        """Where an act on the ground was, by what opens its sentence, the titles, or the sentences below the lead."""
        if not is_on_the_ground(candidate) or self.first is None:
            return None
        return place_of_frame(candidate, self.ground) or self._titled(candidate) or self._told_below(candidate)

    def _titled(self, candidate: Candidate) -> Place | None:
        """ "The attack at X", say the titles: acts of the kind below them, as long as no other place is named."""
        scene = self.titles.get(candidate.event)
        if scene is None or self.first is None or is_somewhere_unnamed(candidate):
            return None
        named = self.ground.within(self.first.start, candidate.token.sentence.end)
        others = [p for p in named if p is not self.filed]
        return scene if stands_alone(scene, others, candidate, self.ground) else None

    def _told_below(self, candidate: Candidate) -> Place | None:
        """ "A policeman shot the envoy. … The attack in X …": the lead's place, if it names none itself."""
        sentence = candidate.token.sentence
        if sentence is not self.first:
            return None
        named = elsewhere(self.ground.within(sentence.start, sentence.end), candidate, self.ground)
        if any(not is_power(p) and not acts_as_state(p, self.ground) for p in named):
            return None
        return place_told_below(candidate, self.text, self.ground)
