"""What a statement does, by its meaning: the cue gives the act, the clause that it brings may sharpen it.

"said it would withdraw" commits, "said the army must leave" demands, "We condemn …" condemns whatever the cue.
"""

from __future__ import annotations

from communique.lexicon.speech import Speech, VerbCue
from communique.model import Token

FIRST = frozenset({"we", "i"})
THIRD = frozenset({"he", "she", "it", "they"})


def sharpened(act: str, clause: Token | None, speaker: Token | None, speech: Speech) -> str:
    """The act of a statement whose cue says ``act`` and whose content is headed by ``clause``."""
    if clause is None:
        return act
    if act == "commit":
        return act if _modal(clause, speech.will) or not _is_finite(clause) else "claim"
    if act == "propose":
        return act if not _is_indicative(clause) else "claim"
    if act == "urge" and _is_question(clause):
        return "ask"
    if act not in speech.open_acts:
        return act
    return meant(clause, speaker, speech) or act


def meant(clause: Token, speaker: Token | None, speech: Speech) -> str | None:
    """The act that the words of a clause perform by themselves, or None where they merely state."""
    subject = clause.child("nsubj")
    own = subject is not None and _is_own(subject, speaker, speech)
    if own:
        performed = _performed(clause, speech)
        if performed:
            return performed
        if _modal(clause, speech.will) and clause.lemma not in ("be", "like", "have"):
            return "commit"
    if (
        subject is None
        and not clause.having("nsubjpass", "expl")
        and clause.tag == "VB"
        and clause.dep in ("ROOT", "ccomp", "csubj")
    ):
        return "urge" if not clause.child("aux") else None
    if subject is not None and own:
        return None
    if _modal(clause, speech.must) or _is_obliged(clause, speech):
        bound = subject or clause.child("nsubjpass")
        return "demand" if bound is not None and bound.lower not in speech.documents else None
    if _modal(clause, speech.should):
        return "urge"
    if _is_question(clause) and clause.dep == "ROOT":
        return "ask"
    return None


def _is_own(subject: Token, speaker: Token | None, speech: Speech) -> bool:
    """Whether the clause's subject is the speaker: "we", or a pronoun or the same word under a reporting verb."""
    if subject.lower in FIRST:
        return True
    owner = subject.child("poss")
    if owner is not None and owner.pos == "PRON" and subject.lower in speech.bodies:
        return True
    if speaker is None:
        return False
    return (subject.lower in THIRD and subject.i > speaker.i) or subject.lower == speaker.lower


def _performed(clause: Token, speech: Speech) -> str | None:
    """The act of a performative: "we urge", "she was concerned", "they regret"."""
    for child in clause.children:
        if child.dep in ("acomp", "oprd", "attr") and (adjective := speech.adjectives.get(child.lower)):
            return adjective.act if adjective.act not in speech.open_acts else None
    adjective = speech.adjectives.get(clause.lower)
    if adjective and clause.tag in ("VBN", "JJ"):
        return adjective.act if adjective.act not in speech.open_acts else None
    if any(child.dep == "neg" for child in clause.children):
        return None
    wished = clause.child("xcomp") if clause.lemma in speech.wishing else None
    if wished is not None:
        return _performed(wished, speech)  # "I want to thank you"
    for cue in speech.verbs.get(clause.lower, ()):
        if follows(clause, cue.particles) is not None:
            act = _act_of(clause, cue)
            return act if act is not None and act not in speech.open_acts else None
    return None


def _act_of(verb: Token, cue: VerbCue) -> str | None:
    """The act of a verb by what it governs here; None where it governs nothing that it says."""
    deps = {c.dep for c in verb.children}
    held = "dobj" in deps or bool(cue.particles)
    for frame, there in (
        ("whom-to", held and deps & {"xcomp", "ccomp"}), ("to", "xcomp" in deps), ("clause", "ccomp" in deps),
        ("whom-to", "ccomp" in deps), ("noun", held), ("gerund", "xcomp" in deps), ("as", held), ("word", held),
    ):  # fmt: skip
        if there and frame in cue.frames:
            return cue.frames[frame]
    return next((cue.topics[c.lower] for c in verb.children if c.dep == "prep" and c.lower in cue.topics), None)


def follows(verb: Token, particles: tuple[str, ...]) -> list[Token] | None:
    """The words of a multi-word verb after the first, or None where one is missing ("call" without its "for")."""
    found: list[Token] = []
    holders = [verb]
    for word in particles:
        token = next((c for h in holders for c in h.children if c.lower == word and c.i > verb.i), None)
        if token is None:
            return None
        found.append(token)
        holders.append(token)
    return found


def binds_itself(clause: Token, speech: Speech) -> bool:
    """Whether the clause says what its subject will or shall do: a commitment where the subject is the speaker."""
    return _modal(clause, speech.will) or _modal(clause, speech.must)


def _modal(clause: Token, words: frozenset[str]) -> bool:
    return any(c.dep == "aux" and c.lower in words for c in clause.children)


def _is_obliged(clause: Token, speech: Speech) -> bool:
    if clause.lemma in speech.obliged and (inner := clause.child("xcomp")) is not None:
        return any(c.tag == "TO" for c in inner.children)
    return False


def _is_finite(clause: Token) -> bool:
    return not any(c.tag == "TO" for c in clause.children) and clause.tag != "VBG"


def _is_indicative(clause: Token) -> bool:
    """Whether the verb agrees with its subject: "that it leaves", not "that it leave"."""
    if clause.tag in ("VBZ", "VBP", "VBD") and clause.child("nsubj", "nsubjpass", "expl"):
        return True
    return any(c.dep in ("aux", "auxpass") and c.tag in ("VBZ", "VBP", "VBD") for c in clause.children)


def _is_question(clause: Token) -> bool:
    for child in clause.children:
        if child.dep == "mark" and child.lower in ("whether", "if"):
            return True
        if child.tag in ("WRB", "WP", "WDT") and child.i < clause.i:
            return True
    last = clause.sentence.tokens[-1]
    return clause.dep == "ROOT" and any(
        t.text == "?" for t in (last, clause.sentence.tokens[max(-2, -len(clause.sentence.tokens))])
    )
