"""Draws numbers as a figure; the same numbers give the same bytes."""

from __future__ import annotations

import io
import math
from typing import Any

import matplotlib as mpl
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from communique.desk.plotting.numbers import Numbers, Statuses
from communique.desk.plotting.outlines import outlines
from communique.desk.shapes import Matrix, Places, Series
from communique.lexicon.ontology import load_ontology
from communique.release import VERSION

# The colours of the pages, by quad code and status: static/desk.css.
QUADS = ("#2f6db3", "#1d7a6b", "#985206", "#a82a2a")
STATUSES = {"overdue": "#9b1c1c", "violated": "#9b1c1c", "fulfilled": "#1b6334", "open": "#2f6db3"}
SOFT, LINE, LAND = "#5a574f", "#d5d2c8", "#b9b3a3"
# Text as outlines and a fixed salt: an SVG then hangs neither on the fonts of a machine nor on the moment.
STYLE: Any = {
    "svg.hashsalt": "communique", "svg.fonttype": "path", "font.family": "DejaVu Sans", "font.size": 9,
    "axes.spines.top": False, "axes.spines.right": False, "axes.edgecolor": SOFT, "text.parse_math": False,
}
LETTERS = 22  # of a name at an axis
TICKS = 9
FEWEST = 16.0  # degrees that a map shows at least
DPI = 200


def drawn(numbers: Numbers, format: str) -> bytes:
    """The figure as ``svg`` or ``png``."""
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(7.2, 4.4), layout="constrained")
        _draw(figure, numbers.shown)
        cited = f"communique {VERSION}, archive {numbers.archive[:16]}: {_short(numbers.question, 110)}"
        figure.supxlabel(cited, fontsize=6.5, color=SOFT, x=0.01, ha="left")
        stream = io.BytesIO()
        metadata = {"Date": None, "Creator": None} if format == "svg" else {"Software": None}
        figure.savefig(stream, format=format, dpi=DPI, metadata=metadata)
    return stream.getvalue()


def _draw(figure: Figure, shown: Series | Places | Matrix | Statuses) -> None:
    if isinstance(shown, Series):
        _series(figure, shown)
    elif isinstance(shown, Places):
        _map(figure, shown)
    elif isinstance(shown, Matrix):
        _matrix(figure, shown)
    else:
        _statuses(figure, shown)


def _series(figure: Figure, series: Series) -> None:
    axes = figure.add_subplot()
    base = [0] * len(series.bins)
    for quad, name in load_ontology().quads.items():
        rows = [row for row, code in zip(series.counts, series.quads, strict=True) if code == quad]
        counts = [sum(column) for column in zip(*rows, strict=True)]
        axes.bar(range(len(counts)), counts, bottom=base, width=0.9, color=QUADS[quad - 1], label=name)
        base = [a + b for a, b in zip(base, counts, strict=True)]
    step = max(1, math.ceil(len(series.bins) / TICKS))
    axes.set_xticks(range(0, len(series.bins), step), [_bin(b, series.unit) for b in series.bins[::step]])
    axes.set_ylabel(f"events a {series.unit}")
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    note = f"; {series.undated:,} undated events are left out" if series.undated else ""
    axes.set_title(f"{sum(base):,} events over time{note}", loc="left", fontsize=10)
    axes.legend(frameon=False, fontsize=8, ncols=4, loc="upper center", bbox_to_anchor=(0.5, -0.1))


def _matrix(figure: Figure, matrix: Matrix) -> None:
    axes = figure.add_subplot()
    figure.set_size_inches(7.2, 6.4)
    most = max((cell.count for cell in matrix.cells), default=1)
    for cell in matrix.cells:
        side = 0.92 * math.sqrt(cell.count / most)
        left, whole = cell.column - side / 2, sum(cell.quads) or 1
        for quad, count in enumerate(cell.quads):
            axes.bar(left, side, side * count / whole, cell.row - side / 2, align="edge", color=QUADS[quad])
            left += side * count / whole
    axes.set_xlim(-0.5, max(len(matrix.recipients), 1) - 0.5)
    axes.set_ylim(max(len(matrix.actors), 1) - 0.5, -0.5)
    axes.set_xticks(range(len(matrix.recipients)), [_short(r.name, LETTERS) for r in matrix.recipients])
    axes.set_yticks(range(len(matrix.actors)), [_short(a.name, LETTERS) for a in matrix.actors])
    axes.tick_params(axis="x", rotation=45, labelrotation_mode="anchor", labeltop=True, labelbottom=False, top=False)
    for label in axes.get_xticklabels():
        label.set_horizontalalignment("left")
    axes.tick_params(length=0)
    axes.set_title(f"Who (rows) acts on whom (columns); the largest square: {most:,} events", loc="left", fontsize=10)
    axes.set_aspect("equal")
    _key(axes)


def _map(figure: Figure, places: Places) -> None:
    axes = figure.add_subplot()
    axes.add_collection(LineCollection(outlines(), colors=LAND, linewidths=0.6, zorder=1))
    most = max((spot.count for spot in places.spots), default=1)
    for spot in places.spots:  # the busiest first: the small ones lie above
        leading = max(range(4), key=lambda n: (spot.quads[n], -n))
        axes.scatter(
            spot.lon, spot.lat, s=12 + 300 * spot.count / most * min(1.0, most / 10), color=QUADS[leading], alpha=0.8,
            edgecolors="white", linewidths=0.5, zorder=2,
        )
    west, east = _window([spot.lon for spot in places.spots], 180.0)
    south, north = _window([spot.lat for spot in places.spots], 90.0)
    axes.set_xlim(west, east)
    axes.set_ylim(south, north)
    axes.set_aspect(1 / max(0.2, math.cos(math.radians((south + north) / 2))))
    axes.set_xticks([])
    axes.set_yticks([])
    count = f"{sum(s.count for s in places.spots):,} events at {len(places.spots)} places"
    rest = f", {places.unplaced:,} without a place" + (f", {places.more:,} places left out" if places.more else "")
    axes.set_title(f"{count}{rest}.\nBoundaries (Natural Earth) are no endorsement.", loc="left", fontsize=9)
    _key(axes, "colour: most of a place's events are")


def _statuses(figure: Figure, statuses: Statuses) -> None:
    axes = figure.add_subplot()
    names = [name for name, _ in statuses.counts]
    counts = [count for _, count in statuses.counts]
    bars = axes.barh(names, counts, color=[STATUSES.get(name, SOFT) for name in names])
    axes.bar_label(bars, [f"{count:,}" for count in counts], padding=3)
    axes.invert_yaxis()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_title(f"{sum(counts):,} undertakings by status", loc="left", fontsize=10)


def _key(axes: Any, title: str = "") -> None:
    for quad, name in load_ontology().quads.items():
        axes.bar(0, 0, color=QUADS[quad - 1], label=name)
    axes.legend(
        title=title or None, frameon=False, fontsize=8, title_fontsize=8, ncols=2, loc="upper center",
        bbox_to_anchor=(0.5, -0.02),
    )


def _window(values: list[float], most: float) -> tuple[float, float]:
    low, high = min(values, default=-most), max(values, default=most)
    room = max(FEWEST - (high - low), 0.2 * (high - low)) / 2
    return max(-most, low - room), min(most, high + room)


def _bin(day: str, unit: str) -> str:
    return day[:4] if unit in ("year", "decade") else day[:7] if unit in ("month", "quarter") else day


def _short(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"
