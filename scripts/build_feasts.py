"""Writes src/communique/data/calendar/moving_feasts.tsv: a row a year, a column a feast that moves.

Needs the PyPI packages holidays (MIT licence) and convertdate (MIT licence), which the program itself does not:

    pip install holidays==0.109 convertdate==2.5.1 && python scripts/build_feasts.py
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from convertdate import holidays as hebrew
from holidays.calendars.buddhist import _BuddhistLunisolar
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.islamic import _IslamicLunar
from holidays.calendars.persian import _Persian

FIRST, LAST = 1950, 2050
TARGET = Path(__file__).parents[1] / "src/communique/data/calendar/moving_feasts.tsv"
ISLAMIC = ("ramadan_beginning", "eid_al_fitr", "eid_al_adha", "ashura", "mawlid", "hijri_new_year", "arbaeen")
HEBREW = ("passover", "rosh_hashanah", "yom_kippur", "hanukkah", "purim", "shavuot", "sukkot")


def moved(year: int) -> dict[str, date | None]:
    """The dates of the moving feasts in one Gregorian year; the first one where a feast falls twice."""
    muslim = _IslamicLunar()
    row: dict[str, date | None] = {
        name: next((day for day, _ in getattr(muslim, f"{name}_dates")(year) if day.year == year), None)
        for name in ISLAMIC
    }
    row |= {name: date(*getattr(hebrew, name)(year)) for name in HEBREW}
    row["easter"] = date(*hebrew.easter(year))
    row["orthodox_easter"] = date(*hebrew.easter(year, "orthodox"))
    row["lunar_new_year"] = _ChineseLunisolar().lunar_new_year_date(year)[0]
    row["mid_autumn"] = _ChineseLunisolar().mid_autumn_date(year)[0]
    row["vesak"] = _BuddhistLunisolar().vesak_date(year)[0]
    row["diwali"] = _HinduLunisolar().diwali_india_date(year)[0]
    row["holi"] = _HinduLunisolar().holi_date(year)[0]
    row["nowruz"] = _Persian().new_year_date(year)
    return row


def main() -> None:
    """Writes the table."""
    rows = [(year, moved(year)) for year in range(FIRST, LAST + 1)]
    names = list(rows[0][1])
    lines = [
        "# Dates of feasts that move, month and day in each Gregorian year; empty where the source has none.",
        "# Islamic feasts by the Umm al-Qura calendar (a day off is possible where the crescent is watched for).",
        "# Source: written by scripts/build_feasts.py from the PyPI packages holidays 0.109 and convertdate 2.5.1,",
        "# both under the MIT licence.",
        "\t".join(["year", *names]),
    ]
    for year, row in rows:
        lines.append("\t".join([str(year), *(day.strftime("%m-%d") if day else "" for day in row.values())]))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
