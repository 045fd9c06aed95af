"""Dates told by a length of time: two days ago, 3 weeks from now, the next 4 business days, a year earlier."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from articles.document import Bound
from articles.language.quantities import periods
from articles.language.quantities.dated import Dated, calendar_words
from articles.language.quantities.durations import Length, read_time_unit
from articles.language.quantities.numerals import Form, read_numeral
from articles.language.quantities.periods import Period
from articles.language.quantities.setting import Setting
from articles.language.quantities.tense import is_inner
from articles.language.quantities.words import Words, forms

LAST: Final = frozenset({"last", "previous", "past"})
NEXT: Final = frozenset({"next", "following", "coming", "upcoming"})
THIS: Final = frozenset({"this", "current", "present"})
_AGO: Final = frozenset({"ago", "back"})
_CLOCK: Final = frozenset({"second", "minute", "hour"})
# how far back in its sentence a comparison looks for what it compares with
_SENTENCE: Final = 60
# words right before a comparison, and before the figure that it compares with
_COMPARED: Final = forms(
    "percent cents cent than from on million billion trillion bn mn tn m crowns euros dollars pounds period quarter "
    "until the and"
)
_AGAINST: Final = forms("from than against with versus to")
_NEAR: Final = 3
_QUARTER_WORDS: Final = 5
_UP_TO: Final = frozenset({"to", "ended", "ending", "through"})
_STEPS: Final = {"decade": 10, "century": 100}
GRAINS: Final = frozenset({"day", "week", "month", "quarter", "year", "decade", "century", "weekend"})


def read_elapsed(words: Words, i: int, setting: Setting) -> Dated | None:
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
        return _earlier(words, i, lengths, last + 1, setting)
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


def read_count_of_units(words: Words, i: int, setting: Setting, direction: int) -> Dated | None:
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


def read_turned(words: Words, i: int, setting: Setting) -> Dated | None:
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
    direction = direction_of(words[at])
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


def direction_of(word: str) -> int | None:
    if word in LAST:
        return -1
    if word in NEXT:
        return 1
    return 0 if word in THIS else None


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
        if unit not in GRAINS | _CLOCK or not 0 <= amount < 100_000:
            break
        found.append((int(amount), unit))
        at = length.last
    return (found, at) if found else None


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
    return not words.is_word(i - 1) or words[i - 1] in _COMPARED or _follows_figure(words, i)


def _follows_figure(words: Words, i: int) -> bool:
    """Whether a figure with what it counts stands between a word of comparison and token ``i``: 'from 40 flats'."""
    near = range(max(0, i - _NEAR), i)
    figure = next((at for at in near if words.is_number(at)), None)
    return figure is not None and words[figure - 1] in _AGAINST


def _earlier(words: Words, i: int, lengths: Sequence[tuple[int, str]], last: int, setting: Setting) -> Dated | None:
    """'a year earlier' than the quarter, month or year that the sentence named before, else than the publication."""
    count, unit = lengths[0]
    if unit not in ("year", "month", "week", "day") or len(lengths) > 1:
        return None
    compared = _compared(words, i, unit)
    if compared is not None:
        moved = periods.shifted(compared[0], unit, -count)
        return Dated(last, periods.of_unit(moved, compared[1]) if moved else None, compared[1], has_year=True)
    if unit == "day" and words[i] in ("a", "one"):
        return None
    return Dated(last, move(setting.published, unit, -count), unit, has_year=True)


def _compared(words: Words, i: int, unit: str) -> tuple[datetime.date, str] | None:
    """The last period of at least ``unit`` that was named before token ``i`` in its sentence: a day of it, its grain.

    "the three months to June 30" and "the quarter ended in June" are quarters.
    """
    for at in range(i - 1, max(-1, i - 1 - _SENTENCE), -1):
        if words[at] in (".", ";", "!", "?", "\n") and not is_inner(words, at):
            return None
        dated = words.memo.get(("date", at))
        if not isinstance(dated, Dated) or dated.period is None or dated.last > i:
            continue
        if unit == "year" and dated.grain in ("day", "month") and _ends_quarter(words, at):
            return dated.period.start, "quarter"
        if dated.grain in ("quarter", "year") and unit == "year":
            return dated.period.start, dated.grain
        if dated.grain == "month" and unit in ("year", "month"):
            return dated.period.start, "month"
    return None


def _ends_quarter(words: Words, at: int) -> bool:
    """Whether the date at token ``at`` is the end of a quarter: 'the three months to June 30'."""
    before = words.forms[max(0, at - _QUARTER_WORDS) : at]
    return bool(_UP_TO & set(before[-2:])) and ("quarter" in before or _three_months(before))


def _three_months(before: Sequence[str]) -> bool:
    return any(word == "months" and before[index - 1] in ("three", "3") for index, word in enumerate(before) if index)


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
    return days_of_length(anchor, length.unit, total)


def days_of_length(anchor: datetime.date, unit: str, count: int) -> Period | None:
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
