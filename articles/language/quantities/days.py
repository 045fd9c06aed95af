"""Days, months and weekdays as printed: May 2010, March 4, 2011, 13 January, Saturday, September 12, the 24th."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Final

from articles.language.quantities import periods
from articles.language.quantities.dated import Dated, needs_company, read_day, read_month, read_weekday, read_year
from articles.language.quantities.numeric_dates import read_numeric_date
from articles.language.quantities.periods import Period
from articles.language.quantities.setting import Setting
from articles.language.quantities.tense import looks_forward, nearest, tells_of_the_past
from articles.language.quantities.words import DASHES, Words, forms

_NOT_AFTER_MAY: Final = forms("be have not well also still yet even take need want")
_AFTER_DAY: Final = forms("and or but at in on of when after before from to with as the")
_DATE_BEFORE: Final = forms(
    "in on since from by until till before after during of for between and or to last next this early late mid "
    "every each through around about throughout ( , — – -"
)


def _days_of(setting: Setting, month: int, day: int) -> list[Period | None]:
    anchor = setting.published
    return [periods.day_of(anchor.year + offset, month, day) for offset in (-1, 0, 1)] if anchor else []


def read_month_first(words: Words, i: int, setting: Setting) -> Dated | None:
    """'May', 'May 2010', 'Sept. 26', 'March 4, 2011', 'October 6, 7 and 8', 'June 10-12'."""
    month = read_month(words, i)
    if month is None:
        return None
    number, at = month
    alone = not needs_company(words, i)
    at += words[at] in ("the", ",") and read_day(words, at + 1) is not None
    joined = words[at] in DASHES | {"/"} and words.glued(at) and words.is_number(at + 1)
    day = read_day(words, at + joined)
    if day is not None and _is_day(words, i, day, setting) and not (read_year(words, at) and len(words[at]) == 4):
        return _with_year(words, i, number, day[0], day[1], setting)
    year_at = at + (words[at] in (",", "of", "in") and read_year(words, at + 1) is not None)
    year = read_year(
        words, year_at, short=words.is_capitalised(i) and words[year_at].isdecimal() and len(words[year_at]) == 2
    )
    if year is not None and (words.is_capitalised(i) or alone or setting.looks_ahead) and _year_fits(words, year):
        return Dated(year[1], periods.month(year[0], number), "month", month=number, has_year=True)
    if not _is_month(words, i, month[1], setting):
        return None
    relative = relative_year(words, month[1], setting)
    if relative is not None:
        return Dated(relative[1], periods.month(relative[0], number), "month", month=number, has_year=True)
    return Dated(month[1], _nearest_month(words, i, month[1], number, setting), "month", month=number)


def _year_fits(words: Words, year: tuple[int, int]) -> bool:
    """'In May 2,000 people' and 'April 2010 people' are not years; nor is a number with a unit."""
    return not (words[year[1]] in ("people", "percent", "%") or (words.glued(year[1]) and words[year[1]] == "%"))


def _is_day(words: Words, i: int, day: tuple[int, int, bool], setting: Setting) -> bool:
    """Whether the number behind a month is its day: not in 'in May 12 people died'."""
    last = day[1]
    if words[last] in ("%", "percent", "per", "million", "billion") or (words[last] == ":" and words.glued(last + 1)):
        return False
    if words.is_word(i) and not words.is_capitalised(i) and not setting.looks_ahead:
        return False
    plural = (
        words.is_word(last)
        and words[last].endswith("s")
        and words[last] not in ("was", "is", "as", "has", "his", "this", "its")
    )
    if (
        not day[2]
        and words[i - 1] == "in"
        and (plural or words[last] in ("people", "men", "women", "children", "more"))
    ):
        return False
    return not (words.is_word(day[1] - 1) and not day[2] and not setting.looks_ahead)


def _with_year(words: Words, i: int, month: int, day: int, last: int, setting: Setting) -> Dated:
    """A day of a month with the year behind it, or the nearest year; a list or a range of days is an interval."""
    end, last = _further_days(words, day, last)
    at = last + (words[last] in (",", "of") and read_year(words, last + 1) is not None)
    year = read_year(words, at, short=_is_short_year(words, at, setting))
    if year is None and (era := _era(words, at)):
        return Dated(
            era[1], periods.day_of(era[0], month, day) if era[0] else None, "day", month=month, day=day, has_year=True
        )
    if year is not None:
        return _days(periods.day_of(year[0], month, day), end, year[1], month, day, has_year=True)
    relative = relative_year(words, last, setting)
    if relative is not None:
        return _days(periods.day_of(relative[0], month, day), end, relative[1], month, day, has_year=True)
    chosen = nearest(_days_of(setting, month, day), setting, looks_forward(words, i, last))
    return _days(chosen, end, last, month, day, has_year=False)


def _is_short_year(words: Words, at: int, setting: Setting) -> bool:
    """Whether two digits behind a day and its month are the year: '3rd Feb 82'."""
    return words[at].isdecimal() and len(words[at]) == 2 and (setting.looks_ahead or not words[at + 1])


def _era(words: Words, at: int) -> tuple[int, int] | None:
    """', 8 AD', ', 345 BC': years too short to be read as years; 0 for those before our era."""
    at += words[at] == ","
    if not words[at].isdecimal() or len(words[at]) > 4:
        return None
    era = words[at + 1]
    if era in ("ad", "ce"):
        return int(words[at]), at + 2
    if era == "be":
        return int(words[at]) - 543, at + 2
    return (0, at + 2) if era in ("bc", "bce") else None


def _days(first: Period | None, end: int | None, last: int, month: int, day: int, *, has_year: bool) -> Dated:
    period, grain = first, "day"
    if end is not None and first is not None:
        final = periods.day_of(first.start.year, month, end)
        period, grain = (periods.between(first, final) if final else None), "interval"
    return Dated(last, period, grain, month=month, day=end or day, has_year=has_year)


def _further_days(words: Words, day: int, last: int, *, before_month: bool = False) -> tuple[int | None, int]:
    """The last of '10-12', '6, 7 and 8', '14 and 15', '3rd to 10th', and the token behind it."""
    end, at = None, last
    while True:
        join = words[at]
        if join in DASHES or join in ("to", "and", "through", "or") or (join == "," and words[at + 2] in (",", "and")):
            start = at + 1 + (words[at + 1] == "the")
            more = read_day(words, start)
        else:
            break
        if more is None or more[0] <= (end or day) or not (before_month or _is_last_day(words, more)):
            break
        if join == "," and more[0] != (end or day) + 1:
            break
        end, at = more[0], more[1]
    return end, at


def _is_last_day(words: Words, more: tuple[int, int, bool]) -> bool:
    after = words[more[1]]
    if after in ("%", ":", ".", "am", "pm", "percent", "/") and (
        after != "." or (words.is_number(more[1] + 1) and words.glued(more[1] + 1))
    ):
        return False
    if words.is_word(more[1] - 1) and not more[2]:
        return False
    return read_month(words, more[1] + (after == "of")) is None and not (
        words.is_word(more[1]) and after.endswith("s") and not more[2] and after not in ("was", "is", "as")
    )


def _is_month(words: Words, i: int, last: int, setting: Setting) -> bool:
    """Whether a month's name stands for the month by itself."""
    word = words[i]
    if not words.is_capitalised(i) and not (setting.looks_ahead and not needs_company(words, i)):
        return False
    before, after = words[i - 1], words[last]
    if word in ("mar", "jan", "dec", "sep", "nov") and before not in _DATE_BEFORE and not setting.looks_ahead:
        return False
    if word in ("may", "march", "mar"):
        if after in _NOT_AFTER_MAY or before in ("will", "we", "they", "it", "who", "theresa", "long"):
            return False
        return before in _DATE_BEFORE or read_year(words, last) is not None or (before == "the" and after == "")
    if (
        word in ("april", "june", "august")
        and words.is_capitalised(i + 1)
        and before not in _DATE_BEFORE
        and not setting.looks_ahead
    ):
        return False
    return not (words.is_capitalised(i - 1) and words.is_word(i - 1) and word in ("april", "june", "august"))


