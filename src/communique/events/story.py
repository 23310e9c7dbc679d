"""What day a report has come to: the date that an act without one of its own takes from what was told before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from communique.events import structure
from communique.events.dated_nouns import time_by_noun
from communique.events.on_ground import OF_WORDS
from communique.lexicon.frames import Auxiliary
from communique.mentions.governing import time_of
from communique.mentions.scene_words import scene_words
from communique.mentions.when.find import fills_line
from communique.mentions.when.interval import interval_of
from communique.model import Block, Interval, Mentions, Party, Sentence, Text, Time, Token

STORY = 14  # days before the report from which on a date is what the report is about
_SCENES = frozenset(("in", "at", "near"))
_PAST = frozenset(("VBD", "VBN"))
_PRESENT = frozenset(("VBZ", "VBP"))


class Told(NamedTuple):
    """The time that a sentence told of, where it stands, and who had a part in it."""

    span: Interval
    block: Block
    who: frozenset[str]  # empty where it may be anybody
    recent: bool  # told as news, which later paragraphs go on with; else background, which ends with its paragraph


class Story:
    """The times that one document has told of, sentence by sentence."""

    def __init__(self, text: Text, mentions: Mentions, anchor: str | None, cues: Auxiliary) -> None:
        self.text = text
        self.mentions = mentions
        self.anchor = anchor
        self.cues = cues
        self._before = dict(self._read())

    def goes_on(self, sentence: Sentence, event: str, actors: Sequence[Party]) -> Interval | None:
        """When an act in the simple past happened that does not say when: on the day that the report has come to.

        What is said of an act is said after it: acts of words take that day only if who speaks had a part in it.
        """
        told = self._before.get(sentence.start)
        if told is None or not (told.recent or told.block is sentence.block):
            return None
        if event in OF_WORDS and told.recent and told.who and not any(self._had_part(p, told.who) for p in actors):
            return None
        return told.span

    def _had_part(self, party: Party, who: frozenset[str]) -> bool:
        """Whether a party is one of these, or theirs: "their leader", "the bloc's envoys"; not "Iran's president"."""
        if party.entity in who:
            return True
        words = self.text.tokens_in(party.start, party.end)
        owners = (self.mentions.at(t.i) for t in words if t.dep == "poss")
        return any(m is not None and m.kind != "name" and not who.isdisjoint(m.entities) for m in owners)

    def at(self, sentence: Sentence) -> Interval | None:
        """The time that the report has come to before the sentence, whoever acts."""
        told = self._before.get(sentence.start)
        return told.span if told is not None and (told.recent or told.block is sentence.block) else None

    def _read(self) -> Iterator[tuple[int, Told]]:
        yield from self._of_headlines()
        current: Told | None = None
        for block in self.text.blocks:
            for sentence in block.sentences:
                if current is not None:
                    yield sentence.start, current
                told = self._told_in(sentence)
                if told is None and current is not None and not current.recent and _is_of_now(sentence.root):
                    current = None
                current = told or current

    def _of_headlines(self) -> Iterator[tuple[int, Told]]:
        """Headlines tell what the first sentence below them tells."""
        heads = list(takewhile(lambda s: s.block.kind == "heading", self.text.sentences))
        below = self.text.sentences[len(heads) : len(heads) + 1]
        told = self._told_in(below[0]) if below else None
        if told is not None and told.recent:
            yield from ((head.start, told) for head in heads)

    def _told_in(self, sentence: Sentence) -> Told | None:
        return self._told_by_verbs(sentence) or self._told_by_topic(sentence)

    def _told_by_topic(self, sentence: Sentence) -> Told | None:
        """ "The strike of 1998 was the longest": the years of what a paragraph goes on to tell of."""
        root = sentence.root
        subject = root.child("nsubj") if root.pos == "AUX" and root.tag == "VBD" else None
        if subject is None or subject.pos != "NOUN":
            return None
        words = subject.subtree()
        for time in (t for t in self.mentions.times if words[0].start <= t.start < words[-1].end):
            span = interval_of(time, self.anchor)
            if span is not None and span.granularity == "year" and (self._days_ago(span) or 0) > 0:
                return Told(span, sentence.block, frozenset(), recent=False)
        return None

    def _told_by_verbs(self, sentence: Sentence) -> Told | None:
        for verb in self._tellers(sentence.root):
            time = time_of(verb, self.text, self.mentions.times)
            if time is None and verb.pos == "NOUN":
                time = time_by_noun(verb, self.text, [t for t in self.mentions.times if t.start < sentence.end])
            span = interval_of(time, self.anchor) if time else None
            days = self._days_ago(span) if span is not None else None
            if span is None or time is None or is_of_its_object(verb, time, self.text):
                continue
            if days is not None and days >= 0:
                recent = span.granularity == "day" and days <= STORY
                return Told(span, sentence.block, self._who(sentence), recent)
        return None

    def _tellers(self, root: Token) -> Iterator[Token]:
        """The verbs that may date the sentence, what is reported first: "shelled the town on Monday, the army said"."""
        if root.lemma in self.cues["speech"]:
            yield from (c for c in root.children if c.dep == "ccomp" and c.i < root.i and c.tag in _PAST)
        if is_past(root):
            yield from (root, *root.having("xcomp"))  # "began expelling them on Wednesday"
        elif root.pos not in ("VERB", "AUX"):  # "A few words on the talks yesterday"
            yield from (t for t in root.subtree() if t.pos == "NOUN" and t.lower in scene_words().meetings)

    def _who(self, sentence: Sentence) -> frozenset[str]:
        """Who is named in the sentence; nobody where it tells of a meeting and does not say whose."""
        scenes = {t.i for t in sentence.tokens if t.dep == "pobj" and t.head.lower in _SCENES}  # "met in Lima": no Peru
        named = [m for t in sentence.tokens if t.i not in scenes and (m := self.mentions.at(t.i)) is not None]
        if any(t.lower in scene_words().meetings for t in sentence.tokens) and all(m.kind == "nominal" for m in named):
            return frozenset()
        return frozenset(e for mention in named for e in mention.entities)

    def _days_ago(self, span: Interval) -> int | None:
        """Days from the end of ``span`` to the report; None where either is unknown."""
        try:
            return (date.fromisoformat((self.anchor or "")[:10]) - date.fromisoformat(span.end or "")).days
        except ValueError:
            return None


def is_past(verb: Token) -> bool:
    """Whether the verb is in the simple past, active or passive, also with "did"."""
    helpers = [c for c in verb.children if c.dep == "aux"]
    if verb.pos != "VERB" or (verb.tag not in _PAST and not helpers):
        return False
    return all(c.lemma == "do" and c.tag == "VBD" for c in helpers)


def _is_of_now(verb: Token) -> bool:
    """Whether a sentence's verb is in the present or the present perfect: there the talk of the past ends."""
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    return any(t.tag in _PRESENT for t in (verb, *helpers))


class Entries:
    """The days under which parts of a document stand: entries of a chronology, days of a diary or a thread."""

    def __init__(self, text: Text, times: Sequence[Time], anchor: str | None) -> None:
        self.times = times
        self.anchor = anchor
        self.lines = [t for t in times if t.type == "DATE" and fills_line(t.start, t.end, text.text)]

    def of(self, block: Block) -> Interval | None:
        """The time in the block's label ("24 March: …") or on the last line of its own above it, of several such."""
        label = block.label
        time = next((t for t in self.times if label and label[0] <= t.start < label[1]), None)
        if time is None and len(self.lines) > 1:
            time = next((t for t in reversed(self.lines) if t.end <= block.start), None)
        return interval_of(time, self.anchor) if time else None


def is_of_its_object(verb: Token, time: Time, text: Text) -> bool:
    """ "Condemned the strike on 27 February": a date in figures behind what words are about is the date of that."""
    about = verb.child("dobj")
    if verb.lemma not in scene_words().judging or about is None or about.pos != "NOUN" or structure.is_passive(verb):
        return False
    return time.start > about.start and any(c.isdigit() for c in text.text[time.start : time.end])
