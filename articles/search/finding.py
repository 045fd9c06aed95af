"""Query -> articles, and those that may match but are not annotated yet."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Final

from django.db import connection
from django.db.models import F, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Concat

from articles.models import Alias, Appearance, Article, Entity, Quotation, State
from articles.models.article import ArticleQuerySet
from articles.rendering.kinds import labels_of
from articles.search.folding import fold
from articles.search.fulltext import has_words
from articles.search.query import ENTITY_FIELDS, Dates, Filter, Query, tokens_of

# so many articles are looked up one by one
FEW: Final = 500


@dataclass(frozen=True, slots=True)
class Found:
    """``articles`` match; ``unannotated`` match in all that can be told of an article without annotations.

    One that is annotated again keeps its old annotations meanwhile and may be in both, until they are :func:`settled`.
    ``entities`` are the primary keys that the filters on entities mean.
    """

    articles: ArticleQuerySet
    unannotated: ArticleQuerySet
    entities: frozenset[int] = frozenset()


def find(query: Query) -> Found:
    """The articles that match every part of the query. Querysets are not evaluated yet."""
    condition, entities = _condition(query)
    articles = Article.objects.filter(condition)
    unannotated = Article.objects.none()
    if query.needs_annotations:
        unannotated = Article.objects.filter(
            _condition(query.without_annotations())[0], state__in=(State.WAITING, State.ANNOTATING, State.FAILED)
        )
    return Found(articles, unannotated, entities)


def settled(found: Found) -> tuple[Found, int]:
    """The same, matched once, and how many articles match: what else is asked of them need not search again."""
    keys = list(found.articles.order_by().values_list("pk", flat=True))
    others = set(found.unannotated.order_by().values_list("pk", flat=True)).difference(keys)
    return replace(found, articles=_these(keys), unannotated=_these(sorted(others))), len(keys)


def _these(keys: list[int]) -> ArticleQuerySet:
    if len(keys) <= FEW:
        return Article.objects.filter(pk__in=keys)
    # where there are many, articles are asked in the order of a list: the sum keeps their keys from leading the way
    return Article.objects.alias(key=F("pk") + 0).filter(key__in=_list_of(keys))


def _list_of(keys: list[int]) -> RawSQL:
    """The keys as a query, since a statement can have only so many parameters."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [keys])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(keys)])


def _condition(query: Query) -> tuple[Q, frozenset[int]]:
    condition = has_words(query.terms)
    entities: set[int] = set()
    for part in query.filters:
        if part.field in ENTITY_FIELDS:
            meant = entities_named(part.value, part.field)
            entities |= meant
            condition &= Q(pk__in=Appearance.objects.filter(entity__in=meant, mentions__gt=0).values("article"))
        elif part.field == "speaker":
            condition &= _is_spoken(part)
        elif part.field == "source":
            condition &= Q(source__in=sources_named(part.value))
        else:
            condition &= _is_dated(part)
    return condition, frozenset(entities)


def entities_named(name: str, kind: str | None = None) -> set[int]:
    """The entities of this very name, or where there are none, those that have its words in theirs."""
    words = " ".join(tokens_of(fold(name)))
    entities = Entity.objects.all() if kind is None else Entity.objects.filter(label__in=labels_of(kind))
    aliases = Alias.objects.filter(entity__in=entities)
    named = dict(entities.filter(Q(key=words) | Q(name=name)).values_list("id", "article"))
    exact = {*named, *aliases.filter(key=words).values_list("entity", flat=True)}
    # the bare surname that an article keeps to itself may well be short for the person meant
    if all(named.get(pk) is not None for pk in exact):
        padded = Concat(Value(" "), "key", Value(" "))
        exact |= set(entities.alias(all=padded).filter(all__contains=f" {words} ").values_list("id", flat=True))
        exact |= set(aliases.alias(all=padded).filter(all__contains=f" {words} ").values_list("entity", flat=True))
    # an entity that an editor merged stands for the one it became
    became = Entity.objects.filter(pk__in=exact, merged_into__isnull=False).values_list("merged_into", flat=True)
    return exact | {pk for pk in became if pk is not None}


def sources_named(name: str) -> list[str]:
    """The sources of this very name, or where there are none, those that have it in theirs."""
    sources = [
        (" ".join(tokens_of(fold(source))), source)
        for source in Article.objects.exclude(source="").order_by().values_list("source", flat=True).distinct()
    ]
    words = " ".join(tokens_of(fold(name)))
    exact = [source for folded, source in sources if folded == words]
    return exact or [source for folded, source in sources if f" {words} " in f" {folded} "]


def _is_spoken(part: Filter) -> Q:
    speaking = Appearance.objects.filter(entity__in=entities_named(part.value), quotes__gt=0)
    # a source without a name ("a spokesman") has no entity
    unnamed = Quotation.objects.filter(speaker__isnull=True, speaker_name__icontains=part.value)
    return Q(pk__in=speaking.values("article")) | Q(pk__in=unnamed.values("article"))


def _is_dated(part: Filter) -> Q:
    dates = Dates.read(part.value)
    if dates is None:
        return Q()
    if dates.first is None and dates.last is None:
        return Q(published__isnull=True)
    condition = Q()
    if dates.first is not None:
        condition &= Q(published__gte=dates.first)
    if dates.last is not None:
        condition &= Q(published__lte=dates.last)
    return condition
