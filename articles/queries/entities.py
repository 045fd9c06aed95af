"""The pages of entities: one across all its articles, and the ranked index of them all."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from articles.document import Form
from articles.models import Article, Entity, Mention, Quantity, Quotation
from articles.queries.cards import (
    ArticleLink,
    EntityLink,
    FigureRow,
    QuoteCard,
    article_link,
    entity_link,
    figure_row,
    mentions_in_article,
    quote_card,
    ranked,
)
from articles.queries.places import Keyword, Places
from articles.rendering.kinds import labels_of

# rows of one section of an entity's page
MOST: Final = 12
# articles whose mentions are looked at for numbers nearby
LATEST: Final = 5


@dataclass(frozen=True, slots=True)
class Context:
    """One mention on the entity's page: the words around it and the article that they stand in."""

    keyword: Keyword
    url: str
    article: ArticleLink


@dataclass(frozen=True, slots=True)
class Month:
    """A bar of the timeline: places and heights in the units of its drawing."""

    date: datetime.date
    x: float
    mentions: int
    quotes: int
    height: float
    quote_height: float


@dataclass(frozen=True, slots=True)
class EntityPage:
    """An entity across all articles."""

    entity: Entity
    link: EntityLink
    aliases: tuple[str, ...]
    mentions: int
    articles: int
    quotes: int
    first: datetime.date | None
    last: datetime.date | None
    months: tuple[Month, ...]
    contexts: tuple[Context, ...]
    says: tuple[QuoteCard, ...]
    others_say: tuple[QuoteCard, ...]
    numbers: tuple[FigureRow, ...]
    beside: tuple[EntityLink, ...]
    places: tuple[EntityLink, ...]
    in_articles: tuple[ArticleLink, ...]


def entity_page(entity: Entity) -> EntityPage:
    """The entity with where it is named, what it says, what others say of it, and what stands near it."""
    named = Mention.objects.filter(entity=entity, form=Form.NAME)
    seen = named.aggregate(
        mentions=Count("pk"),
        articles=Count("article", distinct=True),
        first=Min("article__published"),
        last=Max("article__published"),
    )
    quotations = Quotation.objects.filter(speaker=entity).select_related("speaker", "article")
    others = (
        Quotation.objects.exclude(speaker=entity)
        .filter(
            Exists(
                named.filter(
                    article=OuterRef("article"),
                    start__range=(OuterRef("start"), OuterRef("end")),
                    end__lte=OuterRef("end"),
                )
            ),
            article__in=named.values("article"),
        )
        .select_related("speaker", "article")
    )
    in_articles = list(
        Article.objects.filter(pk__in=named.values("article"))
        .annotate(named=mentions_in_article(entity))
        .newest_first()[:MOST]
    )
    beside = _beside(entity)
    return EntityPage(
        entity=entity,
        link=entity_link(entity),
        aliases=_aliases(entity, in_articles),
        mentions=seen["mentions"],
        articles=seen["articles"],
        quotes=quotations.count(),
        first=seen["first"],
        last=seen["last"],
        months=_months(entity),
        contexts=_contexts(entity, in_articles),
        says=_cards(quotations),
        others_say=_cards(others),
        numbers=_numbers(entity, in_articles[:LATEST]),
        beside=tuple(link for link in beside if link.kind != "place")[:MOST],
        places=tuple(link for link in beside if link.kind == "place")[:MOST],
        in_articles=tuple(article_link(article, article.named) for article in in_articles),  # type: ignore[attr-defined]
    )


def entity_index(kind: str = "", words: str = "", source: str = "") -> QuerySet[Entity]:
    """Entities by how often they are named, most first; each has ``named`` and ``in_articles``."""
    mentions = Q(mentions__form=Form.NAME)
    if source:
        mentions &= Q(mentions__article__source=source)
    found = Entity.objects.filter(merged_into=None)
    if kind:
        found = found.filter(label__in=labels_of(kind))
    if words:
        found = found.filter(Q(name__icontains=words) | Q(aliases__name__icontains=words))
    return (
        found.annotate(
            named=Count("mentions", filter=mentions, distinct=True),
            in_articles=Count("mentions__article", filter=mentions, distinct=True),
        )
        .filter(named__gt=0)
        .order_by("-in_articles", "-named", "name", "pk")
    )


def _cards(quotations: QuerySet[Quotation]) -> tuple[QuoteCard, ...]:
    newest = quotations.order_by(F("article__published").desc(nulls_last=True), "article", "start")[:MOST]
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


def _beside(entity: Entity) -> list[EntityLink]:
    """The entities that most of its articles name as well."""
    articles = Mention.objects.filter(entity=entity, form=Form.NAME).values("article")
    counts = dict(
        Mention.objects.filter(article__in=articles, form=Form.NAME)
        .exclude(entity=entity)
        .values_list("entity")
        .annotate(n=Count("article", distinct=True))
        .order_by("-n", "entity")
        .values_list("entity", "n")[: 4 * MOST]
    )
    entities = Entity.objects.in_bulk(list(counts))
    return ranked((found, counts[pk]) for pk, found in entities.items())


# the timeline's drawing
_WIDTH: Final = 720.0
_HEIGHT: Final = 80.0


def _months(entity: Entity) -> tuple[Month, ...]:
    """Mentions and quotations by month of publication, from the first to the last."""
    mentions = _by_month(Mention.objects.filter(entity=entity, form=Form.NAME))
    quotes = _by_month(Quotation.objects.filter(speaker=entity))
    months = sorted({*mentions, *quotes})
    if not months:
        return ()
    first, last = _month_number(months[0]), _month_number(months[-1])
    most = max(mentions.get(month, 0) + quotes.get(month, 0) for month in months)
    step = _WIDTH / max(1, last - first + 1)
    return tuple(
        Month(
            month,
            round((_month_number(month) - first + 0.5) * step, 1),
            mentions.get(month, 0),
            quotes.get(month, 0),
            round(_HEIGHT * mentions.get(month, 0) / most, 1),
            round(_HEIGHT * quotes.get(month, 0) / most, 1),
        )
        for month in months
    )


def _by_month(rows: QuerySet[Mention] | QuerySet[Quotation]) -> dict[datetime.date, int]:
    dated = rows.exclude(article__published=None).values_list("article__published__year", "article__published__month")
    counted = dated.annotate(n=Count("pk")).order_by()
    return {datetime.date(year, month, 1): n for year, month, n in counted}


def _month_number(month: datetime.date) -> int:
    return 12 * month.year + month.month
