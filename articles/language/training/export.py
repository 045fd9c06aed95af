"""Writes a trained network as 8-bit ONNX: what the encoder runs."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from articles.language.encoder import VOCABULARY, WEIGHTS
from articles.language.training.network import POSITIONS, Network


def export(network: Network, vocabulary: Path, folder: Path) -> Path:
    """Write ``encoder.onnx`` (weights in 8 bits, the embedding too) and ``vocab.txt`` to ``folder``; returns the first.

    The file appears whole or not at all.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    ids = torch.randint(1000, 2000, (1, 17))
    length = torch.export.Dim("length", min=2, max=POSITIONS)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        full, small = Path(work) / "full.onnx", Path(work) / WEIGHTS
        torch.onnx.export(
            network,
            (ids, torch.zeros_like(ids)),
            full,
            input_names=["ids", "classes"],
            output_names=["scores"],
            dynamic_shapes=({1: length}, {1: length}),
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        quantize_dynamic(
            full,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
        _forget_origin(small)
        shutil.copyfile(vocabulary, folder / VOCABULARY)
        return small.replace(folder / WEIGHTS)


def _forget_origin(weights: Path) -> None:
    """Take out what torch noted of each step: the files and lines, of this machine, that it came from."""
    model = onnx.load(weights)
    for part in (model, model.graph, *model.graph.node, *model.graph.value_info):
        del part.metadata_props[:]
        part.ClearField("doc_string")
    onnx.save(model, weights)
