"""The filters beside a list: for each choice, how many articles of the list it keeps."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Max, QuerySet

from articles.models import Alias, Appearance, Entity
from articles.models.article import ArticleQuerySet
from articles.rendering.kinds import KIND_NAMES, kind_of
from articles.search.finding import entities_named, find
from articles.search.folding import fold
from articles.search.query import Dates, Filter, Query, filter_on, tokens_of

# the kinds of entity that have a facet
FACET_KINDS: Final = ("person", "org", "place")
# choices shown of one facet
CHOICES: Final = 4
SOURCES: Final = 6
MONTHS: Final = 12
# as many days as those months have, and no fewer than all of them
_YEAR: Final = datetime.timedelta(days=366)
# in more articles than this only those named most in the latest of them are counted
MANY: Final = 1000
LATEST: Final = 200
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
    """A bar of the chart of dates: ``x``, ``top`` and ``height`` in a drawing of 220 by 40, as SVG wants them.

    ``query`` has this month besides or, where it is the filter, no longer; ``is_selected``: the filters let it through.
    """

    first: datetime.date
    count: int
    x: str
    top: str
    height: str
    query: str
    is_selected: bool


def facets(query: Query, articles: ArticleQuerySet, total: int) -> list[Facet]:
    """People, organisations, places and sources of ``articles``, which are the ``total`` that match ``query``.

    What the query filters on comes first, however rare; a count is of the articles that the filter keeps.
    """
    named = _named(query, articles, total)
    by_source = articles.exclude(source="").order_by().values_list("source").annotate(n=Count("pk"))
    sources = {filter_on("source", source): n for source, n in by_source.order_by("-n", "source")[:SOURCES]}
    found = [
        Facet(kind, KIND_NAMES[kind], kind, _choices(query, kind, named[kind], CHOICES, total)) for kind in FACET_KINDS
    ]
    found.append(Facet("source", "Sources", "", _choices(query, "source", sources, SOURCES, total)))
    return [facet for facet in found if facet.choices]


def _choices(query: Query, field: str, counted: dict[Filter, int], most: int, total: int) -> tuple[Choice, ...]:
    """The choices of a facet: the query's own filters, which all ``total`` articles match, then those counted."""
    own = {_folded(part): part for part in query.filters if part.field == field}
    chosen = [Choice(part.value, total, str(query.toggled(part)), is_selected=True) for part in own.values()]
    others = [
        Choice(part.value, count, str(query.toggled(part)), is_selected=False)
        for part, count in counted.items()
        if _folded(part) not in own
    ]
    return tuple(chosen + others[: max(0, most - len(chosen))])


def _folded(part: Filter) -> str:
    return " ".join(tokens_of(fold(part.value)))


def _named(query: Query, articles: ArticleQuerySet, total: int) -> dict[str, dict[Filter, int]]:
    """For each kind the filters on those whom most of ``articles`` name, and how many articles each keeps."""
    counted = _most_named(articles, total) if query else _most_named_of_all()
    entities = Entity.objects.in_bulk(counted)
    chosen: dict[str, dict[str, Entity]] = {kind: {} for kind in FACET_KINDS}
    for pk in counted:
        entity = entities[pk]
        of_kind = chosen.get(kind_of(entity.label), {})
        if len(of_kind) < CHOICES:
            of_kind.setdefault(entity.key, entity)
    shared = _shared({entity.key for of_kind in chosen.values() for entity in of_kind.values()})
    named = {}
    for kind, of_kind in chosen.items():
        counts = {
            filter_on(kind, entity.name): _kept(articles, kind, entity)
            if entity.key in shared or entity.article_id
            else counted[entity.pk]
            for entity in of_kind.values()
        }
        named[kind] = dict(sorted(counts.items(), key=lambda choice: -choice[1]))
    return named


def _shared(keys: set[str]) -> set[str]:
    """Those of the names that are not one entity's alone: a filter on them keeps the articles of all."""
    own = Entity.objects.filter(key__in=keys).values_list("key", flat=True)
    bearers = Counter(own.union(Alias.objects.filter(key__in=keys).values_list("key", flat=True), all=True))
    return {key for key, count in bearers.items() if count > 1}


