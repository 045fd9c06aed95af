"""Lengths of time and ages: from a number and a unit of time to value, unit and the ISO 8601 duration."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from articles.document import QuantityKind
from articles.language.quantities.numerals import Form, Numeral, read_numeral
from articles.language.quantities.readings import Reading
from articles.language.quantities.units import TIME_UNITS, read_unit
from articles.language.quantities.words import Words, forms

# words for lengths of time beyond the units: how many of which unit
_OTHER_LENGTHS: Final = {
    "night": (1, "day"),
    "fortnight": (2, "week"),
    "quarter": (1, "quarter"),
    "qtr": (1, "quarter"),
    "season": (1, "year"),
    "summer": (1, "year"),
    "winter": (1, "year"),
    "decade": (10, "year"),
    "century": (100, "year"),
    "centurie": (100, "year"),
    "millennium": (1000, "year"),
    "millennia": (1000, "year"),
    "weekend": (1, "weekend"),
}
_LETTERS: Final = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_CLOCK_UNITS: Final = frozenset({"second", "minute", "hour"})
_SMALLER: Final = ("year", "month", "week", "day", "hour", "minute", "second")
_IN_SMALLER: Final = {
    ("year", "month"): 12, ("year", "day"): 365, ("month", "day"): 30, ("week", "day"): 7, ("day", "hour"): 24,
    ("hour", "minute"): 60, ("minute", "second"): 60,
}  # fmt: skip
_ABBREVIATIONS: Final = {"h": "hour", "m": "minute", "s": "second", "d": "day", "y": "year", "mo": "month", "w": "week"}
_BETWEEN: Final = forms(
    "additional extra more working business consecutive straight full whole further calendar long solid single "
    "less fewer successive light"
)


@dataclass(frozen=True, slots=True)
class Length:
    """``count`` units of time on the tokens up to ``last``; ``iso`` is the ISO 8601 duration without "P"."""

    unit: str
    times: Decimal
    last: int


def read_time_unit(words: Words, i: int, *, between: bool = True) -> Length | None:
    """The unit of time at token ``i`` ("years", "-day", "more months", "nights"), with how many of ``unit`` it is."""
    at = words.skip_hyphen(i)
    if between and words[at] in _BETWEEN and at == i:
        at += 1
    word = words[at]
    singular = word.removesuffix("s")
    if singular in _OTHER_LENGTHS or word in _OTHER_LENGTHS:
        times, unit = _OTHER_LENGTHS.get(singular) or _OTHER_LENGTHS[word]
        return Length(unit, Decimal(times), at + 1)
    goes_on = words.is_number(at + 1) or words[at + 1] == "ago"
    if (
        word in _ABBREVIATIONS
        and ((words.glued(at) and word in "hdmo") or (word in "hs" and goes_on))
        and (word != "m" or goes_on)
    ):
        return Length(_ABBREVIATIONS[word], Decimal(1), at + 1)
    if words.printed(at) == "Y" and words.glued(at):
        return Length("year", Decimal(1), at + 1)
    found = read_unit(words, at)
    if found is not None and found[0] in TIME_UNITS:
        last = found[1]
        if (
            word in ("hr", "hrs", "min", "mins", "sec", "secs", "yrs", "wks")
            and words[last] == "."
            and words.is_word(last + 1)
        ):
            last += not words.is_capitalised(last + 1)
        return Length(found[0], Decimal(1), last)
    return None


def iso(amount: Decimal, unit: str) -> str | None:
    """The ISO 8601 duration of ``amount`` units, None for units that it has no letter for."""
    if unit == "quarter":
        amount, unit = amount * 3, "month"
    if unit not in _LETTERS or amount < 0:
        return None
    return f"P{'T' if unit in _CLOCK_UNITS else ''}{plain(amount)}{_LETTERS[unit]}"


def plain(amount: Decimal) -> str:
    """``amount`` without exponent or trailing zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_duration(words: Words, first: int, numeral: Numeral) -> Reading | None:
    """The length of time that ``numeral`` counts, with what is added ("2 hours 17 minutes", "an hour and a half").

    The smaller unit is that of the value: "2 hours 17 minutes" is 137 minutes.
    """
    if numeral.form in (Form.ORDINAL, Form.VAGUE):
        return None
    at = numeral.last
    if numeral.form is Form.FRACTION:
        if words[at - 1] not in ("half", "quarter", "quarters") and words[at] != "of" and not words.is_number(first):
            return None
        at += words[at] == "of"
        at += words[at] in ("a", "an")
    length = read_time_unit(words, at)
    if length is None:
        return None
    value, unit, last = numeral.value * length.times, length.unit, length.last
    if unit == "weekend":
        return Reading(first, last, QuantityKind.DURATION)
    parts = [(value, unit)]
    while len(parts) < len(_SMALLER) and (more := _added(words, last, parts[-1][1])) is not None:
        amount, smaller, last = more
        if smaller == parts[-1][1]:
            parts[-1] = (parts[-1][0] + amount, smaller)
        else:
            parts.append((amount, smaller))
    if len(parts) > 1:
        return _compound(first, last, parts)
    value, unit = parts[0]
    return Reading(first, last, QuantityKind.DURATION, value=value, unit=unit, date=iso(value, unit))


def _added(words: Words, last: int, unit: str) -> tuple[Decimal, str, int] | None:
    """What is added to a length in ``unit``: ' and a half', ' and a quarter', ' 17 minutes', ' and 25 seconds'."""
    at = last
    if words[at] == "," and (words.is_number(at + 1) or words[at + 1] == "and"):
        at += 1
    has_and = words[at] == "and"
    at += has_and
    if has_and and words[at] == "half":
        half = Numeral(at, at + 1, Decimal("0.5"), Form.FRACTION)
    else:
        found = read_numeral(words, at)
        if found is None or found.form in (Form.ORDINAL, Form.VAGUE):
            return None
        half = found
    if has_and and half.form is Form.FRACTION and half.value < 1 and read_time_unit(words, half.last) is None:
        return half.value, unit, half.last
    length = read_time_unit(words, half.last, between=False)
    if length is None or unit not in _SMALLER or length.unit not in _SMALLER:
        if has_and and unit == "hour" and half.form is Form.CARDINAL and half.value < 60 and not words[half.last]:
            return half.value, "minute", half.last
        return None
    if _SMALLER.index(length.unit) <= _SMALLER.index(unit):
        return None
    return half.value * length.times, length.unit, length.last


def _compound(first: int, last: int, parts: list[tuple[Decimal, str]]) -> Reading:
    total, unit = parts[0]
    for amount, smaller in parts[1:]:
        total, unit = _in_unit(total, unit, smaller) + amount, smaller
    days = "".join(f"{plain(a)}{_LETTERS[u]}" for a, u in parts if u not in _CLOCK_UNITS)
    clock = "".join(f"{plain(a)}{_LETTERS[u]}" for a, u in parts if u in _CLOCK_UNITS)
    date = f"P{days}{'T' + clock if clock else ''}"
    return Reading(first, last, QuantityKind.DURATION, value=total, unit=unit, date=date)


def _in_unit(amount: Decimal, unit: str, smaller: str) -> Decimal:
    while unit != smaller:
        step = next(
            (
                below
                for above, below in _IN_SMALLER
                if above == unit and (below == smaller or _SMALLER.index(below) < _SMALLER.index(smaller))
            ),
            None,
        )
        if step is None:
            break
        amount, unit = amount * _IN_SMALLER[unit, step], step
    return amount
