"""The outlines of countries that the desk's map shows, out of its TopoJSON: no other package here reads that."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

SEAM = 90.0  # degrees: a step this wide goes over the edge of the map, not across it

Line = list[tuple[float, float]]


@cache
def outlines() -> tuple[Line, ...]:
    """Every arc of ``static/world.json`` in degrees: deltas of whole numbers, scaled and moved (TopoJSON 1.0)."""
    topology = json.loads(files("communique.desk").joinpath("static/world.json").read_bytes())
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines: list[Line] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            point = (x * kx + dx, y * ky + dy)
            if line and abs(point[0] - line[-1][0]) > SEAM:
                lines.append(line)
                line = []
            line.append(point)
        lines.append(line)
    return tuple(lines)
