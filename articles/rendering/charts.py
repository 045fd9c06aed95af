"""Where the points of a chart stand: numbers for inline SVG, drawn by templates."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 384
HEIGHT: Final = 176
# the field that points stand in; values are written above it and dates below
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 354.0, 34.0, 140.0
# labels nearer to each other than this would overlap
_APART: Final = 62.0


@dataclass(frozen=True, slots=True)
class Point:
    """A point with its label; ``is_labelled``: there is room to write it out."""

    x: float
    y: float
    place: int
    is_labelled: bool


def line_chart(values: Sequence[tuple[datetime.date, float]], now: int = -1) -> tuple[Point, ...]:
    """The points of these values, given in order of their days; the one at ``now`` is labelled in any case.

    ``place`` is the index in ``values``.
    """
    if not values:
        return ()
    first, last = values[0][0], values[-1][0]
    days = max(1, (last - first).days)
    low, high = min(size for _, size in values), max(size for _, size in values)
    # values that differ little do not look as if they differed much
    low = min(low, high / 2) if low >= 0 else low
    span = (high - low) or 1.0
    places = [
        (
            round(_LEFT + (_RIGHT - _LEFT) * ((day - first).days / days if last > first else 0.5), 1),
            round(_BOTTOM - (_BOTTOM - _TOP) * ((size - low) / span), 1),
        )
        for day, size in values
    ]
    labelled: list[int] = []
    for i in sorted(range(len(places)), key=lambda i: (i != now, i != len(places) - 1, i)):
        if all(abs(places[i][0] - places[other][0]) >= _APART for other in labelled):
            labelled.append(i)
    return tuple(Point(x, y, i, i in labelled) for i, (x, y) in enumerate(places))
