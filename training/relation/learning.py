"""Fitting the network: batches by length, weighted and smoothed losses, one seed at a time."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from redshank.coding.relation import Pieces, pieces
from redshank.model import FACTUALITIES, TYPES
from training.relation import scanning
from training.relation.batching import batches, padded, tokenizer
from training.relation.examples import Example, swap_names, unpair
from training.relation.network import MODES, RelationNetwork


@dataclass(frozen=True, slots=True)
class Recipe:
    """What can be chosen about the training; the defaults are what cross-validation chose."""

    epochs: int = 4
    batch: int = 24
    rate: float = 1e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    smoothing: float = 0.1
    weighting: float = 0.5
    swap: float = 0.3
    unpaired: float = 0.1
    again: float = 1.0
    """How often an example of PLV is seen beyond once an epoch: there are fewer of them than of our own."""
    untold: float = 0.34
    """How often, against the number of events, a pair or word that tells nothing is shown; as ``SHARES`` says."""
    bare: float = 0.25
    """How often an example is shown without its trigger, where it has one and its type holds without."""
    bare_plv: float = 0.5
    """The same for PLV, whose pairs nobody gives a trigger."""
    scanned: float = 0.5
    """Weight of what is learned of whole sentences against what is learned of pairs; 0 for pairs alone."""
    dropout: float = 0.1
    frozen_layers: int = 0


SHARES = {"same pair": 0.30, "reversed": 0.30, "same word": 0.15, "neither": 0.10, "turned": 0.15}
"""Of the examples that tell nothing, how many are of which origin; the hard ones first."""
SHOWN = 72
"""Word pieces of an example in training; with more the time grows and little is learned."""


def show(example: Example) -> Pieces:
    """The example as the network sees it."""
    return pieces(tokenizer(), example.text, example.actor, example.recipient, SHOWN, example.trigger)


def collate(shown: Sequence[Pieces]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """One padded batch."""
    places = ([getattr(s, role) for s in shown] for role in ("actor", "recipient", "trigger"))
    actor, recipient, trigger = map(torch.tensor, places)
    return padded(shown), actor, recipient, trigger


def type_weights(examples: Sequence[Example], power: float) -> Tensor:
    """Weights of the types: rare ones count for more, by the given power of their rarity; mean over examples 1."""
    counts = Counter(e.type for e in examples if e.type)
    raw = {t: (1 / max(1, counts[t])) ** power for t in TYPES}
    mean = sum(raw[t] * counts[t] for t in TYPES) / max(1, sum(counts.values()))
    return torch.tensor([raw[t] / mean for t in TYPES])


def loss_of(net: RelationNetwork, batch: list[Example], shown: list[Pieces], weights: Tensor, smooth: float) -> Tensor:
    """Type loss where there is an event, none loss everywhere, losses of factuality and mode where they are known."""
    types, none, facts, modes = net(*collate(shown))
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
    return total + 0.3 * mode_loss(modes, batch)


def mode_loss(modes: Tensor, batch: list[Example]) -> Tensor:
    """How far the modes are off, among those of the right type alone; PLV names none."""
    losses = []
    for row, e in zip(modes, batch, strict=True):
        if e.type and e.origin == "corpus":
            own = [n for n, (kind, _) in enumerate(MODES) if kind == e.type]
            if len(own) > 1:
                gold = torch.tensor(own.index(MODES.index((e.type, e.mode))))
                losses.append(functional.cross_entropy(row[own].float(), gold, label_smoothing=0.05))
    return torch.stack(losses).sum() / len(batch) if losses else torch.zeros(())


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
    heads = [p for name, child in net.named_children() if name != "encoder" for p in child.parameters()]
    groups.append({"params": heads, "lr": recipe.head_rate})
    return torch.optim.AdamW(groups, weight_decay=0.01)


def _schedule(step: int, steps: int) -> float:
    """Warm up for a tenth of the steps, then a cosine down to zero."""
    warm = max(1, steps // 10)
    rest = min(1.0, (step - warm) / max(1, steps - warm))
    return (step + 1) / warm if step < warm else 0.5 * (1 + math.cos(math.pi * rest))


def drawn(examples: Sequence[Example], recipe: Recipe, chance: random.Random) -> list[Example]:
    """The examples of one epoch: all that are labelled, and some of the many that tell nothing."""
    labelled = [e for e in examples if e.origin not in SHARES]
    chosen = labelled + [e for e in labelled if e.origin == "plv" and chance.random() < recipe.again]
    untold = recipe.untold * sum(e.type is not None for e in labelled) / (1 - recipe.untold)
    for origin, share in SHARES.items():
        some = [e for e in examples if e.origin == origin]
        chosen += chance.sample(some, min(len(some), round(share * untold)))
    return chosen


def varied(example: Example, names: list[str], recipe: Recipe, chance: random.Random) -> Example:
    """An example as it is shown this time: perhaps without its recipient or trigger, or with other names."""
    if chance.random() < recipe.unpaired:
        example = unpair(example)
    if example.bare and chance.random() < (recipe.bare_plv if example.origin == "plv" else recipe.bare):
        example = replace(example, trigger=None)
    return swap_names(example, names, chance) if chance.random() < recipe.swap else example


def changed(recipe: Recipe, pairs: Sequence[str]) -> Recipe:
    """A recipe with some of it changed, written as ``name=value``."""
    kinds = {name: type(value) for name, value in asdict(recipe).items()}
    return replace(recipe, **{name: kinds[name](value) for name, value in (pair.split("=") for pair in pairs)})


def fit(examples: Sequence[Example], recipe: Recipe, seed: int, start: Path | None = None) -> RelationNetwork:
    """A network fitted to the examples. The same examples, recipe and seed give the same network on one machine.

    ``start`` is a network that was kept, to go on from.
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    net = RelationNetwork(recipe.dropout)
    if start is not None:
        net.load_state_dict(torch.load(start, weights_only=True), strict=False)
    optimizer = _optimizer(net, recipe)
    weights = type_weights(examples, recipe.weighting)
    names = sorted({e.text[slice(*span)] for e in examples for span in (e.actor, e.recipient) if span})
    names = [n for n in names if len(n) < 60]
    whole = scanning.labelled(examples) if recipe.scanned else []
    pairs = math.ceil(len(drawn(examples, recipe, random.Random(seed))) / recipe.batch)
    steps, step = recipe.epochs * (pairs + math.ceil(len(whole) / recipe.batch)), 0
    net.train()
    for _ in range(recipe.epochs):
        for loss in _epoch(net, examples, whole, names, recipe, chance, weights):
            for group in optimizer.param_groups:
                group.setdefault("peak", group["lr"])
                group["lr"] = group["peak"] * _schedule(step, steps)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
    return net.eval()


