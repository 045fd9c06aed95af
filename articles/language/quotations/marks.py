"""Quotation marks: which of them open, which close, and what stands between them.

Works on characters, never on words: the marks of a text are certain, whatever is read into them. Every block is read
alone, so that a stray mark never does damage beyond its block; passages that run on over blocks are joined afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from articles.document import Block, BlockKind, Span

_MARK = re.compile("``|''|[\"“”„‟«»‹›‘’‚‛'`]")
_DOUBLE_OPENERS = frozenset("“„‟«")
_DOUBLE_CLOSERS = frozenset("”»")
_SINGLE_OPENERS = frozenset("‘‚‛‹`")
_SINGLES = frozenset("‘’‚‛‹›'`")
_BEFORE_OPENER = frozenset("([{—–-/:…¿¡")
_AFTER_OPENER = frozenset("([{…£€$¥#@*¿¡—–-.")
_BEFORE_CLOSER = frozenset(".,!?…;:)]}—–-%*")
_SPEECH_BEGINS_AFTER = frozenset(".,!?…:—–-")
_SENTENCE_BREAK = re.compile(r"[.!?…]\s+")
# 'til, 'em, rock 'n' roll, '98: an apostrophe that stands for letters left out
_ELISION = re.compile(r"['‘’](?:\d\ds?\b|(?:tis|twas|til|em|n|cause|bout|round|cos|fraid|nother)\b)", re.IGNORECASE)
# a caption or a subheading between two paragraphs does not end a speech
_SKIPPED = frozenset({BlockKind.CAPTION, BlockKind.CREDIT, BlockKind.SUBHEADING})
# paragraphs without any mark that a speech may run through before its closing mark
_SILENT_BLOCKS = 3


class _Role(Enum):
    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    single: bool
    role: _Role
    # 's: may close, may be the possessive of a plural
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text in quotation marks, marks included.

    ``fragments`` has one span per block. ``opened`` and ``closed`` tell whether the mark is there: where it is missing,
    the passage reaches to its block's border. ``depth`` is 0 outside every other passage, 1 inside one, and so on.
    """

    fragments: tuple[Span, ...]
    block: int
    opened: bool = True
    closed: bool = True
    single: bool = False
    depth: int = 0

    @property
    def span(self) -> Span:
        return Span(self.fragments[0].start, self.fragments[-1].end)


