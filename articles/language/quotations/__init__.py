"""Quotations: what is reported, by which word, and who said it.

``marks``        characters -> passages in quotation marks
``content``      passages and the encoder's tags -> direct, mixed and indirect contents
``attribution``  contents -> the cue and the speaker beside each
``resolution``   speakers, pronouns and quotations without either -> entities (``cast``) and names
``nesting``      contents inside contents
``reporting``    the reporting words: lemma, stance, use
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

from articles.document import BlockKind, Document, Entity, Mention, Quotation, QuotationType, Span, Stance
from articles.language.quotations.attribution import Reported, attribute
from articles.language.quotations.cast import Cast
from articles.language.quotations.content import find_content
from articles.language.quotations.marks import find_passages
from articles.language.quotations.nesting import find_nested
from articles.language.quotations.reporting import stance_of
from articles.language.quotations.resolution import Source, resolve, resolve_nested
from articles.language.quotations.roles import find_roles
from articles.language.quotations.words import Words
from articles.language.tags import Tags


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
    contents = find_content(words, tags, cues)
    outer = [each for each in attribute(words, contents, cues, speakers, mentions) if _is_reported(document, each)]
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


def _is_reported(document: Document, reported: Reported) -> bool:
    """Whether a content may stand: a clause without a reporting word is one only in a headline."""
    if reported.content.type is QuotationType.DIRECT or reported.cue is not None:
        return True
    headline = document.blocks[0]
    return headline.kind is BlockKind.HEADLINE and headline.span.contains(reported.content.span)


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
