"""A quantity in words and signs: "≥ 412,000", "$1.9bn", "3 June 2024", "5 years"."""

from __future__ import annotations

import datetime
import re
from typing import Final, Protocol

from babel.dates import format_date
from babel.numbers import (
    format_compact_currency,
    format_compact_decimal,
    format_currency,
    format_decimal,
    get_currency_name,
)
from babel.units import format_unit

LOCALE: Final = "en_GB"
SIGNS: Final = {"approx": "≈", "at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<"}
BOUND_NAMES: Final = {
    "exact": "Exact",
    "approx": "About",
    "at_least": "At least",
    "at_most": "At most",
    "more_than": "More than",
    "less_than": "Less than",
}
KIND_WORDS: Final = {
    "cardinal": "Count",
    "fraction": "Fraction",
    "ratio": "Ratio",
    "multiplier": "Multiple",
    "ordinal": "Rank",
    "percent": "Share",
    "money": "Money",
    "quantity": "Measurement",
    "date": "Date",
    "time": "Time",
    "duration": "Duration",
    "age": "Age",
    "score": "Score",
}
DATES: Final = frozenset({"date", "time"})
# from here on a list abbreviates: 1.9bn
_LONG: Final = 1_000_000
# what is not below this (NaN too) is printed as a power of ten: locales have no words for it
_HUGE: Final = 1e15
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH: Final = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)
_WEEK: Final = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
_CENTURY: Final = re.compile(r"(\d{2})XX", re.ASCII)
_DECADE: Final = re.compile(r"\d{3}X", re.ASCII)
_QUARTERS: Final = {"33": "first quarter", "34": "second quarter", "35": "third quarter", "36": "fourth quarter"}
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


class Measured(Protocol):
    """What a quantity is made of, in the store and in the language core alike."""

    @property
    def kind(self) -> str: ...
    @property
    def value(self) -> float | int | None: ...
    @property
    def low(self) -> float | int | None: ...
    @property
    def high(self) -> float | int | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def currency(self) -> str | None: ...
    @property
    def bound(self) -> str: ...
    @property
    def date(self) -> str | None: ...


def sign(quantity: Measured) -> str:
    """The bound as a sign; empty where the figure is exact."""
    return SIGNS.get(str(quantity.bound), "")


def figure(quantity: Measured, *, short: bool = False) -> str:
    """The normal form without its bound; ``short`` abbreviates millions and months. Empty where there is none."""
    if quantity.kind in DATES:
        return date_in_words(quantity.date or "", short=short)
    if quantity.kind == "score" and quantity.low is not None and quantity.high is not None:
        return f"{_number(quantity.low)}–{_number(quantity.high)}"
    if quantity.value is not None:
        return _measure(quantity.value, quantity, short=short)
    if quantity.low is not None and quantity.high is not None:
        low = _measure(quantity.low, quantity, short=short) if quantity.currency else _number(quantity.low)
        return f"{low}–{_measure(quantity.high, quantity, short=short)}"
    only = quantity.low if quantity.low is not None else quantity.high
    return "" if only is None else _measure(only, quantity, short=short)


def date_in_words(date: str, *, short: bool = False) -> str:
    """An EDTF or ISO 8601 date as one reads it; what is not known by its form is returned as it is."""
    if "/" in date:
        first, last = (_date_in_words(end, short=short) for end in date.split("/", 1))
        return f"{first or '…'} – {last or '…'}"
    return _date_in_words(date, short=short)


def _date_in_words(date: str, *, short: bool) -> str:
    if date == "..":
        return ""  # an interval without an end
    try:
        if _DAY.fullmatch(date):
            return format_date(datetime.date.fromisoformat(date), "d MMM y" if short else "d MMMM y", locale=LOCALE)
        if _MONTH.fullmatch(date):
            day = datetime.date.fromisoformat(f"{date}-01")
            return format_date(day, "MMM y" if short else "MMMM y", locale=LOCALE)
    except ValueError:
        return date
    if match := _WEEK.fullmatch(date):
        return f"week {int(match[2])} of {match[1]}"
    if match := _CENTURY.fullmatch(date):
        century = int(match[1]) + 1
        return f"{century}{_ending(century)} century"
    if _DECADE.fullmatch(date):
        return f"{date[:-1]}0s"
    year, _, part = date.partition("-")
    if part in _QUARTERS or part in _SEASONS:
        return f"{_QUARTERS.get(part) or _SEASONS.get(part)} {'of ' if part in _QUARTERS else ''}{year}"
    return date.removeprefix("T")


def unit_in_words(unit: str) -> str:
    """A CLDR unit's name: "kilometer-per-hour" -> "kilometres per hour"."""
    if unit == "percentage-point":
        return "percentage points"
    try:
        named = format_unit(2, unit, length="long", format="#", locale=LOCALE)
    except (LookupError, ValueError):
        return unit.replace("-", " ")
    return named.removeprefix("2").strip()


def currency_in_words(code: str) -> str:
    """A currency's name with its code: "British pounds (GBP)"; a code that no locale knows alone."""
    name = get_currency_name(code, count=2, locale=LOCALE)
    return code if name == code else f"{name} ({code})"


def _measure(value: float, quantity: Measured, *, short: bool) -> str:
    if not abs(value) < _HUGE:
        unit = quantity.currency or (unit_in_words(quantity.unit) if quantity.unit else "")
        return f"{_number(value)} {unit}".rstrip()
    if quantity.currency:
        return _money(value, quantity.currency, short=short)
    if quantity.kind == "percent" and quantity.unit in (None, "", "percent"):
        return f"{_number(value)}%"
    number = _short(value) if short else _number(value)
    if quantity.kind == "ordinal":
        return number + _ending(value)
    if quantity.kind == "multiplier":
        return f"{number} times"
    if not quantity.unit:
        return number
    try:
        return format_unit(value, quantity.unit, length="long", locale=LOCALE)
    except (LookupError, ValueError):
        return f"{number} {unit_in_words(quantity.unit)}"


def _money(value: float, currency: str, *, short: bool) -> str:
    if short and abs(value) >= _LONG:
        return format_compact_currency(value, currency, fraction_digits=2, locale=LOCALE).replace(".00", "")
    whole = float(value).is_integer()
    return format_currency(
        value, currency, format="¤#,##0" if whole else None, currency_digits=not whole, locale=LOCALE
    )


def _short(value: float) -> str:
    if abs(value) < _LONG:
        return _number(value)
    return format_compact_decimal(value, fraction_digits=2, locale=LOCALE)


def _number(value: float) -> str:
    if not abs(value) < _HUGE:
        return f"{value:g}"
    return format_decimal(value, format="#,##0.######", locale=LOCALE)


def _ending(value: float) -> str:
    if not float(value).is_integer():
        return "th"
    number = abs(int(value))
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
