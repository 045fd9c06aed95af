"""Numbers as printed -> values: digits with their groups, fractions, powers and magnitudes; words by ``spelling``.

Everything here looks at a bounded number of tokens, whatever follows.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Final

from articles.language.quantities.spelling import (
    ARTICLES,
    FRACTION_NOUNS,
    Form,
    Numeral,
    parts,
    read_after_article,
    read_half,
    read_spelled,
    with_mixed_fraction,
)
from articles.language.quantities.words import Words

# longer runs of digits are no figure anybody reads
_MAX_DIGITS: Final = 18
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_POINTED_THOUSANDS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_DECIMAL: Final = re.compile(r"\d+(?:[.,]\d+)?")
_POWER: Final = re.compile(r"\s?[x×]\s?10\s?\^?\s?([+−-]?\d{1,2})\b|\^([+−-]?\d{1,2})\b|[eE]([+-]?\d{1,2})\b")
GLYPHS: Final = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
_MAX_BASE: Final = 10**6
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


@cache
def number_words() -> frozenset[str]:
    """Every word that a number can begin with, articles left out."""
    return frozenset(parts()) | _VAGUE.keys() | FRACTION_NOUNS.keys() | _MINUS_WORDS | {"tens"}


def read_numeral(words: Words, i: int, *, money: bool = False) -> Numeral | None:
    """The longest number that starts at token ``i``; ``money``: behind a currency sign, where "3m" is million."""
    form = words[i]
    if not form:
        return None
    key = ("money" if money else "numeral", i)
    if key not in words.memo:
        words.memo[key] = _read(words, i, form, money=money)
    return words.memo[key]  # type: ignore[return-value]  # the keys are this function's own


def _read(words: Words, i: int, form: str, *, money: bool) -> Numeral | None:
    if (form in _MINUS and words.glued(i + 1) and words.is_number(i + 1)) or form in _MINUS_WORDS:
        return _negative(words, i, money=money)
    if form[0].isdecimal():
        return _printed(words, i, money=money)
    if form in ARTICLES:
        return read_after_article(words, i)
    if form in _VAGUE or form == "tens":
        return _vague(words, i)
    if form in GLYPHS:
        return Numeral(i, i + 1, _glyph(form), Form.FRACTION)
    if form in FRACTION_NOUNS:
        return read_half(words, i, i)
    if form in parts():
        return read_spelled(words, i)
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
    is_margin = words[i - 1] == "or" and words[i - 2] == "plus"
    return replace(number, first=i, value=number.value if is_margin else -number.value, digits=False)


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
    if number.digits and words[last] == "point" and (words.is_number(last + 1) or words[last + 1] in parts()):
        return read_spelled(words, i, number)
    number = _scaled(words, _with_power(words, _with_fraction(words, number)), money=money)
    return with_mixed_fraction(words, number) if number.form is Form.CARDINAL else number


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
        and not (before[0] == "0" and not words.is_number(i - 2))
        and not (words.glued(i + 1) and words[i + 1] in _SUFFIXES)
    )


def _with_fraction(words: Words, number: Numeral) -> Numeral:
    """ "8 1/2", "9½", "3/4"."""
    last = number.last
    if words[last] in GLYPHS:
        return replace(number, last=last + 1, value=number.value + _glyph(words[last]), digits=False)
    if number.digits and words[last] in ("/", "⁄") and words.glued(last) and words.glued(last + 1):
        denominator = words[last + 1]
        if denominator.isdecimal() and len(denominator) <= 3 and int(denominator) and words[last + 2] != "/":
            value = number.value / int(denominator)
            return replace(number, last=last + 2, value=value, form=Form.FRACTION, digits=False)
    at = words.skip_hyphen(last)
    if (
        number.digits
        and words[at + 1] == "/"
        and words[at].isdecimal()
        and len(words[at]) < 3
        and not (words.glued(last) or (at > last and words[at - 1] == "/"))
    ):
        fraction = _with_fraction(words, Numeral(at, at + 1, Decimal(words[at]), digits=True))
        if fraction.form is Form.FRACTION and 0 < fraction.value < 1:
            return replace(number, last=fraction.last, value=number.value + fraction.value, digits=False)
    return number


def _with_power(words: Words, number: Numeral) -> Numeral:
    match = _POWER.match(words.text, words.ends[number.last - 1])
    if match is None:
        return number
    times_ten, power, exponent = (int(group.replace("−", "-")) if group else None for group in match.groups())
    if power is not None and number.value > _MAX_BASE:
        return number
    if power is not None:
        value = number.value**power if number.value else number.value
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
    part = parts().get(word)
    if part is not None and part[1] in ("scale", "hundred", "dozen"):
        return read_spelled(words, number.first, number) or number
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


def _vague(words: Words, i: int) -> Numeral | None:
    """'dozens', 'hundreds of thousands', 'tens of millions': the lower end as value."""
    value, last = Decimal(_VAGUE.get(words[i], 10)), i + 1
    if words[last] == "of" and words[last + 1] in _VAGUE:
        value *= _VAGUE[words[last + 1]]
        last += 2
    elif words[i] == "tens":
        return None
    return Numeral(i, last, value, Form.VAGUE)


__all__ = ["Form", "Numeral", "number_words", "parse_digits", "read_numeral"]
