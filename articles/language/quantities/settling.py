"""Kinds that words alone leave open, settled by the encoder: is "97" an age, "34" a percentage, "1929" a year?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from articles.document import QuantityKind
from articles.language.quantities import periods
from articles.language.quantities.counted import find_counted
from articles.language.quantities.dated import MAX_YEAR, MIN_YEAR
from articles.language.quantities.durations import iso
from articles.language.quantities.readings import Reading
from articles.language.quantities.verdicts import Verdicts
from articles.language.quantities.words import Words

_OLDEST: Final = 119
_NEIGHBOURS: Final = 8
_SHARED: Final = (QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.DURATION)
_WITHOUT_NOUN: Final = (QuantityKind.AGE, QuantityKind.ORDINAL, QuantityKind.DATE)
_OPEN: Final = (*_WITHOUT_NOUN, *_SHARED)


def settle(words: Words, readings: list[Reading], verdicts: Verdicts) -> list[Reading]:
    """``readings`` of one block, in order, with the kinds that the encoder is sure of where the rules only guess."""
    done: list[Reading] = []
    for reading in readings:
        span = words.span(reading.first, reading.last)
        if reading.kind is QuantityKind.CARDINAL and reading.value is not None:
            kinds = _WITHOUT_NOUN if _counts_a_noun(words, reading) else _OPEN
            kind = next((kind for kind in kinds if verdicts.prefers(span, kind, QuantityKind.CARDINAL)), None)
            reading = _as_kind(words, reading, kind, done) if kind else reading
        elif _is_bare_digits(words, reading) and verdicts.prefers(span, QuantityKind.CARDINAL, reading.kind):
            reading = _as_cardinal(words, reading)
        done.append(reading)
    return done


def _counts_a_noun(words: Words, reading: Reading) -> bool:
    """Whether the number counts the plural right behind it, so that no measure can be meant: "1.2 million bags"."""
    counted = find_counted(words, reading.last)
    if counted is None or counted.start != words.starts[reading.last]:
        return False
    noun = counted.of(words.text)
    return noun.endswith("s") and noun != "points"


def _is_bare_digits(words: Words, reading: Reading) -> bool:
    """Whether a date or time is nothing but one number: "1929", "at 12"."""
    if reading.kind not in (QuantityKind.DATE, QuantityKind.TIME) or reading.last != reading.first + 1:
        return False
    return words.forms[reading.first].isdecimal()


def _as_kind(words: Words, reading: Reading, kind: QuantityKind, done: list[Reading]) -> Reading:
    """A bare number as ``kind``, if what the kind needs is there."""
    value = reading.value
    if value is None:
        return reading
    if kind is QuantityKind.ORDINAL:
        return replace(reading, kind=kind, counts=False)
    if kind is QuantityKind.AGE:
        if not 0 < value <= _OLDEST:
            return reading
        return replace(reading, kind=kind, unit="year", date=iso(value, "year"), counts=False)
    if kind is QuantityKind.DATE:
        year = words.forms[reading.first].isdecimal() and MIN_YEAR <= value <= MAX_YEAR and periods.year(int(value))
        return replace(reading, kind=kind, value=None, date=year.edtf, counts=False) if year else reading
    return _with_measure_of(reading, kind, done)


def _with_measure_of(reading: Reading, kind: QuantityKind, done: list[Reading]) -> Reading:
    """With the unit of the last reading of that kind: a bare number repeats what was said before."""
    if kind is QuantityKind.PERCENT:
        return replace(reading, kind=kind, unit="percent", counts=False)
    before = next(
        (other for other in reversed(done[-_NEIGHBOURS:]) if other.kind is kind and (other.unit or other.currency)),
        None,
    )
    if before is None or reading.value is None:
        return reading
    date = iso(reading.value, before.unit) if kind is QuantityKind.DURATION and before.unit else None
    return replace(reading, kind=kind, unit=before.unit, currency=before.currency, date=date, counts=False)


def _as_cardinal(words: Words, reading: Reading) -> Reading:
    value = Decimal(int(words.forms[reading.first]))
    return Reading(reading.first, reading.last, QuantityKind.CARDINAL, value=value, counts=True)
