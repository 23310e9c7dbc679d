"""Says what one given party does to another in a text; always answers, however weak the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from communique.events.candidate import Candidate
from communique.events.find import judge
from communique.events.read import read_sentence
from communique.events.weigh import is_sure, weighed
from communique.kit import Kit
from communique.lexicon.frames import Frames, Words
from communique.model import Document, Sentence, Span, Text, Token
from communique.model.relation import Relation
from communique.relation.model import Question

WINDOW = 256  # pairs read ahead, so that the parser can fill its batches
FALLBACK = "CONSULT"  # where no word of the lexicon stands in the text at all
_CLAUSES = frozenset(("relcl", "advcl", "ccomp", "appos", "acl", "parataxis"))


class Scored(NamedTuple):
    """A candidate and how well it joins the two parties."""

    score: float
    candidate: Candidate
    reason: str


def relate(document: Document, actor: Span, recipient: Span, kit: Kit) -> Relation:
    """What the party at ``actor`` does to the party at ``recipient`` in ``document``."""
    return next(relate_all([(document, actor, recipient)], kit))


def relate_all(pairs: Iterable[tuple[Document, Span, Span]], kit: Kit) -> Iterator[Relation]:
    """What the first party of each pair does to the second, in order: lexicon and model together.

    Texts are parsed in batches, each once, without the recogniser of names: the parties are given, and what else it
    is asked for here are times, which the calendar's words tell. The model is asked where the lexicon is not sure.
    """
    iterator = iter(pairs)
    while window := list(islice(iterator, WINDOW)):
        words = list(dict.fromkeys(document.text for document, _, _ in window))
        parsed = dict(zip(words, kit.parser.parse_all(((w, ()) for w in words), names=False), strict=True))
        for document, actor, recipient in window:
            text = parsed[document.text]
            _label(text, (actor, recipient), kit.frames.auxiliary["calendar"])
            found = relate_text(document, text, actor, recipient, kit.frames)
            if not is_sure(found):
                verdict = kit.relation.answer(Question(document.text, (actor,), (recipient,)))
                found = weighed(found, verdict, document.text, kit.frames)
            yield found


def _label(text: Text, parties: Sequence[Span], calendar: Words) -> None:
    """Labels the words of the calendar as times, those of the parties as names, the others as nothing."""
    for token in text.tokens:
        if token.lower in calendar and token.pos not in ("VERB", "AUX"):
            token.label = "DATE"
        else:
            token.label = "ORG" if any(start <= token.start < end for start, end in parties) else ""


def relate_text(document: Document, text: Text, actor: Span, recipient: Span, frames: Frames) -> Relation:
    """What the lexicon alone says, for a text that has been parsed."""
    found = [s for n in _near(text, actor, recipient) for s in _scored(n, actor, recipient, frames)]
    if not found:
        return _answer(document.id, FALLBACK, (), (), 0.1, "no word of the lexicon in the text", frames)
    best = max(found, key=lambda s: s.score)
    aim = _aim(best.candidate, found, frames)
    candidate = aim or best.candidate
    event, note = _intended(candidate, frames)
    to_what_end = f'what for: "{best.candidate.pattern.source}"' if aim else ""
    parts = (f'{candidate.rule.id}: "{candidate.pattern.source}"', *candidate.notes, note, to_what_end, best.reason)
    mode = tuple(m for m in candidate.rule.mode if m in frames.ontology.events[event].modes)
    confidence = round(min(0.95, max(0.15, 0.2 + best.score / 10)), 2)
    why = "; ".join(part for part in parts if part)
    return _answer(document.id, event, mode, tuple(sorted(candidate.modes)), confidence, why, frames)


def _aim(best: Candidate, found: Sequence[Scored], frames: Frames) -> Candidate | None:
    """What a call is made or a team sent for says more: "called him to express support", "sent to investigate"."""
    quads = {"CONSULT": (1, 3), "AID": (3, 4)}.get(best.event, ())
    if best.mutual or not quads:
        return None
    for _, candidate, _ in found:
        verb = candidate.carrier
        purpose = verb.dep in ("advcl", "xcomp", "acl", "relcl") and any(c.tag == "TO" for c in verb.children)
        told = candidate.event != best.event and frames.ontology.events[candidate.event].quad in quads
        if purpose and told and best.carrier in (verb.head, verb.head.head):
            return candidate
    return None


def _answer(
    key: str,
    event: str,
    mode: tuple[str, ...],
    auxiliary: tuple[str, ...],
    confidence: float,
    why: str,
    frames: Frames,
) -> Relation:
    quad = frames.ontology.events[event].quad
    return Relation(id=key, event=event, mode=mode, quad_code=quad, auxiliary=auxiliary, confidence=confidence, why=why)


def _intended(candidate: Candidate, frames: Frames) -> tuple[str, str]:
    """An act that is to come counts as what its announcement is: a promise where it is friendly, else a threat."""
    quad = frames.ontology.events[candidate.event].quad
    if "future" in candidate.modes and "negation" not in candidate.modes:
        if quad in (1, 2) and candidate.event != "AGREE":
            return "AGREE", "announced: a promise"
        if quad == 4:
            return "THREATEN", "announced: a threat"
    if (
        "hypothetical" in candidate.modes
        and quad in (1, 2)
        and any(c.lower == "would" for c in candidate.carrier.children)
    ):
        return "AGREE", "would: a promise"
    if "negation" in candidate.modes and quad in (1, 2):
        return "REJECT", "denied: a refusal"
    return candidate.event, ""


def _near(text: Text, actor: Span, recipient: Span) -> Iterator[Sentence]:
    """The sentences that hold one of the parties; all where none does."""
    found = [s for s in text.sentences if _overlap((s.start, s.end), actor) or _overlap((s.start, s.end), recipient)]
    yield from found or text.sentences


def _scored(sentence: Sentence, actor: Span, recipient: Span, frames: Frames) -> Iterator[Scored]:
    for candidate in read_sentence(sentence, frames):
        judge(candidate, frames)
        does, done = _fit(candidate.actors, actor), _fit(candidate.recipients, recipient)
        together = candidate.mutual or (does > 0 and _fit(candidate.actors, recipient) > 0)
        if together:
            does = max(does, _fit(candidate.recipients, actor) * 0.8)
            done = max(done, _fit(candidate.actors, recipient) * 0.8)
        elif candidate.below is not None:
            done = max(done, 0.9 * _fit(candidate.below.recipients + candidate.below.actors, recipient))
        below = _inside(candidate, recipient)
        score = 3.0 * does + 2.0 * done + (0.8 if below and not done else 0.0)
        if not together:
            score -= 1.2 * (_fit(candidate.actors, recipient) + _fit(candidate.recipients, actor))
        score -= 2.5 * candidate.consumed + 0.6 * (candidate.token.pos not in ("VERB", "AUX"))
        score -= 3.0 * (candidate.token.dep == "amod") + 1.2 * _is_circumstance(candidate.token, frames)
        score -= 1.5 * (candidate.carrier.dep == "advcl" and any(c.tag == "TO" for c in candidate.carrier.children))
        score += (
            0.2 * min(len(candidate.pattern.words), 2)
            - 0.15 * _depth(candidate.carrier)
            - 0.01 * _distance(candidate, actor, recipient)
        )
        reason = (
            "joins both parties"
            if does and done
            else "has the actor"
            if does
            else "has the recipient"
            if done
            else "stands nearest"
        )
        yield Scored(score, candidate, reason)


def _is_circumstance(token: Token, frames: Frames) -> bool:
    """ "Called off the strike after an agreement with", "amid protests against": what stands round the act told."""
    while token.dep in ("compound", "amod", "conj", "dobj") and token.head is not token and token.head.pos != "VERB":
        token = token.head
    above = token.head
    if above.dep == "pcomp" and token.dep == "dobj":
        token, above = above, above.head
    return token.dep in ("pobj", "pcomp") and above.lower in frames.auxiliary["circumstance"]


def _fit(heads: Sequence[Token], span: Span) -> float:
    """1 where a phrase in the role is the party, 0.7 where it holds the party or lies within it, else 0."""
    best = 0.0
    for head in heads:
        for token in head.conjuncts():
            if span[0] <= token.start < span[1]:
                best = max(best, 1.0)
            elif (best < 0.7 and _holds(token, span)) or (
                best < 0.7 and token.pos == "PRON" and _speaker_is(token, span)
            ):
                best = 0.7
    return best


def _speaker_is(pronoun: Token, span: Span) -> bool:
    """Whether the pronoun stands in what the party at ``span`` says: "Chad said it would send troops"."""
    for above in pronoun.ancestors():
        if above.dep == "ccomp":
            subject = above.head.child("nsubj")
            if subject is not None and subject is not pronoun and _holds(subject, span):
                return True
    return False


def _holds(head: Token, span: Span) -> bool:
    """Whether the phrase headed by ``head``, without its clauses, overlaps ``span``."""
    stack = [head]
    while stack:
        token = stack.pop()
        if span[0] <= token.start < span[1]:
            return True
        stack.extend(c for c in token.children if c.dep not in _CLAUSES)
    return False


def _inside(candidate: Candidate, span: Span) -> bool:
    return any(span[0] <= t.start < span[1] for word in candidate.words for t in word.subtree())


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors())


def _distance(candidate: Candidate, actor: Span, recipient: Span) -> float:
    """Characters between the predicate and the parties, in tens."""
    at = candidate.token.start
    return (min(abs(at - actor[1]), abs(at - actor[0])) + min(abs(at - recipient[0]), abs(at - recipient[1]))) / 10


def _overlap(left: Span, right: Span) -> bool:
    return left[0] < right[1] and right[0] < left[1]
