"""Actors with codes and sectors, agents, titles, read from ``data/gazetteer/actors`` and ``data/lexicon``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from communique.lexicon.files import load_toml, load_tsv
from communique.lexicon.onomastics import Onomastics, load_onomastics

ACTORS = "gazetteer/actors/"
INTERNATIONAL = frozenset(("IGO", "NGO", "IMG", "ISM", "MNC"))
SHARED = 3  # states in whose bodies' names a word occurs to be a common one
SHORT = 3  # letters of an acronym that parties of several states may well have
_PIECES = re.compile(r"\w+|\W")
_DROPPED = {ord(c): None for c in " .-‐‑'’‘`´\n\r\t\xa0"}


class Actor(NamedTuple):
    """A known actor; ``start`` and ``end`` are ISO dates (prefixes) between which the row holds, "" where open."""

    id: str
    name: str
    code: str | None
    sector: tuple[str, ...]
    kind: str  # state | region | igo | ngo | armed | party | body | person | people | world | seat
    start: str = ""
    end: str = ""
    gender: str = ""
    office: str = ""
    wikidata: str = ""


class Alias(NamedTuple):
    """What a form of words names, and in which way."""

    actor: Actor
    role: str  # name | adjective | people | capital | seat | surname
    upper: bool = False  # an acronym: counts in capitals only
    own: bool = False  # a row of the user's
    common: bool = False  # of words that bodies of many states are called by ("National Council")


class Agent(NamedTuple):
    """A common noun for actors."""

    sector: str
    kind: str  # person | body
    home: bool  # takes the home country of the report
    weak: bool  # its modifiers say who it is


class Registry(NamedTuple):
    """All that is known of actors before a document is read. Immutable."""

    names: dict[str, tuple[Alias, ...]]
    prefixes: frozenset[str]
    states: dict[str, Actor]
    agents: dict[str, Agent]
    modifiers: dict[str, str]
    pronouns: dict[str, str]
    nouns: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    metonym: dict[str, frozenset[str]]
    gender: dict[str, str]
    proper: Mapping[str, str] = MappingProxyType({})  # last word of a proper name → the sector that it shows
    proper_first: Mapping[str, str] = MappingProxyType({})  # first word of a name in another language → its sector
    seated: Mapping[str, tuple[Actor, ...]] = MappingProxyType({})  # city → organisations that it can stand for
    titles: Mapping[str, str] = MappingProxyType({})  # short forms of titles: "gov." is a governor
    sorts: Mapping[str, frozenset[str]] = MappingProxyType({})  # noun ("kingdom") → codes of the states that are one
    alpha2: Mapping[str, str] = MappingProxyType({})  # two letters of a country → its three
    alike: Mapping[str, frozenset[str]] = MappingProxyType({})  # noun → those that can take up the same actor
    hinting: Mapping[str, str] = MappingProxyType({})  # noun beside a name → the sector of the body so named
    sorts_of_body: Mapping[str, str] = MappingProxyType({})  # noun that says what a body known by name is → its sector
    served: Mapping[str, frozenset[str]] = MappingProxyType({})  # organisation → offices that are its own, unnamed
    ends: frozenset[str] = frozenset()  # last words of the agents' nouns
    deeds: Mapping[str, frozenset[str]] = MappingProxyType({})  # noun and "<" or ">" → verbs done to or by them
    only: Mapping[str, str] = MappingProxyType({})  # noun that one state alone has ("taoiseach") → its code
    onomastics: Onomastics = Onomastics({}, {}, {}, {})  # in which countries names are usual

    def aliases(self, words: str) -> tuple[Alias, ...]:
        """All that ``words`` can name, whatever their spelling of accents, hyphens, points and spaces."""
        return self.names.get(folded(words), ())

    def is_borne(self, word: str) -> bool:
        """Whether people have this name, in any language that the lists know."""
        return word in self.gender or self.onomastics.has(word)

    def on(self, aliases: Iterable[Alias], date: str | None) -> list[Alias]:
        """Those of ``aliases`` that hold on ``date`` (ISO); where none does or no date is given, all.

        Rows of the user's come alone where they hold; outside their terms they mean nothing.
        """
        given = list(aliases)
        held = [a for a in given if holds(a.actor, date)] if date else given
        return [a for a in held if a.own] or held or [a for a in given if not a.own]


def holds(actor: Actor, date: str) -> bool:
    """Whether the row is true on ``date``; partial dates are compared as far as they go."""
    begun = not actor.start or date[: len(actor.start)] >= actor.start[: len(date)]
    return begun and (not actor.end or date[: len(actor.end)] <= actor.end[: len(date)])


def folded(words: str) -> str:
    """``words`` in lower case without accents, spaces, points, hyphens and apostrophes: the key of a name."""
    if not words.isascii():
        words = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return words.lower().translate(_DROPPED)


def load_registry() -> Registry:
    """Loads the tables; one a process."""
    words = load_toml("lexicon/who.toml")
    entries = list(_entries(frozenset(w.lower() for w in words["proper"]["JRN"])))
    names: dict[str, list[Alias]] = {}
    prefixes: set[str] = set()
    for form, alias in entries:
        key = folded(form)
        here = names.setdefault(key, [])
        if key and alias not in here:
            here.append(alias)
        if form.isalnum():
            prefixes.add(key)
        else:
            prefixes.update(_beginnings(form))
    agents = {
        row["phrase"]: Agent(row["sector"], row["kind"], "h" in row["flags"], "w" in row["flags"])
        for row in load_tsv("lexicon/agents.tsv")
    }
    return Registry(
        names={key: tuple(found) for key, found in names.items() if key},
        prefixes=frozenset(prefixes),
        states={a.actor.code: a.actor for _, a in reversed(entries) if a.actor.kind == "state" and a.actor.code},
        agents=agents,
        modifiers={row["word"]: row["sector"] for row in load_tsv("lexicon/modifiers.tsv")},
        pronouns=words["pronouns"],
        nouns=_sets(words["nouns"]),
        words=_sets({key: value for key, value in words.items() if isinstance(value, list)}),
        metonym=_sets(words["metonym"]),
        proper={word: sector for sector, found in words["proper"].items() for word in found},
        proper_first={word: sector for sector, found in words["proper_first"].items() for word in found},
        seated={city: tuple(names[folded(o)][0].actor for o in found) for city, found in words["seated"].items()},
        titles=words["titles"],
        sorts={row["noun"]: frozenset(_cell(row["codes"])) for row in load_tsv(ACTORS + "sorts.tsv")},
        alpha2={row["iso2"]: row["iso3"] for row in load_tsv("gazetteer/countries.tsv")},
        alike=_alike(words["alike"]["groups"]),
        hinting={noun: sector for sector, nouns in words["hinting"].items() for noun in nouns},
        sorts_of_body={noun: sector for sector, nouns in words["sorts_of_body"].items() for noun in nouns},
        ends=last_words(agents),
        served=_sets(words["served"]),
        deeds={f"{r['noun']} {r['part']}": frozenset(r["verbs"].split()) for r in load_tsv("lexicon/deeds.tsv")},
        only={row["noun"]: row["code"] for row in load_tsv(ACTORS + "only.tsv")},
        gender={row["name"]: row["gender"] for row in load_tsv("lexicon/first_names.tsv")},
        onomastics=load_onomastics(
            ((a.actor.name, a.actor.code or "") for _, a in entries if a.actor.kind == "person" and a.role == "name"),
            frozenset(words["mixed"]),
        ),
    )


def last_words(agents: Iterable[str]) -> frozenset[str]:
    """The words with which nouns for actors end."""
    return frozenset(noun.rsplit(" ", 1)[-1] for noun in agents)


def _alike(groups: Iterable[Iterable[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in map(frozenset, groups):
        for noun in group:
            found[noun] = found.get(noun, frozenset()) | group
    return found


def _sets(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in table.items()}


def _beginnings(form: str) -> Iterator[str]:
    """The folded form up to each place where a token can end in it."""
    key = ""
    for piece in _PIECES.findall(form):
        key += folded(piece)
        yield key


def _entries(press: frozenset[str]) -> Iterator[tuple[str, Alias]]:
    """Every form of every table; earlier tables come first where a form has several meanings.

    ``press`` are words in the names of newspapers.
    """
    yield from _states()
    for row in load_tsv(ACTORS + "organisations.tsv"):
        yield from _actor(row, frozenset())
    groups = load_tsv(ACTORS + "groups.tsv")
    common = _common_words(groups)
    for row in groups:
        yield from _actor(row, press if row["kind"] == "company" and row["sector"] == "JRN" else common)
    for row in load_tsv(ACTORS + "persons.tsv"):
        yield from _person(row)
    yield from _places()


def _common_words(rows: Iterable[dict[str, str]]) -> frozenset[str]:
    """Words in the names of bodies of several states, and those of the nouns for actors."""
    codes: dict[str, set[str]] = {}
    for row in rows:
        for word in row["name"].lower().split():
            codes.setdefault(word, set()).add(row["code"])
    words = {word for word, found in codes.items() if len(found) >= SHARED}
    return frozenset(words.union(*(row["phrase"].split() for row in load_tsv("lexicon/agents.tsv"))))


def _is_common(form: str, kind: str, common: frozenset[str]) -> bool:
    """Whether a form may well name a body of another state: of common words alone, or a short acronym of no army; of
    newspapers a name of several such words ("Daily Mirror").
    """
    if is_acronym(form):
        return kind == "party" and len(form) <= SHORT
    if kind == "company" and " " not in form:
        return False
    return all(word in common for word in form.lower().split())


def _actor(row: dict[str, str], common: frozenset[str]) -> Iterator[tuple[str, Alias]]:
    actor = Actor(
        _id(row["name"], row["code"]),
        row["name"],
        row["code"] or None,
        tuple(s for s in row["sector"].split("|") if s),
        row["kind"],
        row.get("from", ""),
        row.get("to", ""),
    )
    for form in (row["name"], *_cell(row["aliases"])):
        shared = row["code"] not in INTERNATIONAL and _is_common(form, row["kind"], common)
        yield form, Alias(actor, "name", is_acronym(form), common=shared)


def _person(row: dict[str, str]) -> Iterator[tuple[str, Alias]]:
    actor = Actor(
        _id(row["name"], row["code"]),
        row["name"],
        row["code"],
        (row["sector"],),
        "person",
        row["from"],
        row["to"],
        row["gender"],
        row["office"],
    )
    for form in (row["name"], *_cell(row["aliases"])):
        yield form, Alias(actor, "name")
    yield row["surname"] or row["name"].rsplit(" ", 1)[-1], Alias(actor, "surname")


def _states() -> Iterator[tuple[str, Alias]]:
    states: dict[str, Actor] = {}
    iso = load_tsv(ACTORS + "iso.tsv")
    ids = {row["code"]: row["wikidata"] for row in iso}
    for row in load_tsv(ACTORS + "states.tsv"):
        code = row["code"]
        actor = Actor(_id(row["name"], ""), row["name"], code, (), "state", wikidata=ids.get(code, ""))
        states[row["code"]] = actor
        for form in (row["name"], *_cell(row["aliases"])):
            yield form, Alias(actor, "name", is_acronym(form))
        yield from _peoples(actor, _cell(row["adjectives"]), _cell(row["people"]))
    for row in load_tsv(ACTORS + "former.tsv"):
        former = Actor(_id(row["name"], ""), row["name"], row["code"], (), "state", row["from"], row["to"])
        for form in (row["name"], *_cell(row["aliases"])):
            yield form, Alias(former, "name", is_acronym(form))
        yield from _peoples(former, _cell(row["adjectives"]), [])
    for row in iso:
        known = states.get(row["code"])
        if known:
            for form in _cell(row["names"]):
                yield form, Alias(known, "name")
            for form in _cell(row["capital"]):
                yield form, Alias(_government(known), "capital")
    for row in load_tsv(ACTORS + "capitals.tsv"):
        seat = _government(states[row["code"]])
        yield row["name"], Alias(seat._replace(start=row["from"], end=row["to"]), "capital")
    for row in load_tsv(ACTORS + "forms.tsv"):
        state = states[row["code"]]._replace(start=row["from"], end=row["to"])
        yield row["form"], Alias(state, "adjective" if row["form"].endswith(("n", "ese", "s")) else "name")
    for row in load_tsv(ACTORS + "seats.tsv"):
        government = _government(states[row["code"]], row["sector"])
        yield row["name"], Alias(government, "seat")


def _peoples(actor: Actor, adjectives: list[str], people: list[str]) -> Iterator[tuple[str, Alias]]:
    for form in adjectives:
        yield form, Alias(actor, "adjective", is_acronym(form))
        if not people and form[-1] in "nirtkeo" and not form.endswith("ese"):
            yield form + "s", Alias(actor, "people")
    for form in people:
        yield form, Alias(actor, "people")


def _places() -> Iterator[tuple[str, Alias]]:
    for row in load_tsv(ACTORS + "regions.tsv"):
        actor = Actor(_id(row["name"], row["country"]), row["name"], row["country"] or None, (), "region")
        for form in (row["name"], *_cell(row["aliases"])):
            yield form, Alias(actor, "name", is_acronym(form))
        yield from _peoples(actor, _cell(row["adjectives"]), [])
    for row in load_tsv(ACTORS + "peoples.tsv"):
        people = Actor(_id(row["name"], row["country"]), row["name"], row["country"] or None, ("CVL",), "people")
        for form in (row["name"], *_cell(row["aliases"])):
            yield form, Alias(people, "people")
    for row in load_tsv(ACTORS + "world.tsv"):
        world = Actor(_id(row["name"], ""), row["name"], None, (), "world")
        for form in (row["name"], *_cell(row["forms"])):
            yield form, Alias(world, "adjective" if form.endswith(("an", "ern", "ic")) else "name")
    for row in load_tsv(ACTORS + "provinces.tsv"):
        yield (
            row["name"],
            Alias(Actor(_id(row["name"], row["country"]), row["name"], row["country"] or None, (), "region"), "name"),
        )


def government_of(state: Actor) -> Actor:
    """A state as its government: what its capital stands for. It is the same actor, acting by its government."""
    return _government(state)


def _government(state: Actor, sector: str = "GOV") -> Actor:
    if sector == "GOV":
        return state._replace(sector=("GOV",))
    body = {"LEG": "Parliament"}.get(sector, sector)
    return Actor(f"{state.id}/{sector}", f"{body} of {with_article(state.name)}", state.code, (sector,), "body")


def with_article(name: str) -> str:
    """``name`` as it stands after "of": "the United States", "the Netherlands"."""
    plural = name.endswith(("States", "lands", "Islands", "Emirates", "Philippines", "Comoros", "Maldives", "Bahamas"))
    return f"the {name}" if plural or name.endswith(("Kingdom", "Republic", "Union", "Congo")) else name


def _id(name: str, code: str) -> str:
    return f"{code}:{folded(name)}" if code else folded(name)


def _cell(cell: str) -> list[str]:
    return [form for form in cell.split("|") if form]


def is_acronym(form: str) -> bool:
    """Whether a form is two to five capitals."""
    letters = [c for c in form if c.isalpha()]
    return 1 < len(letters) <= 5 and all(c.isupper() for c in letters)