def _nearest_month(words: Words, i: int, last: int, month: int, setting: Setting) -> Period | None:
    anchor = setting.published
    if anchor is None:
        return None
    candidates = [periods.month(anchor.year + offset, month) for offset in (-1, 0, 1)]
    return nearest(candidates, setting, looks_forward(words, i, last))


def relative_year(words: Words, last: int, setting: Setting) -> tuple[int, int] | None:
    """'September last year', 'June of this year'."""
    at = last + (words[last] == "of")
    offset = {"last": -1, "this": 0, "next": 1}.get(words[at])
    if offset is None or words[at + 1] not in ("year", "yr") or setting.published is None:
        return None
    return setting.published.year + offset, at + 2


def read_day_first(words: Words, i: int, setting: Setting) -> Dated | None:
    """'13 January', 'the 15th day of June', '10 - 22 August 2012', '20 and 25 February', 'the 24th'."""
    at = i + (words[i] == "the")
    day = read_day(words, at)
    if day is None:
        return None
    number, last, ordinal = day
    end, end_last = _further_days(words, number, last, before_month=True)
    for final, after in ((end, end_last), (None, last)):
        month_at = after + words.follows(after, "day")
        month_at += words[month_at] in ("of", "-", "/") or (words[month_at] == "," and ordinal)
        month = read_month(words, month_at)
        if month is not None and (
            words.is_capitalised(month_at)
            or not needs_company(words, month_at)
            or (setting.looks_ahead and (ordinal or words[month_at - 1] == "of"))
        ):
            dated = _with_year(words, i, month[0], number, month[1], setting)
            if final is None or dated.grain == "interval":
                return dated
            first = dated.period
            return _days(first, final, dated.last, month[0], number, has_year=dated.has_year)
    return _bare_day(words, i, at, day, setting)


