"""Query -> articles, and those that may match but are not annotated yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Count, F, Lookup, Q, TextField, Value
from django.db.models.functions import Cast, Concat
from django.db.models.sql.compiler import SQLCompiler

from articles.document import Label
from articles.language.linking import normal_name
from articles.models import Alias, Appearance, Article, Entity, Quotation, State
from articles.models.article import ArticleQuerySet
from articles.rendering.kinds import labels_of
from articles.search.folding import fold
from articles.search.fulltext import has_words
from articles.search.query import ENTITY_FIELDS, Dates, Filter, Query, tokens_of

# so many articles are looked up one by one
FEW: Final = 500
# what makes one text of many keys
_COLLECT: Final = {"sqlite": "json_group_array", "postgresql": "array_agg"}


class OneOf(Lookup[str]):
    """Whether the left side is one of the keys in a text that ``_COLLECT`` made."""

    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        params = (*left_params, *right_params)
        if connection.vendor == "postgresql":
            # an array is hashed; every row would be compared with every one of a query
            return f"{left} = ANY({right}::bigint[])", params
        return f"{left} IN (SELECT value FROM json_each({right}))", params  # noqa: S608 -- both sides are compiled


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
    articles, count = _settled(found.articles)
    unannotated, _ = _settled(found.unannotated.exclude(pk__in=articles.values("pk")))
    return replace(found, articles=articles, unannotated=unannotated), count


def _settled(articles: ArticleQuerySet) -> tuple[ArticleQuerySet, int]:
    """The articles by their primary keys, and their number. The keys come and go as one text: they may be many."""
    collect = Aggregate("pk", function=_COLLECT[connection.vendor], output_field=TextField())
    found = articles.order_by().aggregate(keys=Cast(collect, TextField()), count=Count("pk"))
    if not found["count"]:
        return Article.objects.none(), 0
    # where there are many, articles are asked in the order of a list: the sum keeps their keys from leading the way
    key = F("pk") if found["count"] <= FEW else F("pk") + 0
    return Article.objects.filter(OneOf(key, found["keys"])), found["count"]


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
    keys = {words, *(normal_name(name, label) for label in Label)}
    entities, aliases = Entity.objects.all(), Alias.objects.all()
    if kind is not None:
        entities = entities.filter(label__in=labels_of(kind))
        aliases = aliases.filter(entity__label__in=labels_of(kind))
    named = dict(entities.filter(key__in=keys).values_list("id", "article"))
    exact = {*named, *aliases.filter(key__in=keys).values_list("entity", flat=True)}
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
