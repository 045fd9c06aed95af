"""Words of an article <-> spans: editors point at words, never at offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from articles.document import Block, Span

# what a keyboard gives for what a newspaper prints
_ALIKE: Final = {c: f"[{same}]" for same in ("'’‘", '"“”„', "-–—") for c in same}
_PIECE: Final = re.compile(r"[“„][^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)[‘'][^’'\n]*[’'](?!\w)")


def occurrences(text: str, words: str) -> Iterator[Span]:
    """Every place of ``words`` in ``text``, in order.

    White space matches white space, typographic marks match typed ones; overlapping places do not count.
    """
    parts = ["".join(_ALIKE.get(c, re.escape(c)) for c in part) for part in words.split()]
    if parts:
        for match in re.finditer(r"\s+".join(parts), text):
            yield Span(*match.span())


def occurrence(text: str, words: str, number: int) -> Span | None:
    """The ``number``-th place of ``words``, counted from 1; None if there are not so many."""
    return next((span for i, span in enumerate(occurrences(text, words), 1) if i == number), None)


def number_of(text: str, span: Span) -> int:
    """Which occurrence of its words ``span`` is, counted from 1."""
    return sum(1 for other in occurrences(text[: span.end], span.of(text)) if other.start <= span.start) or 1


def nearest(text: str, words: str, span: Span) -> Span | None:
    """The place of ``words`` closest to ``span``; None if they are not in the text."""

    def distance(other: Span) -> int:
        return max(span.start - other.end, other.start - span.end, 0)

    return min(occurrences(text, words), key=distance, default=None)


def quoted_pieces(text: str, span: Span) -> list[Span]:
    """What stands in quotation marks inside ``span``, marks included."""
    return [Span(*match.span()) for match in _PIECE.finditer(text, span.start, span.end)]


def by_block(span: Span, blocks: Iterable[Block]) -> list[Span]:
    """``span`` cut at the borders of blocks."""
    return [
        Span(max(span.start, block.span.start), min(span.end, block.span.end))
        for block in blocks
        if block.span.overlaps(span)
    ]
