"""A date and a time of day told together, where a text is read at an instant: "tomorrow at 5pm".

News keeps a date and a time apart; a message or a calendar entry means one moment by them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from articles.document import QuantityKind
from articles.language.quantities import periods
from articles.language.quantities.clock import Clock, read_clock
from articles.language.quantities.dates import read_one_date
from articles.language.quantities.elapsed import counted_span, lengths_at, moved_by
from articles.language.quantities.periods import Period
from articles.language.quantities.readings import Reading
from articles.language.quantities.setting import Setting
from articles.language.quantities.words import DASHES, Words

_BEFORE_TIME: Final = frozenset(
    {"at", "@", "by", "before", "around", "about", "from", "between", "for", "after", "until", ",", "-", "in"}
)
_BEFORE_DATE: Final = frozenset({"on", ",", "of", "the"})
_LATE_PARTS: Final = frozenset({"afternoon", "evening", "night", "tonight", "tonite"})
_DAYS: Final = frozenset({"today", "tomorrow", "yesterday"})
_TO: Final = frozenset({"to", "and", "until", "till", "untill", "through"})
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def read_composed(words: Words, i: int, setting: Setting) -> Reading | None:
    """The date with its time of day, or the date counted from another one, at token ``i``; only for such texts."""
    if not setting.looks_ahead:
        return _from_a_day(words, i, setting) or (_date_then_time(words, i, setting) if setting.is_note else None)
    found = _date_then_time(words, i, setting) or _time_then_date(words, i, setting)
    counted = _from_a_date(words, i, setting) or _starting(words, i, setting) or _time_for(words, i, setting)
    if found is None or (counted is not None and counted.last > found.last):
        return counted
    return found


def _from_a_day(words: Words, i: int, setting: Setting) -> Reading | None:
    """'a week after tomorrow': in news too one date."""
    found = lengths_at(words, i)
    if found is None or words[found[1]] not in ("after", "before", "from") or words[found[1] + 1] not in _DAYS:
        return None
    return _from_a_date(words, i, setting)


def _date_then_time(words: Words, i: int, setting: Setting) -> Reading | None:
    """'tomorrow at 5pm', 'Tuesday from 2:00 to 2:30 pm', 'tonight at 8'."""
    date = read_one_date(words, i, setting)
    if date is None:
        return None
    at = date.last
    while words[at] in _BEFORE_TIME and at < date.last + 2:
        at += 1
    late = words[date.last - 1] in _LATE_PARTS
    loose = at > date.last or date.grain == "day"
    found = _times(words, at, setting, loose=loose and setting.looks_ahead, late=late)
    if found is None or date.grain not in ("day", "minute"):
        return None
    times, last = found
    return _reading(i, last, date.period, times)


def _time_then_date(words: Words, i: int, setting: Setting) -> Reading | None:
    """'3pm tomorrow', '8am this morning', 'between 10 and 11:30 this morning', '13:00 February 28, 2013'."""
    if words[i] in ("a", "an", "the"):
        return None
    found = _times(words, i, setting, loose=True, late=False)
    if found is None:
        return None
    times, last = found
    at = last
    while words[at] in _BEFORE_DATE and at < last + 2:
        at += 1
    date = read_one_date(words, at, setting)
    if date is None or date.grain != "day":
        return None
    told = any(not time.bare for time in times)
    if (
        not told
        and at == last
        and words[at] not in ("tomorrow", "today", "tonight", "this", "yesterday", "next", "last", "tonite")
    ):
        return None
    if not told and at > last and len(times) == 1:
        return None
    if words[date.last - 1] in _LATE_PARTS:
        times = tuple(_late(time) for time in times)
    return _reading(i, date.last, date.period, times)


def _times(words: Words, at: int, setting: Setting, *, loose: bool, late: bool) -> tuple[tuple[Clock, ...], int] | None:
    """One or two times of day from token ``at``; a bare hour only where ``loose``; ``late``: after noon."""
    first = read_clock(words, at, setting)
    if first is None or (first.bare and not loose):
        return None
    joined = first.last + (words[first.last] in _TO or words[first.last] in DASHES)
    second = read_clock(words, joined, setting) if joined > first.last else None
    if first.bare and second is None and not _ends_there(words, at, first):
        return None
    if second is None:
        return ((_late(first) if late else first,), first.last)
    if not first.half and second.half == "p" and first.hour < 12:
        hour = first.hour + 12
        first = replace(first, hour=hour) if (hour, first.minute) < (second.hour, second.minute) else first
    elif late or (second.bare and second.hour < first.hour <= 12):
        second = _late(second)
        first = _late(first) if late and first.bare else first
    return (first, second), second.last


def _ends_there(words: Words, at: int, clock: Clock) -> bool:
    """Whether nothing behind a bare hour makes it count something."""
    after = words[clock.last]
    if words[at - 1] in ("at", "@", "by", "around", "about", "from"):
        return not words.is_number(clock.last)
    return after in ("", ".", ",", "!", "?", "tonight", "tomorrow", "today", "this", "in", "yesterday", "tonite")


def _late(clock: Clock) -> Clock:
    return replace(clock, hour=clock.hour + 12) if clock.hour < 12 and not clock.half else clock


def _reading(first: int, last: int, period: Period | None, times: tuple[Clock, ...]) -> Reading | None:
    text = None
    if period is not None and _DAY.fullmatch(period.edtf):
        text = "/".join(f"{period.edtf}{time.text()}" for time in times)
    return Reading(first, last, QuantityKind.DATE, date=text)


def _from_a_date(words: Words, i: int, setting: Setting) -> Reading | None:
    """'two days after today', '3 weeks before Christmas', '16 days from 01/02/2018', 'in two years since 2011'."""
    start = i + (words[i] == "in")
    found = lengths_at(words, start)
    if found is None:
        return None
    lengths, last = found
    side = words[last]
    if side not in ("after", "before", "from", "since"):
        return None
    date = read_one_date(words, last + 1, setting, forward=True)
    if date is None or date.grain not in ("day", "year", "month") or (date.grain != "day" and side != "since"):
        return None
    end = date.last
    period = date.period
    if period is not None:
        moved = moved_by(period.start, lengths, -1 if side == "before" else 1)
        period = periods.day(moved) if moved else None
    weekday = read_one_date(words, end + 1, setting) if words[end] == "on" else None
    if (
        weekday is not None
        and weekday.grain == "day"
        and weekday.period is not None
        and period is not None
        and not weekday.has_year
    ):
        period, end = _next_weekday(period, weekday.period), weekday.last
    return Reading(i, end, QuantityKind.DATE, date=period.edtf if period else None)


def _next_weekday(period: Period, weekday: Period) -> Period | None:
    """The first day on or after ``period`` that is the weekday of ``weekday``."""
    ahead = (weekday.start.isoweekday() - period.start.isoweekday()) % 7
    moved = periods.shifted(period.start, "day", ahead)
    return periods.day(moved) if moved else None


def _starting(words: Words, i: int, setting: Setting) -> Reading | None:
    """'2 weeks starting May 20th', '10 days from 18th Dec', '18th Dec for 10 days'."""
    found = lengths_at(words, i)
    if found is not None:
        lengths, last = found
        if words[last] != "starting":
            return None
        date = read_one_date(words, last + 1 + (words[last + 1] in ("from", "on")), setting, forward=True)
        end = date.last if date else last
    else:
        date = read_one_date(words, i, setting)
        if date is None or words[date.last] != "for" or date.grain != "day":
            return None
        behind = lengths_at(words, date.last + 1)
        if behind is None:
            return None
        lengths, end = behind
    if date is None or date.grain != "day":
        return None
    return Reading(i, end, QuantityKind.DATE, date=counted_span(date.period.start, lengths) if date.period else None)


def _time_for(words: Words, i: int, setting: Setting) -> Reading | None:
    """'2pm for 2 hours', '3 hours from 10 am'."""
    found = lengths_at(words, i)
    if found is not None and words[found[1]] == "from":
        clock = read_clock(words, found[1] + 1, setting)
        lengths, last = found[0], clock.last if clock else 0
    else:
        clock = read_clock(words, i, setting)
        if clock is None or clock.bare or words[clock.last] != "for":
            return None
        behind = lengths_at(words, clock.last + 1)
        if behind is None:
            return None
        lengths, last = behind
    if clock is None or clock.bare or len(lengths) > 1 or lengths[0][1] not in ("hour", "minute"):
        return None
    minutes = clock.hour * 60 + clock.minute + lengths[0][0] * (60 if lengths[0][1] == "hour" else 1)
    end = replace(clock, hour=minutes // 60 % 24, minute=minutes % 60)
    return Reading(i, last, QuantityKind.TIME, date=f"{clock.text()}/{end.text()}")
