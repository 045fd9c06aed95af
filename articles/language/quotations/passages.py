"""Passages in quotation marks over the blocks of a document.

Every block is read alone, so that a stray mark never does damage beyond it; speeches that run on over paragraphs are
joined afterwards, where both paragraphs bear it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from articles.document import Block, BlockKind, Span
from articles.language.quotations.marks import Quoted, find_quoted, may_begin_speech

# a caption or a subheading between two paragraphs does not end a speech
_SKIPPED: Final = frozenset({BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.SUBHEADING})
# paragraphs without any mark that a speech may run through before its closing mark
_SILENT_BLOCKS: Final = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text in quotation marks, marks included.

    ``fragments`` has one span per block. ``depth`` is 0 outside every other passage, 1 inside one, and so on.
    """

    fragments: tuple[Span, ...]
    depth: int = 0

    @property
    def span(self) -> Span:
        """From the first fragment to the last."""
        return Span(self.fragments[0].start, self.fragments[-1].end)


def find_passages(
    text: str, blocks: Sequence[Block], is_speech: Callable[[Span], bool] = lambda _: True
) -> tuple[Passage, ...]:
    """The passages in quotation marks of a text, sorted by start, the outer before the inner.

    What a block leaves open goes on in the next one that opens with a mark of the same kind, or that closes what it
    never opened, if ``is_speech`` says that what was left open may be speech.
    """
    joining = _Joining(text, blocks, is_speech)
    found = sorted(joining.passages(), key=lambda each: (each.span.start, -each.span.end))
    return tuple(_with_depth(_uncrossed(found)))


class _Joining:
    """Goes through the blocks with the speech that the blocks before left open."""

    def __init__(self, text: str, blocks: Sequence[Block], is_speech: Callable[[Span], bool]) -> None:
        self._text = text
        self._blocks = blocks
        self._is_speech = is_speech
        self._found: list[Passage] = []
        # the fragments of what is open, whether its marks are single, and the blocks without marks since
        self._open: list[Span] = []
        self._single = False
        self._silent: list[Span] = []

    def passages(self) -> list[Passage]:
        for block in self._blocks:
            here = find_quoted(self._text, block.span)
            if self._open:
                first = here[0] if here else None
                is_skipped = block.kind in _SKIPPED and (first is None or first.span.start > block.span.start)
                if not is_skipped and self._goes_on(block, first):
                    here = here[1:]
            if not self._open and (left := self._left_open(block, here)) is not None:
                self._open, self._single = [left.span], left.single
                here.remove(left)
            # a single mark that nothing closes is an apostrophe
            self._found += (Passage((each.span,)) for each in here if each.closed or not each.single)
        self._end()
        return self._found

    def _left_open(self, block: Block, here: Sequence[Quoted]) -> Quoted | None:
        """What ``block`` leaves open to its end, if a speech may go on in the next."""
        left = next((each for each in here if not each.closed and each.span.end == block.span.end), None)
        if left is None or not may_begin_speech(self._text, left.span.start, block.span):
            return None
        return left if self._is_speech(left.span) else None

    def _goes_on(self, block: Block, first: Quoted | None) -> bool:
        """Whether the first quoted stretch of ``block`` belongs to what is open, which it then goes on or ends."""
        if first is None:
            if len(self._silent) < _SILENT_BLOCKS and block.kind is BlockKind.PARAGRAPH:
                self._silent.append(block.span)
            else:
                self._end()
            return False
        reopens = first.opened and first.span.start == block.span.start and first.single == self._single
        if reopens:
            self._open.append(first.span)
        elif not first.opened and not self._single:
            self._open += [*self._silent, Span(block.span.start, first.span.end)]
        else:
            self._end()
            return False
        self._silent = []
        if first.closed or first.span.end < block.span.end:
            self._end()
        return True

    def _end(self) -> None:
        if self._open and (not self._single or len(self._open) > 1):
            self._found.append(Passage(tuple(self._open)))
        self._open, self._silent = [], []


def _uncrossed(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages, sorted, without those that begin in an earlier one and end outside it."""
    around: list[Span] = []
    for passage in passages:
        while around and around[-1].end <= passage.span.start:
            around.pop()
        if not around or around[-1].contains(passage.span):
            around.append(passage.span)
            yield passage


def _with_depth(passages: Iterable[Passage]) -> Iterator[Passage]:
    around: list[int] = []
    for passage in passages:
        while around and around[-1] <= passage.span.start:
            around.pop()
        yield replace(passage, depth=len(around)) if around else passage
        around.append(passage.span.end)
