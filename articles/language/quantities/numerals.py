"""Numbers as printed -> values: digits, words, magnitudes, fractions, ordinals and vague plurals.

Everything here looks at a bounded number of tokens, whatever follows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Final

from articles.language.lexicon import rows
from articles.language.quantities.words import DASHES, Words

# longer runs of digits are no figure anybody reads
_MAX_DIGITS: Final = 18
_MAX_WORDS: Final = 24
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_POINTED_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL: Final = re.compile(r"\d+(?:[.,]\d+)?")
_POWER: Final = re.compile(r"\s?[x×]\s?10\s?\^?\s?([+−-]?\d{1,2})\b|\^([+−-]?\d{1,2})\b|[eE]([+-]?\d{1,2})\b")
_MINUS: Final = frozenset("-−–")
_MINUS_WORDS: Final = frozenset({"minus", "negative"})
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})

# written onto the number or, the long ones, after it
_SHORT_SCALES: Final = {
    "k": Decimal(10**3),
    "mm": Decimal(10**6),
    "mn": Decimal(10**6),
    "mln": Decimal(10**6),
    "mil": Decimal(10**6),
    "bn": Decimal(10**9),
    "bln": Decimal(10**9),
    "tn": Decimal(10**12),
    "trn": Decimal(10**12),
    "cr": Decimal(10**7),
}
_AMBIGUOUS_SCALES: Final = {"m": Decimal(10**6), "b": Decimal(10**9), "t": Decimal(10**12)}
_LONG_SHORT_SCALES: Final = frozenset({"mn", "mln", "bn", "bln", "tn", "trn", "mil", "cr"})
_VAGUE: Final = {
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1000,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
_FRACTION_NOUNS: Final = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_ARTICLES: Final = frozenset({"a", "an"})


class Form(Enum):
    """What a numeral is made to say by its form alone."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number on the tokens ``first`` (inclusive) to ``last`` (exclusive).

    ``scale`` is the magnitude word it ends with (10**9 for "2.5 billion"), which a range shares; ``digits``: nothing
    but digits, so it may be a year, an hour or a code. A vague one ("dozens") has its lower end as value.
    """

    first: int
    last: int
    value: Decimal
    form: Form = Form.CARDINAL
    scale: Decimal = Decimal(1)
    digits: bool = False


@cache
def _parts() -> dict[str, tuple[int, str]]:
    return {word: (int(value), part) for word, value, part in rows("number_words")}


@cache
def number_words() -> frozenset[str]:
    """Every word that a number can begin with, articles left out."""
    return frozenset(_parts()) | _VAGUE.keys() | _FRACTION_NOUNS.keys() | _MINUS_WORDS | {"tens"}


def read_numeral(words: Words, i: int, *, money: bool = False) -> Numeral | None:
    """The longest number that starts at token ``i``; ``money``: a currency sign stands before it, so "3m" is million."""
    form = words[i]
    if not form:
        return None
    if (form in _MINUS and words.glued(i + 1) and words.is_number(i + 1)) or form in _MINUS_WORDS:
        return _negative(words, i, money=money)
    if form[0].isdecimal():
        return _printed(words, i, money=money)
    if form in _ARTICLES:
        return _after_article(words, i)
    if form in _VAGUE or form == "tens":
        return _vague(words, i)
    if unicodedata.category(form[0]) == "No" and len(form) == 1:
        return Numeral(i, i + 1, _glyph(form), Form.FRACTION)
    if form in _FRACTION_NOUNS:
        return _half(words, i, i)
    if form in _parts():
        return _spelled(words, i)
    return None


def parse_digits(token: str) -> Decimal | None:
    """The value of a printed number ("1,234.5", "1.234,5", "6,5"), None for dates, versions and codes."""
    if len(token) > _MAX_DIGITS + _MAX_DIGITS // 2:
        return None
    if _THOUSANDS.fullmatch(token):
        return _decimal(token.replace(",", ""))
    if _POINTED_THOUSANDS.fullmatch(token):
        return _decimal(token.replace(".", "").replace(",", "."))
    if _DECIMAL.fullmatch(token):
        return _decimal(token.replace(",", "."))
    return None


def _decimal(text: str) -> Decimal:
    return Decimal("".join(str(unicodedata.decimal(sign)) if sign != "." else sign for sign in text))


def _glyph(sign: str) -> Decimal:
    return Decimal(str(unicodedata.numeric(sign))) if sign in "¼½¾" else _rational(sign)


def _rational(sign: str) -> Decimal:
    numerator, _, denominator = unicodedata.normalize("NFKC", sign).partition("⁄")
    return Decimal(numerator) / Decimal(denominator)


def _negative(words: Words, i: int, *, money: bool) -> Numeral | None:
    if words[i] in _MINUS and i and (words.glued(i) and words[i - 1] not in "($£€“\"'["):
        return None
    number = read_numeral(words, i + 1, money=money) if words[i + 1] not in _MINUS_WORDS | _MINUS else None
    if number is None or number.form in (Form.ORDINAL, Form.VAGUE):
        return None
    return replace(number, first=i, value=-number.value, digits=False)


def _printed(words: Words, i: int, *, money: bool) -> Numeral | None:
    """A number in digits, with what is joined to it: groups, ordinal suffix, fraction, power, magnitude."""
    value = parse_digits(words.forms[i])
    if value is None:
        return None
    last = i + 1
    if words[last] in _SUFFIXES and words.glued(last):
        return Numeral(i, last + 1, value, Form.ORDINAL)
    while len(words.forms[last - 1]) <= 3 and _is_group(words, last) and last - i < 6:
        group = parse_digits(words.forms[last])
        value = value * 1000 + (group or 0)
        last += 1
    number = Numeral(i, last, value, digits=last == i + 1 and words.forms[i].isdecimal())
    return _scaled(words, _with_power(words, _with_fraction(words, number)), money=money)


def _is_group(words: Words, i: int) -> bool:
    """Whether token ``i`` is a group of three digits that a single space joins to the one before ("1 234")."""
    if len(words.forms) <= i or words.gap(i) != 1 or words.text[words.ends[i - 1]] == "\n":
        return False
    form, before = words.forms[i], words.forms[i - 1]
    whole = form.partition(".")[0]
    return (
        len(whole) == 3
        and whole.isdecimal()
        and before.isdecimal()
        and before[0] != "0" * (words[i - 2].isdecimal() is False)
        and not words.glued(i - 1) | (words.glued(i + 1) and words.is_word(i + 1) and words[i + 1] in _SUFFIXES)
    )


def _with_fraction(words: Words, number: Numeral) -> Numeral:
    """ "8 1/2", "9½", "3/4"."""
    last = number.last
    if words[last] and words[last] in "¼½¾⅓⅔⅛⅜⅝⅞⅕⅖⅗⅘⅙⅚":
        return replace(number, last=last + 1, value=number.value + _glyph(words[last]), digits=False)
    if number.digits and words[last] in ("/", "⁄") and words.glued(last) and words.glued(last + 1):
        denominator = words[last + 1]
        if denominator.isdecimal() and len(denominator) <= 3 and int(denominator) and words[last + 2] != "/":
            value = number.value / int(denominator)
            return replace(number, last=last + 2, value=value, form=Form.FRACTION, digits=False)
    if number.digits and words[last + 1] == "/" and words.is_number(last) and not words.glued(last):
        fraction = _with_fraction(
            words, Numeral(last, last + 1, Decimal(words[last]) if words[last].isdecimal() else Decimal(0), digits=True)
        )
        if fraction.form is Form.FRACTION and 0 < fraction.value < 1:
            return replace(number, last=fraction.last, value=number.value + fraction.value, digits=False)
    return number


def _with_power(words: Words, number: Numeral) -> Numeral:
    match = _POWER.match(words.text, words.ends[number.last - 1])
    if match is None:
        return number
    times_ten, power, exponent = (int(group.replace("−", "-")) if group else None for group in match.groups())
    if power is not None:
        value = Decimal(float(number.value) ** power)
    else:
        value = number.value.scaleb(times_ten if times_ten is not None else exponent or 0)
    last = number.last
    while last < len(words) and words.starts[last] < match.end():
        last += 1
    return replace(number, last=last, value=value, digits=False)


def _scaled(words: Words, number: Numeral, *, money: bool) -> Numeral:
    """With the magnitude that follows: "2.5 billion", "£3.2m", "3 million and a half", "1.5-trillion"."""
    at = words.skip_hyphen(number.last)
    word, glued = words[at], words.glued(number.last)
    part = _parts().get(word)
    if part is not None and part[1] in ("scale", "hundred", "dozen"):
        return _spelled(words, number.first, number) or number
    scale = _SHORT_SCALES.get(word)
    if (
        scale is not None
        and (glued or word in _LONG_SHORT_SCALES or (word == "k" and not words.is_word(at + 1)))
        and not (word == "mil" and words[at + 1] == ".")
    ):
        if word in ("mm", "cr") and not (money or words.printed(at).isupper()) and not (word == "cr" and not glued):
            return number
        return Numeral(number.first, at + 1, number.value * scale, scale=scale)
    if money and glued and word in _AMBIGUOUS_SCALES:
        return Numeral(number.first, at + 1, number.value * _AMBIGUOUS_SCALES[word], scale=_AMBIGUOUS_SCALES[word])
    return number


def _spelled(words: Words, i: int, start: Numeral | None = None) -> Numeral | None:
    """A number in words from token ``i`` on, or the words that carry on the printed number ``start`` ("3 hundred")."""
    reader = _Speller(words, i, start)
    return reader.read()


class _Speller:
    """Adds up the words of one number: 'two hundred and five thousand, three' is 200 + 5, times 1000, plus 3.

    ``total`` holds what earlier magnitudes have settled, ``current`` what the next one will multiply.
    """

    def __init__(self, words: Words, first: int, start: Numeral | None) -> None:
        self.words = words
        self.first = self.last = first
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.largest: Decimal | None = None
        self.scale = Decimal(1)
        self.part = ""
        if start is not None:
            self.current, self.last, self.part = start.value, start.last, "printed"

    def value(self) -> Decimal:
        return self.total + (self.current or 0)

    def read(self) -> Numeral | None:
        words = self.words
        while self.last - self.first < _MAX_WORDS:
            at = words.skip_hyphen(self.last) if self.last > self.first else self.last
            joined = at > self.last
            value, part = _parts().get(words[at], (0, ""))
            if part.startswith("ordinal") or words[at] in _FRACTION_NOUNS:
                return self._ending(at)
            if part and self._take(at, Decimal(value), part):
                continue
            if not joined and words[at] == "and" and self._take_after_and(at + 1):
                continue
            if words[at] == "point" and self.part and self._take_point(at + 1):
                continue
            plural = _denominator(words, at)
            if plural is not None and self.last > self.first:
                return self._ending(at)
            break
        if self.last == self.first:
            return None
        number = Numeral(self.first, self.last, self.value(), scale=self.scale)
        return self._mixed(number)

    def _take(self, at: int, value: Decimal, part: str) -> bool:
        """Add one word; False where it does not fit behind those before."""
        if part == "printed" or not part:
            return False
        if part in ("digit", "teen", "ten"):
            if self.part == "ten" and part == "digit" and value:
                self.current = (self.current or 0) + value
            elif self.part in ("", "hundred", "scale") and not (self.part == "scale" and self.scale < 100):
                if self.part and not value:
                    return False
                self.current = (self.current or 0) + value
            else:
                return False
        elif part == "hundred":
            if self.current is None or self.current <= 0 or self.part in ("hundred", "scale"):
                return False
            self.current *= 100
        else:
            if part == "dozen" and self.current is None and not self.total:
                self.current = Decimal(1)
            if self.part == "scale" and self.current is None:
                # "three thousand millions"
                self.total *= value
                self.largest = value
            elif self.current is None or (self.largest is not None and value >= self.largest):
                return False
            else:
                self.total += self.current * value
                self.current, self.largest = None, value
            self.scale, part = value, "scale"
        if part != "scale":
            self.scale = Decimal(100) if part == "hundred" and not self.total else Decimal(1)
        self.part, self.last = part, at + 1
        return True

    def _take_after_and(self, at: int) -> bool:
        """'and' carries on a number only behind a hundred or a magnitude, with something smaller."""
        if self.part not in ("hundred", "scale"):
            return False
        words = self.words
        below = _below_hundred(words, at)
        if (
            below is None
            and words.is_number(at)
            and len(words[at]) <= 2
            and words[at].isdecimal()
            and self.part == "hundred"
        ):
            below = Decimal(words[at]), at + 1
        if below is None or not below[0] or _simple_fraction(words, at) is not None:
            return False
        value, last = below
        part = _parts().get(words[words.skip_hyphen(last)], (0, ""))[1]
        if part in ("scale", "dozen") and self.part != "hundred":
            return False
        if part.startswith("ordinal") or words[last] in _FRACTION_NOUNS or (part == "hundred" and self.largest is None):
            return False
        self.current = (self.current or 0) + value
        self.part, self.last, self.scale = "digit", last, Decimal(1)
        return True

    def _take_point(self, at: int) -> bool:
        """'two point zero three', '1 point 1'."""
        digits, words = "", self.words
        while len(digits) < _MAX_DIGITS:
            value, part = _parts().get(words[at], (0, ""))
            if part == "digit":
                digits += str(value)
            elif words[at].isdecimal() and not digits:
                digits = words[at]
            else:
                break
            at += 1
        if not digits:
            return False
        self.current = (self.current or 0) + Decimal(f"0.{digits[:_MAX_DIGITS]}")
        self.part, self.last = "point", at
        return True

    def _ending(self, at: int) -> Numeral | None:
        """An ordinal ('twenty-fifth') or a fraction ('two thirds'), whichever the next word makes of what is read."""
        words = self.words
        denominator = _denominator(words, at)
        value, part = _parts().get(words[at], (0, ""))
        before = self.part
        is_half = words[at] in _FRACTION_NOUNS
        if self.last == self.first:
            return _ordinal(words, at, Decimal(0)) if part else None
        if (
            is_half
            or (denominator is not None and before != "ten")
            or (denominator and words[at].endswith("s") and at == self.last)
        ):
            return self._fraction(at)
        if (before == "ten" and part == "ordinal-digit") or (
            before in ("hundred", "scale") and part != "ordinal-scale"
        ):
            ending = _ordinal(words, at, self.value())
            return replace(ending, first=self.first) if ending else None
        if part == "ordinal-scale" and self.current is not None:
            return Numeral(self.first, at + 1, self.total + self.current * value, Form.ORDINAL)
        if before == "digit" and self.value() == 1 and part:
            return self._fraction(at)
        return self._mixed(Numeral(self.first, self.last, self.value(), scale=self.scale))

    def _fraction(self, at: int) -> Numeral | None:
        whole = Numeral(self.first, self.last, self.value(), scale=self.scale)
        found = _denominator(self.words, at, singular=self.value() == 1)
        if found is None or (found[0] == 4 and self.words[at] == "quarter" and whole.value not in (1, 3)):
            return whole
        denominator, last = found
        return _of_scale(self.words, Numeral(self.first, last, whole.value / denominator, Form.FRACTION))

    def _mixed(self, number: Numeral) -> Numeral:
        """'two and a half', 'two-and-a-half', 'three million and a half', 'one and a half million'."""
        words, at = self.words, self.words.skip_hyphen(number.last)
        if words[at] != "and":
            return number
        at = words.skip_hyphen(at + 1)
        part = _simple_fraction(words, at)
        if part is None:
            return number
        value, last = part
        scale = number.scale if number.scale >= 1000 else Decimal(1)
        whole = replace(number, last=last, value=number.value + value * scale)
        return _of_scale(words, whole) if scale == 1 else whole


def _simple_fraction(words: Words, at: int) -> tuple[Decimal, int] | None:
    """'a half', 'half', 'one fourth', 'three quarters', 'a thirtieth' as value and end."""
    start, numerator = at, Decimal(1)
    if words[at] in _ARTICLES:
        at = words.skip_hyphen(at + 1)
    elif (part := _parts().get(words[at])) and part[1] == "digit" and part[0]:
        numerator, at = Decimal(part[0]), words.skip_hyphen(at + 1)
    found = _denominator(words, at, singular=numerator == 1 or words[at] == "quarter")
    if found is None or (at == start and words[at] not in _FRACTION_NOUNS):
        return None
    return numerator / found[0], found[1]


def _denominator(words: Words, at: int, *, singular: bool = False) -> tuple[Decimal, int] | None:
    """The denominator that starts at ``at`` and its end: 'thirds', 'quarters', 'twenty-fifths'; singular if asked."""
    word = words[at]
    if word in _FRACTION_NOUNS:
        return Decimal(_FRACTION_NOUNS[word]), at + 1
    value, part = _parts().get(word, (0, ""))
    if part == "ten":
        digit = words.skip_hyphen(at + 1)
        below = _denominator(words, digit, singular=singular and digit > at + 1)
        if below and below[0] < 10 and words[digit] not in _FRACTION_NOUNS:
            return value + below[0], below[1]
        return None
    if part.startswith("ordinal"):
        return (
            (Decimal(value), at + 1) if (singular and value > 2) or (singular and value in (1, 2) and False) else None
        )
    if word.endswith("s"):
        value, part = _parts().get(word[:-1], (0, ""))
        if part.startswith("ordinal") and word != "seconds":
            return Decimal(value), at + 1
    return None


def _below_hundred(words: Words, at: int) -> tuple[Decimal, int] | None:
    value, part = _parts().get(words[at], (0, ""))
    if part not in ("digit", "teen", "ten"):
        return None
    if part == "ten":
        digit = words.skip_hyphen(at + 1)
        more, kind = _parts().get(words[digit], (0, ""))
        if kind == "digit" and more:
            return Decimal(value + more), digit + 1
    return Decimal(value), at + 1


def _ordinal(words: Words, at: int, base: Decimal) -> Numeral | None:
    value, part = _parts().get(words[at], (0, ""))
    if not part.startswith("ordinal"):
        return None
    return Numeral(at, at + 1, base + value, Form.ORDINAL)


def _after_article(words: Words, i: int) -> Numeral | None:
    """'a dozen', 'a hundred and two', 'a half', 'a third', 'a quarter of a million'."""
    at = i + 1
    word = words[at]
    value, part = _parts().get(word, (0, ""))
    if part in ("hundred", "scale", "dozen") and not word.endswith("s"):
        one = Numeral(i, at, Decimal(1))
        return _spelled(words, i, one)
    if word in ("half", "quarter"):
        return _half(words, i, at)
    if part.startswith("ordinal"):
        found = _denominator(words, at, singular=True)
        if found is not None:
            return _of_scale(words, Numeral(i, found[1], 1 / found[0], Form.FRACTION))
    if part == "ten" and (found := _denominator(words, at, singular=True)) is not None:
        return Numeral(i, found[1], 1 / found[0], Form.FRACTION)
    return None


def _half(words: Words, first: int, at: int) -> Numeral | None:
    if words[at] in ("halves", "quarters") or (words[at] == "quarter" and first == at):
        return None
    return _of_scale(words, Numeral(first, at + 1, Decimal(1) / _FRACTION_NOUNS[words[at]], Form.FRACTION))


def _of_scale(words: Words, number: Numeral) -> Numeral:
    """With the magnitude that a fraction is of: 'half a million', 'a quarter of a million', 'half-million'."""
    at = words.skip_hyphen(number.last)
    if words[at] == "of" and words[at + 1] in _ARTICLES:
        at += 1
    if words[at] in _ARTICLES:
        at = words.skip_hyphen(at + 1)
    value, part = _parts().get(words[at], (0, ""))
    if part not in ("scale", "dozen", "hundred"):
        return number
    return Numeral(number.first, at + 1, number.value * value, scale=Decimal(value))


def _vague(words: Words, i: int) -> Numeral | None:
    """'dozens', 'hundreds of thousands', 'tens of millions': the lower end as value."""
    value, last = Decimal(_VAGUE.get(words[i], 10)), i + 1
    if words[last] == "of" and words[last + 1] in _VAGUE:
        value *= _VAGUE[words[last + 1]]
        last += 2
    elif words[i] == "tens":
        return None
    return Numeral(i, last, value, Form.VAGUE)


__all__ = ["DASHES", "Form", "Numeral", "number_words", "parse_digits", "read_numeral"]
