"""The ground of a document: which place a word names, by its name or again ("the capital", "the town", "there")."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from communique.lexicon.files import load_tsv
from communique.mentions.scene_words import scene_words
from communique.mentions.where.in_towns import UNLISTED
from communique.model import Place, Sentence, Text, Token

_BESIDE = frozenset(("in", "at", "near", "off", "outside", "on", "over"))
FAR = 20  # sentences back in which "the mill" is said to be near X
REACH = 3  # sentences back in which "the town" is named; a capital may be named anywhere before
LONGEST_GAP = 8  # words between a place and what it lies in: ", a small town in the north of"
NOUN_BEHIND = 40  # code points behind a name within which a noun says what it is: "the Tajoura detention centre"
CAPITALS = frozenset(("PPLC", "PPLG"))
_DEFINITE = frozenset(("the", "that", "this"))
_NAMED_BY = frozenset(("amod", "compound", "nmod", "poss"))
_KINDS = frozenset(("compound", "amod", "nmod"))


class Ground:
    """The places of one document, in text order, and the words that name them."""

    def __init__(self, text: Text, places: Sequence[Place]) -> None:
        self.text = text
        self.places = tuple(places)
        self._starts = [p.start for p in places]
        self._again: dict[int, Place | None] = {}

    def at(self, token: Token) -> Place | None:
        """The place that the word names or is part of the name of, or that a noun like "the town" means."""
        index = bisect_right(self._starts, token.start) - 1
        if index >= 0 and token.start < self.places[index].end:
            return self.places[index]
        if token.pos != "NOUN" or token.lower not in scene_words().again:
            return None
        if token.i not in self._again:
            self._again[token.i] = self._meant(token)
        return self._again[token.i]

    def named_at(self, token: Token) -> bool:
        """Whether the word is part of a place's name."""
        index = bisect_right(self._starts, token.start) - 1
        return index >= 0 and token.start < self.places[index].end

    def within(self, start: int, end: int) -> Sequence[Place]:
        """The places named between two offsets."""
        return self.places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def last_before(self, token: Token, sentences: int) -> Place | None:
        """The place last named, in this sentence or as many before it; not "a Rakhine force"."""
        index = token.sentence.index
        first = self.text.sentences[max(0, index - sentences)]
        return next((p for p in reversed(self.within(first.start, token.start)) if not self.is_kind(p)), None)

    def is_kind(self, place: Place) -> bool:
        """Whether the place only says what kind a thing is: "a Rakhine force"."""
        words = self.text.tokens_in(place.start, place.end)
        return bool(words) and words[-1].dep in _KINDS and words[-1].head.pos in ("NOUN", "PROPN")

    def finest(self, place: Place) -> Place:
        """The place that ``place`` only says the whereabouts of: Habit in "the town of Habit in Idlib province"."""
        at = bisect_left(self._starts, place.start)
        best = last = place
        for before in reversed(self.places[:at]):
            if not self._leads_on(before, last) or before.start == best.start:
                break
            if _coarseness(before) < _coarseness(best):
                best = before
            elif _coarseness(before) <= _coarseness(last):
                break
            last = before
        return best

    def _leads_on(self, before: Place, place: Place) -> bool:
        """Whether only what says that the first lies in the second, or an owner's 's, stands between two places."""
        gap = self.text.tokens_in(before.end, place.start)
        if not gap or len(gap) > LONGEST_GAP or gap[0].sentence is not gap[-1].sentence:
            return False
        if gap[0].tag == "POS":
            return True
        held = place.resolution in ("country", "province") and before.country_code == place.country_code
        comma = [t.text for t in gap] == [","]
        if held and comma and kind_of(before) in ("city", "district"):  # "a Troy, Ala., clinic"
            return True
        if _coarseness(before) >= _coarseness(place):
            return False
        words = scene_words()
        leading = [t for t in gap if t.lower in words.lies_in]
        others = (t for t in gap if t not in leading and t.lower not in words.again)
        return bool(leading) and all(t.pos in ("DET", "ADJ") or t.text == "," for t in others)

    def sentence_of(self, place: Place) -> Sentence | None:
        """The sentence in which the place is named; None for one outside the parsed words, such as a dateline's."""
        words = self.text.tokens_in(place.start, place.end)
        return words[0].sentence if words else None

    def _meant(self, noun: Token) -> Place | None:
        """The place that "the capital", "the town", "the camp" takes up; None for "a town" and "the nearby town"."""
        words = scene_words()
        own = {c.lower for c in noun.children if c.i < noun.i}
        if any(self.named_at(c) for c in noun.children if c.dep != "prep"):
            return None
        people = next((c for c in noun.children if c.dep in _NAMED_BY and c.lower in _countries()), None)
        if not (own & _DEFINITE or people is not None) or own & words.other:
            return None
        if any(_tells_which(c, noun) for c in noun.children):
            return None
        kinds = words.again[noun.lower]
        before = self.places[: bisect_left(self._starts, noun.start)]
        if "capital" in kinds:
            return self._capital(before, _countries()[people.lower] if people else None)
        if people is not None:
            return None
        back = noun.sentence.index - REACH
        first = self.text.sentences[back].start if back > 0 else 0  # a dateline stands before the first sentence
        near = [p for p in before if p.start >= first and ("same" in kinds or not self.is_kind(p))]
        meant = [p for p in reversed(near) if self._is_of_kind(p, noun, kinds)]
        found = next((p for p in meant if not _is_other_thing(p, noun)), None)
        if found is None and "same" in kinds:
            named = [p for p in before if self._is_of_kind(p, noun, kinds) and not _is_other_thing(p, noun)]
            alone = len({p.extracted_place for p in named}) == 1
            return named[-1] if alone else self._placed_before(noun)
        return found

    def _placed_before(self, noun: Token) -> Place | None:
        """ "A mill near X … stormed the mill": where such a thing was said to be, if at one place."""
        index, found = noun.sentence.index, []
        for sentence in self.text.sentences[max(0, index - FAR) : index + 1]:
            for token in (t for t in sentence.tokens if t.lower == noun.lower and t.i < noun.i and t.pos == "NOUN"):
                by = (c for c in token.children if c.dep == "prep" and c.lower in _BESIDE)
                found += [p for c in by for n in c.having("pobj") if self.named_at(n) and (p := self.at(n))]
        if len({p.resolved_place or p.extracted_place for p in found}) != 1:
            return None
        before = self.within(0, noun.start)
        return next((p for p in reversed(before) if p.extracted_place == found[-1].extracted_place), None)

    def _is_of_kind(self, place: Place, noun: Token, kinds: frozenset[str]) -> bool:
        if "same" in kinds:  # "the camp": a place whose name, or one of the words behind it, says so
            own = place.extracted_place.lower().split()
            behind = self.text.words(place.start, place.end + NOUN_BEHIND).lower().split()
            named = [word.rstrip(",.;:") for word in behind]
            kin = scene_words().kin.get(noun.lower, frozenset((noun.lower,)))
            return place.feature_code in kin or not kin.isdisjoint((*own, *named[: len(own) + 2]))
        return kind_of(place) in kinds

    def _capital(self, before: Sequence[Place], country: str | None) -> Place | None:
        """The capital named last, of this country if one is said, else the only one that the text has named."""
        known = [p for p in before if p.feature_code in CAPITALS and country in (None, p.country_code)]
        if country is None and len({p.resolved_place for p in known}) > 1:
            return None
        return known[-1] if known else None


