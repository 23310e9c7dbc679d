"""Fits the odds network (data/model/odds.npz) from the project's own texts.

python scripts/fit_odds.py FOLDER --teacher FILE [--write]

Reads training/running and training/corpus. For each of five folds a network that has not seen its texts goes to
FOLDER/fold-N, for ``scripts/calibrate.py --odds FOLDER``; with --write one fitted to all goes to data/model. FILE keeps
what the teacher makes of the words (each text judged by a teacher that has not seen it); it is read where it is there,
else made, which on a processor takes long: ten fits of MiniLM. Needs the extra `train`.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

import communique
from communique.lexicon.nearness import load_nearness
from communique.odds.features import BESIDE, KINDS, Columns, Vocabulary
from communique.odds.model import LEANINGS, Facts, meanings
from communique.relation.tokens import load_tokenizer
from communique.training import student, teacher
from communique.training.lessons import FOLDS, Lesson, columns, folds_of, kinds_of, read_lessons
from communique.training.network import load_encoder

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "src/communique/data/model"
TYPES = (
    "NONE", "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
TEACHERS = (teacher.Settings(), teacher.Settings(epochs=4, batch=32, rate=5e-5, seed=3))


class Taught(NamedTuple):
    """What the teachers make of the texts' words, (words, types) each, and of every word alone, by fold."""

    chances: list[NDArray[np.float16]]
    leanings: NDArray[np.int8]  # (folds, words with a vector, types), in eighths of a logit


def main() -> None:
    asked = _asked()
    lessons = read_lessons(ROOT / "training", communique.load().kit, TYPES)
    folds = folds_of([lesson.runs for lesson in lessons])
    taught = _taught(asked.teacher, lessons, folds)
    kinds = kinds_of(lessons)
    near = load_nearness()
    vocabulary = Vocabulary(near.rows, tuple({k: n for n, k in enumerate(names, 1)} for names in kinds))
    settings = student.Settings()
    texts = columns(lessons, vocabulary)
    mean = np.rint(taught.leanings.mean(axis=0)).astype(np.int8)
    tables = np.concatenate([meanings(near.vectors, table.astype(np.float32)) for table in (*taught.leanings, mean)])
    learnt = student.Lore([lesson.labels for lesson in lessons], taught.chances, [text.judged for text in texts])
    sizes = student.Sizes(tables.shape[1], tuple(map(len, kinds)), len(BESIDE), len(TYPES))
    made = {"texts": len(lessons), "digest": _digest(), **settings._asdict()}
    facts = Facts(types=TYPES, **dict(zip(KINDS, kinds, strict=True)), made=made)
    for fold in (*range(FOLDS), None) if asked.write else range(FOLDS):
        batches = student.Batches(list(_unseen(texts, folds, fold, len(near.vectors))), tables, settings)
        pupil = student.fit(batches, learnt, [n for n, f in enumerate(folds) if f != fold], sizes, settings)
        _write(pupil, mean, facts, MODEL if fold is None else asked.folder / f"fold-{fold}")
        print("fitted to all" if fold is None else f"fold {fold + 1} of {FOLDS}", flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fits the odds network from the project's own texts.")
    parser.add_argument("folder", type=Path, help="where the networks of the folds go")
    parser.add_argument("--teacher", type=Path, required=True, help="file of what the teachers make of the words")
    parser.add_argument("--write", action="store_true", help="fit one to all texts too, and put it into data/model")
    return parser.parse_args()


def _unseen(texts: Sequence[Columns], folds: Sequence[int], held: int | None, words: int) -> Iterator[Columns]:
    """The texts with rows of the table that a teacher made who has not seen them; of those held out, of the mean."""
    for text, fold in zip(texts, folds, strict=True):
        table = FOLDS if fold == held else fold
        yield text._replace(words=np.where(text.words >= 0, text.words + table * words, -1).astype(np.int32))


def _write(pupil: student.Pupil, leanings: NDArray[np.int8], facts: Facts, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "odds.npz", **student.weights_of(pupil), **{LEANINGS: leanings})
    (folder / "odds.json").write_bytes(msgspec.json.format(msgspec.json.encode(facts), indent=1) + b"\n")


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted((*(ROOT / "training/running").glob("*.txt"), *(ROOT / "training/corpus").glob("*.tsv"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _taught(file: Path, lessons: Sequence[Lesson], folds: Sequence[int]) -> Taught:
    """What the teachers make of the words: read from ``file``, made where it is not there."""
    if not file.exists():
        chances, leanings = _teach(lessons, folds)
        np.savez_compressed(file, chances=np.concatenate(chances), leanings=leanings)
    with np.load(file) as table:
        ends = np.cumsum([len(lesson.labels) for lesson in lessons])
        if len(table["chances"]) != ends[-1]:
            raise SystemExit(f"{file}: made from other texts; remove it to have it made again")
        return Taught(np.split(table["chances"], ends[:-1]), table["leanings"])


def _teach(lessons: Sequence[Lesson], folds: Sequence[int]) -> Taught:
    _, definition = load_encoder()
    spoken = spoken_of(lessons, definition)
    rows = load_nearness().rows
    words = [teacher.alone(load_tokenizer(definition), word) for word in sorted(rows, key=rows.__getitem__)]
    labels = [lesson.labels for lesson in lessons]
    chances = [np.zeros((len(own), len(TYPES)), np.float32) for own in labels]
    leanings = np.zeros((FOLDS, len(words), len(TYPES)), np.float32)
    for fold in range(FOLDS):
        seen = [s for s in spoken if folds[s.text] != fold]
        unseen = [s for s in spoken if folds[s.text] == fold]
        for settings in TEACHERS:
            encoder, _ = load_encoder()
            tagger = teacher.fit(encoder, seen, labels, len(TYPES), settings, "cpu", print)
            for sentence, found in zip(unseen, teacher.judge(tagger, unseen, "cpu"), strict=True):
                chances[sentence.text][sentence.words[0] : sentence.words[1]] += found / len(TEACHERS)
            leanings[fold] += teacher.leanings(tagger, words, "cpu") / len(TEACHERS)
    centred = leanings - leanings.mean(axis=2, keepdims=True)
    return Taught([c.astype(np.float16) for c in chances], np.clip(np.rint(8 * centred), -127, 127).astype(np.int8))


def spoken_of(lessons: Sequence[Lesson], definition: str) -> list[teacher.Spoken]:
    """The sentences of all texts as the teacher reads them, those of articles behind their title."""
    tokenizer = load_tokenizer(definition)
    found = []
    for number, lesson in enumerate(lessons):
        title = ""
        for sentence in lesson.text.sentences:
            words = lesson.text.words(sentence.start, sentence.end)
            stands = [(t.start - sentence.start, t.end - sentence.start) for t in sentence.tokens]
            alone = teacher.pieces_of(tokenizer, "", words, stands)
            titled = teacher.pieces_of(tokenizer, title, words, stands) if title else alone
            first = sentence.tokens[0].i
            found.append(teacher.Spoken(number, (first, first + len(sentence.tokens)), titled, alone))
            title = title or (words if lesson.runs else "")
    return found


if __name__ == "__main__":
    main()
