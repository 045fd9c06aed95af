"""The encoder: one small transformer that tags entities, quotations and quantities in one pass.

It runs with onnxruntime from 8-bit weights. Each window of a text is inferred alone: the activations are quantised
per call, so a batch of several texts would make the result of one depend on its neighbours.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnxruntime

from articles.language.tags import HEADS, Floats, Tags
from articles.language.tokens import Pieces, WordPieces

WEIGHTS: Final = "encoder.onnx"
VOCABULARY: Final = "vocab.txt"
WINDOW: Final = 320
CONTEXT: Final = 80
# log probability of the tags other than O where the encoder is not asked
NEVER: Final = -20.0

_WIDTHS: Final = [len(tags) for tags in HEADS.values()]
_BORDERS: Final = [0, *np.cumsum(_WIDTHS).tolist()]


class ModelMissing(Exception):
    """The trained weights are not where they should be; the message says where that is."""


def _session(weights: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(os.environ.get("NEWSREADER_ENCODER_THREADS", "1"))
    options.inter_op_num_threads = 1
    # every window has its own length, and a remembered memory plan per length would grow without end
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])


def _log_softmax(scores: Floats) -> Floats:
    scores = scores - scores.max(axis=1, keepdims=True)
    result: Floats = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return result


class Encoder:
    """Text in, :class:`~articles.language.tags.Tags` out; the same text always gives the same tags."""

    def __init__(self, folder: Path) -> None:
        """Load ``encoder.onnx`` and ``vocab.txt`` from ``folder``; raises :class:`ModelMissing`."""
        for name in (WEIGHTS, VOCABULARY):
            if not (folder / name).is_file():
                raise ModelMissing(f"The trained model is incomplete: {folder / name} is missing.")
        self.word_pieces = WordPieces(folder / VOCABULARY)
        self._session = _session(folder / WEIGHTS)

    def tags(self, text: str) -> Tags:
        """What the encoder says of each token of ``text``, in time linear in its length."""
        return self.read(text)()

    def read(self, text: str) -> Callable[[], Tags]:
        """Tokenise ``text``; calling the result runs the inference (two steps, so that a benchmark can time one)."""
        pieces = Pieces.of(text, self.word_pieces)
        return lambda: self._infer(pieces)

    def _infer(self, pieces: Pieces) -> Tags:
        starts, ends = np.array(pieces.offsets, dtype=np.int32).reshape(-1, 2).T
        scores = np.full((len(starts), _BORDERS[-1]), NEVER, dtype=np.float32)
        scores[:, _BORDERS[:-1]] = 0.0
        for start, stop, ids, classes, firsts in self._windows(pieces):
            feed = {
                "ids": np.array([ids], dtype=np.int64),
                "classes": np.array([classes], dtype=np.int64),
            }
            scores[start:stop] = self._session.run(["scores"], feed)[0][0, firsts]
        log_probs = {
            head: _log_softmax(scores[:, left:right])
            for head, (left, right) in zip(HEADS, pairwise(_BORDERS), strict=True)
        }
        return Tags(starts, ends, log_probs)

    def _windows(self, pieces: Pieces) -> Iterator[tuple[int, int, list[int], list[int], Any]]:
        for start, stop in pieces.windows(WINDOW - CONTEXT):
            # a stretch without a letter or digit says nothing, however long it is
            if not any(pieces.text[offset].isalnum() for offset, _ in pieces.offsets[start:stop]):
                continue
            before, room = start, CONTEXT
            while before > 0 and len(pieces.pieces[before - 1]) <= room:
                before -= 1
                room -= len(pieces.pieces[before])
            ids, classes, firsts = pieces.encode(before, stop, self.word_pieces)
            yield start, stop, ids, classes, firsts[start - before :]
