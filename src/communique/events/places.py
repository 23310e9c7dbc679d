"""Where an act happened: by its clause, by what it hit, by the sentences before, by where the report was filed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from communique.events.candidate import Candidate
from communique.events.carried import (
    elsewhere,
    is_announcement,
    is_at_venue,
    is_of_earlier_act,
    is_somewhere_unnamed,
    made_at,
    names_meeting_again,
    place_of_clause_before,
    place_of_voice,
)
from communique.events.headed import (
    Heads,
    acts_as_state,
    is_around,
    is_power,
    is_treaty_formula,
    place_of_opening,
)
from communique.events.on_ground import OF_WORDS, ON_THE_GROUND, UNREAL, is_on_the_ground, is_past
from communique.events.scene_kept import BACK, OPENING, Kept, Last
from communique.events.talks import is_done_bodily, is_where_filed
from communique.mentions.ground import CAPITALS, Ground, is_same
from communique.mentions.scene import place_of
from communique.mentions.scene_phrases import is_of_words
from communique.mentions.scene_words import scene_words
from communique.model import Header, Interval, Mentions, Party, Place, Sentence, Text, Token

_HELD = frozenset(("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "PROTEST"))
"""Types of acts for which people come together."""
_TOGETHER = frozenset((("item", "item"), ("turn", "turn"), ("heading", "paragraph"), ("paragraph", "item")))


class Scenes:
    """The places of one document's events; asked in the order of the text."""

    def __init__(self, text: Text, header: Header, mentions: Mentions) -> None:
        self.text = text
        self.ground = Ground(text, mentions.places)
        self._filed = _filed_from(header, mentions.places) or made_at(text, self.ground)
        self._country = self._filed.country_code if self._filed else None
        self._first = next((s.index for s in text.sentences if s.block.kind != "heading"), 0)
        self._is_paper = _is_paper(text)
        self.kept = Kept(text, self.ground, self._filed, self._first, is_paper=self._is_paper)
        self._heads = Heads(text, self.ground, self._filed)

    def of(self, group: Sequence[Candidate], recipients: Sequence[Party], date: Interval | None) -> Place | None:
        """Where what the predicates of ``group`` tell happened, or None where nothing says it."""
        candidate = group[0]
        if self._filed is not None and not candidate.modes & UNREAL and is_where_filed(candidate):
            return self._filed
        told = next((p for c in group if (p := self.told(c)) is not None), None) or self._hit(candidate, recipients)
        told = told or self._voiced(candidate) or self._gone_on(candidate, date) or self._met_again(candidate)
        told = told or self._heads.labelled(candidate) or self._held_where_filed(candidate) or self._at_venue(candidate)
        told = told or self._heads.said(candidate) or self.kept.retold(candidate) or self.kept.said_at_talks(candidate)
        told = told or self.kept.visited(candidate) or self.kept.only_scene(candidate, date)
        if told is None or (told.resolution == "country" and told.country_code == self._country):
            return self._done_where_filed(candidate) or told
        return told

    def told(self, candidate: Candidate) -> Place | None:
        """Where it happened as its words say, then those of its verb."""
        words = dict.fromkeys((candidate.token, candidate.carrier, *candidate.words))
        nouns = [t for t in words if t.pos == "NOUN"]  # "paid a visit to X": the noun says it first
        verbs = [t for t in words if t.pos != "NOUN"]
        if any(v.head in nouns and v.dep in ("relcl", "acl") for v in verbs):  # "the camps that it raided in X"
            verbs, nouns = [], [*verbs, *nouns]
        for token in [t for t in verbs if is_of_words(t)] or (*nouns, *verbs):
            place = place_of(token, self.ground)
            if place is not None and not (candidate.event in OF_WORDS and self._is_of_the_content(place, token)):
                return place
        return None

    def _is_of_the_content(self, place: Place, token: Token) -> bool:
        """Whether the place belongs to whom or what an act of words is about: "condemned the shelling in X"."""
        if self.ground.is_kind(place):  # "at the Paris conference, members pledged …" says where
            held = self.text.tokens_in(place.start, place.end)[-1].head.head
            if held.lower == "at" and held.head is token and is_done_bodily(token):  # "was barred at X airport"
                return False
            return place.start > token.start or held.head is not token
        about = (c for c in token.children if c.dep in ("dobj", "dative", "ccomp", "advcl") and c.i > token.i)
        if token.lemma in scene_words().about and any(c.start < place.start for c in about):
            return True
        return any(_is_before(c) and c.subtree()[0].start < place.start for c in token.children)

    def _hit(self, candidate: Candidate, recipients: Sequence[Party]) -> Place | None:
        """An assault happened where what it hits stands: "attacked Homs", "a Karachi mosque", not "Russia's envoy"."""
        if candidate.event != "ASSAULT":
            return None
        for party in recipients:
            for place in self.ground.within(party.start, party.end):
                words = self.text.tokens_in(place.start, place.end)
                whole = bool(words) and words[-1].end == party.end
                if whole or not is_power(place):
                    return place
        return None

    def _voiced(self, candidate: Candidate) -> Place | None:
        """ "Residents of Tuzla said soldiers had burned their houses": locals tell of what happened where they live."""
        if candidate.event not in ON_THE_GROUND or not is_on_the_ground(candidate):
            return None
        own = [t for t in candidate.carrier.subtree() if self.ground.at(t)]
        return None if own else place_of_voice(candidate, self.ground)

    def _gone_on(self, candidate: Candidate, date: Interval | None) -> Place | None:
        """ "Protesters gathered in Minsk. Police arrested 200": the same day and paragraph, no other place named."""
        sentence = candidate.token.sentence
        if not is_on_the_ground(candidate) or sentence.block.kind == "heading" or is_somewhere_unnamed(candidate):
            return None
        if candidate.token.pos == "NOUN" and is_of_earlier_act(candidate.token):
            known = self.kept.acts.get(candidate.token.lemma)
            return known.place if known is not None else None
        before = place_of_clause_before(candidate, self.ground)
        last = self.kept.last
        if before is not None:
            own = candidate.carrier.child("nsubj", "nsubjpass") or candidate.carrier
            last = Last(before, sentence, None, own.start)
        elif last is None or not 0 <= sentence.index - last.sentence.index <= BACK:
            last = self._scene_before(sentence, date)
        day = date.start if date else None
        is_dated = date is not None and date.time is not None
        if last is None or (before is None and day != last.day and is_dated):
            return None
        between = self.ground.within(last.sentence.end, sentence.end)
        since = max(last.place.start, last.word)
        here = [p for p in self.ground.within(sentence.start, sentence.end) if p.start > since]
        named = elsewhere((*between, *here), candidate, self.ground)
        return None if any(not is_power(p) and not is_same(p, last.place) for p in named) else last.place

    def _scene_before(self, sentence: Sentence, date: Interval | None) -> Last | None:
        """The scene of the sentence before in the same paragraph, whatever it tells: "foiled an escape from X".

        What a question or a title named is the scene of the first sentence behind it.
        """
        day = date.start if date else None
        for before in reversed(self.text.sentences[max(0, sentence.index - BACK) : sentence.index]):
            named = [p for p in self.ground.within(before.start, before.end) if not is_power(p)]
            if len(named) == 1 and is_announcement(before):
                return Last(named[0], before, day)
        before = self.text.sentences[sentence.index - 1] if sentence.index else sentence
        if before is sentence or not _goes_together(before, sentence):
            return None
        for verb in (*(c for c in before.root.children if c.dep == "ccomp" and c.i < before.root.i), before.root):
            tells = is_past(verb) or before.block.kind == "heading"
            place = place_of(verb, self.ground) if tells and not is_of_words(verb) else None
            if place is not None:
                return Last(place, before, day)
        return None

    def _met_again(self, candidate: Candidate) -> Place | None:
        """ "The talks had been arranged by Chad": where the text has said that they were held."""
        if self.kept.met is None or candidate.event not in _HELD or not names_meeting_again(candidate):
            return None
        sentence = candidate.token.sentence
        if sentence.index - self.kept.met.sentence.index > OPENING:
            return None
        named = elsewhere(self.ground.within(sentence.start, sentence.end), candidate, self.ground)
        return None if any(not is_power(p) for p in named) else self.kept.met.place

    def _at_venue(self, candidate: Candidate) -> Place | None:
        """ "Outside the ministry", "at the cathedral": in the town where the report is set."""
        of_words = candidate.event in OF_WORDS and not is_done_bodily(candidate.carrier)
        if candidate.modes & UNREAL or of_words or not is_at_venue(candidate):
            return None
        sentence = candidate.token.sentence
        near = self.kept.set if self.kept.set and sentence.index - self.kept.set.sentence.index <= BACK else None
        opening = self.text.sentences[self._first]
        scene = near.place if near else self._filed or place_of_opening(opening, self.ground)
        if scene is None:
            return None
        since = near.sentence.end if near else opening.start
        named = elsewhere(self.ground.within(min(since, sentence.start), sentence.end), candidate, self.ground)
        own = (p for p in named if p is not scene and not (near and p.start <= near.word))
        return None if any(not is_power(p) and not acts_as_state(p, self.ground) for p in own) else scene

    def _held_where_filed(self, candidate: Candidate) -> Place | None:
        """Talks, signatures, marches without a place, in a first sentence or a paper: where that was filed or done."""
        sentence, words = candidate.token.sentence, scene_words()
        if self._filed is None or candidate.modes & UNREAL or candidate.event not in _HELD:
            return None
        if not 0 <= sentence.index - self._first < OPENING and not self._is_paper:
            return None
        if not any(w.lemma in words.filed for w in candidate.words):
            return self._filed if self._is_paper and is_treaty_formula(candidate) else None
        if any(t.lower in words.far and not (t.lower == "country" and t.dep != "pobj") for t in sentence.tokens):
            return None
        opening = sentence if self._is_paper else self.text.sentences[self._first]
        named = elsewhere(self.ground.within(opening.start, sentence.end), candidate, self.ground)
        others = (p for p in named if not is_same(p, self._filed))
        return None if any(p.resolution != "country" and not is_around(p) for p in others) else self._filed

    def _done_where_filed(self, candidate: Candidate) -> Place | None:
        """ "COUTTS, Alberta - Police arrested ten men": what a report opens with, where no other place is named.

        From a capital much is reported that happened elsewhere: there only what is done in towns, by crowds, police and
        courts. "Here" is where the report was filed.
        """
        sentence, words = candidate.token.sentence, scene_words()
        if self._filed is None or candidate.modes & UNREAL:
            return None
        if any(t.lower in words.here for w in (candidate.token, candidate.carrier) for t in w.children):
            return self._filed
        if not 0 <= sentence.index - self._first < OPENING or not is_on_the_ground(candidate):
            return None
        if candidate.token.pos == "NOUN" and is_of_earlier_act(candidate.token):  # "accuses them of a raid"
            return None
        lowers = {t.lower for t in sentence.tokens}
        if lowers & words.far:
            return None
        if self._filed.feature_code in CAPITALS and (not lowers & words.in_town or lowers & words.elsewhere):
            return None
        since = self.text.sentences[self._first].start
        around = self.ground.within(since, sentence.end)
        named = elsewhere(around, candidate, self.ground)
        states = {p.country_code for p in around if is_power(p)}
        if states and self._country not in states:  # filed from a neighbour's town, told of another state
            return None
        return self._filed if all(is_power(p) or is_same(p, self._filed) for p in named) else None


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


def _goes_together(before: Sentence, sentence: Sentence) -> bool:
    """Whether two sentences stand in one paragraph, one list, or as a title or question and what follows it."""
    kinds = (before.block.kind, sentence.block.kind)
    return before.block is sentence.block or kinds in _TOGETHER


def _is_before(clause: Token) -> bool:
    """ "Traded accusations after a boat sank off X": what had happened where is not where words were said of it."""
    return clause.dep == "advcl" and any(c.dep == "mark" and c.lower in ("after", "before") for c in clause.children)
