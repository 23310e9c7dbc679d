"""The words by which a name is known to be a place or not, read from ``data/gazetteer``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from communique.lexicon.files import load_toml, load_tsv
from communique.lexicon.place_keys import key_of

PEOPLE = ("gazetteer/people.tsv", "lexicon/first_names.tsv")


class PlaceWords(NamedTuple):
    """The words by which a name is known to be a place, or not one; all in lower case."""

    after: Mapping[str, str]  # "parish" → adm2
    before: Mapping[str, str]  # "lake" → water
    of: frozenset[str]
    settlements: frozenset[str]  # "the village of X": X is a place even if no gazetteer has it
    prepositions: frozenset[str]
    strong: frozenset[str]
    loose: frozenset[str]
    locating: frozenset[str]  # prepositions after which even an unknown name is a place
    not_locating: frozenset[str]  # words whose "in" is another
    scenes: frozenset[str]  # prepositions that place what happens
    landmarks: frozenset[str]  # last words of names that no gazetteer has: "Liberty Square"
    openers: frozenset[str]  # first words of such names: "Palais des Nations"
    links: frozenset[str]  # words in lower case inside them
    suffixes: frozenset[str]  # syllables in lower case behind a hyphen: "Tongchang-ri"
    happenings: frozenset[str]  # what happens at a place, even one that nobody knows
    happening_between: frozenset[str]  # of these, what happens between two places rather than two parties
    happening_at: frozenset[str]  # the prepositions that then stand before it
    facilities: frozenset[str]  # plain nouns behind such a name: "the Bellavista hotel"
    areas: frozenset[str]  # of these, ground with borders or shores, whose name is its own wherever it stands
    grounds: frozenset[str]  # of the plain nouns, those whose name may stand alone
    besieging: frozenset[str]  # nouns whose "of" is a place's, even one that nobody knows
    holding: frozenset[str]  # nouns whose "of" is a place's
    forded: frozenset[str]  # verbs whose object behind "the" is a river
    afloat: frozenset[str]  # what lies on waters: "a ferry on the Naf"
    not_names: frozenset[str]  # words that begin no name of a place
    acted_on: frozenset[str]  # verbs whose object may be such a place with its noun
    taken: frozenset[str]  # verbs whose object, even a bare name, is a place
    moves: frozenset[str]  # what leads from place to place: "flown to X", "the road to X"
    moves_of_people: frozenset[str]  # of these, what leads to people and firms as well
    dwellers: frozenset[str]  # who lives at a place: "villagers at X"
    leading: frozenset[str]  # the prepositions that then stand before it
    dwelling: frozenset[str]  # those behind a dweller
    called: frozenset[str]  # the words before such a name
    named: frozenset[str]  # nouns that a name tells apart: "a spot called X"
    visited: frozenset[str]  # verbs whose object is the place of a name in the gazetteer, not somebody so called
    titles: frozenset[str]
    speech: frozenset[str]
    things: frozenset[str]
    directions: frozenset[str]
    numbered: frozenset[str]
    civic: frozenset[str]
    press: frozenset[str]
    organisations: frozenset[str]
    organisation_of: frozenset[str]
    universities: frozenset[str]
    doubtful: frozenset[str]
    people: frozenset[str]  # given names and surnames
    peoples: frozenset[str]  # "Tongan", "Turks"


def load_place_words() -> PlaceWords:
    """Reads the tables; a few milliseconds."""
    data = load_toml("gazetteer/context.toml")
    near, organisation = data["near"], data["organisation"]
    return PlaceWords(
        after={word: kind for kind, words in data["after"].items() for word in words},
        before={word: kind for kind, words in data["before"].items() for word in words},
        of=frozenset(data["of"]["nouns"]),
        settlements=frozenset(data["of"]["settlements"]),
        prepositions=frozenset(near["prepositions"]),
        strong=frozenset(near["strong"]),
        loose=frozenset(near["loose"]),
        locating=frozenset(near["locating"]),
        not_locating=frozenset(near["not_locating"]),
        **{name: frozenset(words) for name, words in data["unlisted"].items()},
        titles=frozenset(near["titles"]),
        speech=frozenset(near["speech"]),
        things=frozenset(near["things"]),
        directions=frozenset(near["directions"]),
        numbered=frozenset(near["numbered"]),
        civic=frozenset(organisation["civic"]),
        press=frozenset(organisation["press"]),
        organisations=frozenset(organisation["heads"]),
        organisation_of=frozenset(organisation["of"]),
        universities=frozenset(organisation["universities"]),
        doubtful=frozenset((*(row["word"] for row in load_tsv("gazetteer/common_words.tsv")), *_groups())),
        people=frozenset(key_of(row["name"]) for name in PEOPLE for row in load_tsv(name)),
        peoples=frozenset(
            key_of(word)
            for row in load_tsv("gazetteer/actors/states.tsv")
            for word in f"{row['adjectives']}|{row['people']}".split("|")
        ),
    )


def _groups() -> list[str]:
    """Armed groups and parties of one word: "Hamas" is no other name of Hamm; initials are told by their capitals."""
    rows = load_tsv("gazetteer/actors/groups.tsv")
    names = (name for row in rows for name in (row["name"], *row["aliases"].split("|")))
    return [key_of(name) for name in names if name.isalpha() and not name.isupper()]
