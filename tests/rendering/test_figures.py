"""Quantities in words and signs: what a reader sees of a normal form."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.document import Bound, QuantityKind
from articles.rendering.figures import (
    BOUND_NAMES,
    KIND_WORDS,
    currency_in_words,
    date_in_words,
    figure,
    sign,
    unit_in_words,
)


@dataclass(frozen=True)
class Figure:
    """What a normal form is made of."""

    kind: str = "cardinal"
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    currency: str = ""
    bound: str = "exact"
    date: str = ""


# every kind and every bound


def test_every_kind_and_bound_has_its_words() -> None:
    assert list(KIND_WORDS) == [kind.value for kind in QuantityKind]
    assert list(BOUND_NAMES) == [bound.value for bound in Bound]


@pytest.mark.parametrize(
    ("bound", "expected"),
    [("exact", ""), ("approx", "≈"), ("at_least", "≥"), ("at_most", "≤"), ("more_than", ">"), ("less_than", "<")],
)
def test_bound_is_a_sign(bound, expected) -> None:
    assert sign(Figure(bound=bound)) == expected


@pytest.mark.parametrize(
    ("quantity", "long", "short"),
    [
        (Figure(value=412_000), "412,000", "412,000"),
        (Figure(value=3_500_000), "3,500,000", "3.5m"),
        (Figure(value=-12), "-12", "-12"),
        (Figure(value=0), "0", "0"),
        (Figure("fraction", 0.25), "0.25", "0.25"),
        (Figure("multiplier", 3), "3 times", "3 times"),
        (Figure("ordinal", 1), "1st", "1st"),
        (Figure("ordinal", 12), "12th", "12th"),
        (Figure("ordinal", 23), "23rd", "23rd"),
        (Figure("ordinal", 102), "102nd", "102nd"),
        (Figure("percent", 4.5, unit="percent"), "4.5%", "4.5%"),
        (Figure("percent", 2, unit="percentage-point"), "2 percentage points", "2 percentage points"),
        (Figure("money", 48_000_000, currency="GBP"), "£48,000,000", "£48m"),
        (Figure("money", 1_900_000_000, currency="USD"), "US$1,900,000,000", "US$1.9bn"),
        (Figure("money", 2.5, currency="EUR"), "€2.50", "€2.50"),
        (Figure("quantity", 900, unit="kilometer"), "900 kilometres", "900 kilometres"),
        (Figure("quantity", 1, unit="kilometer"), "1 kilometre", "1 kilometre"),
        (Figure("duration", 5, unit="year"), "5 years", "5 years"),
        (Figure("age", 43, unit="year"), "43 years", "43 years"),
        (Figure("score", low=3, high=1), "3–1", "3–1"),
        (Figure("percent", low=3, high=4, unit="percent"), "3–4%", "3–4%"),
        (Figure(value=1e22), "1e+22", "1e+22"),
        (Figure("money", -2e18, currency="USD"), "-2e+18 USD", "-2e+18 USD"),
        (Figure(low=10), "10", "10"),
        (Figure(high=10), "10", "10"),
        (Figure(), "", ""),
    ],
)
def test_figure_is_read_as_one_says_it(quantity, long, short) -> None:
    assert (figure(quantity), figure(quantity, short=True)) == (long, short)


# units


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("kilometer", "kilometres"),
        ("kilometer-per-hour", "kilometres per hour"),
        ("percentage-point", "percentage points"),
        ("barrel-of-rum", "barrel of rum"),
    ],
)
def test_unit_is_named(unit, words) -> None:
    assert unit_in_words(unit) == words


def test_a_currency_has_its_name_and_its_code() -> None:
    assert [currency_in_words(code) for code in ("GBP", "EUR", "QQQ")] == ["British pounds (GBP)", "euros (EUR)", "QQQ"]


def test_unit_that_nobody_knows_is_printed_as_it_is() -> None:
    assert figure(Figure("quantity", 3, unit="barrel-of-rum")) == "3 barrel of rum"


# dates


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2019-03-08", "8 March 2019"),
        ("2011-03", "March 2011"),
        ("2018", "2018"),
        ("2019-W10", "week 10 of 2019"),
        ("2019-33", "first quarter of 2019"),
        ("2019-22", "summer 2019"),
        ("201X", "2010s"),
        ("19XX", "20th century"),
        ("20XX", "21st century"),
        ("2019-03-08/2019-03-10", "8 March 2019 – 10 March 2019"),
        ("2019-03/..", "March 2019 – …"),
        ("/2019", "… – 2019"),
        ("T06:00", "06:00"),
        ("", ""),
    ],
)
def test_date_is_read_as_one_says_it(date, words) -> None:
    assert date_in_words(date) == words


@pytest.mark.parametrize("date", ["2019-02-30", "2019-13", "0000-03", "0000-00-00", "soon", "XXXX-03-08", "99999"])
def test_date_of_no_known_form_is_printed_as_it_is(date) -> None:
    assert date_in_words(date) == date


# whatever an editor or a model may have left there

NUMBERS = st.none() | st.floats() | st.integers(-(10**30), 10**30)
UNITS = st.sampled_from(["", "year", "kilometer", "x", "kilometer-per-", "-", "percent", "<b>"]) | st.text(max_size=8)
PIECES = st.sampled_from(["2019", "-", "03", "W", "X", "T", "/", "..", "P", "33", "99", "0000", "²", "~", "\n"])
DATES = st.lists(PIECES, max_size=6).map("".join) | st.text(max_size=12)


@given(
    st.builds(
        Figure,
        st.sampled_from(list(KIND_WORDS)),
        NUMBERS,
        NUMBERS,
        NUMBERS,
        UNITS,
        st.sampled_from(["", "USD", "XXX", "usd", "?", "ABCD"]) | st.text(max_size=4),
        st.sampled_from(list(BOUND_NAMES)),
        DATES,
    ),
    st.booleans(),
)
@example(Figure("ordinal", float("inf")), False)
@example(Figure("date", date="²²XX"), False)
def test_any_normal_form_can_be_shown(quantity, short) -> None:
    assert isinstance(figure(quantity, short=short), str)
    assert isinstance(unit_in_words(quantity.unit), str)
