"""Results of matches, rulings and votes: 2-1, 1 – 0, three-one up, 224 to 201 among votes."""

from __future__ import annotations

from typing import Final

from articles.document import QuantityKind
from articles.language.quantities.durations import read_time_unit
from articles.language.quantities.numerals import Form, Numeral, read_numeral
from articles.language.quantities.readings import Reading
from articles.language.quantities.units import read_unit
from articles.language.quantities.words import DASHES, Words, forms

_HIGHEST: Final = 399
_BEFORE: Final = 14
_BEHIND: Final = 12
_SCORE_WORDS: Final = forms(
    "beat beats beaten defeat defeats defeated won win wins winning lost lose loses losing drew draw draws led "
    "lead leads leading trailed trail down up score scored scores half-time game match vote voted votes ruling "
    "ruled split goal goals penalties set sets final semi semifinal victory thrashed edged aggregate title series "
    "round rout tied tie fixture result results group league cup quarter quarters champions half club ahead "
    "behind bt def approved rejected decision majority panel court committee senate house board council loss "
    "favour favor against record"
)
_VOTES: Final = frozenset({"vote", "voted", "votes", "rejected", "ruled", "split", "approved"})
_LEADS: Final = frozenset({"up", "down", "win", "victory", "ahead", "defeat"})
_NO_SCORE_BEHIND: Final = frozenset({"%", "percent", "per", "am", "pm"})


def read_score(words: Words, i: int) -> Reading | None:
    """The score at token ``i``: low is the first number as printed, high the second."""
    first = read_numeral(words, i)
    if first is None or not _is_small(words, first):
        return None
    at = first.last
    dashed = words[at] in DASHES and words.glued(at) == words.glued(at + 1)
    if not dashed and words[at] != "to":
        return None
    second = read_numeral(words, at + 1)
    if second is None or not _is_small(words, second) or first.digits != second.digits:
        return None
    if not (_is_result(words, i, first, second) if dashed else _is_vote(words, i, second)):
        return None
    return Reading(i, second.last, QuantityKind.SCORE, low=first.value, high=second.value)


def _is_small(words: Words, numeral: Numeral) -> bool:
    if numeral.form is not Form.CARDINAL or numeral.value != int(numeral.value) or not 0 <= numeral.value <= _HIGHEST:
        return False
    return numeral.last == numeral.first + 1 and not (len(words[numeral.first]) > 1 and words[numeral.first][0] == "0")


def _is_measured(words: Words, last: int) -> bool:
    return bool(read_unit(words, last) or read_time_unit(words, last)) or words[last] in _NO_SCORE_BEHIND


def _is_result(words: Words, i: int, first: Numeral, second: Numeral) -> bool:
    """Whether two numbers joined by a dash are a score: a word of sport or votes is near, or they cannot be a range."""
    last = second.last
    goes_on = words[last] in DASHES and words.glued(last) and words.glued(last + 1)
    if goes_on or _is_measured(words, last) or words[i - 1] in ("+", "#", "/"):
        return False
    if words[i - 1] in DASHES and words.glued(i):
        return False
    if not first.digits:
        return words[last] in _LEADS
    nearby = set(words.forms[max(0, i - _BEFORE) : last + _BEHIND])
    told = bool(nearby & _SCORE_WORDS)
    if words[i - 1] == "," and words.is_number(i - 2) and not told:
        return False
    rising = first.value < second.value
    if rising and words.is_word(last) and words[last].endswith("s") and words[last] not in _SCORE_WORDS:
        return False
    named = words.is_capitalised(i - 1) and words.is_capitalised(last)
    return told or named or not rising


def _is_vote(words: Words, i: int, second: Numeral) -> bool:
    """Whether "A to B" counts votes."""
    last = second.last
    if words[i - 1] in ("from", "between") or _is_measured(words, last):
        return False
    if words.is_word(last) and words[last] not in ("on", "against", "in", "to"):
        return False
    return bool(set(words.forms[max(0, i - _BEFORE) : last + _BEHIND]) & _VOTES)
