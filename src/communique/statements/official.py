"""Official documents: every point of a communiqué, resolution or treaty is a statement of those who issue it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from communique.lexicon.speech import Speech, VerbCue
from communique.mentions.chains import FIRST_PERSON
from communique.mentions.parties import parties_of
from communique.model import Block, Mentions, Party, Sentence, Span, Text, Token
from communique.statements.act import binds_itself, meant
from communique.statements.draft import Draft, spans_of
from communique.statements.source import phrase

HEADING = 120  # characters
OPENING = 3  # blocks in which the kind of the document is named
_FIRST = frozenset({"we", "our", "us"})


class Issuers(NamedTuple):
    """Who speaks in the document, and the words that say so."""

    words: tuple[Span, ...]
    parties: tuple[Party, ...]


def official_drafts(text: Text, mentions: Mentions, speech: Speech) -> list[Draft]:
    """A draft for each point of an official document; none where the text is no such document."""
    organ = _organ(text)
    named = any(
        t.lower in speech.documents for b in text.blocks[:OPENING] for s in b.sentences[:2] for t in s.tokens[:20]
    )
    points = _points(text, speech, organ)
    if not points or not (organ or named):
        return []
    issuers = _organ_issuers(organ, text, mentions) if organ else _issuers(text, mentions, speech)
    return [draft for block in points if (draft := _point(block, text, issuers, bool(organ), mentions, speech))]


def _names_document(block: Block, text: Text, speech: Speech) -> bool:
    """Whether the block begins with a line like a heading that says what document this is."""
    line = text.text[block.start : block.end].split("\n", 1)[0].rstrip()
    if len(line) > HEADING or line.endswith((".", ":", "”", '"')):
        return False
    return any(
        t.lower in speech.documents for s in block.sentences for t in s.tokens if t.start < block.start + len(line)
    )


def _organ(text: Text) -> Sentence | None:
    """The line with which a resolution begins: "The Security Council,"."""
    for block in text.blocks[: 2 * OPENING]:
        words = text.text[block.start : block.end]
        if words.startswith("The ") and words.endswith(",") and len(words) < 80 and block.sentences:
            return block.sentences[0]
    return None


def _points(text: Text, speech: Speech, organ: Sentence | None) -> list[Block]:
    """The blocks that say something: items, paragraphs under an article, and, in the first person, all prose."""
    under_article = False
    first_person = any(t.lower in _FIRST for s in text.sentences[:12] for t in s.tokens)
    quoted = any(t.text in ('"', "“", "”") for s in text.sentences[:12] for t in s.tokens)
    found = []
    for n, block in enumerate(text.blocks):
        if block.kind == "heading":
            under_article = block.label is not None
        elif closes(block, text, speech):
            under_article = False
        elif n and block.kind == "item" and _goes_on(text, text.blocks[n - 1], block):
            continue  # part of the point above
        elif (
            block.kind == "item"
            or under_article
            or (organ and n > organ.block.index)
            or (first_person and not quoted and n and block.kind == "paragraph")
        ):
            found.append(block)
    return found


def _goes_on(text: Text, before: Block, block: Block) -> bool:
    """Whether a list item goes on a sentence that the block before it began."""
    return text.text[block.start].islower() and text.text[before.start : before.end].endswith(
        (":", ";", ",", " and", " or")
    )


def closes(block: Block, text: Text, speech: Speech) -> bool:
    """Notes and formulas behind the points: "Done at …", "Note by …"."""
    words = text.text[block.start : block.end]
    return any(words.startswith(opening) for opening in speech.closings)


def _organ_issuers(organ: Sentence, text: Text, mentions: Mentions) -> Issuers:
    head = next((t for t in organ.tokens if t.head is t), organ.tokens[0])
    words = spans_of([t for t in organ.tokens if t.text != ","], text)
    parties = next((p for t in (head, *reversed(organ.tokens)) if (p := parties_of(t, mentions))), ())
    return Issuers(tuple(words), parties)


def _issuers(text: Text, mentions: Mentions, speech: Speech) -> Issuers:
    """Whoever "we" is; else those named after "between" or "by" in the heading, else the first ministers, parties or
    sides of the text.
    """
    own = _who_says_we(text, mentions)
    if own is not None:
        return own
    for block in text.blocks[:OPENING]:
        for sentence in block.sentences:
            for token in sentence.tokens:
                named = token.child("pobj") if token.lower in ("between", "by", "among") else None
                if named is not None and (parties := parties_of(named, mentions)):
                    return Issuers(tuple(spans_of(phrase(named), text)), parties)
    codes = {entity.id: entity.code for entity in mentions.entities}
    best = Issuers((), ())
    for token in text.tokens[:400]:
        if token.lower in speech.issuers and token.dep not in ("compound", "poss"):
            parties = parties_of(token, mentions)
            known = any(codes.get(p.entity) for p in parties)
            if known or (parties and not best.parties):
                best = Issuers(tuple(spans_of(phrase(token), text)), parties)
            if known:
                break
    return best


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
            return Issuers(((named[0].start, named[0].end),), (party,))
    return None


def _point(
    block: Block, text: Text, issuers: Issuers, resolution: bool, mentions: Mentions, speech: Speech
) -> Draft | None:
    tokens = [t for s in block.sentences for t in s.tokens]
    if not tokens:
        return None
    draft = Draft(
        act="announce",
        why="a point of an official document: a statement of its issuers",
        voice=True,
        source_spans=list(issuers.words),
        parties=issuers.parties,
        content=[(block.start, block.end)],
    )
    if resolution and (operative := _operative(tokens, speech)):
        _as_operative(draft, tokens, *operative, text=text, speech=speech)
        return draft
    for sentence in block.sentences:
        act = _own_act(sentence.root, issuers, mentions, speech)
        if act:
            draft.act = act
            draft.why += f"; its words “{sentence.root.text}” make it {act}"
            break
    return draft


def _own_act(root: Token, issuers: Issuers, mentions: Mentions, speech: Speech) -> str | None:
    """Those who say of themselves that they shall, commit; what they lay on others, they demand."""
    subject = root.child("nsubj")
    if subject is not None and binds_itself(root, speech):
        own = {p.entity for p in issuers.parties}
        if subject.lower in speech.issuers or own & {p.entity for p in parties_of(subject, mentions)}:
            return "commit"
    return meant(root, None, speech)


def _operative(tokens: Sequence[Token], speech: Speech) -> tuple[int, VerbCue | None, str] | None:
    """The word that makes a paragraph of a resolution act ("Decides", "Deeply concerned"): its place and its act."""
    for n, token in enumerate(tokens[:4]):
        cues = speech.verbs.get(token.lower)
        if cues and (n == 0 or tokens[n - 1].tag == "RB"):
            following = tuple(t.lower for t in tokens[n + 1 : n + 3])
            cue = next((c for c in cues if c.particles and c.particles == following[: len(c.particles)]), None)
            cue = cue or next((c for c in cues if not c.particles), None)
            if cue:
                return n, cue, cue.act()
        adjective = speech.adjectives.get(token.lower)
        if adjective:
            return n, None, adjective.act
    return None


def _as_operative(
    draft: Draft, tokens: Sequence[Token], at: int, cue: VerbCue | None, act: str, *, text: Text, speech: Speech
) -> None:
    width = 1 + (len(cue.particles) if cue else 0)
    draft.cue = list(tokens[: at + width])
    draft.trigger = tokens[at]
    draft.content = spans_of(tokens[at + width :], text)
    draft.act = act
    for token in tokens[at + width :]:
        if act in speech.open_acts and token.dep == "aux" and token.lower in speech.must:
            draft.act = "demand"
    draft.why = f"“{' '.join(t.text for t in draft.cue)}”: the operative word of a point of a resolution"
