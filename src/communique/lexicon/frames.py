"""Predicates of events with their PLOVER types and roles, read from ``data/lexicon/frames``.

A pattern is a head word and the words that must hang on it in the parse: ``launch <attack>`` is the verb *launch*
with a word of the class *attack* below it, in whatever order and voice the sentence has them. The pattern with most
words wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from communique.errors import DataError
from communique.lexicon.files import load_toml, load_tsv, load_yaml
from communique.lexicon.ontology import Ontology, load_ontology

Words = frozenset[str]

NOUNS_ONLY = "<>"
"""Stands in a set of words that came from a class: classes name things, so a verb of that form does not count."""

PSEUDO = (
    *("<place>", "<person>", "<organization>", "<nationals>", "<predicate>"),
    *("<must>", "<will>", "<shall>", "<together>"),
)
"""Classes that grammar decides, not a list: a toponym; a person's name; what somebody is called ("called them
*traitors*"); a duty that somebody lays on another ("said Iran must leave"); what one says one will do."""


class Rule(NamedTuple):
    """What a class of predicates means: the event, its roles, and what it does to an act below it."""

    id: str
    event: str
    mode: tuple[str, ...] = ()
    cameo: str | None = None
    actor: tuple[str, ...] = ("subj",)
    recipient: tuple[str, ...] = ("obj",)
    poss: str = "actor"  # the role of "Turkey's …" and "Turkish …" before a noun
    of: str = ""  # the role of "of …" after a noun: "actor", "recipient" or none
    mutual: bool = False  # all sides are actors
    strong: bool = False  # says what happens even where no political actor is named
    below: str = ""  # the act below it: "consume" (not told as having happened) or ""
    requires: str = ""  # "act": fires only over an act below; "clause": only over a clause
    flips: Mapping[str, str] = {}  # type of the act below -> type of the whole
    phase: str = ""  # "cease": the flip decides the type of the whole, nothing without an act below
    unless: Words = frozenset()
    needs_party: bool = False  # fires only where the recipient is a party
    needs_public: bool = False  # fires only where the actor's doings are public affairs, or over a party
    part: bool = False  # tells what came of an act told beside it: its dead and wounded
    joint: str = ""  # what it is where several sides do it together
    armed: bool = False  # fires only where arms, or states and places, are on one of the sides
    transitive: bool = False  # fires only over a direct object
    intransitive: bool = False  # fires only without one
    subject: Words = frozenset()  # fires only where the subject is one of these
    official: str = ""  # what it is where a state or one of its organs does it, not people


class Pattern(NamedTuple):
    """One way of saying a rule: the words (each a set of alternatives) that must hang on the head word."""

    rule: Rule
    words: tuple[Words, ...]
    source: str  # as it is written in the data


Auxiliary = Mapping[str, Words]
"""Words that put an act into the past, the future, the realm of the possible, or deny it, by their effect."""


class Sizes(NamedTuple):
    """Words that count the dead, the hurt, the held, and number words."""

    verbs: Mapping[str, str]  # verb -> field of Size
    numbers: Mapping[str, int]


class Frames(NamedTuple):
    """All predicates by head word, and the smaller tables that reading events needs."""

    ontology: Ontology
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]
    unlisted: Mapping[str, Pattern]  # type of event -> how the roles of words are filled that no rule lists
    classes: Mapping[str, Words]
    auxiliary: Auxiliary
    contexts: Mapping[str, tuple[str, ...]]  # cue word -> contexts
    party_words: Words  # classes whose members are people, and so parties
    agent_words: Words  # nouns for persons and bodies, by their last word
    body_words: Words  # those of them that are no troops, buildings or lines
    people_words: Words  # those of them that are people, not things or places
    armed_sectors: Words
    official_sectors: Words  # sectors that are organs of a state or of states
    public_sectors: Words  # sectors whose doings are public affairs wherever they are told
    causes: Words  # nouns of nature and of accidents, which do harm that is nobody's act
    through: Words  # prepositions before the occasion of a harm
    strong_guards: Words  # words of sport, markets, fiction, weather and kitchen that count double
    weak_guards: Words
    fields: Mapping[str, Words]  # the same words by field
    sizes: Sizes
    rules: tuple[Rule, ...]
    loose: Mapping[tuple[str, str], str]  # rule and predicate with many lives -> what it needs of the parties
    organised_sectors: Words  # sectors of those who organise outside politics: unions, churches, universities
    crowd_sectors: Words  # sectors of people who gather and march
    weights: Mapping[str, float]  # sign of an event -> how much it speaks for its being right
    told_from: float  # confidence from which on an event is told
    told_alone_from: float  # the same in a text of one or two sentences
    personal: Words  # types of acts that are done to a party, never to a thing
    roles: Mapping[str, Mapping[str, float]]  # role -> sign of a phrase -> how much it speaks for its filling the role
    examples: tuple[tuple[Rule, str, bool], ...]  # rule, sentence, whether it must fire


