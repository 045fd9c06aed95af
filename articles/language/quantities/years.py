"""Years and what is counted in them: decades, centuries, quarters, halves, seasons."""

from __future__ import annotations

import datetime
from typing import Final

from articles.language.quantities.dated import MAX_YEAR, MIN_YEAR, Dated, calendar_words, read_year
from articles.language.quantities.numerals import Form, read_numeral
from articles.language.quantities.periods import Period, between, century, decade, half, quarter, season, year
from articles.language.quantities.setting import Setting
from articles.language.quantities.tense import looks_forward, nearest
from articles.language.quantities.words import DASHES, Words, forms

_YEAR_PREPOSITIONS: Final = forms(
    "in since from by until till before after during between of for year early late mid spring summer autumn fall "
    "winter through to and or circa back around about born founded published dated season christmas fiscal "
    "january february march april may june july august september october november december the a this that on"
)
_COUNTED_BEHIND: Final = forms(
    "people men women children homes houses jobs workers soldiers troops votes more other cases deaths of"
)
_DECADES: Final = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_NUMBERED: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_SPORT: Final = forms(
    "game coach quarterback points touchdown scored lead led halftime half-time goal goals minute shot rebounds "
    "yards score match team players pass basket field"
)


def read_years(words: Words, i: int, setting: Setting) -> Dated | None:
    """A year, a pair of years ("2019-20"), a decade, a century, a quarter, a half or a season of a year."""
    return (
        _century(words, i)
        or _decade(words, i, setting)
        or _quarter(words, i, setting)
        or _half(words, i, setting)
        or _season(words, i, setting)
        or _year(words, i, setting)
    )


def _year(words: Words, i: int, setting: Setting) -> Dated | None:
    at = i
    named = words[at] == "year" and words[at + 1].isdecimal()
    if (
        words[at] in ("a", "ad")
        and (words.follows(at, "a", ".", "d", ".") or words[at] == "ad")
        and not setting.looks_ahead
    ):
        return _ad_year(words, at)
    if named or (words[at] == "fiscal" and words[at + 1].isdecimal()):
        at += 1
    elif words.follows(at, "fiscal", "year"):
        at += 2
    found = read_year(words, at)
    if found is None:
        return None
    number, last = found
    if words[last] in ("bc", "bce") or words.follows(last, "b", ".", "c"):
        return Dated(last + 1, Period(f"-{number - 1:04}", datetime.date.min, datetime.date.min, "year"), "year")
    pair = _second_year(words, number, last)
    if pair is not None:
        return pair
    if words.is_word(i) and i == at and words[i] not in ("'", "’", "‘") and not setting.looks_ahead and last < i + 4:
        # a year in words is rare enough to need a preposition
        in_time = words[i - 1] in ("in", "since", "of", "by", "until")
        return Dated(last, year(number), "year", has_year=True) if in_time else None
    if at == i and not _is_year(words, i, last, number, setting):
        return None
    return Dated(last, year(number), "year", has_year=True)


def _ad_year(words: Words, i: int) -> Dated | None:
    at = i + (4 if words[i] == "a" else 1)
    if not words[at].isdecimal() or not 1 <= len(words[at]) <= 4 or not int(words[at]):
        return None
    return Dated(at + 1, year(int(words[at])), "year", has_year=True)


def _second_year(words: Words, first: int, last: int) -> Dated | None:
    """'2019-20', '1990/91', '1790–1840'."""
    if words[last] not in DASHES | {"/"} or not words.glued(last) or not words.glued(last + 1):
        return None
    form = words[last + 1]
    if (
        not form.isdecimal()
        or len(form) not in (2, 4)
        or (words.glued(last + 2) and words[last + 2] in DASHES | {"/"} and words.is_number(last + 3))
    ):
        return None
    second = int(form) if len(form) == 4 else first - first % 100 + int(form)
    if words[last] == "/" and second != first + 1:
        return None
    if not first < second <= MAX_YEAR or (len(form) == 2 and second - first > 40):
        return None
    one, other = year(first), year(second)
    return Dated(last + 2, between(one, other), "years", has_year=True) if one and other else None


_CODE_SIGNS: Final = DASHES | {"/"}


