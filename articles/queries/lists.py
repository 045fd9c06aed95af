"""What the lists of all quotes and of all numbers can be limited to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from articles.models import Article


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is limited to; empty fields limit nothing.

    ``speaker`` and ``about`` are entities; ``since`` and ``until`` are days of publication, both included; ``name`` is
    a part of a speaker's name.
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
        """The condition on the article that an annotation stands in."""
        return Q(
            **given(
                {
                    "article__source": self.source,
                    "article__published__gte": self.since,
                    "article__published__lte": self.until,
                }
            )
        )


def given(fields: Mapping[str, object]) -> dict[str, object]:
    """Those of the conditions that have a value."""
    return {name: value for name, value in fields.items() if value}


def sources() -> list[str]:
    """The outlets of the library, by name."""
    return list(Article.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct())
