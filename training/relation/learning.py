"""Fitting the network: batches by length, weighted and smoothed losses, one seed at a time."""

from __future__ import annotations

import functools
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from redshank.coding.relation import Pieces, pieces
from redshank.model import FACTUALITIES, TYPES
from training.relation.examples import Example, swap_names, unpair
from training.relation.network import RelationNetwork, start_weights


@dataclass(frozen=True, slots=True)
class Recipe:
    """What can be chosen about the training; the defaults are what cross-validation chose."""

    epochs: int = 5
    batch: int = 24
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    smoothing: float = 0.1
    weighting: float = 0.5
    swap: float = 0.3
    unpaired: float = 0.08
    again: float = 0.0
    """How often an example of PLV is seen beyond once an epoch: there are fewer of them than of our own."""
    turned: float = 0.15
    dropout: float = 0.1
    frozen_layers: int = 0


@functools.cache
def tokenizer() -> Tokenizer:
    """MiniLM's word pieces, without truncation or padding."""
    loaded = Tokenizer.from_file(str(start_weights() / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def show(example: Example) -> Pieces:
    """The example as the network sees it."""
    return pieces(tokenizer(), example.text, example.actor, example.recipient)


def collate(shown: Sequence[Pieces]) -> tuple[Tensor, Tensor, Tensor]:
    """One padded batch."""
    width = max(len(s.ids) for s in shown)
    ids = torch.tensor([s.ids + [0] * (width - len(s.ids)) for s in shown])
    return ids, torch.tensor([s.actor for s in shown]), torch.tensor([s.recipient for s in shown])


def batches(shown: Sequence[Pieces], size: int, chance: random.Random | None) -> Iterator[list[int]]:
    """Indices in batches of like length; shuffled if ``chance`` is given."""
    noise = [8 * chance.random() if chance else 0.0 for _ in shown]
    order = sorted(range(len(shown)), key=lambda i: len(shown[i].ids) + noise[i])
    cut = [order[i : i + size] for i in range(0, len(order), size)]
    if chance:
        chance.shuffle(cut)
    yield from cut


def type_weights(examples: Sequence[Example], power: float) -> Tensor:
    """Weights of the types: rare ones count for more, by the given power of their rarity; mean over examples 1."""
    counts = Counter(e.type for e in examples if e.type)
    raw = {t: (1 / max(1, counts[t])) ** power for t in TYPES}
    mean = sum(raw[t] * counts[t] for t in TYPES) / max(1, sum(counts.values()))
    return torch.tensor([raw[t] / mean for t in TYPES])


def loss_of(net: RelationNetwork, batch: list[Example], shown: list[Pieces], weights: Tensor, smooth: float) -> Tensor:
    """Type loss where there is an event, none loss everywhere, factuality loss where it is known."""
    types, none, facts = net(*collate(shown))
    events = [i for i, e in enumerate(batch) if e.type]
    target = torch.tensor([0.0 if e.type else 1.0 for e in batch])
    total = 0.5 * functional.binary_cross_entropy_with_logits(none, target * 0.96 + 0.02)
    if events:
        gold = torch.tensor([TYPES.index(str(batch[i].type)) for i in events])
        each = functional.cross_entropy(types[events], gold, weight=None, label_smoothing=smooth, reduction="none")
        total = total + (each * weights[gold]).mean()
    known = [i for i, e in enumerate(batch) if e.factuality]
    if known:
        gold = torch.tensor([FACTUALITIES.index(str(batch[i].factuality)) for i in known])
        total = total + 0.5 * functional.cross_entropy(facts[known], gold, label_smoothing=0.05)
    return total


def _optimizer(net: RelationNetwork, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW with lower rates for lower layers; the word embeddings stay as they are."""
    net.encoder.embeddings.requires_grad_(False)
    layers = list(net.encoder.encoder.layer)
    groups = []
    for depth, layer in enumerate(layers):
        layer.requires_grad_(depth >= recipe.frozen_layers)
        groups.append(
            {"params": list(layer.parameters()), "lr": recipe.rate * recipe.decay ** (len(layers) - 1 - depth)}
        )
    heads = [*net.types.parameters(), *net.none.parameters(), *net.factualities.parameters()]
    groups.append({"params": heads, "lr": recipe.head_rate})
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _schedule(step: int, steps: int) -> float:
    """Warm up for a tenth of the steps, then a cosine down to zero."""
    warm = max(1, steps // 10)
    rest = min(1.0, (step - warm) / max(1, steps - warm))
    return (step + 1) / warm if step < warm else 0.5 * (1 + math.cos(math.pi * rest))


def fit(examples: Sequence[Example], recipe: Recipe, seed: int) -> RelationNetwork:
    """A network fitted to the examples. The same examples, recipe and seed give the same network on one machine."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = RelationNetwork(recipe.dropout)
    optimizer = _optimizer(net, recipe)
    weights = type_weights(examples, recipe.weighting)
    names = sorted({e.text[slice(*span)] for e in examples for span in (e.actor, e.recipient) if span})
    names = [n for n in names if len(n) < 60]
    share = {"turned": recipe.turned, "plv": 1 + recipe.again}
    expected = sum(share.get(e.origin, 1.0) for e in examples)
    steps, step = recipe.epochs * math.ceil(expected / recipe.batch), 0
    net.train()
    for _ in range(recipe.epochs):
        drawn = [e for e in examples if e.origin != "turned" or chance.random() < recipe.turned]
        drawn += [e for e in examples if e.origin == "plv" and chance.random() < recipe.again]
        seen = [unpair(e) if chance.random() < recipe.unpaired else e for e in drawn]
        seen = [swap_names(e, names, chance) if chance.random() < recipe.swap else e for e in seen]
        shown = [show(e) for e in seen]
        for batch in batches(shown, recipe.batch, chance):
            for group in optimizer.param_groups:
                group.setdefault("peak", group["lr"])
                group["lr"] = group["peak"] * _schedule(step, steps)
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(net, [seen[i] for i in batch], [shown[i] for i in batch], weights, recipe.smoothing)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
    return net.eval()


@torch.no_grad()
def predict(net: RelationNetwork, examples: Sequence[Example]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Logits of type (n, 16), none (n) and factuality (n, 4)."""
    shown = [show(e) for e in examples]
    out = (np.zeros((len(shown), len(TYPES))), np.zeros(len(shown)), np.zeros((len(shown), len(FACTUALITIES))))
    for batch in batches(shown, 64, None):
        for whole, part in zip(out, net(*collate([shown[i] for i in batch])), strict=True):
            whole[batch] = part.float().numpy()
    return out
