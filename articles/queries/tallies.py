"""How many of what a list shows have what in common: counted in the database, never by loading rows."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Final, TypeVar

from django.core.cache import cache
from django.db.models import Count, F, Max, QuerySet, Sum

from articles.document import Form
from articles.models import Appearance, Article, Entity, Quantity, Quotation
from articles.models.article import UNDATED
from articles.queries.cards import EntityLink, ranked
from articles.queries.lists import Filters
from articles.queries.quotes import quotations

# a library of so many articles remembers its counts for so many seconds: each reads every annotation; totals of lists
# too, where they are of more rows than that
LARGE: Final = 2000
REMEMBERED: Final = 60
# of so many quotations it is counted what they name
COUNTED: Final = 2_000

T = TypeVar("T")


def remembered(name: str, filters: object, count: Callable[[], T], worth: Callable[[T], bool] = lambda _: True) -> T:
    """What ``count`` gives for these filters, told apart by their repr; in a large library at most a minute old.

    What is not ``worth`` it is counted each time.
    """
    last = Article.objects.aggregate(last=Max("pk"))["last"] or 0
    if last < LARGE:
        return count()
    key = f"{name}-{last}-{hashlib.sha256(repr(filters).encode()).hexdigest()}"
    found: T | None = cache.get(key)
    if found is None:
        found = count()
        if worth(found):
            cache.set(key, found, REMEMBERED)
    return found


def how_many(filters: Filters, found: QuerySet[Any]) -> int:
    """How many rows were ``found`` with these filters; more than ``LARGE`` are counted once a minute."""
    return remembered(found.model.__name__, filters, found.count, lambda count: count > LARGE)


def by_day(found: QuerySet[Any]) -> dict[datetime.date, int]:
    """How many were published on each day; those of articles without a date are left out."""
    dated = found.order_by().exclude(day=UNDATED)
    return dict(dated.values_list("day").annotate(n=Count("pk")).values_list("day", "n"))


def by_value(found: QuerySet[Any], field: str, most: int | None = None) -> list[tuple[str, int]]:
    """How many have each value of ``field``, the most frequent first; empty values are left out."""
    counted = found.order_by().exclude(**{field: ""}).values_list(field).annotate(n=Count("pk"))
    return list(counted.order_by("-n", field).values_list(field, "n")[:most])


def by_measure(found: QuerySet[Quantity], shown: Iterable[Quantity]) -> dict[tuple[str, str], int]:
    """How many figures have the kind and measure of one of those ``shown``."""
    kinds, measures = zip(*{(quantity.kind, quantity.measure) for quantity in shown} or {("", "")}, strict=True)
    same = found.order_by().filter(kind__in=kinds, measure__in=measures)
    counted = same.values_list("kind", "measure").annotate(n=Count("pk"))
    return {(kind, measure): count for kind, measure, count in counted}


def articles_of(found: QuerySet[Any]) -> int:
    """In how many articles they stand."""
    return int(found.order_by().aggregate(n=Count("article", distinct=True))["n"])


def named(filters: Filters, most: int) -> list[EntityLink]:
    """What the quotations that match the other filters name, with how many of them do, most first.

    Where that would be too much to count the entities are those most spoken of in the same articles, without counts.
    """
    others = replace(filters, about=None)
    of_articles = Filters(source=filters.source, since=filters.since, until=filters.until)
    if others == of_articles:
        return _spoken_of(of_articles, most)
    found = quotations(others)
    if found.count() <= COUNTED:
        return _named_in(found, most)
    return [replace(link, count=0) for link in _spoken_of(of_articles, most)]


def _spoken_of(filters: Filters, most: int) -> list[EntityLink]:
    """The same for all quotations of some articles, which are counted already."""
    counted = Appearance.objects.filter(filters.articles(), spoken_of__gt=0).values_list("entity")
    return _links(counted.annotate(n=Sum("spoken_of")).order_by("-n", "entity"), most)


def _named_in(found: QuerySet[Quotation], most: int) -> list[EntityLink]:
    inside = found.order_by().filter(
        article__mentions__form=Form.NAME,
        article__mentions__start__gte=F("start"),
        article__mentions__end__lte=F("end"),
        # said for the index, which knows where mentions start
        article__mentions__start__lt=F("end"),
    )
    entity = "article__mentions__entity"
    counted = inside.values_list(entity).annotate(n=Count("pk", distinct=True))
    return _links(counted.order_by("-n", entity), most)


def _links(counted: QuerySet[Any, tuple[int, int]], most: int) -> list[EntityLink]:
    counts = dict(counted[:most])
    entities = Entity.objects.in_bulk(list(counts))
    return ranked((entities[pk], n) for pk, n in counts.items() if pk in entities)
