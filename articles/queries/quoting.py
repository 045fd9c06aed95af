"""What the list of quotes shows of each: its words as they are marked in the article, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.document import Form, QuotationType, Span
from articles.models import Mention, Quantity, Quotation
from articles.queries.cards import QuoteCard, article_url
from articles.queries.quotes import QuoteRow, Twin
from articles.rendering.figures import DATES
from articles.rendering.kinds import kind_of
from articles.rendering.quoting import Band, Linked, quoted_html


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row of the list with its words as HTML."""

    card: QuoteCard
    twins: tuple[Twin, ...]
    words: SafeString


def drawn(rows: Iterable[QuoteRow], found: Sequence[Quotation]) -> list[DrawnRow]:
    """The rows with their words; ``found`` are the quotations that they were made from, each with its article."""
    shown = {row.card.pk: row for row in rows}
    quotations = [quotation for quotation in found if quotation.pk in shown]
    if not quotations:
        return []
    links = _links(quotations)
    nested: dict[int | None, list[Band]] = {}
    for child in Quotation.objects.filter(parent__in=shown, type=QuotationType.DIRECT):
        nested.setdefault(child.parent_id, []).append(Band(child.span, is_nested=True))
    return [
        DrawnRow(
            shown[quotation.pk].card,
            shown[quotation.pk].twins,
            # every character of the text is escaped there
            mark_safe(  # noqa: S308
                quoted_html(
                    quotation.article.text,
                    quotation.span,
                    links.get(quotation.article_id, []),
                    [*_verbatim(quotation), *nested.get(quotation.pk, [])],
                )
            ),
        )
        for quotation in quotations
    ]


def _links(quotations: Sequence[Quotation]) -> dict[int, list[Linked]]:
    """Names and numbers inside the quotations, by their articles."""
    inside = reduce(
        or_, (Q(article=q.article_id, start__range=(q.start, q.end - 1), end__lte=q.end) for q in quotations)
    )
    links: dict[int, list[Linked]] = {}
    for mention in Mention.objects.filter(inside, form=Form.NAME).select_related("entity"):
        link = Linked(
            mention.span,
            reverse("entity", args=[mention.entity_id]),
            f"entity kind-{kind_of(mention.entity.label)}",
        )
        links.setdefault(mention.article_id, []).append(link)
    slugs = {quotation.article_id: quotation.article.slug for quotation in quotations}
    for quantity in Quantity.objects.filter(inside):
        is_date = quantity.kind in DATES
        url = article_url(slugs[quantity.article_id], f"n:{quantity.pk}", f"{'d' if is_date else 'n'}-{quantity.pk}")
        link = Linked(quantity.span, url, "number date" if is_date else "number")
        links.setdefault(quantity.article_id, []).append(link)
    return links


def _verbatim(quotation: Quotation) -> list[Band]:
    if quotation.type != QuotationType.MIXED:
        return []
    return [Band(Span(start, end)) for start, end in quotation.fragments]
