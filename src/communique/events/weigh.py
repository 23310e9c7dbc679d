"""Weighs the lexicon's answer against the relation model's, as two witnesses who err independently.

Method: naive Bayes over the types; the lexicon is right as often as answers of its confidence were on held-out text
(``data/model/weighing.toml``), the model gives its own probabilities.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from communique.lexicon.files import load_toml
from communique.lexicon.frames import Frames
from communique.model.relation import Relation
from communique.relation.model import NONE, Verdict


class Weighing(NamedTuple):
    """How far the lexicon is trusted: its share of right answers by confidence, and from where on it is not doubted."""

    bands: tuple[tuple[float, float], ...]
    sure: float


OWN_WORDS = "own-words"  # rules that read "they will release him" as the promise or the threat of whoever says so
LEAST = 1e-4  # no type is impossible for the model, however it was fitted


def is_sure(relation: Relation) -> bool:
    """Whether the lexicon joins both parties so well that the model, which is slow, need not be asked."""
    return relation.confidence > _weighing().sure


def weighed(relation: Relation, verdict: Verdict, text: str, frames: Frames) -> Relation:
    """``relation``, or what the model says instead where the two together make that likelier."""
    announced = "future" in relation.auxiliary or OWN_WORDS in relation.why
    said = _announced(verdict.probabilities, frames) if announced else verdict.probabilities
    types = [label for label in said if label != NONE]
    trust = _trust(relation.confidence)
    rest = (1 - trust) / (len(types) - 1)
    chances = {t: (said[t] + LEAST) * (trust if t == relation.event else rest) for t in types}
    best = max(types, key=lambda t: (chances[t], t))
    confidence = round(chances[best] / sum(chances.values()), 2)
    if best == relation.event:
        return msgspec.structs.replace(relation, confidence=confidence)
    seen = f' at "{text[slice(*verdict.evidence)]}"' if verdict.evidence else ""
    share = f"{said[best]:.2f}"
    why = f"relation model: {best} {share}{seen}; the lexicon said {relation.event} ({relation.why})"
    quad = frames.ontology.events[best].quad
    return msgspec.structs.replace(relation, event=best, mode=(), quad_code=quad, confidence=confidence, why=why)


def _announced(chances: Mapping[str, float], frames: Frames) -> dict[str, float]:
    """The model tells what kind of act is to come; to announce it is a promise, or a threat where it is hostile."""
    found = dict(chances)
    for event, kind in frames.ontology.events.items():
        told = {1: "AGREE", 2: "AGREE", 4: "THREATEN"}.get(kind.quad)
        if told and event != told:
            found[told] += found[event]
            found[event] = 0.0
    return found


@cache
def _weighing() -> Weighing:
    content = load_toml("model/weighing.toml")
    return Weighing(tuple((float(bound), float(share)) for bound, share in content["bands"]), float(content["sure"]))


def _trust(confidence: float) -> float:
    bands = _weighing().bands
    return next((share for bound, share in bands if confidence <= bound), bands[-1][1])
