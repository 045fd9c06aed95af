"""Builders of the records, which find their offsets from the words: no test holds magic numbers."""

from __future__ import annotations

import datetime
from typing import Any

from articles.document import (
    Annotations,
    Document,
    Entity,
    Label,
    Mention,
    Quantity,
    QuantityKind,
    Quotation,
    QuotationType,
    Span,
)
from articles.extraction.structure import find_blocks


def document(text: str, *, published: datetime.date | str | None = None, **options: Any) -> Document:
    """A document of ``text`` with the blocks that pasted text would get; ``published`` may be an ISO date."""
    if isinstance(published, str):
        published = datetime.date.fromisoformat(published)
    return Document(text, find_blocks(text), published, **options)


def span(text: str, words: str, *, nth: int = 1) -> Span:
    """Where ``words`` stand in ``text`` for the ``nth`` time; a ValueError if they do not."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def mention(
    text: str, words: str, *, entity: int = 0, label: Label = Label.PERSON, nth: int = 1, **more: Any
) -> Mention:
    """The mention ``words`` of the entity with this index."""
    return Mention(span(text, words, nth=nth), label, entity, **more)


def quotation(
    text: str,
    words: str,
    type: QuotationType = QuotationType.DIRECT,
    *,
    fragments: tuple[str, ...] | None = None,
    cue: str | None = None,
    speaker: str | None = None,
    nth: int = 1,
    **more: Any,
) -> Quotation:
    """The quotation ``words``; ``cue``, ``speaker`` and ``fragments`` by their words (first time in the text).

    A direct quotation has itself as its fragment unless told otherwise.
    """
    whole = span(text, words, nth=nth)
    if fragments is None:
        spans: tuple[Span, ...] = (whole,) if type is QuotationType.DIRECT else ()
    else:
        spans = tuple(span(text, piece) for piece in fragments)
    return Quotation(
        whole,
        type,
        spans,
        cue=None if cue is None else span(text, cue),
        speaker=None if speaker is None else span(text, speaker),
        **more,
    )


def quantity(
    text: str,
    words: str,
    kind: QuantityKind = QuantityKind.CARDINAL,
    value: float | None = None,
    *,
    core: str | None = None,
    nth: int = 1,
    **more: Any,
) -> Quantity:
    """The quantity ``words``; ``core``: its words without the bounding ones, where they differ."""
    whole = span(text, words, nth=nth)
    inner = span(text[whole.start : whole.end], core or words)
    at = Span(whole.start + inner.start, whole.start + inner.end)
    return Quantity(whole, at, kind, value, **more)


def annotated(*records: Entity | Mention | Quotation | Quantity) -> Annotations:
    """Annotations of these records, each kind in order of the text (entities in the order given)."""

    def of(kind: type) -> tuple[Any, ...]:
        chosen = [record for record in records if isinstance(record, kind)]
        return tuple(chosen if kind is Entity else sorted(chosen, key=lambda r: (r.span.start, -r.span.end)))

    return Annotations(of(Entity), of(Mention), of(Quotation), of(Quantity))
