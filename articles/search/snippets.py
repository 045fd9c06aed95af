"""The words around a match, the match marked: text and terms -> pieces for a template. Plain Python."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from articles.search.folding import fold
from articles.search.query import Term

# characters shown before the first match and after it
BEFORE: Final = 80
AFTER: Final = 180


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text that is a match or is none."""

    text: str
    is_match: bool = False


def snippet(text: str, terms: Iterable[Term]) -> list[Piece]:
    """The surroundings of the first match below the headline, else in it, in ``text``, every match in them marked.

    Empty where nothing matches. Case and accents do not count.
    """
    pattern = _pattern(terms)
    if pattern is None:
        return []
    folded = fold(text)
    body = folded.find("\n")
    first = pattern.search(folded, max(body, 0)) or pattern.search(folded)
    if first is None:
        return []
    start, end = around(text, first.start(), first.end())
    return marked(text, start, end, [match.span() for match in pattern.finditer(folded, start, end)])


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """From a word up to ``BEFORE`` characters in front of start..end to one up to ``AFTER`` behind, in its lines."""
    opening = max(start - BEFORE, text.rfind("\n", 0, start) + 1)
    if opening and not text[opening - 1].isspace():
        opening = next((i + 1 for i in range(opening, start) if text[i].isspace()), start)
    closing = min(len(text), end + AFTER)
    line_end = text.find("\n", end, closing)
    if line_end >= 0:
        closing = line_end
    elif closing < len(text) and not text[closing].isspace():
        closing = next((i for i in range(closing, end, -1) if text[i].isspace()), end)
    return opening, closing


def marked(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """``text`` from ``start`` to ``end`` with the spans (sorted, disjoint) as matches, dots where it is cut."""
    pieces = [Piece("… ")] if start and text[start - 1] != "\n" else []
    at = start
    for opening, closing in spans:
        if opening > at:
            pieces.append(Piece(text[at:opening]))
        pieces.append(Piece(text[opening:closing], is_match=True))
        at = closing
    if at < end:
        pieces.append(Piece(text[at:end]))
    if end < len(text) and text[end] != "\n":
        pieces.append(Piece(" …"))
    return pieces


def _pattern(terms: Iterable[Term]) -> re.Pattern[str] | None:
    wanted = []
    for term in terms:
        words = r"[\W_]+".join(re.escape(fold(token)) for token in term.tokens)
        wanted.append(words + (r"[^\W_]*" if term.is_prefix else r"(?![^\W_])"))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(wanted)})") if wanted else None
