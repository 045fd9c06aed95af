"""Bare numbers that share the measure of a neighbour: "up 40 percent, from 35", "from 60 to 45 percent"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from articles.document import QuantityKind
from articles.language.quantities.amounts import MOVES
from articles.language.quantities.counted import find_counted
from articles.language.quantities.readings import Reading
from articles.language.quantities.words import Words, forms

_MEASURED: Final = frozenset({QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE})
_FURTHEST: Final = 26
_NEIGHBOURS: Final = 8
_LEVELS: Final = forms("to at is was reached reach of are were stood")
_COMPARED: Final = frozenset({"against", "than", "versus", "v", "vs"})
_AVERAGES: Final = forms("limit average zone peak high low record forecast target estimate")
_SENTENCE_ENDS: Final = frozenset({".", "!", "?", "\n"})
_LARGE: Final = 10**6


def complete(words: Words, readings: list[Reading]) -> list[Reading]:
    """``readings`` of one block, in order, with the measure that a bare number takes from the one before or after."""
    done: list[Reading] = []
    for index, reading in enumerate(readings):
        following = readings[index + 1] if index + 1 < len(readings) else None
        if _is_bare(words, reading):
            reading = _from_next(words, reading, following) or _from_before(words, reading, done) or reading
        done.append(reading)
    return done


def _is_bare(words: Words, reading: Reading) -> bool:
    return (
        reading.kind is QuantityKind.CARDINAL
        and reading.value is not None
        and words[reading.first] != "one"
        and find_counted(words, reading.outer_last) is None
    )


def _with_measure(reading: Reading, other: Reading) -> Reading:
    return replace(reading, kind=other.kind, unit=other.unit, currency=other.currency, counts=False)


def _from_next(words: Words, reading: Reading, following: Reading | None) -> Reading | None:
    """'from 60 to 45 percent', 'from 42,500 to 60,000 tenge'."""
    if following is None or following.kind not in _MEASURED or following.value is None:
        return None
    joined = words[reading.outer_first - 1] == "from" and words[reading.last] == "to"
    if not joined or following.outer_first != reading.last + 1:
        return None
    return _with_measure(reading, following)


def _from_before(words: Words, reading: Reading, done: list[Reading]) -> Reading | None:
    """The measure of the last measured number of the sentence, where a word of comparison leads to this one."""
    before = next((other for other in reversed(done[-_NEIGHBOURS:]) if other.kind in _MEASURED), None)
    if before is None or reading.first - before.last > _FURTHEST or _sentence_ends(words, before.last, reading.first):
        return None
    word, earlier = words[reading.outer_first - 1], words[reading.outer_first - 2]
    lead = words[before.outer_first - 1]
    large = before.kind is QuantityKind.MONEY and reading.value is not None and abs(reading.value) >= _LARGE
    if word in _COMPARED or (word == "from" and (lead in _LEVELS or earlier in MOVES or large)):
        fits = True
    elif word == "to":
        adjacent = before.outer_last == reading.outer_first - 1
        share = before.kind is QuantityKind.PERCENT and adjacent and lead not in MOVES and (reading.value or 0) <= 100
        fits = share or (lead == "from" and adjacent) or (before.kind is QuantityKind.MEASURE and earlier in MOVES)
    elif word == "of":
        fits = earlier in _AVERAGES and (before.kind is QuantityKind.MEASURE or large)
    else:
        fits = large and word in ("above", "below", "the", "at", "and", "for", "or")
    return _with_measure(reading, before) if fits else None


def _sentence_ends(words: Words, first: int, last: int) -> bool:
    return any(
        words.forms[i] in _SENTENCE_ENDS
        and not words.glued(i + 1)
        and not words.is_number(i + 1)
        and len(words[i - 1]) > 2
        for i in range(first, last)
    )
