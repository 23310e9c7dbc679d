"""Finds statements: source, cue and content of every attribution, and the act it performs."""

from __future__ import annotations

from msgspec import structs

from communique.lexicon.speech import Speech
from communique.mentions.governing import own_time_of
from communique.mentions.parties import parties_of
from communique.mentions.when.interval import interval_of
from communique.model import Header, Interval, Mentions, Party, Statement, Text, Token
from communique.statements.act import FIRST
from communique.statements.draft import Draft, merged, spans_of, with_quotes
from communique.statements.nesting import unnested
from communique.statements.nouns import noun_drafts
from communique.statements.official import official_drafts
from communique.statements.phrases import phrase_drafts
from communique.statements.quotes import find_quotes
from communique.statements.speeches import join_quotes
from communique.statements.verbs import verb_drafts
from communique.statements.voices import voice_drafts


def find_statements(text: Text, header: Header, mentions: Mentions, speech: Speech) -> tuple[Statement, ...]:
    """The statements of ``text`` in order of their first word."""
    quotes = find_quotes(text)
    verbs = list(verb_drafts(text, speech))
    taken = {draft.trigger for draft in verbs if draft.content}
    nouns = (draft for draft in noun_drafts(text, speech) if draft.trigger not in taken)
    drafts = [*verbs, *nouns, *phrase_drafts(text, speech)]
    drafts.sort(key=lambda d: (d.trigger.i if d.trigger else -1, d.why))
    for draft in drafts:
        draft.content, draft.quotes = with_quotes(draft.content, quotes, draft.trigger)
    voices = voice_drafts(text, header, quotes, mentions, speech)
    if not any(voice.spoken for voice in voices):
        voices += official_drafts(text, header, mentions, speech)
    drafts = join_quotes(drafts, quotes, text, speech, voices)
    for draft in drafts:
        draft.issued = draft.speaker is not None and draft.speaker.lower in speech.issuers
    for voice in voices:
        voice.parties = voice.parties or _self_named(voice, text, mentions)
        voice.single = len({t.sentence.index for s, e in voice.content for t in text.tokens_in(s, e)}) == 1
    drafts = unnested([d for d in (*voices, *drafts) if d.content])
    drafts.sort(key=_place)
    return tuple(_statement(n, draft, text, header, mentions) for n, draft in enumerate(drafts, 1))


def _self_named(voice: Draft, text: Text, mentions: Mentions) -> tuple[Party, ...]:
    """Whom "we" stands for in a voice whose label names nobody known; the label's words stand for it."""
    for start, end in voice.content:
        for token in text.tokens_in(start, end):
            if token.lower in FIRST and (found := _parties(token, mentions)):
                return tuple(structs.replace(p, start=s, end=e) for p in found for s, e in voice.source_spans[:1])
    return ()


def _place(draft: Draft) -> tuple[int, int]:
    """Where the statement begins in the text; a source carried over from an earlier sentence does not count."""
    first = min([*(s for s, _ in draft.content), *(t.start for t in draft.cue)])
    return first, draft.trigger.i if draft.trigger else -1


def _statement(number: int, draft: Draft, text: Text, header: Header, mentions: Mentions) -> Statement:
    return Statement(
        id=f"s{number}",
        speaker=draft.parties or _parties(draft.speaker, mentions),
        addressee=_parties(draft.addressee, mentions),
        act=draft.act,
        form=_form(draft),
        source=tuple(draft.source_spans or spans_of(draft.source, text)),
        cue=tuple(spans_of(draft.cue, text)),
        content=tuple(merged(draft.content)),
        date=_date(draft, text, header, mentions),
        negated=draft.negated,
        why=draft.why,
    )


def _parties(token: Token | None, mentions: Mentions) -> tuple[Party, ...]:
    """Whom a token names; "we" that nobody could be found for names nobody."""
    found = parties_of(token, mentions) if token else ()
    if token and token.lower in FIRST:
        unknown = {e.id for e in mentions.entities if e.name.lower() in FIRST}
        return tuple(p for p in found if p.entity not in unknown)
    return found


def _date(draft: Draft, text: Text, header: Header, mentions: Mentions) -> Interval | None:
    """When it was said, where the cue's own clause says so; None: on the day of publication."""
    time = own_time_of(draft.trigger, text, mentions.times) if draft.trigger and mentions.times else None
    if time is None or any(start <= time.start < end for start, end in draft.content):
        return None  # a time inside the content is that of what is spoken of
    return interval_of(time, header.date)


def _form(draft: Draft) -> str:
    """All in quotation marks, some of it, or none."""
    if not draft.quotes:
        return "reported"
    parts = [part for quote in draft.quotes for part in quote.parts]
    outside = sum(e - s for s, e in draft.content) - sum(
        max(0, min(e, pe) - max(s, ps)) for s, e in draft.content for ps, pe in parts
    )
    return "quoted" if outside <= 2 * len(draft.content) else "mixed"
