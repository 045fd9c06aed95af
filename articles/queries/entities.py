"""The page of an entity across all its articles."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet, Sum

from articles.document import Form
from articles.models import Appearance, Article, Entity, Mention, Quantity, Quotation
from articles.models.article import UNDATED
from articles.queries.cards import (
    ArticleLink,
    EntityLink,
    FigureRow,
    QuoteCard,
    article_link,
    entity_link,
    figure_row,
    quote_card,
    ranked,
)
from articles.queries.places import Keyword, Places
from articles.queries.quotes import naming

# rows of one section of an entity's page
MOST: Final = 12
# articles whose mentions are looked at for numbers nearby
LATEST: Final = 5
# articles that are looked at for who else is named, and for what others say
LOOKED_AT: Final = 300


@dataclass(frozen=True, slots=True)
class Context:
    """One mention on the entity's page: the words around it and the article that they stand in."""

    keyword: Keyword
    url: str
    article: ArticleLink


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An entity across all articles; ``days`` has how often it was named and quoted on each."""

    entity: Entity
    link: EntityLink
    aliases: tuple[str, ...]
    mentions: int
    articles: int
    quotes: int
    first: datetime.date | None
    last: datetime.date | None
    days: Mapping[datetime.date, tuple[int, int]]
    contexts: tuple[Context, ...]
    says: tuple[QuoteCard, ...]
    others_say: tuple[QuoteCard, ...]
    numbers: tuple[FigureRow, ...]
    beside: tuple[EntityLink, ...]
    places: tuple[EntityLink, ...]
    in_articles: tuple[ArticleLink, ...]


def entity_page(entity: Entity) -> EntityPage:
    """The entity with where it is named, what it says, what others say of it, and what stands near it.

    Counts and dates are those of all its articles; what is shown of them is from the latest.
    """
    named = Appearance.objects.filter(entity=entity, mentions__gt=0)
    dated = named.exclude(day=UNDATED)
    in_articles = _latest(named)
    quotations = Quotation.objects.filter(speaker=entity).select_related("speaker", "article")
    beside = _beside(entity, named)
    return EntityPage(
        entity=entity,
        link=entity_link(entity),
        aliases=_aliases(entity, in_articles),
        mentions=entity.mention_count,
        articles=entity.article_count,
        quotes=entity.quote_count,
        first=_day(dated.order_by("day")),
        last=_day(dated.order_by("-day")),
        days=_days(entity),
        contexts=_contexts(entity, in_articles),
        says=tuple(quote_card(q, q.article, link=True) for q in quotations.order_by("-day", "article", "start")[:MOST]),
        others_say=_others_say(entity),
        numbers=_numbers(entity, in_articles[:LATEST]),
        beside=tuple(link for link in beside if link.kind != "place")[:MOST],
        places=tuple(link for link in beside if link.kind == "place")[:MOST],
        in_articles=tuple(article_link(article, article.named) for article in in_articles),  # type: ignore[attr-defined]
    )


def _latest(named: QuerySet[Appearance]) -> list[Article]:
    """The latest articles that name the entity; each has ``named``."""
    counts = dict(named.order_by("-day", "-article").values_list("article", "mentions")[:MOST])
    articles = Article.objects.in_bulk(list(counts))
    for pk, article in articles.items():
        article.named = counts[pk]  # type: ignore[attr-defined]
    return [articles[pk] for pk in counts]


def _day(appearances: QuerySet[Appearance]) -> datetime.date | None:
    return appearances.values_list("day", flat=True).first()


def _others_say(entity: Entity) -> tuple[QuoteCard, ...]:
    """What others say of it, in the latest articles whose quotations name it."""
    spoken_of = Appearance.objects.filter(entity=entity, spoken_of__gt=0).order_by("-day", "-article")
    articles = list(spoken_of.values_list("article", flat=True)[:LOOKED_AT])
    others = Quotation.objects.filter(naming(entity.pk), article__in=articles).exclude(speaker=entity)
    newest = others.select_related("speaker", "article").order_by("-day", "article", "start")[:MOST]
    return tuple(quote_card(quotation, quotation.article, link=True) for quotation in newest)


def _contexts(entity: Entity, articles: Sequence[Article]) -> tuple[Context, ...]:
    """Mentions of the latest articles, a few of each."""
    by_pk = {article.pk: article for article in articles}
    places = {article.pk: Places(article) for article in articles}
    shown: list[Context] = []
    firsts = Mention.objects.filter(entity=entity, article__in=by_pk, form=Form.NAME, number__lte=3).order_by("start")
    rows = sorted(firsts, key=lambda mention: list(by_pk).index(mention.article_id))
    for mention in rows[: 2 * MOST]:
        article = by_pk[mention.article_id]
        anchor = f"m-{entity.pk}-{mention.number}"
        url = f"{article.get_absolute_url()}?sel=e:{entity.pk}&at={anchor}#{anchor}"
        shown.append(Context(places[article.pk].keyword(mention.span), url, article_link(article)))
    return tuple(shown)


def _aliases(entity: Entity, articles: Sequence[Article]) -> tuple[str, ...]:
    """The names that the latest articles have for the entity, and those that editors confirmed."""
    texts = {article.pk: article.text for article in articles}
    spans = Mention.objects.filter(entity=entity, article__in=texts, form=Form.NAME, number__lte=20)
    forms = {mention.span.of(texts[mention.article_id]) for mention in spans}
    forms |= set(entity.aliases.values_list("name", flat=True))
    return tuple(sorted(forms - {entity.name}, key=lambda form: (-len(form), form)))


def _numbers(entity: Entity, articles: Sequence[Article]) -> tuple[FigureRow, ...]:
    """The figures in the sentences that name the entity, of the latest articles; dates left out."""
    by_pk = {article.pk: article for article in articles}
    places = {article.pk: Places(article) for article in articles}
    near = Q(pk__in=[])
    for mention in Mention.objects.filter(entity=entity, article__in=by_pk, form=Form.NAME).order_by("start")[
        : 5 * MOST
    ]:
        sentence = places[mention.article_id].sentence(mention.span)
        near |= Q(article=mention.article_id, start__range=(sentence.start, sentence.end), end__lte=sentence.end)
    found = (
        Quantity.objects.filter(near).exclude(kind__in=("date", "time", "ordinal")).order_by("-article", "start")[:MOST]
    )
    return tuple(figure_row(quantity, by_pk[quantity.article_id], link=True) for quantity in found)


def _beside(entity: Entity, named: QuerySet[Appearance]) -> list[EntityLink]:
    """The entities that most of its latest articles name as well."""
    articles = list(named.order_by("-day", "-article").values_list("article", flat=True)[:LOOKED_AT])
    others = Appearance.objects.filter(article__in=articles, mentions__gt=0).exclude(entity=entity)
    counts = dict(
        others.values_list("entity")
        .annotate(n=Count("pk"))
        .order_by("-n", "entity")
        .values_list("entity", "n")[: 4 * MOST]
    )
    entities = Entity.objects.in_bulk(list(counts))
    return ranked((found, counts[pk]) for pk, found in entities.items())


def _days(entity: Entity) -> dict[datetime.date, tuple[int, int]]:
    """Mentions and quotations by day of publication."""
    dated = Appearance.objects.filter(entity=entity).exclude(day=UNDATED).values_list("day").order_by()
    return {day: (named, quoted) for day, named, quoted in dated.annotate(m=Sum("mentions"), q=Sum("quotes"))}
