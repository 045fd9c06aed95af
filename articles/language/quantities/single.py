"""One of a unit, said with an article: "an hour later", "a dollar", "within a mile", but not "$5 a pound"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from articles.document import QuantityKind
from articles.language.quantities.counts import read_count
from articles.language.quantities.durations import read_duration
from articles.language.quantities.money import read_currency
from articles.language.quantities.numerals import Numeral
from articles.language.quantities.readings import Reading
from articles.language.quantities.setting import Setting
from articles.language.quantities.units import read_unit
from articles.language.quantities.words import DASHES, Words, forms

# a length of time measures behind these, or before those
_BEFORE: Final = forms(
    "for in within after about nearly almost than over under only just took take takes taking lasted lasts last "
    "lasting until by around roughly spent spend every half least most to up the once if with like needed need "
    "needs wait waited gave give given delayed prolonged added extra another is was be but and or saying"
)
_BEHIND: Final = forms("later earlier ago before after and on from into apart old")
_NEVER_BEFORE: Final = forms("once twice times cents percent % days hours nights million billion")
_QUALIFIED: Final = frozenset({"single", "full", "whole", "mere"})
_NOT_MEASURES: Final = forms(
    "second point degree block stone cup season quarter winter summer weekend grain night bit foot"
)
_COINS: Final = forms("penny dollar euro pound rupee cent shilling buck ringgit peso franc quid")


def read_single(words: Words, i: int, setting: Setting) -> Reading | None:
    """The measure of one unit whose article is token ``i``."""
    at = i + 1 + (words[i + 1] in _QUALIFIED)
    word = words[at]
    before = words[i - 1]
    if word in _COINS and not words.is_number(i - 1) and before not in _NEVER_BEFORE:
        money = read_currency(words, Numeral(i, at, Decimal(1)), setting)
        if money is not None and (before in _BEFORE or before in ("", "be", "for", ",") or not words.is_word(i - 1)):
            return Reading(i, money.last, QuantityKind.MONEY, value=money.part, currency=money.currency)
    # "£1.5m-a-year", "a full-year profit"
    is_rate = (before in DASHES and words.glued(i)) or (word in DASHES and at > i + 1)
    never = (before in _NEVER_BEFORE or words.is_number(i - 1)) and words[at + 1] not in ("later", "earlier")
    if word in _NOT_MEASURES or never or is_rate:
        return None
    duration = read_duration(words, i, Numeral(i, at, Decimal(1)))
    if duration is not None:
        if (
            before in _BEFORE
            or words[duration.last] in _BEHIND
            or before in ("", ".", "—", "-")
            or words[duration.last] == "of"
        ):
            return read_count(words, duration)
        return duration if i == 0 or at > i + 1 else None
    if before not in _BEFORE and i:
        return None
    found = read_unit(words, at)
    if found is None or len(word) < 2:
        return None
    unit, last = found
    reading = Reading(i, last, QuantityKind.MEASURE, value=Decimal(1), unit=unit)
    if words.follows(last, "and", "a", "half"):
        return replace(reading, value=Decimal("1.5"), last=last + 3)
    return reading
