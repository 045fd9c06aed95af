"""Quotations: what is reported, by which word, and who said it.

``marks``        characters -> passages in quotation marks
``content``      passages and the encoder's tags -> direct, mixed and indirect contents
``attribution``  contents -> the cue and the speaker beside each
``resolution``   speakers, pronouns and quotations without either -> entities (``cast``) and names
``turns``        transcripts and interviews, which need no marks
``nesting``      contents inside contents
``reporting``    the reporting words: lemma, stance, use
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat
from typing import Final

import numpy as np

from articles.document import BlockKind, Document, Entity, Mention, Quotation, QuotationType, Span, Stance
from articles.language.quotations.attribution import Reported, attribute
from articles.language.quotations.cast import Cast
from articles.language.quotations.clauses import clause_of
from articles.language.quotations.content import Content, find_content
from articles.language.quotations.disjoint import Disjoint
from articles.language.quotations.marks import find_passages
from articles.language.quotations.nesting import find_nested
from articles.language.quotations.reporting import is_naming, stance_of
from articles.language.quotations.resolution import Source, resolve, resolve_nested
from articles.language.quotations.roles import find_roles
from articles.language.quotations.turns import find_turns
from articles.language.quotations.words import Words
from articles.language.tags import Tags


# fewer words in the marks of a headline are a word held at a distance
_FEWEST_WORDS: Final = 3
# so few words in marks must stand beside their reporting word, or after a colon, a comma or one of these
_SHORT: Final = 5
_NEAR: Final = 2
_LEAD_IN: Final = frozenset({"that", "as", "with"})
_IMPERSONAL: Final = re.compile(r"\b(?:is|are|was|were|be|been)\s\Z")
# the encoder's mean "outside" above which a clause found by grammar is dropped
_LEAST_BELIEF: Final = 0.8


def find_quotations(
    document: Document, tags: Tags, entities: Sequence[Entity], mentions: Sequence[Mention]
) -> tuple[Quotation, ...]:
    """The quotations of ``document``, sorted by start, the outer before the inner.

    ``tags`` is the encoder's opinion of ``document.text``; ``mentions`` are sorted and their ``entity`` indexes
    ``entities``, as the quotations' ``speaker_entity`` does.
    """
    text = document.text
    passages = find_passages(text, document.blocks)
    words = Words.of(text, tags, document.blocks, passages)
    cues, speakers = find_roles(words, tags)
    cues = [cue for cue in cues if not _is_name(words, cue)]
    turns = find_turns(document, mentions)
    spoken = Disjoint(turn.content.span for turn in turns)
    contents = [each for each in find_content(words, tags, cues) if not spoken.overlaps(each.span)]
    outer = attribute(words, contents, cues, speakers, mentions)
    if unseen := _unseen(words, tags, outer, cues):
        covered = Disjoint(content.span for content in unseen)
        contents = sorted([*(each for each in contents if not covered.overlaps(each.span)), *unseen], key=_start)
        outer = attribute(words, contents, cues, speakers, mentions)
    outer = [each for each in _reported(words, document, outer) if not spoken.overlaps(each.content.span)]
    outer += [Reported(turn.content, None, turn.speaker) for turn in turns]
    outer.sort(key=lambda each: each.content.span)
    nested = find_nested(words, tags, outer, passages, cues, speakers, mentions)
    cast = Cast(words, entities, mentions)
    sources = resolve(words, outer, cast)
    inner_sources = resolve_nested(words, nested, sources, cast)
    return _records(
        text,
        [
            *zip(outer, sources, repeat(None), strict=False),
            *((each.reported, source, each.parent) for each, source in zip(nested, inner_sources, strict=True)),
        ],
    )


def _start(content: Content) -> int:
    return content.span.start


def _is_name(words: Words, cue: Span) -> bool:
    """Whether a cue is capitalised inside a sentence: of "Omar Said called", "Said" is none."""
    if not words.text[cue.start].isupper() or words.blocks[words.block(cue.start)].kind is BlockKind.HEADLINE:
        return False
    return words.text[words.sentence_span(cue.start).start : cue.start].strip("\"“‘'(—– ") != ""


def _unseen(words: Words, tags: Tags, outer: Sequence[Reported], cues: Sequence[Span]) -> list[Content]:
    """The contents of cues that report nothing yet, by the grammar of the reporting clause.

    One may take in a content that the encoder saw, with its cue: "said | her client told police that ...".
    """
    taken = Disjoint(each.content.span for each in outer)
    within = {each.content.span: each.cue for each in outer}
    used = {each.cue for each in outer}
    found: list[Content] = []
    for cue in cues:
        if cue in used or taken.around(cue.start) is not None:
            continue
        content = clause_of(words, cue)
        if content is None or (found and found[-1].span.overlaps(content.span)):
            continue
        inner = taken.around(content.span.end - 1)
        if inner is None and not taken.overlaps(content.span):
            if _is_believed(words, tags, content):
                found.append(content)
        elif inner is not None and content.span.contains(inner) and content.span.start < inner.start:
            if _has_own_cue(words, content.span, inner, within[inner]) and not is_naming(cue.of(words.text)):
                found.append(content)
    return found


def _has_own_cue(words: Words, outer: Span, inner: Span, cue: Span | None) -> bool:
    """Whether a content inside another is reported there: "her client told police that he had been at home"."""
    if cue is None or not outer.contains(cue) or cue.end > inner.start:
        return False
    before = words.text[outer.start : cue.start].split()
    return bool(before) and before[-1].lower() not in ("and", "but") and not before[-1].endswith(",")


def _is_believed(words: Words, tags: Tags, content: Content) -> bool:
    """Whether the encoder gives a content that only grammar found at least some chance."""
    inside = words.inside(content.span)
    outside = np.exp(tags.log_probs["content"][inside.start : inside.stop, 0])
    return float(outside.mean()) < _LEAST_BELIEF


def _reported(words: Words, document: Document, outer: Sequence[Reported]) -> list[Reported]:
    """The contents that stand: those with a reporting word, and those that need none."""
    kept: list[Reported] = []
    for each in outer:
        if each.cue is not None:
            stands = not _is_hearsay(document.text, each.cue) and not _is_aloof(document.text, each)
        else:
            stands = _stands_alone(words, document, each, kept[-1] if kept else None)
        if stands:
            kept.append(each)
    return kept


def _stands_alone(words: Words, document: Document, each: Reported, before: Reported | None) -> bool:
    """Whether a content without a reporting word is a quotation.

    A clause is one only in a headline; a passage in marks where it begins a sentence, follows a colon, or goes on a
    quotation after its reporting clause. Inside a sentence it is a term, a title or a word held at a distance.
    """
    start = each.content.span.start
    headline = document.blocks[0]
    if headline.kind is BlockKind.HEADLINE and start < headline.span.end:
        return each.speaker is not None or len(each.content.span.of(document.text).split()) >= _FEWEST_WORDS
    if each.content.type is not QuotationType.DIRECT:
        return False
    mark = document.text[max(start - 3, 0) : start].rstrip(" ")[-1:]
    if mark == ",":
        return before is not None and words.sentence(before.content.span.end - 1) == words.sentence(start)
    return not mark.isalnum()


def _is_aloof(text: str, each: Reported) -> bool:
    """Whether a few words in marks are too far from their reporting word to be what was said."""
    span, cue = each.content.span, each.cue
    if cue is None or each.content.type is not QuotationType.DIRECT or is_naming(cue.of(text)):
        return False
    if cue.end > span.start or len(span.of(text).split()) > _SHORT:
        return False
    between = text[cue.end : span.start].split()
    return len(between) > _NEAR and not between[-1].endswith((":", ",", "—", "–", "-")) and between[-1] not in _LEAD_IN


def _is_hearsay(text: str, cue: Span) -> bool:
    """Whether nobody in particular says it: "is said to live there", "was told to leave"."""
    return bool(_IMPERSONAL.search(text, max(cue.start - 12, 0), cue.start)) and text.startswith(" to ", cue.end)


def _records(text: str, found: Sequence[tuple[Reported, Source, int | None]]) -> tuple[Quotation, ...]:
    """The records in the order of the text; parents are given as indices into ``found``."""
    order = sorted(range(len(found)), key=lambda index: _outer_first(found[index][0].content.span))
    place = {index: number for number, index in enumerate(order)}
    records = []
    for index in order:
        reported, source, parent = found[index]
        records.append(_record(text, reported, source, None if parent is None else place[parent]))
    return tuple(records)


def _outer_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _record(text: str, reported: Reported, source: Source, parent: int | None) -> Quotation:
    content, cue = reported.content, reported.cue
    return Quotation(
        span=content.span,
        type=content.type,
        fragments=content.fragments,
        cue=cue,
        speaker=reported.speaker,
        speaker_entity=source.entity,
        speaker_name=source.name,
        parent=parent,
        stance=stance_of(cue.of(text)) if cue else Stance.NEUTRAL,
        rule=content.rule,
        score=content.score,
    )
