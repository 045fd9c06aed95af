"""Where a decision stands in a text that was edited since: found again by its words and what stood before them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from articles.document import Span

# characters of text in front of a decision that are kept with it
CONTEXT: Final = 40
# so much of that context, or all of it, must have stayed where the words stand more than once
_ENOUGH: Final = 12
# words shorter than this are found by their context only
_TELLING: Final = 4
# occurrences looked at; a word that stands in more places is found only near where it stood
_MOST: Final = 2_000


def context(text: str, start: int) -> str:
    """What stands before ``start``, as a decision keeps it."""
    return text[max(0, start - CONTEXT) : start]


def find_again(text: str, words: str, before: str, start: int) -> Span | None:
    """The span of ``words`` in ``text``, which once stood at ``start`` with ``before`` in front of them.

    The place with the most of ``before`` wins, then the one nearest to ``start``. None where the words are gone, or
    stand only where too little of what was before them is left to be sure.
    """
    if _stands(text, words, before, start):
        return Span(start, start + len(words))
    places = list(_places(text, words, start))
    if not places:
        return None
    kept, _, place = max((_shared(before, text, place), -abs(place - start), place) for place in places)
    alone = len(places) == 1 and len(words) >= _TELLING
    if alone or kept >= min(_ENOUGH, len(before)):
        return Span(place, place + len(words))
    return None


def _stands(text: str, words: str, before: str, start: int) -> bool:
    return text.startswith(words, start) and text.endswith(before, 0, start)


def _places(text: str, words: str, start: int) -> Iterator[int]:
    """Where ``words`` stand whole: not as a part of a longer word."""
    position, found = text.find(words), 0
    while position >= 0 and found < _MOST:
        found += 1
        if _is_whole(text, position, position + len(words)):
            yield position
        position = text.find(words, position + 1)
    if found == _MOST and (near := text.find(words, max(0, start - CONTEXT))) >= 0:
        yield near


def _is_whole(text: str, start: int, end: int) -> bool:
    cut_left = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cut_right = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (cut_left or cut_right)


def _shared(before: str, text: str, place: int) -> int:
    """How many characters in front of ``place`` are those of ``before``, counted backwards."""
    backwards = zip(reversed(before), reversed(context(text, place)), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], backwards))
