"""The lists of all quotes and of all numbers, filtered; each row leads to its article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from articles.models import Article, Entity, Mention, Quantity, Quotation
from articles.queries.cards import EntityLink, FigureRow, QuoteCard, figure_row, quote_card, ranked
from articles.rendering.figures import DATES

# speakers that a list can be limited to with one click
_SPEAKERS: Final = 10
SORTS: Final = {"newest": "Newest first", "largest": "Largest first", "smallest": "Smallest first"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is limited to; empty fields limit nothing. ``speaker`` and ``about`` are entities."""

    speaker: int | None = None
    about: int | None = None
    source: str = ""
    type: str = ""
    kind: str = ""
    unit: str = ""
    words: str = ""


def quotations(filters: Filters) -> QuerySet[Quotation]:
    """The quotations that match, newest article first."""
    found = Quotation.objects.filter(**_given({"speaker": filters.speaker, "type": filters.type}))
    if filters.source:
        found = found.filter(article__source=filters.source)
    if filters.about:
        found = found.filter(Exists(_inside(filters.about)))
    if filters.words:
        found = found.filter(Q(speaker_name__icontains=filters.words) | Q(speaker__name__icontains=filters.words))
    return found.select_related("speaker", "article").order_by(
        F("article__published").desc(nulls_last=True), "article", "start", "-end"
    )


def quantities(filters: Filters, sort: str = "newest") -> QuerySet[Quantity]:
    """The quantities that match; ``sort`` is one of ``SORTS``. Dates are a kind like the others."""
    found = Quantity.objects.filter(**_given({"kind": filters.kind, "unit": filters.unit}))
    if not filters.kind:
        found = found.exclude(kind__in=[*DATES, "ordinal"])
    if filters.source:
        found = found.filter(article__source=filters.source)
    if filters.about:
        found = found.filter(article__in=Mention.objects.filter(entity=filters.about).values("article"))
    if filters.words:
        found = found.filter(Q(counted__icontains=filters.words) | Q(unit__icontains=filters.words))
    newest = (F("article__published").desc(nulls_last=True), "article", "start")
    size = {"largest": (F("value").desc(nulls_last=True),), "smallest": (F("value").asc(nulls_last=True),)}
    return found.select_related("article").order_by(*size.get(sort, ()), *newest)


def quote_cards(found: Iterable[Quotation]) -> list[QuoteCard]:
    """The quotations as the list shows them."""
    return [quote_card(quotation, quotation.article, link=True) for quotation in found]


def figure_rows(found: Iterable[Quantity]) -> list[FigureRow]:
    """The quantities as the list shows them."""
    return [figure_row(quantity, quantity.article, link=True) for quantity in found]


def speakers(filters: Filters) -> list[EntityLink]:
    """Who says most of the quotations that match the other filters, with how many of them."""
    found = quotations(replace(filters, speaker=None)).exclude(speaker=None).order_by()
    counts = found.values_list("speaker").annotate(n=Count("pk")).order_by("-n", "speaker")[:_SPEAKERS]
    said = dict(counts.values_list("speaker", "n"))
    entities = Entity.objects.in_bulk(list(said))
    return ranked((entities[pk], n) for pk, n in said.items() if pk in entities)


def sources() -> list[str]:
    """The outlets of the library, by name."""
    return list(Article.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct())


def _given(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value}


def _inside(entity: int) -> QuerySet[Mention]:
    return Mention.objects.filter(
        entity=entity, article=OuterRef("article"), start__gte=OuterRef("start"), end__lte=OuterRef("end")
    )
