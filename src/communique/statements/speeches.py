"""Joins quotations to the cues that bring them, and gives those with no cue near to whoever spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left

from communique.lexicon.speech import Speech
from communique.model import Block, Span, Text, Token
from communique.statements.act import meant
from communique.statements.draft import Draft, merged
from communique.statements.quotes import Quote, Quotes
from communique.statements.source import inverted_subject, phrase

_STOP = re.compile(r"[.!?]\s")
REACH = 200  # characters between a cue and its quotation
LONG = 8  # words: a quotation of this length is no name
SMALL = 3  # letters: words this short need no capital in a title
NAMED = ("PERSON", "ORG", "GPE", "NORP")
CARRY = 2  # blocks: how far a speaker is carried on without being named again


def join_quotes(drafts: list[Draft], quotes: Quotes, text: Text, speech: Speech, voices: list[Draft]) -> list[Draft]:
    """``drafts`` with the quotations that stand beside their cues, and new ones for speeches that have no cue."""
    taken: dict[Quote, Draft] = _spoken(voices, quotes)
    for draft in drafts:
        for quote in draft.quotes:
            if draft.quotable or quote not in taken:
                taken.setdefault(quote, draft)
    free = [d for d in drafts if d.trigger and quotes.at(d.trigger.start) is None]
    cues = [d for d in free if d.quotable]
    starts = [d.trigger.start for d in free if d.trigger]
    for draft in cues:
        _leave_quotation(draft, quotes)
        _join_before(draft, quotes, text, taken)
    for draft in cues:
        _join_after(draft, quotes, text, taken, starts)
    for draft in cues:
        _join_colon(draft, text)
    orphans = _carried_on(drafts, quotes, text, taken, speech)
    for draft in drafts:
        _sharpen(draft, text, speech)
    for draft in orphans:
        _sharpen(draft, text, speech)
    return [*drafts, *orphans]


def _spoken(voices: list[Draft], quotes: Quotes) -> dict[Quote, Draft]:
    """The quotations that voices are made of or that hold them."""
    return {q: v for v in voices for start, _ in v.content[:1] if (q := quotes.at(start)) and _quotes_all(q, v)}


def _quotes_all(quote: Quote, voice: Draft) -> bool:
    return quote.start <= voice.content[0][0]


def _add(draft: Draft, quote: Quote, taken: dict[Quote, Draft]) -> None:
    if quote not in draft.quotes:
        draft.quotes.append(quote)
    draft.content = merged([*draft.content, *quote.parts])
    taken[quote] = draft


def _reach(draft: Draft) -> tuple[int, int]:
    """Where the cue's own words begin and end: subject, verb, particles."""
    assert draft.trigger is not None
    words = [
        t
        for t in (*draft.cue, *draft.source)
        if abs(t.i - draft.trigger.i) < 40 and t.sentence is draft.trigger.sentence
    ]
    words = words or [draft.trigger]
    return min(t.start for t in words), max(t.end for t in words)


def _leave_quotation(draft: Draft, quotes: Quotes) -> None:
    """A source inside the quotation is a slip of the parser: the source stands behind the cue, or nowhere."""
    head = draft.speaker
    if head is None or draft.trigger is None or not (quote := quotes.at(head.start)) or not quote.speech:
        return
    behind = inverted_subject(draft.trigger)
    draft.speaker = behind.party if behind else None
    draft.source = phrase(behind.word) if behind and behind.word else []


def _join_colon(draft: Draft, text: Text) -> None:
    """ "The paper wrote:" and a paragraph without marks: what stands below is what it wrote."""
    if draft.trigger is None or draft.content or not draft.quotable:
        return
    block = draft.trigger.sentence.block
    if text.text[block.start : block.end].endswith(":") and draft.trigger.sentence is block.sentences[-1]:
        draft.content = _below(block, text)


