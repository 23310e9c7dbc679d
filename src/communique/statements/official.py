"""Official documents: every point of a communiqué, resolution or treaty is a statement of those who issue it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.lexicon.speech import Speech, VerbCue
from communique.mentions.parties import parties_of
from communique.model import Block, Header, Mentions, Text, Token
from communique.statements.act import binds_itself, meant
from communique.statements.draft import Draft, spans_of
from communique.statements.issuers import Issuers, find_issuers

_FIRST = frozenset({"we", "our", "us"})
_MARKS = frozenset({'"', "“", "”"})
SOON = 12  # sentences in which a document of many shows whether it speaks in the first person


def official_drafts(text: Text, header: Header, mentions: Mentions, speech: Speech) -> list[Draft]:
    """A draft for each point of an official document; none where the text is no such document."""
    issuers = find_issuers(text, header, mentions, speech)
    if issuers is None:
        return []
    points = _points(text, issuers, speech)
    return [draft for block in points if (draft := _point(block, text, issuers, mentions, speech))]


def _points(text: Text, issuers: Issuers, speech: Speech) -> list[Block]:
    """The blocks that say something: items, paragraphs under an article, and the prose of one voice."""
    under_article = False
    prose = issuers.layout == "voice" or _is_first_person(text)
    found: list[Block] = []
    for n, block in enumerate(text.blocks):
        above = text.blocks[n - 1] if n else None
        told = above is not None and bool(found) and found[-1] is above
        if block.kind == "heading":
            under_article = block.label is not None
        elif closes(block, text, speech):
            under_article = False
        elif above is not None and block.kind == "item" and _goes_on(text, above, block):
            if told == _are_alike(above, block, text):  # a further item of a list of points, or of no point's list
                found.append(block)
        elif block.kind == "item" or _is_prose_point(block, issuers, under_article, prose):
            found.append(block)
    return found


def _are_alike(above: Block, block: Block, text: Text) -> bool:
    """Whether two items are labelled alike: "4." and "5.", "(a)" and "(b)"."""
    if above.kind != block.kind or above.label is None or block.label is None:
        return False
    labels = (text.text[slice(*label)] for label in (above.label, block.label))
    return len({re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", label)) for label in labels}) == 1


def _is_prose_point(block: Block, issuers: Issuers, under_article: bool, prose: bool) -> bool:
    """Whether a block that is no list item is the issuers' own: under an article, behind the organ, in one voice."""
    behind = block.index > issuers.since
    return under_article or (behind and (issuers.layout == "organ" or (prose and block.kind == "paragraph")))


def _is_first_person(text: Text) -> bool:
    """Whether those who issue the document say "we" in it, and nobody is quoted."""
    tokens = [t for s in text.sentences[:SOON] for t in s.tokens]
    return any(t.lower in _FIRST for t in tokens) and not any(t.text in _MARKS for t in tokens)


def _goes_on(text: Text, before: Block, block: Block) -> bool:
    """Whether a list item goes on a sentence that the block before it began."""
    return text.text[block.start].islower() and text.text[before.start : before.end].endswith(
        (":", ";", ",", " and", " or")
    )


def closes(block: Block, text: Text, speech: Speech) -> bool:
    """Notes and formulas behind the points: "Done at …", "Note by …", "Yours faithfully"."""
    words = text.text[block.start : block.end]
    if any(words.startswith(opening) for opening in speech.closings):
        return True
    return any(words.lower().startswith(farewell) for farewell in speech.farewells)


def _point(
    block: Block, text: Text, issuers: Issuers, mentions: Mentions, speech: Speech
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
        addressee=issuers.addressee,
        content=[(block.start, block.end)],
    )
    if issuers.layout == "organ" and (operative := _operative(tokens, speech)):
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
