"""Quotation marks: which of them open, which close, and what stands between them in one block.

Works on characters, never on words: the marks of a text are certain, whatever is read into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from articles.document import Span

_MARK: Final = re.compile("``|''|[\"“”„‟«»‹›‘’‚‛'`]")
_DOUBLE_OPENERS: Final = frozenset(("“", "„", "‟", "«", "``"))
_DOUBLE_CLOSERS: Final = frozenset("”»")
_DOUBLES: Final = frozenset('“„‟«”»"')
_SINGLE_OPENERS: Final = frozenset("‘‚‛‹")
_SINGLES: Final = frozenset("‘’‚‛‹›'`")
_BEFORE_OPENER: Final = frozenset("([{—–-/:…¿¡")
_AFTER_OPENER: Final = frozenset("([{…£€$¥#@*¿¡—–-.")
_BEFORE_CLOSER: Final = frozenset(".,!?…;:)]}—–-%*")
_SPEECH_BEGINS_AFTER: Final = frozenset(".,!?…:—–-")
_SENTENCE_BREAK: Final = re.compile(r"[.!?…]\s+")
# 'til, 'em, rock 'n' roll, '98: an apostrophe that stands for letters left out
_ELISION: Final = re.compile(
    r"['‘’](?:\d\ds?\b|(?:tis|twas|til|em|n|cause|bout|round|cos|fraid|nother)\b)", re.IGNORECASE
)
# how many marks ahead the next double one is looked for
_AHEAD: Final = 4


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
class Quoted:
    """A stretch of one block in quotation marks, marks included.

    ``opened`` and ``closed`` tell whether the mark is there: without the one the stretch begins with its sentence,
    without the other it reaches to the end of the block, or to the next stretch.
    """

    span: Span
    single: bool = False
    opened: bool = True
    closed: bool = True


def find_quoted(text: str, block: Span) -> list[Quoted]:
    """The stretches of a block in quotation marks, sorted by start, the outer before the inner.

    Marks may be curly, straight, single, low, guillemets, doubled back-ticks, or turned the wrong way; apostrophes,
    feet and inches are none.
    """
    return sorted(_Pairing(text, block).quoted(), key=lambda each: (each.span.start, -each.span.end))


def may_begin_speech(text: str, at: int, block: Span) -> bool:
    """Whether a mark at ``at`` stands where a speech may begin: at the start of its block, or after punctuation."""
    before = text[max(block.start, at - 2) : at].rstrip()
    return at == block.start or before[-1:] in _SPEECH_BEGINS_AFTER


class _Pairing:
    """Pairs the marks of one block; every opening mark waits on a stack for the closing one of its kind."""

    def __init__(self, text: str, block: Span) -> None:
        self._text = text
        self._block = block
        self._marks = list(_marks(text, block))
        self._closers, self._firm_closers = _later_closers(self._marks)
        self._stack: list[_Mark] = []
        self._found: list[Quoted] = []
        # where the stretch after the last one outside all others begins
        self._floor = block.start

    def quoted(self) -> list[Quoted]:
        for number, mark in enumerate(self._marks):
            if self._opens(number, mark):
                self._stack.append(mark)
            elif mark.role is not _Role.OPENS and not (mark.possessive and self._firm_closers[number]):
                self._close(mark)
        if self._stack:
            self._found += self._left_open(self._stack[0])
        return self._found

    def _opens(self, number: int, mark: _Mark) -> bool:
        if mark.role is _Role.EITHER:
            return all(each.single for each in self._stack[-2:])
        if mark.role is _Role.CLOSES:
            # with nothing open, a straight mark that another closing one follows must be meant to open
            is_inches = self._text[max(mark.start - 1, 0)].isdigit()
            is_straight = self._text[mark.start] == '"'
            return is_straight and not (self._stack or is_inches) and self._next_double_closes(number)
        return not mark.single or self._closers[number] or may_begin_speech(self._text, mark.start, self._block)

    def _next_double_closes(self, number: int) -> bool:
        following = (mark for mark in self._marks[number + 1 : number + _AHEAD] if not mark.single)
        return next((mark.role is _Role.CLOSES for mark in following), False)

    def _close(self, mark: _Mark) -> None:
        if not mark.single:
            # an apostrophe taken for an opening mark never swallows the closing mark of a speech
            while self._stack and self._stack[-1].single:
                self._stack.pop()
        if self._stack and self._stack[-1].single == mark.single:
            opener = self._stack.pop()
            if self._text[opener.end : mark.start].strip():
                self._found.append(Quoted(Span(opener.start, mark.end), mark.single))
                self._floor = self._floor if self._stack else mark.end
        elif not self._stack and not mark.single and not self._text[mark.start - 1].isdigit():
            start = self._sentence_start(mark.start)
            if start < mark.start:
                self._found.append(Quoted(Span(start, mark.end), opened=False))
            self._floor = mark.end

    def _sentence_start(self, end: int) -> int:
        """Where the sentence before ``end`` begins, after what was quoted before."""
        breaks = _SENTENCE_BREAK.finditer(self._text, self._floor, max(end - 1, self._floor))
        start = max((match.end() for match in breaks), default=self._floor)
        while start < end and self._text[start].isspace():
            start += 1
        return start

    def _left_open(self, opener: _Mark) -> Iterator[Quoted]:
        """What a mark opens that nothing closes: to the end of the block, or to the next stretch in double marks."""
        later = (each.span.start for each in self._found if not each.single and each.span.start > opener.start)
        end = min(later, default=self._block.end)
        end = opener.end + len(self._text[opener.end : end].rstrip())
        if end > opener.end:
            yield Quoted(Span(opener.start, end), opener.single, closed=False)


def _later_closers(marks: Sequence[_Mark]) -> tuple[list[bool], list[bool]]:
    """For each mark: whether a single mark closes later; whether one surely does, before the next one opens."""
    any_closer, firm_closer = [False] * len(marks), [False] * len(marks)
    closer = firm = False
    for number in range(len(marks) - 1, -1, -1):
        mark = marks[number]
        any_closer[number], firm_closer[number] = closer, firm
        if mark.single:
            closer = closer or mark.role is _Role.CLOSES
            firm = mark.role is _Role.CLOSES and (firm or not mark.possessive)
    return any_closer, firm_closer


def _marks(text: str, block: Span) -> Iterator[_Mark]:
    for match in _MARK.finditer(text, block.start, block.end):
        start, end = match.span()
        mark = match.group()
        before = text[start - 1] if start > block.start else " "
        after = text[end] if end < block.end else " "
        single = mark in _SINGLES
        if single and _ELISION.match(text, start) and not before.isalnum():
            continue
        role = _single_role(mark, before, after) if single else _double_role(mark, before, after)
        if role is not None:
            yield _Mark(start, end, single, role, single and before in "sS" and after.isspace())


def _double_role(mark: str, before: str, after: str) -> _Role | None:
    """What a double mark does between two characters; None: it is no quotation mark there."""
    opens = (before.isspace() or before in _BEFORE_OPENER) and (after.isalnum() or after in _AFTER_OPENER)
    closes = (before.isalnum() or before in _BEFORE_CLOSER) and not after.isalnum()
    if mark in _DOUBLE_OPENERS:
        # „Wort“ and »Wort«: the neighbours on both sides outweigh the shape
        return _Role.CLOSES if closes and not opens and mark != "„" else _Role.OPENS
    if mark in _DOUBLE_CLOSERS:
        return _Role.OPENS if opens and not closes else _Role.CLOSES
    if opens != closes:
        return _Role.OPENS if opens else _Role.CLOSES
    if (before.isalnum() and after.isalnum()) or (before.isspace() and after.isspace()):
        return None
    return _Role.EITHER


def _single_role(mark: str, before: str, after: str) -> _Role | None:
    """What a single mark does between two characters; None: it is an apostrophe."""
    begins = before.isspace() or before in _BEFORE_OPENER or before in _DOUBLES
    if begins and (after.isalnum() or after in _AFTER_OPENER or after in _DOUBLES):
        return None if mark == "’" and not before.isspace() else _Role.OPENS
    if mark in _SINGLE_OPENERS:
        return _Role.OPENS if before.isspace() and not after.isspace() else None
    if before.isspace() or after.isalnum():
        return None
    return _Role.CLOSES