def _bare_day(words: Words, i: int, at: int, day: tuple[int, int, bool], setting: Setting) -> Dated | None:
    """'on the 24th': the nearest such day, where nothing follows that it could rank."""
    number, last, ordinal = day
    if (
        not ordinal
        or at == i
        or (words.is_word(last) and words[last] not in ("and", "but", "when", "at", "in", "this", "of"))
        or not words.is_number(at)
    ):
        return None
    if (
        words[i - 1] not in ("on", "by", "until", "since", "from", "to", "through", "around")
        and not setting.looks_ahead
    ):
        return None
    anchor = setting.published
    if anchor is None:
        return Dated(last, None, "day", day=number)
    if (
        words[last] == "of"
        and not words.follows(last, "of", "next", "month")
        and not words.follows(last, "of", "this", "month")
    ):
        return None
    candidates = []
    for offset in (-1, 0, 1):
        moved = periods.shifted(anchor.replace(day=1), "month", offset)
        candidates.append(periods.day_of(moved.year, moved.month, number) if moved else None)
    return Dated(last, nearest(candidates, setting, looks_forward(words, i, last)), "day", day=number)


def read_weekday_date(words: Words, i: int, setting: Setting) -> Dated | None:
    """'Saturday', 'Saturday, September 12, 2015', 'Tuesday the 19th', 'Tuesday last week', 'Friday 7/6'."""
    weekday = read_weekday(words, i)
    if weekday is None or (needs_company(words, i) and not _stands_as_weekday(words, i, weekday[1], setting)):
        return None
    if not setting.looks_ahead and (not words.is_capitalised(i) or _recurs(words, i)):
        return None
    number, last = weekday
    if words[last] == "s" and words.glued(last):
        return None
    for start in (
        last + (words[last] in (",", "-", "(")),
        last + (words[last] == ",") + 1 if words[last + (words[last] == ",")] == "the" else last,
    ):
        for read in (read_month_first, read_day_first, read_numeric_date):
            found = read(words, start, setting)
            if found is not None and found.grain == "day" and (found.month or read is read_numeric_date):
                return replace(found, last=found.last + (words[found.last] == ")" and words[start - 1] == "("))
    anchor = setting.published
    relative = _of_week(words, last)
    if relative is not None and anchor is not None:
        monday = anchor - datetime.timedelta(days=anchor.isoweekday() - 1)
        date = monday + datetime.timedelta(days=7 * relative[0] + number - 1)
        return Dated(relative[1], periods.day(date), "day", has_year=True)
    at = last + (words[last] == ",") + (words[last + (words[last] == ",")] == "the")
    day = read_day(words, at)
    if day is not None and at > last and (setting.looks_ahead or (day[2] and not _ranks(words, day[1]))):
        return Dated(day[1], _weekday_on(anchor, number, day[0]), "day", has_year=True)
    if anchor is None:
        return Dated(last, None, "day")
    candidates: list[Period | None] = [
        periods.day(anchor + datetime.timedelta(days=(number - anchor.isoweekday()) % 7 + offset)) for offset in (-7, 0)
    ]
    forward = looks_forward(words, i, last)
    if forward is None and not setting.looks_ahead:
        # where nothing beside the date tells, news looks back, a programme or a forecast ahead
        forward = not tells_of_the_past(words)
    return Dated(last, nearest(candidates, setting, forward), "day")


def _recurs(words: Words, i: int) -> bool:
    """Whether no one day is meant: "every Sunday", "every single Sunday", "on a Sunday"."""
    before, earlier = words[i - 1], words[i - 2]
    return before in ("every", "each") or (before, earlier) in (("single", "every"), ("a", "on"), ("other", "every"))


def _ranks(words: Words, at: int) -> bool:
    """Whether an ordinal before token ``at`` ranks what follows: "Thursday, the first full day of the service"."""
    return words.is_word(at) and words[at] not in _AFTER_DAY


def _stands_as_weekday(words: Words, i: int, last: int, setting: Setting) -> bool:
    if read_month(words, last + (words[last] == ",")) or (words[last] == "," and read_day(words, last + 1)):
        return True
    if not words.is_capitalised(i):
        return len(words) <= 2
    before = words[i - 1]
    return (
        before in ("on", "this", "next", "last", "-")
        or (len(words) <= 2)
        or (words[i] in ("sat", "mon", "wed") and words.is_number(last) and not i)
        or (setting.looks_ahead and before in ("week", "on"))
    )


def _weekday_on(anchor: datetime.date | None, weekday: int, day: int) -> Period | None:
    """'Tuesday the 19th': the nearest month in which the two agree."""
    if anchor is None:
        return None
    candidates = []
    for offset in range(-12, 13):
        moved = periods.shifted(anchor.replace(day=1), "month", offset)
        found = periods.day_of(moved.year, moved.month, day) if moved else None
        if found is not None and found.start.isoweekday() == weekday:
            candidates.append(found)
    return min(candidates, key=lambda period: abs((period.start - anchor).days), default=None)


def _of_week(words: Words, last: int) -> tuple[int, int] | None:
    at = last + (words[last] in ("of", ","))
    offset = {"last": -1, "this": 0, "next": 1}.get(words[at])
    return (offset, at + 2) if offset is not None and words[at + 1] == "week" else None
