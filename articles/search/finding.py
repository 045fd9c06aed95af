"""Query -> articles, and those that may match but are not annotated yet."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import Final

from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from articles.document import Label
from articles.language.linking import normal_name
from articles.models import Alias, Appearance, Article, Entity, Quotation, State
from articles.models.article import ArticleQuerySet
from articles.rendering.kinds import labels_of
from articles.search.folding import fold
from articles.search.fulltext import keys_with_words
from articles.search.keys import OneOf, keys_of
from articles.search.query import ANNOTATION_FIELDS, ENTITY_FIELDS, Dates, Filter, Query, tokens_of

# so many articles are looked up one by one
FEW: Final = 500


@dataclass(frozen=True, slots=True)
class Found:
    """``articles`` match, ``count`` of them; ``unannotated`` match in all that can be told of an article without
    annotations, and are none of those.

    ``entities`` are the primary keys that the filters on entities mean.
    """

    articles: ArticleQuerySet
    count: int
    unannotated: ArticleQuerySet
    entities: frozenset[int] = frozenset()


def find(query: Query) -> Found:
    """The articles that match every part of the query: each part is asked once for all of its articles.

    What else is asked of those found need not search again: their primary keys are known.
    """
    if not query:
        return Found(Article.objects.all(), Article.objects.count(), Article.objects.none())
    plain = [_keys_of_part(part) for part in query.filters if part.field not in ANNOTATION_FIELDS]
    if query.terms:
        plain.append(keys_with_words(query.terms))
    meant = {
        part: frozenset(entities_named(part.value, None if part.field == "speaker" else part.field))
        for part in query.filters
        if part.field in ANNOTATION_FIELDS
    }
    keys = set.intersection(*plain, *(_keys_naming(part, entities) for part, entities in meant.items()))
    unannotated: set[int] = set()
    if meant:
        states = (State.WAITING, State.ANNOTATING, State.FAILED)
        unannotated = keys_of(Article.objects.filter(state__in=states)).intersection(*plain) - keys
    named = (entities for part, entities in meant.items() if part.field in ENTITY_FIELDS)
    return Found(_articles(keys), len(keys), _articles(unannotated), frozenset().union(*named))


def _articles(keys: Set[int]) -> ArticleQuerySet:
    if not keys:
        return Article.objects.none()
    # where there are many, articles are asked in the order of a list: the sum keeps their keys from leading the way
    return Article.objects.filter(OneOf(F("pk") if len(keys) <= FEW else F("pk") + 0, keys))


def _keys_of_part(part: Filter) -> set[int]:
    """Of the articles that a filter lets through which asks for no annotation."""
    if part.field == "source":
        return keys_of(Article.objects.filter(source__in=sources_named(part.value)))
    return keys_of(Article.objects.filter(_is_dated(part)))


def _keys_naming(part: Filter, entities: Collection[int]) -> set[int]:
    """Of the articles that name one of the entities, or quote one where the filter asks for that."""
    of_entities = Appearance.objects.filter(entity__in=entities)
    if part.field != "speaker":
        return keys_of(of_entities.filter(mentions__gt=0), "article")
    # a source without a name ("a spokesman") has no entity
    unnamed = Quotation.objects.filter(speaker__isnull=True, speaker_name__icontains=part.value)
    return keys_of(of_entities.filter(quotes__gt=0), "article") | keys_of(unnamed, "article")


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
