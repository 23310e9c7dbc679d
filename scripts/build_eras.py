"""Writes src/communique/data/calendar/eras.tsv: the first days of Hijri and Persian years, and months' lengths.

Needs the PyPI packages hijridate (MIT licence) and convertdate (MIT licence), which the program itself does not:

    pip install hijridate==2.6.0 convertdate==2.5.1 && python scripts/build_eras.py
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from convertdate import persian
from hijridate import Hijri

HIJRI = range(1343, 1501)  # what the Umm al-Qura tables cover: 1924 to 2077
PERSIAN = range(1200, 1500)
TARGET = Path(__file__).parents[1] / "src/communique/data/calendar/eras.tsv"


def main() -> None:
    """Writes the table."""
    lines = [
        "# First day (Gregorian) of each year of the Hijri (AH) and Persian (SH) calendars.",
        "# over: the days of each Hijri month beyond 28. Persian months have 31 days up to the sixth, then 30.",
        "# Source: written by scripts/build_eras.py from the PyPI packages hijridate (Umm al-Qura calendar)",
        "# and convertdate, both under the MIT licence.",
        "calendar\tyear\tfirst\tover",
    ]
    for year in HIJRI:
        over = "".join(str(Hijri(year, month, 1).month_length() - 28) for month in range(1, 13))
        lines.append(f"AH\t{year}\t{Hijri(year, 1, 1).to_gregorian().isoformat()}\t{over}")
    lines.extend(f"SH\t{year}\t{date(*persian.to_gregorian(year, 1, 1)).isoformat()}\t" for year in PERSIAN)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
