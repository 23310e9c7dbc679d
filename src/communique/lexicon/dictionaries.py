"""Reads the user's own actors: a table with our header, or the dictionaries of TABARI and PETRARCH.

Formats as described in the TABARI 0.7 manual (Schrodt 2009, actors and agents files) and in PETRARCH's documentation of
its dictionaries: ``NAME_ [CODE 910101-991231]``, ``+SYNONYM``, indented ``[CODE <date]``, and ``NOUN [~CODE]`` agents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.lexicon.registry import Actor, Agent, Alias, Registry, folded

HEADER = ("name", "aliases", "code", "sector", "kind", "from", "to")
INTERNATIONAL = {"IGO": "IGO", "NGO": "NGO", "NGM": "NGO", "MNC": "MNC", "IMG": "IMG", "INT": "IGO", "UIS": "IMG"}
CAMEO_SECTORS = {
    "MED": "JRN",
    "HLH": "MED",
    "INS": "REB",
    "SEP": "REB",
    "RAD": "REB",
    "DEV": "SOC",
    "ENV": "SOC",
    "HRI": "SOC",
    "LEG": "LEG",
    "UAF": "UAF",
}
"""Codes of CAMEO that PLOVER 2021 renamed or merged; all others stay as they are."""
PLOVER_SECTORS = frozenset(
    "GOV JUD LEG MIL COP OPP PTY REB PRM SPY UAF CVL ELI BUS EDU MED LAB AGR JRN REF REL SOC CRM".split()  # noqa: SIM905
)
_RULE = re.compile(r"\[\s*(~?[A-Za-z]{3,15})\s*([<>]?\s*\d{6,8}(?:\s*-\s*\d{6,8})?)?\s*\]")
_PLURAL = re.compile(r"\{([^}]*)\}")


class Problem(NamedTuple):
    """What is wrong with a line of the user's file; the rest of the file is used."""

    line: int
    message: str


class UserActors(NamedTuple):
    """What a file of the user's holds."""

    names: tuple[tuple[str, Alias], ...]
    agents: dict[str, Agent]
    problems: tuple[Problem, ...]


def read_actors(text: str) -> UserActors:
    """The actors in ``text``, whichever of the formats it has. Bad lines are named and left out."""
    lines = [(n, line.rstrip("\r\n")) for n, line in enumerate(text.splitlines(), 1)]
    first = next((line for _, line in lines if line.strip() and not line.startswith("#")), "")
    if tuple(first.split("\t"))[:1] == HEADER[:1] and "\t" in first:
        return _clashes(_read_table(lines))
    return _clashes(_read_dictionary(lines))


def with_actors(registry: Registry, user: UserActors) -> Registry:
    """The registry with the user's rows, which take the place of all that it says of the same words."""
    names = dict(registry.names)
    own: dict[str, list[Alias]] = {}
    prefixes = set(registry.prefixes)
    for form, alias in user.names:
        own.setdefault(folded(form), []).append(alias)
        pieces = re.split(r"(\W+)", form)
        prefixes.update(folded("".join(pieces[:n])) for n in range(1, len(pieces) + 1))
    names.update({key: tuple(found) for key, found in own.items() if key})
    return registry._replace(names=names, prefixes=frozenset(prefixes), agents={**registry.agents, **user.agents})


# our own table


def _read_table(lines: list[tuple[int, str]]) -> UserActors:
    rows = [(n, line.split("\t")) for n, line in lines if line.strip() and not line.startswith("#")]
    header = rows[0][1]
    names: list[tuple[str, Alias]] = []
    problems: list[Problem] = []
    for number, cells in rows[1:]:
        if len(cells) != len(header):
            problems.append(Problem(number, f"{len(cells)} cells where the header has {len(header)}"))
            continue
        row = dict(zip(header, cells, strict=True))
        actor = _actor(number, row, problems)
        if actor:
            forms = [row["name"], *(a for a in row.get("aliases", "").split("|") if a)]
            names.extend((form, Alias(actor, "name")) for form in forms)
    return UserActors(tuple(names), {}, tuple(problems))


def _actor(number: int, row: dict[str, str], problems: list[Problem]) -> Actor | None:
    start, end = row.get("from", ""), row.get("to", "")
    sectors = tuple(s for s in row.get("sector", "").split("|") if s)
    wrong = [s for s in sectors if s not in PLOVER_SECTORS]
    if not row.get("name"):
        problems.append(Problem(number, "no name"))
        return None
    for day in (start, end):
        if not re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", day):
            problems.append(Problem(number, f"{day!r} is no date (2021, 2021-08 or 2021-08-15)"))
            return None
    if _ends_early(start, end):
        problems.append(Problem(number, f"the role ends ({end}) before it begins ({start})"))
        return None
    if wrong:
        problems.append(Problem(number, f"unknown sector {', '.join(wrong)}"))
    code = row.get("code", "").upper() or None
    known = tuple(s for s in sectors if s in PLOVER_SECTORS)
    return Actor(f"user:{row['name']}:{code}", row["name"], code, known, row.get("kind") or "body", start, end)


