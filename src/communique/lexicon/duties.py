"""The language of demands, commitments and obligations, read from ``data/lexicon/duties.tsv`` and ``duties.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from communique.lexicon.files import load_toml, load_tsv
from communique.lexicon.kinship import load_kinship

Words = frozenset[str]


class Cue(NamedTuple):
    """A word that demands, commits or obliges, and how it names the act and who is to do it."""

    lemma: str
    pos: str  # VERB | NOUN | ADJ
    kind: str  # demand | commitment | obligation
    obligor: str  # subject | object | clause
    takes: Words  # to, that, np
    nouns_after: Words  # prepositions before an act worded as a noun or -ing form
    acts_after: Words  # prepositions before a noun that is known to name an act ("agreed on a truce")
    clause_after: Words  # prepositions before a party and an infinitive ("the need for Chile to leave")
    gerund_after: Words  # prepositions before an -ing form only
    not_after: Words  # prepositions before an -ing form that is to be refrained from
    via: Words  # prepositions before whoever is asked
    only: str  # "" | first | own | reflexive


class Opening(NamedTuple):
    """Words that open a condition; ``clause`` says whether a clause or a noun phrase follows."""

    words: tuple[str, ...]
    clause: bool
    only: str = ""  # leading: only before the main clause; ahead: only with a verb in the present
    kept: int = 0  # how many of the last words belong to the condition itself: "upon | payment of"


class Duties(NamedTuple):
    """The language of demands, commitments and obligations."""

    cues: Mapping[tuple[str, str], Cue]
    modals: Mapping[str, str]
    semi_modals: Mapping[str, str]
    words: Mapping[str, Words]
    conditions: Mapping[str, tuple[Opening, ...]]  # by first word, longest first
    numbers: Mapping[str, int]
    things: Words  # nouns of what can do nothing of itself, though it be called "Danish"
    phrases: Words  # verbs with a particle that name a kind of act: "hand over"
    openers: Words  # every word by which an undertaking is known, but for modals and bare verbs


def load_duties() -> Duties:
    """Loads the tables; one a process."""
    settings = load_toml("lexicon/duties.toml")
    cues = [_cue(row) for row in load_tsv("lexicon/duties.tsv")]
    opening = ("giving_verbs", "courteous_words", "verbs_like_nouns")
    return Duties(
        cues={(cue.lemma, cue.pos): cue for cue in cues},
        modals=settings["modals"],
        semi_modals=settings["semi_modals"],
        words={name: frozenset(words) for name, words in settings["words"].items()},
        conditions=_conditions(settings["conditions"]),
        numbers=settings["numbers"],
        things=_things(frozenset(settings["ledger"]["thing_groups"])),
        phrases=frozenset(verb for verb in load_kinship().kinds if " " in verb),
        openers=frozenset((*(cue.lemma for cue in cues), *settings["semi_modals"])).union(
            *(settings["words"][name] for name in opening)
        ),
    )


def _things(groups: Words) -> Words:
    return frozenset(noun for noun, group in load_kinship().groups.items() if group in groups)


def _cue(row: Mapping[str, str]) -> Cue:
    takes = row["takes"].split()
    return Cue(
        lemma=row["cue"],
        pos=row["pos"],
        kind=row["kind"],
        obligor=row["obligor"],
        takes=frozenset(t for t in takes if ":" not in t),
        nouns_after=_after(takes, "p:"),
        acts_after=_after(takes, "n:"),
        clause_after=_after(takes, "c:"),
        gerund_after=_after(takes, "g:"),
        not_after=_after(takes, "-g:"),
        via=frozenset(row["via"].split()),
        only=row["only"],
    )


def _after(takes: list[str], prefix: str) -> Words:
    return frozenset(t.removeprefix(prefix) for t in takes if t.startswith(prefix))


def _conditions(table: Mapping[str, Any]) -> dict[str, tuple[Opening, ...]]:
    found: dict[str, list[Opening]] = {}
    for kind, openings in table.items():
        for words in openings:
            marker, _, kept = words.partition("|")
            clause, only = not kind.endswith("noun"), kind.removesuffix("_noun")
            only = only if only in ("leading", "ahead") else ""
            opening = Opening((*marker.split(), *kept.split()), clause, only, len(kept.split()))
            found.setdefault(opening.words[0], []).append(opening)
    return {first: tuple(sorted(rows, key=lambda r: -len(r.words))) for first, rows in found.items()}
