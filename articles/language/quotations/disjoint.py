"""Spans that do not overlap, kept in order and asked what stands where."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from articles.document import Span


class Disjoint:
    """A growing set of spans of which no two overlap."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)

    def around(self, offset: int) -> Span | None:
        """The span that covers the character at ``offset``."""
        index = bisect_left(self._spans, offset + 1, key=lambda span: span.start) - 1
        return self._spans[index] if index >= 0 and offset < self._spans[index].end else None

    def overlaps(self, span: Span) -> bool:
        """Whether ``span`` shares a character with one of the set."""
        index = bisect_left(self._spans, span.end, key=lambda each: each.start) - 1
        return index >= 0 and self._spans[index].end > span.start

    def add(self, span: Span) -> None:
        """Take in a span that overlaps none of the set."""
        insort(self._spans, span)
