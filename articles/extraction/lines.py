"""Text -> its lines, with those that a mail program broke put together again (as spans: no word is moved)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# A line longer than this was not broken by hand or by a mail program.
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40
_SENTENCE_END = frozenset(".!?:;…\"'”’»)]")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text without its outer white space: one line, or several that belong together.

    ``start`` and ``end`` index the text; ``group`` counts the stretches between blank lines; ``indent`` is the number
    of white-space characters before the first line.
    """

    start: int
    end: int
    text: str
    group: int
    indent: int = 0

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def ends_sentence(self) -> bool:
        """Whether the last character is one that closes a sentence, a quotation or a bracket."""
        return self.text[-1] in _SENTENCE_END


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order."""
    lines: list[Line] = []
    offset = group = 0
    for raw in text.splitlines(keepends=True):
        content = raw.strip()
        if content:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            lines.append(Line(start, start + len(content), content, group, indent))
        else:
            group += 1
        offset += len(raw)
    return lines


def unwrap(text: str, lines: list[Line], starts_block: list[bool]) -> Iterator[Line]:
    """Yield ``lines`` with those of one hard-wrapped paragraph joined; ``starts_block``: lines never joined on."""
    width = _wrap_width(lines)
    first = 0
    for number in range(1, len(lines) + 1):
        joins = (
            number < len(lines)
            and not starts_block[number]
            and lines[number - 1].group == lines[number].group
            and _continues(lines[number - 1], lines[number], width)
        )
        if joins:
            continue
        if number - first == 1:
            yield lines[first]
        else:
            start, end = lines[first].start, lines[number - 1].end
            yield Line(start, end, text[start:end], lines[first].group, lines[first].indent)
        first = number


def _wrap_width(lines: list[Line]) -> int | None:
    """The column at which the text was hard-wrapped; None: its lines are whole paragraphs."""
    pairs = [pair for pair in pairwise(lines) if pair[0].group == pair[1].group]
    lengths = [len(line) for line in lines]
    if not pairs or sum(length > _WIDEST_WRAP for length in lengths) > len(lines) / 10:
        return None
    width = max((len(line) + line.indent for line, _ in pairs if len(line) <= _WIDEST_WRAP), default=0)
    if width < _NARROWEST_WRAP:
        return None
    full = [pair for pair in pairs if _is_full(*pair, width)]
    open_ended = sum(not line.ends_sentence for line, _ in full)
    if len(full) < 3:
        # One long line is always as long as the longest: only a sentence that visibly goes on tells a wrap here.
        return width if full and all(following.text[0].islower() for _, following in full) else None
    return width if len(full) >= len(pairs) * 0.55 and open_ended >= len(full) / 2 else None


def _is_full(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of ``following`` would not have fitted on ``line``."""
    first_word = following.text[:_WIDEST_WRAP].split(maxsplit=1)[0]
    return len(line) + line.indent + 1 + len(first_word) > width


def _continues(line: Line, following: Line, width: int | None) -> bool:
    if width is not None and len(line) <= _WIDEST_WRAP and _is_full(line, following, width):
        # An indented line after a flush one opens a paragraph where no blank lines do.
        return following.indent <= line.indent + 1 or line.indent > 0
    return len(line) >= _NARROWEST_WRAP and not line.ends_sentence and following.text[0].islower()
