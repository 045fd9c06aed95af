"""The figures of one block, with the words between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.document import Block, Document, Quantity, QuantityKind

# no phrase that joins two figures is longer
FARTHEST: Final = 80
_CALENDAR: Final = frozenset({QuantityKind.DATE, QuantityKind.TIME, QuantityKind.ORDINAL, QuantityKind.SCORE})
_SENTENCE_END: Final = re.compile(r"[.!?;]['\"”’)]*\s")
_EARLIER: Final = re.compile(r" an? \w{1,12} (?:earlier|before|ago)\b")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with its ``figures``: the quantities but dates, times, ranks and scores, in order."""

    text: str
    block: Block
    figures: tuple[Quantity, ...]

    def gap(self, left: Quantity, right: Quantity) -> str | None:
        """The words from ``left``, or from the noun it counts, to ``right``; None: too many, or a sentence ends."""
        start = noun_end(left)
        if start > right.span.start:
            start = left.span.end
        if right.span.start - start > FARTHEST:
            return None
        words = self.text[start : right.span.start]
        return None if "\n" in words or _SENTENCE_END.search(words) else words

    def before(self, figure: Quantity) -> str:
        """The words of the sentence that lead to ``figure``, at most ``FARTHEST`` characters."""
        words = self.text[max(self.block.span.start, figure.span.start - FARTHEST) : figure.span.start]
        ends = [match.end() for match in _SENTENCE_END.finditer(words)]
        return words[ends[-1] :] if ends else words

    def behind(self, figure: Quantity) -> str:
        """The words after ``figure``, or after the noun it counts, in its block, at most ``FARTHEST`` characters."""
        start = noun_end(figure)
        return self.text[start : min(self.block.span.end, start + FARTHEST)]


def rate_of(text: str, figure: Quantity) -> str | None:
    """What the figure is a rate per, but for the year in "$5 million a year earlier"."""
    return None if _EARLIER.match(text, figure.span.end) else figure.per


def noun_end(figure: Quantity) -> int:
    """Where the figure ends together with the noun that it counts, if that stands close behind."""
    noun = figure.counted_span
    if noun is None or not figure.span.end <= noun.start <= figure.span.end + FARTHEST // 2:
        return figure.span.end
    return noun.end


def passages(document: Document, quantities: Sequence[Quantity]) -> Iterator[Passage]:
    """Each block that has two figures or more."""
    kept = [quantity for quantity in quantities if quantity.kind not in _CALENDAR]
    at = 0
    for block in document.blocks:
        inside: list[Quantity] = []
        while at < len(kept) and kept[at].span.start < block.span.end:
            inside.append(kept[at])
            at += 1
        if len(inside) > 1:
            yield Passage(document.text, block, tuple(inside))
