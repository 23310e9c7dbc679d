"""Where a time expression stands: the dates that it can hang on, and whether its clause looks ahead or back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from communique.mentions.interval import Days, add_months
from communique.model import Text, Token

_VERBS = frozenset(("VERB", "AUX"))


class Moment(NamedTuple):
    """What a relative expression is worked out from."""

    published: date | None
    told: Days | None  # the last date that the narrative named
    quarter: tuple[int, int] | None  # year and number of the last quarter named
    ahead: bool | None  # whether the clause speaks of what is to come; None: there is no telling

    @property
    def base(self) -> date | None:
        """The narrative's day where it has one, else the day of publication."""
        return self.told.first if self.told else self.published


class Result(NamedTuple):
    """The value of an expression, the days that it covers where the value says less, and what it hangs on."""

    value: str | None
    basis: str = ""  # "" (absolute) | publication date | narrative date
    first: date | None = None
    last: date | None = None


NOTHING = Result(None)


def looks_ahead(text: Text, start: int, end: int, low: str, settings: Mapping[str, str]) -> bool | None:
    """Whether an expression at these offsets dates something still to come, by the words before it and by its verb."""
    before = low[max(0, start - 24) : start]
    if _compiled(settings["after_past"]).search(before):
        return False
    if _compiled(settings["after_future"]).search(before):
        return not _pluperfect(text, start, end)
    tokens = text.tokens_in(start, end)
    if not tokens:
        return None
    token = next((t for t in tokens if not start <= t.head.start < end or t.head is t), tokens[0])
    return _ahead(token, settings)


def _ahead(token: Token, settings: Mapping[str, str]) -> bool | None:
    heading = token.sentence.block.kind == "heading"
    for _ in range(12):
        if token.pos in _VERBS or token.tag.startswith("VB"):
            verdict = _verdict(token, heading, settings)
            if verdict is not None:
                return verdict
        if token.head is token:
            break
        token = token.head
    return None


def _verdict(verb: Token, heading: bool, settings: Mapping[str, str]) -> bool | None:
    """True: what the verb says is to come; False: it is past; None: ask the verb above."""
    helpers = [c for c in verb.children if c.dep in ("aux", "auxpass")]
    if any(c.lower in ("have", "had", "has", "'ve") for c in helpers):
        return False
    if any(_compiled(settings["future_aux"]).match(c.lower) for c in helpers):
        return True
    if any(c.tag == "TO" for c in verb.children if c.dep == "aux"):
        return _infinitive(verb, settings)
    finite = [c for c in helpers if c.tag in ("VBD", "VBZ", "VBP")]
    tag = finite[0].tag if finite else verb.tag
    if tag in ("VBD",):
        return _planned(verb, settings)
    if tag in ("VBZ", "VBP"):
        if heading or _compiled(settings["speech"]).match(verb.lemma):
            return False
        return not (verb.tag == "VBN" and not _planned(verb, settings)) or _planned(verb, settings)
    if verb.tag == "VBN":
        return _planned(verb, settings)
    return None


def _planned(verb: Token, settings: Mapping[str, str]) -> bool:
    """Whether a verb in the past points ahead by its meaning: "expected in Baku on Sunday", "due on Monday"."""
    plans = _compiled(settings["plans"])
    if verb.tag == "VBN" and any(c.lower == "been" for c in verb.children):
        return False
    if verb.lemma == "be":
        return any(c.dep == "acomp" and plans.match(c.lemma) for c in verb.children)
    passive = verb.tag == "VBN" and any(c.dep == "auxpass" and c.tag != "VBD" for c in verb.children)
    return passive and bool(plans.match(verb.lemma))


def _infinitive(verb: Token, settings: Mapping[str, str]) -> bool | None:
    """"Agreed to meet on Monday" looks ahead; "gathered to meet on Monday" asks the verb above."""
    above = verb.head
    plans = _compiled(settings["plans"])
    if above is verb:
        return True
    if above.lemma == "be" or plans.match(above.lemma) or verb.dep in ("xcomp", "ccomp", "acl", "relcl"):
        return True
    return None


def _pluperfect(text: Text, start: int, end: int) -> bool:
    """"Had to report no later than April 1": the deadline itself is past."""
    for token in text.tokens_in(start, end)[:1]:
        for above in token.ancestors():
            if above.pos in _VERBS and above.tag == "VBD" and above.lemma == "have":
                return True
    return False


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def shifted(day: date, unit: str, count: int) -> date | None:
    """``day`` moved by ``count`` units (TIMEX3 letters; DE, CE and ML are 10, 100 and 1000 years); None out of range."""
    years = {"Y": 1, "DE": 10, "CE": 100, "ML": 1000}.get(unit)
    try:
        if years:
            return add_months(day, 12 * years * count)
        if unit in ("M", "Q"):
            return add_months(day, count * (3 if unit == "Q" else 1))
        return day + timedelta(days=count * {"W": 7, "FN": 14, "D": 1}.get(unit, 0))
    except (ValueError, OverflowError):
        return None


def written(day: date, unit: str) -> str:
    """A day as a TIMEX3 value as coarse as ``unit``."""
    if unit in ("Y",):
        return f"{day.year:04}"
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "W":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if unit == "DE":
        return f"{day.year:04}"[:3]
    if unit == "CE":
        return f"{day.year:04}"[:2]
    return day.isoformat()
