"""Finds undertakings: who owes what, by when, on what condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.lexicon.duties import Cue, Duties
from communique.model import Event, Header, Mentions, Statement, Text, Token, Undertaking
from communique.undertakings.clause import beside_demand, is_finite, own_subject
from communique.undertakings.cues import owed_by_cue
from communique.undertakings.drawing import Drawing
from communique.undertakings.emptiness import is_hostile, is_left_out
from communique.undertakings.enumerations import owed_by_enumerations
from communique.undertakings.imperatives import is_addressed, is_spoken, owed_by_address, owed_by_imperative
from communique.undertakings.layouts import owed_by_lists
from communique.undertakings.modals import owed_by_modal, owed_by_semi_modal
from communique.undertakings.owed import Owed
from communique.undertakings.own_acts import is_undertaken
from communique.undertakings.polite import owed_by_courtesy
from communique.undertakings.reality import is_made, parted
from communique.undertakings.speakers import Speakers
from communique.undertakings.ultimatums import owed_by_ultimatum

_OPENING = frozenset(("MD", "VB", "VBP"))


def find_undertakings(
    text: Text,
    header: Header,
    mentions: Mentions,
    statements: Sequence[Statement],
    events: Sequence[Event],
    duties: Duties,
) -> tuple[Undertaking, ...]:
    """The undertakings of ``text`` in order of their first word."""
    speakers = Speakers(mentions, statements, duties)
    owed = [*owed_by_lists(text, duties)]
    heads = {row.cue.i for row in owed}
    lettered = list(owed_by_enumerations(text, duties))
    owed += lettered
    told = {row.cue.i for row in lettered}
    spoken = is_spoken(text, duties)
    told_again = any(b.kind != "heading" and b.sentences for b in text.blocks)
    for token in text.tokens:
        if token.i in told or not _may_open(token, duties):
            continue
        if told_again and (token.sentence.block.kind == "heading" or _is_title(token, text)):
            continue
        if token.i in heads and token.sentence.block.index + 1 < len(text.blocks):
            continue  # what it demands are the items below it
        found = _owed_by(token, speakers, duties) or owed_by_courtesy(token, duties)
        if not found and token.tag in ("VB", "VBP"):
            heard = spoken or is_addressed(token)
            found = [r for r in owed_by_imperative(token, duties) if heard or speakers.statement_of(token, token)]
        elif not found:
            found = owed_by_address(token, duties)
        owed += found
    drawing = Drawing(text, header, speakers, events)
    return drawing.undertakings(_outermost(owed, duties.words["reminding_verbs"]))


def _is_title(token: Token, text: Text) -> bool:
    """Whether the word stands in a first line in capital letters ("FREE THE NINE")."""
    block = token.sentence.block
    return block.index == 0 and len(block.sentences) == 1 and text.words(block.start, block.end).isupper()


def _may_open(token: Token, duties: Duties) -> bool:
    """Whether anything below can find an undertaking here: asked first, for most words open none."""
    if token.lemma in duties.openers or token.lower in duties.openers or token.tag in _OPENING:
        return True
    return token.i == token.sentence.tokens[0].i and token.lower.endswith("s")  # "Calls upon …"


def _owed_by(token: Token, speakers: Speakers, duties: Duties) -> list[Owed]:
    """What a single word lays upon somebody."""
    cue = _cue(token, duties)
    if cue is not None and token.tag != "MD":
        own = cue.only == "first" and _says_of_itself(token, speakers)
        rows = owed_by_cue(token, cue, duties) if is_made(token, cue, duties, own) else []
        wider = duties.cues.get((token.lemma, "VERB that")) if not rows and cue.pos == "VERB" else None
        if wider is not None and is_made(token, wider, duties):
            return owed_by_cue(token, wider, duties)
        proposed = token.lemma in duties.words["proposing_verbs"] and token.dep == "acl" and token.tag == "VBN"
        if cue.kind == "commitment" and proposed and not token.child("agent"):
            return []  # "the pupils proposed for the trip"
        if cue.only == "opening":
            rows = [row for row in rows if row.act.head.lemma not in duties.words["performed_verbs"]]
        if cue.kind == "demand":
            rows = [row for row in rows if not row.act.nominal or not row.by or _can_ask(row.by[0], speakers)]
        rows = [row for row in rows if _may_owe(row, cue, own, speakers)]
        if cue.kind == "commitment":
            rows = [row for row in rows if not is_hostile(row.act, duties) and not is_left_out(row.act, token, duties)]
        if cue.only == "actor":
            rows = [row for row in rows if row.obligor and speakers.is_actor(row.obligor[0])]
        if cue.only != "own" or rows == []:
            return rows
        return [row for row in rows if is_undertaken(row, speakers, duties)]
    if token.tag == "MD":
        return [row for row in owed_by_modal(token, duties) if is_undertaken(row, speakers, duties)]
    if token.lemma in duties.semi_modals:
        rows = owed_by_semi_modal(token, duties)
        if not rows:
            return owed_by_ultimatum(token, duties)
        return [row for row in rows if is_undertaken(row, speakers, duties)]
    if token.lemma in duties.words["giving_verbs"]:
        return owed_by_ultimatum(token, duties)
    return []


def _says_of_itself(verb: Token, speakers: Speakers) -> bool:
    """ "The embassy expects …" in its own note, "a spokesman said the bank expected …": no guess at others."""
    subject = own_subject(verb)
    statement = speakers.statement_of(verb, verb)
    if subject is None or (statement is not None and any(a <= verb.start < b for a, b in statement.cue)):
        statement = next((s for s in speakers.statements_above(verb) if not s.cue), None)
    if subject is None or (statement is None and speakers.speech_above(verb) is None):
        return False
    if statement is not None and not statement.cue:
        spoken = {p.entity for p in statement.speaker}
        return bool(spoken & {p.entity for p in speakers.parties([subject])})
    return subject.lower in ("it", "he", "she", "they") and speakers.speaks_of_itself(verb, subject, statement)


def _may_owe(row: Owed, cue: Cue, own: bool, speakers: Speakers) -> bool:
    """Whether whoever owes by the word can: no crime that was committed, no expected sum, no fact that promises.

    "Committed forgery to open shops", "expects revenue to rise", "the fact guarantees that she will face …".
    """
    obligor = row.obligor[0] if row.obligor else None
    subject = own_subject(row.act.head)
    inverting = speakers.duties.words["inverting_verbs"]
    if subject is not None and any(c.lower in inverting and c.i < subject.i for c in row.act.head.having("aux")):
        return False  # "essential to control him should he survive"
    if row.cue.lemma == "require" and obligor is not None and obligor.tag == "NN" and not row.act.nominal:
        return speakers.is_actor(obligor) or subject is obligor  # "require a device to survive"
    if row.why.endswith("somebody") and obligor is not None:
        return speakers.is_actor(obligor) or obligor.pos == "PRON" or speakers.does(obligor)
    if cue.only == "first" and own:
        statement = speakers.statement_of(row.act.head, row.cue)
        asks = speakers.is_public(speakers.speaker_of(row.cue, statement))
        return asks and (obligor is None or speakers.is_actor(obligor) or speakers.does(obligor))
    promising = own_subject(row.cue) if cue.kind == "commitment" and cue.pos == "VERB" else None
    if promising is None or promising.pos != "NOUN" or cue.lemma not in speakers.duties.words["judging_promises"]:
        return True
    return speakers.is_actor(promising) or speakers.does(promising)


def _can_ask(noun: Token, speakers: Speakers) -> bool:
    """Whether the noun can ask for something: "the test calls for patience" asks nobody."""
    return noun.tag != "NN" or speakers.is_actor(noun) or noun.lemma in speakers.duties.words["report_nouns"]


def _cue(token: Token, duties: Duties) -> Cue | None:
    """The entry of the word; a participle with "to be" is looked up as an adjective first ("is bound to")."""
    if token.tag == "VBN" and token.child("auxpass", "nsubjpass") and (token.lower, "ADJ") in duties.cues:
        return duties.cues[(token.lower, "ADJ")]
    told = token.dep in ("nsubj", "nsubjpass") and is_finite(token.head)  # "Calls for reform have grown"
    if token is token.sentence.tokens[0] and token.pos in ("NOUN", "PROPN") and token.lower.endswith("s") and not told:
        for stem in (token.lower.removesuffix("s"), token.lower.removesuffix("es")):
            if (stem, "VERB") in duties.cues:
                return duties.cues[(stem, "VERB")]  # "Calls upon …": an operative verb that the parser takes for a noun
    part = _part(token)
    if token.tag == "NNS" and token.dep == "conj" and token.child("det", "amod", "poss", "prep") is None:
        after = token.sentence.tokens[token.i - token.sentence.tokens[0].i + 1 :][:1]
        if after and after[0].lower == "that" and after[0].dep == "mark":
            return duties.cues.get((token.lemma, "VERB"))  # "calls for … and demands that …"
    return duties.cues.get((token.lemma, part)) or duties.cues.get((token.lower, part))


def _part(token: Token) -> str:
    if token.pos in ("VERB", "AUX"):
        return "VERB"
    return "NOUN" if token.pos in ("NOUN", "PROPN") else token.pos


def _outermost(owed: Sequence[Owed], reminding: frozenset[str]) -> Iterator[Owed]:
    """Each act once, and none that lies inside another: "agreed to ask Chile to …" is a promise to ask.

    What one is to be reminded of is owed all the same: "asked the Union to remind Chile of its pledge to …".
    """
    heads: dict[int, Owed] = {}
    for row in owed:
        heads.setdefault(row.act.head.i, row)
    for i, row in sorted(heads.items()):
        beside = {r.act.head.i for r in heads.values() if r.cue is row.cue}
        outer = [a for a in row.act.head.ancestors() if a.i in heads and a.i not in beside]
        if not any(_inside(row, a) and a.lemma not in reminding for a in outer):
            yield heads[i]


def _inside(row: Owed, outer: Token) -> bool:
    """Whether the cue lies below the outer act as part of its words, not in a clause that tells of something else."""
    token = row.cue
    if parted(token, outer):
        return False
    while token is not outer:
        if token.dep in ("conj", "advcl", "relcl", "parataxis") and is_finite(token):
            return False
        if token.dep == "advcl" and any(t.tag == "WDT" and t.i == token.i + 1 for t in token.subtree()):
            return False  # "…, failing which it shall pay"
        if beside_demand(token):
            return False
        if token.head is token:
            return False
        token = token.head
    return True
