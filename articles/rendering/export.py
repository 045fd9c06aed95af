"""(Document, Annotations) -> the interchange record, as the annotation guidelines (docs/annotation.md) define it."""

from __future__ import annotations

from typing import Any

from articles.document import Annotations, Check, Document, Quantity, Quotation, Span


def record(
    document: Document, annotations: Annotations, *, id: str, title: str | None = None, source: str | None = None
) -> dict[str, Any]:
    """The record of one document, ready for JSON: every key is there, what is absent is None.

    Offsets index ``text``, end exclusive. ``entities`` are E1, E2, ... in the order of ``annotations``; a quote's
    ``parent`` is an index in ``quotes``, a number's ``same_as`` one in ``numbers``. ``title`` is the headline unless
    given.
    """
    headline = next((block for block in document.blocks if block.kind == "headline"), None)
    mentions: list[list[list[int]]] = [[] for _ in annotations.entities]
    for mention in annotations.mentions:
        if mention.form == "name":
            mentions[mention.entity].append(_pair(mention.span))
    return {
        "id": id,
        "source": source,
        "licence": None,
        "published": document.published.isoformat() if document.published else None,
        "title": title if title is not None else headline and headline.span.of(document.text),
        "text": document.text,
        "entities": [
            {
                "id": _entity_id(number),
                "name": entity.name,
                "label": entity.label.value,
                "mentions": mentions[number],
                "aliases": list(entity.aliases),
                "descriptions": list(entity.descriptions),
            }
            for number, entity in enumerate(annotations.entities)
            if mentions[number]
        ],
        "quotes": [
            _quote(
                quotation, is_named=quotation.speaker_entity is not None and bool(mentions[quotation.speaker_entity])
            )
            for quotation in annotations.quotations
        ],
        "numbers": [_number(quantity) for quantity in annotations.quantities],
        "checks": [_check(check) for check in annotations.checks],
        "pipeline": annotations.pipeline or None,
    }


def _quote(quotation: Quotation, *, is_named: bool) -> dict[str, Any]:
    speaker = quotation.speaker_entity if is_named else None
    return {
        "start": quotation.span.start,
        "end": quotation.span.end,
        "type": quotation.type.value,
        "fragments": [_pair(fragment) for fragment in quotation.fragments],
        "cue": _optional_pair(quotation.cue),
        "speaker": _optional_pair(quotation.speaker),
        "speaker_entity": None if speaker is None else _entity_id(speaker),
        "speaker_name": quotation.speaker_name,
        "parent": quotation.parent,
        "optional": quotation.optional,
        "stance": quotation.stance.value,
        "score": quotation.score,
    }


def _number(quantity: Quantity) -> dict[str, Any]:
    return {
        "start": quantity.span.start,
        "end": quantity.span.end,
        "core": _pair(quantity.core),
        "kind": quantity.kind.value,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "currency": quantity.currency,
        "bound": quantity.bound.value,
        "date": quantity.date,
        "counted": quantity.counted,
        "counted_span": _optional_pair(quantity.counted_span),
        "canonical": quantity.canonical,
        "canonical_unit": quantity.canonical_unit,
        "per": quantity.per,
        "change": quantity.change,
        "same_as": quantity.same_as,
    }


def _check(check: Check) -> dict[str, Any]:
    return {
        "kind": check.kind.value,
        "spans": [_pair(span) for span in check.spans],
        "sentence": check.sentence,
        "printed": check.printed,
        "expected": check.expected or None,
    }


def _entity_id(number: int) -> str:
    return f"E{number + 1}"


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _optional_pair(span: Span | None) -> list[int] | None:
    return None if span is None else _pair(span)
