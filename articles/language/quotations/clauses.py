"""The clause that a reporting word governs, by the grammar of English reports alone.

For cues that the encoder saw without the content they report: "X said (that) ...", "..., X said", "According to X, ...".
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from articles.document import QuotationType, Span
from articles.language.quotations.content import Content, trimmed
from articles.language.quotations.phrases import DETERMINERS, PREPOSITIONS, PRONOUNS, RELATIVES, is_adverb
from articles.language.quotations.words import Words

_FEWEST_WORDS: Final = 3
# between a cue and "that" may stand whom it was said to, where and when
_ADDRESSEE: Final = 9
_STOPS: Final = frozenset(".;:!?…\n\r")
_MARKS: Final = frozenset("\"“”„«»‘’'`")
_QUESTION: Final = frozenset("whether if how why what where when who".split())
_OBJECTS: Final = frozenset("me him her us them you it reporters journalists".split())


def clause_after(words: Words, cue: Span, end: int) -> Content | None:
    """What follows a cue up to the end of its sentence, at most to ``end``; None: no clause follows."""
    first = bisect_left(words.starts, cue.end)
    last = bisect_left(words.starts, min(end, words.sentence_span(cue.start).end))
    if first >= last:
        return None
    beside = next((index for index in range(first, last) if words.tokens[index] not in ",:"), last)
    if beside < last and (passage := words.passage_around(words.starts[beside])) is not None:
        return Content(passage.span, QuotationType.DIRECT, passage.fragments, score=0.6, rule="nested marks")
    start = _clause_start(words, first, last)
    if start is None:
        return None
    stop = start
    while stop < last and words.tokens[stop] not in _STOPS:
        stop += 1
    span = trimmed(words.text, Span(words.starts[start], words.ends[stop - 1])) if stop > start else None
    if span is None or stop - start < _FEWEST_WORDS:
        return None
    fragments = tuple(fragment for each in words.passages_in(span) for fragment in each.fragments)
    kind = QuotationType.MIXED if fragments else QuotationType.INDIRECT
    return Content(span, kind, fragments, score=0.6, rule="clause after cue")


def _clause_start(words: Words, first: int, last: int) -> int | None:
    """The token where a reported clause begins after a cue; None: what follows is no clause."""
    tokens = words.tokens
    for index in range(first, min(first + _ADDRESSEE, last)):
        if tokens[index] in _STOPS or tokens[index] in _MARKS:
            break
        if tokens[index] == "that":
            return index + 1
    while first < last and is_adverb(tokens[first]) and tokens[first].islower():
        first += 1
    if first < last and tokens[first].lower() in _OBJECTS:
        first += 1
    if first >= last:
        return None
    word = tokens[first].lower()
    if word in _QUESTION or word in PRONOUNS or word in DETERMINERS or tokens[first][0].isupper():
        return first
    is_open = tokens[first].isalpha() and word not in PREPOSITIONS and word not in RELATIVES
    return first if is_open and word not in ("to", "so", "nothing", "and", "but") else None
