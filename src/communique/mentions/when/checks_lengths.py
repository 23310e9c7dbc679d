"""What must hold of the words around a length, a rate or a habit before it counts: see :mod:`checks`."""

from __future__ import annotations

from collections.abc import Callable

from communique.mentions.when.context import Context
from communique.mentions.when.scan import Match


def _length(match: Match, context: Context) -> bool:
    unit = match.parts.get("Unit")
    if context.says("currency", context.before(match)) or context.says("not_length_after", context.after(match)):
        return False
    if unit is not None and "-" not in match.words:
        return not (context.calendar.value("Unit", unit) in ("TS", "Q") or "Some" in match.parts)
    return True


def _half_unit(match: Match, context: Context) -> bool:
    return context.calendar.value("Unit", match.parts.get("Unit", "")) not in ("TS", "Q", "W", "M")


def _one(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Unit", match.parts.get("Unit", ""))
    plain = match.words.split()[0] in ("a", "an") and "Filler" not in match.parts
    if (unit in ("TS", "Q") and plain) or context.says("one_not_after", context.after(match)):
        return False
    return not (plain and context.says("rate_before", context.before(match)))


def _anchored(match: Match, context: Context) -> bool:
    number = "Num" in match.parts or "Some" in match.parts or context.says("vague_number", match.words)
    side = match.parts["Side"]
    if context.says("end_side", side):
        return number
    return number or side not in ("last",)


def _many(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Units", match.parts.get("Units", ""))
    if unit in ("TS", "Q"):
        return False
    return context.says("many_before", context.before(match)) or match.words.endswith(("ahead", "to come"))


def _habit(match: Match, context: Context) -> bool:
    token = context.token(match.start, match.end)
    return token is None or token.tag not in ("NNP", "NNPS")


def _rate(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Unit", match.parts.get("Unit", ""))
    if match.words.startswith("per "):
        return unit not in ("TS", "TM", "TH")  # a speed
    if match.words.startswith(("once ", "twice ", "thrice ")):
        return unit != "TS"
    return unit not in ("TS", "Q") and context.says("rate_before", context.before(match))


def _age(match: Match, context: Context) -> bool:
    unit = match.parts.get("Unit") or match.parts.get("Units") or ""
    return (context.calendar.value("Unit", unit) or context.calendar.value("Units", unit)) != "Y"


def _days_or_more(match: Match, context: Context) -> bool:
    unit = match.parts.get("Unit") or match.parts.get("Units") or ""
    value = context.calendar.value("Unit", unit) or context.calendar.value("Units", unit) or ""
    return not value.startswith("T")


def _fraction(match: Match, context: Context) -> bool:
    return "Num" not in match.parts or "-" in match.words or match.words.endswith("of")


def _not_quarter(match: Match, context: Context) -> bool:
    return context.calendar.value("Unit", match.parts["Unit"]) in ("Y", "M", "W")


def _plain_unit(match: Match, context: Context) -> bool:
    unit = context.calendar.value("Unit", match.parts["Unit"]) or ""
    if unit.startswith("T") or unit == "Q" or context.says("plain_not_after", context.after(match)):
        return False
    return context.says("plain_before", context.before(match)) or context.low[match.end : match.end + 2] == "'s"


LENGTH_CHECKS: dict[str, Callable[[Match, Context], bool]] = {
    "length": _length,
    "half_unit": _half_unit,
    "one": _one,
    "anchored": _anchored,
    "many": _many,
    "habit": _habit,
    "rate": _rate,
    "age": _age,
    "days_or_more": _days_or_more,
    "fraction": _fraction,
    "not_quarter": _not_quarter,
    "plain_unit": _plain_unit,
}
