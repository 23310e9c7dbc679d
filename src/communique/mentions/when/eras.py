"""Works out years and days of other eras: Hijri, Persian, Buddhist, of the Republic of China, of Japanese reigns.

Hijri and Persian days come from ``data/calendar/eras.tsv``; a Hijri day that it does not reach from the civil (tabular)
calendar, as in Reingold and Dershowitz, Calendrical Calculations, chapter 7.
"""

from __future__ import annotations

from datetime import date, timedelta

from communique.lexicon.calendar import Calendar
from communique.mentions.when.anchors import BACKWARD, PUBLISHED, Maker
from communique.mentions.when.moment import NOTHING, Moment, Result, written
from communique.mentions.when.numbers import ordinal
from communique.mentions.when.scan import Match

_CIVIL_EPOCH = 227014  # ordinal of the day before 1 Muharram 1 (19 July 622, Gregorian)
_MONTH_CLASSES = {"HijriMonth": "AH", "PersianMonth": "SH"}


def make_era(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """Years of other eras; a Hijri or Persian year by the Gregorian year that it begins in, with its days."""
    year = int(match.parts.get("AnyYear") or match.parts.get("Year") or 0)
    if "BC" in match.parts:
        return Result(f"BC{year:04}")
    if "AD" in match.parts or "AD2" in match.parts:
        return Result(f"{year:04}")
    era = next((calendar.value(n, match.parts[n]) for n in ("Era", "EraAdj", "EraBefore") if n in match.parts), None)
    if era in ("AH", "SH"):
        return _whole_year(era, year, calendar)
    return Result(f"{year - 543:04}") if year > 543 else None


def _whole_year(era: str, year: int, calendar: Calendar) -> Result | None:
    first, after = day_of(era, year, 1, 1, calendar), day_of(era, year + 1, 1, 1, calendar)
    if first is None or after is None:
        return Result(f"{year + 621:04}") if era == "SH" else None
    return Result(f"{first.year:04}", "", first, after - timedelta(days=1))


def make_reign(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """ "Reiwa 3", "Minguo 110", "5 May 2564 BE": a Gregorian year, month or day under another year."""
    if "BuddhistYear" in match.parts:
        year = int(match.parts["BuddhistYear"]) - 543
    else:
        count = match.parts.get("EraCount") or match.parts.get("Ord") or ""
        year = int(calendar.value("Reign", match.parts["Reign"]) or 0) + (ordinal(count, calendar) or 0)
    if "Month" not in match.parts:
        return Result(f"{year:04}")
    month = int(calendar.value("Month", match.parts["Month"]) or 0)
    name = next((n for n in ("Day", "Day2") if n in match.parts), None)
    if name is None:
        return Result(f"{year:04}-{month:02}")
    day = ordinal(match.parts[name], calendar) or 0
    return Result(date(year, month, day).isoformat())


def make_lunar(match: Match, moment: Moment, calendar: Calendar) -> Result | None:
    """A day or month of the Hijri or Persian year; without a year the nearest one to publication."""
    name = next(n for n in _MONTH_CLASSES if n in match.parts)
    era, month = _MONTH_CLASSES[name], int(calendar.value(name, match.parts[name]) or 0)
    said = ("Day", "Day2", "OrdinalWord")
    day = next((ordinal(match.parts[n], calendar) for n in said if n in match.parts), None)
    if "EraYear" in match.parts:
        return _on(era, int(match.parts["EraYear"]), month, day, calendar)
    if moment.published is None:
        return NOTHING
    here = moment.published
    about = int((here.year - 622) * 1.0307) if era == "AH" else here.year - 621
    found = [d for year in range(about - 2, about + 3) if (d := day_of(era, year, month, day or 1, calendar))]
    if not found:
        return NOTHING
    return Result(_pointed_to(found, here, moment.ahead).isoformat(), PUBLISHED)


def _pointed_to(days: list[date], here: date, ahead: bool | None) -> date:
    """The last of ``days`` looking back, the next one looking ahead, else the nearest."""
    if ahead is not None:
        side = [d for d in days if d == here or (d > here) == ahead]
        return min(side or days, key=lambda d: abs((d - here).days))
    return min(days, key=lambda d: (d - here).days * BACKWARD if d > here else (here - d).days)


def _on(era: str, year: int, month: int, day: int | None, calendar: Calendar) -> Result | None:
    first = day_of(era, year, month, day or 1, calendar)
    if first is None or day:
        return Result(first.isoformat()) if first else None
    after = day_of(era, year + month // 12, month % 12 + 1, 1, calendar)
    if after is None:
        return None
    return Result(written(first + timedelta(days=10), "M"), "", first, after - timedelta(days=1))


def day_of(era: str, year: int, month: int, day: int, calendar: Calendar) -> date | None:
    """The Gregorian day of a day of the Hijri (``AH``) or Persian (``SH``) calendar; None where it has no such day."""
    known = calendar.eras[era].get(year)
    if era == "SH":
        if known is None or not 1 <= day <= (31 if month <= 6 else 30):
            return None
        return known[0] + timedelta(days=30 * (month - 1) + min(month - 1, 6) + day - 1)
    if known is None:
        ordinal_day = _CIVIL_EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
        exists = year > 0 and 1 <= day <= 30 and ordinal_day <= date.max.toordinal()
        return date.fromordinal(ordinal_day) if exists else None
    first, over = known
    if not 1 <= day <= 28 + int(over[month - 1]):
        return None
    return first + timedelta(days=sum(28 + int(c) for c in over[: month - 1]) + day - 1)


ERAS: dict[str, Maker] = {"era": make_era, "reign": make_reign, "lunar": make_lunar}
