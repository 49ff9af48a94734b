"""Writing the network as an 8-bit ONNX file, with its word pieces and settings, into the package."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from redshank.coding.relation import MARKS
from training.relation.network import MODES, Both, RelationNetwork, start_weights

SCANNED = ("told", "actors", "recipients")
NAMES = ("relation.onnx", "tokenizer.json", "relation.json")


def write_float(net: RelationNetwork, path: Path) -> None:
    """The network in full precision. Inputs ``ids`` (batch, length), ``actor``, ``recipient``, ``trigger`` (batch)."""
    ids = torch.tensor([[101, 1, 2054, 2, 5, 2056, 6, 3, 2003, 4, 102]])
    inputs = (ids, torch.tensor([1]), torch.tensor([7]), torch.tensor([4]))
    axes = {"ids": {0: "batch", 1: "length"}, **{role: {0: "batch"} for role in MARKS}}
    outputs = ["types", "none", "factualities", "modes", *SCANNED]
    torch.onnx.export(
        Both(net).eval(), inputs, str(path), input_names=list(axes), output_names=outputs, dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def write(
    net: RelationNetwork, settings: dict[str, object], folder: Path, eight_bit: bool = True, kept: Path | None = None
) -> None:
    """The whole model into ``folder``: weights, word pieces, settings; the network in full precision to ``kept``."""
    folder.mkdir(parents=True, exist_ok=True)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        torch.save(net.state_dict(), kept)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "float.onnx"
        write_float(net, plain)
        if eight_bit:
            quantize_dynamic(
                plain, folder / NAMES[0], per_channel=True, reduce_range=False, weight_type=QuantType.QInt8,
                extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
        else:
            shutil.copyfile(plain, folder / NAMES[0])
    shutil.copyfile(start_weights() / "tokenizer.json", folder / NAMES[1])
    settings = settings | {"modes": [f"{kind}/{mode or '-'}" for kind, mode in MODES]}
    (folder / NAMES[2]).write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n", encoding="utf-8")
