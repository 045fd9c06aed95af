"""Bounding words around a number: "at least", "nearly", "or more", and the verbs that bound without belonging to it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from articles.document import Bound, QuantityKind
from articles.language.lexicon import rows
from articles.language.quantities.readings import Reading
from articles.language.quantities.words import Words, forms

_LONGEST: Final = 6
# behind these "about" and "over" tell what something is about, and bound nothing
_TALK: Final = forms(
    "complain complains complained complaining complaint complaints talk talks talked talking worry worries worried "
    "worrying concern concerns concerned doubts questions details information debate angry happy sorry excited"
)
_QUARRELS: Final = forms(
    "row rows dispute disputes fight fights battle battles clash clashed clashes argue argued arguing argument apart "
    "feud talks anger outrage protest protests controversy war wars criticism negotiations"
)
_ARTICLES: Final = frozenset({"a", "an", "the"})


@cache
def _before() -> dict[str, list[tuple[tuple[str, ...], Bound, bool]]]:
    """Last word of what bounds before a number -> its words, the bound, and whether it belongs to the span."""
    table: dict[str, list[tuple[tuple[str, ...], Bound, bool]]] = {}
    for phrase, bound, place in rows("bounding_words"):
        if place != "behind":
            parts = tuple(phrase.split())
            table.setdefault(parts[-1], []).append((parts, Bound(bound), place == "inside"))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


@cache
def _behind() -> list[tuple[tuple[str, ...], Bound]]:
    entries = [
        (tuple(phrase.split()), Bound(bound)) for phrase, bound, place in rows("bounding_words") if place == "behind"
    ]
    return sorted(entries, key=lambda entry: -len(entry[0]))


def bound_before(words: Words, first: int) -> tuple[Bound, int, bool] | None:
    """The bound said before token ``first``, the token where it starts, and whether it belongs to the span."""
    for parts, bound, inside in _before().get(words[first - 1], ()):
        start = first - len(parts)
        if start >= 0 and words.follows(start, *parts):
            return bound, start, inside
    return None


def bound_behind(words: Words, last: int) -> tuple[Bound, int] | None:
    """The bound said behind a number ("or more", "+") and the token after it."""
    if words[last] == "+" and words.glued(last):
        return Bound.AT_LEAST, last + 1
    for parts, bound in _behind():
        if words[last] == parts[0] and words.follows(last, *parts):
            return bound, last + len(parts)
    return None


def with_bound(words: Words, reading: Reading, floor: int) -> Reading:
    """``reading`` with the bound said around it; nothing before token ``floor`` is touched."""
    if reading.kind in (QuantityKind.ORDINAL, QuantityKind.SCORE):
        return reading
    if _is_between(words, reading, floor):
        return replace(reading, printed_first=reading.first - 1)
    found = bound_before(words, reading.first)
    bound, start = reading.bound, reading.first
    if found is not None and found[1] >= floor and not _is_idle(words, reading, found):
        bound, start = found[0], found[1] if found[2] else reading.first
        outer = bound_before(words, start)
        if found[2] and outer is not None and outer[1] >= floor and bound is Bound.APPROX:
            bound, start = outer[0], outer[1] if outer[2] else start
    behind = bound_behind(words, reading.last) if reading.kind is not QuantityKind.DATE else None
    end = reading.last
    if behind is not None:
        bound, end = behind
    if bound is reading.bound and start == reading.first and end == reading.last:
        return reading
    low, high = reading.low, reading.high
    if reading.value is not None and reading.kind is not QuantityKind.TIME and reading.kind is not QuantityKind.DATE:
        low = reading.value if bound in (Bound.AT_LEAST, Bound.MORE_THAN) else low
        high = reading.value if bound in (Bound.AT_MOST, Bound.LESS_THAN) else high
    elif reading.value is None and reading.low is not None and reading.high is None and bound is Bound.EXACT:
        bound = reading.bound
    return replace(
        reading,
        bound=bound,
        low=low,
        high=high,
        printed_first=start if start != reading.first else None,
        printed_last=end if end != reading.last else None,
    )


def _is_between(words: Words, reading: Reading, floor: int) -> bool:
    """Whether "between" belongs to a range of figures; that of two dates or times stays outside."""
    return (
        reading.value is None
        and reading.high is not None
        and reading.kind not in (QuantityKind.DATE, QuantityKind.TIME)
        and words[reading.first - 1] == "between"
        and reading.first > floor
        and "and" in words.forms[reading.first : reading.last]
    )


def _is_idle(words: Words, reading: Reading, found: tuple[Bound, int, bool]) -> bool:
    """Whether the word before is no bound here: 'over three days', 'about 2015', 'the above 30'."""
    word, before = words[found[1]], words[found[1] - 1]
    if (word == "about" and before in _TALK) or (word == "over" and before in _QUARRELS):
        return True
    if word in ("under", "over") and reading.kind is QuantityKind.MEASURE and words[reading.last] == "of":
        return True
    if word in ("over", "past", "under", "within") and len(words.forms[found[1] : reading.first]) == 1:
        if reading.kind is QuantityKind.DURATION:
            return (
                before not in ("just", "well", "for", "in", "is", "was", "of", "lasted", "took", "after")
                or word == "past"
            )
        if reading.kind in (QuantityKind.DATE, QuantityKind.TIME):
            return True
    if word == "about" and reading.kind is QuantityKind.DATE:
        return reading.date is None or len(reading.date) != len("2015")
    return word == "some" and reading.kind in (QuantityKind.DATE, QuantityKind.TIME, QuantityKind.FRACTION)
