"""Reads the user's own actors: a table with our header, or the dictionaries of TABARI and PETRARCH.

Formats as described in the TABARI 0.7 manual (Schrodt 2009, actors and agents files) and in PETRARCH's documentation of
its dictionaries: ``NAME_ [CODE 910101-991231]``, ``+SYNONYM``, indented ``[CODE <date]``, ``NOUN [~CODE]`` agents, and
``!MACRO! = WORD, WORD`` for parts of agents.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from communique.lexicon.files import load_toml
from communique.lexicon.ontology import load_ontology
from communique.lexicon.own_actors import OWN, OwnName, Problem, UserActors, clashing, ends_early, own_alias
from communique.lexicon.registry import Actor, Agent

HEADER = ("name", "aliases", "code", "sector", "kind", "from", "to")
SEPARATORS = ("\t", ";", ",")
KINDS = ("state", "region", "igo", "ngo", "armed", "party", "body", "person", "people", "company", "government")
_RULE = re.compile(r"\[\s*(~?[A-Za-z]{3,15})\s*([<>]?\s*\d{6,8}(?:\s*-\s*\d{6,8})?)?\s*\]")
_MACRO = re.compile(r"!(\w+)!\s*=\s*(.+)")
_PLURAL = re.compile(r"\{([^}]*)\}")
_ROMAN = re.compile(r"[IVX]{2,5}")
_DAY = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")


class Codes(NamedTuple):
    """PLOVER's sectors, and how CAMEO's codes are read in its terms."""

    plover: frozenset[str]
    international: Mapping[str, str]
    renamed: Mapping[str, str]


def load_codes() -> Codes:
    """Loads the sectors of the ontology and ``data/ontology/cameo_actors.toml``."""
    cameo = load_toml("ontology/cameo_actors.toml")
    return Codes(frozenset(load_ontology().sectors), cameo["international"], cameo["sectors"])


def read_actors(text: str) -> UserActors:
    """The actors in ``text``, whichever of the formats it has. Bad lines are named and left out.

    The table may be separated by tabs, or as a spreadsheet saves it, by commas or semicolons.
    """
    lines = [(n, line.rstrip("\r\n")) for n, line in enumerate(text.split("\n"), 1)]
    first = next((line for _, line in lines if line.strip() and not line.startswith("#")), "")
    codes = load_codes()
    separator = next((s for s in SEPARATORS if s in first and _cells(first, s)[0].lower() == HEADER[0]), None)
    if not first:
        return UserActors((), {}, (Problem(1, "holds no actors"),))
    if separator is not None:
        return clashing(_read_table(lines, separator, codes))
    return clashing(_Dictionary(codes).read(lines))


# our own table


def _cells(line: str, separator: str) -> list[str]:
    """The cells of a line; between commas and semicolons they may be quoted."""
    return line.split("\t") if separator == "\t" else next(csv.reader([line], delimiter=separator), [""])


def _read_table(lines: list[tuple[int, str]], separator: str, codes: Codes) -> UserActors:
    rows = [(n, _cells(line, separator)) for n, line in lines if line.strip() and not line.startswith("#")]
    number, header = rows[0][0], [column.strip().lower() for column in rows[0][1]]
    names: list[OwnName] = []
    problems = [Problem(number, f"unknown column {column!r}") for column in header if column not in HEADER]
    for number, cells in rows[1:]:
        if len(cells) != len(header):
            problems.append(Problem(number, f"{len(cells)} cells where the header has {len(header)}"))
            continue
        row = {key: cell.strip() for key, cell in zip(header, cells, strict=True)}
        actor = _actor(number, row, codes, problems)
        if actor:
            forms = [row["name"], *(a.strip() for a in row.get("aliases", "").split("|") if a.strip())]
            names.extend(OwnName(form, own_alias(form, actor), number) for form in forms)
    return UserActors(tuple(names), {}, tuple(problems))


def _actor(number: int, row: dict[str, str], codes: Codes, problems: list[Problem]) -> Actor | None:
    start, end = row.get("from", ""), row.get("to", "")
    sectors = tuple(s.strip().upper() for s in row.get("sector", "").split("|") if s.strip())
    wrong = [s for s in sectors if s not in codes.plover]
    kind = row.get("kind") or "body"
    if not row.get("name"):
        problems.append(Problem(number, "no name"))
        return None
    for day in (start, end):
        if not _DAY.fullmatch(day):
            problems.append(Problem(number, f"{day!r} is no date (2021, 2021-08 or 2021-08-15)"))
            return None
    if ends_early(start, end):
        problems.append(Problem(number, f"the role ends ({end}) before it begins ({start})"))
        return None
    if wrong:
        problems.append(Problem(number, f"unknown sector {', '.join(wrong)}"))
    if kind not in KINDS:
        problems.append(Problem(number, f"unknown kind {kind!r}; read as body"))
        kind = "body"
    code = row.get("code", "").upper() or None
    known = tuple(s for s in sectors if s in codes.plover)
    return Actor(f"{OWN}{row['name']}:{code}", row["name"], code, known, kind, start, end)


# TABARI and PETRARCH


class _Entry(NamedTuple):
    """A name with its synonyms, each with its line, and the terms of its roles."""

    forms: list[tuple[str, int]]
    rules: list[tuple[str, str, str]]


class _Dictionary:
    """Reads a dictionary line by line."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.names: list[OwnName] = []
        self.agents: dict[str, Agent] = {}
        self.problems: list[Problem] = []
        self.macros: dict[str, list[str]] = {}
        self.entry = _Entry([], [])

    def read(self, lines: list[tuple[int, str]]) -> UserActors:
        for number, raw in lines:
            line = re.split(r"[#;]", raw, maxsplit=1)[0].rstrip()
            macro = _MACRO.match(line)
            if macro:
                self.macros[macro.group(1)] = [w.strip() for w in macro.group(2).split(",") if w.strip()]
            elif line.strip() and not line.startswith("<"):
                self._line(number, line)
        self._close()
        return UserActors(tuple(self.names), self.agents, tuple(self.problems))

    def _line(self, number: int, line: str) -> None:
        found = list(_rules(number, line, self.problems))
        words = _RULE.sub("", line).strip()
        if any(code.startswith("~") for _, _, code in found):
            self.agents.update(self._agents(words, found[0][2][1:]))
            return
        if words.startswith("["):
            self.problems.append(Problem(number, f"cannot read {words!r}"))
        elif words.startswith("+"):
            if not self.entry.forms:
                self.problems.append(Problem(number, "a synonym without a name above it"))
                return
            self.entry.forms.append((_plain(words[1:]), number))
        elif words:
            self._close()
            self.entry = _Entry([(_plain(words), number)], [])
        if found and not self.entry.forms:
            self.problems.append(Problem(number, "a code without a name above it"))
            return
        self.entry.rules.extend(found)

    def _close(self) -> None:
        """Keeps the entry that ends here; one whose code is missing is named."""
        forms = self.entry.forms
        if forms and not self.entry.rules and not any(p.line == forms[0][1] for p in self.problems):
            self.problems.append(Problem(forms[0][1], f"{forms[0][0]!r} has no code"))
        for start, end, code in self.entry.rules:
            actor = self._from_cameo(self.entry.forms[0][0], code, start, end)
            self.names.extend(OwnName(form, own_alias("", actor), number) for form, number in self.entry.forms)
        self.entry = _Entry([], [])

    def _from_cameo(self, name: str, code: str, start: str, end: str) -> Actor:
        """A CAMEO code such as AFGGOV or IGOUNO in PLOVER's terms."""
        country = self.codes.international.get(code[:3], code[:3])
        rest = [code[at : at + 3] for at in range(3, len(code), 3)]
        sectors = [self.codes.renamed.get(s, s) for s in rest]
        role = self.codes.renamed.get(country, country)
        if country not in self.codes.international.values() and role in self.codes.plover:
            sectors, country = [role, *sectors], ""
        kept = tuple(dict.fromkeys(s for s in sectors if s in self.codes.plover))
        kind = "body" if rest or not country else "igo" if country == "IGO" else "state"
        return Actor(f"{OWN}{name}:{code}", name, country or None, kept, kind, start, end)

    def _agents(self, words: str, code: str) -> dict[str, Agent]:
        sector = self.codes.renamed.get(code[:3], code[:3])
        known = sector in self.codes.plover
        agent = Agent(sector if known else "", "person", False, not known)
        written = [_PLURAL.sub("", words), *(_PLURAL.findall(words))]
        forms = [form for each in written for form in self._expanded(each)]
        return {_plain(form).lower(): agent for form in forms if form.strip(" _+!")}

    def _expanded(self, form: str) -> list[str]:
        """ "CONGRESS!PERSON!" with every word that the macro stands for."""
        for name, words in self.macros.items():
            if f"!{name}!" in form:
                return [form.replace(f"!{name}!", word) for word in words]
        return [form]


