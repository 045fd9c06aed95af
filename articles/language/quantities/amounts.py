"""Numbers with what they measure: percentages, money, quantities with a unit, durations, and ranges of these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from articles.document import Bound, QuantityKind
from articles.language.quantities.durations import iso, read_duration
from articles.language.quantities.money import hundredths_behind, read_currency, read_sign
from articles.language.quantities.numerals import Form, Numeral, read_numeral
from articles.language.quantities.readings import Reading
from articles.language.quantities.setting import Setting
from articles.language.quantities.units import base_of, read_unit
from articles.language.quantities.words import DASHES, Words, forms

_PERCENT_WORDS: Final = frozenset({"%", "percent", "pct", "percentage", "٪", "％"})
_POINTS: Final = frozenset({"point", "points"})
# "million" rather than "metres": the noun behind "1.2m"
_LENGTH_WORDS: Final = forms(
    "long tall high deep wide away below above from race sprint final hurdles freestyle thick across apart north "
    "south east west x by of to and or in on at down up off further offshore inland underwater backstroke "
    "breaststroke butterfly"
)
_ANGLES: Final = forms("angle angles turn turns view views north south east west of latitude longitude slope bend arc")
# a number that moved is followed by where it moved to: "rose 5 percent to 37", which is no range
MOVES: Final = forms(
    "rose rise rises risen rising fell fall falls fallen falling gained gain gains lost lose loses losing added "
    "dropped drop drops dropping jumped jump jumps climbed climb climbs slipped slip slid slides slide up down "
    "increased increase decreased decrease declined decline grew grow grows grown shrank shrink advanced advance "
    "off eased surged plunged tumbled sank narrowed widened raised raise raises cut cuts lowered lower reduced "
    "reduce lifted lifts went moved changed doubled swung edged soared improved improves trimmed boosted expanded "
    "slowed accelerated"
)
_LITTLE_WORDS: Final = frozenset({"is", "was", "has", "as", "its", "his", "this"})
_REACH: Final = 6
# more points than this are those of an index
_MOST_POINTS: Final = 60
# how many of the smaller unit make one of the larger, where people say both ("5 ft 2 in")
_STEPS: Final = {
    ("foot", "inch"): 12, ("yard", "foot"): 3, ("yard", "inch"): 36, ("mile", "yard"): 1760, ("pound", "ounce"): 16,
    ("stone", "pound"): 14, ("kilometer", "meter"): 1000, ("meter", "centimeter"): 100, ("meter", "decimeter"): 10,
    ("kilogram", "gram"): 1000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """One number with its measure: one end of a range, or the whole of a quantity without one."""

    reading: Reading
    numeral: Numeral

    @property
    def measured(self) -> bool:
        return self.reading.kind is not QuantityKind.CARDINAL


def read_amount(words: Words, i: int, setting: Setting) -> Reading | None:
    """The longest amount that starts at token ``i``, a range included; a number without a measure is a cardinal."""
    first = _side(words, i, setting)
    if first is None:
        return None
    second_at = _range_separator(words, first, i)
    if second_at is not None:
        second = _side(words, second_at, setting)
        if second is not None:
            merged = _range(words, first, second)
            if merged is not None:
                return merged
    return first.reading


def _side(words: Words, i: int, setting: Setting) -> Side | None:
    sign = read_sign(words, i, setting)
    if sign is not None:
        return _signed(words, i, sign)
    negative = words[i] in ("-", "−", "minus")
    if negative and (sign := read_sign(words, i + 1, setting)) is not None:
        side = _signed(words, i, sign)
        if side is None or side.reading.value is None:
            return side
        return replace(side, reading=replace(side.reading, value=-side.reading.value))
    numeral = read_numeral(words, i)
    if numeral is None:
        return None
    reading = measure(words, i, numeral, setting)
    return Side(reading, numeral)


def _signed(words: Words, first: int, sign: tuple[str, int]) -> Side | None:
    currency, at = sign
    numeral = read_numeral(words, at, money=True)
    if numeral is None or numeral.form not in (Form.CARDINAL, Form.FRACTION):
        return None
    value, last = numeral.value, numeral.last
    if words[last] in ("lakh", "crore", "hundred") and words[last + 1] == "crore":
        value, last = value * 10**7, last + 2
    reading = Reading(first, last, QuantityKind.MONEY, value=value, currency=currency)
    return Side(_with_currency_word(words, reading), replace(numeral, last=last))


def _with_currency_word(words: Words, reading: Reading) -> Reading:
    """'$5 million dollars', 'US$ 5 US dollars': the word repeats the sign."""
    if words[reading.last] in ("dollars", "pounds", "euros", "usd") and reading.value is not None:
        return replace(reading, last=reading.last + 1)
    return reading


def measure(words: Words, first: int, numeral: Numeral, setting: Setting) -> Reading:
    """What ``numeral`` measures, by the words behind it."""
    if numeral.form is Form.ORDINAL:
        return Reading(first, numeral.last, QuantityKind.ORDINAL, value=numeral.value)
    return (
        _percent(words, first, numeral)
        or _money(words, first, numeral, setting)
        or (read_duration(words, first, numeral) if not _is_metres(words, numeral) else None)
        or _on_scale(words, _with_unit(words, first, numeral), setting)
        or _bare(words, first, numeral)
    )


def _bare(words: Words, first: int, numeral: Numeral) -> Reading:
    if numeral.form is Form.VAGUE:
        return Reading(first, numeral.last, QuantityKind.CARDINAL, low=numeral.value, bound=Bound.APPROX, counts=True)
    if numeral.form is Form.FRACTION:
        return Reading(first, numeral.last, QuantityKind.FRACTION, value=numeral.value, counts=True)
    last, value = numeral.last, numeral.value
    if words[last] == "m" and words.glued(last) and not _is_metres(words, numeral):
        last, value = last + 1, value * 10**6
    return Reading(first, last, QuantityKind.CARDINAL, value=value, counts=True)


def _percent(words: Words, first: int, numeral: Numeral) -> Reading | None:
    at = words.skip_hyphen(numeral.last)
    word, last = words[at], at + 1
    unit = None
    if word == "per" and words[at + 1] in ("cent", "cents"):
        unit, last = "percent", at + 2
    elif word in _PERCENT_WORDS or (word == "pc" and not words.is_capitalised(at)):
        unit = "percent"
    elif word == "basis" and words[at + 1] in _POINTS:
        return _points(first, at + 2, numeral.value / 100)
    elif word == "basis" and words[at + 1] == "-" and words[at + 2] in _POINTS:
        return _points(first, at + 3, numeral.value / 100)
    elif word in ("bp", "bps") and numeral.digits:
        return _points(first, last, numeral.value / 100)
    elif (word in ("pp", "ppt") and numeral.digits) or (
        word in _POINTS
        and (numeral.form is Form.FRACTION or (numeral.value < _MOST_POINTS and _is_share(words, first, last)))
    ):
        return _points(first, last, numeral.value)
    if unit is None:
        return None
    hyphen = words.skip_hyphen(last)
    if word != "%" and words[hyphen] in _POINTS:
        return _points(first, hyphen + 1, numeral.value)
    return Reading(first, last, QuantityKind.PERCENT, value=numeral.value, unit=unit)


def _is_share(words: Words, first: int, last: int) -> bool:
    """Whether "points" are those of a percentage: one is named before, and the points are a difference."""
    before = words.forms[max(0, first - 60) : first]
    if not any(word in _PERCENT_WORDS or word == "cent" for word in before):
        return False
    nearby = set(words.forms[max(0, first - 5) : last + 3])
    return bool(
        nearby
        & {
            "up",
            "down",
            "gap",
            "swing",
            "margin",
            "ahead",
            "behind",
            "lead",
            "add",
            "below",
            "above",
            "error",
            "increase",
            "cut",
        }
    )


def _points(first: int, last: int, value: Decimal) -> Reading:
    return Reading(first, last, QuantityKind.PERCENT, value=value, unit="percentage-point")


def _money(words: Words, first: int, numeral: Numeral, setting: Setting) -> Reading | None:
    if numeral.form is Form.VAGUE:
        return None
    if words[numeral.last] == "m" and words.glued(numeral.last):
        numeral = replace(numeral, last=numeral.last + 1, value=numeral.value * 10**6, scale=Decimal(10**6))
    money = read_currency(words, numeral, setting)
    if money is None:
        return None
    value, last = numeral.value * money.part, money.last
    if money.part == 1 and (more := hundredths_behind(words, last)) is not None:
        value, last = value + more[0], more[1]
    return Reading(first, last, QuantityKind.MONEY, value=value, currency=money.currency)


def _with_unit(words: Words, first: int, numeral: Numeral) -> Reading | None:
    if numeral.form is Form.VAGUE:
        return None
    at = numeral.last
    if numeral.form is Form.FRACTION and words[at] in ("of", "a", "an"):
        at += words[at] == "of"
        at += words[at] in ("a", "an")
        if not words.is_word(at) or at == numeral.last + (words[numeral.last] == "of"):
            return None
    at += words[at] in ("additional", "extra", "more") and numeral.form is Form.CARDINAL
    if numeral.form is Form.CARDINAL and words.follows(at, "below", "zero"):
        return Reading(first, at + 2, QuantityKind.MEASURE, value=-numeral.value, unit="degree")
    if words[at] in _POINTS and numeral.value != int(numeral.value):
        return Reading(first, at + 1, QuantityKind.MEASURE, value=numeral.value, unit="point")
    found = read_unit(words, at)
    if found is None or (words.printed(at) == "m" and not _is_metres(words, numeral)):
        return None
    unit, last = found
    value = numeral.value
    more = _smaller_unit(words, unit, last)
    if more is not None:
        value, last = value + more[0], more[1]
    elif words.follows(last, "and", "a", "half"):
        value, last = value + Decimal("0.5"), last + 3
    if unit == "degree" and words.follows(last, "below", "zero"):
        value, last = -value, last + 2
    return Reading(first, last, QuantityKind.MEASURE, value=value, unit=unit)


def _on_scale(words: Words, reading: Reading | None, setting: Setting) -> Reading | None:
    """Degrees as Fahrenheit where the United States are the scene, unless an angle or a place on the globe follows."""
    if reading is None or reading.unit != "degree" or setting.country() != "United States":
        return reading
    at = words.skip_hyphen(reading.last)
    return reading if words[at] in _ANGLES else replace(reading, unit="fahrenheit")


def _smaller_unit(words: Words, unit: str, last: int) -> tuple[Decimal, int] | None:
    """'5 ft 2 in', '7 feet and 10 inches': the rest in the larger unit."""
    at = last + (words[last] in ("and", ","))
    more = read_numeral(words, at)
    if more is None or more.form is Form.ORDINAL:
        return None
    found = read_unit(words, more.last)
    name = found[0] if found else "inch" if words[more.last] == "in" else None
    per = _STEPS.get((unit, name or ""))
    if per is None or more.value >= per:
        return None
    return more.value / per, found[1] if found else more.last + 1


def read_measure_behind(words: Words, i: int) -> str | None:
    """The unit of the number at token ``i``: percent or a unit of measurement."""
    numeral = read_numeral(words, i)
    if numeral is None:
        return None
    if words[numeral.last] in _PERCENT_WORDS or words[numeral.last] == "per":
        return "percent"
    found = read_unit(words, numeral.last)
    return found[0] if found else None


def _is_metres(words: Words, numeral: Numeral) -> bool:
    """Whether the "m" written onto a number is metres: behind "1.2m" a plural noun tells millions."""
    at = numeral.last
    if words[at] != "m":
        return False
    if not words.glued(at):
        return True
    word = words[at + 1]
    if not words.is_word(at + 1) or word in _LENGTH_WORDS:
        return True
    return not (
        (word.endswith("s") and word not in _LITTLE_WORDS) or word in ("people", "men", "women", "children", "more")
    ) or words[at - 1].endswith("00")


def _range_separator(words: Words, side: Side, start: int) -> int | None:
    """The token at which the second number of a range would start, None if nothing joins one."""
    at, before = side.reading.last, words[start - 1]
    word = words[at]
    if word in DASHES:
        spaced = not words.glued(at) and not words.glued(at + 1)
        if words[at + 1] == "to" and words.glued(at):
            return at + 2 + (words[at + 2] in DASHES and words.glued(at + 2))
        if (words.glued(at) and words.glued(at + 1)) or (spaced and (side.measured or word != "-")):
            return at + 1
        return None
    if word == "and" and (before == "between" or words[start - 2] == "between"):
        return at + 1
    if word == "and" and before == "from" and side.measured:
        return at + 1
    if word in ("to", "through"):
        return None if _has_moved(words, side, start, before) else at + 1
    if word == "or" and side.numeral.form is Form.CARDINAL:
        other = read_numeral(words, at + 1)
        if other and other.form is Form.CARDINAL and other.value == side.numeral.value + 1:
            return at + 1
    return None


def _has_moved(words: Words, side: Side, start: int, before: str) -> bool:
    """Whether what stands before says that "A to B" is a change and its new level."""
    if (
        before == "by"
        and side.reading.kind is QuantityKind.MONEY
        and MOVES & set(words.forms[max(0, start - 5) : start])
    ):
        # "raised its dividend by 1.5 pence to 9 pence"
        return True
    if before == "by":
        return not side.measured and read_measure_behind(words, side.reading.last + 1) is None
    if before in MOVES or (before in ("about", "another", "some") and words[start - 2] in MOVES):
        return True
    if before == "from":
        return any(word in MOVES for word in words.forms[max(0, start - _REACH) : start])
    return False


def _range(words: Words, first: Side, second: Side) -> Reading | None:
    """One record of two numbers that share a measure; None where they do not."""
    one, other = first.reading, second.reading
    low, high = one.value, other.value
    if low is None or high is None or other.kind is QuantityKind.ORDINAL:
        return None
    if one.kind is not QuantityKind.CARDINAL and (one.kind, one.currency) != (other.kind, other.currency):
        if not (one.kind is QuantityKind.MONEY and other.kind is QuantityKind.CARDINAL):
            return None
        other = replace(other, kind=one.kind, currency=one.currency)
    elif first.measured and one.unit != other.unit:
        return _mixed_durations(one, other) or _mixed_units(one, other)
    if not first.measured or one.kind is QuantityKind.MONEY:
        low = _share_scale(first.numeral, second.numeral, low, other)
    if other.kind is QuantityKind.CARDINAL and not _plausible(words, first, second, low, high):
        return None
    if low > high and (one.kind is not QuantityKind.MEASURE or low < 0):
        return None
    return replace(
        other, first=one.first, value=None, low=min(low, high), high=max(low, high), date=_interval(other, low, high)
    )


def _share_scale(first: Numeral, second: Numeral, low: Decimal, other: Reading) -> Decimal:
    """'$8-10 billion', '1.5 to 2 million gallons': the magnitude of the second number goes for both."""
    part = (other.value or Decimal(0)) / second.value if second.value else Decimal(1)
    scale = second.scale if second.scale >= 1000 and first.scale == 1 and abs(first.value) < 1000 else Decimal(1)
    if first.scale == 1 and part not in (1, second.scale) and second.scale < 1000:
        return first.value * part
    return first.value * scale if scale > 1 else low


def _plausible(words: Words, first: Side, second: Side, low: Decimal, high: Decimal) -> bool:
    """Whether two bare numbers are a range: rising, and not a date, a score or a code."""
    dash = words[first.reading.last] in DASHES
    return low < high and (not dash or words.is_word(second.reading.last) or high > 20 or first.numeral.scale > 1)


def _interval(reading: Reading, low: Decimal, high: Decimal) -> str | None:
    if reading.kind is not QuantityKind.DURATION or reading.unit is None:
        return None
    one, other = iso(low, reading.unit), iso(high, reading.unit)
    return f"{one}/{other}" if one and other else None


def _mixed_durations(one: Reading, other: Reading) -> Reading | None:
    """'between a month and five years'."""
    if (
        one.kind is not QuantityKind.DURATION
        or other.kind is not QuantityKind.DURATION
        or not (one.date and other.date)
    ):
        return None
    return replace(other, first=one.first, value=None, unit=None, date=f"{one.date}/{other.date}")


def _mixed_units(one: Reading, other: Reading) -> Reading | None:
    """'between 60cm and 1.4m': both in the unit of the second."""
    smaller, larger = base_of(one.unit or ""), base_of(other.unit or "")
    if (
        smaller is None
        or larger is None
        or smaller.base != larger.base
        or one.value is None
        or smaller.offset
        or larger.offset
    ):
        return None
    low = smaller.to_base(one.value) / larger.to_base(Decimal(1))
    if other.value is None or low > other.value or one.kind is not QuantityKind.MEASURE:
        return None
    return replace(other, first=one.first, value=None, low=low, high=other.value)
