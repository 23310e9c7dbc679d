"""Joins what is told of one happening: an attack and its deaths in a sentence, a headline and a later sentence."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.events.candidate import Candidate
from communique.lexicon.frames import Words
from communique.model import Event, Party, Size, Text, Token

_TELLING = frozenset(("amod", "nummod", "poss", "relcl"))  # what hangs on a noun that tells something of its own
_BACK = 600  # code points: the sentences in which "the raid" may take up one told before


def joined(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates of a sentence, grouped by happening; the first of a group is what it is called by.

    "Shelled a village, killing four people and wounding nine" is one assault; so is "an attack killed three".
    """
    groups: list[list[Candidate]] = []
    owner: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        whole = _told_twice(candidate, groups) or _whole(candidate, owner)
        if whole is not None:
            whole.append(candidate)
            owner[candidate.token.i] = whole
            continue
        group = [candidate]
        groups.append(group)
        owner[candidate.token.i] = group
    return groups


def _told_twice(candidate: Candidate, groups: Sequence[list[Candidate]]) -> list[Candidate] | None:
    """The group whose verb takes the candidate's noun, or the reverse: "declared a state of emergency" is one act."""
    for group in groups:
        first = group[0]
        if first.event != candidate.event or first.modes != candidate.modes:
            continue
        verb, noun = (first, candidate) if candidate.token.pos == "NOUN" else (candidate, first)
        of_verb = noun.token.pos == "NOUN" and verb.token.pos == "VERB" and noun.token.head is verb.token
        if of_verb and noun.token.dep in ("dobj", "nsubjpass", "attr", "oprd"):
            return group
    return None


def _whole(candidate: Candidate, owner: dict[int, list[Candidate]]) -> list[Candidate] | None:
    """The group that ``candidate`` is only a part of."""
    if candidate.event != "ASSAULT":
        return None
    token = candidate.token
    near = []
    if token.dep in ("advcl", "conj", "acl", "relcl", "pcomp", "prep"):
        near.append(token.head.head if token.dep == "pcomp" else token.head)
    near += candidate.actors
    near += [t.head.head for t in (token,) if t.dep == "pobj"]
    for word in near:
        group = owner.get(word.i)
        if group and _is_part(candidate, group[0], word):
            return group
    return None


def _is_part(candidate: Candidate, whole: Candidate, link: Token) -> bool:
    """Deaths and wounds are parts of the assault beside them, and so is what an assault is said to have done."""
    if link not in candidate.actors and _is_told_of_others(candidate, whole):
        return False
    if not set(candidate.actors).isdisjoint(whole.recipients):  # "was killed fighting the rebels": another's doing
        return False
    counted = candidate.rule.part or whole.rule.part or link in candidate.actors
    return whole.event == "ASSAULT" and counted and (candidate.modes == whole.modes or not candidate.modes)


def _is_told_of_others(candidate: Candidate, whole: Candidate) -> bool:
    """Whether the act has a doer of its own: "the army killed nine men, days after the group attacked a village"."""
    doers = set(candidate.actors)
    own = {t for c in candidate.token.children if c.dep == "nsubj" for t in (c, *c.conjuncts())}
    joined_ = candidate.token.head if candidate.token.dep == "conj" else None
    if joined_ is not None and not own:
        own = {t for c in joined_.children if c.dep == "nsubj" for t in (c, *c.conjuncts())}
    return bool(doers & own) and not doers & set(whole.actors)


def taken_up(group: Sequence[Candidate], definite: Words) -> str:
    """The noun that names what has been told before: "the raid", "this attack"; "the first raid" is one of several."""
    token = group[0].token
    if len(group) > 1 or token.pos != "NOUN" or any(c.dep in _TELLING for c in token.children):
        return ""
    return token.lemma if any(c.dep == "det" and c.lower in definite for c in token.children) else ""


def one_each(told: Sequence[tuple[Event, str]], text: Text) -> list[Event]:
    """One event a happening in a document: later mentions go into ``also`` and ``event_text`` of the first.

    Beside each event stands the noun by which it takes up one told before, else "".
    """
    kept: list[Event] = []
    for event, again in told:
        at = next((n for n, known in enumerate(kept) if _same(known, event)), None)
        if at is None and again:
            near = [n for n in range(len(kept) - 1, -1, -1) if _may_be(kept[n], event)]
            at = next((n for n in near if again in _words(kept[n], text)), near[0] if near else None)
        if at is None:
            kept.append(event)
        else:
            kept[at] = _merged(kept[at], event)
    return kept


def _words(event: Event, text: Text) -> set[str]:
    return {t.lemma for span in event.event_text for t in text.tokens_in(*span)}


def _may_be(known: Event, event: Event) -> bool:
    """Whether "the raid" may be that raid: near enough before, and nothing that is said of it speaks against."""
    if known.event != event.event or known.sentence == event.sentence or event.auxiliary not in ((), known.auxiliary):
        return False
    if event.sentence[0] - max(end for _, end in (known.sentence, *known.also)) > _BACK:
        return False
    for ours, theirs in ((known.actor, event.actor), (known.recipient, event.recipient)):
        if theirs and not _share(ours, theirs):
            return False
    if event.date and event.date.time and known.date:
        return (known.date.start, known.date.end) == (event.date.start, event.date.end)
    return True


def _same(known: Event, event: Event) -> bool:
    if known.event != event.event or known.auxiliary != event.auxiliary or known.sentence == event.sentence:
        return False
    if not _share(known.actor, event.actor) or (
        bool(known.recipient) and bool(event.recipient) and not _share(known.recipient, event.recipient)
    ):
        return False
    if not known.recipient and not event.recipient and known.cameo != event.cameo:
        return False
    if known.date and event.date and known.date.time and event.date.time:
        return (known.date.start, known.date.end) == (event.date.start, event.date.end)
    return bool(known.recipient) == bool(event.recipient) and known.mode == event.mode


def _share(left: Sequence[Party], right: Sequence[Party]) -> bool:
    return bool({p.entity for p in left} & {p.entity for p in right})


def _merged(known: Event, event: Event) -> Event:
    size = known.size if known.size != Size() else event.size
    date = known.date if (known.date and known.date.time) or not event.date or not event.date.time else event.date
    return msgspec.structs.replace(
        known,
        also=tuple(dict.fromkeys((*known.also, event.sentence))),
        size=size,
        date=date,
        event_text=known.event_text + event.event_text,
        recipient=known.recipient or event.recipient,
        event_loc=known.event_loc or event.event_loc,
    )
