"""Dates in digits: 2015-03-28, 5/6/2019, 23.04.2022, 05-Aug-2016, 2014/10."""

from __future__ import annotations

import re
from typing import Final

from articles.language.quantities import periods
from articles.language.quantities.dated import MAX_YEAR, MIN_YEAR, Dated, calendar_words
from articles.language.quantities.periods import Period
from articles.language.quantities.setting import Setting
from articles.language.quantities.words import Words

_FORMS: Final = re.compile(
    r"""(?:
      (?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})
    | (?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<y2>\d{4}|\d{2})
    | (?P<d3>\d{1,2})[-/](?P<m3>[A-Za-z]{3,9})[-/](?P<y3>\d{4}|\d{2})
    | (?P<y4>\d{4})[-/](?P<m4>[A-Za-z]{3,9})[-/](?P<d4>\d{1,2})
    | (?P<m5>[A-Za-z]{3,9})[-/](?P<d5>\d{1,2})[-/](?P<y5>\d{4})
    | (?P<y6>\d{4})[/](?P<m6>\d{1,2})
    | (?P<m7>\d{1,2})/(?P<y7>\d{4})
    | (?P<y8>(?:19|20)\d{2})(?P<m8>[01]\d)(?P<d8>[0-3]\d)
    | (?P<c>\d{1,2})/(?P<d>\d{1,2})
    )(?![\d/]|[-.]\d)""",
    re.VERBOSE,
)


def read_numeric_date(words: Words, i: int, setting: Setting) -> Dated | None:
    """The date in digits at token ``i``; which of two small numbers is the day, the setting tells, or the size."""
    if not words.is_number(i) and words[i][:3] not in _MONTH_PREFIXES:
        return None
    match = _FORMS.match(words.text, words.starts[i])
    if match is None or (words.glued(i) and words[i - 1] in ("/", ".", ":")):
        return None
    last = i
    while last < len(words) and words.starts[last] < match.end():
        last += 1
    if words.ends[last - 1] != match.end():
        return None
    return _dated(match, last, setting, words)


_MONTH_PREFIXES: Final = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])


def _dated(match: re.Match[str], last: int, setting: Setting, words: Words) -> Dated | None:
    part = match.groupdict()
    if part["y1"]:
        return _day(last, _year(part["y1"]), int(part["m1"]), int(part["d1"]))
    if part["a"]:
        return _ambiguous(part, last, setting)
    for year, month, day in (("y3", "m3", "d3"), ("y4", "m4", "d4"), ("y5", "m5", "d5")):
        if part[year]:
            what, number, _ = calendar_words().get(part[month].lower(), ("", 0, False))
            return _day(last, _year(part[year]), number, int(part[day])) if what == "month" else None
    for year, month in (("y6", "m6"), ("y7", "m7")):
        if part[year]:
            if not MIN_YEAR <= int(part[year]) <= MAX_YEAR or not 1 <= int(part[month]) <= 12:
                return None
            return Dated(last, periods.month(int(part[year]), int(part[month])), "month", has_year=True)
    if part["y8"]:
        found = periods.day_of(int(part["y8"]), int(part["m8"]), int(part["d8"]))
        return Dated(last, found, "day", has_year=True) if found and setting.looks_ahead else None
    return _without_year(part, last, setting, words)


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 50 else 1900)


def _day(last: int, year: int, month: int, day: int) -> Dated | None:
    if not (MIN_YEAR <= year <= MAX_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    found = periods.day_of(year, month, day)
    return None if found is None else Dated(last, found, "day", has_year=True, month=month, day=day)


def _ambiguous(part: dict[str, str], last: int, setting: Setting) -> Dated | None:
    """5/6/2019: the day first where the setting or the separator says so, or a number above twelve shows it."""
    one, other, year = int(part["a"]), int(part["b"]), _year(part["y2"])
    if part["s2"] == "." and len(part["y2"]) == 2 and (one > 31 or other > 12):
        return None
    day_first = setting.day_first if setting.day_first is not None else part["s2"] == "."
    day, month = (one, other) if (day_first and other <= 12) or one > 12 else (other, one)
    return _day(last, year, month, day)


def _without_year(part: dict[str, str], last: int, setting: Setting, words: Words) -> Dated | None:
    """11/5 beside a weekday or where dates are read at an instant; elsewhere it is a fraction."""
    if (
        not setting.looks_ahead
        or setting.published is None
        or words[last] in ("of", "cup", "hour", "h", "hours", "day")
    ):
        return None
    one, other = int(part["c"]), int(part["d"])
    day, month = (one, other) if (setting.day_first and other <= 12) or one > 12 else (other, one)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    found: Period | None = None
    for year in (setting.published.year, setting.published.year + 1):
        found = periods.day_of(year, month, day)
        if found is not None and found.start >= setting.published:
            break
    return Dated(last, found, "day", month=month, day=day)
