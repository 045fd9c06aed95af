"""Where the points of a chart stand: numbers for inline SVG, drawn by templates."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 384
# the field that points stand in; values are written above it and dates below
_LEFT, _RIGHT, _TOP, _BOTTOM = 30.0, 354.0, 34.0, 140.0
# labels nearer to each other than this would overlap
_APART: Final = 62.0
# what of a column is left free, how wide one is at most, and how near to each other the words below may begin
_GAP: Final = 0.25
_WIDEST: Final = 32.0
_MARKS_APART: Final = 52.0


@dataclass(frozen=True, slots=True)
class Point:
    """A point with its label; ``is_labelled``: there is room to write it out."""

    x: float
    y: float
    place: int
    is_labelled: bool


def line_chart(values: Sequence[tuple[datetime.date, float]], now: int = -1) -> tuple[Point, ...]:
    """The points of these values, given in order of their days; the one at ``now`` is labelled in any case.

    ``place`` is the index in ``values``.
    """
    if not values:
        return ()
    first, last = values[0][0], values[-1][0]
    days = max(1, (last - first).days)
    low, high = min(size for _, size in values), max(size for _, size in values)
    # values that differ little do not look as if they differed much
    low = min(low, high / 2) if low >= 0 else low
    span = (high - low) or 1.0
    places = [
        (
            round(_LEFT + (_RIGHT - _LEFT) * ((day - first).days / days if last > first else 0.5), 1),
            round(_BOTTOM - (_BOTTOM - _TOP) * ((size - low) / span), 1),
        )
        for day, size in values
    ]
    labelled: list[int] = []
    for i in sorted(range(len(places)), key=lambda i: (i != now, i != len(places) - 1, i)):
        if all(abs(places[i][0] - places[other][0]) >= _APART for other in labelled):
            labelled.append(i)
    return tuple(Point(x, y, i, i in labelled) for i, (x, y) in enumerate(places))


@dataclass(frozen=True, slots=True)
class Spark:
    """A line without scales in a field of 74 by 22, and where the value asked about stands on it."""

    points: str
    x: float
    y: float


def sparkline(values: Sequence[tuple[datetime.date, float]], now: int) -> Spark | None:
    """The line through these values, given in order of their days; None for fewer than two."""
    if len(values) < 2:
        return None
    first, days = values[0][0], (values[-1][0] - values[0][0]).days
    low, high = min(size for _, size in values), max(size for _, size in values)
    places = [
        (
            round(3 + 68 * ((day - first).days / days if days else i / (len(values) - 1)), 1),
            round(18 - 14 * ((size - low) / (high - low) if high > low else 0.5), 1),
        )
        for i, (day, size) in enumerate(values)
    ]
    return Spark(" ".join(f"{x},{y}" for x, y in places), *places[now])


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, and what one calls it: "week of 5 February 2024", "March 2024", "2019"."""

    first: datetime.date
    last: datetime.date
    name: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What was counted in one period: ``counts`` stand side by side, each at its place of ``xs`` and ``heights``."""

    period: Period
    xs: tuple[float, ...]
    width: float
    counts: tuple[int, ...]
    heights: tuple[float, ...]

    @property
    def x(self) -> float:
        return self.xs[0]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Columns of equal periods without a gap in time; ``per`` is the name of one: "week", "5 years".

    ``lines`` are (height above the axis, count) of faint lines to read counts by, ``marks`` (x, words) below the axis.
    """

    per: str
    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]
    marks: tuple[tuple[float, str], ...]


