"""The tables and models that coding needs, loaded once a process."""

from __future__ import annotations

from typing import NamedTuple

from communique.lexicon.calendar import Calendar, load_calendar
from communique.lexicon.duties import Duties, load_duties
from communique.lexicon.frames import Frames, load_frames
from communique.lexicon.gazetteer import Gazetteer, load_gazetteer
from communique.lexicon.own_actors import UserActors, with_actors
from communique.lexicon.registry import Registry, load_registry
from communique.lexicon.speech import Speech, load_speech
from communique.odds.model import OddsModel
from communique.relation.model import RelationModel
from communique.text.mending import reporting_of
from communique.text.parse import Parser, load_parser


class Kit(NamedTuple):
    """Everything that the pipeline reads besides the document. Immutable; safe to share."""

    parser: Parser
    calendar: Calendar
    gazetteer: Gazetteer
    registry: Registry
    speech: Speech
    frames: Frames
    duties: Duties
    relation: RelationModel
    odds: OddsModel


def load_kit(actors: UserActors | None = None) -> Kit:
    """Loads the parser and all tables; takes about a second, most of it spaCy.

    ``actors`` are the user's own, which come before what the registry says of the same names.
    """
    registry, speech = load_registry(), load_speech()
    return Kit(
        parser=load_parser(reporting_of(speech)),
        calendar=load_calendar(),
        gazetteer=load_gazetteer(),
        registry=with_actors(registry, actors) if actors else registry,
        speech=speech,
        frames=load_frames(),
        duties=load_duties(),
        relation=RelationModel(),
        odds=OddsModel(),
    )
