"""What is reported: the encoder's tags and the quotation marks together give direct, mixed and indirect content.

The marks decide where direct speech begins and ends, the encoder whether a passage in marks is speech at all: a passage
is one step of the best path through the tags, wholly direct or not at all. What stands between two borders (commas,
stops, conjunctions, cues) is one step as well: reported clauses hardly ever begin or end inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from articles.document import QuotationType, Span
from articles.language.quotations.content import EDGE, Content, trimmed
from articles.language.quotations.mending import mend
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


def find_content(words: Words, tags: Tags, cues: Sequence[Span], *, head: str = "content") -> list[Content]:
    """The reported contents of a text by one head of the encoder, sorted by start and disjoint.

    ``words`` knows the passages that may be direct speech: the outermost ones for the head ``content``.
    """
    found: list[Content] = []
    for first, last, kind, score in _spans(words, tags, head):
        span = Span(words.starts[first], words.ends[last - 1])
        if kind == "direct":
            # a passage is one step of the path, so the span is one
            found += (
                Content(passage.span, QuotationType.DIRECT, passage.fragments, score)
                for passage in words.passages_in(span)
            )
        else:
            inner = trimmed(words.text, span)
            if inner is not None:
                found.append(Content(inner, QuotationType(kind), score=score))
    whole = mend(words, tags.log_probs[head], found, cues)
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
        rows = np.stack([_unit_row(log_probs[first:last], passage=is_one) for first, last, is_one in units])
        breaks = [not is_one and words.tokens[first][0] in "\n\r" for first, _, is_one in units]
        # no clause goes on in the next paragraph
        rows[breaks, 1:] = _IMPOSSIBLE
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
    if before[0] in "\n\r" or after[0] in "\n\r":
        return True
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


def _typed(words: Words, content: Content) -> Content | None:
    """The content with the fragments and the type that the marks give it; None: a crumb."""
    if content.type is QuotationType.DIRECT:
        return content
    inner = words.passages_in(content.span)
    if len(inner) == 1:
        around = words.text[content.span.start : inner[0].span.start] + words.text[inner[0].span.end : content.span.end]
        if not around.strip(EDGE):
            return replace(content, span=inner[0].span, type=QuotationType.DIRECT, fragments=inner[0].fragments)
    if not inner and len(words.inside(content.span)) < _FEWEST_WORDS:
        return None
    fragments = tuple(fragment for each in inner for fragment in each.fragments)
    return replace(content, type=QuotationType.MIXED if fragments else QuotationType.INDIRECT, fragments=fragments)
