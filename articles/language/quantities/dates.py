"""Dates: the longest reading at a token, parts of periods ("early 2016"), holidays, weekends, and intervals of two."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache
from typing import Final

from articles.document import Bound, QuantityKind
from articles.language.quantities import periods
from articles.language.quantities.dated import (
    Dated,
    calendar_words,
    read_year,
)
from articles.language.quantities.days import read_day_first, read_month_first, read_weekday_date, relative_year
from articles.language.quantities.holidays import day_in, holiday_starts, read_holiday
from articles.language.quantities.numeric_dates import read_numeric_date
from articles.language.quantities.ordinal_dates import read_ordinal_date
from articles.language.quantities.periods import Period
from articles.language.quantities.readings import Reading
from articles.language.quantities.relative import MODIFIERS, read_relative
from articles.language.quantities.setting import Setting
from articles.language.quantities.tense import looks_forward, nearest
from articles.language.quantities.words import DASHES, Words, forms
from articles.language.quantities.years import read_years

_RELATIVE_STARTS: Final = forms(
    "today tonight tonite yesterday tomorrow tmrw tmr otd day week year early late mid end beginning start middle "
    "close later earlier q h weekend weekends twenties thirties forties fifties sixties seventies eighties "
    "nineties fiscal ad in within right at now eoy eom boy bom ides"
)
_PARTS: Final = frozenset({"early", "mid", "late", "later", "earlier"})
_EDGES: Final = frozenset({"end", "beginning", "start", "middle", "close", "ides"})
_DAY_PARTS: Final = frozenset({"morning", "afternoon", "evening", "night", "lunchtime", "mornings", "nights"})
_JOINS: Final = frozenset({"to", "through", "and", "thru"})
_WEEK: Final = 7
_UNTIL: Final = frozenset({"until", "till"})


@cache
def date_starts() -> frozenset[str]:
    """The forms, digits aside, at which a date can begin."""
    return frozenset(calendar_words()) | holiday_starts() | MODIFIERS | _RELATIVE_STARTS | {"'", "’"}


def read_date(words: Words, i: int, setting: Setting) -> Reading | None:
    """The longest date that starts at token ``i``, an interval included."""
    found = _single(words, i, setting)
    if found is None:
        return None
    interval = _interval(words, i, found, setting)
    if interval is not None:
        found = interval
    return Reading(
        i,
        found.last,
        QuantityKind.DATE,
        date=found.period.edtf if found.period else None,
        bound=found.bound,
    )


def read_one_date(words: Words, i: int, setting: Setting, *, forward: bool = False) -> Dated | None:
    """The longest date at token ``i`` that is no interval of two; ``forward``: a holiday without a year lies ahead."""
    if forward and (feast := read_holiday(words, i, setting)) and setting.published and not read_year(words, feast[1]):
        candidates = [day_in(feast[0], setting.published.year + offset) for offset in (0, 1)]
        return Dated(feast[1], nearest(candidates, setting, forward=True), "day")
    return _single(words, i, setting)


def _single(words: Words, i: int, setting: Setting) -> Dated | None:
    """The longest date at token ``i`` without an interval, with the part of day behind it."""
    key = ("date", i)
    if key not in words.memo:
        # a date within the one that is being read, which its own parts could ask for again, is none
        words.memo[key] = None
        words.memo[key] = _longest(words, i, setting)
    return words.memo[key]  # type: ignore[return-value]  # the keys are this function's own


def _longest(words: Words, i: int, setting: Setting) -> Dated | None:
    candidates = (
        read_month_first(words, i, setting),
        read_day_first(words, i, setting),
        read_weekday_date(words, i, setting),
        read_numeric_date(words, i, setting),
        read_years(words, i, setting),
        read_relative(words, i, setting),
        read_ordinal_date(words, i, setting),
        _holiday(words, i, setting),
        _weekend(words, i, setting),
        _part_of(words, i, setting),
    )
    best: Dated | None = None
    for found in candidates:
        if found is not None and (best is None or found.last > best.last):
            best = found
    if best is None:
        return None
    at = best.last
    if best.grain == "day" and (
        words[at] in _DAY_PARTS or (words[at] in ("early", "late") and words[at + 1] in _DAY_PARTS)
    ):
        last = at + 1 + (words[at] in ("early", "late"))
        return replace(best, last=last)
    return best


def _holiday(words: Words, i: int, setting: Setting) -> Dated | None:
    found = read_holiday(words, i, setting)
    if found is None:
        return None
    rule, last = found
    year = read_year(words, last + (words[last] in (",", "of", "in")))
    if year is not None:
        return Dated(year[1], day_in(rule, year[0]), "day", has_year=True)
    anchor = setting.published
    if anchor is None:
        return Dated(last, None, "day")
    relative = relative_year(words, last, setting)
    if relative is not None:
        return Dated(relative[1], day_in(rule, relative[0]), "day", has_year=True)
    candidates = [day_in(rule, anchor.year + offset) for offset in (-1, 0, 1)]
    return Dated(last, nearest(candidates, setting, looks_forward(words, i, last)), "day")


def _weekend(words: Words, i: int, setting: Setting) -> Dated | None:
    """'the weekend': the one behind, or ahead where the verb looks so."""
    if words[i] != "weekend" or words[i - 1] in ("a", "every", "one", "holiday", "each"):
        return None
    if (
        words.is_word(i + 1)
        and words[i + 1] not in ("and", "but", "as", "in", "when", "after", "the", "to", "with", "for", "of")
        and not setting.looks_ahead
    ):
        return None
    anchor = setting.published
    if anchor is None:
        return Dated(i + 1, None, "weekend")
    candidates: list[Period | None] = [
        periods.weekend(anchor + datetime.timedelta(days=offset)) for offset in (-7, 0, 7)
    ]
    forward = looks_forward(words, i, i + 1)
    return Dated(i + 1, nearest(candidates, setting, _weekend_side(words, i, forward, setting)), "weekend")


def _weekend_side(words: Words, i: int, forward: bool | None, setting: Setting) -> bool:
    return forward if forward is not None else setting.looks_ahead or words[i - 2] == "by"


def _part_of(words: Words, i: int, setting: Setting) -> Dated | None:
    """'early 2016', 'mid-2050s', 'late March', 'end of last year', "year's end", 'later this week'."""
    word = words[i]
    if word == "year" and (found := _year_end(words, i, setting)):
        return found
    if word in _EDGES:
        at = i + 1 + (words[i + 1] in ("of", "to"))
        if at == i + 1 and not setting.looks_ahead:
            return None
        at += words[at] in ("around", "the") and words[at + 1] not in (
            "year",
            "month",
            "week",
            "century",
            "decade",
            "day",
        )
        return _edge(words, i, at, setting)
    if word not in _PARTS:
        return None
    at = words.skip_hyphen(i + 1)
    if word in ("later", "earlier"):
        at += words[at] in ("in", "on")
        if words[at] not in ("this", "today", "in", "the") and words[at - 1] != "on":
            return None
    found = _single(words, at, setting) if words[at] not in _PARTS | _EDGES else None
    if found is None:
        return None
    if found.grain == "day":
        return replace(found) if word in ("early", "late", "earlier", "later") else None
    if word in ("later", "earlier"):
        return replace(found, period=_share(found, setting, late=word == "later")) if setting.looks_ahead else found
    return replace(found, bound=Bound.APPROX)


def _edge(words: Words, i: int, at: int, setting: Setting) -> Dated | None:
    anchor = setting.published
    start = at
    if words[at] == "the" and words[at + 1] in ("year", "month", "week", "century", "decade"):
        at += 1
    if words[at] in ("year", "month", "century", "decade", "week") and (at > start or setting.looks_ahead):
        period = periods.of_unit(anchor, words[at]) if anchor else None
        found: Dated | None = Dated(at + 1, period, words[at], has_year=True)
    else:
        found = _single(words, at, setting) if words[at] not in _PARTS | _EDGES else None
    if found is None or (found.grain == "day" and not setting.looks_ahead):
        return None
    if setting.looks_ahead:
        return replace(found, period=_share(found, setting, late=words[i] in ("end", "close")))
    return replace(found, bound=Bound.APPROX)


def _share(found: Dated, setting: Setting, *, late: bool) -> Period | None:
    """The first or last part of a period, where dates are read at an instant: days of a week, months of a year."""
    period, anchor = found.period, setting.published
    if period is None or anchor is None:
        return period
    if found.grain == "week":
        first = period.start if not late else max(period.start + datetime.timedelta(days=4), period.start)
        return periods.days_between(first, first + datetime.timedelta(days=2))
    if found.grain == "year":
        first_month = periods.month(period.start.year, 9 if late else 1)
        last_month = periods.month(period.start.year, 12 if late else 3)
        return periods.between(first_month, last_month) if first_month and last_month else None
    return period


def _year_end(words: Words, i: int, setting: Setting) -> Dated | None:
    """'year-end', "year's end", 'year end'."""
    last = None
    if words[i + 1] in ("'", "’") and words.follows(i + 2, "s", "end"):
        last = i + 4
    elif words[words.skip_hyphen(i + 1)] == "end" and words[words.skip_hyphen(i + 1) + 1] != "of":
        last = words.skip_hyphen(i + 1) + 1
    if last is None:
        return None
    period = periods.year(setting.published.year) if setting.published else None
    return Dated(last, period, "year", bound=Bound.APPROX, has_year=True)


def _interval(words: Words, i: int, first: Dated, setting: Setting) -> Dated | None:
    """'November 20 to December 11', 'between 2015 and 2019', 'April-June', '1994 to 2012'."""
    at = first.last
    join = words[at]
    if join in DASHES:
        if words.glued(at) != words.glued(at + 1) and not words.glued(at + 1):
            return None
        if words.follows(at + 1, "to", "-"):
            at += 2
    elif join not in _JOINS and not (join in _UNTIL and setting.looks_ahead):
        return None
    if join == "and" and words[i - 1] != "between" and not (words[i - 1] == "from" and setting.looks_ahead):
        return _month_pair(words, first, at, setting)
    second = _single(words, at + 1 + (words[at + 1] == "the" and join != "and"), setting)
    if (
        second is None
        or second.grain not in _comparable(first.grain)
        or (
            (second.month > 0) != (first.month > 0) and first.grain == second.grain == "day" and not setting.looks_ahead
        )
    ):
        return None
    return _join(first, second)


_INTERVALS: Final = (
    frozenset({"day", "month", "year", "interval", "week", "minute"}),
    frozenset({"decade"}),
    frozenset({"century"}),
    frozenset({"quarter"}),
    frozenset({"season", "year"}),
)


def _comparable(grain: str) -> frozenset[str]:
    """The grains that make an interval with ``grain``."""
    return next((group for group in _INTERVALS if grain in group), frozenset())


def _month_pair(words: Words, first: Dated, at: int, setting: Setting) -> Dated | None:
    """'February and March' of one year are one interval, as are 'October 26 and November 30'."""
    if not first.month or setting.looks_ahead:
        return None
    second = _single(words, at + 1, setting)
    if second is None or not second.month or second.grain != first.grain or first.grain not in ("month", "day"):
        return None
    if first.grain == "month" and second.month != first.month % 12 + 1:
        return None
    return _join(first, second)


def _join(first: Dated, second: Dated) -> Dated | None:
    """The interval of two dates; the one without a year takes the other's."""
    one, other = first.period, second.period
    if one is None and other is not None and first.month and second.has_year:
        one = _in_year(first, other.start.year)
    if one is None or other is None:
        return Dated(second.last, None, "interval")
    if not first.has_year and second.has_year and first.month:
        one = _in_year(first, other.start.year) or one
        if one.start > other.start:
            one = _in_year(first, other.start.year - 1) or one
    elif not second.has_year and second.month and other.start < one.start:
        other = _in_year(second, one.start.year) or other
        if other.start < one.start:
            other = _in_year(second, one.start.year + 1) or other
    elif (
        not first.has_year
        and not second.has_year
        and first.month
        and other.start.year != one.start.year
        and other.start > one.end
    ):
        closer = _in_year(second, one.start.year)
        if closer is not None and closer.start > one.start:
            other = closer
    if first.grain == second.grain == "day" and not (first.month or second.month) and other.start < one.start:
        # "Friday to Monday": the Monday behind it
        other = periods.day(other.start + datetime.timedelta(days=_WEEK))
    if other.end < one.start:
        return None
    if one.start == other.start and one.end == other.end:
        return None
    return Dated(second.last, periods.between(one, other), "interval", has_year=first.has_year or second.has_year)


def _in_year(found: Dated, year: int) -> Period | None:
    if found.grain == "month":
        return periods.month(year, found.month)
    return periods.day_of(year, found.month, found.day) if found.day else None
