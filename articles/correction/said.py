"""What the pipeline said, as JSON that loses nothing, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, Final, TypeVar

from articles.document import (
    Annotations,
    Bound,
    Check,
    CheckKind,
    Entity,
    Form,
    Label,
    Mention,
    Quantity,
    QuantityKind,
    Quotation,
    QuotationType,
    Span,
    Stance,
)

T = TypeVar("T", Entity, Mention, Quotation, Quantity, Check)
_LISTS: Final = ("entities", "mentions", "quotations", "quantities", "checks")


def to_json(annotations: Annotations) -> dict[str, Any]:
    """The annotations as lists, dictionaries and plain values; a span is [start, end]."""
    records = {name: getattr(annotations, name) for name in _LISTS}
    return {
        "pipeline": annotations.pipeline,
        **{
            name: [{field.name: _plain(getattr(record, field.name)) for field in fields(record)} for record in kind]
            for name, kind in records.items()
        },
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value


def from_json(data: Mapping[str, Any]) -> Annotations:
    """The annotations that :func:`to_json` made ``data`` of; fields that a newer version added take their default."""
    return Annotations(
        tuple(_record(Entity, record) for record in data["entities"]),
        tuple(_record(Mention, record) for record in data["mentions"]),
        tuple(_record(Quotation, record) for record in data["quotations"]),
        tuple(_record(Quantity, record) for record in data["quantities"]),
        data["pipeline"],
        tuple(_record(Check, record) for record in data.get("checks", ())),
    )


def _span(value: list[int]) -> Span:
    return Span(*value)


def _spans(value: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in value)


_READERS: Final[Mapping[type, Mapping[str, Callable[[Any], Any]]]] = {
    Entity: {"label": Label, "aliases": tuple, "descriptions": tuple},
    Mention: {"span": _span, "label": Label, "form": Form},
    Quotation: {
        "span": _span,
        "type": QuotationType,
        "fragments": _spans,
        "cue": _span,
        "speaker": _span,
        "stance": Stance,
    },
    Check: {"kind": CheckKind, "spans": _spans},
    Quantity: {"span": _span, "core": _span, "kind": QuantityKind, "bound": Bound, "counted_span": _span},
}


def _record(kind: type[T], data: Mapping[str, Any]) -> T:
    readers = _READERS[kind]
    known = {field.name for field in fields(kind)}
    return kind(
        **{
            name: readers[name](value) if name in readers and value is not None else value
            for name, value in data.items()
            if name in known
        }
    )
