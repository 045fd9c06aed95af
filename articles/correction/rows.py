"""The pipeline's records as rows of the store: plain values, no database."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from articles.document import Annotations, Span

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One annotation as the store keeps it.

    ``fields`` are those of the annotation's model, without article, start and end; the spans in them are pairs of
    columns (``cue_start``, ``cue_end``). ``is_edited``: an editor added or changed it.
    """

    span: Span
    fields: Fields
    is_edited: bool = False


def mention_rows(annotations: Annotations, entities: Sequence[int]) -> list[Row]:
    """The mentions; ``entities`` are the primary keys of the annotations' entities."""
    return [
        Row(m.span, {"entity_id": entities[m.entity], "form": m.form.value, "score": m.score})
        for m in annotations.mentions
    ]


def quotation_rows(annotations: Annotations, entities: Sequence[int]) -> list[Row]:
    """The quotations; which one stands in which follows from their spans."""
    return [
        Row(
            q.span,
            {
                "type": q.type.value,
                "fragments": [[span.start, span.end] for span in q.fragments],
                **_columns("cue", q.cue),
                **_columns("speaker", q.speaker),
                "speaker_id": None if q.speaker_entity is None else entities[q.speaker_entity],
                "speaker_name": q.speaker_name or "",
                "optional": q.optional,
                "stance": q.stance.value,
                "rule": q.rule[:60],
                "score": q.score,
            },
        )
        for q in annotations.quotations
    ]


def quantity_rows(annotations: Annotations) -> list[Row]:
    """The quantities; ``same_as`` is the span of the other one."""
    return [
        Row(
            q.span,
            {
                **_columns("core", q.core),
                "kind": q.kind.value,
                "value": q.value,
                "low": q.low,
                "high": q.high,
                "unit": q.unit or "",
                "currency": q.currency or "",
                "bound": q.bound.value,
                "date": q.date or "",
                "counted": q.counted or "",
                **_columns("counted", q.counted_span),
                "canonical": q.canonical,
                "canonical_unit": q.canonical_unit or "",
                "per": q.per or "",
                "change": q.change or "",
                "same_as": None if q.same_as is None else annotations.quantities[q.same_as].span,
                "score": 1.0,
            },
        )
        for q in annotations.quantities
    ]


def _columns(name: str, span: Span | None) -> dict[str, int | None]:
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def parents(spans: Sequence[Span]) -> Iterator[Span | None]:
    """For each of ``spans``, sorted by start with the containing one first: the smallest other one that contains it."""
    open_: list[Span] = []
    for span in spans:
        open_ = [other for other in open_ if other.end > span.start]
        around = [other for other in open_ if other.contains(span)]
        yield min(around, key=len, default=None)
        open_.append(span)
