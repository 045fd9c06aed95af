"""Numbers whose neighbours make them ratios, multipliers, ordinals, ages or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from articles.document import QuantityKind
from articles.language.quantities.ages import read_age
from articles.language.quantities.durations import read_time_unit
from articles.language.quantities.numerals import Form, read_numeral
from articles.language.quantities.ordinals import fraction_or_ordinal, is_ordinal, read_numbered
from articles.language.quantities.readings import Reading
from articles.language.quantities.words import DASHES, Words, forms

_MOST_RATIO: Final = 20
# "last" is a verb behind these
_BEFORE_VERB: Final = forms("to will would can could may might should must not ll")
_ROUND_RATIOS: Final = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000})
_TIMES_BEFORE: Final = forms(
    "as the that more larger higher bigger greater less lower its their his her what normal national average core "
    "earnings ebitda oversubscribed full sales revenue better worse faster stronger longer deadlier pre gross "
    "those current usual ordinary book annual cheaper likelier our my your"
)


def read_count(words: Words, reading: Reading) -> Reading | None:
    """``reading`` as what its neighbours make of it; None where it is no quantity ("first noticed")."""
    if reading.kind is QuantityKind.ORDINAL:
        return reading if is_ordinal(words, reading) else None
    if reading.kind is QuantityKind.FRACTION:
        return fraction_or_ordinal(words, reading)
    age = read_age(words, reading)
    if age is not None:
        return age
    if reading.kind is not QuantityKind.CARDINAL or reading.value is None:
        return _with_ordinal(words, reading)
    return (
        read_numbered(words, reading)
        or _fold(words, reading)
        or _ratio(words, reading)
        or _multiplier(words, reading)
        or reading
    )


def _with_ordinal(words: Words, reading: Reading) -> Reading:
    """'first five years', 'last 24 hours': the word before belongs to the span of a length of time."""
    before = words[reading.first - 1]
    if before == "last" and words[reading.first - 2] in _BEFORE_VERB:
        # "is expected to last three weeks"
        return reading
    if reading.kind is QuantityKind.DURATION and before in ("first", "last", "past", "next", "final"):
        return replace(reading, first=reading.first - 1)
    return reading


def read_fold_word(words: Words, i: int) -> Reading | None:
    """'fivefold', 'tenfold'."""
    word = words[i].removesuffix("fold")
    if word == words[i]:
        return None
    numeral = read_numeral(Words(word, (0,), (len(word),), (word,)), 0)
    if numeral is None or numeral.form is not Form.CARDINAL:
        return None
    return Reading(i, i + 1, QuantityKind.MULTIPLIER, value=numeral.value)


def _fold(words: Words, reading: Reading) -> Reading | None:
    at = words.skip_hyphen(reading.last)
    if words[at] != "fold" or (at == reading.last and not words.glued(at)):
        return None
    return replace(reading, last=at + 1, kind=QuantityKind.MULTIPLIER, counts=False)


def _ratio(words: Words, reading: Reading) -> Reading | None:
    """'one in five', 'four out of 10', 'one-in-three', 'three to one'."""
    value, at = reading.value, words.skip_hyphen(reading.last)
    if value is None or value != int(value) or not 0 < value <= _MOST_RATIO:
        return None
    if words[at] == "to":
        return _odds(words, reading, at)
    out_of = words[at] == "out" and words[at + 1] == "of"
    if not out_of and words[at] != "in":
        return None
    below_at = at + 2 if out_of else words.skip_hyphen(at + 1)
    below_at += words[below_at] == "every"
    below = read_numeral(words, below_at)
    if below is None or below.form is not Form.CARDINAL or below.value <= 1 or value >= below.value:
        return None
    if (below.digits and 1000 < below.value < 2200) or not _stands_alone(words, below.last):
        return None
    if not out_of and value > 1 and below.value not in _ROUND_RATIOS:
        return None
    return Reading(reading.first, below.last, QuantityKind.RATIO, value=value / below.value, counts=True)


def _odds(words: Words, reading: Reading, at: int) -> Reading | None:
    below = read_numeral(words, at + 1)
    if (
        below is None
        or below.value != 1
        or words[at + 1] not in ("one", "1")
        or words[reading.first - 1] in ("from", "down")
    ):
        return None
    if reading.value is None or reading.value <= 1:
        return None
    return Reading(reading.first, below.last, QuantityKind.RATIO, value=reading.value)


def _stands_alone(words: Words, last: int) -> bool:
    """Whether no unit or hyphen follows: 'three in 14 minutes' is no ratio."""
    return read_time_unit(words, last) is None and words[last] not in DASHES | {"%", "percent"}


def _multiplier(words: Words, reading: Reading) -> Reading | None:
    """'1.4 times EBITDA', 'three times as likely', 'by a factor of 18'; 'three times a week' counts."""
    at = reading.last
    if words[at] == "x" and words.glued(at) and not words.is_number(at + 1):
        return replace(reading, last=at + 1, kind=QuantityKind.MULTIPLIER, counts=False)
    if words[at] != "times":
        factor = words[reading.first - 1] == "of" and words[reading.first - 2] == "factor"
        return replace(reading, kind=QuantityKind.MULTIPLIER, counts=False) if factor else None
    value, after = reading.value, words[at + 1]
    compares = after in _TIMES_BEFORE or (after.endswith("er") and after not in ("over", "after", "per", "under"))
    if after == "this" and words[at + 2] not in ("year", "week", "month", "season", "summer"):
        compares = True
    if compares or (value is not None and value != int(value)):
        return replace(reading, last=at + 1, kind=QuantityKind.MULTIPLIER, counts=False)
    return None
