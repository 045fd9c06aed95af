"""What the encoder says of each token, and how tag scores become spans.

The encoder has five heads, each a BIO tagging of the same tokens:

``ner``      the eleven entity labels
``content``  direct, mixed and indirect quotations, the outermost ones
``nested``   the same for quotations inside quotations
``role``     CUE and SPK: the reporting word and the speaker
``num``      ten kinds of quantity (fraction, ratio and multiplier count as cardinal here)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

LABELS = ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE")
QUOTATION_TYPES = ("direct", "mixed", "indirect")
QUANTITY_KINDS = (
    "cardinal",
    "ordinal",
    "percent",
    "money",
    "quantity",
    "date",
    "time",
    "duration",
    "age",
    "score",
)


def _bio(types: tuple[str, ...]) -> tuple[str, ...]:
    return ("O", *(f"{prefix}-{name}" for name in types for prefix in "BI"))


HEADS: Mapping[str, tuple[str, ...]] = {
    "ner": _bio(LABELS),
    "content": _bio(QUOTATION_TYPES),
    "nested": _bio(QUOTATION_TYPES),
    "role": _bio(("CUE", "SPK")),
    "num": _bio(QUANTITY_KINDS),
}

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Tags:
    """The encoder's opinion of one text.

    ``starts`` and ``ends`` hold the tokens' offsets in the text (Python string indices, end exclusive), sorted and
    disjoint: runs of letters and digits, single other characters, runs of line breaks. ``log_probs[head]`` has one row
    per token and one column per tag of ``HEADS[head]``: natural logarithms, each row sums to one when exponentiated.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    log_probs: Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Tokens ``first`` (inclusive) to ``last`` (exclusive) with one label; ``score`` is their mean probability."""

    first: int
    last: int
    label: str
    score: float


@cache
def _transitions(head: str) -> Floats:
    """Scores of tag pairs: an I tag may only follow the B or I tag of its own type."""
    tags = HEADS[head]
    scores = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            for row, before in enumerate(tags):
                if before[2:] != tag[2:] or before == "O":
                    scores[row, column] = -1e4
    return scores


def decode(log_probs: Floats, head: str) -> list[TokenSpan]:
    """The best sequence of spans under the BIO constraints (Viterbi), in order; ``log_probs``: tokens x tags."""
    tags = HEADS[head]
    path = _best_path(log_probs, head)
    spans: list[TokenSpan] = []
    first = None
    previous = -1
    # whatever is not O, and a border after the last
    for token in [*np.flatnonzero(path).tolist(), len(path)]:
        starts = token == len(path) or tags[path[token]].startswith("B-")
        if first is not None and (starts or token > previous + 1):
            last = previous + 1
            chosen = log_probs[range(first, last), path[first:last]]
            spans.append(TokenSpan(first, last, tags[path[first]][2:], float(np.exp(chosen.mean()))))
            first = None
        if first is None:
            first = token
        previous = token
    return spans


def _best_path(log_probs: Floats, head: str) -> NDArray[np.int64]:
    """The tags of the best sequence that the constraints allow.

    The best tag of each token alone is the answer wherever that is a legal sequence, which it is almost everywhere. The
    text is cut at tokens that are O in every best sequence: where changing O to another tag costs more than the tag
    after it could gain by going on with a span instead of beginning one. Only the stretches between cuts that break the
    constraints are searched.
    """
    path = log_probs.argmax(axis=1) if len(log_probs) else np.zeros(0, dtype=np.int64)
    if not path.any():
        return path
    outside, begin, inside = log_probs[:, 0], log_probs[:, 1::2], log_probs[:, 2::2]
    margin = outside - log_probs[:, 1:].max(axis=1)
    gain = np.append((inside - begin).max(axis=1)[1:], 0.0)
    cuts = np.flatnonzero(margin > np.maximum(gain, 0.0))
    legal_after = _transitions(head) == 0
    before = np.append(0, path[:-1])
    illegal = np.flatnonzero(~legal_after[before, path])
    done = -1
    for token in illegal.tolist():
        if token < done:
            continue
        place = int(np.searchsorted(cuts, token))
        first = int(cuts[place - 1]) + 1 if place else 0
        done = int(cuts[place]) if place < len(cuts) else len(path)
        path[first:done] = _viterbi(log_probs[first:done], head)
    return path


def _viterbi(log_probs: Floats, head: str) -> list[int]:
    transitions = _transitions(head)
    # an I tag cannot stand first
    best = log_probs[0] + transitions[0]
    back = np.zeros(log_probs.shape, dtype=np.int32)
    for token in range(1, len(log_probs)):
        through = best[:, None] + transitions
        back[token] = through.argmax(0)
        best = through.max(0) + log_probs[token]
    path = [int(best.argmax())]
    for token in range(len(log_probs) - 1, 0, -1):
        path.append(int(back[token, path[-1]]))
    path.reverse()
    return path
