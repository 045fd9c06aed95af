"""What the encoder's tags say of a rule's finding: a veto, and the kind where rules cannot tell."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Final

import numpy as np

from articles.document import QuantityKind, Span
from articles.language.tags import HEADS, QUANTITY_KINDS, Tags

# a finding that the encoder is as sure as this to be no quantity is dropped
_SURELY_NONE: Final = 0.95
_SURELY_KIND: Final = 0.7
_SAME_TAG: Final = {
    QuantityKind.FRACTION: "cardinal",
    QuantityKind.RATIO: "cardinal",
    QuantityKind.MULTIPLIER: "cardinal",
}


@cache
def _columns() -> tuple[list[int], dict[str, list[int]]]:
    """The column of O, and those of each kind, in the encoder's number head."""
    tags = HEADS["num"]
    return [tags.index("O")], {kind: [tags.index(f"B-{kind}"), tags.index(f"I-{kind}")] for kind in QUANTITY_KINDS}


class Verdicts:
    """The encoder's opinion on spans of one text."""

    def __init__(self, tags: Tags) -> None:
        self._starts = tags.starts
        self._ends = tags.ends
        self._scores = tags.log_probs["num"]

    def _rows(self, span: Span) -> tuple[int, int]:
        first = bisect_left(self._ends, span.start + 1)
        last = max(first + 1, bisect_left(self._starts, span.end))
        return first, min(last, len(self._starts))

    def is_none(self, span: Span) -> bool:
        """Whether every token of ``span`` is surely no part of a quantity."""
        first, last = self._rows(span)
        outside = _columns()[0][0]
        return last > first and bool(np.exp(self._scores[first:last, outside]).min() > _SURELY_NONE)

    def probability(self, span: Span, kind: QuantityKind) -> float:
        """The mean probability, over the tokens of ``span``, that they belong to a quantity of ``kind``."""
        first, last = self._rows(span)
        if last <= first:
            return 0.0
        columns = _columns()[1][_SAME_TAG.get(kind, kind.value)]
        return float(np.exp(self._scores[first:last][:, columns]).sum(axis=1).mean())

    def prefers(self, span: Span, kind: QuantityKind, other: QuantityKind) -> bool:
        """Whether the encoder is sure that ``span`` is of ``kind`` rather than ``other``."""
        likely = self.probability(span, kind)
        return likely > _SURELY_KIND and likely > self.probability(span, other)
