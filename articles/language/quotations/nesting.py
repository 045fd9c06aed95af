"""Quotations inside quotations: "He looked at me and said, 'You have an hour.'"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.document import Mention, QuotationType, Span
from articles.language.quotations.attribution import Reported, attribute
from articles.language.quotations.clauses import clause_after
from articles.language.quotations.content import Content
from articles.language.quotations.detection import find_content
from articles.language.quotations.passages import Passage
from articles.language.quotations.words import Words
from articles.language.tags import Tags

_CLOSING_MARKS: Final = "\"”’'»“"


@dataclass(frozen=True, slots=True)
class Nested:
    """A reported content inside the outer one with the index ``parent``."""

    reported: Reported
    parent: int


class _Parents:
    """The outermost contents, sorted and disjoint, asked which of them a span lies in."""

    def __init__(self, outer: Sequence[Reported]) -> None:
        self.contents = [each.content for each in outer]
        self._starts = [content.span.start for content in self.contents]

    def of(self, span: Span) -> int | None:
        index = bisect_left(self._starts, span.start + 1) - 1
        return index if index >= 0 and span.end <= self.contents[index].span.end else None


def find_nested(
    words: Words,
    tags: Tags,
    outer: Sequence[Reported],
    passages: Sequence[Passage],
    cues: Sequence[Span],
    speakers: Sequence[Span],
    mentions: Sequence[Mention],
) -> list[Nested]:
    """The contents reported inside ``outer`` (sorted, disjoint), sorted by start and disjoint.

    ``passages``, ``cues``, ``speakers`` and ``mentions`` are those of the whole text. A nested content has a cue of
    its own inside its parent: passages without one are words of the speaker's that he marks off.
    """
    parents = _Parents(outer)
    used = {each.cue for each in outer}
    inner_cues = [cue for cue in cues if cue not in used and parents.of(cue) is not None]
    if not inner_cues:
        return []
    within = words.around([each for each in passages if _is_inner(each, parents)])
    tagged = [each for each in find_content(within, tags, inner_cues, head="nested") if _fits(each, parents)]
    by_rule = [each for each in (_clause(within, cue, parents) for cue in inner_cues) if each is not None]
    found = []
    for each in attribute(within, _disjoint(tagged, by_rule), inner_cues, speakers, mentions):
        parent = parents.of(each.content.span)
        if parent is not None and each.cue is not None and parents.of(each.cue) == parent:
            found.append(Nested(each, parent))
    return found


def _is_inner(passage: Passage, parents: _Parents) -> bool:
    """Whether a passage is the outermost one that lies inside its parent."""
    parent = parents.of(passage.span)
    if parent is None:
        return False
    return passage.depth == (1 if parents.contents[parent].type is QuotationType.DIRECT else 0)


def _clause(words: Words, cue: Span, parents: _Parents) -> Content | None:
    """What the grammar gives a cue, inside the cue's parent."""
    parent = parents.of(cue)
    if parent is None:
        return None
    span = parents.contents[parent].span
    # the closing mark of the parent is not said by whom it quotes
    end = span.start + len(span.of(words.text).rstrip(_CLOSING_MARKS))
    content = clause_after(words, cue, end)
    return content if content is not None and _fits(content, parents) else None


def _fits(content: Content, parents: _Parents) -> bool:
    parent = parents.of(content.span)
    return parent is not None and content.span != parents.contents[parent].span


def _disjoint(tagged: Sequence[Content], by_rule: Sequence[Content]) -> list[Content]:
    """The tagged contents and the ones by rule that overlap none before them, sorted by start."""
    kept = list(tagged)
    taken = sorted(each.span for each in tagged)
    for content in by_rule:
        index = bisect_left(taken, content.span)
        if any(each.overlaps(content.span) for each in taken[max(index - 1, 0) : index + 1]):
            continue
        taken.insert(index, content.span)
        kept.append(content)
    return sorted(kept, key=lambda each: each.span)
