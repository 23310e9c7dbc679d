"""Where an act happened: by its clause, by what it hit, by the sentences before, by where the report was filed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from communique.events.candidate import Candidate
from communique.mentions.ground import CAPITALS, Ground
from communique.mentions.scene import place_of
from communique.mentions.scene_phrases import is_of_words, is_union
from communique.mentions.scene_words import scene_words
from communique.model import Header, Interval, Mentions, Party, Place, Sentence, Text, Token

ON_THE_GROUND = frozenset(("ASSAULT", "COERCE", "PROTEST"))
"""Types of acts on the ground, which follow one another at one place: a march, the tear gas, the arrests."""
OF_WORDS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT", "AGREE"))
"""Types of acts of words, whose place is never in the name of those they are said to: "accused his Miami relatives"."""
BACK = 2  # sentences over which such acts go on at the place that the first of them names
OPENING = 3  # sentences of a report that tell of where it was filed, as long as none names another place
_HELD = frozenset(("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "PROTEST"))
"""Types of acts for which people come together."""
_UNREAL = frozenset(("future", "hypothetical", "negation", "historical"))


class _Last(NamedTuple):
    """The last act on the ground, and where it was."""

    place: Place
    sentence: Sentence
    day: str
    word: int = 0  # where its verb stands: places named after it may be elsewhere


class Scenes:
    """The places of one document's events; asked in the order of the text."""

    def __init__(self, text: Text, header: Header, mentions: Mentions) -> None:
        self.text = text
        self.ground = Ground(text, mentions.places)
        self._filed = _filed_from(header, mentions.places)
        self._country = self._filed.country_code if self._filed else None
        self._first = next((s.index for s in text.sentences if s.block.kind != "heading"), 0)
        self._is_paper = _is_paper(text)
        self._last: _Last | None = None

    def of(self, group: Sequence[Candidate], recipients: Sequence[Party], date: Interval | None) -> Place | None:
        """Where what the predicates of ``group`` tell happened, or None where nothing says it."""
        candidate = group[0]
        told = next((p for c in group if (p := self.told(c)) is not None), None) or self._hit(candidate, recipients)
        told = told or self._gone_on(candidate, date) or self._held_where_filed(candidate)
        if told is None or (told.resolution == "country" and told.country_code == self._country):
            return self._done_where_filed(candidate) or told
        return told

    def keep(self, candidate: Candidate, place: Place | None, date: Interval | None) -> None:
        """Notes where an act that is told of was, so that those that follow on the same day may be there too."""
        if place and candidate.event in ON_THE_GROUND and not candidate.modes & _UNREAL and date and date.start:
            self._last = _Last(place, candidate.token.sentence, date.start, candidate.token.start)

    def told(self, candidate: Candidate) -> Place | None:
        """Where it happened as its words say, then those of its verb."""
        words = dict.fromkeys((candidate.token, candidate.carrier, *candidate.words))
        nouns = [t for t in words if t.pos == "NOUN"]  # "paid a visit to X": the noun says it first
        verbs = [t for t in words if t.pos != "NOUN"]
        for token in [t for t in verbs if is_of_words(t)] or (*nouns, *verbs):
            place = place_of(token, self.ground)
            if place is not None and not (candidate.event in OF_WORDS and self._is_of_the_content(place, token)):
                return place
        return None

    def _is_of_the_content(self, place: Place, token: Token) -> bool:
        """Whether the place belongs to whom or what an act of words is about: "condemned the shelling in X"."""
        if self.ground.is_kind(place):  # "at the Paris conference, members pledged …" says where
            held = self.text.tokens_in(place.start, place.end)[-1].head.head
            return place.start > token.start or held.head is not token
        about = (c for c in token.children if c.dep in ("dobj", "dative", "ccomp", "advcl") and c.i > token.i)
        return token.lemma in scene_words().about and any(c.start < place.start for c in about)

    def _hit(self, candidate: Candidate, recipients: Sequence[Party]) -> Place | None:
        """An assault happened where what it hits stands: "attacked Homs", "a Karachi mosque", not "Russia's envoy"."""
        if candidate.event != "ASSAULT":
            return None
        for party in recipients:
            for place in self.ground.within(party.start, party.end):
                words = self.text.tokens_in(place.start, place.end)
                whole = bool(words) and words[-1].end == party.end
                if whole or not _is_power(place):
                    return place
        return None

    def _gone_on(self, candidate: Candidate, date: Interval | None) -> Place | None:
        """ "Protesters gathered in Minsk. Police arrested 200": the same day and paragraph, no other place named."""
        sentence = candidate.token.sentence
        if not _is_on_the_ground(candidate):
            return None
        last = self._last
        if last is None or not 0 <= sentence.index - last.sentence.index <= BACK:
            last = self._scene_before(sentence, date)
        if last is None or date is None or date.start != last.day:
            return None
        between = self.ground.within(last.sentence.end, sentence.end)
        since = max(last.place.start, last.word)
        here = [p for p in self.ground.within(sentence.start, sentence.end) if p.start > since]
        return None if any(not _is_power(p) for p in (*between, *here)) else last.place

    def _scene_before(self, sentence: Sentence, date: Interval | None) -> _Last | None:
        """The scene of the sentence before in the same paragraph, whatever it tells: "foiled an escape from X"."""
        before = self.text.sentences[sentence.index - 1] if sentence.index else None
        if before is None or date is None or date.start is None:
            return None
        if before.block is not sentence.block and not before.block.kind == sentence.block.kind == "item":
            return None
        for verb in (*(c for c in before.root.children if c.dep == "ccomp" and c.i < before.root.i), before.root):
            place = place_of(verb, self.ground) if _is_past(verb) and not is_of_words(verb) else None
            if place is not None:
                return _Last(place, before, date.start)
        return None

    def _held_where_filed(self, candidate: Candidate) -> Place | None:
        """Talks, signatures, marches without a place, in a first sentence or a paper: where that was filed or done."""
        sentence, words = candidate.token.sentence, scene_words()
        if self._filed is None or candidate.modes & _UNREAL or candidate.event not in _HELD:
            return None
        if sentence.index != self._first and not self._is_paper:
            return None
        if not any(w.lemma in words.filed for w in candidate.words):
            return None
        if any(t.lower in words.far for t in sentence.tokens):
            return None
        named = self.ground.within(sentence.start, sentence.end)
        return None if any(p.resolution not in ("country", "feature") for p in named) else self._filed

    def _done_where_filed(self, candidate: Candidate) -> Place | None:
        """ "COUTTS, Alberta - Police arrested ten men": what a report opens with, where no other place is named.

        From a capital much is reported that happened elsewhere: there only what is done in towns, by crowds, police and
        courts. "Here" is where the report was filed.
        """
        sentence, words = candidate.token.sentence, scene_words()
        if self._filed is None or candidate.modes & _UNREAL:
            return None
        if any(t.lower in words.here for w in (candidate.token, candidate.carrier) for t in w.children):
            return self._filed
        if not 0 <= sentence.index - self._first < OPENING or not _is_on_the_ground(candidate):
            return None
        lowers = {t.lower for t in sentence.tokens}
        if lowers & words.far:
            return None
        if self._filed.feature_code in CAPITALS and (not lowers & words.in_town or lowers & words.elsewhere):
            return None
        named = self.ground.within(self.text.sentences[self._first].start, sentence.end)
        return self._filed if all(_is_power(p) for p in named) else None


def _filed_from(header: Header, places: Sequence[Place]) -> Place | None:
    """The one town of the dateline."""
    line = header.dateline
    named = [p for p in places if line and line.start <= p.start < line.end and p.resolution != "country"]
    towns = [p for p in named if p.resolution == "city"] or named
    return towns[0] if len(towns) == 1 else None


def _is_paper(text: Text) -> bool:
    """Whether the headings say that it is a treaty, a communiqué, a statement: done where it is dated from."""
    heads = takewhile(lambda s: s.block.kind == "heading", text.sentences)
    return any(t.lower in scene_words().papers for s in heads for t in s.tokens)


def _is_on_the_ground(candidate: Candidate) -> bool:
    """Whether it is told as an act on the ground that has happened, not one that a state decrees."""
    past = _is_past(candidate.carrier) and candidate.carrier.lemma not in scene_words().decrees
    return candidate.event in ON_THE_GROUND and not candidate.modes & _UNREAL and past


def _is_power(place: Place) -> bool:
    """Whether a place is a state or a union of states, named for those who act for it as often as for ground."""
    return place.resolution == "country" or is_union(place)


def _is_past(verb: Token) -> bool:
    return verb.tag in ("VBD", "VBN", "VBG") or verb.pos == "NOUN"
