"""What the lists of all quotes and of all numbers can be limited to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeVar, overload

from django.db.models import Model, Q, QuerySet

from articles.models import Appearance, Article
from articles.models.article import UNDATED

# of so many articles that name an entity the annotations are listed
MOST: Final = 1000

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is limited to; empty fields limit nothing.

    ``speaker`` and ``about`` are entities, the latter in the latest ``MOST`` articles that name it; ``since`` and
    ``until`` are days of publication, both included; ``name`` is a part of a speaker's name.
    """

    speaker: int | None = None
    about: int | None = None
    source: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    type: str = ""
    kind: str = ""
    unit: str = ""
    currency: str = ""
    counted: str = ""
    words: str = ""
    name: str = ""

    def articles(self) -> Q:
        """The condition on an annotation that its article sets: source and day of publication."""
        # without a date: before none and after none
        since = self.since or (UNDATED + datetime.timedelta(days=1) if self.until else None)
        return Q(**given({"article__source": self.source, "day__gte": since, "day__lte": self.until}))


class InTurn(Sequence[Row]):
    """The rows of ``parts``, one queryset after the other, as a paginator wants them: only what a page shows is read.

    Each part is in an order that an index has; one order over all would sort the whole library. The rows themselves
    come from ``rows``, once the index has said which ones a page shows. ``count``: how many there are, if known.
    """

    def __init__(self, *parts: QuerySet[Row], rows: QuerySet[Row], count: int | None = None) -> None:
        self.parts = parts
        self._rows = rows
        self._count = count

    @cached_property
    def _counts(self) -> list[int]:
        if self._count is None:
            return [part.order_by().count() for part in self.parts]
        others = [part.order_by().count() for part in self.parts[1:]]
        return [self._count - sum(others), *others]

    def __len__(self) -> int:
        return sum(self._counts)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _ = place.indices(len(self))
        keys: list[int] = []
        for part, count in zip(self.parts, self._counts, strict=True):
            if start < count and stop > 0:
                keys += part.select_related(None).values_list("pk", flat=True)[max(0, start) : stop]
            start, stop = start - count, stop - count
        found = self._rows.in_bulk(keys)
        return [found[key] for key in keys if key in found]


def latest_naming(filters: Filters, **counts: int) -> QuerySet[Appearance, Any]:
    """The primary keys of the latest articles, at most ``MOST``, that match and name ``filters.about``.

    ``counts`` are further conditions on its appearance in them.
    """
    named = Appearance.objects.filter(filters.articles(), entity=filters.about, mentions__gt=0, **counts)
    return named.order_by("-day", "-article").values("article")[:MOST]


def given(fields: Mapping[str, object]) -> dict[str, object]:
    """Those of the conditions that have a value."""
    return {name: value for name, value in fields.items() if value}


def sources() -> list[str]:
    """The outlets of the library, by name."""
    return list(Article.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct())
