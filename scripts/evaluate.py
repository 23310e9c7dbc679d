"""Scores every dev set in a folder with its ``score.py`` and prints one table beside the README's values.

    python scripts/evaluate.py FOLDER [--write]

``--write`` puts the table with today's date into the README between its two markers.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- figures: written by make eval -->", "<!-- end of figures -->"
# Task, file, figures to show.
RUNS: list[tuple[str, str, tuple[str, ...]]] = [
    ("relate", "plv_train", ("macro_f1", "quad_macro_f1")),
    ("roles", "cameo_roles", ("actor", "recipient", "quad_macro_f1")),
    ("actors", "actors", ("found", "code", "sector", "event_type", "event_type_and_actor")),
    ("modes", "modes", ("type", "who", "auxiliary", "statement", "silence")),
    ("headers", "headers", ("all",)),
    ("attribution", "polnear_dev", ("attribution", "with_source", "content_chars")),
    ("times", "times_timebank", ("strict", "relaxed", "value")),
    ("times", "times_meantime", ("strict", "relaxed", "value")),
    ("places", "geo_trnews", ("spans", "acc161_end_to_end", "acc161_found")),
    ("places", "geo_lgl", ("spans", "acc161_end_to_end", "acc161_found")),
    ("places", "geo_geovirus", ("spans", "acc161_end_to_end", "acc161_found")),
    ("places", "geo_gwn", ("spans", "acc161_end_to_end", "acc161_found")),
    (
        "ledger",
        "ledger",
        ("undertakings", "complete_recall", "deadline", "condition", "polarity", "events_type", "events_who"),
    ),
    ("stories", "stories", ("mentions", "mentions recall", "merged", "evidence")),
]
BLIND = ("modes", "headers", "ledger", "stories")  # sets of our own in the same form, not written by the rules' authors
RUNS += [(task, f"blind/{name}", figures) for task, name, figures in RUNS if name in BLIND]


def main() -> int:
    arguments = [a for a in sys.argv[1:] if a != "--write"]
    folder = Path(arguments[0]) if arguments else ROOT / "../shared/eval"
    if not (folder / "score.py").exists():
        print(f"{folder}/score.py is not there: nothing is scored.")
        return 0
    known = _known()
    rows = []
    print(f"{'task':12} {'set':16} {'figure':22} {'now':>8} {'README':>8}", flush=True)
    for task, name, figures in RUNS:
        for figure, value in _score(folder, task, name, figures):
            rows.append((task, name, figure, value))
            before = known.get((task, name, figure), "–")
            print(f"{task:12} {name:16} {figure:22} {value:8.3f} {before:>8}", flush=True)
    if "--write" in sys.argv:
        _write(rows)
    return 0


def _score(folder: Path, task: str, name: str, figures: tuple[str, ...]) -> list[tuple[str, float]]:
    kind, _, own = name.rpartition("/")
    gold = ROOT / "tests/gold" / kind / f"{own}.jsonl" if kind else folder / "dev" / f"{name}.jsonl"
    command = [sys.executable, str(folder / "score.py"), task, str(gold), "--cmd"]
    command.append(shlex.join([str(Path(sys.executable).with_name("communique"))]))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{task} {name}: {done.stderr.strip()[-500:]}")
        return []
    result = json.loads(done.stdout.strip().splitlines()[-1])
    return [(figure, _value(result, figure)) for figure in figures]


def _value(result: dict[str, Any], figure: str) -> float:
    """A figure of the scorer's answer: F1 where it gives precision, recall and F1, unless another is named."""
    name, _, part = figure.partition(" ")
    value = result.get(name)
    if isinstance(value, dict):
        value = value[{"recall": "r", "precision": "p", "": "f1"}[part]]
    return float(value or 0.0)


def _known() -> dict[tuple[str, str, str], str]:
    """The README's values."""
    cells = re.findall(r"^\| (\S+) \| (\S+) \| ([^|]+?) \| (\d\.\d+) \|$", README.read_text(encoding="utf-8"), re.M)
    return {(task, name, figure): value for task, name, figure, value in cells}


def _write(rows: list[tuple[str, str, str, float]]) -> None:
    lines = [
        BEGIN,
        f"Measured on {date.today().isoformat()} on the development halves; `blind/` are sets of our own in the same "
        "form, written without sight of the rules (half of each has since been read):",
        "",
        "| task | set | figure | value |",
    ]
    lines += ["| --- | --- | --- | --- |", *(f"| {t} | {n} | {f} | {v:.3f} |" for t, n, f, v in rows), END]
    text = README.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN, 1)
    README.write_text(head + "\n".join(lines) + rest.split(END, 1)[1], encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
