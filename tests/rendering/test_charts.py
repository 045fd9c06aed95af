"""Where bars and lines of charts stand."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering.charts import bar_chart, sparkline


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def counted(chart) -> list[tuple[str, tuple[int, ...]]]:
    return [(bar.period.name, bar.counts) for bar in chart.bars]


def test_days_of_one_week_are_one_column_and_weeks_without_any_stand_empty() -> None:
    days = {day("2024-02-06"): [3, 1], day("2024-02-09"): [2, 0], day("2024-02-20"): [1, 1]}

    chart = bar_chart(days, width=90, height=50, most=12)

    assert chart.per == "week"
    assert counted(chart) == [
        ("week of 5 February 2024", (5, 1)),
        ("week of 12 February 2024", (0, 0)),
        ("week of 19 February 2024", (1, 1)),
    ]
    assert [bar.heights for bar in chart.bars] == [(50.0, 10.0), (0.0, 0.0), (10.0, 10.0)]


@pytest.mark.parametrize(
    ("last", "per", "name"),
    [
        ("2024-05-01", "month", "May 2024"),
        ("2026-01-31", "quarter", "January to March 2026"),
        ("2031-07-01", "year", "2031"),
        ("2044-07-01", "2 years", "2044 to 2045"),
    ],
)
def test_longer_times_are_counted_in_longer_periods(last, per, name) -> None:
    chart = bar_chart({day("2024-01-15"): [1], day(last): [2]}, width=90, height=50, most=12)

    assert (chart.per, counted(chart)[-1]) == (per, (name, (2,)))


def test_lines_stand_at_round_counts() -> None:
    def lines(count: int) -> list[int]:
        return [n for _, n in bar_chart({day("2024-01-15"): [count]}, width=90, height=50, most=12).lines]

    assert [lines(count) for count in (1, 2, 9, 143, 1234)] == [[1], [1, 2], [4, 8], [70, 140], [600, 1200]]


def test_months_are_marked_where_they_begin_with_the_year_once() -> None:
    days = {day("2023-12-05"): [1], day("2024-02-20"): [1]}

    chart = bar_chart(days, width=1120, height=50, most=40)

    assert [words for _, words in chart.marks] == ["Dec 2023", "Jan 2024", "Feb"]


def test_nothing_counted_is_no_chart() -> None:
    assert bar_chart({}, width=90, height=50, most=12) is None


@given(st.dictionaries(st.dates(), st.tuples(st.integers(0, 10**6)), min_size=1, max_size=20), st.integers(2, 50))
def test_every_day_is_counted_once_in_its_period(counts, most) -> None:
    chart = bar_chart(counts, width=300, height=50, most=most)

    assert len(chart.bars) <= most
    assert sum(values[0] for _, values in counted(chart)) == sum(count for (count,) in counts.values())
    assert all(any(bar.period.first <= day <= bar.period.last for bar in chart.bars) for day in counts)
    assert all(bar.x >= 0 and bar.x + bar.width <= 300.1 for bar in chart.bars)


def test_sparkline_rises_and_marks_the_value_asked_about() -> None:
    values = [(day("2024-01-01"), 10.0), (day("2024-01-02"), 20.0), (day("2024-01-05"), 15.0)]

    spark = sparkline(values, 1)

    assert (spark.points, spark.x, spark.y) == ("3.0,18.0 20.0,4.0 71.0,11.0", 20.0, 4.0)


def test_values_of_one_day_stand_side_by_side_and_one_alone_is_no_line() -> None:
    values = [(day("2024-01-01"), 10.0), (day("2024-01-01"), 10.0)]

    assert sparkline(values, 0).points == "3.0,11.0 71.0,11.0"
    assert sparkline(values[:1], 0) is None
