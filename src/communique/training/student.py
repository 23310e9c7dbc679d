"""The odds network to learn with; ``communique.odds.network`` runs what it has learnt.

Fitted to the labels and, more, to what a large encoder makes of the same words (Hinton, Vinyals and Dean 2015,
"Distilling the knowledge in a neural network"), which has more to say of words that are not labelled.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from torch import nn

if TYPE_CHECKING:
    from communique.odds.features import Columns
    from communique.training.lessons import Labels

SCALE = 10.0  # of the vectors, whose length is 1
PIECES = 3  # linear maps of a layer, of which the largest counts
SILENCE = 0.35  # what a word that tells nothing counts beside one that tells an event


class Settings(NamedTuple):
    """How the network is fitted."""

    width: int = 96
    layers: int = 2
    epochs: int = 12
    rate: float = 3e-3
    drop: float = 0.25
    taught: float = 0.7  # share of the loss that goes by the teacher, where there is one
    words: int = 1200  # in a batch
    blind: float = 0.08  # share of words whose meaning is hidden
    aside: float = 0.3  # share of texts of which is hidden what they are about
    seed: int = 1


class Sizes(NamedTuple):
    """How many axes a vector has, kinds of each sort there are, words stand beside each, and types there are."""

    axes: int
    kinds: tuple[int, ...]
    beside: int
    types: int


class Pupil(nn.Module):  # type: ignore[misc]
    """The network; its parameters bear the names by which ``Network`` knows them."""

    def __init__(self, sizes: Sizes, settings: Settings) -> None:
        super().__init__()
        width = settings.width
        self.vector, self.about = nn.Linear(sizes.axes, width), nn.Linear(sizes.axes, width)
        self.form, self.tag, self.dep, self.label = (nn.Embedding(n + 1, width) for n in sizes.kinds)
        self.shape = nn.Embedding(4, width)
        for table in (self.form, self.tag, self.dep, self.label, self.shape):
            nn.init.normal_(table.weight, std=0.1)
        self.start = nn.LayerNorm(width)
        over = (sizes.beside + 1) * width
        self.layer = nn.ModuleList(nn.Linear(over, PIECES * width) for _ in range(settings.layers))
        self.normal = nn.ModuleList(nn.LayerNorm(width) for _ in range(settings.layers))
        self.hidden, self.out = nn.Linear(2 * width, width), nn.Linear(width, sizes.types)
        self.drop = nn.Dropout(settings.drop)

    def forward(self, batch: Batch) -> Any:
        tables = (self.form, self.tag, self.dep, self.label)
        words = self.vector(batch.vectors) + self.about(batch.about) + self.shape(batch.shape)
        words = words + sum(table(batch.kinds[:, n]) for n, table in enumerate(tables))
        words = self.start(words)
        for n, (layer, normal) in enumerate(zip(self.layer, self.normal, strict=True)):
            if n == len(self.layer) - 1:  # the last layer is for the words that are judged alone
                sums = words.new_zeros(batch.sentences, words.shape[1]).index_add_(0, batch.sentence, words)
                means = sums / torch.bincount(batch.sentence, minlength=batch.sentences)[:, None]
            padded = self.drop(torch.cat([words, words.new_zeros(1, words.shape[1])]))
            around = torch.cat([padded[:-1], *(padded[batch.beside[:, n]] for n in range(batch.beside.shape[1]))], 1)
            words = words + normal(layer(around).view(len(words), PIECES, -1).max(1).values)
        both = torch.cat([words, means[batch.sentence]], 1)
        return self.out(self.drop(nn.functional.relu(self.hidden(self.drop(both)))))


class Batch(NamedTuple):
    """Some texts, one row a word."""

    vectors: Any
    about: Any
    kinds: Any
    shape: Any
    beside: Any
    sentence: Any
    sentences: int


class Batches:
    """Texts laid out for learning: makes batches of them."""

    def __init__(self, texts: Sequence[Columns], vectors: Any, settings: Settings) -> None:
        self._texts = texts
        self._vectors = torch.cat([torch.as_tensor(vectors) * SCALE, torch.zeros(1, vectors.shape[1])])
        self._settings = settings

    def batch(self, numbers: Sequence[int], learning: bool) -> Batch:
        """The texts with these numbers; in learning the meaning of some words, and of some texts, is hidden."""
        texts = [self._texts[n] for n in numbers]
        starts = np.cumsum([0, *(len(t.words) for t in texts)])
        total = int(starts[-1])
        words = torch.from_numpy(np.concatenate([t.words for t in texts]).astype(np.int64))
        words[words < 0] = len(self._vectors) - 1
        known = torch.from_numpy(np.concatenate([t.content for t in texts]))
        vectors = self._vectors[words]
        text = torch.from_numpy(np.repeat(np.arange(len(texts)), np.diff(starts)))
        sums = torch.zeros(len(texts), vectors.shape[1]).index_add_(0, text, vectors * known[:, None])
        about = sums / torch.bincount(text[known], minlength=len(texts)).clamp(min=1)[:, None]
        if learning:
            vectors = vectors * (torch.rand(total, 1) >= self._settings.blind)
            about = about * (torch.rand(len(texts), 1) >= self._settings.aside)
        beside = [np.where(t.beside == len(t.words), total, t.beside + s) for t, s in zip(texts, starts, strict=False)]
        keys = np.concatenate([t.sentence + 10_000 * n for n, t in enumerate(texts)])
        _, sentence = np.unique(keys, return_inverse=True)
        return Batch(
            vectors,
            about[text],
            torch.from_numpy(np.concatenate([t.kinds for t in texts]).astype(np.int64)),
            torch.from_numpy(np.concatenate([t.shape for t in texts]).astype(np.int64)),
            torch.from_numpy(np.concatenate(beside).astype(np.int64)),
            torch.from_numpy(sentence),
            int(sentence.max()) + 1,
        )

    def runs(self, numbers: Sequence[int], shuffler: random.Random) -> Iterator[list[int]]:
        """The numbers in random order, in runs of about ``Settings.words`` words."""
        order = list(numbers)
        shuffler.shuffle(order)
        run: list[int] = []
        held = 0
        for number in order:
            run.append(number)
            held += len(self._texts[number].words)
            if held >= self._settings.words:
                yield run
                run, held = [], 0
        if run:
            yield run


class Lore(NamedTuple):
    """What is to be learnt of each text: the labels, what the teacher makes of each word, which words are judged."""

    labels: Sequence[Labels]
    taught: Sequence[Any] | None  # (words, types)
    judged: Sequence[Any]  # (words,) as in Columns


def fit(batches: Batches, lore: Lore, numbers: Sequence[int], sizes: Sizes, settings: Settings) -> Pupil:
    """The network fitted to the texts with these numbers: the mean of its weights in the last part of the way."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(1)  # more threads add in another order: other weights
    shuffler = random.Random(settings.seed)
    pupil = Pupil(sizes, settings)
    passes = [list(batches.runs(numbers, shuffler)) for _ in range(settings.epochs)]
    steps = sum(map(len, passes))
    optimizer = torch.optim.AdamW(pupil.parameters(), lr=settings.rate, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
    )
    sums: list[Any] = []
    times = 0
    pupil.train()
    for step, run in enumerate((run for runs in passes for run in runs), 1):
        loss = _loss(pupil(batches.batch(run, learning=True)), run, lore, settings)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(pupil.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step > 0.6 * steps and step % 5 == 0:
            weights = [p.detach() for p in pupil.parameters()]
            sums = [s + w for s, w in zip(sums, weights, strict=True)] if sums else [w.clone() for w in weights]
            times += 1
    with torch.no_grad():
        for parameter, total in zip(pupil.parameters() if sums else (), sums, strict=True):
            parameter.copy_(total / times)
    pupil.eval()
    return pupil


def _loss(logits: Any, run: Sequence[int], lore: Lore, settings: Settings) -> Any:
    labels = torch.from_numpy(np.concatenate([lore.labels[n] for n in run]).astype(np.int64))
    judged = torch.from_numpy(np.concatenate([lore.judged[n] for n in run]))
    known = (labels >= 0) & judged
    counts = torch.where(labels[known] > 0, 1.0, SILENCE)
    each = nn.functional.cross_entropy(logits[known], labels[known], reduction="none", label_smoothing=0.03)
    loss = (each * counts).sum() / counts.sum().clamp(min=1.0)
    if lore.taught is None:
        return loss
    taught = torch.from_numpy(np.concatenate([lore.taught[n] for n in run]).astype(np.float32))[judged]
    counts = SILENCE + (1 - SILENCE) * (1 - taught[:, 0])
    far = (-(taught * logits[judged].log_softmax(-1)).sum(-1) * counts).sum() / counts.sum().clamp(min=1.0)
    return (1 - settings.taught) * loss + settings.taught * far


def weights_of(pupil: Pupil) -> dict[str, Any]:
    """The weights by name, for vectors of length 1, in half precision."""
    found = {name: p.detach().numpy().copy() for name, p in pupil.named_parameters()}
    for name in ("vector.weight", "about.weight"):
        found[name] *= SCALE
    return {name: weight.astype(np.float16) for name, weight in found.items()}
