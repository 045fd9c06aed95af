"""The filters beside a list: for each choice, how many articles of the list it keeps."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from articles.models import Appearance, Entity
from articles.models.article import ArticleQuerySet
from articles.rendering.kinds import KIND_NAMES, kind_of
from articles.search.query import Filter, Query, filter_on

# choices shown of one facet
CHOICES: Final = 4
SOURCES: Final = 6
MONTHS: Final = 12
# entities looked at to find the first of each kind
_CANDIDATES: Final = 150


@dataclass(frozen=True, slots=True)
class Choice:
    """``query`` is what to search for to add this filter, or to take it away where it is selected."""

    name: str
    count: int
    query: str
    is_selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The choices of one kind of filter, the most frequent first. ``kind`` is empty where no mark belongs to them."""

    field: str
    title: str
    kind: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A bar of the chart of dates: ``x``, ``top`` and ``height`` in a drawing of 220 by 40, as SVG wants them."""

    first: datetime.date
    count: int
    x: str
    top: str
    height: str
    query: str
    is_selected: bool


def facets(query: Query, articles: ArticleQuerySet) -> list[Facet]:
    """People, organisations, places and sources of ``articles``, which are those that match ``query``."""
    found = [facet for facet in _entity_facets(query, articles) if facet.choices]
    sources = (
        articles.exclude(source="").order_by().values_list("source").annotate(n=Count("pk")).order_by("-n", "source")
    )
    choices = tuple(_choice(query, filter_on("source", source), source, count) for source, count in sources[:SOURCES])
    if choices:
        found.append(Facet("source", "Sources", "", choices))
    return found


def _entity_facets(query: Query, articles: ArticleQuerySet) -> list[Facet]:
    counted = _most_named(articles) if query else _most_named_of_all()
    by_kind: dict[str, list[Entity]] = {kind: [] for kind in ("person", "org", "place")}
    entities = Entity.objects.in_bulk(counted)
    for key in counted:
        kind = kind_of(entities[key].label)
        if kind in by_kind and len(by_kind[kind]) < CHOICES:
            by_kind[kind].append(entities[key])
    return [
        Facet(
            kind,
            KIND_NAMES[kind],
            kind,
            tuple(_choice(query, filter_on(kind, entity.name), entity.name, counted[entity.pk]) for entity in chosen),
        )
        for kind, chosen in by_kind.items()
    ]


def _most_named_of_all() -> dict[int, int]:
    """The same of the whole library, which the entities know."""
    most = Entity.objects.filter(article_count__gt=0).order_by("-article_count", "-mention_count", "key", "pk")
    return dict(most.values_list("pk", "article_count")[:_CANDIDATES])


def _most_named(articles: ArticleQuerySet) -> dict[int, int]:
    """The entities that most of the articles name, the first ones first, and how many those are."""
    named = Appearance.objects.filter(article__in=articles.values("pk"), mentions__gt=0).order_by()
    counted = named.values_list("entity").annotate(n=Count("pk"))
    return dict(counted.order_by("-n", "entity")[:_CANDIDATES])


def _choice(query: Query, part: Filter, name: str, count: int) -> Choice:
    return Choice(name, count, str(query.toggled(part)), part in query.parts)


def months(query: Query, articles: ArticleQuerySet) -> list[Month]:
    """The last twelve months in which ``articles`` were published, oldest first, those without any included."""
    days = articles.filter(published__isnull=False).order_by().values_list("published").annotate(n=Count("pk"))
    counted: Counter[datetime.date] = Counter()
    # by day, since truncating each row to its month is work for Python on SQLite
    for day, count in days:
        counted[day.replace(day=1)] += count
    if not counted:
        return []
    month = max(counted)
    span = []
    for _ in range(MONTHS):
        span.append(month)
        if month == datetime.date.min:
            break
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    highest = max(counted.values())
    return [_month(query, first, place, counted[first], highest) for place, first in enumerate(reversed(span))]


def _month(query: Query, first: datetime.date, place: int, count: int, highest: int) -> Month:
    part = Filter("date", first.isoformat()[:7])
    height = max(1.5, 38 * count / highest) if count else 0.75
    return Month(
        first=first,
        count=count,
        x=f"{place * 18.4:.1f}",
        top=f"{40 - height:.1f}",
        height=f"{height:.1f}",
        query=str(query.toggled(part)),
        is_selected=part in query.parts,
    )
