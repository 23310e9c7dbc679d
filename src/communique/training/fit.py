"""Fits the relation model from a corpus, deterministically, and measures it by cross-validation."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import torch
from torch import nn

from communique.relation.markup import Marked, marked
from communique.relation.tokens import Batch, batch_of, load_tokenizer
from communique.training.corpus import Example
from communique.training.network import Network, export, load_encoder

Say = Callable[[str], None]
EVERY = 10  # steps between the weights that are averaged


class Settings(NamedTuple):
    """How the model is fitted."""

    epochs: int = 4
    batch: int = 16
    rate: float = 5e-5  # of the encoder; the layers above learn ten times as fast
    smoothing: float = 0.05
    words: float = 0.5  # weight of looking at the marked event words
    floor: float = 0.2  # share of the rate that is left at the end
    tail: float = 0.5  # last share of the steps whose weights are averaged; 0: the last weights alone
    rounds: int = 2  # fits from the same start in different order, whose weights are averaged
    seed: int = 7


class Score(NamedTuple):
    """Figures over held-out examples."""

    macro_f1: float
    accuracy: float
    by_label: dict[str, float]


def fit(examples: Sequence[Example], settings: Settings, say: Say) -> tuple[Network, list[str], str]:
    """The fitted network, its labels in order, and its tokenizer's definition.

    Each round starts from the same weights and takes the examples in another order; the mean of what the rounds come to
    is better than any of them (Wortsman et al. 2022, "Model soups").
    """
    network, labels, definition = fit_round(examples, settings, 0, say)
    mean = Mean(network)
    mean.add()
    for turn in range(1, settings.rounds):
        other, _, _ = fit_round(examples, settings, turn, say)
        network.load_state_dict(other.state_dict())
        mean.add()
    mean.apply()
    return network, labels, definition


def fit_round(examples: Sequence[Example], settings: Settings, turn: int, say: Say) -> tuple[Network, list[str], str]:
    """Like :func:`fit`, for one round."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(1)  # more threads add in another order: other weights
    labels = sorted({e.event for e in examples})
    encoder, definition = load_encoder()
    tokenizer = load_tokenizer(definition)
    network = Network(encoder, len(labels))
    texts = [marked(e.text, e.actor, e.recipient, e.words) for e in examples]
    targets = [labels.index(e.event) for e in examples]
    optimizer, schedule = _optimizer(network, settings, len(examples))
    if turn:
        torch.manual_seed(settings.seed + turn)
    shuffler = random.Random(settings.seed + turn)
    mean = Mean(network)
    steps, first = 0, (1 - settings.tail) * settings.epochs * -(-len(examples) // settings.batch)
    network.train()
    for epoch in range(settings.epochs):
        total = 0.0
        for chosen in _batches(texts, settings.batch, shuffler):
            batch = batch_of(tokenizer, [texts[i] for i in chosen])
            loss = _loss(network, batch, torch.tensor([targets[i] for i in chosen]), settings)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            steps += 1
            if settings.tail and steps > first and steps % EVERY == 0:
                mean.add()
            total += float(loss.detach()) * len(chosen)
        at = f"round {turn + 1} of {settings.rounds}, pass {epoch + 1} of {settings.epochs}"
        say(f"{at}: loss {total / len(examples):.3f}")
    mean.apply()
    return network, labels, definition


class Mean:
    """The mean of a network's weights at several times: flatter than the last ones, and better on new text.

    Source: Izmailov et al. 2018, "Averaging weights leads to wider optima and better generalization".
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self._sums: list[Any] = []
        self._times = 0

    def add(self) -> None:
        """Counts the weights as they are now."""
        weights = [p.detach() for p in self._network.parameters()]
        self._times += 1
        if not self._sums:
            self._sums = [w.clone() for w in weights]
            return
        for total, weight in zip(self._sums, weights, strict=True):
            total.add_(weight)

    def apply(self) -> None:
        """Gives the network the mean; leaves it as it is where nothing was added."""
        with torch.no_grad():
            for weight, total in zip(self._network.parameters(), self._sums or self._network.parameters(), strict=True):
                weight.copy_(total / max(1, self._times))


def _optimizer(network: Network, settings: Settings, examples: int) -> tuple[Any, Any]:
    encoder = list(network.encoder.parameters())
    above = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": settings.rate}, {"params": above, "lr": 10 * settings.rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = settings.epochs * -(-examples // settings.batch)
    warm = max(1, steps // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm) * max(settings.floor, (steps - step) / steps)
    )
    return optimizer, schedule


def _batches(texts: Sequence[Marked], size: int, shuffler: random.Random) -> Iterator[list[int]]:
    """Batches of like length in random order: padding costs as much as words."""
    order = list(range(len(texts)))
    shuffler.shuffle(order)
    window = size * 16
    runs = [sorted(order[at : at + window], key=lambda i: len(texts[i].text)) for at in range(0, len(order), window)]
    flat = [i for run in runs for i in run]
    batches = [flat[at : at + size] for at in range(0, len(flat), size)]
    shuffler.shuffle(batches)
    yield from batches


def _loss(network: Network, batch: Batch, targets: Any, settings: Settings) -> Any:
    logits, attention = network(*_tensors(batch))
    loss = nn.functional.cross_entropy(logits, targets, label_smoothing=settings.smoothing)
    words = torch.from_numpy(batch.other)
    has = words.sum(1) > 0
    if has.any():
        looked = (attention * words).sum(1)[has].clamp(min=1e-6)
        loss = loss - settings.words * torch.log(looked).mean()
    return loss


def _tensors(batch: Batch) -> tuple[Any, ...]:
    return tuple(torch.from_numpy(a) for a in (batch.ids, batch.mask, batch.actor, batch.recipient))


def predict(network: Network, definition: str, labels: Sequence[str], examples: Sequence[Example]) -> list[str]:
    """The label of each example by ``network``."""
    tokenizer = load_tokenizer(definition)
    network.eval()
    found = []
    with torch.no_grad():
        for at in range(0, len(examples), 32):
            texts = [marked(e.text, e.actor, e.recipient) for e in examples[at : at + 32]]
            logits, _ = network(*_tensors(batch_of(tokenizer, texts)))
            found += [labels[int(i)] for i in logits.argmax(-1)]
    return found


def cross_validate(examples: Sequence[Example], settings: Settings, folds: int, say: Say) -> Score:
    """Figures over all examples, each judged by a model that was fitted without it."""
    order = list(range(len(examples)))
    random.Random(settings.seed).shuffle(order)
    gold, system = [], []
    for fold in range(folds):
        held = set(order[fold::folds])
        say(f"fold {fold + 1} of {folds}")
        network, labels, definition = fit([e for i, e in enumerate(examples) if i not in held], settings, say)
        judged = [e for i, e in enumerate(examples) if i in held]
        gold += [e.event for e in judged]
        system += predict(network, definition, labels, judged)
    return score(gold, system)


def score(gold: Sequence[str], system: Sequence[str]) -> Score:
    """Macro F1 over the labels in ``gold``, accuracy, and F1 by label."""
    hits = Counter(g for g, s in zip(gold, system, strict=True) if g == s)
    golds, systems = Counter(gold), Counter(system)
    f1 = {label: 2 * hits[label] / (golds[label] + systems[label]) for label in sorted(golds)}
    return Score(sum(f1.values()) / len(f1), sum(hits.values()) / len(gold), f1)


def write_model(network: Network, labels: Sequence[str], definition: str, folder: Path, facts: dict[str, Any]) -> None:
    """Writes weights, labels, tokenizer and how they were made into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    export(network, folder / "relation.onnx")
    (folder / "tokenizer.json").write_text(definition, encoding="utf-8")
    body = msgspec.json.encode({"labels": list(labels), **facts})
    (folder / "relation.json").write_bytes(msgspec.json.format(body, indent=2) + b"\n")
