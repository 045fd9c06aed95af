"""The entities that articles share: found again by name, moved where an editor merged them, tidied when unused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from django.db.models import F, Max, QuerySet

from articles.correction.counting import count
from articles.document import Label
from articles.language.linking import is_full_name, normal_name
from articles.models import Article, Entity, Mention, Quotation

# characters of a normal name that the store compares
KEY: Final = 200
_BATCH: Final = 500


class Named(NamedTuple):
    """An entity by what it is called."""

    name: str
    label: str


def key_of(name: str, label: str) -> str:
    """The normal name by which the store finds an entity."""
    return normal_name(name, Label(label))[:KEY]


def named(name: str, label: str, article: int) -> Entity:
    """The entity that an article means by this name and label: its own one or that of all articles, else a new one.

    A new one whose name alone does not tell who is meant is the article's own.
    """
    key = key_of(name, label)
    own = Entity.objects.filter(key=key, label=label, article=article).first()
    shared = own or Entity.objects.filter(key=key, label=label, article=None).first()
    if shared is None:
        home = None if is_full_name(name, Label(label)) else article
        shared = Entity.objects.create(key=key, label=label, name=name, article_id=home)
    return final(shared)


def final(entity: Entity) -> Entity:
    """Where the entity belongs now: itself, or what editors merged it into."""
    while entity.merged_into is not None:
        entity = entity.merged_into
    return entity


def names(entities: Iterable[int | None]) -> dict[str, Named]:
    """What the entities with these primary keys are called, by primary key as JSON has it."""
    rows = Entity.objects.filter(pk__in=[pk for pk in entities if pk is not None])
    return {str(row.pk): Named(row.name, row.label) for row in rows}


def present(wanted: Mapping[int, Named], article: int) -> dict[int, int]:
    """The entities of today for those that an article's corrections name: merges followed, deleted ones made again."""
    rows = Entity.objects.in_bulk(list(wanted))
    return {pk: (final(rows[pk]) if pk in rows else named(*called, article)).pk for pk, called in wanted.items()}


def used_by(article: Article) -> set[int]:
    """The primary keys of the entities that the article's mentions and quotations refer to, and of its own ones."""
    return used_by_all([article.pk])


def used_by_all(articles: Collection[int]) -> set[int]:
    """The same for several articles, by their primary keys."""
    mentioned = Mention.objects.filter(article__in=articles).values_list("entity", flat=True)
    speaking = Quotation.objects.filter(article__in=articles, speaker__isnull=False).values_list("speaker", flat=True)
    own = Entity.objects.filter(article__in=articles).values_list("pk", flat=True)
    return {*mentioned.distinct(), *speaking.distinct(), *own}


def unused() -> QuerySet[Entity]:
    """Entities that nothing refers to and no editor decided about."""
    return Entity.objects.filter(mentions=None, quotations=None, is_edited=False, aliases=None, merged=None)


def tidy(entities: Collection[int]) -> None:
    """Delete those of the entities with these primary keys that nothing refers to any more."""
    chosen = sorted(entities)
    for i in range(0, len(chosen), _BATCH):
        Entity.objects.filter(
            pk__in=unused().filter(pk__in=chosen[i : i + _BATCH]).values_list("pk", flat=True)
        ).delete()


def articles_of(entities: Collection[int]) -> QuerySet[Article]:
    """The articles that mention or quote one of the entities."""
    mentioned = Mention.objects.filter(entity__in=entities).values("article")
    speaking = Quotation.objects.filter(speaker__in=entities).values("article")
    return Article.objects.filter(pk__in=mentioned.union(speaking).values_list("article", flat=True))


def touch(entities: Collection[int]) -> None:
    """Say that the pages of the articles that show these entities have changed."""
    mentioned = Mention.objects.filter(entity__in=entities).values("article")
    speaking = Quotation.objects.filter(speaker__in=entities).values("article")
    Article.objects.filter(pk__in=mentioned).update(version=F("version") + 1)
    Article.objects.filter(pk__in=speaking).exclude(pk__in=mentioned).update(version=F("version") + 1)


def move(entity: Entity, into: Entity) -> None:
    """Let every mention and quotation of ``entity`` be one of ``into``; moved mentions are counted after its own."""
    taken = dict(
        Mention.objects.filter(entity=into)
        .values_list("article")
        .annotate(last=Max("number"))
        .values_list("article", "last")
    )
    moved = list(Mention.objects.filter(entity=entity).order_by("article", "start"))
    for mention in moved:
        taken[mention.article_id] = mention.number = taken.get(mention.article_id, 0) + 1
        mention.entity = into
    touch([entity.pk])
    articles = set(articles_of([entity.pk]).values_list("pk", flat=True))
    Mention.objects.bulk_update(moved, ["entity", "number"], batch_size=_BATCH)
    Quotation.objects.filter(speaker=entity).update(speaker=into)
    count(articles)