def _epoch(
    net: RelationNetwork,
    examples: Sequence[Example],
    whole: Sequence[scanning.Labelled],
    names: list[str],
    recipe: Recipe,
    chance: random.Random,
    weights: Tensor,
) -> Iterator[Tensor]:
    """The losses of one epoch, batches of pairs and of whole sentences mixed."""
    seen = [varied(e, names, recipe, chance) for e in drawn(examples, recipe, chance)]
    shown = [show(e) for e in seen]
    read = [
        scanning.sentence(scanning.swapped(w, names, chance) if chance.random() < recipe.swap else w) for w in whole
    ]
    jobs = [(False, batch) for batch in batches(shown, recipe.batch, chance)]
    jobs += [(True, batch) for batch in batches(read, recipe.batch, chance)]
    chance.shuffle(jobs)
    for whole_sentences, batch in jobs:
        with torch.autocast("cpu", torch.bfloat16):
            if whole_sentences:
                yield recipe.scanned * scanning.loss_of(net, [read[i] for i in batch])
            else:
                yield loss_of(net, [seen[i] for i in batch], [shown[i] for i in batch], weights, recipe.smoothing)


@torch.no_grad()
def predict(net: RelationNetwork, examples: Sequence[Example]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Logits of type (n, 16), none (n), factuality (n, 4) and mode (n, MODES)."""
    shown = [show(e) for e in examples]
    widths = (len(TYPES), None, len(FACTUALITIES), len(MODES))
    out = tuple(np.zeros((len(shown), width) if width else len(shown)) for width in widths)
    for batch in batches(shown, 64, None):
        for whole, part in zip(out, net(*collate([shown[i] for i in batch])), strict=True):
            whole[batch] = part.float().numpy()
    types, none, facts, modes = out
    return types, none, facts, modes