def load_frames() -> Frames:
    """Loads the table; one a process.

    Raises:
        DataError: a rule names an unknown event, class or key.
    """
    ontology = load_ontology()
    listed = load_toml("lexicon/frames/classes.toml")
    classes = {name: _words(words) for name, words in listed["class"].items()}
    compiler = _Compiler(ontology, classes)
    for name in ontology.frame_files:
        compiler.add_file(f"lexicon/frames/{name}.yaml")
    beyond = _Compiler(ontology, classes)
    beyond.add_file("lexicon/frames/unlisted.yaml")
    settings = load_toml("lexicon/frames/auxiliary.toml")
    guards = load_toml("lexicon/frames/guards.toml")
    weights = {row["sign"]: float(row["weight"]) for row in load_tsv("lexicon/frames/confidence.tsv")}
    return Frames(
        ontology=ontology,
        verbs=_ranked(compiler.verbs),
        nouns=_ranked(compiler.nouns),
        adjectives=_ranked(compiler.adjectives),
        unlisted={rule.event: Pattern(rule, (), "a word that no rule lists") for rule in beyond.rules},
        classes=classes,
        auxiliary={name: _words(words) for name, words in settings["words"].items()},
        contexts=_contexts(load_toml("lexicon/frames/contexts.toml")["context"]),
        party_words=frozenset().union(*(classes[name] for name in listed["party"]["classes"])),
        agent_words=_agents(classes, listed["not_agents"]["classes"]),
        body_words=_agents(classes, (*listed["not_agents"]["classes"], *listed["not_bodies"]["classes"])),
        people_words=frozenset().union(*(classes[name] for name in listed["people"]["classes"])),
        armed_sectors=_words(guards["sectors"]["armed"]),
        official_sectors=_words(guards["sectors"]["official"]),
        public_sectors=_words(guards["sectors"]["public"]),
        causes=_words(guards["causes"]["nature"]) | _words(guards["causes"]["accident"]),
        through=_words(guards["causes"]["through"]),
        strong_guards=_union(guards["strong"]),
        weak_guards=_union(guards["weak"]),
        fields={name: _words(guards["strong"][name]) | _words(guards["weak"][name]) for name in guards["strong"]},
        sizes=_sizes(load_toml("lexicon/frames/sizes.toml")),
        rules=tuple(compiler.rules),
        loose={(row["rule"], row["predicate"]): row["needs"] for row in load_tsv("lexicon/frames/loose.tsv")},
        organised_sectors=_words(guards["sectors"]["organised"]),
        crowd_sectors=_words(guards["sectors"]["crowd"]),
        weights=weights,
        told_from=weights["(told from)"],
        told_alone_from=weights["(told from, alone)"],
        personal=_words(guards["recipient"]["personal"]),
        roles=_roles(load_tsv("lexicon/frames/roles.tsv")),
        examples=tuple(compiler.examples),
    )


