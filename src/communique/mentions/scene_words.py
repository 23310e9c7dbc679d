"""The words by which a clause says where its act happened, read from ``data/gazetteer/scene.toml``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from communique.lexicon.files import load_toml


class SceneWords(NamedTuple):
    """The words by which a clause says where its act happened."""

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
    """Reads the table, once a process."""
    data = load_toml("gazetteer/scene.toml")
    return SceneWords(
        at=frozenset(data["at"]),
        only_with_act={preposition: frozenset(acts) for preposition, acts in data["only_with_act"].items()},
        object=frozenset(data["object"]),
        inner=frozenset(data["inner"]),
        features=frozenset(data["features"]),
        through=frozenset(data["through"]),
        party=frozenset(data["party"]),
        beside_party=frozenset(data["beside_party"]),
        papers=frozenset(data["papers"]),
        meetings=frozenset(data["meetings"]),
        talks=frozenset(data["talks"]),
        visiting=frozenset(data["visiting"]),
        answers=frozenset(data["answers"]),
        turned_away=frozenset(data["turned_away"]),
        kept=frozenset(data["kept"]),
        words=frozenset(data["words"]),
        about=frozenset(data["about"]),
        judging=frozenset(data["judging"]),
        occasion=frozenset(data["occasion"]),
        other_clause=frozenset(data["other_clause"]),
        argument=tuple(data["argument"]),
        bearing=frozenset(data["bearing"]),
        anaphora=frozenset(data["anaphora"]),
        grounds=frozenset(data["grounds"]),
        locals=frozenset(data["locals"]),
        gathering=frozenset(data["gathering"]),
        carried_out=frozenset(data["carried_out"]),
        leading_away=frozenset(data["leading_away"]),
        occurring=frozenset(data["occurring"]),
        convening=frozenset(data["convening"]),
        decrees=frozenset(data["decrees"]),
        at_the_time=frozenset(data["at_the_time"]),
        before_or_after=frozenset(data["before_or_after"]),
        roads=frozenset(data["roads"]),
        along=frozenset(data["along"]),
        filed=frozenset(data["filed"]),
        far=frozenset(data["far"]),
        here=frozenset(data["here"]),
        elsewhere=frozenset(data["elsewhere"]),
        in_town=frozenset(data["in_town"]),
        unions=frozenset(data["unions"]),
        states_of_being=frozenset(data["states_of_being"]),
        at_once=frozenset(data["at_once"]),
        in_which=frozenset(data["in_which"]),
        lies_in=frozenset(data["lies_in"]),
        other=frozenset(data["other"]),
        telling=frozenset(data["telling"]),
        voices=frozenset(data["voices"]),
        dwelling=frozenset(data["dwelling"]),
        at_venue=frozenset(data["at_venue"]),
        venues=frozenset(data["venues"]),
        of_origin=frozenset(data["of_origin"]),
        granted=frozenset(data["granted"]),
        made=frozenset(data["made"]),
        on_the_spot=frozenset(data["on_the_spot"]),
        journeys=frozenset(data["journeys"]),
        ends=frozenset(data["ends"]),
        stranded=frozenset(data["stranded"]),
        light=frozenset(data["light"]),
        finding=frozenset(data["finding"]),
        staying=frozenset(data["staying"]),
        linked=frozenset(data["linked"]),
        unnamed=frozenset(data["unnamed"]),
        formulas=frozenset(data["formulas"]),
        again={noun: frozenset(group["means"]) for group in data["again"] for noun in group["nouns"]},
        kin={noun: frozenset(group) for group in data["kin"] for noun in group},
        titled={event: frozenset(nouns) for event, nouns in data["titled"].items()},
    )
