"""Reads what no single word says: a duty laid on another, what one says oneself will do, what sides do together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.events import structure
from communique.events.candidate import Candidate
from communique.lexicon.frames import Frames, Pattern
from communique.model import Sentence, Token

_MUST, _WILL, _SHALL, _TOGETHER = "<must>", "<will>", "<shall>", "<together>"
_HOSTILE = 4
_KIND = ("AID", "RETREAT", "CONCEDE", "COOPERATE")  # acts that one promises by saying that one will do them
_OWN = frozenset(("PRON",))


def implied(sentence: Sentence, frames: Frames, found: Mapping[int, Candidate | None]) -> list[Candidate]:
    """Candidates of ``sentence`` that its grammar gives; the acts that they speak of are consumed.

    ``found`` are the candidates of the lexicon by the offset of their head word.
    """
    said = [*_duties(sentence, frames, found), *_own_words(sentence, frames, found)]
    said += [*_orders(sentence, frames, found), *_promised(sentence, frames, found)]
    return said + list(_common(sentence, frames, found))


def _pattern(frames: Frames, name: str) -> Pattern | None:
    patterns = frames.verbs.get(name, ())
    return patterns[0] if patterns else None


def _duties(sentence: Sentence, frames: Frames, found: Mapping[int, Candidate | None]) -> Iterator[Candidate]:
    """ "Norway said Iran must leave": what one says that another must do is asked of the other."""
    pattern = _pattern(frames, _MUST)
    for word in sentence.tokens if pattern else ():
        if word.dep != "aux" or word.lower not in frames.auxiliary["duty_auxiliary"]:
            continue
        verb = word.head
        speech = verb.head
        subject = verb.child("nsubj", "nsubjpass")
        spoken = verb.dep == "ccomp" and speech.lemma in frames.auxiliary["speech"]
        if pattern is None or not spoken or subject is None or subject.pos == "PRON" or word.i < subject.i:
            continue
        asking = found.get(speech.i)
        if asking is not None and asking.event == pattern.rule.event:  # "insisted that Mali should": told once
            continue
        duty = Candidate(verb, (word,), pattern, pattern.rule.event, speech)
        duty.actors = structure.subjects(speech)
        duty.recipients = structure.agents(verb) if structure.is_passive(verb) else [subject]
        act = found.get(verb.i)
        if act is not None:
            act.consumed = True
        yield duty


def _orders(sentence: Sentence, frames: Frames, found: Mapping[int, Candidate | None]) -> Iterator[Candidate]:
    """ "Stop jamming us, Stockholm tells Warsaw": what is told to somebody in the bare form of a verb."""
    pattern = _pattern(frames, _MUST)
    for word in sentence.tokens if pattern else ():
        speech, told = word.head, word.head.child("dobj", "dative")
        fronted = word.tag == "VB" and word.dep in ("ccomp", "advcl", "parataxis") and word.i < speech.i
        if pattern is None or not fronted or told is None or speech.lemma not in frames.auxiliary["speech"]:
            continue
        if any(c.dep in ("aux", "mark", "nsubj", "nsubjpass", "neg") for c in word.children):
            continue
        order = Candidate(speech, (speech, word), pattern, pattern.rule.event, speech)
        order.actors, order.recipients = structure.subjects(speech), [told]
        for act in found.values():
            if act is not None and (act.token is word or word in act.token.ancestors()):
                act.consumed = True
        yield order


def _own_words(sentence: Sentence, frames: Frames, found: Mapping[int, Candidate | None]) -> Iterator[Candidate]:
    """ "Iran said it would close the strait if …": a hostile act that one says oneself will do, on a condition."""
    pattern = _pattern(frames, _WILL)
    for word in sentence.tokens if pattern else ():
        act = found.get(word.i)
        speech = word.head
        if pattern is None or act is None or act.consumed or word.dep != "ccomp" or act.token is not word:
            continue
        if frames.ontology.events[act.event].quad != _HOSTILE or speech.lemma not in frames.auxiliary["speech"]:
            continue
        subject = word.child("nsubj")
        if subject is None or subject.pos not in _OWN or not _is_conditional(word, frames):
            continue
        threat = Candidate(speech, (speech, *act.words), pattern, pattern.rule.event, speech)
        threat.actors = structure.subjects(speech)
        threat.recipients = act.recipients
        threat.below = act
        act.consumed = True
        yield threat


def _promised(sentence: Sentence, frames: Frames, found: Mapping[int, Candidate | None]) -> Iterator[Candidate]:
    """ "The rebels said they would free two guards": help or release that one says oneself will come is promised."""
    pattern = _pattern(frames, _SHALL)
    for word in sentence.tokens if pattern else ():
        act, speech = found.get(word.i), word.head
        if pattern is None or act is None or act.consumed or word.dep != "ccomp" or act.token is not word:
            continue
        if act.event not in _KIND or speech.lemma not in frames.auxiliary["announcing"] or word.i < speech.i:
            continue
        subject, helpers = word.child("nsubj"), [c for c in word.children if c.dep in ("aux", "auxpass", "neg")]
        if subject is None or subject.pos not in _OWN or structure.is_passive(speech):
            continue
        if [c.lower for c in helpers if c.lower in ("will", "would", "'ll", "shall")] != [c.lower for c in helpers]:
            continue
        promise = Candidate(speech, (speech, *act.words), pattern, pattern.rule.event, speech)
        promise.actors = structure.subjects(speech)
        promise.recipients = [t for t in act.recipients if t not in promise.actors]
        promise.below = act
        act.consumed = True
        yield promise


def _is_conditional(verb: Token, frames: Frames) -> bool:
    """Whether ``verb`` is to come (will, would) and hangs on a condition."""
    to_come = frames.auxiliary["future_auxiliary"] | frames.auxiliary["possible_auxiliary"]
    if not any(c.dep == "aux" and c.lower in to_come for c in verb.children):
        return False
    if any(c.dep == "neg" for c in verb.children):
        return False
    clauses = [c for c in (*verb.children, *verb.head.children) if c.dep == "advcl"]
    return any(m.lower in frames.auxiliary["threat_marks"] for c in clauses for m in c.children if m.dep == "mark")


def _common(sentence: Sentence, frames: Frames, found: Mapping[int, Candidate | None]) -> Iterator[Candidate]:
    """ "Chad and Niger jointly dredged the lake": whatever sides do together is cooperation, unless they talk."""
    pattern = _pattern(frames, _TOGETHER)
    for word in sentence.tokens if pattern else ():
        verb = _joint_verb(word, frames)
        if pattern is None or verb is None:
            continue
        act = found.get(verb.i)
        if act is not None and (act.consumed or act.mutual or frames.ontology.events[act.event].quad in (1, 3)):
            continue
        sides = structure.subjects(verb)
        others = [t for p in ("with", "alongside") for t in structure.objects_of(verb, p)]
        if sum(len(t.conjuncts()) for t in sides) + len(others) < 2 and not any(t.tag == "NNS" for t in sides):
            continue
        if act is not None:
            act.consumed = True
        together = Candidate(verb, (verb, word), pattern, pattern.rule.event, verb)
        together.actors = [*sides, *others]
        together.mutual = True
        yield together


def _joint_verb(word: Token, frames: Frames) -> Token | None:
    """The verb that an adverb of joint doing stands with."""
    doubled = word.lower in frames.auxiliary["joint_doubled"] and any(  # "side by side", "hand in hand"
        o.lower == word.lower for c in word.children if c.dep == "prep" for o in c.children
    )
    joint = doubled or word.lower in frames.auxiliary["joint_adverb"]
    if not joint or word.dep not in ("advmod", "npadvmod", "pobj", "prep"):
        return None
    verb = word.head.head if word.dep == "pobj" else word.head
    return verb if verb.pos == "VERB" else None
