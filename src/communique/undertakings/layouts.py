"""Reads lists with a common head: "called on Peru to: (a) …", "The Parties shall:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.lexicon.duties import Duties
from communique.model import Block, Text, Token
from communique.undertakings.acts import Act, infinitives_of, nominals_of
from communique.undertakings.askers import NOUNS
from communique.undertakings.clause import infinitive_mark
from communique.undertakings.drawn_rows import owed_rows
from communique.undertakings.list_heads import owed_by_head
from communique.undertakings.lists import head_of_list
from communique.undertakings.owed import Owed

OPEN = 4  # words: a verb farther in is not what an item begins with
LONG = 20  # words: a longer line is no address


def owed_by_lists(text: Text, duties: Duties) -> Iterator[Owed]:
    """The acts of list items whose common head stands in the block before the first item."""
    blocks = text.blocks
    for n, block in enumerate(blocks[:-1]):
        if blocks[n + 1].kind != "item" or not _opens_list(block):
            continue
        head = head_of_list(block.sentences[-1].tokens, duties)
        if head is None:
            if _is_address(block):
                yield from (row for item in _items(blocks, n + 1, text) for row in _asked(item, block, duties))
            continue
        for item in _items(blocks, n + 1, text):
            acts = _acts(item, duties, head)
            for act in acts:
                yield from owed_by_head(head, act, duties)
            if not acts:
                yield from _party_and_act(item, head, duties)


def _opens_list(block: Block) -> bool:
    """Whether the block breaks off before a list: "shall:", "to", "demands that Chile"."""
    return bool(block.sentences) and block.sentences[-1].tokens[-1].text not in (".", ";", "!", "?", ",", '"', "”")


def _style(block: Block, text: Text) -> str:
    """The look of a label: "4." and "5." are alike, "(a)" and "(b)" are."""
    words = text.text[slice(*block.label)] if block.label else ""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", words))


def _items(blocks: tuple[Block, ...], first: int, text: Text) -> Iterator[Block]:
    """The items up to the end of the list: the next block that is no item, or one that follows a full stop.

    Behind a numbered point, points that go on with its numbers are no items of its list.
    """
    above = _style(blocks[first - 1], text) if blocks[first - 1].kind == "item" else None
    for block in blocks[first:]:
        if block.kind != "item" or (above is not None and _style(block, text) == above):
            return
        yield block
        if block.sentences and block.sentences[-1].tokens[-1].text == ".":
            return


def _is_address(block: Block) -> bool:
    """ "To the Government of Chile:", above what it is asked to do."""
    tokens = block.sentences[0].tokens
    return len(block.sentences) == 1 and tokens[0].text == "To" and tokens[-1].text == ":" and len(tokens) < LONG


def _asked(item: Block, address: Block, duties: Duties) -> Iterator[Owed]:
    """What an item asks of those whom the line above the list addresses."""
    if not item.sentences:
        return
    first = item.sentences[0].tokens[0]
    to = address.sentences[0].tokens[0]
    named = tuple(to.having("pobj"))
    acts = infinitives_of(first, duties) if first.tag in ("VB", "VBP") and first.pos == "VERB" else []
    if not acts and first.tag in ("NN", "NNP", "JJ") and first.lower in duties.words["verbs_like_nouns"]:
        acts = _taken_for_a_noun(first, duties)
    yield from (Owed("demand", act, act.head, named, (), named, "list, address") for act in acts)


def _party_and_act(item: Block, head: Token, duties: Duties) -> Iterator[Owed]:
    """ "calls on" and, below it, "the Governor to stop the pumping": an item that names who is asked and for what."""
    cue = duties.cues.get((head.lemma, "VERB"))
    if cue is None or cue.obligor != "object" or not item.sentences:
        return
    tokens = item.sentences[0].tokens
    at = next((n for n, t in enumerate(tokens) if t.tag == "TO" and t.head.tag in ("VB", "VBP")), None)
    if at is None:
        return
    told = {t.i for v in tokens[:at] if v.dep == "relcl" for t in v.subtree()}  # "Algeria, which deported X, to …"
    before = [t for t in tokens[:at] if t.i not in told]
    if any(t.pos in ("VERB", "AUX") for t in before):
        return
    nouns = [t for t in before if t.pos in NOUNS]
    own = (t for t in reversed(nouns) if t.dep not in ("pobj", "compound", "poss"))
    party = next(own, nouns[-1] if nouns else None)
    if party is not None:
        acts = infinitives_of(tokens[at].head, duties)
        yield from (r._replace(why=f"list, {r.why}") for r in owed_rows(head, cue, duties, acts, (party,)))


def _acts(item: Block, duties: Duties, head: Token) -> list[Act]:
    """The acts that an item words: a bare or to-infinitive, or the verb after "that … shall" in it."""
    if not item.sentences:
        return []
    root = item.sentences[0].root
    near = root.i - item.sentences[0].tokens[0].i < OPEN
    if root.tag in ("VB", "VBP", "VBZ") and root.child("nsubj") is None and near:
        return infinitives_of(root, duties)
    first = item.sentences[0].tokens[0]
    if first.tag in ("VB", "VBP") or (first.tag == "TO" and first.head.tag == "VB"):
        return infinitives_of(first if first.tag != "TO" else first.head, duties)
    if head.tag == "MD" and first.tag in ("NN", "NNP", "JJ", "NNS") and len(item.sentences[0].tokens) > 1:
        return _taken_for_a_noun(first, duties)
    return nominals_of(root, duties) if root.pos == "NOUN" and head.tag != "MD" else []


def _taken_for_a_noun(first: Token, duties: Duties) -> list[Act]:
    """The acts of an item whose first word, a verb, the parser took for a noun ("mark every vessel")."""
    later = [t for t in first.sentence.tokens if t.tag == "VB" and t.dep == "conj" and not infinitive_mark(t)]
    end = later[0].i if later else first.sentence.tokens[-1].i + 1
    body = tuple(t for t in first.sentence.tokens if first.i <= t.i < end)
    return [Act(first, body=body), *(act for t in later[:1] for act in infinitives_of(t, duties))]
