"""The teacher of the odds network: MiniLM, fitted to say of each word what it tells. Too slow to code with.

What it makes of texts that it was not fitted on, word by word, is what the small network learns from.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from torch import nn

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

MAX_PIECES = 160
SILENCE = 0.35  # what a word that tells nothing counts beside one that tells an event


class Settings(NamedTuple):
    """How the encoder is fitted."""

    epochs: int = 6
    batch: int = 64
    rate: float = 1e-4  # of the encoder; the layer above learns ten times as fast
    smoothing: float = 0.05
    untitled: float = 0.3  # share of sentences shown without the title of their article
    floor: float = 0.2  # share of the rate that is left at the end
    seed: int = 4


class Pieces(NamedTuple):
    """A sentence in word pieces, behind the title of its article where it has one."""

    ids: list[int]
    part: list[int]  # 0 in the title, 1 in the sentence; all 0 without a title
    first: list[int]  # for each word its first piece, -1 for none


class Spoken(NamedTuple):
    """A sentence of a text: which of its words, with the title and without."""

    text: int  # number of the text
    words: tuple[int, int]  # from, to
    titled: Pieces
    alone: Pieces


class Tagger(nn.Module):  # type: ignore[misc]
    """Logits over the types for each piece."""

    def __init__(self, encoder: Any, types: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(encoder.config.hidden_size, types)

    def forward(self, ids: Any, mask: Any, part: Any) -> Any:
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=part).last_hidden_state
        return self.out(self.drop(states))


def pieces_of(tokenizer: Any, title: str, sentence: str, words: Sequence[tuple[int, int]]) -> Pieces:
    """``sentence`` in pieces; ``words`` are where its words stand in it."""
    encoding = tokenizer.encode(title, sentence) if title else tokenizer.encode(sentence)
    own = 1 if title else 0
    stands = [(n, o) for n, (o, s) in enumerate(zip(encoding.offsets, encoding.sequence_ids, strict=True)) if s == own]
    first = [next((n for n, (a, b) in stands if a < end and start < b), -1) for start, end in words]
    return Pieces(encoding.ids, encoding.type_ids, first)


def fit(
    encoder: Any,
    spoken: Sequence[Spoken],
    labels: Sequence[npt.NDArray[np.int8]],
    types: int,
    settings: Settings,
    device: str,
    say: Callable[[str], None],
) -> Tagger:
    """The tagger fitted to ``spoken``: the mean of its weights in the second half of the way."""
    torch.manual_seed(settings.seed)
    draw = random.Random(settings.seed)
    tagger = Tagger(encoder, types)
    tagger.to(device)
    steps = settings.epochs * -(-len(spoken) // settings.batch)
    optimizer, schedule = _optimizer(tagger, settings, steps)
    sums: list[Any] = []
    times = step = 0
    tagger.train()
    for epoch in range(settings.epochs):
        for run in _runs(spoken, settings.batch, draw):
            shown = [s.alone if draw.random() < settings.untitled else s.titled for s in run]
            logits, words = _logits(tagger, shown, device)
            each = [labels[s.text][s.words[0] : s.words[1]] for s in run]
            told = torch.tensor([int(each[row][word]) for row, word in words], device=device)
            loss = _loss(logits, told, settings)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step > steps / 2 and step % 10 == 0:
                weights = [p.detach() for p in tagger.parameters()]
                sums = [s + w for s, w in zip(sums, weights, strict=True)] if sums else [w.clone() for w in weights]
                times += 1
        say(f"pass {epoch + 1} of {settings.epochs}")
    with torch.no_grad():
        for parameter, total in zip(tagger.parameters(), sums, strict=False):
            parameter.copy_(total / times)
    tagger.eval()
    return tagger


def judge(tagger: Tagger, spoken: Sequence[Spoken], device: str) -> list[npt.NDArray[np.float16]]:
    """For each sentence the probability of each type for each of its words, (words, types)."""
    found = [np.zeros((s.words[1] - s.words[0], tagger.out.out_features), np.float16) for s in spoken]
    order = sorted(range(len(spoken)), key=lambda n: len(spoken[n].titled.ids))
    with torch.no_grad():
        for at in range(0, len(order), 128):
            numbers = order[at : at + 128]
            logits, words = _logits(tagger, [spoken[n].titled for n in numbers], device)
            chances = logits.float().softmax(-1).cpu().numpy()
            for (row, word), chance in zip(words, chances, strict=True):
                found[numbers[row]][word] = chance
    return found


def alone(tokenizer: Any, word: str) -> Pieces:
    """A word on its own: its pieces, all of them its own."""
    ids = tokenizer.encode(word).ids
    return Pieces(ids, [0] * len(ids), list(range(1, len(ids) - 1)))


def leanings(tagger: Tagger, words: Sequence[Pieces], device: str) -> npt.NDArray[np.float32]:
    """What the tagger makes of each word alone: the mean logits of its pieces, (words, types)."""
    found = np.zeros((len(words), tagger.out.out_features), np.float32)
    order = sorted(range(len(words)), key=lambda n: len(words[n].ids))
    with torch.no_grad():
        for at in range(0, len(order), 512):
            numbers = order[at : at + 512]
            logits, places = _logits(tagger, [words[n] for n in numbers], device)
            for (row, _), each in zip(places, logits.float().cpu().numpy(), strict=True):
                found[numbers[row]] += each / len(words[numbers[row]].first)
    return found


def _logits(tagger: Tagger, shown: Sequence[Pieces], device: str) -> tuple[Any, list[tuple[int, int]]]:
    """The logits of the words that have a piece, and which words they are: row and place in the sentence."""
    width = max(len(p.ids) for p in shown)
    ids, part, mask = (torch.zeros((len(shown), width), dtype=torch.int64) for _ in range(3))
    for row, pieces in enumerate(shown):
        ids[row, : len(pieces.ids)] = torch.tensor(pieces.ids)
        part[row, : len(pieces.ids)] = torch.tensor(pieces.part)
        mask[row, : len(pieces.ids)] = 1
    words = [(row, word) for row, pieces in enumerate(shown) for word, at in enumerate(pieces.first) if at >= 0]
    rows = torch.tensor([row for row, _ in words], dtype=torch.int64)
    places = torch.tensor([shown[row].first[word] for row, word in words], dtype=torch.int64)
    with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
        logits = tagger(ids.to(device), mask.to(device), part.to(device))
    return logits[rows, places], words


def _loss(logits: Any, told: Any, settings: Settings) -> Any:
    known = told >= 0
    counts = torch.where(told[known] > 0, 1.0, SILENCE)
    each = nn.functional.cross_entropy(
        logits[known].float(), told[known], reduction="none", label_smoothing=settings.smoothing
    )
    return (each * counts).sum() / counts.sum().clamp(min=1.0)


def _optimizer(tagger: Tagger, settings: Settings, steps: int) -> tuple[Any, Any]:
    groups = [
        {"params": list(tagger.encoder.parameters()), "lr": settings.rate},
        {"params": list(tagger.out.parameters()), "lr": 10 * settings.rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    warm = max(1, steps // 10)
    return optimizer, torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm) * max(settings.floor, (steps - step) / steps)
    )


def _runs(spoken: Sequence[Spoken], size: int, draw: random.Random) -> Iterator[list[Spoken]]:
    """Sentences of like length together, in random order."""
    order = list(spoken)
    draw.shuffle(order)
    window = size * 16
    near = [s for at in range(0, len(order), window) for s in sorted(order[at : at + window], key=_length)]
    runs = [near[at : at + size] for at in range(0, len(near), size)]
    draw.shuffle(runs)
    yield from runs


def _length(spoken: Spoken) -> int:
    return len(spoken.titled.ids)
