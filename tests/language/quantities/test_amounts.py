"""Money, percentages, measures, ranges and bounds."""

from __future__ import annotations

import pytest

from articles.document import Bound, QuantityKind
from tests.language.quantities.reading import quantities, shown


@pytest.mark.parametrize(
    ("words", "value", "currency"),
    [
        ("$4.75bn", 4750000000, "USD"),
        ("£3.2m", 3200000, "GBP"),
        ("A$21 million", 21000000, "AUD"),
        ("2.1 billion Norwegian crowns", 2100000000, "NOK"),
        ("300 million euros", 300000000, "EUR"),
        ("Rs 900 crore", 9000000000, "INR"),
        ("USD 200", 200, "USD"),
        ("30 MEUR", 30000000, "EUR"),
        ("3 dollars 50 cents", 3.5, "USD"),
        ("470 pence", 4.7, "GBP"),
        ("KSh23.4m", 23400000, "KES"),
    ],
)
def test_money_is_in_full_and_in_its_currency(words, value, currency):
    assert shown(f"It cost {words}.", "kind", "value", "currency") == [(words, "money", value, currency)]


def test_bare_dollar_is_that_of_the_country_of_the_story():
    text = "The Australian government said Australia would pay. Australians get $50 each."

    assert shown(text, "currency") == [("$50", "AUD")]


def test_bare_dollar_is_american_beside_another_countrys_sign():
    text = "Australia, Australian ministers and Australians pay A$30 or $20."

    assert shown(text, "currency") == [("A$30", "AUD"), ("$20", "USD")]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The family paid 20,000 pounds to smugglers.", "money"),
        ("The calf weighed 90 pounds at birth.", "quantity"),
        ("Add two pounds of meat.", "quantity"),
    ],
)
def test_pounds_are_money_or_weight_by_the_words_around_them(sentence, kind):
    assert [found[1] for found in shown(sentence, "kind")] == [kind]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("12%", 12, "percent"),
        ("17.5 per cent", 17.5, "percent"),
        ("three percentage points", 3, "percentage-point"),
        ("150 basis points", 1.5, "percentage-point"),
    ],
)
def test_percentage_keeps_points_apart(words, value, unit):
    assert shown(f"It rose {words}.", "kind", "value", "unit") == [(words, "percent", value, unit)]


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("900km", 900, "kilometer"),
        ("195 km/h", 195, "kilometer-per-hour"),
        ("90 miles an hour", 90, "mile-per-hour"),
        ("42 square kilometres", 42, "square-kilometer"),
        ("1.05 million barrels per day", 1050000, "barrel-per-day"),
        ("37°C", 37, "celsius"),
        ("minus 28 degrees Celsius", -28, "celsius"),
        ("256GB", 256, "gigabyte"),
        ("3,200-pound", 3200, "pound"),
        ("one and a half acres", 1.5, "acre"),
    ],
)
def test_measure_has_a_cldr_like_unit(words, value, unit):
    assert shown(f"It was {words} there", "kind", "value", "unit") == [(words, "quantity", value, unit)]


def test_feet_and_inches_are_one_measure():
    (height,) = quantities("He is 5 ft 6 in tall")

    assert (height.value, height.unit, height.canonical_unit) == (5.5, "foot", "meter")
    assert height.canonical == pytest.approx(1.6764)


def test_m_is_millions_before_a_plural_and_metres_elsewhere():
    text = "The 180m ship feeds 1.2m homes"

    assert shown(text, "value", "unit") == [("180m", 180, "meter"), ("1.2m", 1200000, None)]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("15 to 20 percent", 15, 20),
        ("between 22% and 31%", 22, 31),
        ("$8-10 billion", 8000000000, 10000000000),
        ("1.5 to 2 million gallons", 1500000, 2000000),
        ("between 57 billion and 59 billion euros", 57000000000, 59000000000),
        ("between 60cm and 1.4m", 0.6, 1.4),
    ],
)
def test_range_is_one_record_without_a_value(words, low, high):
    found = shown(f"They want {words} of it", "value", "low", "high")

    assert [(value, least, most) for _, value, least, most in found] == [(None, low, high)]


def test_change_and_its_new_level_are_no_range():
    assert shown("Claims fell by 36,000 to 837,000.", "value") == [("36,000", 36000), ("837,000", 837000)]


