"""Where words are said and people are turned away: at talks, at gates, "here"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.events.candidate import Candidate
from communique.mentions.ground import Ground
from communique.mentions.scene_phrases import phrases_on
from communique.mentions.scene_words import scene_words
from communique.model import Place, Text, Token

AT_TALKS = frozenset(("AGREE", "REJECT", "REQUEST", "COOPERATE"))
"""Types of acts that are done at talks, face to face."""
ROUND = 8  # sentences below the talks of which a report tells in which what is said is said at them
_SPAN = ("after", "following", "during", "at", "in")


def is_where_filed(candidate: Candidate) -> bool:
    """ "Beaten downtown", "at a hostel here, where nuns tended them": where the report was filed."""
    here = scene_words().here
    for word in (candidate.token, candidate.carrier):
        where = next((c for c in word.children if c.lower == "where"), None)
        before = [t for t in word.sentence.tokens if where is not None and t.i < where.i and t.text != ","]
        if before and before[-1].lower in here:
            return True
    return False


def is_done_bodily(verb: Token) -> bool:
    """ "Was barred at X airport": a refusal that is no words, so that its place is where it was met with."""
    return verb.lemma in scene_words().turned_away


def place_of_talks(candidate: Candidate, ground: Ground) -> Place | None:
    """ "Agreed to cut tolls following a summit in X": where they were held."""
    for verb in _row(candidate.carrier):
        for act in (verb, *verb.having("xcomp", "ccomp")):
            for noun in _meetings(act):
                place = next((p for p in phrases_on(noun, noun, ground) if p.resolution != "country"), None)
                if place is not None:
                    return place
    return None


def _row(verb: Token) -> Iterator[Token]:
    yield verb
    while verb.dep == "conj" and verb.head.pos == "VERB":
        verb = verb.head
        yield verb


def _meetings(act: Token) -> Iterator[Token]:
    """The talks after or at which something is said to be done; also "a day of talks"."""
    for preposition in (c for c in act.children if c.dep == "prep" and c.lower in _SPAN):
        for noun in preposition.having("pobj"):
            below = [n for of in noun.having("prep") if of.lower == "of" for n in of.having("pobj")]
            yield from (n for n in (noun, *below) if n.lower in scene_words().talks)


def is_of_clause(place: Place, candidate: Candidate, text: Text) -> bool:
    """Whether a place is named in the clause of the verb itself: not "… agreed, and confer in X in May"."""
    words = text.tokens_in(place.start, place.end)
    verb = next((a for a in words[-1].ancestors() if a.pos in ("VERB", "AUX")), None) if words else None
    return verb is candidate.carrier


def is_answer(candidate: Candidate) -> bool:
    """Whether the sentence's own verb tells it, in the simple past, and nobody is said to have announced it."""
    verb = candidate.carrier
    told = verb.tag == "VBD" and verb.dep in ("ROOT", "conj") and not any(c.dep == "aux" for c in verb.children)
    return told and verb.lemma in scene_words().answers
