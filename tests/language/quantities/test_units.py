"""The table of units against constants from the standards (BIPM, NIST, IAU), written down independently."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pint
import pytest

from articles.language.quantities.units import base_of, units

STANDARD = {
    "inch": ("meter", Fraction("0.0254")),
    "mile": ("meter", Fraction("1609.344")),
    "nautical-mile": ("meter", Fraction(1852)),
    "light-year": ("meter", Fraction(9460730472580800)),
    "acre": ("square-meter", Fraction("4046.8564224")),
    "square-mile": ("square-meter", Fraction("2589988.110336")),
    "gallon": ("liter", Fraction("3.785411784")),
    "barrel": ("liter", 42 * Fraction("3.785411784")),
    "pint": ("liter", Fraction("3.785411784") / 8),
    "cubic-foot": ("liter", Fraction("0.3048") ** 3 * 1000),
    "pound": ("kilogram", Fraction("0.45359237")),
    "ounce": ("kilogram", Fraction("0.45359237") / 16),
    "stone": ("kilogram", 14 * Fraction("0.45359237")),
    "ton": ("kilogram", 2000 * Fraction("0.45359237")),
    "carat": ("kilogram", Fraction("0.0002")),
    "mile-per-hour": ("meter-per-second", Fraction("1609.344") / 3600),
    "knot": ("meter-per-second", Fraction(1852) / 3600),
    "kilowatt-hour": ("joule", Fraction(3600000)),
    "electronvolt": ("joule", Fraction("1.602176634e-19")),
    "gigabyte": ("bit", Fraction(8 * 10**9)),
    "year": ("second", Fraction("365.2425") * 86400),
}


@pytest.mark.parametrize("name", STANDARD)
def test_factor_is_that_of_the_standard(name):
    base, factor = STANDARD[name]

    assert (units()[name].base, units()[name].factor) == (base, factor)


@pytest.mark.parametrize(
    ("name", "amount", "celsius"),
    [("fahrenheit", 212, 100), ("fahrenheit", -40, -40), ("kelvin", 0, Decimal("-273.15"))],
)
def test_temperatures_have_an_offset(name, amount, celsius):
    assert units()[name].to_base(Decimal(amount)) == pytest.approx(Decimal(celsius))


def test_rate_is_built_from_its_parts():
    rate = base_of("meter-per-minute")

    assert rate is not None
    assert (rate.base, rate.factor) == ("meter-per-second", Fraction(1, 60))


def test_every_base_unit_is_in_the_table_or_its_own_base():
    rates = {"meter-per-second", "liter-per-second", "bit-per-second"}
    strangers = {unit.base for unit in units().values()} - units().keys() - rates

    assert {base for base in strangers if not any(unit.base == base for unit in units().values())} == set()


REGISTRY: Any = pint.UnitRegistry()
# units that have no one size, and those that Pint does not know
OURS = {
    "block",
    "dunam",
    "quintal",
    "mach",
    "beat-per-minute",
    "part-per-million",
    "part-per-billion",
    "millimeter-ofhg",
}
# the barrel of oil, not the dry one; the mean Gregorian year, not the Julian
DIFFERENT = {"barrel": 4 / 3, "barrel-per-day": 4 / 3}
TEMPERATURES = {"celsius", "fahrenheit", "kelvin"}


def in_pint(name: str) -> str:
    """A CLDR name as Pint writes it: "mile-per-hour" -> "mile/hour"."""
    parts = [re.sub(r"^(square|cubic)-(.*)", r"(\2)**\1", part) for part in name.split("-per-")]
    return "/".join(part.replace("square", "2").replace("cubic", "3").replace("-", "_") for part in parts)


@pytest.mark.parametrize("name", sorted(units().keys() - OURS - TEMPERATURES))
def test_a_unit_has_the_size_that_pint_gives_it(name):
    unit = units()[name]

    # survey feet and Julian years differ in the fifth digit
    size = REGISTRY.Quantity(1, in_pint(name)).to(in_pint(unit.base)).magnitude * DIFFERENT.get(name, 1)
    assert float(unit.factor) == pytest.approx(size, rel=3e-5)


@pytest.mark.parametrize(("name", "theirs"), [("fahrenheit", "degF"), ("kelvin", "kelvin"), ("celsius", "degC")])
def test_a_temperature_is_what_pint_makes_of_it(name, theirs):
    unit = units()[name]

    celsius = REGISTRY.Quantity(100, theirs).to("degC").magnitude
    assert float(100 * unit.factor + unit.offset) == pytest.approx(celsius)