def test_both_ends_of_a_change_share_the_unit():
    text = "Parliament cut the subsidy from 60 to 45 percent."

    assert shown(text, "kind", "value") == [("60", "percent", 60), ("45 percent", "percent", 45)]


@pytest.mark.parametrize(
    ("words", "bound", "low", "high"),
    [
        ("at least 40", "at_least", 40, None),
        ("40 or more", "at_least", 40, None),
        ("over 40", "more_than", 40, None),
        ("up to 40", "at_most", None, 40),
        ("no more than 40", "at_most", None, 40),
        ("fewer than 40", "less_than", None, 40),
        ("nearly 40", "approx", None, None),
    ],
)
def test_bounding_words_are_in_the_span_and_set_an_end(words, bound, low, high):
    text = f"They saw {words} birds"
    (found,) = [quantity for quantity in quantities(text) if quantity.value == 40]

    assert (str(found.bound), found.low, found.high) == (bound, low, high)
    assert found.core.of(text) == "40"


def test_bounding_verb_sets_the_bound_but_stays_outside():
    text = "The cost could exceed $35m."
    (cost,) = quantities(text)

    assert (cost.span.of(text), cost.bound, cost.low) == ("$35m", Bound.MORE_THAN, 35000000)


def test_conversion_in_brackets_is_the_same_measurement():
    speed, converted = quantities("Winds of up to 195 km/h (121 mph), they said")

    assert (speed.same_as, converted.same_as) == (None, 0)
    assert converted.bound is Bound.AT_MOST


def test_different_measurement_in_brackets_is_another_one():
    _, other = quantities("The road is 195 km (20 miles) off")

    assert other.same_as is None


def test_rate_has_its_denominator():
    (pay,) = quantities("They earn $130 an hour")

    assert (pay.kind, pay.per) == (QuantityKind.MONEY, "hour")


def test_change_follows_the_verb():
    (rise,) = quantities("Shares rose 7%.")

    assert rise.change == "increase"


@pytest.mark.parametrize("other_time", ["a year earlier", "a year ago", "a month before"])
def test_figure_of_another_time_is_no_rate(other_time):
    assert [quantity.per for quantity in quantities(f"It rose from £1.2bn {other_time}.")][:1] == [None]


def test_between_belongs_to_a_range_of_figures_but_not_to_its_core():
    text = "It costs between $150 million and $180 million"
    (cost,) = quantities(text)

    assert (cost.span.of(text), cost.core.of(text)) == (
        "between $150 million and $180 million",
        "$150 million and $180 million",
    )


@pytest.mark.parametrize(
    ("sentence", "unit", "value"),
    [
        ("In Texas it reached 110 degrees on the square", "fahrenheit", 110),
        ("In Texas the chill fell to 30 below zero overnight", "fahrenheit", -30),
        ("In Texas it leans at a 40-degree angle", "degree", 40),
        ("In Wales it reached 31 degrees on the square", "degree", 31),
    ],
)
def test_degrees_of_an_american_story_are_fahrenheit(sentence, unit, value):
    assert [(quantity.unit, quantity.value) for quantity in quantities(sentence)] == [(unit, value)]


def test_margin_of_error_has_no_sign():
    assert [value for _, value in shown("The margin was plus or minus 3.5 points", "value")] == [3.5]


@pytest.mark.parametrize("area", ["104 square km", "104 sq km", "104 square kilometres"])
def test_area_has_its_unit_however_it_is_shortened(area):
    assert shown(f"It burned {area} of heath", "unit") == [(area, "square-kilometer")]


@pytest.mark.parametrize(
    "sentence", ["They complained about a four-hour delay", "They kept arguing over 12 goats", "A row over 12 goats"]
)
def test_what_people_talk_or_quarrel_about_is_not_bounded(sentence):
    assert [quantity.bound for quantity in quantities(sentence)] == [Bound.EXACT]


def test_sum_by_which_something_moved_and_its_new_level_are_no_range():
    text = "It raised its dividend by 1.5 pence to 9 pence."

    assert shown(text, "value", "low", "high") == [("1.5 pence", 0.015, None, None), ("9 pence", 0.09, None, None)]


def test_year_of_accounts_is_no_length_of_time():
    assert shown("It expects a full-year profit.") == []
