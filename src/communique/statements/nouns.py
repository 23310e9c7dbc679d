"""Statements whose cue is a noun or an adjective: "the claim that", "its call for", "was confident that"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.speech import Speech, WordCue
from communique.model import Text, Token
from communique.statements.draft import Draft, spans_of
from communique.statements.source import own_subject, phrase, subject_of

TO_NOUN = "to-noun"
_FROM = ("by", "from")


def noun_drafts(text: Text, speech: Speech) -> Iterator[Draft]:
    """A draft for each noun or adjective of speech that has what is said as its complement."""
    for token in text.tokens:
        if token.pos == "NOUN" or (token.tag[:2] == "NN" and token.pos != "PROPN"):
            cue = speech.nouns.get(token.lower)
            if cue and token.dep != "compound":
                draft = _noun(token, cue, text, speech)
                if draft:
                    yield draft
        elif token.pos in ("ADJ", "VERB", "ADV"):
            cue = speech.adjectives.get(token.lower)
            if cue:
                draft = _adjective(token, cue, text)
                if draft:
                    yield draft


def _linked(word: Token, cue: WordCue) -> tuple[Token, str] | None:
    """The complement of the word and what links it."""
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep in ("acl", "ccomp", "xcomp", "relcl", "advcl"):
            infinitive = any(c.tag == "TO" for c in child.children)
            if infinitive and "to" in cue.links:
                return child, "to"
            marked = any(
                (c.dep == "mark" and c.lower in ("that", "whether", "if")) or c.tag == "WRB" for c in child.children
            )
            bare = child.dep == "ccomp" and child.child("nsubj", "nsubjpass") is not None
            if (marked or bare) and not infinitive and "that" in cue.links:
                return child, "that"
    for child in word.children:
        if child.i > word.i and child.dep in ("prep", "agent") and _links(child.lower, cue):
            matter = child.child("pobj", "pcomp")
            if matter is not None:
                return matter, child.lower
    return None


def _links(preposition: str, cue: WordCue) -> bool:
    """The word "to" links an infinitive; a noun phrase behind it is mostly somebody addressed or threatened."""
    return (TO_NOUN if preposition == "to" else preposition) in cue.links


def _noun(noun: Token, cue: WordCue, text: Text, speech: Speech) -> Draft | None:
    linked = _linked(noun, cue)
    if linked is None:
        return None
    inner, link = linked
    source, party, light = _holder(noun, speech, link)
    if party is None and link not in ("that", "to"):
        return None
    return Draft(
        act=cue.act,
        why=f"“{noun.text}”: the noun “{cue.word}” with “{link}”",
        trigger=noun,
        source=source,
        speaker=party,
        cue=[*([light] if light else []), noun],
        content=spans_of(inner.subtree(), text),
        negated=bool(light and any(c.dep == "neg" for c in light.children))
        or any(c.dep in ("det", "neg") and c.lower in speech.negations for c in noun.children),
    )


def _holder(noun: Token, speech: Speech, link: str) -> tuple[list[Token], Token | None, Token | None]:
    """Whose it is: "his claim", "a claim by X", "X made the claim"; the words, their head, and the light verb."""
    owner = noun.child("poss")
    if owner is not None:
        light = noun.head if noun.dep == "dobj" and noun.head.lemma in speech.light else None
        subject = subject_of(light) if light and owner.pos == "PRON" else None
        if subject and subject.word is not None:
            return phrase(subject.word, light), subject.party, light
        return phrase(owner), owner, light
    for child in noun.children:
        if (child.dep in ("prep", "agent") and child.lower in _FROM) or (
            child.dep == "prep" and child.lower == "of" and link in ("that", "to")
        ):
            named = child.child("pobj")
            if named is not None:
                return phrase(named), named, None
    verb = noun.head
    if noun.dep == "dobj" and verb.lemma in speech.light:
        subject = subject_of(verb)
        if subject.word is not None:
            return phrase(subject.word, verb), subject.party, verb
    return [], None, None


def _adjective(word: Token, cue: WordCue, text: Text) -> Draft | None:
    if word.dep not in ("acomp", "ROOT", "ccomp", "conj", "advcl", "relcl", "oprd", "xcomp", "amod", "acl"):
        return None
    linked = _linked(word, cue)
    carrier = word if own_subject(word) else word.head
    if linked is None and word.dep == "acomp":
        # the parser may hang the clause on the copula: "was clear that …"
        linked = _linked_after(word, carrier, cue)
    if linked is None:
        return None
    inner, link = linked
    subject = own_subject(carrier) or subject_of(carrier).word
    if subject is None or subject.lower in ("it", "there"):
        return None
    return Draft(
        act=cue.act,
        why=f"“{word.text}”: the adjective “{cue.word}” with “{link}”",
        trigger=word,
        source=phrase(subject, carrier),
        speaker=subject_of(carrier).party or subject,
        cue=sorted(
            {word, *([carrier] if carrier is not word and carrier.pos in ("AUX", "VERB") else [])}, key=lambda t: t.i
        ),
        content=spans_of(inner.subtree(), text),
        negated=any(c.dep == "neg" for c in carrier.children),
    )


def _linked_after(word: Token, copula: Token, cue: WordCue) -> tuple[Token, str] | None:
    for child in copula.children:
        if child.i > word.i and child.dep in ("ccomp", "xcomp", "advcl"):
            infinitive = any(c.tag == "TO" for c in child.children)
            if infinitive and "to" in cue.links:
                return child, "to"
            if (
                not infinitive
                and "that" in cue.links
                and any(c.dep == "mark" and c.lower == "that" for c in child.children)
            ):
                return child, "that"
    return None
