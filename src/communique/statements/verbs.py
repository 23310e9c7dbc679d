"""Statements whose cue is a verb: "said that", "urged X to", "called for", "described X as", "was accused of"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.speech import Speech, VerbCue
from communique.model import Text, Token
from communique.statements.act import follows, sharpened
from communique.statements.complements import Complement, complement_of, object_heard
from communique.statements.content import conditions_of
from communique.statements.draft import Draft, spans_of
from communique.statements.source import Subject, inverted_subject, phrase, subject_of

_THINGS = ("noun", "word", "as", "on")  # complements without a clause
_ASKING = ("demand", "urge", "propose")
_CUE_PARTS = ("aux", "auxpass", "neg", "prt")


def verb_drafts(text: Text, speech: Speech) -> Iterator[Draft]:
    """A draft for each verb of speech, with or without content of its own; quotations are joined to it later."""
    drafts = {d.trigger: d for d in _all(text, speech)}
    for verb, draft in list(drafts.items()):
        above = verb.head if verb and verb.dep == "xcomp" else None
        if above is not None and above in drafts and above.lemma in speech.refusing and draft.content:
            draft.cue = sorted({*drafts.pop(above).cue, *draft.cue, *_marks(draft)}, key=lambda t: t.i)
    yield from drafts.values()


def _marks(draft: Draft) -> list[Token]:
    return draft.trigger.having("aux") if draft.trigger else []


def _all(text: Text, speech: Speech) -> Iterator[Draft]:
    for token in text.tokens:
        if token.pos in ("VERB", "AUX") or token.tag[:2] == "VB":
            cues = speech.verbs.get(token.lower)
            if cues and token.dep not in ("aux", "auxpass", "amod", "compound"):
                draft = _draft(token, cues, text, speech)
                if draft:
                    yield draft


def _is_purpose(verb: Token) -> bool:
    """As in "met to discuss peace": an aim, not an act of speech that is reported."""
    return verb.dep == "advcl" and verb.tag == "VB" and any(c.tag == "TO" for c in verb.children)


def _is_asked_for(verb: Token, speech: Speech) -> bool:
    """As in "demanded that they announce their visits": an act of speech that is wanted, not one that took place."""
    if verb.dep != "ccomp" or verb.tag not in ("VB", "VBP") or verb.having("aux", "auxpass"):
        return False
    return any(cue.frames.get("clause") in _ASKING for cue in speech.verbs.get(verb.head.lower, ()))


def _draft(verb: Token, cues: tuple[VerbCue, ...], text: Text, speech: Speech) -> Draft | None:
    if _is_asked_for(verb, speech):
        return None
    phrasal = verb.child("prt") is not None
    for cue in cues:
        particles = follows(verb, cue.particles)
        if particles is None or (phrasal and not cue.particles):
            continue  # "called off" is not "called"
        complement = complement_of(verb, cue, particles, speech)
        if complement is None and "quote" not in cue.frames:
            continue
        if complement and complement.frame in _THINGS and _is_purpose(verb):
            return None
        subject = subject_of(verb)
        if subject.word is None and verb.tag == "VB" and verb.head is verb:
            return None  # an imperative reports nothing
        if subject.word is None and (complement is None or (complement.clause and complement.clause.i < verb.i)):
            subject = inverted_subject(verb) or subject
        return _filled(verb, cue, particles, complement, subject, text, speech)
    return None


def _filled(
    verb: Token,
    cue: VerbCue,
    particles: list[Token],
    found: Complement | None,
    subject: Subject,
    text: Text,
    speech: Speech,
) -> Draft:
    act = found.act if found else cue.frames.get("quote", cue.act())
    clause = found.clause if found else None
    frame = found.frame if found else "quotation"
    source = phrase(subject.word, verb) if subject.word else []
    own = {verb, *particles, *(c for c in verb.children if c.dep in _CUE_PARTS)}
    first = min(own, key=lambda t: t.i).i
    own.update(c for c in verb.children if c.dep == "advmod" and first < c.i < verb.i)  # "has repeatedly called"
    words = [*found.words, *conditions_of(verb, found.words, speech)] if found else []
    content = [t for t in words if t not in own]
    return Draft(
        act=sharpened(act, clause, subject.party, speech),
        why=f"“{verb.text}”: the verb “{cue.verb}” with {_NAMES[frame]}",
        trigger=verb,
        source=source,
        speaker=subject.party,
        addressee=_other((found.addressee if found else None) or _hearer(verb, cue, words)),
        cue=sorted(own, key=lambda t: t.i),
        content=spans_of(content, text),
        clause=clause,
        quotable="quote" in cue.frames,
        negated=_is_negated(verb, subject, speech),
    )


_NAMES = {
    "clause": "a clause",
    "parenthesis": "the sentence it stands in",
    "to": "an infinitive",
    "noun": "an object",
    "word": "a word of speech as object",
    "whom-to": "somebody and an infinitive",
    "want-to": "somebody and an infinitive",
    "gerund": "a gerund",
    "as": "an object and what it is called",
    "on": "a preposition",
    "passive": "its passive subject",
    "quotation": "a quotation",
}


def _hearer(verb: Token, cue: VerbCue, content: list[Token]) -> Token | None:
    """Who is spoken to: "told X", "said to X"."""
    heard = object_heard(verb, cue)
    if heard is not None or "quote" not in cue.frames:
        return heard
    to = next((c for c in verb.children if c.dep in ("prep", "dative") and c.lower == "to"), None)
    named = to.child("pobj") if to else None
    return named if named not in content else None


def _other(heard: Token | None) -> Token | None:
    """Who hears, unless it is the speaker: "commits itself"."""
    return None if heard is not None and heard.lower.endswith(("self", "selves")) else heard


def _is_apart(word: Token, verb: Token) -> bool:
    """Whether a mark stands between verb and word, which then is said and not how: "replied: 'Never'"."""
    if word.i < verb.i:
        return False
    first = verb.sentence.tokens[0].i
    return any(t.dep == "punct" for t in verb.sentence.tokens[verb.i + 1 - first : word.i - first])


def _is_negated(verb: Token, subject: Subject, speech: Speech) -> bool:
    """As in "did not say", "declined to say", "has yet to say", "no official said"."""
    if any(
        (c.dep == "neg" or (c.lower in speech.negations and c.dep in ("advmod", "preconj"))) and not _is_apart(c, verb)
        for c in verb.children
    ):
        return True
    if subject.word and any(c.dep in ("det", "neg") and c.lower in speech.negations for c in subject.word.children):
        return True
    above = verb.head
    if verb.dep == "xcomp" and above is not verb:
        held = any(c.dep == "neg" or c.lower in speech.pending for c in above.children)
        return held or above.lemma in speech.refusing
    if verb.dep == "pcomp" and above.lower == "without":
        return True
    if verb.dep != "conj" or verb.child("nsubj") is not None:
        return False
    return any(c.dep == "neg" or (c.dep in ("preconj", "cc") and c.lower in speech.negations) for c in above.children)
