"""Which cues inside somebody's words are statements too: "He said that Iran had promised to leave" holds two."""

from __future__ import annotations

from communique.mentions.carrying import Stretches
from communique.statements.draft import Draft

_SPEAKING = frozenset({"i", "we", "you", "it", "that", "who", "which", "one", "me", "us"})
_SUBJECTS = ("nsubj",)
_SELF = frozenset({"we", "i", "our", "my"})


def unnested(drafts: list[Draft]) -> list[Draft]:
    """``drafts`` without those that merely belong to what another one says.

    Inside somebody's words a cue is kept where it reports another named party's act of speech in a finite verb;
    thoughts, wishes and performatives ("we urge …") of the speaker are the meaning of the outer statement.
    Inside a voice (a turn, a post, a point of a communiqué) every act of speech is a statement, and "we" is the voice.
    """
    stretches = Stretches([(draft.content, draft) for draft in drafts])
    operative = {d.trigger: d for d in drafts if d.voice and d.trigger}
    kept = []
    for draft in drafts:
        if not draft.voice and draft.trigger in operative:
            point = operative[draft.trigger]
            point.addressee = point.addressee or draft.addressee
            continue
        around = [d for d in stretches.all_at(draft.trigger.start) if d is not draft] if draft.trigger else []
        if draft.voice or not around or (_stands_alone(draft) and any(not d.voice for d in around)):
            kept.append(draft)
        elif all(d.voice for d in around) and (draft.quotable or draft.act != "claim"):
            if _is_self(draft) or _has_no_subject(draft):
                draft.parties = around[-1].parties
                draft.issued = True
            kept.append(draft)
    return [d for d in kept if not (d.voice and d.single and _is_told(d, kept))]


def _is_told(voice: Draft, drafts: list[Draft]) -> bool:
    """Whether a voice of one sentence is told in full by the cue that heads it ("We condemn …")."""
    cues = (d.trigger for d in drafts if not d.voice and d.issued)
    return any(c and c.head is c and any(s <= c.start < e for s, e in voice.content) for c in cues)


def _is_self(draft: Draft) -> bool:
    return draft.speaker is not None and draft.speaker.lower in _SELF


def _has_no_subject(draft: Draft) -> bool:
    """ "…, and further decides that", "calls upon": a finite verb that goes on after the voice's own."""
    cue = draft.trigger
    if cue is None or cue.pos not in ("VERB", "AUX"):
        return False
    told = draft.speaker is None and cue is cue.sentence.tokens[0] and cue.tag in ("VBD", "VBN")  # "- decided to"
    if cue.tag not in ("VBZ", "VBP") and not told:
        return False
    return cue.child("nsubj", "nsubjpass", "auxpass", "expl") is None and cue.dep in ("conj", "ROOT")


def _stands_alone(draft: Draft) -> bool:
    cue = draft.trigger
    if cue is None or not draft.quotable or draft.speaker is None or not draft.content:
        return False
    if cue.pos not in ("VERB", "AUX"):
        return False
    subject = cue.child(*_SUBJECTS)
    if subject is None or subject.lower in _SPEAKING or (subject.pos == "PRON" and draft.clause is None):
        return False
    return not any(c.dep == "aux" and c.tag in ("MD", "TO") for c in cue.children)
