"""Lists of the panel that are shown a part at a time: the first rows at once, the others as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

# rows of a list at once, and when more of it is asked for
FIRST: Final = 12
MORE: Final = 50

Row = TypeVar("Row", covariant=True)


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """Rows of a list from ``start`` on, of ``total``; ``sort`` is "mention", "quote", "figure" or "entity".

    ``address`` is the query of the panel that the list belongs to, and ``name`` what the list is called in it.
    """

    sort: str
    name: str
    address: str
    rows: Sequence[Row]
    total: int
    start: int = 0
    title: str = ""

    @property
    def names_speaker(self) -> bool:
        """Whether its quotations need their speaker's name: it is not that of the panel."""
        return self.name not in ("says", "here")

    @property
    def left(self) -> int:
        """How many come after these."""
        return self.total - self.start - len(self.rows)

    @property
    def more(self) -> str:
        """The query that asks for those after these."""
        return f"{self.address}&list={self.name}&from={self.start + len(self.rows)}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The list of which the reader asked for the rows from ``start`` on; without a name: for none in particular."""

    name: str = ""
    start: int = 0

    def window(self, name: str, first: int | None = None) -> slice:
        """The rows to show of the list called ``name``; ``first``: how many at once, if not as many as usual."""
        if name == self.name:
            return slice(self.start, self.start + MORE)
        return slice(0, FIRST if first is None else first)


NOTHING_ASKED: Final = Asked()
