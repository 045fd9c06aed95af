"""Numbers in digits and words."""

from __future__ import annotations

import pytest

from tests.language.quantities.reading import shown


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,234,567", 1234567),
        ("1,20,000", 120000),
        ("1.234,5", 1234.5),
        ("6,5", 6.5),
        ("1 414 021", 1414021),
        ("2.5bn", 2500000000),
        ("3.5 million", 3500000),
        ("13 lakh", 1300000),
        ("half a million", 500000),
        ("two and a half million", 2500000),
        ("one hundred and sixty-one", 161),
        ("twenty-one thousand eleven", 21011),
        ("three thousand million", 3000000000),
        ("a hundred and two", 102),
        ("two hundred point zero three", 200.03),
        ("8 1/2", 8.5),
        ("a dozen", 12),
        ("minus 12", -12),
    ],
)
def test_number_has_its_value_in_full(words, value):
    assert shown(f"They counted {words} of them", "kind", "value") == [(words, "cardinal", value)]


@pytest.mark.parametrize(
    ("words", "value"),
    [("two-thirds", 2 / 3), ("a quarter", 0.25), ("three quarters", 0.75), ("five eighths", 0.625), ("half", 0.5)],
)
def test_fraction_is_its_quotient(words, value):
    assert shown(f"They lost {words} of it", "kind", "value") == [(words, "fraction", pytest.approx(value))]


@pytest.mark.parametrize(
    ("words", "low"), [("dozens", 12), ("hundreds of thousands", 100000), ("tens of thousands", 10000)]
)
def test_vague_plural_has_no_value_but_a_lower_end(words, low):
    found = shown(f"They saw {words} of birds", "value", "low", "bound")

    assert found == [(words, None, low, "approx")]


def test_digits_of_a_code_are_no_number():
    assert shown("He flew the 777F and read COVID-19 notes in MH370") == []


def test_endless_digits_are_no_number():
    assert shown("9" * 5000) == []
