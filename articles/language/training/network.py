"""The encoder in torch: a six-layer MiniLM with an input embedding of our own and one linear layer for all tags."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file  # type: ignore[import-not-found, unused-ignore]
from torch import Tensor, nn
from torch.nn import functional

from articles.language.tags import HEADS
from articles.language.tokens import INPUT_CLASSES

LAYERS: Final = 6
WIDTH: Final = 384
ATTENTION_HEADS: Final = 12
INNER_WIDTH: Final = 1536
VOCABULARY: Final = 30522
POSITIONS: Final = 512
DROPOUT: Final = 0.1
# what a padded position adds to the attention scores
MASKED: Final = -1e4


class Layer(nn.Module):  # type: ignore[misc, unused-ignore]
    """Self-attention and a feed-forward step, each with residual and normalisation after it (as in BERT)."""

    def __init__(self) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.expand = nn.Linear(WIDTH, INNER_WIDTH)
        self.contract = nn.Linear(INNER_WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, hidden: Tensor, mask: Tensor | None) -> Tensor:
        """``hidden``: batch x length x width; ``mask``: what to add to the attention scores, None for export."""
        batch, length, _ = hidden.shape
        split = self.query_key_value(hidden).view(batch, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        if mask is None:
            # spelled out for export, in a form that the quantiser knows
            weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(WIDTH // ATTENTION_HEADS), -1)
            attended = weights @ value
        else:
            # dropout on the attention weights would halve the speed on a CPU and brings nothing
            attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = self.output(attended.transpose(1, 2).reshape(batch, length, WIDTH))
        exported = mask is None
        hidden = _normal(self.attention_norm, hidden + functional.dropout(attended, DROPOUT, self.training), exported)
        expanded = self.contract(functional.gelu(self.expand(hidden)))
        return _normal(self.norm, hidden + functional.dropout(expanded, DROPOUT, self.training), exported)


def _normal(norm: nn.LayerNorm, hidden: Tensor, exported: bool) -> Tensor:
    """The layer normalisation, spelled out for export: onnxruntime's own takes a quarter of the whole time."""
    if not exported:
        result: Tensor = norm(hidden)
        return result
    centred = hidden - hidden.mean(-1, keepdim=True)
    spread = torch.rsqrt((centred * centred).mean(-1, keepdim=True) + norm.eps)
    return centred * spread * norm.weight + norm.bias


class Network(nn.Module):  # type: ignore[misc, unused-ignore]
    """Piece ids and input classes in, scores of all heads' tags out, side by side in the order of ``HEADS``."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.classes = nn.Embedding(INPUT_CLASSES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(WIDTH, sum(len(tags) for tags in HEADS.values()))
        nn.init.zeros_(self.classes.weight)
        nn.init.normal_(self.tags.weight, std=0.02)
        nn.init.zeros_(self.tags.bias)

    def hidden(self, ids: Tensor, classes: Tensor, mask: Tensor | None) -> Tensor:
        """The last layer's states; ``mask`` is 1 for pieces and 0 for padding (None: there is no padding)."""
        embedded = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.classes(classes)
        hidden = functional.dropout(_normal(self.norm, embedded, mask is None), DROPOUT, self.training)
        added = None if mask is None else ((1.0 - mask[:, None, None, :]) * MASKED).to(hidden.dtype)
        for layer in self.layers:
            hidden = layer(hidden, added)
        return hidden

    def forward(self, ids: Tensor, classes: Tensor) -> Tensor:
        """Scores of unpadded sequences: batch x length x tags. This is the form that is exported."""
        scores: Tensor = self.tags(self.hidden(ids, classes, None))
        return scores

    def start_from(self, folder: Path) -> Network:
        """Take the weights of all-MiniLM-L6-v2 (``model.safetensors`` in ``folder``); classes and tags start anew."""
        given = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
        own = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "positions.weight": given["embeddings.position_embeddings.weight"]
            + given["embeddings.token_type_embeddings.weight"][0],
        }
        places = {"norm": "embeddings.LayerNorm"}
        for number in range(LAYERS):
            theirs, ours = f"encoder.layer.{number}", f"layers.{number}"
            for kind in ("weight", "bias"):
                own[f"{ours}.query_key_value.{kind}"] = torch.cat(
                    [given[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                )
            places |= {
                f"{ours}.output": f"{theirs}.attention.output.dense",
                f"{ours}.attention_norm": f"{theirs}.attention.output.LayerNorm",
                f"{ours}.expand": f"{theirs}.intermediate.dense",
                f"{ours}.contract": f"{theirs}.output.dense",
                f"{ours}.norm": f"{theirs}.output.LayerNorm",
            }
        for ours, theirs in places.items():
            own |= {f"{ours}.{kind}": given[f"{theirs}.{kind}"] for kind in ("weight", "bias")}
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or set(missing) != {"classes.weight", "tags.weight", "tags.bias"}:
            raise ValueError(f"not the weights of all-MiniLM-L6-v2: {folder}")
        return self
