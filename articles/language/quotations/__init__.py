"""Quotations: what is reported, by which word, and who said it.

``passages``     characters -> passages in quotation marks (``marks`` pairs them, block by block)
``words``        the text as words and sentences, a passage being one word of the sentence around it
``roles``        the encoder's tags -> reporting words and speakers
``detection``    passages and tags -> direct, mixed and indirect contents, made whole by ``mending``
``attribution``  contents -> the cue and the speaker (``speakers``) beside each
``clauses``      cues that report nothing -> the clause that grammar gives them
``standing``     scare quotes, terms, hearsay and thoughts sorted out
``turns``        transcripts and interviews, which need no marks
``nesting``      contents inside contents
``resolution``   speakers, pronouns and quotations without either -> entities (``cast``) and names

``reporting`` knows the reporting words, ``phrases`` the function words that end a noun phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from articles.document import Document, Entity, Mention, Quotation, Span, Stance
from articles.language.quotations.attribution import Reported, attribute
from articles.language.quotations.cast import Cast
from articles.language.quotations.clauses import find_unseen
from articles.language.quotations.content import Content
from articles.language.quotations.detection import find_content
from articles.language.quotations.disjoint import Disjoint
from articles.language.quotations.nesting import find_nested
from articles.language.quotations.passages import find_passages
from articles.language.quotations.reporting import stance_of
from articles.language.quotations.resolution import Source, resolve, resolve_nested
from articles.language.quotations.roles import find_roles
from articles.language.quotations.standing import is_optional, standing
from articles.language.quotations.turns import find_turns
from articles.language.quotations.words import Words
from articles.language.tags import Tags

# the encoder's mean "outside" up to which a speech left open may go on in the next paragraph
_MOST_DOUBT: Final = 0.7


def find_quotations(
    document: Document, tags: Tags, entities: Sequence[Entity], mentions: Sequence[Mention]
) -> tuple[Quotation, ...]:
    """The quotations of ``document``, sorted by start, the outer before the inner.

    ``tags`` is the encoder's opinion of ``document.text``; ``mentions`` are sorted and their ``entity`` indexes
    ``entities``, as the quotations' ``speaker_entity`` does.
    """
    speech = _Speech(tags)
    passages = find_passages(document.text, document.blocks, speech.is_likely)
    words = Words.of(document.text, tags, document.blocks, passages)
    cues, speakers = find_roles(words, tags)
    turns = find_turns(document, mentions)
    spoken = Disjoint(turn.content.span for turn in turns)
    contents = [each for each in find_content(words, tags, cues) if not spoken.overlaps(each.span)]
    outer = attribute(words, contents, cues, speakers, mentions)
    if unseen := [each for each in find_unseen(words, tags, outer, cues) if not spoken.overlaps(each.span)]:
        covered = Disjoint(content.span for content in unseen)
        contents = [*unseen, *(each for each in contents if not covered.overlaps(each.span))]
        outer = attribute(words, sorted(contents, key=_start), cues, speakers, mentions)
    outer = [*standing(words, outer), *(Reported(turn.content, None, turn.speaker) for turn in turns)]
    outer.sort(key=lambda each: each.content.span)
    nested = find_nested(words, tags, outer, passages, cues, speakers, mentions)
    cast = Cast(words, entities, mentions)
    sources = resolve(words, outer, cast)
    inner_sources = resolve_nested(words, nested, sources, cast)
    found: list[tuple[Reported, Source, int | None]] = [
        (each, source, None) for each, source in zip(outer, sources, strict=True)
    ]
    found += [(each.reported, source, each.parent) for each, source in zip(nested, inner_sources, strict=True)]
    return _records(words, found)


class _Speech:
    """The encoder's word on whether a stretch of text may be a quotation."""

    def __init__(self, tags: Tags) -> None:
        self._starts = tags.starts
        outside = np.exp(tags.log_probs["content"][:, 0], dtype=np.float64)
        self._outside = np.concatenate(([0.0], np.cumsum(outside)))

    def is_likely(self, span: Span) -> bool:
        first, last = np.searchsorted(self._starts, (span.start, span.end)).tolist()
        return bool(last <= first or self._outside[last] - self._outside[first] < _MOST_DOUBT * (last - first))


def _start(content: Content) -> int:
    return content.span.start


def _records(words: Words, found: Sequence[tuple[Reported, Source, int | None]]) -> tuple[Quotation, ...]:
    """The records in the order of the text; parents are given as indices into ``found``."""
    order = sorted(range(len(found)), key=lambda index: _outer_first(found[index][0].content.span))
    place = {index: number for number, index in enumerate(order)}
    records = []
    for index in order:
        reported, source, parent = found[index]
        records.append(_record(words, reported, source, None if parent is None else place[parent]))
    return tuple(records)


def _outer_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _record(words: Words, reported: Reported, source: Source, parent: int | None) -> Quotation:
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
        optional=is_optional(words, reported),
        stance=stance_of(cue.of(words.text)) if cue else Stance.NEUTRAL,
        rule=content.rule,
        score=content.score,
    )
