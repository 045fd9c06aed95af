"""What is reported: the encoder's tags and the quotation marks together give direct, mixed and indirect content.

The marks decide where direct speech begins and ends, the encoder whether a passage in marks is speech at all: a passage
is one step of the best path through the tags, wholly direct or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from articles.document import QuotationType, Span
from articles.language.quotations.phrases import is_adverb
from articles.language.quotations.reporting import lemma_of
from articles.language.quotations.words import Words
from articles.language.tags import HEADS, Floats, Tags, decode

_CONTENT: Final = {tag: column for column, tag in enumerate(HEADS["content"])}
_BEGINS: Final = [column for tag, column in _CONTENT.items() if tag.startswith("B-")]
_CUE: Final = [column for column, tag in enumerate(HEADS["role"]) if tag.endswith("CUE")]
# a content may begin where the encoder gives that at least this chance, and after a word that may be a cue
_MAY_BEGIN: Final = 0.15
_MAY_BE_CUE: Final = 0.3
# reported clauses end before these, and hardly ever anywhere else
_BORDERS: Final = frozenset('.,;:!?…()[]–—"“”«»\n')
_CONJUNCTIONS: Final = frozenset({"and", "but"})
_IMPOSSIBLE: Final = -1e3
# tokens whose "outside" is surer than this are not looked at (natural logarithm)
_SURELY_OUTSIDE: Final = -0.004
# the tokens between two borders are not independent: more of them than this say no more
_EVIDENCE: Final = 12.0
_FEWEST_WORDS: Final = 3
# the encoder's belief in the rest of a sentence that makes a clause run on
_RUNS_ON: Final = 0.4
_ASKING: Final = frozenset({"ask", "wonder", "inquire", "enquire"})
# pieces of one clause with at most this many words between them are joined
_GAP: Final = 6
# a reporting clause between commas inside a content has at most this many words
_ASIDE: Final = 16
_EDGE: Final = " \t\r\n\u00a0\u202f,.;:–—-"
_SEPARATES: Final = re.compile(r"[.!?;]\s|[\n“”\"«»]")


@dataclass(frozen=True, slots=True)
class Content:
    """What is reported, before its cue and speaker are known. ``fragments`` are the pieces in marks."""

    span: Span
    type: QuotationType
    fragments: tuple[Span, ...] = ()
    score: float = 1.0
    rule: str = "tags"
    nested: bool = False


def find_content(words: Words, tags: Tags, cues: Sequence[Span], *, head: str = "content") -> list[Content]:
    """The reported contents of a text by one head of the encoder, sorted by start and disjoint.

    ``words`` knows the passages that may be direct speech: the outermost ones for the head ``content``.
    """
    found: list[Content] = []
    for first, last, kind, score in _spans(words, tags, head):
        span = Span(words.starts[first], words.ends[last - 1])
        if kind == "direct":
            passage = words.passage_around(span.start)
            assert passage is not None, "only passages can be direct"
            found.append(Content(passage.span, QuotationType.DIRECT, passage.fragments, score))
        else:
            inner = trimmed(words.text, span)
            if inner is not None:
                found.append(Content(inner, QuotationType(kind), score=score))
    whole = _split(words, _joined(words, _extended(words, tags.log_probs[head], found, cues), cues), cues)
    return [content for content in (_typed(words, each) for each in whole) if content is not None]


def _spans(words: Words, tags: Tags, head: str) -> Iterator[tuple[int, int, str, float]]:
    """(first token, end token, type, mean probability of being content) of the contents on the best path."""
    log_probs = tags.log_probs[head]
    likely = log_probs[:, 0] < _SURELY_OUTSIDE
    ranges = []
    for passage in words.outer:
        inside = words.inside(passage.span)
        ranges.append(inside)
        likely[inside.start : inside.stop] = True
    begins = np.exp(log_probs[:, _BEGINS]).sum(1) > _MAY_BEGIN
    begins[1:] |= np.exp(tags.log_probs["role"][:-1, _CUE]).sum(1) > _MAY_BE_CUE
    edges = np.flatnonzero(np.diff(np.concatenate(([False], likely, [False])).astype(np.int8)))
    number = 0
    for start, stop in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        here = []
        while number < len(ranges) and ranges[number].start < stop:
            here.append(ranges[number])
            number += 1
        units = _units(words, begins, start, stop, here)
        rows = np.stack([_unit_row(log_probs[first:last], passage=passage) for first, last, passage in units])
        for span in decode(rows, head):
            first, last = units[span.first][0], units[span.last - 1][1]
            yield first, last, span.label, 1.0 - float(np.exp(log_probs[first:last, 0]).mean())


def _units(
    words: Words, begins: NDArray[np.bool_], start: int, stop: int, passages: Sequence[range]
) -> list[tuple[int, int, bool]]:
    """Tokens ``start`` to ``stop`` cut where a content may begin or end: (first, end, is it a passage)."""
    units: list[tuple[int, int, bool]] = []
    at = start
    for passage in (*passages, range(stop, stop)):
        while at < passage.start:
            end = at + 1
            while end < passage.start and not (begins[end] or _is_border(words.tokens[end - 1], words.tokens[end])):
                end += 1
            units.append((at, end, False))
            at = end
        if passage:
            units.append((passage.start, passage.stop, True))
        at = max(at, passage.stop)
    return units


def _is_border(before: str, after: str) -> bool:
    """Whether a content may end with ``before`` or begin with ``after``."""
    return before in _BORDERS or after in _BORDERS or after in _CONJUNCTIONS or before == "that"


def _unit_row(rows: Floats, *, passage: bool) -> Floats:
    """The score of each tag for several tokens as a whole; only a passage can be direct."""
    row = np.zeros(rows.shape[1], dtype=np.float32)
    row[0] = rows[:, 0].sum()
    for kind in QuotationType:
        begins, goes_on = _CONTENT[f"B-{kind}"], _CONTENT[f"I-{kind}"]
        either = np.logaddexp(rows[:, begins], rows[:, goes_on])
        row[goes_on] = either.sum()
        row[begins] = row[goes_on] if passage else row[goes_on] - either[0] + rows[0, begins]
    row[_CONTENT["I-direct"]] = _IMPOSSIBLE
    if not passage:
        row[_CONTENT["B-direct"]] = _IMPOSSIBLE
    return row * min(1.0, _EVIDENCE / len(rows))


def trimmed(text: str, span: Span) -> Span | None:
    """``span`` without outer punctuation and a leading "that"; None: nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    if text[start : start + 5].lower() == "that " and end - start > 5:
        return trimmed(text, Span(start + 5, end))
    return Span(start, end) if end > start else None


