"""Stretches of the calendar: days, weeks, months, seasons, years, intervals, with their EDTF text and ends."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass
from typing import Final

_DAY: Final = datetime.timedelta(days=1)
_QUARTERS_FROM: Final = 32
_SEASONS_FROM: Final = 20
_SEASON_STARTS: Final = {1: 3, 2: 6, 3: 9, 4: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``start`` to ``end``, both included; ``grain`` is the unit said ("month"), ``edtf`` the value.

    Built by the functions below, which return None where the calendar has no such day.
    """

    edtf: str
    start: datetime.date
    end: datetime.date
    grain: str


def day(date: datetime.date) -> Period:
    return Period(date.isoformat(), date, date, "day")


def day_of(year: int, month: int, number: int) -> Period | None:
    try:
        return day(datetime.date(year, month, number))
    except ValueError:
        return None


def week(date: datetime.date) -> Period:
    """The week from Monday to Sunday that ``date`` lies in."""
    iso = date.isocalendar()
    monday = date - (iso.weekday - 1) * _DAY
    return Period(f"{iso.year}-W{iso.week:02}", monday, _plus(monday, 6), "week")


def week_number(year: int, number: int) -> Period | None:
    try:
        return week(datetime.date.fromisocalendar(year, number, 1))
    except ValueError:
        return None


def weekend(date: datetime.date) -> Period:
    """The Saturday and Sunday of the week that ``date`` lies in."""
    monday = week(date).start
    saturday, sunday = _plus(monday, 5), _plus(monday, 6)
    return Period(f"{saturday.isoformat()}/{sunday.isoformat()}", saturday, sunday, "weekend")


def month(year: int, number: int) -> Period | None:
    if not datetime.MINYEAR <= year <= datetime.MAXYEAR or not 1 <= number <= 12:
        return None
    last = calendar.monthrange(year, number)[1]
    start, end = datetime.date(year, number, 1), datetime.date(year, number, last)
    return Period(f"{year:04}-{number:02}", start, end, "month")


def year(number: int) -> Period | None:
    if not datetime.MINYEAR <= number <= datetime.MAXYEAR:
        return None
    return Period(f"{number:04}", datetime.date(number, 1, 1), datetime.date(number, 12, 31), "year")


def decade(first: int) -> Period | None:
    if not 10 <= first <= datetime.MAXYEAR - 9:
        return None
    return Period(f"{first // 10:03}X", datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31), "decade")


def century(number: int) -> Period | None:
    """The ``number``-th century as English says it: the 21st is 20XX."""
    first = (number - 1) * 100
    if not 0 <= first <= 9900:
        return None
    return Period(
        f"{number - 1:02}XX", datetime.date(max(first, 1), 1, 1), datetime.date(first + 99, 12, 31), "century"
    )


def quarter(of: int, number: int) -> Period | None:
    """A quarter of a year, with its EDTF number ("2023-34" is the second)."""
    first, last = month(of, number * 3 - 2), month(of, number * 3)
    if first is None or last is None:
        return None
    return Period(f"{of:04}-{_QUARTERS_FROM + number}", first.start, last.end, "quarter")


def half(of: int, number: int) -> Period | None:
    first, last = month(of, number * 6 - 5), month(of, number * 6)
    return between(first, last, "half") if first and last else None


def season(of: int, number: int) -> Period | None:
    """Spring (1) to winter (4); the winter of a year begins in its December."""
    first = month(of, _SEASON_STARTS[number])
    last = month(of + (number == 4), (_SEASON_STARTS[number] + 1) % 12 + 1)
    if first is None or last is None:
        return None
    return Period(f"{of:04}-{_SEASONS_FROM + number}", first.start, last.end, "season")


def between(first: Period, last: Period, grain: str = "interval") -> Period:
    """The interval from the first day of ``first`` to the last day of ``last``."""
    start = first.edtf.partition("/")[0]
    end = last.edtf.rpartition("/")[2]
    return Period(f"{start}/{end}", first.start, last.end, grain)


def days_between(start: datetime.date, end: datetime.date) -> Period:
    return Period(f"{start.isoformat()}/{end.isoformat()}", start, end, "interval")


def nth_weekday(year_: int, month_: int, weekday: int, number: int) -> Period | None:
    """The ``number``-th weekday (1 Monday to 7 Sunday) of a month; -1 is the last."""
    whole = month(year_, month_)
    if whole is None:
        return None
    if number > 0:
        date = _plus(whole.start, (weekday - whole.start.isoweekday()) % 7 + (number - 1) * 7)
    else:
        date = _plus(whole.end, -((whole.end.isoweekday() - weekday) % 7) + (number + 1) * 7)
    return day(date) if whole.start <= date <= whole.end else None


def shifted(date: datetime.date, unit: str, count: int) -> datetime.date | None:
    """``date`` moved by ``count`` days, weeks, months or years; the day of the month shrinks where it must."""
    try:
        if unit == "day":
            return date + count * _DAY
        if unit == "week":
            return date + 7 * count * _DAY
        months = date.year * 12 + date.month - 1 + count * {"month": 1, "quarter": 3, "year": 12}[unit]
        year_, month_ = divmod(months, 12)
        last = calendar.monthrange(year_, month_ + 1)[1]
        return datetime.date(year_, month_ + 1, min(date.day, last))
    except (ValueError, OverflowError):
        return None


def of_unit(date: datetime.date, unit: str) -> Period | None:
    """The day, week, month, quarter, year, decade or century that ``date`` lies in."""
    if unit == "day":
        return day(date)
    if unit == "week":
        return week(date)
    if unit == "weekend":
        return weekend(date)
    if unit == "month":
        return month(date.year, date.month)
    if unit == "quarter":
        return quarter(date.year, (date.month + 2) // 3)
    if unit == "year":
        return year(date.year)
    if unit == "decade":
        return decade(date.year - date.year % 10)
    return century(date.year // 100 + 1) if unit == "century" else None


def easter(of: int) -> datetime.date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    golden, century_, rest = of % 19, of // 100, of % 100
    skipped, shift = century_ // 4, century_ % 4
    moon = (century_ - skipped - (century_ - (century_ + 8) // 25 + 1) // 3 + 19 * golden + 15) % 30
    weekday = (32 + 2 * shift + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month_, day_ = divmod(moon + weekday - 7 * late + 114, 31)
    return datetime.date(of, month_, day_ + 1)


def orthodox_easter(of: int) -> datetime.date:
    """Orthodox Easter Sunday (Meeus's Julian algorithm), in the Gregorian calendar of 1900 to 2099."""
    moon = (19 * (of % 19) + 15) % 30
    weekday = (2 * (of % 4) + 4 * (of % 7) - moon + 34) % 7
    month_, day_ = divmod(moon + weekday + 114, 31)
    return _plus(datetime.date(of, month_, day_ + 1), 13)


def _plus(date: datetime.date, days: int) -> datetime.date:
    """``date`` moved by days, held at the ends of the calendar."""
    try:
        return date + days * _DAY
    except OverflowError:
        return datetime.date.max if days > 0 else datetime.date.min
