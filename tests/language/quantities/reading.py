"""Reads the quantities of a sentence and shows them as tests state them."""

from __future__ import annotations

from typing import Any

from articles.document import Quantity
from articles.language.quantities import find_quantities
from tests.builders import document

PUBLISHED = "2024-05-08"  # a Wednesday


def quantities(text: str, *, published: str | None = PUBLISHED, **options: Any) -> tuple[Quantity, ...]:
    """The quantities found in ``text``, which was published on ``published``."""
    return find_quantities(document(text, published=published, **options))


def shown(text: str, *fields: str, **options: Any) -> list[tuple[Any, ...]]:
    """Each quantity of ``text`` as its words followed by ``fields``; enumerations as their values."""
    return [
        (quantity.span.of(text), *(_plain(getattr(quantity, name)) for name in fields))
        for quantity in quantities(text, **options)
    ]


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "value") else value
