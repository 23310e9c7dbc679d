"""Writes ``tests/gate/floors.toml``: the gold's digests, and floors a little below today's figures.

python scripts/floors.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import communique  # noqa: E402
from communique.coding import code  # noqa: E402
from communique.ledger.build import build_ledger  # noqa: E402
from communique.model import Document  # noqa: E402
from gate.gold import digest, measure_documents, measure_stories, read_documents, read_stories  # noqa: E402

MARGIN = 0.01


def main() -> None:
    gold, kit = ROOT / "tests/gold", communique.load().kit
    documents, stories = read_documents(gold / "documents"), read_stories(gold / "stories")
    figures = {
        "documents": measure_documents(
            (d, code(Document(text=d.text, id=d.name, date=d.gold.get("date")), kit)) for d in documents
        ),
        "stories": measure_stories(
            (s, build_ledger([code(Document(**d), kit) for d in s["documents"]])) for s in stories
        ),
    }
    lines = ["# Written by scripts/floors.py: figures on the project's own gold may not fall below these.", "[digest]"]
    lines += [f'{name} = "{digest(gold / name)}"' for name in figures]
    for name, values in figures.items():
        lines += ["", f"[{name}]", *(f'"{key}" = {max(0.0, value - MARGIN):.3f}' for key, value in values.items())]
    (ROOT / "tests/gate/floors.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
