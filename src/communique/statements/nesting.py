"""Which cues inside somebody's words are statements of their own: "He said that Iran had promised to leave" holds two."""

from __future__ import annotations

from communique.mentions.carrying import Stretches
from communique.model import Token
from communique.statements.draft import Draft

_SPEAKING = frozenset({"i", "we", "you", "it", "that", "who", "which", "one", "me", "us"})
_SUBJECTS = ("nsubj",)


def unnested(drafts: list[Draft]) -> list[Draft]:
    """``drafts`` without those that merely belong to what another one says.

    Inside somebody's words a cue is kept where it reports another named party's act of speech in a finite verb; thoughts,
    wishes and performatives ("we urge …") of the speaker are the meaning of the outer statement, not a second one.
    """
    stretches = Stretches([(draft.content, draft) for draft in drafts])
    return [d for d in drafts if d.trigger is None or not _is_inner(d, stretches) or _stands_alone(d, d.trigger)]


def _is_inner(draft: Draft, stretches: Stretches[Draft]) -> bool:
    assert draft.trigger is not None
    return any(d is not draft for d in stretches.all_at(draft.trigger.start))


def _stands_alone(draft: Draft, cue: Token) -> bool:
    if not draft.quotable or draft.speaker is None or not draft.content:
        return False
    if cue.pos not in ("VERB", "AUX"):
        return False
    subject = cue.child(*_SUBJECTS)
    if subject is None or subject.lower in _SPEAKING or subject.pos == "PRON" and draft.clause is None:
        return False
    return not any(c.dep == "aux" and c.tag in ("MD", "TO") for c in cue.children)
