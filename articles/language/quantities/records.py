"""From a reading to the record: offsets, counted noun, canonical value, rate, change, conversion pairs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from articles.document import Quantity, QuantityKind
from articles.language.quantities.counted import find_counted
from articles.language.quantities.readings import Reading
from articles.language.quantities.units import base_of
from articles.language.quantities.words import Words, forms

_RISING: Final = forms(
    "rose rise rises rising risen gained gain gains jumped jump climbed climb climbs increased increase grew grow "
    "grows up added raised surged soared advanced lifted widened"
)
_FALLING: Final = forms(
    "fell fall falls falling fallen lost lose loses dropped drop drops declined decline down off cut cuts slipped "
    "slid slide shrank lowered reduced tumbled plunged decreased eased narrowed sank trimmed"
)
_SUBJECTS_OF_CHANGE: Final = frozenset(
    {
        QuantityKind.PERCENT,
        QuantityKind.MONEY,
        QuantityKind.CARDINAL,
        QuantityKind.MEASURE,
        QuantityKind.FRACTION,
        QuantityKind.MULTIPLIER,
    }
)
_PER: Final = frozenset({"a", "an", "per", "each", "every", "/"})
_RATE_UNITS: Final = forms(
    "second minute hour day night week month year season person head share tonne ton kilo kilogram kg pound ounce "
    "barrel gallon litre liter mile kilometre kilometer metre meter household family child inhabitant capita "
    "annum acre hectare unit piece quarter degree dozen bushel sheet bottle ticket square room seat passenger "
    "student vehicle"
)
_OTHER_TIMES: Final = forms("earlier later ago before after back previously prior on hence")
# the same measurement in two units stands in brackets, and agrees as well as rounding lets it
_TOLERANCE: Final = 0.08


def record_of(words: Words, reading: Reading) -> Quantity:
    """The record of ``reading``, whose tokens index ``words``."""
    counted = (
        find_counted(words, reading.outer_last if reading.printed_last else reading.last) if reading.counts else None
    )
    canonical, canonical_unit = _canonical(reading)
    return Quantity(
        span=words.span(reading.outer_first, reading.outer_last),
        core=words.span(reading.first, reading.last),
        kind=reading.kind,
        value=_number(reading.value),
        low=_number(reading.low),
        high=_number(reading.high),
        unit=reading.unit,
        currency=reading.currency,
        bound=reading.bound,
        date=reading.date,
        counted=counted.of(words.text) if counted else None,
        counted_span=counted,
        canonical=canonical,
        canonical_unit=canonical_unit,
        per=reading.per or _per(words, reading),
        change=_change(words, reading),
    )


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _canonical(reading: Reading) -> tuple[int | float | None, str | None]:
    if reading.value is None or reading.unit is None:
        return None, None
    if reading.unit == "percentage-point":
        return _number(reading.value), reading.unit
    unit = base_of(reading.unit)
    if unit is None:
        return None, None
    return _number(unit.to_base(reading.value)), unit.base


def _per(words: Words, reading: Reading) -> str | None:
    at = reading.outer_last
    if reading.kind not in (
        QuantityKind.MONEY,
        QuantityKind.MEASURE,
        QuantityKind.CARDINAL,
        QuantityKind.PERCENT,
        QuantityKind.DURATION,
    ):
        return None
    at = words.skip_hyphen(at)
    if words[at] not in _PER:
        return None
    unit_at = words.skip_hyphen(at + 1)
    unit = words[unit_at].removesuffix("s")
    # "from $1.3 billion a year earlier" is a figure of another time
    is_rate = unit in _RATE_UNITS and words[unit_at + 1] not in _OTHER_TIMES
    return unit if is_rate else None


def _change(words: Words, reading: Reading) -> str | None:
    """Whether the number is an "increase" or a "decrease", as the verb or particle before it says."""
    if reading.kind not in _SUBJECTS_OF_CHANGE:
        return None
    first = reading.outer_first
    before = words[first - 1]
    if before == "by" and words[first - 2] == "off":
        # "could be off by 20 per cent" tells of an error
        return None
    if before == "by":
        nearby = words.forms[max(0, first - 3) : first]
    elif (
        reading.kind in (QuantityKind.CARDINAL, QuantityKind.MEASURE, QuantityKind.MONEY)
        and before not in _RISING | _FALLING
    ):
        return None
    else:
        nearby = words.forms[first - 1 : first]
    if any(word in _RISING for word in nearby):
        return "increase"
    return "decrease" if any(word in _FALLING for word in nearby) else None


def link_conversions(text: str, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """With ``same_as`` where a measurement is repeated in brackets: "195 km/h (121 mph)", "A$21m (US$15m)".

    The one in brackets also takes the bound of the one before, since it says the same.
    """
    linked = list(quantities)
    for index in range(1, len(quantities)):
        before, this = linked[index - 1], quantities[index]
        between = text[before.span.end : this.span.start].strip()
        if between != "(" or not text.startswith((")", ";", ",", " at"), this.span.end):
            continue
        money = before.kind is this.kind is QuantityKind.MONEY and before.currency != this.currency
        if money or _same_measurement(before, this):
            bound = before.bound if this.span == this.core else this.bound
            low = this.value if bound.value in ("at_least", "more_than") else this.low
            high = this.value if bound.value in ("at_most", "less_than") else this.high
            linked[index] = replace(this, same_as=index - 1, bound=bound, low=low, high=high)
    return tuple(linked)


def _same_measurement(one: Quantity, other: Quantity) -> bool:
    if one.canonical is None or other.canonical is None or one.unit == other.unit:
        return False
    if one.canonical_unit != other.canonical_unit:
        return False
    largest = max(abs(one.canonical), abs(other.canonical), 1e-9)
    return abs(one.canonical - other.canonical) <= _TOLERANCE * largest
