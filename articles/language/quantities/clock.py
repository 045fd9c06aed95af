"""Times of day: 3:40 a.m., 1530 GMT, half past eight, noon, from 9am to 5pm."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from articles.document import QuantityKind
from articles.language.lexicon import rows
from articles.language.quantities.numerals import Form, read_numeral
from articles.language.quantities.readings import Reading
from articles.language.quantities.setting import Setting
from articles.language.quantities.words import DASHES, Words, forms

_NAMED: Final = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0), "noonish": (12, 0)}
_PARTS: Final = {"morning": 0, "afternoon": 12, "evening": 12, "night": 12}
NOON: Final = 12
_MID_PARTS: Final = {"morning": 9, "afternoon": 15}
_LEVELS: Final = forms(
    "number toll dead stood stands put level rate price prices remained capped closed ended limit age aged back"
)
_AMERICAN: Final = {
    "et": ("-04:00", "-05:00"),
    "ct": ("-05:00", "-06:00"),
    "mt": ("-06:00", "-07:00"),
    "pt": ("-07:00", "-08:00"),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day up to token ``last``; ``half`` tells whether morning or afternoon was said."""

    hour: int
    minute: int
    last: int
    second: int | None = None
    zone: str = ""
    half: str = ""
    bare: bool = False

    def text(self, *, end: bool = False) -> str:
        if self.half == "part":
            return "TMO" if self.hour < NOON else "TAF"
        hour = 24 if end and (self.hour, self.minute) == (0, 0) else self.hour
        seconds = f":{self.second:02}" if self.second is not None else ""
        return f"T{hour:02}:{self.minute:02}{seconds}{self.zone}"


@cache
def _zones() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("time_zones")}


@cache
def clock_starts() -> frozenset[str]:
    """The words that a time of day can begin with, numbers aside."""
    return frozenset(_NAMED) | {"half", "quarter", "mid", "ten", "five"}


def read_time(words: Words, i: int, setting: Setting) -> Reading | None:
    """The time of day at token ``i``, or the interval of two."""
    first = read_clock(words, i, setting)
    if first is None:
        return None
    at = first.last
    dashed = words[at] in DASHES
    if dashed or words[at] in ("to", "until", "till", "and", "through"):
        at += 1 + (dashed and words.follows(at + 1, "to", "-")) * 2
        second = read_clock(words, at, setting)
        if second is not None and _is_interval(words, i, first, second, dashed):
            start = _same_half(first, second)
            return Reading(i, second.last, QuantityKind.TIME, date=f"{start.text()}/{second.text(end=True)}")
    if first.bare and not _stands_as_time(words, i, first):
        return None
    return Reading(i, first.last, QuantityKind.TIME, date=first.text())


def _is_interval(words: Words, i: int, first: Clock, second: Clock, dashed: bool) -> bool:
    if first.bare and second.bare:
        return words[i - 1] in ("open", "from") and dashed and words[second.last] in ("daily", "today", "tomorrow")
    joined_by_and = words[first.last] == "and"
    return not joined_by_and or words[i - 1] == "between"


def _same_half(first: Clock, second: Clock) -> Clock:
    """'1 to 9 p.m.': the first hour is in the same half of the day where that comes before the second."""
    if first.half or not second.half or first.hour > 12:
        return first
    hour = first.hour % 12 + (12 if second.half == "p" else 0)
    if (hour, first.minute) >= (second.hour, second.minute):
        hour = first.hour % 12
    return replace(first, hour=hour)


def read_clock(words: Words, i: int, setting: Setting) -> Clock | None:
    """One time of day; ``bare``: it is an hour only by what stands before it."""
    form = words[i]
    if form in _NAMED:
        hour, minute = _NAMED[form]
        return _zoned(words, Clock(hour, minute, i + 1, half="n"), setting)
    if form == "mid" and words[i + 1] in ("night", "day") and not words.glued(i + 1):
        return Clock(0 if words[i + 1] == "night" else 12, 0, i + 2, half="n")
    if form in ("12", "twelve") and words[i + 1] in ("noon", "midnight"):
        return Clock(12 if words[i + 1] == "noon" else 0, 0, i + 2, half="n")
    if form == "mid" and words[words.skip_hyphen(i + 1)] in _MID_PARTS and words[i + 1] in DASHES:
        return Clock(_MID_PARTS[words[i + 2]], 0, i + 3, half="part")
    past = _past_the_hour(words, i, setting)
    if past is not None:
        return past
    if words.is_number(i):
        return _in_digits(words, i, setting)
    return _in_words(words, i, setting)


