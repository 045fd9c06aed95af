"""What the list of quotes shows of each: its words as they are marked in the article, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.document import Form, QuotationType, Span
from articles.models import Quotation
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
    articles = {quotation.article_id for quotation in quotations}
    # the articles are said for the index, which knows no parents
    for child in Quotation.objects.filter(article__in=articles, parent__in=shown, type=QuotationType.DIRECT):
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
                    links[quotation.pk],
                    [*_verbatim(quotation), *nested.get(quotation.pk, [])],
                )
            ),
        )
        for quotation in quotations
    ]


def _links(quotations: Sequence[Quotation]) -> dict[int, list[Linked]]:
    """Names and numbers inside the quotations, by their primary keys."""
    links: dict[int, list[Linked]] = {quotation.pk: [] for quotation in quotations}
    names = _inside(links, "mentions", form=Form.NAME).values_list(*_columns("mentions", "entity", "entity__label"))
    for pk, start, end, entity, label in names:
        url = reverse("entity", args=[entity])
        links[pk].append(Linked(Span(start, end), url, f"entity kind-{kind_of(label)}"))
    slugs = {quotation.pk: quotation.article.slug for quotation in quotations}
    figures = _inside(links, "quantities").values_list(*_columns("quantities", "pk", "kind"))
    for pk, start, end, quantity, kind in figures:
        is_date = kind in DATES
        url = article_url(slugs[pk], f"n:{quantity}", f"{'d' if is_date else 'n'}-{quantity}")
        links[pk].append(Linked(Span(start, end), url, "number date" if is_date else "number"))
    return links


def _inside(quotations: Iterable[int], marks: str, **limits: str) -> QuerySet[Quotation]:
    """The quotations, once for each of their articles' ``marks`` of these limits that lies inside them."""
    within = {
        **{f"article__{marks}__{column}": value for column, value in limits.items()},
        f"article__{marks}__start__gte": F("start"),
        # said for the index, which knows where marks start
        f"article__{marks}__start__lt": F("end"),
        f"article__{marks}__end__lte": F("end"),
    }
    return Quotation.objects.filter(pk__in=quotations, **within)


def _columns(marks: str, *more: str) -> tuple[str, ...]:
    return ("pk", *(f"article__{marks}__{column}" for column in ("start", "end", *more)))


def _verbatim(quotation: Quotation) -> list[Band]:
    if quotation.type != QuotationType.MIXED:
        return []
    return [Band(Span(start, end)) for start, end in quotation.fragments]