def _extended(words: Words, log_probs: Floats, contents: Sequence[Content], cues: Sequence[Span]) -> list[Content]:
    """Let clauses that stop inside their sentence run on to its end, where the encoder half believes in the rest.

    A clause that begins with a condition ("if the situation escalates") always runs on.
    """
    extended = []
    for number, content in enumerate(contents):
        if content.type is not QuotationType.DIRECT:
            end = words.sentence_span(content.span.end - 1).end
            if number + 1 < len(contents):
                end = min(end, contents[number + 1].span.start)
            index = bisect_left(cues, content.span.end, key=lambda cue: cue.start)
            rest = words.inside(Span(content.span.end, end)) if end > content.span.end else range(0)
            if (
                rest
                and not (index < len(cues) and cues[index].start < end)
                and not words.passages_in(Span(content.span.end, end))
            ):
                belief = 1.0 - float(np.exp(log_probs[rest.start : rest.stop, 0]).mean())
                if (belief > _RUNS_ON or _is_condition(words, content.span)) and words.tokens[rest.start] != ";":
                    span = trimmed(words.text, Span(content.span.start, end))
                    content = replace(content, span=span or content.span)
        extended.append(content)
    return extended


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
    """Where the clause before a coordinated cue ends, after ``floor``: before "and", "but" or the comma; None: nowhere."""
    index = bisect_left(words.starts, cue.start) - 1
    while index >= 0 and is_adverb(words.tokens[index]):
        index -= 1
    if index >= 0 and words.tokens[index].lower() in _CONJUNCTIONS and words.starts[index] > floor:
        return words.starts[index]
    return None


def _typed(words: Words, content: Content) -> Content | None:
    """The content with the fragments and the type that the marks give it; None: a crumb."""
    if content.type is QuotationType.DIRECT:
        return content
    inner = words.passages_in(content.span)
    if len(inner) == 1 and not words.text[content.span.start : inner[0].span.start].strip(_EDGE):
        if not words.text[inner[0].span.end : content.span.end].strip(_EDGE):
            return replace(content, span=inner[0].span, type=QuotationType.DIRECT, fragments=inner[0].fragments)
    if not inner and len(words.inside(content.span)) < _FEWEST_WORDS:
        return None
    fragments = tuple(fragment for each in inner for fragment in each.fragments)
    return replace(content, type=QuotationType.MIXED if fragments else QuotationType.INDIRECT, fragments=fragments)
