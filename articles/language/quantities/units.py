"""Units of measurement: reading them after a number, and converting to base units."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Final

from articles.language.lexicon import rows, values
from articles.language.quantities.words import Words, forms

# units of time, in the order of ISO 8601; what is measured in them is a duration
TIME_UNITS: Final = forms("millisecond microsecond nanosecond second minute hour day week month year megayear gigayear")
# a speed is read as one unit with "a": "90 miles an hour", but "40 km a day"
_SPEED_LENGTHS: Final = frozenset({"meter", "kilometer", "mile", "foot", "inch", "centimeter", "millimeter"})
_SPEED_TIMES: Final = frozenset({"hour", "second"})
# one letter stands for a unit only where it is written onto the number
_ONLY_GLUED: Final = forms("in s h A B b V N T J W K pm mb bit ms Ma Ga")
_HOTTEST: Final = {"C": 3000, "F": 250}
_WORDS_LIKE_UNITS: Final = forms("cup cups stone gig gigs mil cal bit bits mi mt cf gs min")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as ``factor`` times the base unit of its dimension, plus ``offset`` (temperatures)."""

    name: str
    base: str
    factor: Fraction
    offset: Fraction

    def to_base(self, amount: Decimal) -> Decimal:
        """``amount`` of this unit in its base unit."""
        converted = Fraction(amount) * self.factor + self.offset
        return Decimal(converted.numerator) / Decimal(converted.denominator)


def _fraction(text: str) -> Fraction:
    numerator, _, denominator = text.strip().partition("/")
    return Fraction(numerator) / Fraction(denominator or 1)


@cache
def units() -> dict[str, Unit]:
    """Every unit by its CLDR-like name."""
    table = {}
    for name, base, factor, *_ in rows("units"):
        scale, *offset = values(factor)
        table[name] = Unit(name, base, _fraction(scale), _fraction(offset[0]) if offset else Fraction(0))
    return table


@cache
def _words() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word of a unit -> its words (the whole of them) and its name, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, _, _, spelled, *_ in rows("units"):
        for spelling in values(spelled):
            parts = tuple(spelling.lower().replace("-", " ").split())
            plural = (*parts[:-1], parts[-1] + "s")
            variants = {parts, plural}
            if parts[0] == "degree":
                variants |= {("degrees", *parts[1:])}
            for variant in variants:
                table.setdefault(variant[0], []).append((variant, name))
    for variants_of_word in table.values():
        variants_of_word.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def _symbols() -> dict[str, str]:
    return {symbol: row[0] for row in rows("units") if len(row) > 4 for symbol in values(row[4])}


def base_of(name: str) -> Unit | None:
    """The unit of that name, built from its parts for a rate ("meter-per-second"); None: not known."""
    unit = units().get(name)
    if unit is not None or "-per-" not in name:
        return unit
    upper, _, lower = name.partition("-per-")
    above, below = units().get(upper), units().get(lower)
    if above is None or below is None or above.offset or below.offset:
        return None
    return Unit(name, f"{above.base}-per-{below.base}", above.factor / below.factor, Fraction(0))


def read_unit(words: Words, i: int) -> tuple[str, int] | None:
    """The unit at token ``i``, behind a number, and the token after it; a hyphen before it is allowed for."""
    at = words.skip_hyphen(i)
    simple = _simple_unit(words, at)
    if simple is None:
        return None
    return _rate(words, *simple)


def _simple_unit(words: Words, i: int) -> tuple[str, int] | None:
    symbol = _symbol(words, i)
    if symbol is not None:
        return symbol
    for parts, name in _words().get(words[i], ()):
        last = _match(words, i, parts)
        if last is not None and _is_unit_word(words, i, last):
            return name, last
    return None


def _match(words: Words, i: int, parts: tuple[str, ...]) -> int | None:
    """The token behind ``parts`` if they stand at ``i``, hyphens and the stop of "sq." between them left out."""
    at = i
    for number, part in enumerate(parts):
        if number:
            at = words.skip_hyphen(at)
            if words[at] == "." and words.glued(at):
                at += 1
        if words[at] != part:
            return None
        at += 1
    return at


def _symbol(words: Words, i: int) -> tuple[str, int] | None:
    printed = words.printed(i)
    if printed in ("°", "º"):
        scale = {"c": "celsius", "f": "fahrenheit", "k": "kelvin"}.get(words[i + 1])
        if scale is None and words.follows(i + 1, "celsius"):
            scale = "celsius"
        if scale is None and words.follows(i + 1, "fahrenheit"):
            scale = "fahrenheit"
        return (scale, i + 2) if scale else ("degree", i + 1)
    name = _symbols().get(printed)
    if name is None:
        return None
    glued = words.glued(i)
    if not glued and (printed in _ONLY_GLUED or (words[i + 1] in ("'", "’") and words.glued(i + 1))):
        return None
    if (
        printed in ("C", "F", "L", "l", "g", "t", "m")
        and words.glued(i + 1)
        and words[i + 1] in ".-'’"
        and words.is_word(i + 2)
        and words.glued(i + 2)
    ):
        return None
    if printed in _HOTTEST and not _is_temperature(words, i, _HOTTEST[printed]):
        return None
    return name, i + 1


def _is_temperature(words: Words, i: int, hottest: int) -> bool:
    """Whether the number before "C" or "F" may be a temperature: "34C", but not "Boeing 777F"."""
    digits = words[i - 1].replace(",", "").partition(".")[0]
    return not digits.isdecimal() or (len(digits) <= 4 and int(digits) <= hottest)


def _is_unit_word(words: Words, i: int, last: int) -> bool:
    """Whether a word that has another use is a unit here."""
    word = words[i]
    if word == "feet" and words[last] == "of" and words[last + 1] in ("the", "his", "her"):
        return False
    if word not in _WORDS_LIKE_UNITS or last > i + 1:
        return True
    if word in ("cup", "cups"):
        return words[last] == "of" or not words[last]
    if word == "stone":
        return not words.is_word(last)
    return not (words.is_capitalised(i) or words[last] == ".") or word == "min"


def _rate(words: Words, name: str, last: int) -> tuple[str, int]:
    """The unit with the one it is divided by: "km/h", "metres per second", "miles an hour"."""
    glued = words[last] == "/" and words.glued(last)
    if glued or words[last] == "per":
        below = _simple_unit(words, last + 1)
        if words.printed(last + 1) in ("h", "s", "hr", "sec", "min", "day", "d", "yr") and glued:
            below = (
                {
                    "h": "hour",
                    "s": "second",
                    "hr": "hour",
                    "sec": "second",
                    "min": "minute",
                    "d": "day",
                    "yr": "year",
                }.get(words[last + 1], words[last + 1]),
                last + 2,
            )
        if below is not None and below[0] != name:
            return f"{name}-per-{below[0]}", below[1]
    elif words[last] in ("a", "an") and name in _SPEED_LENGTHS:
        below = _simple_unit(words, last + 1)
        if below is not None and below[0] in _SPEED_TIMES and (name in ("mile", "kilometer") or below[0] == "hour"):
            return f"{name}-per-{below[0]}", below[1]
    return name, last
