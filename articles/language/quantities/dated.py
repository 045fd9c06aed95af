"""What the readers of dates share: the finding they return, and the words of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from articles.document import Bound
from articles.language.lexicon import rows
from articles.language.quantities.numerals import Form, read_numeral
from articles.language.quantities.periods import Period
from articles.language.quantities.words import Words

MIN_YEAR: Final = 1000
MAX_YEAR: Final = 2199


@dataclass(frozen=True, slots=True)
class Dated:
    """A date up to token ``last`` (exclusive). ``period`` is None where the anchor or the calendar has no such day.

    ``month`` and ``day`` are kept where a year is missing, so that the end of an interval can lend its own.
    """

    last: int
    period: Period | None
    grain: str
    bound: Bound = Bound.EXACT
    month: int = 0
    day: int = 0
    has_year: bool = False


@cache
def calendar_words() -> dict[str, tuple[str, int, bool]]:
    """Word -> what it is (month, weekday, season, part), its number, whether it also has another use."""
    return {row[0]: (row[1], int(row[2]), len(row) > 3) for row in rows("calendar")}


def read_month(words: Words, i: int) -> tuple[int, int] | None:
    """The month named at token ``i`` and the token behind it, the stop of "Sept." included."""
    return _read(words, i, "month")


def read_weekday(words: Words, i: int) -> tuple[int, int] | None:
    """The weekday named at token ``i`` (1 Monday) and the token behind it."""
    return _read(words, i, "weekday")


def _read(words: Words, i: int, kind: str) -> tuple[int, int] | None:
    what, number, _ = calendar_words().get(words[i], ("", 0, False))
    if what != kind:
        return None
    last = i + 1
    abbreviated = len(words[i]) <= 5 and words[i] not in ("may", "june", "july", "march", "april")
    if abbreviated and words[last] == "." and words.glued(last) and _abbreviates(words, last):
        last += 1
    return number, last


def _abbreviates(words: Words, stop: int) -> bool:
    """Whether a stop ends an abbreviation and no sentence."""
    after = words[stop + 1]
    return (
        words.is_number(stop + 1)
        or after in (",", ")")
        or (words.is_word(stop + 1) and not words.is_capitalised(stop + 1))
    )


def needs_company(words: Words, i: int) -> bool:
    """Whether the word at ``i`` ("May", "March", "Sun") is a date only beside other words of a date."""
    return calendar_words().get(words[i], ("", 0, False))[2]


def read_day(words: Words, i: int) -> tuple[int, int, bool] | None:
    """A day of the month at token ``i``: its number, the token behind it, whether it is an ordinal."""
    if words[i].isdecimal():
        if len(words[i]) > 2 or not 1 <= int(words[i]) <= 31:
            return None
        last = i + 1
        if words[last] in ("st", "nd", "rd", "th") and words.glued(last):
            return int(words[i]), last + 1, True
        glued_word = words.glued(last) and words.is_word(last) and read_month(words, last) is None
        return None if glued_word else (int(words[i]), last, False)
    numeral = read_numeral(words, i) if words.is_word(i) and words[i] not in ("a", "an") else None
    if numeral is None or numeral.value > 31 or numeral.value < 1 or numeral.value != int(numeral.value):
        return None
    if numeral.form is Form.ORDINAL:
        return int(numeral.value), numeral.last, True
    return (int(numeral.value), numeral.last, False) if numeral.form is Form.CARDINAL else None


def read_year(words: Words, i: int, *, short: bool = False) -> tuple[int, int] | None:
    """A year at token ``i`` and the token behind it: "2015", "2014 AD", "'94", in words; ``short``: "96" too."""
    form = words[i]
    if form in ("’", "'", "‘") and words.glued(i + 1) and words[i + 1].isdecimal() and len(words[i + 1]) == 2:
        return _full(int(words[i + 1])), i + 2
    if form.isdecimal():
        if len(form) == 4 and MIN_YEAR <= int(form) <= MAX_YEAR and not _is_glued_on(words, i):
            last = i + 1
            last += words[last] in ("ad", "ce")
            return int(form), last
        if short and len(form) == 2 and not words.glued(i + 1):
            return _full(int(form)), i + 1
        return None
    return _spelled_year(words, i)


def _is_glued_on(words: Words, i: int) -> bool:
    """Whether a unit or a suffix is written onto the digits ("1990s", "2000m")."""
    return words.glued(i + 1) and (
        words.is_word(i + 1) or (words[i + 1] == "," and words.is_number(i + 2) and words.glued(i + 2))
    )


def _full(two_digits: int) -> int:
    return two_digits + (2000 if two_digits < 50 else 1900)


def _spelled_year(words: Words, i: int) -> tuple[int, int] | None:
    """'nineteen ninety-six', 'seventeen hundred thirty three', 'two thousand and fifteen'."""
    first = read_numeral(words, i) if words.is_word(i) and words[i] not in ("a", "an") else None
    if first is None or first.form is not Form.CARDINAL or first.value != int(first.value):
        return None
    if MIN_YEAR <= first.value <= MAX_YEAR and first.last > i + 2:
        return int(first.value), first.last
    if 10 <= first.value <= 21 and first.last <= i + 2:
        rest = read_numeral(words, first.last)
        if rest is not None and rest.form is Form.CARDINAL and 10 <= rest.value <= 99 and words.is_word(first.last):
            return int(first.value * 100 + rest.value), rest.last
    return None
