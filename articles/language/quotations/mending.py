"""Pieces of reported clauses -> whole clauses: joined, run on to the end of their sentence, cut at a second cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from articles.document import QuotationType, Span
from articles.language.quotations.content import Content, trimmed
from articles.language.quotations.phrases import is_adverb
from articles.language.quotations.reporting import lemma_of
from articles.language.quotations.words import Words
from articles.language.tags import Floats

# the encoder's belief in the rest of a sentence that makes a clause run on
_RUNS_ON: Final = 0.4
_GOES_ON: Final = 0.1
_ASKING: Final = frozenset({"ask", "wonder", "inquire", "enquire"})
_CONJUNCTIONS: Final = frozenset({"and", "but"})
# pieces of one clause with at most this many words between them are joined
_GAP: Final = 6
# a reporting clause between commas inside a content has at most this many words
_ASIDE: Final = 16
_SEPARATES: Final = re.compile(r"[.!?;]\s|[\n“”\"«»]")


def mend(words: Words, log_probs: Floats, contents: Sequence[Content], cues: Sequence[Span]) -> Iterator[Content]:
    """The contents (sorted, disjoint) whole: direct ones as they are, clauses joined, extended and split.

    ``log_probs`` are those of the head that found them, ``cues`` the reporting words of the text.
    """
    return _split(words, _joined(words, _extended(words, log_probs, contents, cues), cues), cues)


def _extended(words: Words, log_probs: Floats, contents: Sequence[Content], cues: Sequence[Span]) -> list[Content]:
    """Let clauses that stop inside their sentence run on to its end, where the encoder half believes in the rest."""
    extended = []
    for number, content in enumerate(contents):
        if content.type is not QuotationType.DIRECT:
            limit = contents[number + 1].span.start if number + 1 < len(contents) else len(words.text)
            end = _end(words, log_probs, content.span, limit, cues)
            span = trimmed(words.text, Span(content.span.start, end)) if end is not None else None
            content = replace(content, span=span) if span is not None else content
        extended.append(content)
    return extended


def _end(words: Words, log_probs: Floats, span: Span, limit: int, cues: Sequence[Span]) -> int | None:
    """Where a clause really ends, if not where it does: at most at ``limit``.

    A clause that begins with a condition ("if the situation escalates") always runs on. A reporting clause between
    commas ("It will survive, the maker says, 200,000 folds") is stepped over.
    """
    end = min(words.sentence_span(span.end - 1).end, limit)
    start = span.end
    index = bisect_left(cues, span.end, key=lambda cue: cue.start)
    if index < len(cues) and cues[index].start < end:
        after = _over_aside(words, start, cues[index], end)
        if after is None or (index + 1 < len(cues) and cues[index + 1].start < end):
            return None
        start = after
    rest = words.inside(Span(start, end)) if start < end else range(0)
    if not rest or words.passages_in(Span(start, end)) or words.tokens[rest.start] == ";":
        return None
    belief = 1.0 - float(np.exp(log_probs[rest.start : rest.stop, 0]).mean())
    if start > span.end:
        return end if belief > _GOES_ON else None
    return end if belief > _RUNS_ON or _is_condition(words, span) else None


def _over_aside(words: Words, start: int, cue: Span, end: int) -> int | None:
    """Where a clause goes on after the reporting clause of ``cue`` between commas; None: it does not."""
    first = bisect_left(words.starts, start)
    cue_at = bisect_left(words.starts, cue.start)
    if first >= cue_at or words.tokens[first] != "," or "," in words.tokens[first + 1 : cue_at]:
        return None
    for index in range(cue_at, min(first + _ASIDE, len(words.tokens))):
        if words.ends[index] > end:
            break
        if words.tokens[index] == ",":
            return words.ends[index]
    return None


def _is_condition(words: Words, span: Span) -> bool:
    """Whether a clause begins with a condition; "asked if he agreed" is a question."""
    if words.text[span.start : span.start + 3].lower() != "if ":
        return False
    before = bisect_left(words.starts, span.start) - 1
    return before < 0 or lemma_of(words.tokens[before]) not in _ASKING


def _joined(words: Words, contents: Sequence[Content], cues: Sequence[Span]) -> list[Content]:
    """Join the pieces of one reported clause: few words between them, or a reporting clause between commas."""
    joined: list[Content] = []
    for content in contents:
        before = joined[-1] if joined else None
        if (
            before is not None
            and QuotationType.DIRECT not in (before.type, content.type)
            and before.span.end < content.span.start
            and _is_bridge(words, Span(before.span.end, content.span.start), cues)
        ):
            span = Span(before.span.start, content.span.end)
            joined[-1] = replace(before, span=span, score=min(before.score, content.score))
        else:
            joined.append(content)
    return joined


def _is_bridge(words: Words, gap: Span, cues: Sequence[Span]) -> bool:
    """Whether the words between two pieces belong to the clause that they are pieces of."""
    inside = words.inside(gap)
    if len(inside) > _ASIDE or words.sentence(gap.start) != words.sentence(gap.end) or words.passages_in(gap):
        return False
    between = gap.of(words.text).strip()
    index = bisect_left(cues, gap.start, key=lambda cue: cue.start)
    if index < len(cues) and cues[index].end <= gap.end:
        # "The gunman, police said, had ..."
        return between.startswith(",") and between.endswith(",")
    return len(between.split()) <= _GAP and not _SEPARATES.search(between)


def _split(words: Words, contents: Sequence[Content], cues: Sequence[Span]) -> Iterator[Content]:
    """Cut clauses where a second cue begins another: "the fire was accidental | and added that ..."."""
    for content in contents:
        if content.type is QuotationType.DIRECT:
            yield content
            continue
        start, end = content.span.start, content.span.end
        low = bisect_left(cues, start, key=lambda cue: cue.start)
        high = bisect_left(cues, end, key=lambda cue: cue.start)
        for cue in cues[low:high]:
            if cue.end >= end:
                # "... 6 million visitors | according to the web site"
                end = cue.start
                break
            if cue.start == content.span.start:
                start = _after_source(words, cue, end)
                continue
            cut = _second_cue(words, cue, start)
            before = trimmed(words.text, Span(start, cut)) if cut is not None else None
            if before is not None:
                yield replace(content, span=before)
                start = cue.end
        rest = trimmed(words.text, Span(start, end)) if start < end else None
        if rest is not None:
            yield replace(content, span=rest)


def _after_source(words: Words, cue: Span, end: int) -> int:
    """Where what is reported begins in "according to an Internet posting, the site ..."."""
    inside = words.inside(Span(cue.end, end)) if cue.end < end else range(0)
    comma = next((index for index in inside if words.tokens[index] == ","), None)
    return words.ends[comma] if comma is not None else cue.start


def _second_cue(words: Words, cue: Span, floor: int) -> int | None:
    """Where the clause before a coordinated cue ends, after ``floor``: before "and" or "but"; None: nowhere."""
    index = bisect_left(words.starts, cue.start) - 1
    while index >= 0 and is_adverb(words.tokens[index]):
        index -= 1
    if index >= 0 and words.tokens[index].lower() in _CONJUNCTIONS and words.starts[index] > floor:
        return words.starts[index]
    return None
