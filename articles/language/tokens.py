"""Tokens, word pieces and input classes: what the encoder reads of a text.

Training and annotation share this module, so that the weights always see what they were trained on. A token is a run
of letters and digits (inner apostrophes kept: O'Brien, Hay'et; Syria's is split), a single other character, or a run
of line breaks. Annotated spans therefore fall on token borders without a tokeniser that knows English.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

TOKEN: Final = re.compile(
    r"""
      [\n\r]+                                                   # one token for all breaks of a paragraph
    | [^\W_]+ (?: ['’] (?!(?:s|t|re|ve|ll|d|m)\b) [^\W\d_]+ )*   # O'Brien is one token; Syria's, don't, we'll are not
    | [^\w\s]
    | _
    """,
    re.VERBOSE,
)

LETTER_SHAPES: Final = 8
QUOTATION_STATES: Final = 4
INPUT_CLASSES: Final = LETTER_SHAPES * QUOTATION_STATES
OUTSIDE, INSIDE, OPENING, CLOSING = range(QUOTATION_STATES)

MAX_PIECES_PER_TOKEN: Final = 12
# a longer token is no word: its start is enough, and the search for pieces stays linear in the text
MAX_CHARACTERS_PER_TOKEN: Final = 64
MAX_CACHED_TOKENS: Final = 100_000

_OPENING_MARKS: Final = "“«„"
_CLOSING_MARKS: Final = "”»"
_MARKS: Final = frozenset("\"“”«»„‘’'`")
_SINGLE_CLOSER: Final = re.compile(r"(?:(?<=[,.?!…])[’'](?!\w)|(?<=\w)[’'](?=[\s,.;:)]|\Z))")


def token_offsets(text: str) -> list[tuple[int, int]]:
    """Start and end of every token, in order; white space other than line breaks belongs to none."""
    return [match.span() for match in TOKEN.finditer(text)]


def is_break(token: str) -> bool:
    """Whether the token is a run of line breaks."""
    return token[0] in "\n\r"


def letter_shape(token: str) -> int:
    """Which of eight shapes the token's letters have: the encoder's word pieces are lower case."""
    if not any(character.isalpha() for character in token):
        return 1 if any(character.isdigit() for character in token) else 0
    if token.islower():
        return 2
    if token.isupper():
        return 3 if len(token) > 1 else 4
    if token[0].isupper():
        return 5 if token[1:].islower() else 6
    return 7


def quotation_states(text: str, offsets: list[tuple[int, int]]) -> list[int]:
    """For every token: outside or inside quotation marks, or an opening or closing mark itself.

    Every paragraph starts outside, so a stray mark damages no more than its own. A single mark opens only where its
    paragraph still holds one that can close it, so that apostrophes open nothing.
    """
    paragraphs = _Paragraphs(text)
    states: list[int] = []
    inside = ""
    for start, _ in offsets:
        mark = text[start]
        if mark in _MARKS:
            inside, state = _at_mark(text, start, inside, paragraphs)
        else:
            if mark in "\n\r":
                inside = ""
            state = INSIDE if inside else OUTSIDE
        states.append(state)
    return states


class _Paragraphs:
    """Where the paragraphs of a text end, and where a single mark may close."""

    def __init__(self, text: str) -> None:
        self._size = len(text)
        self._breaks = [match.start() for match in re.finditer(r"[\n\r]", text)]
        self._closers = [match.start() for match in _SINGLE_CLOSER.finditer(text)]

    def end(self, position: int) -> int:
        index = bisect_left(self._breaks, position)
        return self._breaks[index] if index < len(self._breaks) else self._size

    def closes_later(self, position: int) -> bool:
        index = bisect_left(self._closers, position)
        return index < len(self._closers) and self._closers[index] < self.end(position)


def _at_mark(text: str, start: int, inside: str, paragraphs: _Paragraphs) -> tuple[str, int]:
    """Which marks are open after the one at ``start`` ("double", "single" or ""), and its own state."""
    mark, before, after = text[start], text[start - 1 : start], text[start + 1 : start + 2]
    if mark in _OPENING_MARKS and inside != "double":
        return "double", OPENING
    if mark in _CLOSING_MARKS and inside == "double":
        return "", CLOSING
    if mark == '"':
        stray_closer = not inside and before.strip() and before not in "([—–-" and not after.isalnum()
        return ("", CLOSING) if inside == "double" or stray_closer else ("double", OPENING)
    if mark in "‘'`" and not inside:
        may_open = not before or before in " \n\t([—–-"
        if may_open and after.strip() and paragraphs.closes_later(start + 1):
            return "single", OPENING
    elif mark in "’'" and inside == "single" and not after.isalnum():
        ends_clause = bool(before) and before in ",.?!…"
        ends_word = before.isalnum() and before != "s"
        if ends_clause or ends_word or text.find(mark, start + 1, paragraphs.end(start + 1)) < 0:
            return "", CLOSING
    return inside, INSIDE if inside else OUTSIDE


class WordPieces:
    """Splits single tokens into the encoder's word pieces (lower case, accents stripped), with a bounded cache."""

    def __init__(self, vocabulary: Path) -> None:
        """Read ``vocabulary``: one word piece a line, the line number is its id."""
        with vocabulary.open(encoding="utf-8") as lines:
            self._ids = {line.rstrip("\n"): number for number, line in enumerate(lines)}
        self.unknown, self.start, self.separator = (self._ids[name] for name in ("[UNK]", "[CLS]", "[SEP]"))
        self._cache: dict[str, tuple[tuple[int, ...], int]] = {}

    def __call__(self, token: str) -> tuple[tuple[int, ...], int]:
        """The ids of the token's pieces (1 to ``MAX_PIECES_PER_TOKEN``) and its letter shape."""
        known = self._cache.get(token)
        if known is None:
            if len(token) > MAX_CHARACTERS_PER_TOKEN:
                return self(token[:MAX_CHARACTERS_PER_TOKEN])
            if len(self._cache) >= MAX_CACHED_TOKENS:
                self._cache.clear()
            known = self._cache[token] = (self._pieces(token), letter_shape(token))
        return known

    def _pieces(self, token: str) -> tuple[int, ...]:
        if is_break(token):
            return (self.separator,)
        normal = unicodedata.normalize("NFD", token.lower().translate(_PLAIN_MARKS))
        normal = "".join(character for character in normal if unicodedata.category(character) != "Mn")
        pieces: list[int] = []
        for part in re.findall(r"[^\W_]+|[^\w\s]|_", normal):
            pieces.extend(self._longest_first(part))
        return tuple(pieces[:MAX_PIECES_PER_TOKEN]) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self._ids.get(part[start:end] if start == 0 else "##" + part[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return [self.unknown]
        return pieces


_PLAIN_MARKS: Final = str.maketrans("’‘“”", "''\"\"")


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """A text as the encoder reads it: per token its offsets, word pieces and input class.

    ``classes`` holds letter shape + 8 * quotation state; a run of line breaks has the separator as its only piece.
    """

    text: str
    offsets: list[tuple[int, int]]
    pieces: list[tuple[int, ...]]
    classes: list[int]

    @classmethod
    def of(cls, text: str, word_pieces: WordPieces) -> Pieces:
        """Read ``text``, in time linear in its length whatever it holds."""
        offsets = token_offsets(text)
        pieces: list[tuple[int, ...]] = []
        classes: list[int] = []
        for (start, end), state in zip(offsets, quotation_states(text, offsets), strict=True):
            ids, shape = word_pieces(text[start:end])
            pieces.append(ids)
            classes.append(shape + LETTER_SHAPES * state)
        return cls(text, offsets, pieces, classes)

    def windows(self, limit: int, *, first: int | None = None) -> Iterator[tuple[int, int]]:
        """Ranges of tokens that tile the text, each of at most ``limit`` pieces with its two borders.

        A window ends at the last paragraph break that fits, else at the last sentence end, else where it is full.
        ``first`` is the limit of the first one.
        """
        start, count, room = 0, len(self.offsets), (first or limit) - 2
        while start < count:
            used, stop = 0, start
            paragraph = sentence = start
            while stop < count and used + len(self.pieces[stop]) <= room:
                used += len(self.pieces[stop])
                mark = self.text[self.offsets[stop][0]]
                stop += 1
                if mark in "\n\r":
                    paragraph = stop
                elif mark in ".?!":
                    sentence = stop
            if stop < count:
                stop = next((cut for cut in (paragraph, sentence, stop) if cut > start), start + 1)
            yield start, stop
            start, room = stop, limit - 2

    def encode(self, start: int, stop: int, word_pieces: WordPieces) -> tuple[list[int], list[int], list[int]]:
        """Piece ids and input classes of tokens ``start`` to ``stop`` with borders, and where each token begins."""
        ids, classes, firsts = [word_pieces.start], [0], []
        for pieces, input_class in zip(self.pieces[start:stop], self.classes[start:stop], strict=True):
            firsts.append(len(ids))
            ids.extend(pieces)
            classes.extend([input_class] * len(pieces))
        ids.append(word_pieces.separator)
        classes.append(0)
        return ids, classes, firsts
