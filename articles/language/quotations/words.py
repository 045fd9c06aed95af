"""A text as the words and sentences that quotations are read from.

A passage in quotation marks counts as one word of the sentence around it: full stops inside it end nothing outside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from articles.document import Block, Span
from articles.language.lexicon import words
from articles.language.lexicon.function_words import function_words
from articles.language.quotations.passages import Passage
from articles.language.quotations.reporting import lemma_of
from articles.language.tags import Tags

_STOP: Final = re.compile(r"(?<![.!?…])[.!?…]++[\"”’»')\]]*+\s++(?=[\"“„«‘'(\[]?\s?[^\W_])")
# after these a stop ends no sentence
_ABBREVIATIONS: Final = function_words("abbreviation")
# words within which the reporting clause of `"Where?" Lee Park asked.` shows itself
_REPORTING_CLAUSE: Final = 9
# what a passage counts for in the distance between two spans
_PASSAGE_WORDS: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The tokens of a text with its sentences, blocks and passages; all lookups are by offset into the text."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    tokens: Sequence[str]
    sentences: Sequence[int]
    blocks: Sequence[Block]
    outer: Sequence[Passage]
    _weights: Sequence[int]
    _outer_starts: Sequence[int]
    _outer_ends: Sequence[int]

    @classmethod
    def of(cls, text: str, tags: Tags, blocks: Sequence[Block], passages: Sequence[Passage]) -> Words:
        """Read ``text``; ``passages`` are sorted, the outer before the inner."""
        starts, ends = tags.starts.tolist(), tags.ends.tolist()
        tokens = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        bare = cls(text, starts, ends, tokens, (), blocks, (), (), (), ())
        return bare.around([each for each in passages if each.depth == 0])

    def around(self, passages: Sequence[Passage]) -> Words:
        """The same text with other passages (sorted, disjoint) that count as one word of their sentence each."""
        starts, ends = [each.span.start for each in passages], [each.span.end for each in passages]
        bare = replace(self, outer=passages, _outer_starts=starts, _outer_ends=ends)
        sentences = sorted({*bare._sentence_starts(), *(block.span.start for block in self.blocks)})
        return replace(bare, sentences=sentences, _weights=bare._weighed())

    def first(self, offset: int) -> int:
        """The index of the first token that ends after ``offset``."""
        return bisect_right(self.ends, offset)

    def inside(self, span: Span) -> range:
        """The indices of the tokens that start inside ``span``."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def sentence(self, offset: int) -> int:
        """The number of the sentence around ``offset``."""
        return bisect_right(self.sentences, offset) - 1

    def sentence_span(self, offset: int) -> Span:
        """The sentence around ``offset``, with the white space after it."""
        number = max(self.sentence(offset), 0)
        start = self.sentences[number] if self.sentences else 0
        end = self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.text)
        return Span(start, max(end, start + 1))

    def block(self, offset: int) -> int:
        """The index of the block around ``offset``, or of the last one before it."""
        return max(bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1, 0)

    def passage_around(self, offset: int) -> Passage | None:
        """The outermost passage that contains the character at ``offset``."""
        index = bisect_right(self._outer_starts, offset) - 1
        return self.outer[index] if index >= 0 and offset < self._outer_ends[index] else None

    def passages_in(self, span: Span) -> Sequence[Passage]:
        """The outermost passages that lie wholly inside ``span``."""
        return self.outer[bisect_left(self._outer_starts, span.start) : bisect_right(self._outer_ends, span.end)]

    def distance(self, first: Span, second: Span) -> int | None:
        """The words between two spans, 0 where they overlap; None across the end of a sentence."""
        before, after = (first, second) if first.start <= second.start else (second, first)
        if before.end > after.start:
            return 0
        if self.sentence(before.end - 1) != self.sentence(after.start):
            return None
        return (
            self._weights[bisect_left(self.starts, after.start)] - self._weights[bisect_left(self.starts, before.end)]
        )

    def _weighed(self) -> list[int]:
        """How many words stand before each token; a passage counts as few."""
        weights, total, passage, spent = [0], 0, -1, 0
        for start in self.starts:
            index = bisect_right(self._outer_starts, start) - 1
            if index >= 0 and start < self._outer_ends[index]:
                spent = spent + 1 if index == passage else 1
                passage = index
                total += spent <= _PASSAGE_WORDS
            else:
                total += 1
            weights.append(total)
        return weights

    def _sentence_starts(self) -> list[int]:
        found = []
        for match in _STOP.finditer(self.text):
            stop, start = match.start(), match.end()
            around = self.passage_around(stop)
            if around is not None:
                if around.span.end > start or self.text[start].islower():
                    continue
                if self.text[stop] != "." and self._reports(start):
                    continue
            elif not self._ends_sentence(stop, start):
                continue
            found.append(start)
        return found

    def _ends_sentence(self, stop: int, start: int) -> bool:
        """Whether the stop at ``stop`` ends a sentence, the next word starting at ``start``."""
        if self.text[start].islower():
            return False
        if self.text[stop] != ".":
            return True
        index = bisect_right(self.starts, stop) - 2
        if index < 0 or self.ends[index] != stop:
            return True
        word = self.tokens[index]
        if len(word) == 1 and word.isupper() and word != "I":
            return False
        return word.lower() not in _ABBREVIATIONS and word not in words("titles")

    def _reports(self, start: int) -> bool:
        """Whether a reporting clause begins at ``start``: it belongs to the passage before."""
        index = bisect_left(self.starts, start)
        for word in self.tokens[index + 1 : index + _REPORTING_CLAUSE]:
            if not (word[0].isalnum() or word in "-’'.,"):
                return False
            if word.islower() and lemma_of(word) is not None:
                return True
        return False