def bar_chart(
    counts: Mapping[datetime.date, Sequence[int]], *, width: float, height: float, most: int
) -> BarChart | None:
    """Counts by day as at most ``most`` columns; None without any. Each day has the same number of counts."""
    if not counts:
        return None
    per, periods = _periods(min(counts), max(counts), most)
    firsts = [period.first for period in periods]
    sums = [[0] * len(next(iter(counts.values()))) for _ in periods]
    for day, values in counts.items():
        column = sums[bisect_right(firsts, day) - 1]
        for i, value in enumerate(values):
            column[i] += value
    highest = max(1, *(value for column in sums for value in column))
    step = width / len(periods)
    thick = min(step * (1 - _GAP), _WIDEST) / len(sums[0])
    bars = tuple(
        Bar(
            period,
            tuple(round(i * step + step * _GAP / 2 + j * thick, 1) for j in range(len(values))),
            round(thick, 1),
            tuple(values),
            # what is there is seen, however much more there is elsewhere
            tuple(round(max(1.5, height * value / highest), 1) if value else 0.0 for value in values),
        )
        for i, (period, values) in enumerate(zip(periods, sums, strict=True))
    )
    return BarChart(per, bars, _lines(highest, height), _marks(per, bars))


def _periods(first: datetime.date, last: datetime.date, most: int) -> tuple[str, list[Period]]:
    """The shortest periods of which ``most`` reach from the one to the other day, and what one is called."""
    weeks = (last.toordinal() - _monday(first).toordinal()) // 7 + 1
    months = _month(last) - _month(first) + 1
    quarters = _month(last) // 3 - _month(first) // 3 + 1
    if weeks <= most:
        starts = [_monday(first) + datetime.timedelta(weeks=i) for i in range(weeks)]
        return "week", [
            Period(day, _day(day.toordinal() + 6), f"week of {day.day} {day:%B} {day.year}") for day in starts
        ]
    if months <= most:
        return "month", [_of_months(_month(first) + i, 1) for i in range(months)]
    if quarters <= most:
        return "quarter", [_of_months((_month(first) // 3 + i) * 3, 3) for i in range(quarters)]
    years = next(n for n in (1, 2, 5, 10, 25, 50, 100, 500, 1000, 10_000) if last.year // n - first.year // n < most)
    decades = range(first.year // years, last.year // years + 1)
    return ("year" if years == 1 else f"{years} years"), [_of_months(i * years * 12, years * 12) for i in decades]


def _monday(day: datetime.date) -> datetime.date:
    return _day(day.toordinal() - day.weekday())


def _day(ordinal: int) -> datetime.date:
    """The day of this number, kept within the calendar."""
    return datetime.date.fromordinal(min(max(1, ordinal), datetime.date.max.toordinal()))


def _month(day: datetime.date) -> int:
    return 12 * day.year + day.month - 1


def _of_months(number: int, months: int) -> Period:
    year, month = divmod(number, 12)
    first = datetime.date(max(1, year), month + 1 if year else 1, 1)
    year, month = divmod(number + months, 12)
    last = datetime.date(year, month + 1, 1) - datetime.timedelta(days=1) if year <= 9999 else datetime.date.max
    if months == 1:
        name = f"{first:%B} {first.year}"
    elif months == 3:
        name = f"{first:%B} to {last:%B} {first.year}"
    else:
        name = str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return Period(first, last, name)


def _lines(highest: int, height: float) -> tuple[tuple[float, int], ...]:
    """Two lines at round counts, or one."""
    half = max(1, highest // 2)
    unit = 10 ** (len(str(half)) - 1)
    step = half // unit * unit
    return tuple((round(height * count / highest, 1), count) for count in (step, 2 * step) if count <= highest)


def _marks(per: str, bars: Sequence[Bar]) -> tuple[tuple[float, str], ...]:
    """Where months or years begin, with their names, as far as there is room."""
    marks: list[tuple[float, str]] = []
    by_month = per in ("week", "month")
    before: tuple[int, int] | None = None
    marked_year = 0
    for bar in bars:
        # the month that most of a week lies in
        day = min(_day(bar.period.first.toordinal() + 3), bar.period.last)
        here = (day.year, day.month if by_month else 0)
        if here != before and (not marks or bar.x - marks[-1][0] >= _MARKS_APART):
            month = f"{day:%b}" if by_month else ""
            marks.append((bar.x, f"{month} {day.year}".strip() if day.year != marked_year else month))
            marked_year = day.year
        before = here
    return tuple(marks)