def _in_digits(words: Words, i: int, setting: Setting) -> Clock | None:
    form = words[i]
    if form.isdecimal() and len(form) <= 2 and int(form) < 25:
        hour = int(form)
        if (
            words[i + 1] == ":"
            and words.glued(i + 1)
            and words.glued(i + 2)
            and len(words[i + 2].partition(".")[0]) == 2
            and words[i + 2][:2].isdecimal()
        ):
            return _colon(words, i, hour, setting)
        if words[i + 1] == "h" and words.glued(i + 1):
            if words[i + 2].isdecimal() and len(words[i + 2]) == 2 and words.glued(i + 2) and int(words[i + 2]) < 60:
                return Clock(hour % 24, int(words[i + 2]), i + 3, half="24")
            return None
        return _with_half(words, Clock(hour, 0, i + 1, bare=True), setting)
    whole, dot, minute = form.partition(".")
    if dot and minute.isdecimal() and len(minute) == 2 and whole.isdecimal() and int(whole) < 24 and int(minute) < 60:
        clock = _with_half(words, Clock(int(whole), int(minute), i + 1, bare=True), setting)
        if (
            clock is not None
            and clock.bare
            and words[i - 1] == "at"
            and words[i + 1] in ("", ".", ",", "on", "and")
            and setting.looks_ahead
        ):
            return replace(clock, bare=False)
        return clock
    if form.isdecimal() and len(form) in (3, 4) and int(form[-2:]) < 60 and int(form[:-2]) < 24:
        clock = _with_half(words, Clock(int(form[:-2]), int(form[-2:]), i + 1, bare=True), setting)
        if clock is not None and not clock.bare:
            return clock
        after = i + 1
        if len(form) == 4 and (
            (words[after] in ("hours", "hrs") and words[i - 1] in ("at", "by", "from", "until"))
            or words[after] in _zones()
            or words[after] == "local"
        ):
            return _zoned(
                words,
                Clock(int(form[:-2]), int(form[-2:]), after + (words[after] in ("hours", "hrs")), half="24"),
                setting,
            )
    return None


def _colon(words: Words, i: int, hour: int, setting: Setting) -> Clock | None:
    whole, dot, _ = words[i + 2].partition(".")
    minute = int(whole)
    if minute > 59 or dot:
        return None
    second, last = None, i + 3
    if (
        words[last] == ":"
        and words.glued(last)
        and words.glued(last + 1)
        and words[last + 1].isdecimal()
        and len(words[last + 1]) == 2
    ):
        second, last = int(words[last + 1]), last + 2
    if (words.glued(i) and words[i - 1] in (":", "/")) or (second is not None and second > 59):
        return None
    clock = _with_half(words, Clock(hour % 24, minute, last, second), setting)
    return clock and replace(clock, bare=False)


def _with_half(words: Words, clock: Clock, setting: Setting) -> Clock | None:
    """With 'a.m.', 'pm', "o'clock", 'in the morning' and the time zone."""
    at = clock.last
    if words[at] == "o" and words[at + 1] in ("'", "’") and words[at + 2] == "clock":
        clock, at = replace(clock, last=at + 3, bare=False), at + 3
    elif words[at] == "oclock":
        clock, at = replace(clock, last=at + 1, bare=False), at + 1
    half, last = _half_of_day(words, at)
    if half:
        if clock.hour > 12 or (clock.hour == 0 and half == "p"):
            return None if clock.bare else _zoned(words, replace(clock, last=last), setting)
        hour = clock.hour % 12 + (12 if half == "p" else 0)
        return _zoned(words, replace(clock, hour=hour, last=last, half=half, bare=False), setting)
    part_at = at + 2 if words.follows(at, "in", "the") else at + 1 if words[at] in ("at", "in") else at
    part = _PARTS.get(words[part_at])
    if part is not None and part_at > at and 0 < clock.hour <= 12:
        hour = clock.hour % 12 + part
        if words[part_at] == "night" and clock.hour < 6:
            hour = clock.hour
        return replace(clock, hour=hour % 24, last=part_at + 1, half="a" if part == 0 else "p", bare=False)
    zoned = _zoned(words, clock, setting)
    return replace(zoned, bare=clock.bare and not zoned.zone and zoned.last == clock.last)


def _half_of_day(words: Words, at: int) -> tuple[str, int]:
    """'am', 'p.m.', 'p m' at ``at``: "a" or "p", and the token behind."""
    form = words[at]
    if form in ("am", "pm") and not (
        form == "am" and not words.glued(at) and words.is_word(at + 1) and words[at - 1] == "i"
    ):
        return form[0], at + 1
    if form in ("a", "p"):
        if words[at + 1] == "." and words.glued(at + 1) and words[at + 2] == "m":
            last = at + 3
            return form, last + (words[last] == "." and words.glued(last))
        if words[at + 1] == "." and words[at + 2] == "m" and words[at + 3] == ".":
            return form, at + 4
        if words[at + 1] == "m":
            return form, at + 2
        if (words.glued(at) and not words.glued(at + 1)) or (words.glued(at) and words[at + 1] in ".,"):
            return (form, at + 1) if form == "a" or (words[at - 1].isdecimal() and words[at - 2] == ":") else ("", at)
    if form == "." and words[at + 1] in ("am", "pm"):
        return words[at + 1][0], at + 2
    return "", at


