"""Statements whose cue is a verb: "said that", "urged X to", "called for", "described X as", "was accused of"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from communique.lexicon.speech import Speech, VerbCue
from communique.model import Text, Token
from communique.statements.act import follows, sharpened
from communique.statements.content import clause_words, infinitive_words, object_words
from communique.statements.draft import Draft, spans_of
from communique.statements.source import Subject, is_passive, phrase, subject_of

_CUE_PARTS = ("aux", "auxpass", "neg", "prt")
_HEARERS = ("dative", "dobj")
_OBJECTS = ("dobj", "attr", "oprd")


class Complement(NamedTuple):
    """What a verb brings: the words of the content, their head clause if they are one, who is addressed, and why."""

    words: list[Token]
    frame: str
    act: str
    clause: Token | None = None
    addressee: Token | None = None


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
            if cues and token.dep not in ("aux", "auxpass", "amod", "compound") and not _is_purpose(token):
                draft = _draft(token, cues, text, speech)
                if draft:
                    yield draft


def _is_purpose(verb: Token) -> bool:
    """"met to discuss peace": an aim, not an act of speech that is reported."""
    return verb.dep == "advcl" and verb.tag == "VB" and any(c.tag == "TO" for c in verb.children)


def _draft(verb: Token, cues: tuple[VerbCue, ...], text: Text, speech: Speech) -> Draft | None:
    phrasal = verb.child("prt") is not None
    for cue in cues:
        particles = follows(verb, cue.particles)
        if particles is None or (phrasal and not cue.particles):
            continue  # "called off" is not "called"
        complement = _complement(verb, cue, particles, speech)
        if complement is None and "quote" not in cue.frames:
            continue
        subject = subject_of(verb)
        if subject.word is None and (complement is None or (complement.clause and complement.clause.i < verb.i)):
            subject = _inverted(verb) or subject
        return _filled(verb, cue, particles, complement, subject, text, speech)
    return None


def _inverted(verb: Token) -> Subject | None:
    """"…!" shouted a guard: the parser takes a subject behind its verb for an object."""
    held = verb.child("dobj", "attr", "npadvmod")
    if held is None or held.i < verb.i or held.label in ("DATE", "TIME") or verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    return Subject(held, held)


def _filled(
    verb: Token, cue: VerbCue, particles: list[Token], found: Complement | None, subject: Subject, text: Text, speech: Speech
) -> Draft:
    act = found.act if found else cue.frames.get("quote", cue.act())
    clause = found.clause if found else None
    frame = found.frame if found else "quotation"
    source = phrase(subject.word, verb) if subject.word else []
    own = {verb, *particles, *(c for c in verb.children if c.dep in _CUE_PARTS)}
    content = [t for t in found.words if t not in own] if found else []
    return Draft(
        act=sharpened(act, clause, subject.party, speech),
        why=f"“{verb.text}”: the verb “{cue.verb}” with {_NAMES[frame]}",
        trigger=verb,
        source=source,
        speaker=subject.party,
        addressee=_other((found.addressee if found else None) or _hearer(verb, cue)),
        cue=sorted(own, key=lambda t: t.i),
        content=spans_of(content, text),
        clause=clause,
        quotable="quote" in cue.frames,
        negated=_is_negated(verb, subject, speech),
    )


_NAMES = {
    "clause": "a clause", "parenthesis": "the sentence it stands in", "to": "an infinitive", "noun": "an object", "word": "a word of speech as object",
    "whom-to": "somebody and an infinitive", "want-to": "somebody and an infinitive", "gerund": "a gerund",
    "as": "an object and what it is called", "on": "a preposition", "passive": "its passive subject", "quotation": "a quotation",
}


def _complement(verb: Token, cue: VerbCue, particles: list[Token], speech: Speech) -> Complement | None:
    """The first complement, of those the verb takes, that is there."""
    host = particles[-1] if particles and particles[-1].dep == "prep" else verb
    for finder in (_clause, _infinitive, _called, _topic, _passive, _noun, _parenthesis):
        found = finder(verb, cue, host, speech)
        if found and found.words:
            return found
    return None


def _clause(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    if "clause" not in cue.frames:
        return None
    for child in verb.having("ccomp", "csubj") or host.having("pcomp"):
        if _is_infinitive(child) or (child.tag == "VBG" and child.child("nsubj") is None and not child.having("mark", "aux")):
            continue
        if child.dep == "pcomp" and not any(c.tag in ("WRB", "WP", "WDT") or c.dep == "mark" for c in child.children):
            continue
        return Complement(clause_words(child, verb, speech), "clause", cue.frames["clause"], child, _object_heard(verb, cue))
    return None


def _infinitive(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    """"promise to go"; "urge X to go", whichever way the parser hangs X; "call on X to go"."""
    inner = next((c for c in verb.children if c.dep in ("xcomp", "ccomp", "advcl") and c.i > verb.i and _is_infinitive(c)), None)
    held = host.child("pobj") if host is not verb else verb.child("dobj", "dative")
    if inner is None and held is not None:
        inner = next((c for c in held.children if c.dep in ("acl", "relcl") and _is_infinitive(c)), None)
    if inner is None:
        return None
    if held is not None and held.lower in speech.nouns:
        return None  # "reaffirmed its pledge to": the noun brings the infinitive
    held = held or inner.child("nsubj")
    if held is None and is_passive(verb):
        held = verb.child("nsubjpass")
    for frame in ("whom-to", "want-to"):
        if frame in cue.frames and held is not None and (frame == "whom-to" or not is_passive(verb)):
            words = [*held.subtree(), *infinitive_words(inner, verb, speech)]
            heard = held if frame == "whom-to" else None
            return Complement(words, frame, cue.frames[frame], None, heard)
    if "to" in cue.frames and not is_passive(verb) and (held is None or held.i > inner.i or "whom-to" not in cue.frames):
        return Complement(infinitive_words(inner, verb, speech), "to", cue.frames["to"], None, held)
    if "whom-to" in cue.frames and "to" not in cue.frames:
        return Complement(infinitive_words(inner, verb, speech), "whom-to", cue.frames["whom-to"])
    return None


def _is_infinitive(verb: Token) -> bool:
    return any(c.tag == "TO" for c in verb.children)


def _called(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    """"describe X as Y", "call X Y"."""
    if "as" not in cue.frames or (verb.dep == "acl" and is_passive(verb) and verb.child("agent") is None):
        return None  # "a band called the Tenth Column" has a name, nobody says so
    held = verb.child("nsubjpass") if is_passive(verb) else verb.child("dobj")
    if host is not verb:
        held = host.child("pobj") or held
    named = next((c for c in verb.children if c.dep == "prep" and c.lower in ("as", "to", "with") and c is not host), None)
    named = named or next((c for c in verb.children if c.dep in ("oprd", "ccomp", "xcomp") and c.i > verb.i), None)
    if named is None or (held is None and named.dep in ("prep", "xcomp")):
        return None
    words = [*(held.subtree() if held else ()), *named.subtree()]
    return Complement(words, "as", cue.frames["as"])


def _topic(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    """"insist on X", "accuse X of Y": the object and what stands after the preposition."""
    for child in verb.children:
        if child.dep != "prep" or child.lower not in cue.topics:
            continue
        matter = child.child("pobj", "pcomp")
        if matter is None:
            continue
        held = verb.child("nsubjpass") if is_passive(verb) else verb.child("dobj", "dative")
        words = matter.subtree()
        heard = None
        if held is not None and "noun" in cue.frames:
            words = [*held.subtree(), *child.subtree()]
        else:
            heard = held
        return Complement(words, "on", cue.topics[child.lower], None, heard)
    return None


def _passive(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    if not is_passive(verb) or not {"noun", "quote"} <= cue.frames.keys() or verb.child("agent") is None:
        return None
    held = verb.child("nsubjpass") or (verb.head if verb.dep == "acl" else None)
    return Complement(phrase(held, verb), "passive", cue.frames["noun"]) if held else None


def _noun(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    if is_passive(verb):
        return None
    if "gerund" in cue.frames or cue.particles:
        below = (*verb.children, *(c for p in verb.having("prt", "prep", "advmod") for c in p.children))
        child = next((c for c in below if c.dep in ("xcomp", "ccomp", "pcomp") and c.tag == "VBG" and c.i > verb.i), None)
        if child is not None:
            return Complement(child.subtree(), "gerund", cue.frames.get("gerund", cue.act()))
    if not ("noun" in cue.frames or "word" in cue.frames) or "hearer" in cue.frames:
        return None
    if host is not verb:
        held = host.child("pobj", "pcomp")
    elif cue.particles and len(cue.particles) == 1:
        held = next((c for c in verb.children if c.dep in _OBJECTS), None)
    else:
        held = next((c for c in verb.children if c.dep in _OBJECTS and c.i > verb.i), None)
        held = held or _relative_object(verb)
    if held is None:
        return None
    if _speaks(held, speech) if "noun" in cue.frames and verb.lemma in speech.light else _is_other(held, cue, speech):
        return None
    frame = "noun" if "noun" in cue.frames else "word"
    act = speech.nouns[held.lower].act if verb.lemma in speech.light and held.lower in speech.nouns else cue.frames[frame]
    return Complement(object_words(held, verb, host, speech), frame, act)


def _is_other(held: Token, cue: VerbCue, speech: Speech) -> bool:
    """Whether a verb that needs a noun of speech as its object has another one."""
    return "noun" not in cue.frames and _speaks(held, speech) is not False


def _speaks(held: Token, speech: Speech) -> bool | None:
    """Whether a noun of speech as object says itself what is said, and so is a cue of its own; None for other nouns."""
    cue = speech.nouns.get(held.lower)
    if cue is None:
        return None
    return any(c.dep in ("acl", "relcl", "ccomp") or c.lower in cue.links for c in held.children)


def _relative_object(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep == "dobj" and c.i < verb.i and c.tag in ("WDT", "WP")), None)


def _parenthesis(verb: Token, cue: VerbCue, host: Token, speech: Speech) -> Complement | None:
    """"The plan, he said, is dead"; "as the army put it": the clause that the cue stands in, less the cue's own words."""
    if "clause" not in cue.frames or verb.head is verb or is_passive(verb):
        return None
    as_ = any(c.lower == "as" and c.dep in ("mark", "advmod", "prep") and c.i < verb.i for c in verb.children)
    beside = verb.dep in ("parataxis", "ccomp", "dep", "intj") and verb.child("nsubj") is not None and _has_comma(verb)
    if not ((as_ and verb.dep == "advcl") or beside) or verb.child("dobj"):
        return None
    mine = set(verb.subtree())
    if any(c.lower == "you" and c.dep == "nsubj" for c in verb.children):
        return None  # "you know" fills a pause
    words = [t for t in verb.head.subtree() if t not in mine]
    return Complement(words, "parenthesis", cue.frames["clause"], verb.head)


