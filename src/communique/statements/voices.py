"""Statements that the layout attributes: transcripts ("MR PRICE: …"), threads ("@desk"), headlines ("Minister: …"),
and captions ("… ― Minister").

Such a statement is a *voice*: a stretch of the document that somebody speaks or writes; cues inside it are statements
too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.lexicon.speech import Speech
from communique.mentions.parties import parties_of
from communique.model import Block, Header, Mentions, Party, Span, Text, Token
from communique.statements.act import binds_itself, meant
from communique.statements.draft import Draft
from communique.statements.official import closes
from communique.statements.quotes import Quotes

_HANDLE = re.compile(r"@\w{2,30}")
_POST = re.compile(r"(@\w{2,30})[^\n]{0,60}\n\s*")  # a handle alone on the line above its post
_REPOST = re.compile(r"(?:RT|via|MT)\s+(@\w{2,30}):?\s*", re.I)
_TURN = re.compile(r"[\"“'‘]?((?:[A-Z][A-Z.'’-]+\s?){1,4}):\s+(?=\S)")
_HEADLINE = re.compile(r"((?:[A-Z][\w.'’-]*\s?){1,4}):\s+(?=[\"“‘'A-Z])")
_CAPTION = re.compile(r"[.!?…]?[\"”]?\s*[―—–]\s*([A-Z][^.!?\n]{2,60})\.?$")
SHORT = 3  # letters: a shorter name may be part of another word
HEADLINE = 160  # characters: a longer opening block is no headline


def voice_drafts(text: Text, header: Header, quotes: Quotes, mentions: Mentions, speech: Speech) -> list[Draft]:
    """The voices of a document in order, with what each says up to the next voice or heading."""
    drafts: list[Draft] = []
    author = next((m.span() for start, end in header.asides if (m := _HANDLE.search(text.text, start, end))), None)
    current: Draft | None = None
    for block in text.blocks:
        if block.kind == "heading" and (handle := _HANDLE.search(text.text, block.start, block.end)):
            author, current = handle.span(), None
            continue
        draft = _of_block(block, text, quotes, mentions, author)
        if draft:
            current = draft
            drafts.append(draft)
        elif block.kind == "heading" or closes(block, text, speech):
            current = None
        elif current and block.kind in ("paragraph", "item") and current.why.startswith("turn"):
            current.content.append((block.start, block.end))
    for draft in drafts:
        _decide(draft, text, mentions, speech)
    return drafts


def _of_block(block: Block, text: Text, quotes: Quotes, mentions: Mentions, author: Span | None) -> Draft | None:
    if block.kind == "turn" and block.label:
        start, end = block.label
        return _draft(
            text,
            mentions,
            (start, start + len(text.text[start:end].rstrip(" :"))),
            (block.start, block.end),
            "turn of a transcript",
        )
    if post := _POST.match(text.text, block.start, block.end):
        return _draft(text, mentions, post.span(1), (post.end(), block.end), "post of this account")
    for pattern, why in ((_TURN, "turn of a transcript"), (_HEADLINE, "headline with the speaker before a colon")):
        match = pattern.match(text.text, block.start, block.end)
        if match and (pattern is _TURN or _is_headline(block, text)):
            return _draft(text, mentions, match.span(1), (match.end(), block.end), why)
    if author and block.kind in ("item", "paragraph"):
        repost = _REPOST.match(text.text, block.start, block.end)
        if repost:
            return _draft(
                text, mentions, repost.span(1), (repost.end(), block.end), "post of another account, shared in a thread"
            )
        return _draft(text, mentions, author, (block.start, block.end), "post in a thread of this account")
    caption = _CAPTION.search(text.text, max(block.start, block.end - 80), block.end)
    if caption and (quote := quotes.at(block.start)) and quote.start == block.start and quote.end <= caption.start(1):
        return _draft(
            text, mentions, caption.span(1), (quote.start, quote.end), "quotation with its speaker behind a dash"
        )
    return None


def _is_headline(block: Block, text: Text) -> bool:
    return (
        block.index == 0 and block.end - block.start <= HEADLINE and len(block.sentences) <= 2 and len(text.blocks) > 1
    )


def _draft(text: Text, mentions: Mentions, source: Span, content: Span, why: str) -> Draft:
    start, end = content
    if text.text[end - 1] == "." and why.startswith("headline"):
        end -= 1
    return Draft(
        act="claim",
        why=why,
        source_spans=[source],
        content=[(start, end)],
        voice=True,
        spoken=not why.startswith(("headline", "quotation")),
        parties=_parties(text, source, mentions),
    )


def _parties(text: Text, source: Span, mentions: Mentions) -> tuple[Party, ...]:
    """Whom a label names: who it is known to be, the mention at its words, the entity whose name ends like it."""
    known = mentions.labels.get(source[0])
    if known:
        return tuple(Party(entity=entity, start=source[0], end=source[1]) for entity in known)
    for token in reversed(text.tokens_in(*source)):
        found = parties_of(token, mentions)
        if found:
            return found
    words = text.text[source[0] : source[1]].strip(" @:.")
    named = _in_handle(words, mentions) if text.text[source[0]] == "@" else _by_surname(words, mentions)
    return (Party(entity=named, start=source[0], end=source[1]),) if named else ()


def _by_surname(words: str, mentions: Mentions) -> str | None:
    last = words.casefold().split()[-1:]
    if not last or len(last[0]) < SHORT:
        return None
    return next((e.id for e in mentions.entities if e.name.casefold().split()[-1:] == last), None)


def _in_handle(handle: str, mentions: Mentions) -> str | None:
    """The entity whose name begins or ends a handle ("@SamoaMFA", "@PMOIndia"), the longest of several."""
    folded = handle.casefold().replace("_", "")
    best: tuple[int, str] | None = None
    for entity in mentions.entities:
        name = entity.name.casefold().replace(" ", "")
        if (
            len(name) > SHORT
            and (folded.startswith(name) or folded.endswith(name))
            and (best is None or len(name) > best[0])
        ):
            best = len(name), entity.id
    return best[1] if best else None


def _decide(draft: Draft, text: Text, mentions: Mentions, speech: Speech) -> None:
    """The act of a voice: that of its first sentence which performs one."""
    own = {p.entity for p in draft.parties}
    for root in _sentence_roots(text, draft.content):
        act = meant(root, None, speech)
        subject = root.child("nsubj")
        if act is None and subject is not None and binds_itself(root, speech):
            act = "commit" if own & {p.entity for p in parties_of(subject, mentions)} else None
        if act:
            draft.act = act
            draft.why += f"; its words “{root.text}” make it {act}"
            return


def _sentence_roots(text: Text, spans: list[Span]) -> Iterator[Token]:
    for start, end in spans[:3]:
        for token in text.tokens_in(start, end):
            if token.head is token and token.pos in ("VERB", "AUX"):
                yield token
