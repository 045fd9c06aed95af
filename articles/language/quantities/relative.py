"""Dates told from the day of publication: today, last week, two days ago, the day after tomorrow, next summer."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Final

from articles.language.quantities import periods
from articles.language.quantities.dated import Dated, calendar_words, read_day, read_month, read_weekday
from articles.language.quantities.durations import Length, read_time_unit
from articles.language.quantities.elapsed import (
    GRAINS,
    LAST,
    NEXT,
    THIS,
    days_of_length,
    direction_of,
    move,
    read_count_of_units,
    read_elapsed,
    read_turned,
)
from articles.language.quantities.holidays import day_in, read_holiday
from articles.language.quantities.periods import Period
from articles.language.quantities.setting import Setting
from articles.language.quantities.words import DASHES, Words

_DAYS: Final = {
    "today": 0, "tonight": 0, "tonite": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1, "otd": 0,
}  # fmt: skip
_DECADE: Final = 10
MODIFIERS: Final = LAST | NEXT | THIS | {"the", "same", "that"}


def read_relative(words: Words, i: int, setting: Setting) -> Dated | None:
    """The longest date at token ``i`` that is told from the anchor."""
    found = (
        _named_day(words, i, setting),
        _part_of_today(words, i, setting),
        _modified(words, i, setting),
        read_elapsed(words, i, setting),
        read_turned(words, i, setting),
        _the_unit(words, i, setting),
        _beside_a_day(words, i, setting),
        _present(words, i, setting),
    )
    return max((date for date in found if date is not None), key=lambda date: date.last, default=None)


def _named_day(words: Words, i: int, setting: Setting) -> Dated | None:
    offset = _DAYS.get(words[i])
    if offset is None:
        return None
    last = i + 1
    if words.follows(i, "today", "’", "s") or words.follows(i, "today", "'", "s"):
        last = i + 1
    return Dated(last, move(setting.published, "day", offset), "day", has_year=True)


def _part_of_today(words: Words, i: int, setting: Setting) -> Dated | None:
    """'this morning', 'last night', 'this evening'."""
    if words[i] not in ("this", "last"):
        return None
    at = i + 1 + (words[i + 1] in ("early", "late"))
    what, _, _ = calendar_words().get(words[at], ("", 0, False))
    if what != "part" or words[at] in ("noon", "midday"):
        return None
    offset = 0 if words[i] == "this" else -1
    return Dated(at + 1, move(setting.published, "day", offset), "day", has_year=True)


def _present(words: Words, i: int, setting: Setting) -> Dated | None:
    """'right now', 'at this time': dates only where the text is read at an instant."""
    if not setting.looks_ahead or setting.published is None or setting.time is None:
        return None
    for phrase in (("right", "now"), ("at", "the", "present", "time"), ("at", "this", "time"), ("now",)):
        if words.follows(i, *phrase) and (len(phrase) > 1 or words[i - 1] in ("and", "between", "to")):
            period = periods.day(setting.published)
            if len(phrase) > 1:
                period = Period(f"{period.edtf}T{setting.time:%H:%M}", period.start, period.end, "minute")
            return Dated(i + len(phrase), period, "day", has_year=True)
    return None


def _modified(words: Words, i: int, setting: Setting) -> Dated | None:
    """'last week', 'this Friday', 'next June', 'the past two years', 'last summer', 'next Easter'."""
    direction = direction_of(words[i])
    if direction is None:
        return None
    at = i + 1
    anchor = setting.published
    if (weekday := read_weekday(words, at)) and not (words[at] in ("sun", "sat") and not words.is_capitalised(at)):
        return Dated(weekday[1], _weekday(words, i, anchor, weekday[0], direction, setting), "day", has_year=True)
    if month := read_month(words, at):
        return _month(words, at, month, direction, setting)
    what, number, _ = calendar_words().get(words[at], ("", 0, False))
    if what == "season" and words[at + 1] not in ("olympics", "games"):
        return Dated(at + 1, _season(anchor, number, direction), "season", has_year=True)
    if words[i] in ("next", "this", "last", "following", "previous") and (feast := read_holiday(words, at, setting)):
        return Dated(feast[1], _feast(feast[0], anchor, direction), "day", has_year=True)
    if words[at] == "season" and anchor is not None:
        return _next_season(at, setting, direction)
    counted = read_count_of_units(words, i, setting, direction)
    if counted is not None:
        return counted
    at += words[at] in ("calendar", "financial", "fiscal", "working")
    length = read_time_unit(words, at, between=False)
    if length is None or (length.unit not in GRAINS and length.unit != "minute") or length.last > at + 1:
        return None
    if words[at].endswith("s") and not (words[at] == "years" and words[i] == "this"):
        return None
    return _whole_unit(words, i, at, length, setting, direction)


def _whole_unit(words: Words, i: int, at: int, length: Length, setting: Setting, direction: int) -> Dated | None:
    """'last month', 'past week', 'this year', 'next quarter', 'Tuesday next week' from its second word on."""
    unit = {"decade": "decade", "century": "century"}.get(words[at].removesuffix("s"), length.unit)
    anchor = setting.published
    if unit == "day" or words[at] in ("night", "fortnight", "season", "summer", "winter", "minute"):
        return _fortnight(words, at, setting, direction)
    if words[i] == "past" and unit in ("week", "month", "year") and anchor is not None and not setting.looks_ahead:
        start = periods.shifted(anchor, unit, -1)
        return Dated(at + 1, periods.days_between(start, anchor) if start else None, "interval", has_year=True)
    if words[i] == "following" and not setting.looks_ahead:
        return None
    period = move(anchor, unit, direction)
    if unit == "decade" and direction < 0 and anchor is not None and not setting.looks_ahead:
        # the ten years up to now, not those of the calendar
        first, last_year = periods.year(anchor.year - _DECADE), periods.year(anchor.year)
        period = periods.between(first, last_year) if first and last_year else None
    if unit == "quarter" and period is not None and setting.looks_ahead:
        period = Period(f"{period.start:%Y-%m}/{period.end:%Y-%m}", period.start, period.end, "quarter")
    last = at + 1
    if words[at].startswith("work") and period is not None:
        period = None
    weekday_at = last + (words[last] in ("on", ","))
    weekday = read_weekday(words, weekday_at)
    if (
        unit == "week"
        and weekday
        and period is not None
        and (words[last] == "on" or words.is_capitalised(weekday_at))
        and setting.looks_ahead
    ):
        return Dated(
            weekday[1], periods.day(period.start + datetime.timedelta(days=weekday[0] - 1)), "day", has_year=True
        )
    return Dated(last, period, unit, has_year=True)


def _fortnight(words: Words, at: int, setting: Setting, direction: int) -> Dated | None:
    anchor = setting.published
    if words[at] != "fortnight" or not setting.looks_ahead or not direction or anchor is None:
        return None
    return Dated(at + 1, days_of_length(anchor, "day", 14 * direction), "interval", has_year=True)


def _weekday(
    words: Words, i: int, anchor: datetime.date | None, weekday: int, direction: int, setting: Setting
) -> Period | None:
    """'last Friday' is the one before today; 'next Friday' the one after, in news a few days away at most."""
    if anchor is None:
        return None
    if direction < 0:
        if setting.looks_ahead and words[i] in ("last", "previous"):
            return _in_week(anchor, weekday, -1)
        back = (anchor.isoweekday() - weekday) % 7 or 7
        return periods.day(anchor - datetime.timedelta(days=back))
    if direction > 0:
        if setting.looks_ahead:
            return _in_week(anchor, weekday, 1)
        return periods.day(anchor + datetime.timedelta(days=(weekday - anchor.isoweekday()) % 7 or 7))
    return _in_week(anchor, weekday, 0)


def _in_week(anchor: datetime.date, weekday: int, weeks: int) -> Period:
    monday = anchor - datetime.timedelta(days=anchor.isoweekday() - 1)
    return periods.day(monday + datetime.timedelta(days=7 * weeks + weekday - 1))


def _month(words: Words, at: int, month: tuple[int, int], direction: int, setting: Setting) -> Dated | None:
    """'last July' is the latest one, 'next June' the first to come, 'this August' that of the year."""
    number, last = month
    anchor = setting.published
    day = read_day(words, last)
    if day is not None and not (words.is_number(last) and len(words[last]) > 2):
        period = _yearly(anchor, direction, lambda year: periods.day_of(year, number, day[0]))
        return Dated(day[1], period, "day", has_year=True)
    if words[at] in ("may", "march") and not words.is_capitalised(at):
        return None
    return Dated(last, _yearly(anchor, direction, lambda year: periods.month(year, number)), "month", has_year=True)


def _yearly(anchor: datetime.date | None, direction: int, of_year: Callable[[int], Period | None]) -> Period | None:
    """The nearest of the yearly periods before (-1) or after (1) the anchor, or the one of its year (0)."""
    if anchor is None:
        return None
    if not direction:
        return of_year(anchor.year)
    found = [period for period in (of_year(anchor.year + offset) for offset in (-2, -1, 0, 1)) if period]
    if direction < 0:
        return max((period for period in found if period.end < anchor), key=lambda p: p.start, default=None)
    return min((period for period in found if period.start > anchor), key=lambda p: p.start, default=None)


def _season(anchor: datetime.date | None, number: int, direction: int) -> Period | None:
    if anchor is None:
        return None
    if not direction:
        candidates = [periods.season(anchor.year + offset, number) for offset in (-1, 0)]
        known = [period for period in candidates if period is not None]
        around = [period for period in known if period.start <= anchor <= period.end]
        return around[0] if around else periods.season(anchor.year, number)
    return _yearly(anchor, direction, lambda year: periods.season(year, number))


def _feast(rule: str, anchor: datetime.date | None, direction: int) -> Period | None:
    return _yearly(anchor, direction, lambda year: day_in(rule, year))


def _next_season(at: int, setting: Setting, direction: int) -> Dated | None:
    """'this season' of a sport or a crop: the year, or from the summer on the two years it spans."""
    anchor = setting.published
    if anchor is None:
        return None
    return Dated(at + 1, periods.year(anchor.year + direction), "year", has_year=True)


def _the_unit(words: Words, i: int, setting: Setting) -> Dated | None:
    """'for the month', 'of the year', where the text is read at an instant and nothing follows."""
    if not setting.looks_ahead or words[i] != "the" or words[i + 1] not in ("day", "week", "month", "year"):
        return None
    if words[i - 1] not in ("for", "of") or words[i + 2] not in ("", ".", "!", "?"):
        return None
    return Dated(i + 2, move(setting.published, words[i + 1], 0), words[i + 1], has_year=True)


def _beside_a_day(words: Words, i: int, setting: Setting) -> Dated | None:
    """'the day after tomorrow', 'the week after next', 'the day before', 'Friday after next'."""
    at = i + (words[i] == "the")
    anchor = setting.published
    word, side = words[at], words[at + 1]
    if side not in ("after", "before") or anchor is None:
        return None
    sign = 1 if side == "after" else -1
    offset = _DAYS.get(words[at + 2])
    if word == "day" and offset is not None:
        return Dated(at + 3, move(anchor, "day", offset + sign), "day", has_year=True)
    if words[at + 2] in ("next", "last") and word in GRAINS:
        return Dated(at + 3, move(anchor, word, 2 * sign), word, has_year=True)
    if (
        at > i
        and word in ("day", "year", "month", "week")
        and not (words.is_word(at + 2) and words[at + 2] not in ("and", "but", "in", "on"))
    ):
        if words[at + 2] in DASHES or (side == "after" and not setting.looks_ahead):
            return None
        return Dated(at + 2, move(anchor, word, sign), word, has_year=True)
    return None
