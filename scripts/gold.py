"""Measures the program on the project's own gold documents and stories and prints every figure.

python scripts/gold.py [--gold tests/gold/fresh]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import communique  # noqa: E402
from communique.coding import code  # noqa: E402
from communique.ledger.build import build_ledger  # noqa: E402
from communique.model import Document  # noqa: E402
from gate.gold import faults, measure_documents, measure_stories, read_documents, read_stories  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=ROOT / "tests/gold", help="folder with documents/ and stories/")
    folder = parser.parse_args().gold
    documents, stories = read_documents(folder / "documents"), read_stories(folder / "stories")
    for fault in faults(documents, stories):
        print("gold:", fault)
    kit = communique.load().kit
    pairs = [(d, code(Document(text=d.text, id=d.name, date=d.gold.get("date")), kit)) for d in documents]
    print(f"{len(documents)} documents")
    for name, value in measure_documents(pairs).items():
        print(f"  {name:24} {value:.3f}")
    ledgers = [(s, build_ledger([code(Document(**d), kit) for d in s["documents"]])) for s in stories]
    print(f"{len(stories)} stories")
    for name, value in measure_stories(ledgers).items():
        print(f"  {name:24} {value:.3f}")


if __name__ == "__main__":
    main()