def _roles(rows: Iterable[Mapping[str, str]]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in rows:
        found.setdefault(row["role"], {})[row["sign"]] = float(row["weight"])
    return found


def _agents(classes: Mapping[str, Words], things: Sequence[str]) -> Words:
    """Nouns for bodies, last words of phrases for persons, without those that mostly name things or doings."""
    rows = load_tsv("lexicon/agents.tsv")
    bodies = {row["phrase"] for row in rows if row["kind"] == "body" and " " not in row["phrase"]}
    heads = bodies | {row["phrase"].split()[-1] for row in rows if row["kind"] == "person"}
    return frozenset(heads) - frozenset().union(*(classes[name] for name in things))


class _Compiler:
    """Turns the rules of the files into patterns by head word."""

    def __init__(self, ontology: Ontology, classes: Mapping[str, Words]) -> None:
        self.ontology = ontology
        self.classes = classes
        self.verbs: dict[str, list[Pattern]] = {}
        self.nouns: dict[str, list[Pattern]] = {}
        self.adjectives: dict[str, list[Pattern]] = {}
        self.rules: list[Rule] = []
        self.examples: list[tuple[Rule, str, bool]] = []

    def add_file(self, name: str) -> None:
        content = load_yaml(name)
        defaults = content.get("defaults", {})
        for entry in content["rules"]:
            self._add({**defaults, **entry}, name)

    def _add(self, entry: dict[str, Any], name: str) -> None:
        unknown = set(entry) - _KEYS
        if unknown or entry.get("event") not in self.ontology.events:
            raise DataError(f"{name}: rule {entry.get('id')}: unknown {', '.join(sorted(unknown)) or 'event'}")
        rule = self._rule(entry)
        self.rules.append(rule)
        for key, table in (("verb", self.verbs), ("noun", self.nouns), ("adjective", self.adjectives)):
            for source in _split(entry.get(key, "")):
                self._pattern(rule, source, table, last=key == "noun")
        self.examples += [(rule, text, True) for text in entry.get("examples", ())]
        self.examples += [(rule, text, False) for text in entry.get("not", ())]

    def _rule(self, entry: dict[str, Any]) -> Rule:
        cameo = entry.get("cameo")
        return Rule(
            id=entry["id"],
            event=entry["event"],
            mode=tuple(_split(entry.get("mode", ""))),
            cameo=str(cameo) if cameo else None,
            actor=tuple(_split(entry.get("actor", "subj"))),
            recipient=tuple(_split(entry.get("recipient", "obj"))),
            poss=entry.get("poss", "actor"),
            of=entry.get("of", ""),
            mutual=bool(entry.get("mutual")),
            strong=bool(entry.get("strong")),
            below=entry.get("below", ""),
            requires=entry.get("requires", ""),
            flips=entry.get("flips", {}),
            phase=entry.get("phase", ""),
            unless=self._class(entry.get("unless", "")),
            needs_party=bool(entry.get("needs_party")),
            needs_public=bool(entry.get("needs_public")),
            part=bool(entry.get("part")),
            joint=entry.get("joint", ""),
            armed=bool(entry.get("armed")),
            transitive=bool(entry.get("transitive")),
            intransitive=bool(entry.get("intransitive")),
            subject=self._class(entry.get("subject", "")),
            official=entry.get("official", ""),
        )

    def _pattern(self, rule: Rule, source: str, table: dict[str, list[Pattern]], last: bool) -> None:
        parts = source.split()
        starred = [n for n, part in enumerate(parts) if part.endswith("*")]
        at = starred[0] if starred else len(parts) - 1 if last else 0
        heads = self._alternatives(parts[at].rstrip("*"))
        words = tuple(self._alternatives(part) for n, part in enumerate(parts) if n != at)
        pattern = Pattern(rule, words, source.replace("*", ""))
        for head in sorted(_spellings(heads)):
            table.setdefault(head, []).append(pattern)
            first, _, second = head.partition("-")
            if second and second.isalpha():  # the tokenizer cuts "cease-fire" in two
                table.setdefault(second, []).append(Pattern(rule, (frozenset((first,)), *words), pattern.source))

    def _alternatives(self, part: str) -> Words:
        found: set[str] = set()
        for word in part.split("|"):
            if word in PSEUDO:
                found.add(word)
            elif word.startswith("<"):
                if word[1:-1] not in self.classes:
                    raise DataError(f"unknown class of words {word}")
                found |= self.classes[word[1:-1]] | {NOUNS_ONLY}
            else:
                found.add(word)
        return _spellings(found)

    def _class(self, source: str) -> Words:
        return frozenset().union(*(self._alternatives(part) for part in _split(source)))


_KEYS = frozenset(
    (
        "id",
        "event",
        "mode",
        "cameo",
        "verb",
        "noun",
        "adjective",
        "actor",
        "recipient",
        "poss",
        "of",
        "mutual",
        "strong",
        "below",
        "requires",
        "flips",
        "phase",
        "unless",
        "needs_party",
        "needs_public",
        "transitive",
        "armed",
        "part",
        "joint",
        "intransitive",
        "subject",
        "official",
        "examples",
        "not",
        "note",
    )
)


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


def _words(words: str) -> Words:
    return _spellings(_split(words))


def _spellings(words: Iterable[str]) -> Words:
    """The words, and for those in -ize and -yze the British spelling."""
    found = set(words)
    for word in tuple(found):
        if word.endswith(("ize", "yze")):
            found.add(word[:-2] + "se")
        elif "ization" in word:
            found.add(word.replace("ization", "isation"))
    return frozenset(found)


def _ranked(table: dict[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    """The longest patterns first; then those over an act below, of certain subjects, in the order of the files."""
    return {
        head: tuple(sorted(patterns, key=lambda p: (-len(p.words), not p.rule.requires, not p.rule.subject)))
        for head, patterns in table.items()
    }


def _contexts(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, words in table.items():
        for word in sorted(_words(words)):
            found.setdefault(word, []).append(name)
    return {word: tuple(names) for word, names in found.items()}


def _union(table: Mapping[str, str]) -> Words:
    return frozenset(word for words in table.values() for word in _words(words))


def _sizes(content: Mapping[str, Any]) -> Sizes:
    verbs = {verb: name for name, words in content["counts"].items() for verb in _split(words)}
    return Sizes(verbs, content["numbers"])
