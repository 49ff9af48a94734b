"""Word pieces in batches of like length, padded to one width."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator, Sequence
from typing import Protocol

import torch
from tokenizers import Tokenizer
from torch import Tensor

from training.relation.network import start_weights


class Read(Protocol):
    """Whatever is shown to the network: ids of word pieces."""

    @property
    def ids(self) -> list[int]: ...


@functools.cache
def tokenizer() -> Tokenizer:
    """MiniLM's word pieces, without truncation or padding."""
    loaded = Tokenizer.from_file(str(start_weights() / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def padded(shown: Sequence[Read]) -> Tensor:
    """Ids of word pieces (batch, length), 0 where there are none."""
    width = max(len(s.ids) for s in shown)
    return torch.tensor([s.ids + [0] * (width - len(s.ids)) for s in shown])


def batches(shown: Sequence[Read], size: int, chance: random.Random | None) -> Iterator[list[int]]:
    """Indices in batches of like length; shuffled if ``chance`` is given."""
    noise = [8 * chance.random() if chance else 0.0 for _ in shown]
    order = sorted(range(len(shown)), key=lambda i: len(shown[i].ids) + noise[i])
    cut = [order[i : i + size] for i in range(0, len(order), size)]
    if chance:
        chance.shuffle(cut)
    yield from cut
