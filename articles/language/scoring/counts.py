"""Counts and the figures made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]
Pair = tuple[Record, Record]


@dataclass(frozen=True, slots=True)
class Score:
    """How much of what was predicted is right, and how much of the gold was found.

    ``found`` is how much of the gold was found where that is not the same count as ``right`` (as in B-cubed).
    """

    right: float
    predicted: float
    gold: float
    found: float | None = None

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 1 if nothing was predicted and nothing asked."""
        return self.right / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 1 if nothing was asked."""
        return (self.right if self.found is None else self.found) / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error: what ``kind``, in which record, where (offsets in its text), and ``detail`` to read."""

    kind: str
    record: str
    start: int
    end: int
    detail: str


def share(part: float, whole: float) -> float | None:
    """``part`` of ``whole``, None of nothing."""
    return part / whole if whole else None


def overlap(one: Sequence[int], other: Sequence[int]) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """Intersection over union of two spans, 0 to 1."""
    shared = overlap(one, other)
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared else 0.0