def _has_comma(verb: Token) -> bool:
    first = verb.subtree()[0]
    tokens = verb.sentence.tokens
    at = first.i - tokens[0].i
    return first.text == "," or (at > 0 and tokens[at - 1].text in (",", "—", "-", "–", '"', "”", "("))


def _object_heard(verb: Token, cue: VerbCue) -> Token | None:
    if "hearer" not in cue.frames:
        return None
    return verb.child("nsubjpass") if is_passive(verb) else verb.child(*_HEARERS)


def _hearer(verb: Token, cue: VerbCue) -> Token | None:
    """Who is spoken to: "told X", "said to X"."""
    heard = _object_heard(verb, cue)
    if heard is not None or "quote" not in cue.frames:
        return heard
    to = next((c for c in verb.children if c.dep in ("prep", "dative") and c.lower == "to"), None)
    return to.child("pobj") if to else None


def _other(heard: Token | None) -> Token | None:
    """Who hears, unless it is the speaker: "commits itself"."""
    return None if heard is not None and heard.lower.endswith(("self", "selves")) else heard


def _is_negated(verb: Token, subject: Subject, speech: Speech) -> bool:
    """"did not say", "declined to say", "no official said"."""
    if any(c.dep == "neg" or (c.lower in speech.negations and c.dep in ("advmod", "preconj")) for c in verb.children):
        return True
    if subject.word and any(c.dep in ("det", "neg") and c.lower in speech.negations for c in subject.word.children):
        return True
    above = verb.head
    if verb.dep == "xcomp" and above is not verb:
        return above.lemma in speech.refusing or any(c.dep == "neg" for c in above.children)
    if verb.dep == "pcomp" and above.lower == "without":
        return True
    return verb.dep == "conj" and any(c.dep == "neg" for c in above.children) and verb.child("nsubj") is None
