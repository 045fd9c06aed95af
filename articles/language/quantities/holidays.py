"""Holidays that name a day, and the day they fall on in a year."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import Final

from articles.language.lexicon import rows, values
from articles.language.quantities.periods import Period, day, day_of, easter, nth_weekday, orthodox_easter
from articles.language.quantities.setting import Setting
from articles.language.quantities.words import Words

_RULE: Final = re.compile(
    r"(?P<feast>easter|orthodox)(?P<days>[+-]\d+)|(?P<month>\d\d)(?:-(?P<day>\d\d)|:(?P<weekday>\d):(?P<nth>-?\d))(?P<plus>\+\d+)?"
)


@cache
def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], list[tuple[str, str]]]]]:
    """First word of a holiday's name -> all its words, and rule and country of each day it may be."""
    names: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for row in rows("holidays"):
        for name in values(row[0]):
            parts = tuple(re.findall(r"\w+|[^\w\s]", name.lower()))
            names.setdefault(parts, []).append((row[1], row[2] if len(row) > 2 else ""))
    table: dict[str, list[tuple[tuple[str, ...], list[tuple[str, str]]]]] = {}
    for parts, days in sorted(names.items(), key=lambda entry: -len(entry[0])):
        table.setdefault(parts[0], []).append((parts, days))
    return table


@cache
def holiday_starts() -> frozenset[str]:
    """The words that a holiday's name begins with."""
    return frozenset(_by_first_word())


def read_holiday(words: Words, i: int, setting: Setting) -> tuple[str, int] | None:
    """The rule of the holiday named at token ``i``, and the token behind its name."""
    for parts, days in _by_first_word().get(words[i], ()):
        if all(_same(words[i + k], part) for k, part in enumerate(parts)):
            if not (words.is_capitalised(i) or setting.looks_ahead):
                continue
            named = max(days, key=lambda entry: setting.countries[entry[1]] if entry[1] else 0)
            return named[0], i + len(parts)
    return None


def _same(form: str, part: str) -> bool:
    return form == part or (part == "'" and form == "’")


def day_in(rule: str, year: int) -> Period | None:
    """The day that ``rule`` gives in ``year``."""
    match = _RULE.fullmatch(rule)
    if match is None or not datetime.MINYEAR < year < datetime.MAXYEAR:
        return None
    if match["feast"]:
        sunday = easter(year) if match["feast"] == "easter" else orthodox_easter(year)
        return day(sunday + datetime.timedelta(days=int(match["days"])))
    month = int(match["month"])
    if match["day"]:
        return day_of(year, month, int(match["day"]))
    found = nth_weekday(year, month, int(match["weekday"]), int(match["nth"]))
    if found is None or not match["plus"]:
        return found
    return day(found.start + datetime.timedelta(days=int(match["plus"])))