def _is_year(words: Words, i: int, last: int, number: int, setting: Setting) -> bool:
    """Whether four bare digits are a year rather than a count."""
    before, after = words[i - 1], words[last]
    if before in ("$", "£", "€", "#", "+", "−", "x", "×", "than", "least", "nearly", "over", "under", "up"):
        return before == "than" and setting.looks_ahead
    if before == "." and words.glued(i):
        return False
    if len(words) == last - i or (
        words.glued(last) and words[last] in _CODE_SIGNS and words.is_number(last + 1) and words.glued(last + 1)
    ):
        # nothing but the digits, or a code
        return setting.looks_ahead and len(words) == last - i
    if after in ("%", "percent", "per", "gmt", "hours", "hrs", "utc", "bst", "local") or words.follows(last, "per"):
        return False
    if words[last] in DASHES and words.glued(last) and words.glued(last + 1) and words.is_word(last + 1):
        return 1900 <= number <= 2100 and words[last + 1] not in (
            "year",
            "foot",
            "meter",
            "metre",
            "mile",
            "pound",
            "page",
            "seat",
            "tonne",
            "ton",
            "km",
            "kg",
        )
    if after in _COUNTED_BEHIND:
        return (
            before in ("in", "since", "by", "until")
            and after in ("of", "more", "other", "people")
            and after != "people"
        )
    plural = (
        words.is_word(last)
        and after.endswith("s")
        and after not in ("was", "is", "has", "as", "this", "his", "its", "does")
        and not words.is_capitalised(last)
    )
    if before in ("in", "since", "until", "by", "during", "before", "after") and number >= 1200:
        return not (plural and number < 1800 and before != "in")
    if plural or not 1400 <= number <= 2100:
        return False
    if before in _YEAR_PREPOSITIONS or not words.is_word(i - 1):
        return number >= 1700 or before in ("from", "between", "to")
    return 1900 <= number <= 2060


def _decade(words: Words, i: int, setting: Setting) -> Dated | None:
    at = i
    if words[at] in ("'", "’") and words.glued(at + 1):
        at += 1
    form = words[at]
    if form.isdecimal() and form.endswith("0") and words[at + 1] in ("s", "'", "’") and words.glued(at + 1):
        last = at + 2
        if words[at + 1] != "s":
            if words[at + 2] != "s" or not words.glued(at + 2):
                return None
            last = at + 3
        if len(form) == 4 and MIN_YEAR <= int(form) <= MAX_YEAR:
            return Dated(last, decade(int(form)), "decade", has_year=True)
        if len(form) == 2 and (words[i - 1] in ("the", "mid", "late", "early", "-") or at > i):
            return Dated(
                last, decade(1900 + int(form) if int(form) >= 30 else 2000 + int(form)), "decade", has_year=True
            )
        return None
    tens = _DECADES.get(form)
    if (
        tens is not None
        and at == i
        and (words[i - 1] in ("the", "early", "mid", "late", "in") or words[i - 2] == "mid")
    ):
        return Dated(i + 1, decade(1900 + tens), "decade", has_year=not setting.looks_ahead)
    return None


def _century(words: Words, i: int) -> Dated | None:
    numeral = read_numeral(words, i)
    if numeral is None or numeral.form is not Form.ORDINAL or numeral.value > 30:
        return None
    at = words.skip_hyphen(numeral.last)
    if words[at] not in ("century", "centuries"):
        return None
    last = at + 1
    number = int(numeral.value)
    if words.follows(last, "a", ".", "d", "."):
        last += 4
    elif words[last] in ("bc", "bce") or words.follows(last, "b", ".", "c", "."):
        return Dated(last + (1 if words[last] != "b" else 4), None, "century")
    return Dated(last, century(number), "century", has_year=True)


def _of_year(words: Words, last: int, setting: Setting) -> tuple[int, int] | None:
    """' of 2022', ' 2022', ' of last year', ' of the year' behind a quarter, half or season."""
    at = last + (words[last] in ("of", "in", ","))
    found = read_year(words, at)
    if found is not None:
        return found
    at += words[at] == "the"
    anchor = setting.published
    if anchor is None or at == last:
        return None
    offset = {"last": -1, "this": 0, "next": 1}.get(words[at])
    if offset is not None and words[at + 1] == "year":
        return anchor.year + offset, at + 2
    if words[at] == "year" and words[at - 1] == "the":
        return anchor.year, at + 1
    return None


