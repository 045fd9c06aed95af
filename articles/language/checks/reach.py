"""Which true values a printed figure may stand for: rounded as people round, and bounded as the text says."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from articles.document import Bound, Quantity, QuantityKind

# "about", "nearly" and the like
_ABOUT: Final = 0.15
# "a third", "two in five" are said of anything near
_FRACTION: Final = 0.1
_DIGITS: Final = re.compile(r"\d+(?:[., \u00a0\u202f]\d{3})*(?:[.,]\d+)?")
_DECIMALS: Final = re.compile(r"[.,](\d+)$")
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True, slots=True)
class Reach:
    """The values from ``low`` to ``high``, both included."""

    low: float
    high: float

    def meets(self, other: Reach) -> bool:
        """Whether a value lies in both, but for what floating point loses."""
        slack = 1e-9 * max(1.0, *(abs(end) for end in (self.low, self.high, other.low, other.high) if end < math.inf))
        return self.low <= other.high + slack and other.low <= self.high + slack


def reach(text: str, figure: Quantity, *, cut: bool = False) -> Reach | None:
    """The values that ``figure`` allows, in its own unit; None where it has none.

    ``cut``: a percentage may be cut off as well as rounded, as people do with one that they work out.
    """
    if figure.value is None:
        if figure.low is None or figure.high is None:
            return None
        return Reach(min(figure.low, figure.high), max(figure.low, figure.high))
    value = float(figure.value)
    if not math.isfinite(value):
        return None
    last = last_digit(text, figure)
    # a count that ends in no zero is said to the last one
    slack = 0.0 if figure.kind is QuantityKind.CARDINAL and last == 1 else last / 2
    if cut and figure.kind is QuantityKind.PERCENT:
        slack = last
    if figure.kind in (QuantityKind.FRACTION, QuantityKind.RATIO):
        slack = _FRACTION * abs(value)
    match figure.bound:
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return Reach(value - slack, math.inf)
        case Bound.AT_MOST | Bound.LESS_THAN:
            return Reach(-math.inf, value + slack)
        case Bound.APPROX:
            slack = max(slack, _ABOUT * abs(value))
        case _:
            pass
    return Reach(value - slack, value + slack)


def last_digit(text: str, figure: Quantity) -> float:
    """What the last digit that means something counts: 0.1 for "3.5%", 100 for "2,500", 100,000 for "3.5 million"."""
    value = abs(float(figure.value or 0))
    if value == 0:
        return 1.0
    printed = _DIGITS.search(figure.core.of(text))
    if printed is None:
        return _zeros(value) if value == int(value) else _ABOUT * value
    digits = printed[0].replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    decimals = None if _THOUSANDS.fullmatch(digits) else _DECIMALS.search(digits)
    number = float(re.sub(r"\D", "", digits)) / (10 ** len(decimals[1]) if decimals else 1)
    if number == 0:
        return 1.0
    scale = value / number
    return scale * (10.0 ** -len(decimals[1]) if decimals else _zeros(number))


def _zeros(number: float) -> float:
    """The place of the last digit that is no zero; "10" and "20" are taken as said to the last one."""
    place = 1.0
    while number >= 100 and place < 1e15 and number % (place * 10) == 0 and place * 10 <= number:
        place *= 10
    return place


def printed(text: str, figure: Quantity) -> str:
    """The figure's words on one line, its bound included."""
    return " ".join(figure.span.of(text).split())


def plain(value: float) -> str:
    """A computed value for a sentence: three digits that mean something, thousands parted."""
    if value == 0:
        return "0"
    places = max(0, 2 - math.floor(math.log10(abs(value))))
    rounded = round(value, places) if abs(value) < 1000 else round(value, 2 - math.floor(math.log10(abs(value))))
    if abs(rounded) < 1000:
        return f"{rounded:.{min(places, 6)}f}".rstrip("0").rstrip(".") if places else f"{rounded:.0f}"
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(rounded) >= size:
            return f"{rounded / size:.4g} {word}"
    return f"{rounded:,.0f}"
