"""When two date values (ISO 8601, EDTF, TIMEX3) mean the same."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

# first and last month; a season may end in the year after
_SEASONS: Final = {
    **dict.fromkeys(("SP", "21"), (3, 5)),
    **dict.fromkeys(("SU", "22"), (6, 8)),
    **dict.fromkeys(("FA", "23"), (9, 11)),
    **dict.fromkeys(("WI", "24"), (12, 2)),
}
_PARTS_OF_DAY: Final = {"MO": "T06/T11", "AF": "T12/T17", "EV": "T18/T21", "NI": "T20/T23"}
_CLOCK: Final = re.compile(r"(\d{1,2})(?::?(\d{2}))?(?::?(\d{2})(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_AMOUNT: Final = r"(?:(\d+(?:\.\d+)?){})?"
_DURATION: Final = re.compile(
    "P" + "".join(_AMOUNT.format(unit) for unit in "YQMWD") + "(?:T" + "".join(_AMOUNT.format(u) for u in "HMS") + ")?"
)
_WEEK: Final = re.compile(r"(\d{4})-?W(\d\d)(?:-(\d|WE))?")
_PERIOD: Final = re.compile(r"(\d{4})-?([QH])(\d)")


@dataclass(frozen=True, slots=True)
class _Span:
    first: datetime.date | None
    last: datetime.date | None
    clock: str | tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class _Length:
    months: Decimal
    seconds: Decimal


_Meaning = _Span | _Length | str


def same_date(gold: str | None, predicted: str | None, reference: datetime.date | None) -> bool:
    """Whether the two values denote the same interval, time or duration; a bare time is of the reference day."""
    if gold is None or predicted is None:
        return False
    if str(gold).strip().upper() == str(predicted).strip().upper():
        return True
    one, other = _meaning(str(gold), reference), _meaning(str(predicted), reference)
    return one is not None and one == other


def _meaning(value: str, reference: datetime.date | None) -> _Meaning | None:
    value = value.strip()
    if re.match(r"\d{4}-\d\d-\d\d \d", value):
        value = value.replace(" ", "T", 1)
    if "/" not in value:
        return _single(value, reference)
    ends = list(value.partition("/")[::2])
    meanings = [None if end in {"", ".."} else _single(end, reference) for end in ends]
    for end, meaning in zip(ends, meanings, strict=True):
        if end in {"", ".."}:
            continue
        if meaning is None:
            return None
        if not isinstance(meaning, _Span):
            return value.upper()
    start, stop = (meaning if isinstance(meaning, _Span) else None for meaning in meanings)
    clocks = (start and start.clock, stop and stop.clock)
    return _Span(start and start.first, stop and stop.last, clocks if any(clocks) else None)  # type: ignore[arg-type]


def _single(value: str, reference: datetime.date | None) -> _Meaning | None:
    value = value.strip().rstrip("~?%").upper()
    if value == "PRESENT_REF" and reference:
        return _Span(reference, reference)
    length = _DURATION.fullmatch(value)
    if length and value not in {"P", "PT"}:
        years, quarters, months, weeks, days, hours, minutes, seconds = (Decimal(part or 0) for part in length.groups())
        return _Length(
            years * 12 + quarters * 3 + months, ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
        )
    day, has_clock, time = value.partition("T")
    clock = None
    if has_clock:
        clock = _clock(time)
        if clock is None:
            return None
        if not day:
            return _Span(reference, reference, clock) if reference else f"T{clock}"
    try:
        span = _days(day)
    except ValueError:
        return None
    return span and _Span(*span, clock)


def _clock(time: str) -> str | None:
    if time in _PARTS_OF_DAY:
        return _PARTS_OF_DAY[time]
    match = _CLOCK.fullmatch(time)
    return f"{int(match[1]):02}:{match[2] or '00'}:{match[3] or '00'}" if match else None


def _days(value: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of a date of any precision; raises ValueError for one that is none."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = datetime.date.fromisoformat(value)
        return day, day
    if match := re.fullmatch(r"(\d{4})-(\d\d|[A-Z]{2})", value):
        year, part = int(match[1]), match[2]
        if part.isdigit() and 1 <= int(part) <= 12:
            return _months(year, int(part), year, int(part))
        if part not in _SEASONS:
            return None
        first, last = _SEASONS[part]
        return _months(year, first, year + (last < first), last)
    if match := _WEEK.fullmatch(value):
        monday = datetime.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        first, last = {None: (0, 6), "WE": (5, 6)}.get(match[3]) or (int(match[3]) - 1,) * 2
        return monday + datetime.timedelta(first), monday + datetime.timedelta(last)
    if match := _PERIOD.fullmatch(value):
        size = {"Q": 3, "H": 6}[match[2]]
        number = int(match[3])
        return _months(int(match[1]), (number - 1) * size + 1, int(match[1]), number * size)
    if re.fullmatch(r"\d{4}", value):
        return _months(int(value), 1, int(value), 12)
    if re.fullmatch(r"\d{3}X?", value):
        return _months(int(value[:3]) * 10, 1, int(value[:3]) * 10 + 9, 12)
    if re.fullmatch(r"\d{2}(?:XX)?", value):
        return _months(max(int(value[:2]) * 100, 1), 1, int(value[:2]) * 100 + 99, 12)
    return None


def _months(year: int, month: int, last_year: int, last_month: int) -> tuple[datetime.date, datetime.date]:
    last_day = calendar.monthrange(last_year, last_month)[1]
    return datetime.date(year, month, 1), datetime.date(last_year, last_month, last_day)
