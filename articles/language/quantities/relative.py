"""Dates told from the day of publication: today, last week, two days ago, the day after tomorrow, next summer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from articles.document import Bound
from articles.language.quantities import periods
from articles.language.quantities.dated import Dated, calendar_words, read_day, read_month, read_weekday
from articles.language.quantities.durations import Length, read_time_unit
from articles.language.quantities.holidays import day_in, read_holiday
from articles.language.quantities.numerals import Form, read_numeral
from articles.language.quantities.periods import Period
from articles.language.quantities.setting import Setting
from articles.language.quantities.words import Words

_DAYS: Final = {
    "today": 0, "tonight": 0, "tonite": 0, "yesterday": -1, "tomorrow": 1, "tmrw": 1, "tmr": 1, "otd": 0,
}  # fmt: skip
_LAST: Final = frozenset({"last", "previous", "past"})
_NEXT: Final = frozenset({"next", "following", "coming", "upcoming"})
_THIS: Final = frozenset({"this", "current", "present"})
MODIFIERS: Final = _LAST | _NEXT | _THIS | {"the", "same", "that"}
_AGO: Final = frozenset({"ago", "back"})
_GRAINS: Final = frozenset({"day", "week", "month", "quarter", "year", "decade", "century", "weekend"})
_CLOCK: Final = frozenset({"second", "minute", "hour"})
_STEPS: Final = {"decade": 10, "century": 100}


def read_relative(words: Words, i: int, setting: Setting) -> Dated | None:
    """The longest date at token ``i`` that is told from the anchor."""
    found = (
        _named_day(words, i, setting),
        _part_of_today(words, i, setting),
        _modified(words, i, setting),
        _counted(words, i, setting),
        _turned(words, i, setting),
        _the_unit(words, i, setting),
        _beside_a_day(words, i, setting),
        _present(words, i, setting),
    )
    return max((date for date in found if date is not None), key=lambda date: date.last, default=None)


def move(anchor: datetime.date | None, unit: str, count: int) -> Period | None:
    """The period of ``unit`` that lies ``count`` units from ``anchor``."""
    if anchor is None:
        return None
    steps = _STEPS.get(unit)
    if unit == "weekend":
        moved = periods.shifted(anchor, "week", count)
    else:
        moved = periods.shifted(anchor, "year", count * steps) if steps else periods.shifted(anchor, unit, count)
    return periods.of_unit(moved, unit) if moved else None


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


def _direction(word: str) -> int | None:
    if word in _LAST:
        return -1
    if word in _NEXT:
        return 1
    return 0 if word in _THIS else None


def _modified(words: Words, i: int, setting: Setting) -> Dated | None:
    """'last week', 'this Friday', 'next June', 'the past two years', 'last summer', 'next Easter'."""
    direction = _direction(words[i])
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
    counted = _count_of_units(words, i, setting, direction)
    if counted is not None:
        return counted
    at += words[at] in ("calendar", "financial", "fiscal", "working")
    length = read_time_unit(words, at, between=False)
    if length is None or (length.unit not in _GRAINS and length.unit != "minute") or length.last > at + 1:
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
    return Dated(at + 1, _interval(anchor, "day", 14 * direction), "interval", has_year=True)


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


def _yearly(anchor: datetime.date | None, direction: int, of_year) -> Period | None:  # type: ignore[no-untyped-def]
    """The nearest of the yearly periods before (-1) or after (1) the anchor, or the one of its year (0)."""
    if anchor is None:
        return None
    if not direction:
        return of_year(anchor.year)  # type: ignore[no-any-return]
    found = [period for period in (of_year(anchor.year + offset) for offset in (-1, 0, 1)) if period]
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


def _count_of_units(words: Words, i: int, setting: Setting, direction: int) -> Dated | None:
    """'the next 4 business days', 'last two months': intervals, where the text is read at an instant."""
    numeral = read_numeral(words, i + 1)
    if numeral is None and words[i + 1] == "couple":
        count, at = 2, i + 2 + (words[i + 2] == "of")
    elif numeral is None or numeral.form is not Form.CARDINAL or numeral.value != int(numeral.value):
        return None
    else:
        count, at = int(numeral.value), numeral.last
    if not setting.looks_ahead or not direction or not 0 < count < 1000:
        return None
    business = words[at] in ("business", "working")
    length = read_time_unit(words, at)
    if length is None or setting.published is None:
        return Dated(length.last, None, "interval") if length and not setting.published else None
    return Dated(
        length.last, _span_of(setting, length, count * direction, business=business), "interval", has_year=True
    )


def _turned(words: Words, i: int, setting: Setting) -> Dated | None:
    """'5 upcoming years', 'the 13 last minutes', '2 Thursdays ago', '3 Fridays from now'."""
    if not setting.looks_ahead or setting.published is None:
        return None
    numeral = read_numeral(words, i)
    if (
        numeral is None
        or numeral.form is not Form.CARDINAL
        or not 0 < numeral.value < 1000
        or numeral.value != int(numeral.value)
    ):
        return None
    count, at = int(numeral.value), numeral.last
    direction = _direction(words[at])
    if direction:
        length = read_time_unit(words, at + 1)
        if length is None:
            return None
        return Dated(
            length.last, _span_of(setting, length, count * direction, business=False), "interval", has_year=True
        )
    weekday = calendar_words().get(words[at].removesuffix("s"), ("", 0, False))
    if weekday[0] != "weekday":
        return None
    if words[at + 1] == "ago":
        back = (setting.published.isoweekday() - weekday[1]) % 7 or 7
        moved = periods.shifted(setting.published, "day", -back - 7 * (count - 1))
        return Dated(at + 2, periods.day(moved) if moved else None, "day", has_year=True)
    if words.follows(at + 1, "from", "now"):
        ahead = (weekday[1] - setting.published.isoweekday()) % 7 or 7
        moved = periods.shifted(setting.published, "day", ahead + 7 * (count - 1))
        return Dated(at + 3, periods.day(moved) if moved else None, "day", has_year=True)
    return None


def _the_unit(words: Words, i: int, setting: Setting) -> Dated | None:
    """'for the month', 'of the year', where the text is read at an instant and nothing follows."""
    if not setting.looks_ahead or words[i] != "the" or words[i + 1] not in ("day", "week", "month", "year"):
        return None
    if words[i - 1] not in ("for", "of") or words[i + 2] not in ("", ".", "!", "?"):
        return None
    return Dated(i + 2, move(setting.published, words[i + 1], 0), words[i + 1], has_year=True)


def _span_of(setting: Setting, length: Length, count: int, *, business: bool) -> Period | None:
    anchor = setting.published
    if anchor is None:
        return None
    total = count * int(length.times)
    if business:
        return _business_days(anchor, total)
    if length.unit in _CLOCK:
        return _clock_span(setting, length.unit, total)
    if length.unit == "quarter":
        this = periods.quarter(anchor.year, (anchor.month + 2) // 3)
        if this is None:
            return None
        first = periods.shifted(this.start, "quarter", total if total < 0 else 1)
        last = periods.shifted(this.start, "quarter", -1 if total < 0 else total)
        if first is None or last is None:
            return None
        end = periods.shifted(last, "month", 2)
        return Period(f"{first:%Y-%m}/{end:%Y-%m}", first, end, "interval") if end else None
    return _interval(anchor, length.unit, total)


def _interval(anchor: datetime.date, unit: str, count: int) -> Period | None:
    """The days of the last or the next ``count`` units, the anchor left out."""
    day = datetime.timedelta(days=1)
    moved = periods.shifted(anchor, unit, count)
    if moved is None:
        return None
    if count > 0:
        return periods.days_between(anchor + day, moved)
    return periods.days_between(moved, anchor - day)


def _business_days(anchor: datetime.date, count: int) -> Period | None:
    step = datetime.timedelta(days=1 if count > 0 else -1)
    at, first = anchor, None
    for _ in range(abs(count)):
        at += step
        while at.isoweekday() > 5:
            at += step
        first = first or at
    return periods.days_between(min(first, at), max(first, at)) if first else None


def _clock_span(setting: Setting, unit: str, count: int) -> Period | None:
    if setting.published is None or setting.time is None:
        return None
    now = datetime.datetime.combine(setting.published, setting.time)
    try:
        then = now + datetime.timedelta(**{unit + "s": count})
    except OverflowError:
        return None
    start, end = min(now, then), max(now, then)
    return Period(f"{_minute(start)}/{_minute(end)}", start.date(), end.date(), "minute")


def _minute(moment: datetime.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S" if moment.second else "%Y-%m-%dT%H:%M")


def _counted(words: Words, i: int, setting: Setting) -> Dated | None:
    """'two days ago', 'a year earlier', '3 weeks from now', 'in 2 weeks', 'a week after tomorrow'."""
    inside = setting.looks_ahead and words[i] in ("in", "within")
    at = i + inside
    parts = lengths_at(words, at)
    if parts is None:
        return None
    lengths, last = parts
    word = words[last]
    if word in _AGO and not (word == "back" and not setting.looks_ahead):
        if not setting.looks_ahead and len(lengths) == 1 and lengths[0][1] in _CLOCK:
            return None
        return _moved(lengths, -1, last + 1, setting)
    if word in ("earlier", "before") and _is_year_before(words, i, last, setting):
        return _year_before(lengths, -1, last + 1, setting, words[i] in ("a", "one"))
    if not setting.looks_ahead:
        return None
    if word in ("later", "hence", "out") and words[last + 1] != "this":
        return _moved(lengths, 1, last + 1, setting)
    if word == "from" and words[last + 1] == "now":
        return _moved(lengths, 1, last + 2, setting)
    if inside:
        if words[i] == "within":
            period = _from_now(lengths, setting)
            return Dated(last, period, "interval", has_year=True)
        return _moved(lengths, 1, last, setting)
    return None


def _from_now(lengths: Sequence[tuple[int, str]], setting: Setting) -> Period | None:
    """'within 9 months': from today on, or from this minute on."""
    if setting.published is None or setting.time is None:
        return None
    if all(unit in _CLOCK for _, unit in lengths):
        return _clock_span(setting, lengths[0][1], lengths[0][0])
    end = setting.published
    for count, unit in lengths:
        if unit in _CLOCK:
            return None
        moved = periods.shifted(end, unit, count)
        if moved is None:
            return None
        end = moved
    return periods.days_between(setting.published, end - datetime.timedelta(days=1))


def _is_year_before(words: Words, i: int, last: int, setting: Setting) -> bool:
    """Whether 'a year earlier' compares with the figures of a year before: only behind an amount."""
    after = words[last + 1]
    if setting.looks_ahead or words[i] not in ("a", "one", "two", "three", "five", "ten"):
        return False
    if words[last] == "before" and (
        words.is_word(last + 1) and after not in ("and", "but", "to", "when", "as", "because", "after", "on")
    ):
        return False
    return not words.is_word(i - 1) or words[i - 1] in (
        "percent",
        "cents",
        "than",
        "from",
        "million",
        "billion",
        "cent",
        "crowns",
        "euros",
        "dollars",
        "pounds",
        "period",
        "quarter",
        "until",
        "the",
        "and",
    )


def _year_before(lengths: Sequence[tuple[int, str]], sign: int, last: int, setting: Setting, one: bool) -> Dated | None:
    count, unit = lengths[0]
    if unit not in ("year", "month", "week", "day") or len(lengths) > 1 or (unit == "day" and one):
        return None
    return Dated(last, move(setting.published, unit, sign * count), unit, has_year=True)


def moved_by(start: datetime.date, lengths: Sequence[tuple[int, str]], sign: int) -> datetime.date | None:
    """``start`` moved by whole days, weeks, months and years; None where a length is shorter than a day."""
    moved: datetime.date | None = start
    for count, unit in lengths:
        if unit in _CLOCK or moved is None:
            return None
        moved = periods.shifted(moved, unit, sign * count)
    return moved


def counted_span(start: datetime.date, lengths: Sequence[tuple[int, str]]) -> str | None:
    """The days from ``start`` on for as long as ``lengths``, as an interval."""
    end = moved_by(start, lengths, 1)
    return periods.days_between(start, end - datetime.timedelta(days=1)).edtf if end else None


def lengths_at(words: Words, i: int) -> tuple[list[tuple[int, str]], int] | None:
    """'2 years 1 month 21 days', 'a week', '30 min': the whole units counted, and the token behind."""
    found: list[tuple[int, str]] = []
    at = i
    while len(found) < 6:
        more = at + (bool(found) and words[at] in (",", "and"))
        more += bool(found) and words[more] == "and"
        if words[more] in ("a", "an") and not found:
            count, next_at = 1.0, more + 1
            if words[more + 1] in ("few", "couple"):
                return None
        else:
            numeral = read_numeral(words, more)
            if words[more] == "[" and words[more + 2] == "]":
                numeral = read_numeral(words, more + 1)
                next_at = more + 3
            elif numeral is None:
                break
            else:
                next_at = numeral.last + (words[numeral.last] in ("a", "an") and numeral.form is Form.FRACTION)
            if numeral is None or numeral.form in (Form.ORDINAL, Form.VAGUE):
                break
            count = float(numeral.value)
        length = read_time_unit(words, next_at)
        if length is None and words.glued(next_at) and words[next_at] in ("m", "s", "w"):
            length = Length({"m": "minute", "s": "second", "w": "week"}[words[next_at]], Decimal(1), next_at + 1)
        if length is None:
            break
        unit, amount = length.unit, count * float(length.times)
        if amount != int(amount):
            smaller = {
                "hour": ("minute", 60),
                "minute": ("second", 60),
                "year": ("month", 12),
                "day": ("hour", 24),
            }.get(unit)
            if smaller is None or abs(amount) > 10_000:
                break
            unit, amount = smaller[0], round(amount * smaller[1])
        if unit not in _GRAINS | _CLOCK or not 0 <= amount < 100_000:
            break
        found.append((int(amount), unit))
        at = length.last
    return (found, at) if found else None


def _moved(lengths: Sequence[tuple[int, str]], sign: int, last: int, setting: Setting) -> Dated | None:
    """The anchor moved by ``lengths``: by the day in days, in news by the week, month or year that was said."""
    anchor = setting.published
    if anchor is None:
        return Dated(last, None, "day")
    if any(unit in _CLOCK for _, unit in lengths):
        return Dated(last, _instant(setting, lengths, sign), "minute", has_year=True)
    moved: datetime.date | None = anchor
    for count, unit in lengths:
        moved = periods.shifted(moved, unit, sign * count) if moved else None
    if moved is None:
        return Dated(last, None, "day")
    count, unit = lengths[-1]
    if setting.looks_ahead or unit == "day" or (unit == "week" and count == 1) or len(lengths) > 1:
        return Dated(last, periods.day(moved), "day", has_year=True)
    return Dated(last, periods.of_unit(moved, unit), unit, bound=Bound.APPROX, has_year=True)


def _instant(setting: Setting, lengths: Sequence[tuple[int, str]], sign: int) -> Period | None:
    if setting.published is None or setting.time is None:
        return None
    moment = datetime.datetime.combine(setting.published, setting.time)
    for count, unit in lengths:
        if unit in _CLOCK or unit in ("day", "week"):
            try:
                moment += sign * datetime.timedelta(**{unit + "s": count})
            except OverflowError:
                return None
        else:
            moved = periods.shifted(moment.date(), unit, sign * count)
            if moved is None:
                return None
            moment = datetime.datetime.combine(moved, moment.time())
    return Period(_minute(moment), moment.date(), moment.date(), "minute")


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
    if words[at + 2] in ("next", "last") and word in _GRAINS:
        return Dated(at + 3, move(anchor, word, 2 * sign), word, has_year=True)
    if (
        at > i
        and word in ("day", "year", "month", "week")
        and not (words.is_word(at + 2) and words[at + 2] not in ("and", "but", "in", "on"))
    ):
        if words[at + 2] in DASH_OR_DIGIT or (side == "after" and not setting.looks_ahead):
            return None
        return Dated(at + 2, move(anchor, word, sign), word, has_year=True)
    return None


DASH_OR_DIGIT: Final = frozenset("-–—")