def _zoned(words: Words, clock: Clock, setting: Setting) -> Clock:
    at = clock.last
    bracket = words[at] == "(" and words[at + 2] == ")"
    zone = words[at + bracket]
    if words.follows(at, "local", "time"):
        return replace(clock, last=at + 2)
    offset = _zones().get(zone)
    printed = words.printed(at + bracket)
    if offset is None and zone in _AMERICAN and printed.isupper():
        summer = setting.published is None or 3 <= setting.published.month <= 10
        offset = _AMERICAN[zone][0 if summer else 1]
    if offset is None or not (printed.isupper() or (setting.looks_ahead and len(zone) > 2)) or len(printed) < 2:
        return clock
    return replace(clock, zone=offset, last=at + 1 + 2 * bracket)


def _past_the_hour(words: Words, i: int, setting: Setting) -> Clock | None:
    """'half past eight', 'ten to four', 'eleven minutes past six', 'a quarter past noon'."""
    at = i + (words[i] == "a" and words[i + 1] == "quarter")
    if words[at] == "half" and words[at + 1] == "past":
        minute, at = 30, at + 1
    elif words[at] == "quarter":
        minute, at = 15, at + 1
    else:
        numeral = read_numeral(words, at)
        if (
            numeral is None
            or numeral.form is not Form.CARDINAL
            or not 0 < numeral.value < 60
            or numeral.value != int(numeral.value)
        ):
            return None
        minute, at = int(numeral.value), numeral.last
        at += words[at] in ("minutes", "minute")
    side = words[at]
    if side not in ("past", "to", "after") or (side != "past" and minute not in (5, 10, 15, 20, 25, 30)):
        return None
    hour = read_clock(words, at + 1, setting) if words[at + 1] in _NAMED else _hour(words, at + 1)
    if hour is None or hour.minute:
        return None
    if side == "to" and (
        words.is_number(i) or words[i - 1] not in ("at", "by", "until", "before", "from", "after", "was")
    ):
        return None
    if side == "after" and not setting.looks_ahead:
        return None
    total = hour.hour * 60 + (minute if side != "to" else -minute)
    clock = Clock(total // 60 % 24, total % 60, hour.last)
    return _with_half(words, clock, setting)


def _hour(words: Words, i: int) -> Clock | None:
    numeral = read_numeral(words, i)
    if (
        numeral is None
        or numeral.form is not Form.CARDINAL
        or not 0 < numeral.value < 25
        or numeral.value != int(numeral.value)
    ):
        return None
    return Clock(int(numeral.value) % 24, 0, numeral.last, bare=True)


def _in_words(words: Words, i: int, setting: Setting) -> Clock | None:
    """'seven in the morning', "two o'clock", 'seven thirty p.m.'."""
    hour = _hour(words, i) if words[i] not in ("a", "an") else None
    if hour is None or hour.hour > 12:
        return None
    minutes = read_numeral(words, hour.last)
    if minutes is not None and minutes.form is Form.CARDINAL and 10 <= minutes.value < 60 and words.is_word(hour.last):
        half, _ = _half_of_day(words, minutes.last)
        if half or (words[i - 1] == "at" and setting.looks_ahead):
            clock = Clock(hour.hour, int(minutes.value), minutes.last, bare=not half)
            return _with_half(words, replace(clock, bare=False), setting)
    return _with_half(words, hour, setting)


def _stands_as_time(words: Words, i: int, clock: Clock) -> bool:
    """Whether a bare hour is one: 'at four', 'by 6', with nothing behind it that it could count."""
    after, before = words[clock.last], words[i - 1]
    if words.is_number(i) and "." in words[i]:
        return (before == "the" and after in ("bus", "train", "to", "from")) or (
            before in ("at", "by", "until", "till") and after in (",", ".", "", "on", "the")
        )
    if not 0 < clock.hour <= 12 or before != "at" or _LEVELS & set(words.forms[max(0, i - 6) : i]):
        return False
    return after in (
        ".",
        ",",
        ";",
        "",
        "on",
        "every",
        "tomorrow",
        "today",
        "tonight",
        "yesterday",
        "”",
        '"',
        "and",
        "sharp",
        "this",
        "the",
    )
