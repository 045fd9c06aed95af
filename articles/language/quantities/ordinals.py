"""Ordinals: what ranks something, and what only looks like it ("first noticed", "a third of")."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from articles.document import QuantityKind
from articles.language.quantities.durations import read_time_unit
from articles.language.quantities.numerals import Form, read_numeral
from articles.language.quantities.readings import Reading
from articles.language.quantities.words import Words, forms

_NOT_FIRST: Final = forms(
    "lady ladies aid and responders responder names hand rate come degree secretary minister of-all"
)
_COMPOUNDS: Final = frozenset({"time", "hand", "rate", "person", "guess", "degree", "ever"})
_DETERMINERS: Final = forms(
    "the a an his her its their my our your this that these those each every no another s whose first last next which"
)
_PLACED: Final = forms(
    "finished finish came come placed ranked was is were be ran run sits lie lies standing stood stand from in to "
    "sixth and or went comes entered"
)
_NOT_BEFORE: Final = forms(
    "at when since who were are has had have and it he she we they i would will could can did does goes read earlier"
)
_ADVERB_NEXT: Final = forms("noticed began came saw met heard learned used made said and then be the you they he")
_NUMBERED: Final = frozenset({"day", "level"})
_NUMBERED_CAPITALISED: Final = frozenset({"game", "round", "week", "year", "stage"})


def read_named_ordinal(words: Words, i: int) -> Reading | None:
    """'#2', 'number 3'."""
    at = i + 1
    if not words[at].isdecimal() or len(words[at]) > 3:
        return None
    sign = words[i] == "#" and words.glued(at) and not (words.glued(at + 1) and words.is_word(at + 1))
    named = words[i] == "number" and len(words[at]) <= 2 and words[i - 1] not in ("phone", "a", "the")
    if not sign and not named:
        return None
    return Reading(i, i + 2, QuantityKind.ORDINAL, value=Decimal(int(words[at])))


def read_numbered(words: Words, reading: Reading) -> Reading | None:
    """A bare number that ranks by the word before it: 'day five', 'Level four', 'No. 2', 'Game 6'."""
    before, earlier = words[reading.first - 1], words[reading.first - 2]
    number = (before == "." and earlier == "no") or before == "no"
    if number:
        at = reading.first - (2 if before == "." else 1)
        if not words.is_capitalised(at) or not words.is_number(reading.first):
            return None
        return replace(reading, kind=QuantityKind.ORDINAL, counts=False)
    named = before in _NUMBERED or (before in _NUMBERED_CAPITALISED and words.is_capitalised(reading.first - 1))
    if not named or earlier in ("a", "per", "each", "every", "one", "the"):
        return None
    if words.is_word(reading.last) and words[reading.last].endswith("s"):
        return None
    return replace(reading, kind=QuantityKind.ORDINAL, counts=False)


def is_ordinal(words: Words, reading: Reading) -> bool:
    """Whether an ordinal ranks something; 'first' as an adverb, 'first lady' and 'second-hand' do not."""
    last, word = reading.last, words[reading.last - 1]
    if word not in ("first", "second"):
        return True
    at = words.skip_hyphen(last)
    before, after = words[reading.first - 1], words[at]
    if at > last and after in _COMPOUNDS:
        return False
    if word == "second":
        return not (before in ("a", "per", "last", "-") and not words.is_word(last))
    if after in _NOT_FIRST or _joins_length(words, last):
        return False
    if before in _DETERMINERS or words.is_number(reading.first - 1):
        return True
    if before in _NOT_BEFORE:
        return (before == "and" and after in ("in", "to")) or (
            before in ("were", "are") and after in ("to", "in", ".", ",")
        )
    if after.endswith("ed") or after in _ADVERB_NEXT:
        return False
    if before in ("was", "were", "is", "are", "been", "be"):
        return not words.is_word(last) or after in ("to", "in", "and", "with", "on", "at")
    return before in _PLACED or (words.is_word(last) and not _opens_a_list(words, reading))


def _joins_length(words: Words, last: int) -> bool:
    """Whether a length of time follows, which the ordinal then belongs to: 'the first five years'."""
    number = read_numeral(words, last)
    if number is None or number.form is not Form.CARDINAL:
        return False
    return number.value < 1000 and read_time_unit(words, number.last) is not None


def _opens_a_list(words: Words, reading: Reading) -> bool:
    """'First the dogs, then ...'."""
    return words.is_capitalised(reading.first) and words[reading.last] in (
        "the",
        "you",
        "they",
        "we",
        "i",
        "he",
        "she",
        "up",
        "a",
    )


def fraction_or_ordinal(words: Words, reading: Reading) -> Reading | None:
    """A fraction, unless its ordinal counts a thing ('a third licence') or "half" is a half of a match."""
    word, after, before = words[reading.last - 1], words[reading.last], words[reading.first - 1]
    if word.endswith(("rd", "th")) and words[reading.first] in ("a", "an", "one"):
        counts_noun = words.is_word(reading.last) and after not in _AFTER_FRACTION and not after.endswith("er")
        verb = after in ("was", "is", "were", "has") and before == "and"
        if (counts_noun or verb) and before not in ("by", "than", "nearly", "almost", "about", "lost", "fell"):
            value = (Decimal(1) / reading.value).to_integral_value() if reading.value else None
            return Reading(reading.last - 1, reading.last, QuantityKind.ORDINAL, value=value)
    if word == "half":
        return reading if _is_share(words, reading, before, after) else None
    if word in ("quarter", "quarters") and after in ("-", "final", "finals"):
        return None
    return reading


def _is_share(words: Words, reading: Reading, before: str, after: str) -> bool:
    """Whether "half" is a share, no half of a match, half-time or half-brother."""
    if words.skip_hyphen(reading.last) > reading.last:
        return words[reading.last + 1] in ("game", "point", "pint")
    if words.glued(reading.first) and not words.is_word(reading.first - 1) and before not in ("“", '"', "‘", "(", "—"):
        return False
    if before == "other":
        return words[reading.last] != "of" or words[reading.last + 1] != "the"
    if before in ("in", "only"):
        return after == "of"
    return before not in ("first", "second", "the", "at", "better", "opening") and after not in (
        "time",
        "way",
        "past",
        "as",
    )


_AFTER_FRACTION: Final = forms(
    "of and or in on at to for by as that less more cheaper but while since from is was are were when which with "
    "what if during after before the than this last had has have over among below above between smaller lower "
    "higher"
)
