"""Which cues inside somebody's words are statements too: "He said that Iran had promised to leave" holds two."""

from __future__ import annotations

from communique.mentions.carrying import Stretches
from communique.model import Span
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
    kept = []
    for draft in drafts:
        around = [d for d in stretches.all_at(draft.trigger.start) if d is not draft] if draft.trigger else []
        voice = next((d for d in reversed(around) if d.voice), None)
        if draft.voice or not around or (_stands_alone(draft) and any(not d.voice for d in around)):
            kept.append(draft)
        elif voice and all(d.voice for d in around) and (draft.quotable or draft.act != "claim"):
            if _is_self(draft):
                draft.parties = voice.parties
            kept.append(draft)
    said = [
        d.content[0]
        for d in kept
        if not d.voice and (_is_self(d) or d.issued) and d.trigger and d.trigger.head is d.trigger
    ]
    return [d for d in kept if not (d.voice and d.single and any(_within(span, d.content) for span in said))]


def _is_self(draft: Draft) -> bool:
    return draft.speaker is not None and draft.speaker.lower in _SELF


def _within(span: Span, content: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in content)


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
