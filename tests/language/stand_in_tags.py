"""Tags of an encoder that is sure of what a test tells it, and of an encoder that says anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from articles.document import Span
from articles.language.tags import HEADS, Tags
from articles.language.tokens import token_offsets
from tests.builders import span

SURE = 0.98


def sure_tags(
    text: str,
    *,
    content: Mapping[str, str] | None = None,
    nested: Mapping[str, str] | None = None,
    cues: Sequence[str | Span] = (),
    speakers: Sequence[str | Span] = (),
) -> Tags:
    """Tags that mark these words (each where it stands first) and nothing else; ``content``: words -> type."""
    offsets = token_offsets(text)
    starts = np.array([start for start, _ in offsets], dtype=np.int32)
    ends = np.array([end for _, end in offsets], dtype=np.int32)
    marked = {
        "content": (content or {}).items(),
        "nested": (nested or {}).items(),
        "role": [*((words, "CUE") for words in cues), *((words, "SPK") for words in speakers)],
    }
    log_probs = {}
    for head, tags in HEADS.items():
        row = np.zeros(len(offsets), dtype=int)
        for words, name in marked.get(head, ()):
            place = words if isinstance(words, Span) else span(text, words)
            first, last = np.searchsorted(ends, place.start, side="right"), np.searchsorted(starts, place.end)
            row[first:last] = tags.index(f"I-{name}")
            row[first] = tags.index(f"B-{name}")
        scores = np.full((len(offsets), len(tags)), np.log((1 - SURE) / (len(tags) - 1)), dtype=np.float32)
        scores[np.arange(len(offsets)), row] = np.log(SURE)
        log_probs[head] = scores
    return Tags(starts, ends, log_probs)


def random_tags(text: str, seed: int) -> Tags:
    """Tags of no sense, the same for the same seed."""
    offsets = token_offsets(text)
    generator = np.random.default_rng(seed)
    log_probs = {}
    for head, tags in HEADS.items():
        scores = generator.normal(scale=2, size=(len(offsets), len(tags)))
        log_probs[head] = (scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)).astype(np.float32)
    starts = np.array([start for start, _ in offsets], dtype=np.int32)
    ends = np.array([end for _, end in offsets], dtype=np.int32)
    return Tags(starts, ends, log_probs)