def _below(block: Block, text: Text) -> list[Span]:
    """What a colon at the end of a block introduces: the list below it, or the one paragraph."""
    spans: list[Span] = []
    for following in text.blocks[block.index + 1 :]:
        listed = following.kind == "item" and text.text[following.start].islower()
        if not listed and (spans or following.kind != "paragraph"):
            break
        spans.append((following.start, following.end))
        if not listed:
            break
    return spans


def _join_before(draft: Draft, quotes: Quotes, text: Text, taken: dict[Quote, Draft]) -> None:
    """ "…," X said."""
    start, _ = _reach(draft)
    at = start
    while at > 0 and (text.text[at - 1].isspace() or text.text[at - 1] in ",—–-"):
        at -= 1
    quote = quotes.ending_at.get(at)
    if quote is None or quote in taken or text.text[at:start].count("\n") > 1:
        return
    if quote.speech or _begins_sentence(quote, text):
        _add(draft, quote, taken)


def _join_after(draft: Draft, quotes: Quotes, text: Text, taken: dict[Quote, Draft], cues: list[int]) -> None:
    """X said, "…"; and what the same speaker goes on to say after "…," X said."""
    assert draft.trigger is not None
    at = draft.trigger.end
    for _ in range(20):
        quote = quotes.after(at)
        if quote is None or quote.start - at > REACH or quote in taken:
            return
        block = draft.trigger.sentence.block
        if draft.quotes and any(q.speech for q in draft.quotes):
            if not quote.speech or quote.start >= block.end or not _one_sentence(text, at, quote.start):
                return
        elif not _introduces(text, at, quote, draft, block.end):
            return
        if _other_cue(cues, draft.trigger.end, quote.start):
            return
        _add(draft, quote, taken)
        at = quote.end


def _introduces(text: Text, at: int, quote: Quote, draft: Draft, block_end: int) -> bool:
    """Whether the words between a cue, which ends at ``at``, and a quotation lead up to it."""
    lead = text.text[at : quote.start].rstrip()
    if (
        draft.content
        and not draft.quotes
        and not (lead.endswith(":") or quote.start >= max(e for _, e in draft.content))
    ):
        return False
    if quote.start >= block_end:
        return lead.endswith(":") and _one_sentence(text, at, block_end)
    if lead.endswith((".", "!", "?")) or not _one_sentence(text, at, quote.start):
        return False
    if lead.endswith((",", ":")):
        return quote.speech
    if not quote.speech and _is_title(text.text[quote.start : quote.end]):
        return False
    return not lead or lead.endswith(" that") or (lead in (" of", " as") and not draft.content)


def _is_title(words: str) -> bool:
    """The name of a book or programme: several words, the long ones with capitals."""
    parts = words.strip("\"“”'‘’` ").split()
    capitals = sum(w[0].isupper() for w in parts)
    return capitals > 1 and all(w[0].isupper() or len(w) <= SMALL for w in parts)


def _one_sentence(text: Text, start: int, end: int) -> bool:
    """Whether no sentence begins between: by its stops, or, where those may be abbreviations, by the parser."""
    between = text.text[start:end]
    if "\n" in between.strip():
        return False
    if not _STOP.search(between.rstrip()):
        return True
    tokens = text.tokens_in(start, end)
    return all(t.sentence is tokens[0].sentence for t in tokens)


def _other_cue(starts: list[int], low: int, high: int) -> bool:
    """Whether another cue, outside quotations, stands between."""
    n = bisect_left(starts, low)
    return n < len(starts) and starts[n] < high


