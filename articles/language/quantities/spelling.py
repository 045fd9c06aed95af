"""Numbers in words: two hundred and five thousand, three quarters, half a million, the twenty-fifth.

Everything here looks at a bounded number of tokens, whatever follows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Final

from articles.language.lexicon import rows
from articles.language.quantities.words import Words

_MAX_DIGITS: Final = 18
_MAX_WORDS: Final = 24
FRACTION_NOUNS: Final = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_AFTER_TIME: Final = frozenset({"later", "earlier", "ago", "running", "straight"})
ARTICLES: Final = frozenset({"a", "an"})


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
def parts() -> dict[str, tuple[int, str]]:
    """Word of a number -> its value and the part that it plays (see the lexicon)."""
    return {word: (int(value), part) for word, value, part in rows("number_words")}


def read_spelled(words: Words, i: int, start: Numeral | None = None) -> Numeral | None:
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
            value, part = parts().get(words[at], (0, ""))
            if part.startswith("ordinal") or words[at] in FRACTION_NOUNS:
                return self._ending(at)
            if part and self._take(at, Decimal(value), part):
                continue
            if not joined and words[at] == "and" and self._take_after_and(at + 1):
                continue
            if words[at] == "point" and self.part and self._take_point(at + 1):
                continue
            below = _denominator(words, at, singular=self.part == "digit" and self.value() == 1)
            if below is not None and self.last > self.first:
                return self._ending(at)
            break
        if self.last == self.first:
            return None
        number = Numeral(self.first, self.last, self.value(), scale=self.scale)
        return with_mixed_fraction(words, number)

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
        part = parts().get(words[words.skip_hyphen(last)], (0, ""))[1]
        if part in ("scale", "dozen") and self.part != "hundred":
            return False
        if part.startswith("ordinal") or words[last] in FRACTION_NOUNS or (part == "hundred" and self.largest is None):
            return False
        self.current = (self.current or 0) + value
        self.part, self.last, self.scale = "digit", last, Decimal(1)
        return True

    def _take_point(self, at: int) -> bool:
        """'two point zero three', '1 point 1'."""
        digits, words = "", self.words
        while len(digits) < _MAX_DIGITS:
            value, part = parts().get(words[at], (0, ""))
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
        value, part = parts().get(words[at], (0, ""))
        before = self.part
        is_half = words[at] in FRACTION_NOUNS
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
        return with_mixed_fraction(words, Numeral(self.first, self.last, self.value(), scale=self.scale))

    def _are_of_a_year(self, at: int, count: Decimal) -> bool:
        """Whether "quarters" are lengths of time: "two quarters later", "three quarters in a row", "a two-quarter"."""
        if self.words[at] == "quarter":
            return count not in (1, 3)
        after = self.words[at + 1]
        return self.words[at] == "quarters" and (
            after in _AFTER_TIME or self.words.follows(at + 1, "in", "a") or (count not in (1, 3) and after != "of")
        )

    def _fraction(self, at: int) -> Numeral | None:
        whole = Numeral(self.first, self.last, self.value(), scale=self.scale)
        found = _denominator(self.words, at, singular=self.value() == 1)
        if found is None or (found[0] == 4 and self._are_of_a_year(at, whole.value)):
            return whole
        denominator, last = found
        return _of_scale(self.words, Numeral(self.first, last, whole.value / denominator, Form.FRACTION))


def with_mixed_fraction(words: Words, number: Numeral) -> Numeral:
    """With the fraction added to ``number``: 'two and a half', 'three million and a half', 'one and a half million'."""
    at = words.skip_hyphen(number.last)
    if words[at] != "and":
        return number
    part = _simple_fraction(words, words.skip_hyphen(at + 1))
    if part is None:
        return number
    value, last = part
    scale = number.scale if number.scale >= 1000 else Decimal(1)
    whole = replace(number, last=last, value=number.value + value * scale, digits=False)
    return _of_scale(words, whole) if scale == 1 else whole


def _simple_fraction(words: Words, at: int) -> tuple[Decimal, int] | None:
    """'a half', 'half', 'one fourth', 'three quarters', 'a thirtieth' as value and end."""
    start, numerator = at, Decimal(1)
    if words[at] in ARTICLES:
        at = words.skip_hyphen(at + 1)
    elif (part := parts().get(words[at])) and part[1] == "digit" and part[0]:
        numerator, at = Decimal(part[0]), words.skip_hyphen(at + 1)
    found = _denominator(words, at, singular=numerator == 1 or words[at] == "quarter")
    if found is None or (at == start and words[at] not in FRACTION_NOUNS):
        return None
    return numerator / found[0], found[1]


def _denominator(words: Words, at: int, *, singular: bool = False) -> tuple[Decimal, int] | None:
    """The denominator that starts at ``at`` and its end: 'thirds', 'quarters', 'twenty-fifths'; singular if asked."""
    word = words[at]
    if word in FRACTION_NOUNS:
        return Decimal(FRACTION_NOUNS[word]), at + 1
    value, part = parts().get(word, (0, ""))
    if part == "ten":
        digit = words.skip_hyphen(at + 1)
        below = _ordinal_value(words[digit], "ordinal-digit", singular=singular and digit > at + 1)
        return (Decimal(value) + below, digit + 1) if below else None
    below = _ordinal_value(word, "ordinal", singular=singular)
    # 'a second' and 'one first' are no fractions
    return (below, at + 1) if below and (below > 2 or word.endswith("s")) and word != "seconds" else None


def _ordinal_value(word: str, kind: str, *, singular: bool) -> Decimal | None:
    """The value of an ordinal word of ``kind``, in the plural or, if asked, in the singular."""
    value, part = parts().get(word, (0, ""))
    if part.startswith(kind):
        return Decimal(value) if singular else None
    value, part = parts().get(word[:-1], (0, "")) if word.endswith("s") else (0, "")
    return Decimal(value) if part.startswith(kind) else None


def _below_hundred(words: Words, at: int) -> tuple[Decimal, int] | None:
    value, part = parts().get(words[at], (0, ""))
    if part not in ("digit", "teen", "ten"):
        return None
    if part == "ten":
        digit = words.skip_hyphen(at + 1)
        more, kind = parts().get(words[digit], (0, ""))
        if kind == "digit" and more:
            return Decimal(value + more), digit + 1
    return Decimal(value), at + 1


def _ordinal(words: Words, at: int, base: Decimal) -> Numeral | None:
    value, part = parts().get(words[at], (0, ""))
    if not part.startswith("ordinal"):
        return None
    return Numeral(at, at + 1, base + value, Form.ORDINAL)


def read_after_article(words: Words, i: int) -> Numeral | None:
    """'a dozen', 'a hundred and two', 'a half', 'a third', 'a quarter of a million'."""
    at = i + 1
    word = words[at]
    _, part = parts().get(word, (0, ""))
    if part in ("hundred", "scale", "dozen") and not word.endswith("s"):
        one = Numeral(i, at, Decimal(1))
        return read_spelled(words, i, one)
    if word in ("half", "quarter"):
        return read_half(words, i, at)
    if part.startswith("ordinal"):
        found = _denominator(words, at, singular=True)
        if found is not None:
            return _of_scale(words, Numeral(i, found[1], 1 / found[0], Form.FRACTION))
    if part == "ten" and (found := _denominator(words, at, singular=True)) is not None:
        return Numeral(i, found[1], 1 / found[0], Form.FRACTION)
    return None


def read_half(words: Words, first: int, at: int) -> Numeral | None:
    if words[at] in ("halves", "quarters") or (words[at] == "quarter" and first == at):
        return None
    return _of_scale(words, Numeral(first, at + 1, Decimal(1) / FRACTION_NOUNS[words[at]], Form.FRACTION))


def _of_scale(words: Words, number: Numeral) -> Numeral:
    """With the magnitude that a fraction is of: 'half a million', 'a quarter of a million', 'half-million'."""
    at = words.skip_hyphen(number.last)
    if words[at] == "of" and words[at + 1] in ARTICLES:
        at += 1
    if words[at] in ARTICLES:
        at = words.skip_hyphen(at + 1)
    value, part = parts().get(words[at], (0, ""))
    if part not in ("scale", "dozen", "hundred"):
        return number
    return Numeral(number.first, at + 1, number.value * value, scale=Decimal(value))
