"""Where an annotation stands: its paragraph, its sentence, and the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from articles.document import Span
from articles.models import Article

# characters shown before and after a mention
AROUND: Final = 60
_SENTENCE_END: Final = re.compile(r"[.!?]['\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])")
# abbreviations after which a stop ends no sentence
_ABBREVIATED: Final = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Sgt|Lt|Rev|Prof|Sen|Gov|No|vs)|\b[A-Z])\.$")
# characters before a stop that an abbreviation can take up, with one to tell a word's beginning
_LONGEST: Final = 6


@dataclass(frozen=True, slots=True)
class Keyword:
    """A mention with the words around it; ``paragraph`` counts the article's blocks from 1."""

    paragraph: int
    before: str
    words: str
    after: str


class Places:
    """Finds paragraph and sentence of spans of one article."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        # of each block kind, start, end and dateline, as stored: records would cost more than what is asked of them
        self._blocks = article.blocks
        self._starts = [start for _, start, _, _ in self._blocks]
        # ends of sentences by where their block starts and ends: many mentions may stand in one long line
        self._ends: dict[tuple[int, int], list[int]] = {}

    def paragraph(self, start: int) -> int:
        """The number of the block that holds the character ``start``, from 1; ``p{number}`` is its element's id."""
        return max(1, bisect_right(self._starts, start))

    def block(self, start: int) -> Span:
        """The block that holds the character ``start``; the whole text if it has no blocks."""
        if not self._blocks:
            return Span(0, len(self.text))
        _, first, end, _ = self._blocks[self.paragraph(start) - 1]
        return Span(first, end)

    def keyword(self, span: Span) -> Keyword:
        """The words of ``span`` in their line."""
        block = self.block(span.start)
        low, high = block.start, block.end
        return Keyword(
            self.paragraph(span.start),
            " ".join(self.text[max(low, span.start - AROUND) : span.start].splitlines()),
            span.of(self.text),
            " ".join(self.text[span.end : min(high, span.end + AROUND)].splitlines()),
        )

    def sentence(self, span: Span) -> Span:
        """The sentence, or sentences, that ``span`` stands in."""
        block = self.block(span.start)
        low, high = block.start, block.end
        ends = self._sentence_ends(low, max(high, span.end))
        before, after = bisect_right(ends, span.start), bisect_left(ends, span.end)
        start = ends[before - 1] if before else low
        end = ends[after] if after < len(ends) else max(high, span.end)
        return Span(start, end)

    def _sentence_ends(self, low: int, high: int) -> list[int]:
        if (low, high) not in self._ends:
            self._ends[low, high] = [
                match.end()
                for match in _SENTENCE_END.finditer(self.text, low, high)
                if not _ABBREVIATED.search(self.text, max(low, match.start() - _LONGEST), match.start() + 1)
            ]
        return self._ends[low, high]
