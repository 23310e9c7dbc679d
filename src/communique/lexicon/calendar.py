"""Names of months, days, feasts, numbers and the rules that join them into time expressions, read from ``data/``.

The division into words, what they stand for, and rules that combine them is HeidelTime's (Strötgen and Gertz 2013).
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from communique.lexicon.files import load_tsv, load_yaml
from communique.lexicon.patterns import expand, needs_of, slots_of, words_of


class Rule(NamedTuple):
    """One way to write a time: a pattern, the TIMEX3 type, and the name of what makes its value."""

    id: str
    type: str  # DATE | TIME | DURATION | SET | none (words that look like a time and are none)
    make: str
    options: dict[str, str]
    pattern: str  # a regular expression over lower-cased text
    needs: frozenset[str]  # classes and "=words" without which it cannot match
    checks: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Rules(tuple[Rule, ...]):
    """The rules in order; two are the same only if they are one, so that what they match can be remembered."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


class Calendar(NamedTuple):
    """All that is known of how times are written. Immutable."""

    values: dict[str, dict[str, str]]  # class → words → value
    capital: frozenset[tuple[str, str]]  # (class, words) that count only with a capital letter
    keys: dict[str, frozenset[str]]  # word → classes it may close, and "=word" where a rule names it
    core: frozenset[str]  # words without which there is no time expression
    rules: Rules
    joins: tuple[tuple[str, str, str], ...]  # left kind, right kind, pattern of what stands between
    moving: dict[str, dict[int, str]]  # feast → year → MM-DD
    eras: dict[str, dict[int, tuple[date, str]]]  # calendar → year → first day, days over 28 a month
    settings: dict[str, str]  # patterns over the words around an expression, by name
    published: str  # publication date of the rules' examples

    def value(self, name: str, words: str) -> str | None:
        """What ``words`` (lower case) stand for in class ``name``."""
        table = self.values.get(name, {})
        words = " ".join(words.replace("-", " - ").split()).replace(" - ", "-")
        return table.get(words, table.get(words.rstrip(".")))


def load_calendar() -> Calendar:
    """Loads the tables; patterns are compiled when they are first needed."""
    rows = load_tsv("calendar/words.tsv")
    spec: dict[str, Any] = load_yaml("calendar/rules.yaml")
    values: dict[str, dict[str, str]] = {}
    for row in rows:
        values.setdefault(row["class"], {})[row["word"]] = row["value"]
    slots = slots_of(rows)
    rules = Rules(_rule(row, slots, spec["macros"]) for row in spec["rules"])
    return Calendar(
        values=values,
        capital=frozenset((row["class"], row["word"]) for row in rows if "capital" in row["note"]),
        keys=_keys(rows, rules, _literals(spec)),
        core=_core(rows, frozenset(spec["core"]), spec["core_words"]),
        rules=rules,
        joins=tuple((row["left"], row["right"], row["between"]) for row in spec["joins"]),
        moving=_moving(),
        eras=_eras(),
        settings=spec["settings"],
        published=spec["published"],
    )


def _rule(row: dict[str, Any], slots: dict[str, str], macros: dict[str, str]) -> Rule:
    return Rule(
        id=row["id"],
        type=row["type"],
        make=row.get("make", "none"),
        options={key: str(value) for key, value in row.get("with", {}).items()},
        pattern=expand(row["pattern"], slots, macros),
        needs=needs_of(row["pattern"]),
        checks=tuple(row.get("check", ())),
        examples=tuple(row.get("examples", ())),
        counter_examples=tuple(row.get("not", ())),
    )


def _literals(spec: dict[str, Any]) -> set[str]:
    """The words that the rules spell out; "pm" of "9pm" is among the core words only."""
    patterns = [*spec["macros"].values(), *(row["pattern"] for row in spec["rules"])]
    return words_of(patterns) | set(spec["core_words"])


def _keys(rows: list[dict[str, str]], rules: tuple[Rule, ...], literals: set[str]) -> dict[str, frozenset[str]]:
    keys: dict[str, set[str]] = {word: set() for word in literals}
    for row in rows:
        parts = _parts(row["word"])
        keys.setdefault(parts[-1], set()).add(row["class"])
        if row["class"] in ("NumberWord", "TensWord", "CenturyWord"):
            keys[parts[-1]].add("Num")
        if row["class"] == "OrdinalWord":
            keys[parts[-1]].add("Ord")
        for part in parts:
            keys.setdefault(part, set())
    for rule in rules:
        for need in rule.needs:
            if need.startswith("="):
                keys.setdefault(need[1:], set()).add(need)
    return {word: frozenset(found) for word, found in keys.items()}


def _core(rows: list[dict[str, str]], classes: frozenset[str], words: list[str]) -> frozenset[str]:
    core = set(words)
    for row in rows:
        if row["class"] in classes:
            core.add(max(_parts(row["word"]), key=len))
    return frozenset(core)


def _parts(words: str) -> list[str]:
    """The runs of letters of an entry, as the scanner sees them."""
    return "".join(c if c.isalpha() else " " for c in words).split() or [words]


def _moving() -> dict[str, dict[int, str]]:
    rows = load_tsv("calendar/moving_feasts.tsv")
    names = [name for name in rows[0] if name != "year"]
    return {name: {int(row["year"]): row[name] for row in rows if row[name]} for name in names}


def _eras() -> dict[str, dict[int, tuple[date, str]]]:
    eras: dict[str, dict[int, tuple[date, str]]] = {"AH": {}, "SH": {}}
    for row in load_tsv("calendar/eras.tsv"):
        eras[row["calendar"]][int(row["year"])] = date.fromisoformat(row["first"]), row["over"]
    return eras
