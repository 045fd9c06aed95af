"""Numbers whose neighbours make them ratios, multipliers, scores, ordinals, ages or nothing at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from articles.document import QuantityKind
from articles.language.quantities.durations import iso, read_time_unit
from articles.language.quantities.numerals import Form, Numeral, read_numeral
from articles.language.quantities.readings import Reading
from articles.language.quantities.setting import Setting
from articles.language.quantities.units import TIME_UNITS, read_unit
from articles.language.quantities.words import DASHES, Words

_MOST_RATIO: Final = 20
_HIGHEST_SCORE: Final = 399
_OLDEST: Final = 119
_AT_LEAST_NAMED: Final = 1
_SCORE_WORDS: Final = frozenset(
    "beat beats beaten defeat defeats defeated won win wins winning lost lose loses losing drew draw draws led lead leads "
    "leading trailed trail down up score scored scores half-time game match vote voted votes ruling ruled ruling split goal "
    "goals penalties set sets final semi semifinal victory thrashed edged aggregate title series round rout tied tie "
    "fixture result results group league cup quarter quarters champions half club ahead behind bt def approved rejected "
    "decision majority panel court committee senate house board council loss favour favor against record".split()
)
_TIMES_BEFORE: Final = frozenset(
    "as the that more larger higher bigger greater less lower its their his her what this normal national average "
    "earnings ebitda oversubscribed full sales revenue better worse faster stronger longer deadlier pre gross those "
    "current usual ordinary book larger annual cheaper likelier our my your as".split()
)
_PEOPLE: Final = frozenset(
    "boy girl man woman child children son daughter infant baby boys girls men women people pupils sons daughters "
    "toddler teenager youth cousin nephew niece grandson granddaughter".split()
)
_SUBJECTS: Final = frozenset({"i", "he", "she", "they", "we", "who", "you", "both", "child", "son", "daughter"})
_BEING: Final = frozenset({"was", "is", "am", "were", "are", "turned", "turns", "be", "m", "s", "being", "not"})
_AGE_ENDS: Final = frozenset(
    {".", ",", ";", ")", "", "when", "and", "but", "at", "years", "or", "”", '"', "’", "'", "now", "then"}
)
# "first" before these is no ordinal
_NOT_FIRST: Final = frozenset(
    {"lady", "ladies", "aid", "and", "responders", "responder", "name", "names", "hand", "rate", "come", "degree"}
)
_DETERMINERS: Final = frozenset(
    "the a an his her its their my our your this that these those each every no another s whose first last next".split()
)
_PLACES: Final = frozenset({"finished", "finish", "came", "come", "placed", "ranked", "was", "is", "were", "ran", "run", "sits", "lie",
                            "lies", "standing", "stood", "stand", "from", "in", "to", "sixth", "and", "or", "went"})  # fmt: skip


def read_count(words: Words, reading: Reading, setting: Setting) -> Reading | None:
    """``reading`` as what its neighbours make of it; None where it is no quantity ("one of them")."""
    if reading.kind is QuantityKind.DURATION:
        return _age(words, reading) or reading
    if reading.kind is QuantityKind.ORDINAL:
        return reading if _is_ordinal(words, reading) else None
    if reading.kind is QuantityKind.FRACTION:
        return _fraction(words, reading)
    if reading.kind is not QuantityKind.CARDINAL or reading.value is None:
        return _aged_range(words, reading)
    return (
        _numbered(words, reading)
        or _fold(words, reading)
        or _ratio(words, reading)
        or _multiplier(words, reading)
        or _bare_age(words, reading, setting)
        or reading
    )


def read_score(words: Words, i: int) -> Reading | None:
    """'2-1', '1 – 0', '3 to 2' among votes, 'three-one up': low is the first number, high the second."""
    first = read_numeral(words, i)
    if first is None or not _is_small(words, first):
        return None
    at = first.last
    spaced_to = words[at] == "to"
    if not (words[at] in DASHES and words.glued(at) == words.glued(at + 1)) and not spaced_to:
        return None
    second = read_numeral(words, at + 1)
    if second is None or not _is_small(words, second) or first.digits != second.digits:
        return None
    last = second.last
    if words[last] in DASHES and words.glued(last) and words.glued(last + 1):
        return None
    if not first.digits and not (words[last] in ("up", "down", "win", "victory", "ahead", "defeat") and not spaced_to):
        return None
    if read_unit(words, last) or read_time_unit(words, last) or words[last] in ("%", "percent", "per", "am", "pm"):
        return None
    nearby = set(words.forms[max(0, i - 14) : last + 12])
    if spaced_to:
        if (
            not nearby & {"vote", "voted", "votes", "rejected", "ruled", "split", "approved"}
            or words.is_word(last)
            and words[last] not in ("on", "against", "in", "to")
        ):
            return None
        if words[i - 1] in ("from", "between"):
            return None
    rising = first.value < second.value
    if rising and words.is_word(last) and words[last].endswith("s") and words[last] not in _SCORE_WORDS:
        return None
    named = words.is_capitalised(i - 1) and words.is_capitalised(last)
    if not (nearby & _SCORE_WORDS or named or not rising):
        return None
    if words[i - 1] in ("+", "#", "/") or (
        words[i - 1] == "," and words.is_number(i - 2) and not nearby & _SCORE_WORDS
    ):
        return None
    return Reading(i, last, QuantityKind.SCORE, low=first.value, high=second.value)


def _is_small(words: Words, numeral: Numeral) -> bool:
    if numeral.form is not Form.CARDINAL or numeral.value != int(numeral.value) or numeral.value < 0:
        return False
    return (
        numeral.value <= _HIGHEST_SCORE
        and numeral.last == numeral.first + 1
        and not words[numeral.first].startswith("0" * 2)
    )


def read_named_ordinal(words: Words, i: int) -> Reading | None:
    """'#2', 'number 3', 'No. 1', 'day five'; the number alone is the span, but for '#2' and 'number 3'."""
    form = words[i]
    if form == "#" and words.glued(i + 1) and words[i + 1].isdecimal() and len(words[i + 1]) <= 3:
        return Reading(i, i + 2, QuantityKind.ORDINAL, value=Decimal(int(words[i + 1])))
    if form == "number" and words[i + 1].isdecimal() and len(words[i + 1]) <= 2 and words[i - 1] not in ("phone", "a"):
        return Reading(i, i + 2, QuantityKind.ORDINAL, value=Decimal(int(words[i + 1])))
    return None


def _fraction(words: Words, reading: Reading) -> Reading | None:
    """A fraction, unless the ordinal in it counts a thing: 'a third licence', 'a fifth day'."""
    word, after = words[reading.last - 1], words[reading.last]
    if word.endswith(("rd", "th")) and words[reading.first] in ("a", "an", "one"):
        counts_noun = words.is_word(reading.last) and after not in _AFTER_FRACTION and not after.endswith("er")
        if counts_noun and not words[reading.first - 1] in ("by", "than", "nearly", "almost"):
            value = (Decimal(1) / reading.value).to_integral_value() if reading.value else None
            return Reading(reading.last - 1, reading.last, QuantityKind.ORDINAL, value=value)
    if word == "half":
        if (
            after in ("-", "‑")
            and words.glued(reading.last)
            or words.glued(reading.first)
            and words[reading.first - 1] in DASHES
        ):
            return reading if words[reading.last + 1] in ("game", "point", "pint") else None
        if words[reading.first - 1] in (
            "in",
            "first",
            "second",
            "other",
            "only",
            "the",
            "at",
            "better",
            "opening",
        ) or after in ("time", "way", "past"):
            return reading if words[reading.first - 1] in ("other", "only", "in") and after == "of" else None
    if word in ("quarter", "quarters") and after in ("-", "final", "finals"):
        return None
    return reading


_AFTER_FRACTION: Final = frozenset(
    "of and or in on at to for by as that less more cheaper but while since from is was are were when which with what if "
    "during after before the than this last had has have over among below above between between smaller lower higher".split()
)


_NUMBERED_BEFORE: Final = frozenset({"day", "level", "game", "round", "week", "year"})


def _numbered(words: Words, reading: Reading) -> Reading | None:
    """'day five', 'Level four', 'No. 2'."""
    before = words[reading.first - 1]
    number = before == "." and words[reading.first - 2] == "no" and words.is_capitalised(reading.first - 2)
    if (
        before in ("day", "level")
        or number
        or (
            before in _NUMBERED_BEFORE
            and words.is_capitalised(reading.first - 1)
            and words[reading.first - 2] not in ("per", "a", "each")
        )
    ):
        if words[reading.first - 2] not in ("a", "per", "each", "every", "one") and not (
            words.is_word(reading.last) and words[reading.last].endswith("s") and not number
        ):
            return replace(reading, kind=QuantityKind.ORDINAL, counts=False)
    return None


def _fold(words: Words, reading: Reading) -> Reading | None:
    at = words.skip_hyphen(reading.last)
    if words[at] != "fold" or (at == reading.last and not words.glued(at)):
        return None
    return replace(reading, last=at + 1, kind=QuantityKind.MULTIPLIER, counts=False)


def read_fold_word(words: Words, i: int) -> Reading | None:
    """'fivefold', 'tenfold'."""
    word = words[i].removesuffix("fold")
    if word == words[i]:
        return None
    numeral = read_numeral(Words(word, (0,), (len(word),), (word,)), 0)
    if numeral is None or numeral.form is not Form.CARDINAL:
        return None
    return Reading(i, i + 1, QuantityKind.MULTIPLIER, value=numeral.value)


def _ratio(words: Words, reading: Reading) -> Reading | None:
    """'one in five', 'four out of 10', 'one-in-three', 'three to one'."""
    value, at = reading.value, words.skip_hyphen(reading.last)
    if value is None or value != int(value) or value <= 0 or value > _MOST_RATIO:
        return None
    out_of = words[at] == "out" and words[at + 1] == "of"
    if not out_of and words[at] not in ("in", "to"):
        return None
    below_at = words.skip_hyphen(at + 1) if not out_of else at + 2
    if words[below_at] == "every":
        below_at += 1
    below = read_numeral(words, below_at)
    if below is None or below.form is not Form.CARDINAL or below.value <= 1 - (words[at] == "to"):
        return None
    if words[at] == "to":
        if (
            below.value != 1
            or words[below_at] not in ("one", "1")
            or value <= 1
            or words[reading.first - 1] in ("from", "down")
        ):
            return None
        return Reading(reading.first, below.last, QuantityKind.RATIO, value=value)
    if value >= below.value or (below.digits and 1000 < below.value < 2200) or not _stands_alone(words, below.last):
        return None
    if not out_of and value > 1 and below.value not in (3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000):
        return None
    return Reading(reading.first, below.last, QuantityKind.RATIO, value=value / below.value, counts=True)


def _stands_alone(words: Words, last: int) -> bool:
    """Whether no unit or hyphen follows: 'three in 14 minutes' is no ratio."""
    return read_time_unit(words, last) is None and words[last] not in DASHES | {"%", "percent"}


def _multiplier(words: Words, reading: Reading) -> Reading | None:
    """'1.4 times EBITDA', 'three times as likely'; 'three times a week' counts."""
    at = reading.last
    if words[at] == "x" and words.glued(at) and not words.is_number(at + 1):
        return replace(reading, last=at + 1, kind=QuantityKind.MULTIPLIER, counts=False)
    if words[at] != "times":
        factor = words[reading.first - 1] == "of" and words[reading.first - 2] == "factor"
        return replace(reading, kind=QuantityKind.MULTIPLIER, counts=False) if factor else None
    value, after = reading.value, words[at + 1]
    if after in _TIMES_BEFORE or after.endswith("er") or (value is not None and value != int(value)):
        return replace(reading, last=at + 1, kind=QuantityKind.MULTIPLIER, counts=False)
    return None


def _age(words: Words, reading: Reading) -> Reading | None:
    """'14-year-old', '29 years old', 'ten months of age', '87 yo', 'century-old'."""
    at = words.skip_hyphen(reading.last)
    if words[at] in ("old", "olds"):
        return _as_age(reading, at + 1)
    if words[at] == "of" and words[at + 1] == "age":
        return _as_age(reading, at + 2)
    if words[reading.first - 1] == "aged":
        return _as_age(reading, reading.last)
    return None


def _as_age(reading: Reading, last: int) -> Reading:
    return replace(reading, last=last, kind=QuantityKind.AGE, counts=False)


def _years(first: int, last: int, value: Decimal) -> Reading:
    return Reading(first, last, QuantityKind.AGE, value=value, unit="year", date=iso(value, "year"))


def _aged_range(words: Words, reading: Reading) -> Reading:
    """'aged 16 to 18', 'aged between 19 and 44'."""
    before = words[reading.first - 1] if words[reading.first - 1] != "between" else words[reading.first - 2]
    if (
        reading.kind is QuantityKind.CARDINAL
        and reading.low is not None
        and reading.high is not None
        and before in ("aged", "ages")
    ):
        return replace(reading, kind=QuantityKind.AGE, unit="year", counts=False)
    return reading


def _bare_age(words: Words, reading: Reading, setting: Setting) -> Reading | None:
    """A number that only its place makes an age: 'Montalvo, 19,', 'aged 19', 'at age 17', 'when she was six'."""
    value, first, last = reading.value, reading.first, reading.last
    if value is None or value != int(value) or not 0 < value <= _OLDEST:
        return None
    before, after = words[first - 1], words[last]
    if words[last] in ("yo", "y") and words[last + 1] in ("", "man", "woman", "male", "female", "patient", ".", ","):
        return _years(first, last + 1, value)
    if before in ("aged", "age") and after not in ("-",):
        return _years(first, last, value)
    if before == "of" and words[first - 2] == "age" and words[first - 3] in ("of", "the", "an"):
        return _years(first, last, value)
    if (
        before == "of"
        and words[first - 2] in _PEOPLE
        and not words.is_word(last) | words.is_number(last)
        and words[first - 3] in ("a", "the", "old", "young", "and")
    ):
        return _years(first, last, value)
    if (
        before == ","
        and after in (",", ";", ")", "—", "–")
        and words.forms[first].isdecimal()
        and _is_person_comma(words, first)
    ):
        return _years(first, last, value)
    if (
        before == ","
        and after in (".", "", "¶")
        and words.forms[first].isdecimal()
        and words.is_capitalised(first - 2)
        and words.is_capitalised(first - 3)
        and value > 14
    ):
        return _years(first, last, value)
    if (
        before == "("
        and after == ")"
        and words.forms[first].isdecimal()
        and words.is_capitalised(first - 2)
        and words.is_capitalised(first - 3)
        and value > 14
    ):
        return _years(first, last, value)
    if before in ("was", "were") and words[first - 3] == "when" and not read_time_unit(words, last):
        return _years(first, last, value)
    if before in _BEING and after in _AGE_ENDS and (words[first - 2] in _SUBJECTS or words[first - 3] in _SUBJECTS):
        return _years(first, last, value) if not (words[first - 2] in ("they", "we") and value < 4) else None
    if words.follows(last, "and", "a", "half") or not setting:
        return None
    return None


def _is_named(words: Words, i: int) -> bool:
    """Whether token ``i`` is the rest of a name: a capitalised word, or the hyphen of a double one."""
    return words.is_capitalised(i) or (words[i] in DASHES and words.is_capitalised(i - 1))


def _is_person_comma(words: Words, first: int) -> bool:
    """Whether the word before the comma may end somebody's name or title, and no list of numbers goes on."""
    name = first - 2
    if not words.is_word(name) and words[name] not in ("”", '"', "’", ")"):
        return False
    if words.is_number(first + 2) and words[first + 1] == ",":
        return False
    return not (words.is_number(name - 1) and words.is_capitalised(name))


