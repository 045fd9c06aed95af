"""What a reader makes of a stretch of tokens, before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from articles.document import Bound, QuantityKind


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity on the tokens ``first`` (inclusive) to ``last`` (exclusive), without its bounding words.

    The fields are those of :class:`articles.document.Quantity`, with exact decimals. ``printed_first`` is where the
    bounding words begin and ``printed_last`` where they end; None: there are none on that side. ``counts``: whether a
    noun behind it may be what it counts.
    """

    first: int
    last: int
    kind: QuantityKind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    currency: str | None = None
    bound: Bound = Bound.EXACT
    date: str | None = None
    per: str | None = None
    counts: bool = False
    printed_first: int | None = None
    printed_last: int | None = None

    @property
    def outer_first(self) -> int:
        """The first token, bounding words included."""
        return self.first if self.printed_first is None else self.printed_first

    @property
    def outer_last(self) -> int:
        """The token behind the last one, bounding words included."""
        return self.last if self.printed_last is None else self.printed_last