def _ends_early(start: str, end: str) -> bool:
    size = min(len(start), len(end))
    return bool(size) and end[:size] < start[:size]


# TABARI and PETRARCH


def _read_dictionary(lines: list[tuple[int, str]]) -> UserActors:
    names: list[tuple[str, Alias]] = []
    agents: dict[str, Agent] = {}
    problems: list[Problem] = []
    forms: list[str] = []
    rules: list[tuple[str, str, str]] = []

    def close() -> None:
        for start, end, code in rules:
            actor = _from_cameo(forms[0], code, start, end)
            names.extend((form, Alias(actor, "name")) for form in forms)

    for number, raw in lines:
        line = re.split(r"[#;]", raw, maxsplit=1)[0].rstrip()
        if not line.strip() or line.startswith(("<", "!")):
            continue
        found = list(_rules(number, line, problems))
        words = _RULE.sub("", line).strip()
        if any(code.startswith("~") for _, _, code in found):
            agents.update(_agents(words, found[0][2][1:]))
            continue
        if words and not words.startswith(("+", "[")):
            close()
            forms, rules = [_plain(words)], []
        elif words.startswith("+"):
            if not forms:
                problems.append(Problem(number, "a synonym without a name above it"))
                continue
            forms.append(_plain(words[1:]))
        elif words:
            problems.append(Problem(number, f"cannot read {words!r}"))
        if found and not forms:
            problems.append(Problem(number, "a code without a name above it"))
            continue
        rules.extend(found)
    close()
    return UserActors(tuple(names), agents, tuple(problems))


def _rules(number: int, line: str, problems: list[Problem]) -> Iterator[tuple[str, str, str]]:
    """Start, end and code of every bracket in a line."""
    if line.count("[") != len(_RULE.findall(line)):
        problems.append(Problem(number, f"broken code in {line.strip()!r}"))
    for code, dates in _RULE.findall(line):
        start, end = _dates(dates.replace(" ", ""))
        if _ends_early(start, end):
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
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) == 8 else ""


def _from_cameo(name: str, code: str, start: str, end: str) -> Actor:
    """A CAMEO code such as AFGGOV or IGOUNO in PLOVER's terms."""
    country = INTERNATIONAL.get(code[:3], code[:3])
    rest = [code[at : at + 3] for at in range(3, len(code), 3)]
    sectors = [CAMEO_SECTORS.get(s, s) for s in rest]
    if country in PLOVER_SECTORS:
        sectors, country = [country, *sectors], ""
    kept = tuple(dict.fromkeys(s for s in sectors if s in PLOVER_SECTORS))
    return Actor(f"user:{name}:{code}", name, country or None, kept, "body" if rest else "state", start, end)


def _agents(words: str, code: str) -> dict[str, Agent]:
    sector = CAMEO_SECTORS.get(code[:3], code[:3])
    forms = [_PLURAL.sub("", words), *(_PLURAL.findall(words))]
    agent = Agent(sector if sector in PLOVER_SECTORS else "", "person", False, sector not in PLOVER_SECTORS)
    return {_plain(form).lower(): agent for form in forms if form.strip(" _+!")}


def _plain(words: str) -> str:
    """ "HAMID_KARZAI_" as words with capitals, as they stand in a text."""
    return words.strip(" +&!_").replace("_", " ").strip().title()


def _clashes(user: UserActors) -> UserActors:
    """Adds a problem for every name that two rows give to two actors at the same time."""
    seen: dict[str, list[Actor]] = {}
    more: list[Problem] = []
    for form, alias in user.names:
        for other in seen.setdefault(folded(form), []):
            if (other.code, other.sector) != (alias.actor.code, alias.actor.sector) and _overlap(other, alias.actor):
                more.append(Problem(0, f"{form!r} is both {_said(other)} and {_said(alias.actor)} at one time"))
        seen[folded(form)].append(alias.actor)
    return user._replace(problems=(*user.problems, *more))


def _overlap(one: Actor, two: Actor) -> bool:
    return not (_before(one.end, two.start) or _before(two.end, one.start))


def _before(end: str, start: str) -> bool:
    size = min(len(end), len(start))
    return bool(size) and end[:size] < start[:size]


def _said(actor: Actor) -> str:
    return " ".join([actor.code or "no code", *actor.sector])
