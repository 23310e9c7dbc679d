"""Who issues a document that is no report: a council, the parties of a treaty, a ministry, whoever signs a letter.

Each finder below knows one layout and answers None where it is not there; the first that knows one decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from communique.lexicon.speech import Speech
from communique.mentions.chains import FIRST_PERSON
from communique.mentions.parties import parties_of
from communique.model import Block, Header, Mentions, Party, Sentence, Span, Text, Token
from communique.statements.draft import spans_of
from communique.statements.source import phrase

OPENING = 4  # blocks in which the kind of the document is named
SHORT = 3  # code points that may follow a name which fills its line
HEAD = 120  # code points: a longer block is no letterhead
_BODIES = "IGO"  # the code of international organisations
TAIL = 4  # blocks in which a letter is signed
_ORGAN = re.compile(r"(?:(?:The|THE) )?(?:[A-Z][\w’'-]*+(?: (?:of|for|on|and|the|OF|FOR|ON|AND|THE))*+ ?+){1,8}+,")
_FIRST = frozenset({"we", "our", "us"})
_SALUTATION = re.compile(r"(?:Dear|To|Your|Mr|Madam|Honou?rable|Excellenc)\b.{2,100}[,:]$")


class Issuers(NamedTuple):
    """Who speaks in the document, and the words that say so.

    ``layout``: ``organ`` (a resolution or order: paragraphs behind ``since`` are its words), ``points`` (a communiqué
    or treaty) or ``voice`` (all its prose is one speaker's). ``addressee`` heads the words that a letter is written to.
    """

    words: tuple[Span, ...]
    parties: tuple[Party, ...]
    layout: str
    since: int = 0  # index of the block before the first that counts
    addressee: Token | None = None


def find_issuers(text: Text, header: Header, mentions: Mentions, speech: Speech) -> Issuers | None:
    """Who issues the document; None for reports, and where the document does not say what it is."""
    organ = _organ(text, speech)
    if organ is not None:
        return _organ_issuers(organ, text, mentions)
    if header.dateline is not None and header.dateline.agency:
        return None
    return (
        _letter(text, mentions, speech)
        or _spoken(text, mentions, speech)
        or _between(text, mentions, speech)
        or _by(text, mentions, speech)
        or _gathered(text, mentions, speech)
        or _letterhead(text, mentions, speech)
        or _release(text, header, mentions, speech)
        or _collective(text, mentions, speech)
    )


def _heads(text: Text) -> Iterator[Block]:
    """The opening blocks that are short enough for a heading."""
    return (b for b in text.blocks[:OPENING] if b.end - b.start <= HEAD or b.kind == "heading")


def _names_kind(tokens: Sequence[Token], speech: Speech) -> bool:
    return any(t.lower in speech.documents or t.lower in speech.addresses for t in tokens)


def _tokens(block: Block) -> list[Token]:
    return [t for s in block.sentences for t in s.tokens]


def _organ(text: Text, speech: Speech) -> Sentence | None:
    """The line with which a resolution begins ("The Security Council,"), or an order's "THE COURT, unanimously,"."""
    for block in text.blocks:
        match = _ORGAN.match(text.text, block.start, block.end)
        if match is None or not block.sentences:
            continue
        whole = match.end() == block.end and block.index < 2 * OPENING
        first = block.sentences[0]
        named = any(t.lower in speech.organs for t in first.tokens if t.start < match.end())
        called = match.group().startswith("The ") or named
        if (whole and called) or (named and match.group().isupper()):
            return first
    return None


def _organ_issuers(organ: Sentence, text: Text, mentions: Mentions) -> Issuers:
    comma = next((n for n, t in enumerate(organ.tokens) if t.text == ","), len(organ.tokens))
    tokens = organ.tokens[:comma]
    head = next((t for t in tokens if t.head is t or t.head.i >= organ.tokens[0].i + comma), tokens[0])
    parties = next((p for t in (head, *reversed(tokens)) if (p := parties_of(t, mentions))), ())
    return Issuers(tuple(spans_of(tokens, text)), parties, "organ", organ.block.index)


def _who_says_we(text: Text, mentions: Mentions) -> Issuers | None:
    """The one known actor for whom the text says "we" outside quotations, with the words that name it first."""
    for token in text.tokens[:400]:
        mention = mentions.at(token.i) if token.lower in _FIRST and token.dep == "nsubj" else None
        if mention is None or len(mention.entities) != 1:
            continue
        entity = mentions.entity(mention.entities[0])
        named = [m for m in entity.mentions if m.kind != "pronoun"]
        if entity.why != FIRST_PERSON and named:
            party = Party(entity=entity.id, start=named[0].start, end=named[0].end)
            return Issuers(((named[0].start, named[0].end),), (party,), "points")
    return None


def _spoken(text: Text, mentions: Mentions, speech: Speech) -> Issuers | None:
    """Whoever says "we" in a communiqué or treaty."""
    named = any(_names_kind(_tokens(b)[:40], speech) for b in text.blocks[:OPENING])
    return _who_says_we(text, mentions) if named else None


def _letter(text: Text, mentions: Mentions, speech: Speech) -> Issuers | None:
    """ "Dear …," and, at the end, "Yours faithfully," with the name below it."""
    opening = next((b for b in text.blocks[: OPENING + 2] if _greets(b, text)), None)
    if opening is None:
        return None
    addressee = next((t for t in reversed(_tokens(opening)) if parties_of(t, mentions)), None)
    words, parties = _signature(text, mentions, speech)
    return Issuers(words, parties, "voice", opening.index, addressee)


def _signature(text: Text, mentions: Mentions, speech: Speech) -> tuple[tuple[Span, ...], tuple[Party, ...]]:
    """The name below "Yours faithfully," or behind "Signed:"."""
    signed = False
    for block in text.blocks[-TAIL:]:
        signed = signed or _is_farewell(block, text, speech)
        if not signed:
            continue
        for token in _tokens(block):
            mention = mentions.at(token.i)
            if mention is not None and mention.kind == "name" and (parties := parties_of(token, mentions)):
                return ((mention.start, mention.end),), parties
    return (), ()


def _greets(block: Block, text: Text) -> bool:
    words = text.text[block.start : block.end]
    return words.startswith(("Dear ", "Excellency", "Your Excellency")) and _SALUTATION.match(words) is not None


def _is_farewell(block: Block, text: Text, speech: Speech) -> bool:
    return any(text.text[block.start : block.end].lower().startswith(word) for word in speech.farewells)


def _between(text: Text, mentions: Mentions, speech: Speech) -> Issuers | None:
    """Those named after "between" or "among" in the heading of a treaty or communiqué."""
    if not any(_names_kind(_tokens(b), speech) for b in text.blocks[:OPENING]):
        return None
    for block in text.blocks[:OPENING]:
        if block.kind == "item":
            continue  # a point speaks of others: "the border between A and B"
        for token in _tokens(block)[:60]:
            named = token.child("pobj") if token.lower in ("between", "among") else None
            if named is not None and (parties := parties_of(named, mentions)):
                return Issuers(tuple(spans_of(phrase(named), text)), parties, "points")
    return None


def _by(text: Text, mentions: Mentions, speech: Speech) -> Issuers | None:
    """ "Statement by X on behalf of Y", "Communiqué of the X", "Address by X": Y before X."""
    for block in text.blocks[:OPENING]:
        tokens = _tokens(block)[:40]
        kinds = [t for t in tokens if t.lower in speech.addresses or t.lower in speech.documents]
        if not kinds or (block.kind != "heading" and text.text[block.start : block.end].endswith((".", ";", ","))):
            continue
        behalf = next((t for t in tokens if t.lower == "behalf"), None)
        held = [behalf.child("prep")] if behalf is not None else []
        held += [t for t in tokens if t.lower == "by"]
        voices = [t for t in kinds if t.lower in speech.addresses]
        held += [t for t in tokens if t.lower in ("of", "from") and t.head in voices]
        for prep in held:
            named = prep.child("pobj") if prep is not None else None
            if named is not None and (parties := parties_of(named, mentions)):
                voiced = any(t.lower in speech.addresses for t in kinds)
                words, parties = _with_joined(named, parties, tokens, text, mentions)
                return Issuers(words, parties, "voice" if voiced else "points", block.index)
    return None


def _with_joined(
    named: Token, parties: tuple[Party, ...], tokens: Sequence[Token], text: Text, mentions: Mentions
) -> tuple[tuple[Span, ...], tuple[Party, ...]]:
    """The same with those whom "and" joins, which the parser may hang lower: "by the X of A and the Y of B"."""
    words = phrase(named)
    for token in tokens:
        if token.lower == "and" and token.i > named.i and token in words:
            others = [t for t in tokens if token.i < t.i <= words[-1].i and mentions.at(t.i) is not None]
            parties += parties_of(others[0], mentions) if others else ()
    return tuple(spans_of(words, text)), tuple(dict.fromkeys(parties))


def _gathered(text: Text, mentions: Mentions, speech: Speech) -> Issuers | None:
    """ "Communiqué of the 45th Session of X": the organisation that met, not the meeting."""
    for block in _heads(text):
        tokens = _tokens(block)
        if block.kind == "item" or not _names_kind(tokens, speech):
            continue
        if not any(t.lower in speech.gatherings for t in tokens):
            continue
        for token in reversed(tokens):
            mention = mentions.at(token.i)
            if mention is None or len(mention.entities) != 1 or mention.kind != "name":
                continue
            entity = mentions.entity(mention.entities[0])
            inside = text.tokens_in(mention.start, mention.end)
            if entity.code == _BODIES and not any(t.lower in speech.gatherings for t in inside):
                party = Party(entity=entity.id, start=mention.start, end=mention.end)
                return Issuers(((mention.start, mention.end),), (party,), "points", block.index)
    return None


def _letterhead(text: Text, mentions: Mentions, speech: Speech) -> Issuers | None:
    """A line that names a body, with a date, or beside one that names the kind of document ("Press Release")."""
    heads = list(_heads(text))
    dates = {t.start for t in mentions.times}
    kinds = any(_names_kind(_tokens(b), speech) for b in heads)
    for block in heads:
        tokens = _tokens(block)
        gathers = any(t.lower in speech.gatherings or t.label == "ORDINAL" for t in tokens)
        if block.kind != "heading" or not tokens or gathers:
            continue
        for token in tokens[:12]:
            mention = mentions.at(token.i)
            if mention is None or mention.start > block.start + 4 or len(mention.entities) != 1:
                continue
            entity = mentions.entity(mention.entities[0])
            if mention.kind != "name" and not entity.sector:
                continue
            if any(p.start <= mention.start and mention.end <= p.end for p in mentions.places):
                continue
            kind_here = mention.end + SHORT < block.end and _names_kind(tokens[1:], speech)
            if kind_here and text.text[mention.end : mention.end + SHORT].strip() in ("–", "-", "—", ":", "|"):
                return _alone(entity.id, mention.start, mention.end, block)
            alone = block.end - mention.end < SHORT or text.text[block.start : block.end].isupper()
            dated = any(mention.end < start < block.end for start in dates)
            if (alone and kinds and (entity.sector or entity.code)) or (dated and entity.sector):
                return _alone(entity.id, mention.start, mention.end, block)
    return None


def _alone(entity: str, start: int, end: int, block: Block) -> Issuers:
    return Issuers(((start, end),), (Party(entity=entity, start=start, end=end),), "voice", block.index)


def _release(text: Text, header: Header, mentions: Mentions, speech: Speech) -> Issuers | None:
    """ "…, Lakes Watch said today", the first paragraph under a headline: a release of those who say so."""
    if len(text.blocks) < 2 or text.blocks[0].kind != "heading" or header.dateline is None:
        return None
    first = next((b for b in text.blocks if b.kind == "paragraph"), None)
    if first is None or not first.sentences:
        return None
    for token in first.sentences[0].tokens:
        subject = token.child("nsubj")
        today = any(c.lower == "today" for c in token.children)
        if not (today and subject is not None and token.lower in speech.releasing):
            continue
        parties = parties_of(subject, mentions)
        if len(parties) == 1 and mentions.entity(parties[0].entity).sector:
            return Issuers(tuple(spans_of(phrase(subject), text)), parties, "voice", first.index - 1)
    return None


def _collective(text: Text, mentions: Mentions, speech: Speech) -> Issuers | None:
    """The first ministers, parties or sides of a text whose heading says that it is a communiqué or treaty."""
    heads = [b for b in text.blocks[:OPENING] if any(t.lower in speech.documents for t in _tokens(b)[:40])]
    if not heads:
        return None
    codes = {entity.id: entity.code for entity in mentions.entities}
    best = Issuers((), (), "points")
    for token in text.tokens[:400]:
        if token.lower in speech.issuers and token.dep not in ("compound", "poss"):
            parties = parties_of(token, mentions)
            known = any(codes.get(p.entity) for p in parties)
            if known or (parties and not best.parties):
                best = Issuers(tuple(spans_of(phrase(token), text)), parties, "points")
            if known:
                break
    return best