def _carried_on(
    drafts: list[Draft], quotes: Quotes, text: Text, taken: dict[Quote, Draft], speech: Speech
) -> list[Draft]:
    """Speeches without a cue: new statements of whoever spoke last, if that was not long ago."""
    spoken = [(d.trigger.start, d) for d in drafts if d.trigger and d.content and (d.source or d.speaker)]
    spoken = [(start, d) for start, d in spoken if quotes.at(start) is None]
    starts = [start for start, _ in spoken]
    orphans: list[Draft] = []
    for quote in quotes.all:
        if quote in taken or not quote.speech:
            continue
        if not _stands_alone(quote, text):
            continue
        named = _before_colon(quote, text, speech)
        if named is not None:
            orphans.append(_orphan(quote, phrase(named), named, "; whoever the words before the colon are about"))
            taken[quote] = orphans[-1]
            continue
        n = bisect_left(starts, quote.start) - 1
        before = spoken[n][1] if n >= 0 and _is_near(spoken[n][1], quote, text) else None
        why = "; its speaker is the one who spoke last" if before else ""
        orphans.append(_orphan(quote, before.source if before else [], before.speaker if before else None, why))
        taken[quote] = orphans[-1]
    return orphans


def _orphan(quote: Quote, source: list[Token], speaker: Token | None, why: str) -> Draft:
    return Draft(
        act="claim",
        why=f"a quotation with no cue beside it{why}",
        source=source,
        speaker=speaker,
        content=list(quote.parts),
        quotes=[quote],
    )


def _before_colon(quote: Quote, text: Text, speech: Speech) -> Token | None:
    """The subject of the clause that a colon joins to a quotation: "Murillo was less reserved: “We will obey.”"."""
    lead = text.text[max(0, quote.start - 3) : quote.start].rstrip()
    before = text.tokens_in(max(0, quote.start - 3), quote.start)
    if not lead.endswith(":") or not before:
        return None
    told = (t for t in before[0].sentence.tokens if t.pos in ("VERB", "AUX") and t.start < quote.start)
    subject = next((s for t in told if (s := t.child("nsubj")) is not None), None)
    if subject is None:
        return None
    owner = subject.child("poss")
    if owner is not None and subject.lower in speech.nouns:
        return owner  # "Murillo's answer was short: …"
    return subject if any(t.label in NAMED for t in subject.subtree()) else None


def _stands_alone(quote: Quote, text: Text) -> bool:
    """Whether a quotation is a sentence of its own, not a name at the head of one."""
    words = text.text[quote.start : quote.end]
    inner = words.strip("\"“”'‘’` ")
    ended = inner[-1:] in (".", "!", "?", "…") or words.count(" ") >= LONG or len(quote.parts) > 1
    return ended and _begins_sentence(quote, text) and not _is_title(words)


def _is_near(draft: Draft, quote: Quote, text: Text) -> bool:
    """Whether the last speaker may still be speaking."""
    block = _block_at(text, quote.start)
    return bool(block and draft.trigger) and block.index - draft.trigger.sentence.block.index <= CARRY  # type: ignore[union-attr]


def _begins_sentence(quote: Quote, text: Text) -> bool:
    lead = text.text[max(0, quote.start - 3) : quote.start].rstrip(" ")
    return not lead or lead[-1] in '.!?:\n\r"”'


def _block_at(text: Text, offset: int) -> Block | None:
    tokens = text.tokens_in(offset, offset + 1) or text.tokens_in(offset, offset + 40)
    return tokens[0].sentence.block if tokens else None


def _sharpen(draft: Draft, text: Text, speech: Speech) -> None:
    """The act of a quoted statement by its words: "We condemn …" condemns."""
    if draft.act not in speech.open_acts or not draft.quotes:
        return
    for quote in draft.quotes:
        for root in _roots(text, quote):
            act = meant(root, None, speech)
            if act:
                draft.act = act
                draft.why += f"; its words “{root.text}” make it {act}"
                return


def _roots(text: Text, quote: Quote) -> list[Token]:
    """The words that head the clauses of a quotation."""
    found: list[Token] = []
    for start, end in quote.parts[:2]:
        tokens = text.tokens_in(start, end)
        inside = {t.i for t in tokens}
        found.extend(t for t in tokens if t.pos in ("VERB", "AUX") and _heads_clause(t, inside))
    return found[:6]


def _heads_clause(token: Token, inside: set[int]) -> bool:
    if token.dep in ("aux", "auxpass"):
        return False
    return token.head is token or token.head.i not in inside or token.dep in ("ccomp", "conj")