def is_same(place: Place, other: Place) -> bool:
    """Whether two mentions are of one place."""
    if place.resolved_place is None or other.resolved_place is None:
        return place.extracted_place == other.extracted_place
    return place.resolved_place == other.resolved_place


def kind_of(place: Place) -> str:
    """What a place is: its resolution, or "unlisted" for what no gazetteer has, wherever it has been put."""
    unlisted = place.resolution is None or (place.why or "").startswith(UNLISTED)
    return "unlisted" if unlisted else place.resolution or ""


def _is_other_thing(place: Place, noun: Token) -> bool:
    """Whether the name says that it is something else: "the town" is no "Friendship Gate"."""
    again, last = scene_words().again, place.extracted_place.rsplit(" ", 1)[-1].lower()
    return kind_of(place) == "unlisted" and last in again and again[last] != again[noun.lower]


def _coarseness(place: Place) -> int:
    """0 for features and what no gazetteer has, up to 4 for states."""
    return {"city": 1, "district": 2, "province": 3, "country": 4}.get(kind_of(place), 0)


def _tells_which(child: Token, noun: Token) -> bool:
    """Whether a phrase or clause behind the noun says which one is meant; one behind a comma does not."""
    if child.dep == "relcl":
        return not any(c.text == "," and c.i > noun.i for c in noun.children)
    return child.dep in ("prep", "appos") and child.i > noun.i


@cache
def _countries() -> dict[str, str]:
    """The country of each adjective of one word: "zimbabwean" → ZWE."""
    return {
        word.lower(): row["code"]
        for row in load_tsv("gazetteer/actors/states.tsv")
        for word in row["adjectives"].split("|")
        if word and " " not in word
    }
