"""The same measurement in two units, "195 km/h (140 mph)", and money at two rates of exchange."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from articles.document import Bound, Check, CheckKind, Quantity, QuantityKind
from articles.language.checks.reach import Reach, last_digit, plain, printed
from articles.language.quantities.units import base_of
from articles.language.quantities.words import forms

_OPENS: Final = re.compile(r"\s?[(\[]\s?(?:or )?")
_NUMBER: Final = re.compile(r"\d[\d.,]*")
_CLOSES: Final = re.compile(r"\s?[)\]]")
_IMPERIAL: Final = forms(
    "inch foot yard mile square-mile square-foot square-yard square-inch acre cubic-foot cubic-inch cubic-yard gallon "
    "quart pint fluid-ounce pound ounce stone fahrenheit mile-per-hour foot-per-second pound-per-square-inch"
)
# units of which there are several with one name: how far these lie apart
_NAMESAKES: Final = {"gallon": 1.21, "quart": 1.21, "pint": 1.21, "fluid-ounce": 1.05, "mile": 1.16, "ounce": 1.1}
_ABOUT: Final = 0.1
_HOT_AND_COLD: Final = frozenset({"celsius", "fahrenheit", "kelvin"})
# rates change within a story that looks back, but not so much; what is caught are wrong magnitudes
_RATES_APART: Final = 2.0


def check_conversions(text: str, quantities: Sequence[Quantity]) -> Iterator[Check]:
    """The measurements whose other unit, in brackets right behind, does not say the same."""
    rates: dict[tuple[str, str], tuple[Quantity, Quantity]] = {}
    for one, other in pairwise(quantities):
        if other.span.start - one.span.end > len(" [ or "):
            continue
        between = text[one.span.end : other.span.start]
        if not _OPENS.fullmatch(between) or not _CLOSES.match(text, other.span.end):
            continue
        if one.value is None or other.value is None or one.per != other.per:
            continue
        if one.kind is other.kind is QuantityKind.MEASURE:
            yield from _check_units(text, one, other)
        elif one.kind is other.kind is QuantityKind.MONEY:
            yield from _check_rate(text, one, other, rates)


def _check_units(text: str, one: Quantity, other: Quantity) -> Iterator[Check]:
    if one.unit is None or other.unit is None or (one.unit in _IMPERIAL) is (other.unit in _IMPERIAL):
        return
    if one.canonical_unit is None or one.canonical_unit != other.canonical_unit:
        return
    is_heat = one.unit in _HOT_AND_COLD
    first, second = _in_base(text, one), _in_base(text, other)
    if first is None or second is None or first.meets(second):
        return
    if is_heat and _in_degrees(text, one).meets(_in_degrees(text, other)):
        return
    expected = _converted(text, one, other)
    if expected is None:
        return
    yield Check(
        CheckKind.CONVERSION,
        (one.span, other.span),
        f"{printed(text, one)} is about {expected}; the article says “{printed(text, other)}”.",
        printed(text, other),
        expected,
    )


def _rounded(text: str, figure: Quantity) -> Reach:
    """The values of the printed figure by its rounding alone: both units are bounded alike."""
    value = float(figure.value or 0)
    slack = max(last_digit(text, figure), 0.02 * abs(value))
    if figure.bound is Bound.APPROX:
        slack = max(slack, _ABOUT * abs(value))
    return Reach(value - slack, value + slack)


def _in_base(text: str, figure: Quantity) -> Reach | None:
    unit = base_of(figure.unit or "")
    if unit is None:
        return None
    rounded = _rounded(text, figure)
    factor, offset = float(unit.factor), float(unit.offset)
    apart = _NAMESAKES.get(figure.unit or "", 1.0)
    low, high = rounded.low * factor + offset, rounded.high * factor + offset
    return Reach(low / apart if low > 0 else low, high * apart if high > 0 else high)


def _in_degrees(text: str, figure: Quantity) -> Reach:
    """A difference of temperatures has no zero point: a warming of 1.5C is one of 2.7F."""
    rounded = _rounded(text, figure)
    factor = 5 / 9 if figure.unit == "fahrenheit" else 1.0
    return Reach(rounded.low * factor, rounded.high * factor)


def _converted(text: str, one: Quantity, other: Quantity) -> str | None:
    unit = base_of(other.unit or "")
    if unit is None or one.canonical is None:
        return None
    value = (float(one.canonical) - float(unit.offset)) / float(unit.factor)
    # as the article writes the unit
    words = _NUMBER.sub("", printed(text, other), count=1).strip(" -")
    return f"{plain(value)} {words}" if _NUMBER.search(printed(text, other)) else None


def _check_rate(
    text: str, one: Quantity, other: Quantity, rates: dict[tuple[str, str], tuple[Quantity, Quantity]]
) -> Iterator[Check]:
    """One rate of exchange against the first one of the article between the same currencies."""
    if not one.currency or not other.currency or one.currency == other.currency or not one.value or not other.value:
        return
    known = rates.setdefault((one.currency, other.currency), (one, other))
    if known == (one, other) or not known[0].value or not known[1].value:
        return
    rate, before = float(other.value) / float(one.value), float(known[1].value) / float(known[0].value)
    if before <= 0 or 1 / _RATES_APART < rate / before < _RATES_APART:
        return
    expected = f"{plain(float(one.value) * before)} {other.currency}"
    yield Check(
        CheckKind.CONVERSION,
        (known[0].span, known[1].span, one.span, other.span),
        f"At the rate of {printed(text, known[0])} ({printed(text, known[1])}), {printed(text, one)} is about "
        f"{expected}; the article says “{printed(text, other)}”.",
        printed(text, other),
        expected,
    )
