"""Periods counted within another: the first Monday of October, the last week of July, week 27 of last year."""

from __future__ import annotations

import datetime
from typing import Final

from articles.language.quantities import periods
from articles.language.quantities.dated import Dated, read_month, read_weekday, read_year
from articles.language.quantities.numerals import Form, read_numeral
from articles.language.quantities.periods import Period
from articles.language.quantities.setting import Setting
from articles.language.quantities.tense import looks_forward, nearest
from articles.language.quantities.words import Words

_UNITS: Final = frozenset({"day", "week", "month", "days", "weeks", "months", "weekend"})


def read_ordinal_date(words: Words, i: int, setting: Setting) -> Dated | None:
    """The date at token ``i`` that counts days, weeks or months of a month or year."""
    if words[i] == "week" and words[i + 1].isdecimal():
        return _week_number(words, i, setting)
    at = i + (words[i] == "the")
    number, at = _position(words, at)
    if number is None:
        return None
    numeral = read_numeral(words, at)
    count, unit_at = 1, at
    if (
        numeral is not None
        and numeral.form is Form.CARDINAL
        and words[numeral.last] in _UNITS
        and numeral.value == int(numeral.value)
    ):
        count, unit_at = int(numeral.value), numeral.last
    if count > 1 and not setting.looks_ahead:
        # news says a length and a date: "the first five months of 2014"
        return None
    weekday = read_weekday(words, unit_at)
    unit = words[unit_at].removesuffix("s")
    if weekday is None and unit + "s" not in _UNITS:
        return None
    last = weekday[1] if weekday else unit_at + 1
    if words[last] not in ("of", "in"):
        return None
    whole = _whole(words, last + 1, setting, i)
    if whole is None or not 0 < count < 100:
        return None
    period, end = whole
    if period is None:
        return Dated(end, None, "day")
    if weekday is not None:
        return Dated(end, _nth_weekday(period, weekday[0], number), "day", has_year=True)
    return Dated(end, _nth_units(period, unit, number, count), unit, has_year=True)


def _position(words: Words, at: int) -> tuple[int | None, int]:
    """'first' 1, 'third' 3, 'last' -1, 'second last' -2, and the token behind."""
    if words[at] == "last":
        return -1, at + 1
    numeral = read_numeral(words, at)
    if numeral is None or numeral.form is not Form.ORDINAL or numeral.value > 60:
        return None, at
    number = int(numeral.value)
    if words[numeral.last] == "last":
        return -number, numeral.last + 1
    return number, numeral.last


def _whole(words: Words, at: int, setting: Setting, first: int) -> tuple[Period | None, int] | None:
    """The month or year that is counted within, and the token behind it."""
    anchor = setting.published
    month = read_month(words, at)
    if month is not None:
        number, last = month
        year = read_year(words, last + (words[last] in (",", "of")))
        if year is not None:
            return periods.month(year[0], number), year[1]
        candidates = [periods.month(anchor.year + offset, number) for offset in (-1, 0, 1)] if anchor else []
        return nearest(candidates, setting, looks_forward(words, first, last)), last
    year = read_year(words, at)
    if year is not None:
        return periods.year(year[0]), year[1]
    offset = {"last": -1, "this": 0, "next": 1, "the": 0}.get(words[at])
    if offset is None or words[at + 1] not in ("month", "year"):
        return None
    if words[at] == "the" and words[at + 1] == "month" and not setting.looks_ahead:
        return None
    if anchor is None:
        return None, at + 2
    moved = periods.shifted(anchor, words[at + 1], offset)
    return (periods.of_unit(moved, words[at + 1]) if moved else None), at + 2


def _nth_weekday(whole: Period, weekday: int, number: int) -> Period | None:
    if whole.grain == "month":
        return periods.nth_weekday(whole.start.year, whole.start.month, weekday, number)
    return None


def _nth_units(whole: Period, unit: str, number: int, count: int) -> Period | None:
    """The ``number``-th ``unit`` within ``whole``, or ``count`` of them from its start or up to its end."""
    day = datetime.timedelta(days=1)
    if unit == "day":
        first = whole.start + (number - 1) * day if number > 0 else whole.end + (number + 2 - count) * day
        return periods.day(first) if count == 1 else periods.days_between(first, first + (count - 1) * day)
    if unit == "month":
        if whole.grain != "year":
            return None
        first_month = number if number > 0 else 13 + number - count + 1
        one = periods.month(whole.start.year, first_month)
        other = periods.month(whole.start.year, first_month + count - 1)
        if one is None or other is None:
            return None
        return one if count == 1 else periods.between(one, other)
    return _nth_weeks(whole, number, count)


def _nth_weeks(whole: Period, number: int, count: int) -> Period | None:
    """Weeks belong to the month or year that holds their Thursday."""
    day = datetime.timedelta(days=1)
    first = periods.week(whole.start)
    if first.start + 3 * day < whole.start:
        first = periods.week(first.end + day)
    final = periods.week(whole.end)
    if final.start + 3 * day > whole.end:
        final = periods.week(final.start - day)
    start = first.start + 7 * (number - 1) * day if number > 0 else final.start + 7 * (number + 2 - count) * day
    if count == 1:
        return periods.week(start)
    return periods.days_between(start, start + (7 * count - 1) * day)


def _week_number(words: Words, i: int, setting: Setting) -> Dated | None:
    """'week 27 of last year', 'week 10'."""
    if not setting.looks_ahead or setting.published is None:
        return None
    number, last, year = int(words[i + 1][:3]), i + 2, setting.published.year
    if words[last] == "of" and words[last + 2] == "year":
        year += {"last": -1, "next": 1}.get(words[last + 1], 0)
        last += 3
    elif words[last] == "of" and (found := read_year(words, last + 1)):
        year, last = found
    return Dated(last, periods.week_number(year, number), "week", has_year=True) if 0 < number < 54 else None
