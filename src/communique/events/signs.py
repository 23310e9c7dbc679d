"""What can be seen of an event before it is told: readable signs from which its confidence is reckoned.

A sign is a few words, "actor: public", "form: one verb"; ``confidence.tsv`` says how much each speaks for the event or
against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.events.candidate import Candidate
from communique.events.parties import Cast
from communique.events.silence import Field, suffices
from communique.lexicon.frames import Frames
from communique.model import Party, Sentence, Token

LONG = 3  # sentences from which on a document shows what it is about; a sentence sent alone was chosen for its event
_ALONE = "alone, "  # before the signs of such a sentence, since they weigh otherwise there
_SHARED = frozenset(("type", "rule", "predicate", "form", "below it", "odds", "odds of nothing"))  # weigh the same
_MANY = 4
_WHEN = frozenset(("DATE", "TIME"))  # labels of names that name nobody
_STRONG = 3  # smell of another field from which on nobody unnamed is of note: "trading shots" in an episode
_STEPS = (
    (0.004, "under 1 to 250"),
    (0.01, "1 to 150"),
    (0.03, "1 to 50"),
    (0.075, "1 to 20"),
    (0.18, "1 to 7"),
    (0.37, "1 to 3"),
    (0.62, "1 to 1"),
    (0.82, "3 to 1"),
    (0.92, "7 to 1"),
)
_MOST = "over 11 to 1"
_CLAUSES = frozenset(("ccomp", "advcl", "relcl", "acl", "xcomp", "conj", "pcomp"))
_HEAD_NOUNS = frozenset(("dobj", "pobj", "nsubj", "nsubjpass", "conj", "attr", "appos"))


class Circumstances(NamedTuple):
    """What is known beside the words of the predicate and its parties."""

    sentence: Sentence
    sentences: int  # in the document
    beside: int  # other acts told in the sentence
    smell: int  # of other fields, in the sentence
    affairs: int  # 1 where the sentence, 2 where the document tells of public affairs
    speaks: bool  # the parties and the smell are such that it is likely to be public affairs
    has_sides: bool  # the parties that its rule asks for are there
    is_carried: bool  # a statement carries it
    is_dated: bool  # the words say when
    is_placed: bool  # the words say where
    modes: frozenset[str]
    odds: float | None  # that one of its words tells it, by the odds network; None where grammar tells it, not a word
    silence: float  # that none of them tells anything


def signs_of(
    first: Candidate,
    actors: Sequence[Party],
    recipients: Sequence[Party],
    cast: Cast,
    field: Field,
    seen: Circumstances,
    frames: Frames,
) -> tuple[str, ...]:
    """The signs of an event, sorted; each at most once."""
    found = set(_of_predicate(first, frames))
    if seen.odds is not None:
        found.update((f"odds: {_step(seen.odds)}", f"odds of nothing: {_step(seen.silence)}"))
    found.update(_of_clause(first))
    found.update(_of_parties(first, actors, recipients, cast))
    found.update(_of_place_in_text(seen, field))
    if not seen.speaks:
        found.update(("parties: not of public affairs", f"parties: not of public affairs, in {first.event}"))
        if field.borrows:
            found.add("parties: not of public affairs, in a document of another field")
        named = any(t.pos == "PROPN" and t.label not in _WHEN for t in seen.sentence.tokens)
        gathered = not seen.smell and any(cast.is_crowd(p) or cast.organised(p) for p in (*actors, *recipients))
        strong = first.rule.strong and seen.smell < _STRONG - 1
        of_note = strong or (seen.smell < _STRONG and (gathered or seen.affairs))
        if not (named or of_note):
            found.add("parties: not of public affairs, nor is what is beside them")  # "She asked for the bill."
    if not seen.has_sides:
        found.add("parties: not those that the rule asks for")
    need = frames.loose.get((first.rule.id, first.pattern.source), "")
    if need:
        met = suffices(need, actors, recipients, cast)
        found.add(f"many lives: {need}, {'met' if met else 'not met'}")
    if seen.sentences < LONG:
        found = {_ALONE + sign if sign.partition(":")[0] not in _SHARED else sign for sign in found}
        found.add(_ALONE + "a sentence or two")
    return tuple(sorted(found))


def _of_predicate(first: Candidate, frames: Frames) -> Iterator[str]:
    rule, pattern = first.rule, first.pattern
    form = f"{first.token.pos.lower()}, {'several words' if pattern.words else 'one word'}"
    yield f"type: {first.event}"
    yield f"type: {first.event} as {form}"
    yield f"form: {form}"
    yield f"rule: {rule.id}"
    yield f"predicate: {rule.id} {pattern.source}"
    if rule.strong:
        yield "rule: strong"
    if first.notes and first.rule is not frames.unlisted[first.event].rule:
        yield "type: changed by what stands above or below"
    if first.below is not None:
        yield f"below it: {first.below.event}"
    if any(t.tag.startswith("NNP") for t in first.words):
        yield "form: part of a name"


def _step(chance: float) -> str:
    """A chance in steps that are as far from one another as evidence counts: "1 to 3", "20 to 1"."""
    return next((words for bound, words in _STEPS if chance < bound), _MOST)


def _of_clause(first: Candidate) -> Iterator[str]:
    token, carrier = first.token, first.carrier
    if token.pos in ("NOUN", "PROPN"):
        yield f"noun: {_grammar(token, _HEAD_NOUNS)}"
        yield f"noun: {_determined(token)}"
        if carrier is not token:
            yield "noun: told by a verb"
    verb = carrier if carrier.pos in ("VERB", "AUX") else None
    if verb is None:
        return
    passive = any(c.dep in ("auxpass", "nsubjpass") for c in verb.children)
    yield f"verb: {verb.tag}{' passive' if passive else ''}"
    yield f"clause: {_grammar(verb, _CLAUSES) if verb.head is not verb else 'main'}"
    for child in verb.children:
        if child.dep == "aux" and child.tag == "MD":
            yield f"auxiliary: {child.lower}"
        elif child.dep == "mark" or (child.dep == "advmod" and child.tag == "WRB"):
            yield f"mark: {child.lower}"


def _grammar(token: Token, known: frozenset[str]) -> str:
    return token.dep if token.dep in known else "other"


def _determined(noun: Token) -> str:
    for child in noun.children:
        if child.dep == "poss":
            return "owned"
        if child.dep == "det":
            return "definite" if child.lower in ("the", "this", "that", "these", "those") else "indefinite"
    return "bare plural" if noun.tag in ("NNS", "NNPS") else "bare"


def _of_parties(first: Candidate, actors: Sequence[Party], recipients: Sequence[Party], cast: Cast) -> Iterator[str]:
    for role, parties, heads in (("actor", actors, first.actors), ("recipient", recipients, first.recipients)):
        unread = "a phrase that names nobody" if heads else "no phrase"
        _, best = max((_standing(p, cast) for p in parties), default=(0, unread))
        yield f"{role}: {best}"
        yield f"{role}: {best}, of {first.event}"
        if len(parties) > 1:
            yield f"{role}: several"
        for sector in sorted({s for p in parties for s in cast.entities[p.entity].sector[:1]}):
            yield f"{role}: {sector}"
        if heads and heads[0].pos == "PRON":
            yield f"{role}: pronoun {heads[0].lemma}"
        elif heads and not parties and heads[0].pos == "NOUN" and cast.is_people(heads[0]):
            yield f"{role}: people nobody knows"
    codes = [{c for p in side if (c := cast.entities[p.entity].code)} for side in (actors, recipients)]
    if all(codes):
        yield "sides: of one country" if codes[0] & codes[1] else "sides: of two countries"
    elif first.mutual and len(codes[0]) > 1:
        yield "sides: of two countries"
    if not any(cast.known(p) for p in (*actors, *recipients)):
        yield "sides: nobody known"
    whole = actors and (recipients or len(actors) > 1)
    yield f"sides: {'both' if whole else 'one' if actors or recipients else 'none'}"


def _standing(party: Party, cast: Cast) -> tuple[int, str]:
    """How well known a party is, to rank it, and the words for it."""
    if cast.public(party):
        return 5, "of public affairs"
    if cast.coded(party):
        return 4, "of a country"
    if cast.known(party):
        return 3, "of a walk of life"
    if cast.named(party):
        return 2, "named"
    return (0, "a thing") if cast.is_thing(party) else (1, "unnamed")


def _of_place_in_text(seen: Circumstances, field: Field) -> Iterator[str]:
    yield f"smell: {min(seen.smell, 3)}"
    yield f"affairs: {seen.affairs}"
    yield from field.signs
    if seen.sentences >= LONG:
        at = seen.sentence.index
        half = "late" if at > seen.sentences / 2 else "early"
        yield f"sentence: {'first' if at == 0 else 'second' if at == 1 else half}"
        yield f"block: {seen.sentence.block.kind}"
    if seen.beside:
        yield f"beside it: {min(seen.beside, _MANY)}"
    if seen.is_carried:
        yield "told: by somebody"
    if seen.is_dated:
        yield "told: when"
    if seen.is_placed:
        yield "told: where"
    for mode in sorted(seen.modes):
        yield f"mode: {mode}"
