"""The words by which a clause says where its act happened, read from ``data/gazetteer/scene.toml``."""

from __future__ import annotations

from functools import cache

import msgspec

from communique.lexicon.files import load_toml


class SceneWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words by which a clause says where its act happened: the rows of the table by their names."""

    at: frozenset[str]
    only_with_act: dict[str, frozenset[str]]
    object: frozenset[str]
    inner: frozenset[str]
    features: frozenset[str]
    through: frozenset[str]
    party: frozenset[str]
    beside_party: frozenset[str]
    papers: frozenset[str]
    meetings: frozenset[str]
    talks: frozenset[str]
    visiting: frozenset[str]
    answers: frozenset[str]
    turned_away: frozenset[str]
    kept: frozenset[str]
    words: frozenset[str]
    about: frozenset[str]
    judging: frozenset[str]
    occasion: frozenset[str]
    other_clause: frozenset[str]
    argument: tuple[str, ...]
    bearing: frozenset[str]
    anaphora: frozenset[str]
    grounds: frozenset[str]
    locals: frozenset[str]
    gathering: frozenset[str]
    carried_out: frozenset[str]
    leading_away: frozenset[str]
    occurring: frozenset[str]
    convening: frozenset[str]
    decrees: frozenset[str]
    at_the_time: frozenset[str]
    before_or_after: frozenset[str]
    roads: frozenset[str]
    along: frozenset[str]
    filed: frozenset[str]
    far: frozenset[str]
    here: frozenset[str]
    elsewhere: frozenset[str]
    in_town: frozenset[str]
    unions: frozenset[str]
    states_of_being: frozenset[str]
    at_once: frozenset[str]
    in_which: frozenset[str]
    lies_in: frozenset[str]
    other: frozenset[str]
    telling: frozenset[str]
    voices: frozenset[str]
    dwelling: frozenset[str]
    at_venue: frozenset[str]
    venues: frozenset[str]
    of_origin: frozenset[str]
    granted: frozenset[str]
    made: frozenset[str]
    on_the_spot: frozenset[str]
    journeys: frozenset[str]
    ends: frozenset[str]
    stranded: frozenset[str]
    light: frozenset[str]
    finding: frozenset[str]
    staying: frozenset[str]
    linked: frozenset[str]
    unnamed: frozenset[str]
    formulas: frozenset[str]
    again: dict[str, frozenset[str]]
    kin: dict[str, frozenset[str]]
    titled: dict[str, frozenset[str]]


@cache
def scene_words() -> SceneWords:
    """Reads the table, once a process.

    Raises: msgspec.ValidationError: a row of the table is missing, of another shape, or none of those above.
    """
    data = load_toml("gazetteer/scene.toml")
    again = {noun: group["means"] for group in data["again"] for noun in group["nouns"]}
    kin = {noun: group for group in data["kin"] for noun in group}
    return msgspec.convert({**data, "again": again, "kin": kin}, SceneWords)