def _quarter(words: Words, i: int, setting: Setting) -> Dated | None:
    """'second quarter', 'first-quarter', 'Q3 2019', '2018Q4', '2017-q1'."""
    number, last, of = 0, i, None
    if words[i] == "q" and words[i + 1] in ("1", "2", "3", "4") and words.glued(i + 1):
        number, last = int(words[i + 1]), i + 2
    elif words[i].isdecimal() and (found := read_year_before_quarter(words, i)):
        of, number, last = found
    else:
        numeral = read_numeral(words, i)
        ordinal = (
            int(numeral.value)
            if numeral and numeral.form is Form.ORDINAL and numeral.value <= 4
            else _NUMBERED.get(words[i], 0)
        )
        at = words.skip_hyphen(numeral.last if numeral and numeral.form is Form.ORDINAL else i + 1)
        at += words[at] in ("fiscal", "financial", "calendar")
        if not ordinal or words[at] not in ("quarter", "qtr") or words[i] == "last":
            return None
        if not setting.looks_ahead and _SPORT & set(words.forms[max(0, i - 12) : at + 12]):
            return None
        number, last = ordinal, at + 1
    if of is None and (found_year := _of_year(words, last, setting)):
        of, last = found_year
    if of is not None:
        return Dated(last, _quarter_for(setting, of, number), "quarter", has_year=True)
    anchor = setting.published
    if anchor is None:
        return Dated(last, None, "quarter")
    candidates = [quarter(anchor.year + offset, number) for offset in (-1, 0, 1)]
    forward = looks_forward(words, i, last)
    return Dated(last, _styled(setting, nearest(candidates, setting, bool(forward))), "quarter")


def _quarter_for(setting: Setting, of: int, number: int) -> Period | None:
    return _styled(setting, quarter(of, number))


def _styled(setting: Setting, period: Period | None) -> Period | None:
    """EDTF has numbers for quarters; where dates are read at an instant the months are plainer."""
    if period is None or not setting.looks_ahead:
        return period
    text = f"{period.start:%Y-%m}/{period.end:%Y-%m}"
    return Period(text, period.start, period.end, "quarter")


def read_year_before_quarter(words: Words, i: int) -> tuple[int, int, int] | None:
    """'2018Q4', '2017-q1', '2019 Q3': year, quarter and the token behind."""
    if len(words[i]) != 4 or not MIN_YEAR <= int(words[i]) <= MAX_YEAR:
        return None
    at = i + 1 + (words[i + 1] in DASHES)
    if words[at] == "q" and words.glued(at + 1) and words[at + 1] in ("1", "2", "3", "4"):
        return int(words[i]), int(words[at + 1]), at + 2
    return None


def _half(words: Words, i: int, setting: Setting) -> Dated | None:
    """'first half of 2022', '2019 H2', 'H1 2020'."""
    number, last, of = 0, i, None
    if words[i] == "h" and words[i + 1] in ("1", "2") and words.glued(i + 1) and words.is_capitalised(i):
        number, last = int(words[i + 1]), i + 2
    elif len(words[i]) == 4 and words[i].isdecimal() and MIN_YEAR <= int(words[i]) <= MAX_YEAR:
        at = i + 1 + (words[i + 1] in DASHES)
        if words.printed(at) == "H" and words[at + 1] in ("1", "2") and words.glued(at + 1):
            of, number, last = int(words[i]), int(words[at + 1]), at + 2
    elif words[i] in ("first", "second") and words[words.skip_hyphen(i + 1)] == "half":
        number, last = _NUMBERED[words[i]], words.skip_hyphen(i + 1) + 1
    if not number:
        return None
    if of is None:
        found = _of_year(words, last, setting)
        if found is None:
            return None
        of, last = found
    return Dated(last, half(of, number), "half", has_year=True)


def _season(words: Words, i: int, setting: Setting) -> Dated | None:
    """'summer of 2017', 'spring 2020', 'the summer'; a bare season only behind 'in the', 'by' and the like."""
    what, number, _ = calendar_words().get(words[i], ("", 0, False))
    if what != "season":
        return None
    found = read_year(words, i + 1 + (words[i + 1] in ("of", ",", "in")))
    if found is not None:
        return Dated(found[1], season(found[0], number), "season", has_year=True)
    if words[i] == "fall" or (
        words.is_word(i + 1)
        and words[i + 1]
        not in ("and", "but", "when", "after", "as", "with", "for", "the", "or", "a", "he", "she", "it")
    ):
        return None
    before = words[i - 1]
    by = before in ("by", "until", "since", "till") or (
        before == "the" and words[i - 2] in ("in", "by", "until", "during", "this", "over", "since", "whole")
    )
    anchor = setting.published
    if not by or words[i - 2] == "or":
        return None
    if anchor is None:
        return Dated(i + 1, None, "season")
    candidates = [season(anchor.year + offset, number) for offset in (-1, 0, 1)]
    forward = looks_forward(words, i, i + 1)
    return Dated(i + 1, nearest(candidates, setting, forward if forward is not None else before != "since"), "season")
