"""Reads one block from left to right: at each token the longest reading of any reader."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from articles.document import QuantityKind, Span
from articles.language.quantities.ages import read_decade_of_life
from articles.language.quantities.amounts import read_amount
from articles.language.quantities.bounds import with_bound
from articles.language.quantities.clock import clock_starts, read_time
from articles.language.quantities.composed import read_composed
from articles.language.quantities.counts import read_count, read_fold_word
from articles.language.quantities.dates import date_starts, read_date
from articles.language.quantities.ellipsis import complete
from articles.language.quantities.identifiers import identifier_spans, names_a_thing
from articles.language.quantities.money import sign_starts
from articles.language.quantities.numerals import GLYPHS, number_words
from articles.language.quantities.ordinals import read_named_ordinal
from articles.language.quantities.readings import Reading
from articles.language.quantities.scores import read_score
from articles.language.quantities.setting import Setting
from articles.language.quantities.settling import settle
from articles.language.quantities.single import read_single
from articles.language.quantities.verdicts import Verdicts
from articles.language.quantities.words import Words, forms

# found on the development articles: pronouns get less, all but few that count more
_LEAST_FOR_ONE: Final = 0.18
_SIGNS: Final = frozenset("-−+#")
_OTHER_STARTS: Final = frozenset({"a", "an", "number", "early", "late", "mid"})


@cache
def _starts() -> frozenset[str]:
    """Every form, digits aside, at which a quantity can begin."""
    return number_words() | sign_starts() | date_starts() | clock_starts() | _SIGNS | _OTHER_STARTS


def read_block(
    text: str, span: Span, setting: Setting, names: Sequence[Span], verdicts: Verdicts | None
) -> Iterator[tuple[Words, Reading]]:
    """The readings within ``span``, in order and disjoint, each with the tokens that it indexes."""
    words = Words.of(text, span)
    starts = _starts()
    candidates = [
        i
        for i, form in enumerate(words.forms)
        if form[0].isdecimal() or form in starts or form in GLYPHS or form.endswith("fold")
    ]
    if not candidates:
        return
    taken = _tokens_within(words, [name for name in names if name.overlaps(span)])
    taken |= _tokens_within(words, identifier_spans(text, span))
    floor = 0
    found: list[Reading] = []
    for i in candidates:
        if i < floor or i in taken:
            continue
        reading = _longest(words, i, setting)
        if reading is None:
            continue
        reading = with_bound(words, reading, floor)
        if any(token in taken for token in range(reading.outer_first, reading.outer_last)):
            continue
        if verdicts is not None and _is_rejected(words, reading, verdicts):
            continue
        floor = reading.outer_last
        found.append(reading)
    found = complete(words, found)
    for reading in settle(words, found, verdicts) if verdicts is not None else found:
        yield words, reading


def _is_rejected(words: Words, reading: Reading, verdicts: Verdicts) -> bool:
    """Whether the encoder holds a finding for no quantity; of "one", most often a pronoun, it need not be so sure."""
    span = words.span(reading.first, reading.last)
    if reading.kind is QuantityKind.CARDINAL and span.of(words.text).lower() == "one":
        return verdicts.probability(span, QuantityKind.CARDINAL) < _LEAST_FOR_ONE
    return verdicts.is_none(span)


def _longest(words: Words, i: int, setting: Setting) -> Reading | None:
    """The longest reading that starts at token ``i``; of two the earlier in the list wins."""
    if words.is_number(i) and names_a_thing(words, i):
        return None
    best: Reading | None = None
    for read in _READERS:
        reading = read(words, i, setting)
        if reading is not None and (best is None or reading.last > best.last):
            best = reading
    if best is not None and best.kind is QuantityKind.CARDINAL and not _counts(words, best):
        return None
    return None if best is not None and _is_some_day(words, best) else best


def _read_number(words: Words, i: int, setting: Setting) -> Reading | None:
    reading = read_amount(words, i, setting)
    return read_count(words, reading) if reading is not None else None


def _read_single(words: Words, i: int, setting: Setting) -> Reading | None:
    return read_single(words, i, setting) if words[i] in ("a", "an") else None


_READERS: Final[tuple[Callable[[Words, int, Setting], Reading | None], ...]] = (
    read_composed,
    lambda words, i, _: read_decade_of_life(words, i),
    read_date,
    read_time,
    lambda words, i, _: read_score(words, i),
    lambda words, i, _: read_named_ordinal(words, i),
    lambda words, i, _: read_fold_word(words, i),
    _read_number,
    _read_single,
)


def _counts(words: Words, reading: Reading) -> bool:
    """Whether a bare number is one that counts: "one" mostly is a pronoun or an article."""
    if words[reading.first] == "one" and reading.last == reading.first + 1:
        return _one_counts(words, reading.first)
    after = reading.last
    # "777F", "4x4": a code
    return not (words.is_number(reading.first) and words.glued(after) and words.is_word(after))


def _is_some_day(words: Words, reading: Reading) -> bool:
    """Whether "one day" is a time that nobody tells ("he will play for England one day"), not how long something is."""
    first = reading.first
    if words[first] != "one" or reading.last != first + 2 or words[first + 1] not in ("day", "night", "morning"):
        return False
    measures = words[first - 1] in _MEASURED_BEFORE or words[reading.last] in _MEASURED_BEHIND
    return reading.kind is QuantityKind.DURATION and not measures


_MEASURED_BEFORE: Final = forms(
    "for in within after about nearly almost than over under only just took take takes taking lasted lasts last "
    "lasting until by around roughly spent spend least most up to is was be and or another every plus per"
)
_MEASURED_BEHIND: Final = forms(
    "later earlier late early ago before after ahead away apart short shy overdue old of off long"
)
_ONE_BEFORE: Final = forms(
    "only just exactly than least from to with has had have and between or plus first by as number"
)
_ONE_AFTER: Final = forms(
    "of another day who that thing time way which reason more such by can is was side hand poster"
)


def _one_counts(words: Words, i: int) -> bool:
    after, before = words[i + 1], words[i - 1]
    if (
        before in ("no", "any", "every", "this", "that", "the", "which", "each", "some", "another", "another")
        or after in _ONE_AFTER
    ):
        return False
    if not words.is_word(i + 1):
        return before in _ONE_BEFORE or (not words[i - 1] and not words[i + 1])
    return True


def _tokens_within(words: Words, spans: Sequence[Span]) -> set[int]:
    """The tokens that any of ``spans`` covers, in whole or in part."""
    tokens: set[int] = set()
    for span in spans:
        i = bisect_left(words.ends, span.start + 1)
        while i < len(words) and words.starts[i] < span.end:
            tokens.add(i)
            i += 1
    return tokens
