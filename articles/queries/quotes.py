"""The list of all quotations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from articles.models import Entity, Mention, Quotation
from articles.queries.cards import EntityLink, QuoteCard, quote_card, ranked
from articles.queries.lists import Filters, given

# speakers that the list can be limited to with one click
_SPEAKERS: Final = 10


def quotations(filters: Filters) -> QuerySet[Quotation]:
    """The quotations that match, newest article first."""
    found = Quotation.objects.filter(filters.articles(), **given({"speaker": filters.speaker, "type": filters.type}))
    if filters.about:
        found = found.filter(Exists(_inside(filters.about)))
    if filters.words:
        found = found.filter(Q(speaker_name__icontains=filters.words) | Q(speaker__name__icontains=filters.words))
    return found.select_related("speaker", "article").order_by(
        F("article__published").desc(nulls_last=True), "article", "start", "-end"
    )


def quote_cards(found: Iterable[Quotation]) -> list[QuoteCard]:
    """The quotations as the list shows them."""
    return [quote_card(quotation, quotation.article, link=True) for quotation in found]


def speakers(filters: Filters) -> list[EntityLink]:
    """Who says most of the quotations that match the other filters, with how many of them."""
    found = quotations(replace(filters, speaker=None)).exclude(speaker=None).order_by()
    counts = found.values_list("speaker").annotate(n=Count("pk")).order_by("-n", "speaker")[:_SPEAKERS]
    said = dict(counts.values_list("speaker", "n"))
    entities = Entity.objects.in_bulk(list(said))
    return ranked((entities[pk], n) for pk, n in said.items() if pk in entities)


def _inside(entity: int) -> QuerySet[Mention]:
    return Mention.objects.filter(
        entity=entity,
        article=OuterRef("article"),
        # both ends of the start are said, for the index knows it
        start__range=(OuterRef("start"), OuterRef("end")),
        end__lte=OuterRef("end"),
    )