def _rules(number: int, line: str, problems: list[Problem]) -> Iterator[tuple[str, str, str]]:
    """Start, end and code of every bracket in a line."""
    if not line.count("[") == line.count("]") == len(_RULE.findall(line)):
        problems.append(Problem(number, f"broken code in {line.strip()!r}"))
    for code, dates in _RULE.findall(line):
        start, end = _dates(dates.replace(" ", ""))
        wrong = [day for day in (start, end) if not _DAY.fullmatch(day)]
        if wrong:
            problems.append(Problem(number, f"{wrong[0]!r} is no date"))
            continue
        if ends_early(start, end):
            problems.append(Problem(number, f"the role ends ({end}) before it begins ({start})"))
            continue
        yield start, end, code.upper()


def _dates(cell: str) -> tuple[str, str]:
    """ "<910101" ends there, ">910101" begins there, "910101-991231" lasts; six digits are of 1930 to 2029."""
    if cell.startswith("<"):
        return "", _day(cell[1:])
    if cell.startswith(">"):
        return _day(cell[1:]), ""
    if "-" in cell:
        start, end = cell.split("-", 1)
        return _day(start), _day(end)
    return _day(cell), _day(cell)


def _day(digits: str) -> str:
    if len(digits) == 6:
        digits = ("20" if digits[:2] < "30" else "19") + digits
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) == 8 else digits


def _plain(words: str) -> str:
    """ "HAMID_KARZAI_" as words with capitals, as they stand in a text; numerals as they are ("Carl XVI Gustaf")."""
    parts = words.strip(" +&!_").replace("_", " ").split()
    return " ".join(p.upper() if _ROMAN.fullmatch(p) else p.title() for p in parts)
