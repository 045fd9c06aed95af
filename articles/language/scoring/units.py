"""When two units, and two amounts in them, are the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

TOLERANCE: Final = Decimal("1e-6")

# other names of a unit, by its name
_OTHER_NAMES: Final[Mapping[str, str]] = {
    "kilometer": "km",
    "meter": "m",
    "centimeter": "cm",
    "millimeter": "mm",
    "nanometer": "nm",
    "mile": "mi",
    "foot": "ft feet",
    "inch": "in inches",
    "yard": "yd yds",
    "kilogram": "kg",
    "gram": "g",
    "milligram": "mg",
    "pound": "lb lbs pound-mass",
    "ounce": "oz",
    "metric-ton": "t tonne",
    "ton": "tons short-ton",
    "liter": "l",
    "milliliter": "ml",
    "gallon": "gal",
    "second": "sec s",
    "minute": "min",
    "hour": "h hr hrs",
    "day": "d",
    "week": "wk",
    "month": "mo",
    "year": "yr",
    "kilometer-per-hour": "kph kmh km/h",
    "mile-per-hour": "mph",
    "celsius": "c degree-celsius degree-c °c",
    "fahrenheit": "f degree-fahrenheit degree-f °f",
    "kelvin": "k",
    "degree": "° deg degree-angle degree-arc degree-temperature generic",
    "percent": "% percentage per-cent pct",
    "percentage-point": "pp",
    "basis-point": "bp bps permyriad",
    "hectare": "ha",
    "square-kilometer": "sq-km km2 km²",
    "square-mile": "sq-mi",
    "square-foot": "sq-ft square-feet",
    "kilowatt": "kw",
    "megawatt": "mw",
    "gigawatt": "gw",
    "kilowatt-hour": "kwh",
    "megawatt-hour": "mwh",
    "gigawatt-hour": "gwh",
    "terawatt-hour": "twh",
    "kilobyte": "kb",
    "megabyte": "mb",
    "gigabyte": "gb",
    "terabyte": "tb",
    "hertz": "hz",
    "megahertz": "mhz",
    "gigahertz": "ghz",
    "barrel": "bbl",
    "knot": "kn",
    "penny": "pence pennies",
    "person": "people",
    "revolution-per-minute": "rpm",
}
_NAMES: Final = {other: name for name, others in _OTHER_NAMES.items() for other in others.split()}

# units of one dimension, each with its size
_DIMENSIONS: Final = (
    "nanometer 1e-9 micrometer 1e-6 millimeter 0.001 centimeter 0.01 decimeter 0.1 meter 1 kilometer 1000 inch 0.0254 "
    "foot 0.3048 yard 0.9144 mile 1609.344 nautical-mile 1852",
    "milligram 1e-6 gram 0.001 kilogram 1 metric-ton 1000 ounce 0.028349523125 pound 0.45359237 stone 6.35029318 "
    "ton 907.18474",
    "millisecond 0.001 second 1 minute 60 hour 3600 day 86400 week 604800",
    "month 1 quarter 3 year 12 decade 120 century 1200",
    "milliliter 0.001 centiliter 0.01 deciliter 0.1 liter 1 hectoliter 100 cubic-centimeter 0.001 cubic-meter 1000",
    "square-meter 1 hectare 10000 square-kilometer 1000000 acre 4046.8564224 square-mile 2589988.110336 "
    "square-foot 0.09290304",
    "watt 1 kilowatt 1e3 megawatt 1e6 gigawatt 1e9 terawatt 1e12",
    "percent 1 percentage-point 1 basis-point 0.01",
)
_SIZES: Final = {
    name: (dimension, Decimal(size))
    for dimension, row in enumerate(_DIMENSIONS)
    for name, size in zip(row.split()[::2], row.split()[1::2], strict=True)
}
_HUNDREDTHS: Final = frozenset({"cent", "penny", "pence", "kopek", "sen", "paisa", "centime", "fen", "jiao"})
_CURRENCY_NAMES: Final = {
    code: name
    for name, codes in {
        "dollar": "USD CAD AUD NZD HKD SGD TWD",
        "pound": "GBP EGP LBP SYP",
        "euro": "EUR",
        "yen": "JPY",
        "yuan": "CNY RMB",
        "rupee": "INR PKR LKR NPR",
        "franc": "CHF XOF XAF",
        "ruble": "RUB BYN",
        "won": "KRW KPW",
        "real": "BRL",
        "rand": "ZAR",
        "shekel": "ILS",
        "peso": "MXN ARS CLP COP PHP",
        "krona": "SEK ISK",
        "krone": "NOK DKK",
        "lira": "TRY",
        "zloty": "PLN",
        "hryvnia": "UAH",
        "riyal": "SAR QAR",
        "rial": "IRR OMR",
        "naira": "NGN",
        "dirham": "AED MAD",
        "dinar": "KWD IQD JOD TND",
        "baht": "THB",
        "ringgit": "MYR",
        "rupiah": "IDR",
        "dong": "VND",
        "mark": "DEM",
        "shilling": "KES UGX TZS",
    }.items()
    for code in codes.split()
}


def unit_name(unit: str | None) -> str | None:
    """One spelling for a unit: lower case, hyphens, singular, the short forms written out."""
    if unit is None:
        return None
    plain = re.sub(r"\s*/\s*", " per ", unit.strip().lower().replace("_", "-"))
    plain = re.sub(r"\s+", "-", plain).strip(".-")
    return _NAMES.get(plain) or "-per-".join(map(_singular, plain.split("-per-")))


def _singular(part: str) -> str:
    part = part.replace("metre", "meter").replace("litre", "liter")
    if part.startswith("tonne"):
        part = part.replace("tonne", "metric-ton")
    if part in _NAMES:
        return _NAMES[part]
    *before, last = part.split("-")
    if last == "feet":
        last = "foot"
    elif last == "inches":
        last = "inch"
    elif last.endswith("ies") and len(last) > 4:
        last = last[:-3] + "y"
    elif last.endswith("s") and not last.endswith("ss") and len(last) > 3 and last not in {"celsius", "hertz"}:
        last = last[:-1]
    part = "-".join([*before, last])
    return _NAMES.get(part, part)


def _decimal(value: Any) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _close(one: Decimal, other: Decimal) -> bool:
    largest = max(abs(one), abs(other))
    return abs(one - other) <= TOLERANCE * (largest if one and other else max(largest, Decimal(1)))


def same_amount(field: str, gold: Mapping[str, Any], predicted: Mapping[str, Any], *, converted: bool = False) -> bool:
    """Whether the amounts in ``field`` are equal, after conversion where both units are known.

    ``converted``: equal figures alone do not do.
    """
    one, other = _decimal(gold.get(field)), _decimal(predicted.get(field))
    if one is None or other is None:
        return False
    if not converted and _close(one, other):
        return True
    unit, said = unit_name(gold.get("unit")), unit_name(predicted.get("unit"))
    size, said_size = _SIZES.get(unit or ""), _SIZES.get(said or "")
    if size and said_size and size[0] == said_size[0]:
        return _close(one * size[1], other * said_size[1])
    if (
        unit in _HUNDREDTHS
        and said not in _HUNDREDTHS
        and (predicted.get("currency") or predicted.get("kind") == "money")
    ):
        return _close(one / 100, other)
    if said in _HUNDREDTHS and unit not in _HUNDREDTHS and gold.get("currency"):
        return _close(one, other / 100)
    return False


def same_unit(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> bool:
    """Whether the units are the same, or of one dimension with values that convert."""
    unit, said = unit_name(gold.get("unit")), unit_name(predicted.get("unit"))
    if unit == said:
        return True
    currency = predicted.get("currency")
    if currency and unit:
        name = _CURRENCY_NAMES.get(str(currency).upper())
        if name and (name == unit or unit.endswith(f"-{name}")):
            return True
        if unit in _HUNDREDTHS and same_amount("value", gold, predicted, converted=True):
            return True
    if unit and said and gold.get("kind") == "money" and said.endswith(f"-{unit}"):
        return True
    size, said_size = _SIZES.get(unit or ""), _SIZES.get(said or "")
    return bool(
        size and said_size and size[0] == said_size[0] and same_amount("value", gold, predicted, converted=True)
    )