def read_decade_of_life(words: Words, i: int) -> Reading | None:
    """'in her 50s', 'in their eighties', 'in his late twenties': low and high years."""
    at = i
    part = words[at] if words[at] in ("early", "mid", "late") else ""
    if part:
        at = words.skip_hyphen(at + 1)
    if words[i - 1] not in ("his", "her", "their", "my", "your", "our", "the") or words[i - 2] not in (
        "in",
        "into",
        "of",
        "to",
    ):
        return None
    low = _TENS_PLURAL.get(words[at])
    last = at + 1
    if (
        low is None
        and words[at].isdecimal()
        and len(words[at]) == 2
        and words[at].endswith("0")
        and words[at + 1] == "s"
        and words.glued(at + 1)
    ):
        low, last = int(words[at]), at + 2
    if low is None or words[i - 1] == "the":
        return None
    start, end = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}.get(part, (0, 9))
    return Reading(i, last, QuantityKind.AGE, low=Decimal(low + start), high=Decimal(low + end), unit="year")


_TENS_PLURAL: Final = {
    "teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip


def _is_ordinal(words: Words, reading: Reading) -> bool:
    """Whether an ordinal ranks something; 'first' as an adverb, 'first lady' and 'second-hand' do not."""
    last, word = reading.last, words[reading.last - 1]
    if read_numeral(words, last) is not None and word in ("first", "last") and not words.is_number(reading.first):
        return False
    if word not in ("first", "second"):
        return True
    after_hyphen = words.skip_hyphen(last)
    before, after = words[reading.first - 1], words[after_hyphen]
    if after_hyphen > last and after in (
        "time",
        "hand",
        "rate",
        "person",
        "guess",
        "class",
        "generation",
        "degree",
        "ever",
    ):
        return after in ("class", "generation")
    if word == "first" and after in _NOT_FIRST:
        return False
    if word == "second" and before in ("a", "per") and not words.is_word(last):
        return False
    if before in _DETERMINERS or words.is_number(reading.first - 1):
        return True
    if word == "second":
        return True
    if before in (
        "at",
        "when",
        "since",
        "who",
        "which",
        "were",
        "is",
        "are",
        "has",
        "had",
        "have",
        "was",
        "and",
        "it",
        "he",
        "she",
        "we",
        "they",
        "i",
    ):
        return (
            after in ("to", "in", "on", "among", "place", ",", ".", "with")
            and before in ("was", "is", "were", "and")
            and before != "and"
        )
    return (
        not after.endswith("ed")
        and (not words.is_word(last) or after not in _ADVERB_NEXT)
        and (before in _PLACES or words.is_word(last) or reading.first == 0)
    )


_ADVERB_NEXT: Final = frozenset("noticed began came saw met heard learned used made said and then".split())

__all__ = ["TIME_UNITS", "read_count", "read_decade_of_life", "read_fold_word", "read_named_ordinal", "read_score"]