def _kept(articles: ArticleQuerySet, kind: str, entity: Entity) -> int:
    """How many of ``articles`` a filter on the name of this entity keeps."""
    meant = entities_named(entity.name, kind)
    named = Appearance.objects.filter(article__in=articles.values("pk"), entity__in=meant, mentions__gt=0)
    return named.values("article").distinct().count()


def _most_named_of_all() -> dict[int, int]:
    """The same of the whole library, which the entities know."""
    most = Entity.objects.filter(article_count__gt=0).order_by("-article_count", "-mention_count", "key", "pk")
    return dict(most.values_list("pk", "article_count")[:_CANDIDATES])


def _most_named(articles: ArticleQuerySet, total: int) -> dict[int, int]:
    """The entities that most of the articles name, the first ones first, and how many those are.

    Of many articles the latest say who is counted in all.
    """
    named = Appearance.objects.filter(article__in=articles.values("pk"), mentions__gt=0)
    if total > MANY:
        latest = articles.newest_first().values_list("pk", flat=True)[:LATEST]
        of_latest = Appearance.objects.filter(article__in=list(latest), mentions__gt=0)
        named = named.filter(entity__in=_first_of_each_kind(_by_articles(of_latest, _CANDIDATES)))
    return _by_articles(named, _CANDIDATES)


def _first_of_each_kind(entities: Iterable[int]) -> list[int]:
    """Those of the entities that a facet has room for, in their order."""
    labels = dict(Entity.objects.filter(pk__in=entities).values_list("pk", "label"))
    room = Counter(dict.fromkeys(FACET_KINDS, CHOICES))
    first = []
    for pk in entities:
        kind = kind_of(labels[pk])
        if room[kind] > 0:
            room[kind] -= 1
            first.append(pk)
    return first


def _by_articles(named: QuerySet[Appearance], most: int) -> dict[int, int]:
    counted = named.order_by().values_list("entity").annotate(n=Count("pk"))
    return dict(counted.order_by("-n", "entity").values_list("entity", "n")[:most])


def months(query: Query, articles: ArticleQuerySet) -> list[Month]:
    """The last twelve months in which articles were published, oldest first, those without any included.

    ``articles`` match ``query``; what its dates leave out is counted all the same.
    """
    undated = query.without("date")
    if undated != query:
        articles = find(undated).articles
    last = articles.aggregate(last=Max("published"))["last"]
    if last is None:
        return []
    since = max(last, datetime.date.min + _YEAR) - _YEAR
    days = articles.filter(published__gte=since).order_by().values_list("published").annotate(n=Count("pk"))
    counted: Counter[datetime.date] = Counter()
    # by day, since truncating each row to its month is work for Python on SQLite
    for day, count in days:
        counted[day.replace(day=1)] += count
    month = max(counted)
    span = []
    for _ in range(MONTHS):
        span.append(month)
        if month == datetime.date.min:
            break
        month = (month - datetime.timedelta(days=1)).replace(day=1)
    highest = max(counted[first] for first in span)
    return [_month(query, first, place, counted[first], highest) for place, first in enumerate(reversed(span))]


def _month(query: Query, first: datetime.date, place: int, count: int, highest: int) -> Month:
    part = Filter("date", first.isoformat()[:7])
    undated = query.without("date")
    spans = [dates for own in query.filters if own.field == "date" and (dates := Dates.read(own.value))]
    height = max(1.5, 38 * count / highest) if count else 0.75
    return Month(
        first=first,
        count=count,
        x=f"{place * 18.4:.1f}",
        top=f"{40 - height:.1f}",
        height=f"{height:.1f}",
        query=str(undated if part in query.parts else undated.toggled(part)),
        is_selected=bool(spans) and all(_holds(dates, first) for dates in spans),
    )


def _holds(dates: Dates, month: datetime.date) -> bool:
    """Whether any day of the month that begins so is one of the dates."""
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    known = dates.first is not None or dates.last is not None
    return known and (dates.first is None or dates.first <= last) and (dates.last is None or month <= dates.last)
