"""Cues of speech and the acts they perform, read from ``data/lexicon/speech*``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from communique.errors import DataError
from communique.lexicon.files import load_toml, load_tsv

ACTS = frozenset(
    {
        "demand",
        "urge",
        "propose",
        "commit",
        "offer",
        "threaten",
        "warn",
        "condemn",
        "accuse",
        "deny",
        "reject",
        "praise",
        "thank",
        "acknowledge",
        "concern",
        "regret",
        "claim",
        "report",
        "announce",
        "ask",
    }
)
FRAMES = frozenset({"clause", "quote", "to", "whom-to", "want-to", "noun", "word", "gerund", "as", "hearer"})

VOWELS = "aeiou"


class VerbCue(NamedTuple):
    """One reading of a verb: the words that follow it ("for" of "call for"), and its act by complement."""

    verb: str
    particles: tuple[str, ...]
    frames: Mapping[str, str]  # complement → act
    topics: Mapping[str, str]  # preposition of the topic → act

    def act(self) -> str:
        """The act where no complement decides."""
        return next(iter(self.frames.values()), None) or next(iter(self.topics.values()), "claim")


class WordCue(NamedTuple):
    """A noun or adjective of speech: its act and what links it to the content."""

    word: str
    act: str
    links: frozenset[str]


class PhraseCue(NamedTuple):
    """A phrase whose object is the source: "according to"."""

    words: tuple[str, ...]
    act: str


class Speech(NamedTuple):
    """Cues of speech and the acts they perform."""

    verbs: Mapping[str, tuple[VerbCue, ...]] = MappingProxyType({})  # inflected form → readings, longest first
    nouns: Mapping[str, WordCue] = MappingProxyType({})  # singular and plural forms
    adjectives: Mapping[str, WordCue] = MappingProxyType({})
    phrases: Mapping[str, tuple[PhraseCue, ...]] = MappingProxyType({})  # by first word
    adverbs: Mapping[str, str] = MappingProxyType({})  # adverb → act
    idioms: Mapping[str, frozenset[str]] = MappingProxyType({})  # verb → lemmas of objects with which it says nothing
    light: frozenset[str] = frozenset()  # lemmas
    will: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()
    should: frozenset[str] = frozenset()
    obliged: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    wishing: frozenset[str] = frozenset()
    open_acts: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    matters: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    serving: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    dating: frozenset[str] = frozenset()
    being: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    refusing: frozenset[str] = frozenset()
    pending: frozenset[str] = frozenset()  # "has yet to say"
    documents: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    issuers: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    releasing: frozenset[str] = frozenset()
    gatherings: frozenset[str] = frozenset()
    farewells: tuple[str, ...] = ()
    closings: tuple[str, ...] = ()


def load_speech() -> Speech:
    """Loads the table; one a process.

    Raises:
        DataError: a row names an act or complement that the contract does not know.
    """
    settings = load_toml("lexicon/speech.toml")
    phrases: dict[str, list[PhraseCue]] = {}
    for row in settings["phrase"]:
        cue = PhraseCue(tuple(row["words"]), _act(row["act"], "speech.toml"))
        phrases.setdefault(cue.words[0], []).append(cue)
    meaning = settings["meaning"]
    return Speech(
        verbs=_verbs(),
        nouns=_nouns(load_tsv("lexicon/speech_nouns.tsv")),
        adjectives={r["adjective"]: _word(r["adjective"], r) for r in load_tsv("lexicon/speech_adjectives.tsv")},
        phrases={word: tuple(cues) for word, cues in phrases.items()},
        adverbs={word: _act(act, "speech.toml") for act, words in settings["adverbs"].items() for word in words},
        idioms={verb: frozenset(objects) for verb, objects in settings["idioms"].items()},
        light=frozenset(settings["light"]["verbs"]),
        will=frozenset(meaning["will"]),
        must=frozenset(meaning["must"]),
        should=frozenset(meaning["should"]),
        obliged=frozenset(meaning["obliged"]),
        bodies=frozenset(meaning["bodies"]),
        conditions=frozenset(meaning["conditions"]),
        wishing=frozenset(meaning["wishing"]),
        open_acts=frozenset(meaning["open_acts"]),
        channels=frozenset(settings["channels"]["nouns"]),
        grounds=frozenset(settings["channels"]["grounds"]),
        topics=frozenset(settings["channels"]["topics"]),
        matters=frozenset(settings["channels"]["matters"]),
        joining=frozenset(settings["channels"]["joining"]),
        serving=frozenset(settings["channels"]["serving"]),
        calendar=frozenset(settings["channels"]["calendar"]),
        dating=frozenset(settings["channels"]["dating"]),
        being=frozenset(settings["channels"]["being"]),
        negations=frozenset(settings["negation"]["words"]),
        refusing=frozenset(settings["negation"]["refusing"]),
        pending=frozenset(settings["negation"]["pending"]),
        documents=frozenset(settings["documents"]["kinds"]),
        addresses=frozenset(settings["documents"]["addresses"]),
        issuers=frozenset(settings["documents"]["issuers"]),
        organs=frozenset(settings["documents"]["organs"]),
        releasing=frozenset(settings["documents"]["releasing"]),
        gatherings=frozenset(settings["documents"]["gatherings"]),
        farewells=tuple(settings["documents"]["farewells"]),
        closings=tuple(settings["documents"]["closings"]),
    )


def _act(act: str, where: str) -> str:
    if act not in ACTS:
        raise DataError(f"{where}: there is no act {act!r}; the acts are {', '.join(sorted(ACTS))}")
    return act


def _word(word: str, row: Mapping[str, str]) -> WordCue:
    return WordCue(word, _act(row["act"], word), frozenset(row["links"].split()))


def _nouns(rows: list[dict[str, str]]) -> dict[str, WordCue]:
    table = {}
    for row in rows:
        cue = _word(row["noun"], row)
        table[cue.word] = cue
        table.setdefault(cue.word[:-1] + "ies" if cue.word[-1] == "y" else cue.word + "s", cue)
    return table


def _verbs() -> dict[str, tuple[VerbCue, ...]]:
    """Readings by inflected form; of two rows of a verb with one frame the first decides."""
    frames: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    forms: dict[str, set[str]] = {}
    for row in load_tsv("lexicon/speech_verbs.tsv"):
        kinds, topics = frames.setdefault(row["verb"], ({}, {}))
        for frame in row["frames"].split():
            if frame.startswith("on:"):
                for preposition in frame[3:].split("/"):
                    topics.setdefault(preposition, _act(row["act"], row["verb"]))
            elif frame in FRAMES:
                kinds.setdefault(frame, _act(row["act"], row["verb"]))
            else:
                raise DataError(f"speech_verbs.tsv: {row['verb']}: there is no complement {frame!r}")
        forms.setdefault(row["verb"], set()).update(row["forms"].split())
    table: dict[str, list[VerbCue]] = {}
    for verb, (kinds, topics) in frames.items():
        first, *particles = verb.split()
        cue = VerbCue(verb, tuple(particles), kinds, topics)
        irregular = forms[verb] | forms.get(first, set())
        for form in sorted({*_inflected(first), *irregular}):
            table.setdefault(form, []).append(cue)
    return {form: tuple(sorted(cues, key=lambda c: (-len(c.particles), c.verb))) for form, cues in table.items()}


def _inflected(verb: str) -> Iterator[str]:
    """The regular forms of a verb, with the doubled consonant ("admitted") where spelling may ask for it."""
    yield verb
    if verb.endswith("e"):
        yield from (verb + "s", verb + "d", verb[:-1] + "ing")
    elif verb[-1] == "y" and verb[-2:-1] not in VOWELS:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    else:
        yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        yield from (verb + "ed", verb + "ing")
        if verb[-1] not in VOWELS + "wxy" and verb[-2:-1] in VOWELS and verb[-3:-2] not in VOWELS:
            yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")
