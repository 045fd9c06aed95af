"""The index of all entities: ranked by how many articles name them, with how many there are of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import overload

from django.db.models import Count, F, Q, QuerySet, Sum

from articles.models import Alias, Appearance, Entity
from articles.queries.lists import Filters
from articles.rendering.kinds import KIND_NAMES, kind_of, labels_of


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity with how often it is named, and in how many articles."""

    entity: Entity
    mentions: int
    articles: int


class Ranking(Sequence[Ranked]):
    """The entities of a kind, with words in their names; those that most articles name first.

    With a source, or days of publication, only such articles count. ``count``: how many entities match, if known. Only
    what a page shows is read.
    """

    def __init__(self, filters: Filters, count: int | None = None) -> None:
        self._filters = filters
        self._count = count

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(kinds_of_entities(self._filters).values())
        return self._count

    @overload
    def __getitem__(self, place: int) -> Ranked: ...
    @overload
    def __getitem__(self, place: slice) -> list[Ranked]: ...
    def __getitem__(self, place: int | slice) -> Ranked | list[Ranked]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        named = _named(self._filters)
        if named is None:
            order = ("-article_count", "-mention_count", "key", "pk")
            keys = list(_called(self._filters).order_by(*order).values_list("pk", flat=True)[place])
            rows = Entity.objects.in_bulk(keys)
            return [Ranked(rows[key], rows[key].mention_count, rows[key].article_count) for key in keys]
        if self._filters.kind or self._filters.words:
            # the few articles of one source are asked for their entities: the sum keeps entities from leading the way
            whom = F("entity") + 0 if self._filters.source else F("entity")
            named = named.alias(whom=whom).filter(whom__in=_called(self._filters).values("pk"))
        counted = named.order_by().values_list("entity").annotate(n=Count("pk"), m=Sum("mentions"))
        counts = list(counted.order_by("-n", "-m", "entity")[place])
        rows = Entity.objects.in_bulk([key for key, _, _ in counts])
        return [Ranked(rows[key], mentions, articles) for key, articles, mentions in counts]


def kinds_of_entities(filters: Filters) -> dict[str, int]:
    """How many of the entities that match the other filters are of each kind, in the order of kinds."""
    found = _called(replace(filters, kind=""))
    named = _named(filters)
    if named is not None:
        found = found.filter(pk__in=named.values("entity"))
    counts: Counter[str] = Counter()
    for label, count in found.order_by().values_list("label").annotate(n=Count("pk")):
        counts[kind_of(label)] += count
    return {kind: counts[kind] for kind in KIND_NAMES if counts[kind]}


def _called(filters: Filters) -> QuerySet[Entity]:
    """The entities of the kind, with the words in a name of theirs, that any article names."""
    # one that was merged into another is named nowhere
    found = Entity.objects.filter(article_count__gt=0)
    if filters.kind:
        found = found.filter(label__in=labels_of(filters.kind))
    if filters.words:
        also = Alias.objects.filter(name__icontains=filters.words).values("entity")
        found = found.filter(Q(name__icontains=filters.words) | Q(pk__in=also))
    return found


def _named(filters: Filters) -> QuerySet[Appearance] | None:
    """What the articles of the source and days name; None where all articles count."""
    if Filters(source=filters.source, since=filters.since, until=filters.until) == Filters():
        return None
    return Appearance.objects.filter(filters.articles(), mentions__gt=0)
