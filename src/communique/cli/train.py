"""``communique train``: fit the relation model again, from the project's corpus or from your own."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer


def train(
    corpus: Annotated[Path, typer.Argument(help="Folder of TSV files in the notation of training/README.md.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write the model to.")],
    epochs: Annotated[int, typer.Option(help="Passes over the corpus.")] = 4,
    folds: Annotated[int, typer.Option(help="Folds of cross-validation; 0: none.")] = 0,
) -> None:
    """Fit the relation model from a corpus, always the same from the same corpus. Needs the extra communique[train]."""
    from communique.errors import DataError  # noqa: PLC0415
    from communique.training.corpus import read_corpus  # noqa: PLC0415

    try:
        from communique.training import fit  # noqa: PLC0415
    except ImportError as error:
        raise DataError(f"training needs more packages ({error.name}): pip install 'communique[train]'") from None

    def say(line: str) -> None:
        typer.echo(line, err=True)

    examples = read_corpus(corpus)
    settings = fit.Settings(epochs=epochs)
    facts = {"settings": settings._asdict(), "sentences": len(examples), "corpus": _digest(corpus)}
    if folds:
        figures = fit.cross_validate(examples, settings, folds, say)
        facts["cross_validated"] = {**figures._asdict(), "folds": folds}
        say(f"cross-validated: macro F1 {figures.macro_f1:.3f}, accuracy {figures.accuracy:.3f}")
        for label, value in figures.by_label.items():
            say(f"  {label:10} {value:.3f}")
    network, labels, definition = fit.fit(examples, settings, say)
    fit.write_model(network, labels, definition, output, facts)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.tsv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