def find_passages(text: str, blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """The passages in quotation marks of a text, sorted by start, the outer before the inner.

    Marks may be curly, straight, single, low, guillemets, doubled back-ticks, or turned the wrong way; apostrophes,
    feet and inches are none. A passage that its block leaves open continues in the next block if that one opens with a
    mark again, or closes what it never opened.
    """
    by_block = [
        sorted(_passages_of_block(text, block.span, index), key=_outer_first) for index, block in enumerate(blocks)
    ]
    return tuple(_with_depth(sorted(_joined(text, by_block, blocks), key=_outer_first)))


def _outer_first(passage: Passage) -> tuple[int, int]:
    return passage.span.start, -passage.span.end


def _marks(text: str, block: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, block.start, block.end):
        start, end = match.span()
        before = text[start - 1] if start > block.start else " "
        after = text[end] if end < block.end else " "
        mark = match.group()
        single = mark in _SINGLES
        if single:
            role, possessive = _single_role(text, start, mark, before, after)
        else:
            role, possessive = _double_role(mark, before, after), False
        if role is not None:
            yield _Mark(start, end, single, role, possessive)


def _opens(before: str, after: str) -> bool:
    """Whether the neighbours of a mark are those of an opening one."""
    return (before.isspace() or before in _BEFORE_OPENER) and (after.isalnum() or after in _AFTER_OPENER)


def _closes(before: str, after: str) -> bool:
    """Whether the neighbours of a mark are those of a closing one."""
    return (before.isalnum() or before in _BEFORE_CLOSER) and not after.isalnum()


def _double_role(mark: str, before: str, after: str) -> _Role | None:
    opens, closes = _opens(before, after), _closes(before, after)
    if mark in _DOUBLE_OPENERS or mark == "``":
        # „Wort“ and »Wort«: the neighbours on both sides outweigh the shape
        return _Role.CLOSES if closes and not opens and mark != "„" else _Role.OPENS
    if mark in _DOUBLE_CLOSERS:
        return _Role.OPENS if opens and not closes else _Role.CLOSES
    if opens and not closes:
        return _Role.OPENS
    if closes and not opens:
        return _Role.CLOSES
    if before.isalnum() and after.isalnum():
        return None
    if after.isspace() and before.isspace():
        return None
    return _Role.EITHER


def _single_role(text: str, start: int, mark: str, before: str, after: str) -> tuple[_Role | None, bool]:
    if before.isalnum() and after.isalnum():
        return None, False
    opens = (before.isspace() or before in _BEFORE_OPENER or before in _DOUBLE_OPENERS or before == '"') and (
        after.isalnum() or after in _AFTER_OPENER or after in _DOUBLE_OPENERS or after == '"'
    )
    if opens:
        if _ELISION.match(text, start) or mark == "’" and not before.isspace():
            return None, False
        return _Role.OPENS, False
    if mark in _SINGLE_OPENERS and mark != "`":
        return (_Role.OPENS if before.isspace() and not after.isspace() else None), False
    if before.isspace() or after.isalnum():
        return None, False
    return _Role.CLOSES, before in "sS" and after.isspace()


def _passages_of_block(text: str, block: Span, index: int) -> list[Passage]:
    marks = list(_marks(text, block))
    any_closer, firm_closer = _later_closers(marks)
    found: list[Passage] = []
    stack: list[_Mark] = []
    floor = block.start
    for number, mark in enumerate(marks):
        role = mark.role
        if role is _Role.EITHER:
            role = _Role.CLOSES if any(not each.single for each in stack[-2:]) else _Role.OPENS
        if role is _Role.OPENS:
            if not mark.single or any_closer[number] or _introduced(text, mark.start, block):
                stack.append(mark)
            continue
        if mark.possessive and firm_closer[number]:
            continue
        if not stack and text[mark.start] == '"' and _next_double_closes(marks, number):
            stack.append(mark)
            continue
        if not mark.single:
            # an apostrophe taken for an opening mark never swallows the closing mark of a speech
            while stack and stack[-1].single:
                stack.pop()
        if stack and stack[-1].single == mark.single:
            opener = stack.pop()
            if text[opener.end : mark.start].strip():
                found.append(Passage((Span(opener.start, mark.end),), index, single=mark.single))
                floor = mark.end if not stack else floor
        elif not stack and not mark.single and not text[mark.start - 1].isdigit():
            start = _sentence_start(text, floor, mark.start)
            if start < mark.start:
                found.append(Passage((Span(start, mark.end),), index, opened=False))
            floor = mark.end
    if stack:
        found += _left_open(text, block, index, stack[0], found)
    return found


def _later_closers(marks: Sequence[_Mark]) -> tuple[list[bool], list[bool]]:
    """For each mark of a block: whether a single mark closes later; whether one surely does, before the next opens."""
    any_closer, firm_closer = [False] * len(marks), [False] * len(marks)
    closer = firm = False
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        any_closer[number], firm_closer[number] = closer, firm
        if mark.single:
            closer = closer or mark.role is _Role.CLOSES
            firm = mark.role is _Role.CLOSES and (firm or not mark.possessive)
    return any_closer, firm_closer


def _next_double_closes(marks: Sequence[_Mark], number: int) -> bool:
    """Whether a closing mark comes next: a straight mark before it, with nothing open, must then be meant to open."""
    following = next((mark for mark in marks[number + 1 : number + 4] if not mark.single), None)
    return following is not None and following.role is _Role.CLOSES


def _introduced(text: str, at: int, block: Span) -> bool:
    """Whether a mark stands where a speech may begin: at the start of its block, or after punctuation."""
    before = text[max(block.start, at - 2) : at].rstrip()
    return at == block.start or before[-1:] in _SPEECH_BEGINS_AFTER


def _sentence_start(text: str, floor: int, end: int) -> int:
    """Where the sentence around ``end`` begins, not before ``floor``."""
    start = max((match.end() for match in _SENTENCE_BREAK.finditer(text, floor, end - 1)), default=floor)
    while start < end and text[start].isspace():
        start += 1
    return start


def _left_open(text: str, block: Span, index: int, opener: _Mark, found: Sequence[Passage]) -> Iterator[Passage]:
    """The passage of a mark that nothing closes: to the end of the block, or to the next passage in double marks."""
    later = (each.span.start for each in found if not each.single and each.span.start > opener.start)
    end = min(later, default=block.end)
    end = opener.end + len(text[opener.end : end].rstrip())
    if end > opener.end:
        yield Passage((Span(opener.start, end),), index, closed=False, single=opener.single)


def _joined(text: str, by_block: Sequence[list[Passage]], blocks: Sequence[Block]) -> list[Passage]:
    """Join what a block leaves open with what a later block goes on with."""
    whole: list[Passage] = []
    pending: Passage | None = None
    silent = 0
    for index, block in enumerate(blocks):
        here = by_block[index]
        if pending is not None:
            if block.kind in _SKIPPED and not (here and here[0].span.start == block.span.start):
                whole += here
                continue
            following = here[0] if here else None
            if following is not None and following.opened and _goes_on(text, pending, following, block, blocks):
                pending = _extended(pending, following, pending.fragments + following.fragments)
                here = here[1:]
            elif following is not None and not following.opened and not pending.single:
                between = tuple(blocks[number].span for number in range(index - silent, index))
                last = Span(block.span.start, following.span.end)
                pending = _extended(pending, following, (*pending.fragments, *between, last))
                here = here[1:]
            elif following is None and silent < _SILENT_BLOCKS and block.kind is BlockKind.PARAGRAPH:
                silent += 1
                continue
            else:
                whole += [pending] if not pending.single or len(pending.fragments) > 1 else []
                pending = None
            silent = 0
        if pending is not None and (pending.closed or pending.span.end != block.span.end):
            whole.append(pending)
            pending = None
        if pending is None:
            pending = next((each for each in here if not each.closed and each.span.end == block.span.end), None)
            here = [each for each in here if each is not pending]
        whole += [each for each in here if each.closed or not each.single]
    if pending is not None and (not pending.single or len(pending.fragments) > 1):
        whole.append(pending)
    return whole


def _goes_on(text: str, pending: Passage, following: Passage, block: Block, blocks: Sequence[Block]) -> bool:
    """Whether a block opens with a mark of the kind that the speech before left open."""
    return (
        following.span.start == block.span.start
        and following.single == pending.single
        and _introduced(text, pending.span.start, blocks[pending.block].span)
    )


def _extended(pending: Passage, following: Passage, fragments: tuple[Span, ...]) -> Passage:
    return replace(pending, fragments=fragments, closed=following.closed)


def _with_depth(passages: Sequence[Passage]) -> Iterator[Passage]:
    around: list[int] = []
    for passage in passages:
        while around and around[-1] <= passage.span.start:
            around.pop()
        yield replace(passage, depth=len(around)) if around else passage
        around.append(passage.span.end)
