"""The clause that a reporting word governs, by the grammar of English reports alone.

For cues that the encoder saw without what they report: "X said (that) ...", "..., X said", "According to X, ...".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import numpy as np

from articles.document import QuotationType, Span
from articles.language.lexicon.function_words import function_words
from articles.language.quotations.attribution import Reported
from articles.language.quotations.content import Content, trimmed
from articles.language.quotations.disjoint import Disjoint
from articles.language.quotations.phrases import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    is_adverb,
    is_cue,
    may_be_verb,
    subject_before,
)
from articles.language.quotations.reporting import is_naming
from articles.language.quotations.words import Words
from articles.language.tags import Tags

_FEWEST_WORDS: Final = 3
# longer sentences are no sentences
_LONGEST: Final = 250
# the encoder's mean "outside" above which a clause is none
_MOST_DOUBT: Final = 0.9
# between a cue and "that" may stand whom it was said to, where and when
_ADDRESSEE: Final = 9
# what ends a clause inside a sentence
_STOPS: Final = frozenset(";\n\r")
_PREPOSITIONAL: Final = frozenset({"according to", "in the words of", "per"})
# how sure a clause is that the encoder did not see
_SCORE: Final = 0.6
_MARKS: Final = frozenset("\"“”„«»‘’'`")
_QUESTION: Final = function_words("question")
_OBJECTS: Final = function_words("addressee")


def clause_of(words: Words, cue: Span) -> Content | None:
    """What a cue reports that stands alone: the clause after it, or before it in its sentence; None: no clause."""
    sentence = words.sentence_span(cue.start)
    if cue.of(words.text).lower() in _PREPOSITIONAL:
        return _clause_of_preposition(words, cue, sentence)
    if cue.of(words.text) == "Asked":
        return _question(words, cue, sentence)
    before = _clause_before(words, cue, sentence)
    inverted = before is not None and words.text[max(cue.start - 2, 0) : cue.start].rstrip().endswith(",")
    return before if inverted else clause_after(words, cue, sentence.end) or before


def clause_after(words: Words, cue: Span, end: int) -> Content | None:
    """What follows a cue up to the end of its sentence, at most to ``end``; None: no clause follows."""
    first = bisect_left(words.starts, cue.end)
    last = bisect_left(words.starts, min(end, words.sentence_span(cue.start).end))
    if first >= last:
        return None
    beside = next((index for index in range(first, min(first + 3, last)) if words.tokens[index] not in ",:"), last)
    if beside < last and (passage := words.passage_around(words.starts[beside])) is not None:
        return Content(passage.span, QuotationType.DIRECT, passage.fragments, score=_SCORE, rule="marks after cue")
    start = _clause_start(words, first, last)
    return _clause(words, start, last, "clause after cue") if start is not None else None


def _question(words: Words, cue: Span, sentence: Span) -> Content | None:
    """What is asked in "Asked by reporters whether he would resign, ...": from the question word to the comma."""
    first = bisect_left(words.starts, cue.end)
    last = bisect_left(words.starts, sentence.end)
    near = range(first, min(first + _ADDRESSEE, last))
    start = next((index for index in near if words.tokens[index] in _QUESTION), None)
    if start is None:
        return None
    last = min(last, start + _LONGEST)
    comma = next((index for index in range(start, last) if words.tokens[index] == ","), None)
    span = trimmed(words.text, Span(words.starts[start], words.ends[comma - 1])) if comma else None
    return Content(span, QuotationType.INDIRECT, score=_SCORE, rule="question") if span is not None else None


def _clause_before(words: Words, cue: Span, sentence: Span) -> Content | None:
    """What a cue near the end of a sentence reports: "The road is closed, officials said"."""
    first = bisect_left(words.starts, cue.start)
    floor = bisect_left(words.starts, sentence.start)
    subject = subject_before(words, first, floor)
    end = subject.start if subject is not None else first
    if is_naming(cue.of(words.text)) or end <= floor or words.tokens[end - 1] != ",":
        return None
    return _clause(words, floor, end - 1, "clause before cue")


def _clause_of_preposition(words: Words, cue: Span, sentence: Span) -> Content | None:
    """What stands after the comma of "According to X, ...", or before ", according to X"."""
    first = bisect_left(words.starts, cue.start)
    floor, last = bisect_left(words.starts, sentence.start), bisect_left(words.starts, sentence.end)
    if first - floor > 1:
        return _clause(words, floor, first, "clause before cue")
    near = range(first, min(first + _LONGEST, last))
    comma = next((index for index in near if words.tokens[index] == ","), None)
    return _clause(words, comma + 1, last, "clause after cue") if comma is not None else None


def _clause(words: Words, first: int, last: int, rule: str) -> Content | None:
    if last - first > _LONGEST:
        return None
    stop = first
    while stop < last and words.tokens[stop] not in _STOPS:
        stop += 1
    if stop - first < _FEWEST_WORDS:
        return None
    span = trimmed(words.text, Span(words.starts[first], words.ends[stop - 1]))
    if span is None or not any(_is_verb(words, index) for index in range(first, stop)):
        return None
    fragments = tuple(fragment for each in words.passages_in(span) for fragment in each.fragments)
    kind = QuotationType.MIXED if fragments else QuotationType.INDIRECT
    return Content(span, kind, fragments, score=_SCORE, rule=rule)


def _is_verb(words: Words, index: int) -> bool:
    return may_be_verb(words.tokens[index]) and words.tokens[index - 1] != "-"


def _clause_start(words: Words, first: int, last: int) -> int | None:
    """The token where a reported clause begins after a cue; None: what follows is no clause."""
    tokens = words.tokens
    for index in range(first, min(first + _ADDRESSEE, last)):
        if tokens[index] in ".,;:!?" or tokens[index] in _MARKS or (index > first and is_cue(words, index)):
            break
        if tokens[index] == "that":
            return index + 1
    while first < last and is_adverb(tokens[first]) and tokens[first].islower():
        first += 1
    if first < last and tokens[first].lower() in _OBJECTS:
        first += 1
    if first < last and tokens[first].lower() in PREPOSITIONS:
        # "announced today at the conference, ..."
        near = range(first, min(first + _ADDRESSEE, last))
        first = next((index + 1 for index in near if tokens[index] == ","), first)
    if first >= last:
        return None
    word = tokens[first].lower()
    if word in _QUESTION or word in PRONOUNS or word in DETERMINERS or tokens[first][0].isupper():
        return first
    is_open = tokens[first].isalpha() and word not in PREPOSITIONS and word not in RELATIVES
    return first if is_open and word not in ("to", "so", "nothing", "and", "but") else None


def find_unseen(words: Words, tags: Tags, outer: Sequence[Reported], cues: Sequence[Span]) -> list[Content]:
    """The contents of cues that report nothing in ``outer``, by the grammar of the reporting clause; sorted, disjoint.

    The encoder must give them some chance. One may take in a content that the encoder saw, with its cue: "said | her
    client told police that ...".
    """
    taken = Disjoint(each.content.span for each in outer)
    cue_of = {each.content.span: each.cue for each in outer}
    used = {each.cue for each in outer}
    found: list[Content] = []
    for cue in cues:
        if cue in used or taken.around(cue.start) is not None:
            continue
        content = clause_of(words, cue)
        if content is None or (found and found[-1].span.end > content.span.start):
            continue
        inner = taken.around(content.span.end - 1)
        if inner is None:
            is_new = not taken.overlaps(content.span) and _is_believed(words, tags, content)
        else:
            is_new = (
                content.span.start < inner.start
                and inner.end <= content.span.end
                and not is_naming(cue.of(words.text))
                and _has_own_cue(words, content.span, inner, cue_of[inner])
            )
        if is_new:
            found.append(content)
    return found


def _has_own_cue(words: Words, outer: Span, inner: Span, cue: Span | None) -> bool:
    """Whether a content inside another is reported there: "her client told police that he had been at home"."""
    if cue is None or not outer.contains(cue) or cue.end > inner.start:
        return False
    before = words.text[outer.start : cue.start].split()
    return bool(before) and before[-1].lower() not in ("and", "but") and not before[-1].endswith(",")


def _is_believed(words: Words, tags: Tags, content: Content) -> bool:
    inside = words.inside(content.span)
    outside = np.exp(tags.log_probs["content"][inside.start : inside.stop, 0])
    return float(outside.mean()) < _MOST_DOUBT or content.rule == "question"
