"""All quotes and all numbers, filtered and in pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from articles.models import Entity, Quantity
from articles.queries.cards import FigureRow, entity_link
from articles.queries.figures import figure_groups, in_groups, kinds, listed_quantities, measures, quantities
from articles.queries.lists import Filters, sources
from articles.queries.moving import can_move
from articles.queries.quotes import GROUPS, NESTED, listed_quotations, quotations, quote_rows, speakers
from articles.queries.quoting import drawn
from articles.queries.tallies import articles_of, by_day, by_measure, by_value, how_many, named, remembered
from articles.views.fragments import render_page
from articles.views.narrowing import (
    TYPE_WORDS,
    Facet,
    FilterForm,
    Option,
    address,
    alone,
    chosen,
    dates,
    entity_facet,
    facet,
    push_clean_address,
)

PER_PAGE: Final = 40
# choices of one facet
CHOICES: Final = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Figures under one heading, with how many there are on all pages; 0 where that is not counted."""

    title: str
    rows: tuple[FigureRow, ...]
    count: int


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    """Every quotation with who said it, what, where and when."""
    form = FilterForm(request.GET)
    filters = form.filters()
    group = form.group()
    count = how_many(filters, quotations(filters))
    page = Paginator(listed_quotations(filters, group, count), PER_PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    undated = replace(filters, since=None, until=None)
    context = {
        **_shared(request, filters, page, ("since", "until", "name")),
        "kept": [("by", group)] if group != next(iter(GROUPS)) else [],
        **dates(request.GET, filters, remembered("days", undated, lambda: by_day(quotations(undated)))),
        "rows": drawn(quote_rows(found), found),
        "total": how_many(Filters(), quotations(Filters())),
        "facets": _facets(request.GET, filters),
        "group": group,
        "groups": GROUPS,
    }
    if not found:
        context["alone"] = alone(context["chosen"], filters, lambda one: quotations(one).count())
    response = render_page(request, "articles/quotes.html", "articles/_quotes.html", context)
    return push_clean_address(request, response)


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Every number with its value, what it counts, who said it, where and when.

    Without an order asked for the list is newest first; figures of one kind are grouped and the largest come first.
    """
    form = FilterForm(request.GET)
    filters = form.filters()
    sort = form.order(filters)
    found_kinds = kinds(filters)
    page = Paginator(listed_quantities(filters, sort, found_kinds), PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page.object_list)
    context = {
        **_shared(request, filters, page, ("since", "until", "source")),
        "kept": [("sort", sort)] if "sort" in request.GET else [],
        "articles": remembered("articles", filters, lambda: articles_of(quantities(filters))),
        "groups": _groups(filters, sort, listed),
        "kinds": found_kinds,
        "movable": {quantity.pk for quantity in listed if can_move(quantity)},
        "measures": _measures(request.GET, filters),
        "sort": sort,
    }
    if not listed:
        context["alone"] = alone(context["chosen"], filters, lambda one: quantities(one).count())
    response = render_page(request, "articles/numbers.html", "articles/_numbers.html", context)
    return push_clean_address(request, response)


def _shared(request: HttpRequest, filters: Filters, page: Any, fields: Collection[str]) -> dict[str, Any]:
    named = Entity.objects.in_bulk([pk for pk in (filters.speaker, filters.about) if pk])
    return {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "filters": filters,
        "is_narrowed": filters != Filters(),
        "chosen": chosen(
            request.GET,
            filters,
            {pk: entity_link(entity, entity.article_count) for pk, entity in named.items()},
            fields,
        ),
        "sources": sources(),
    }


def _facets(params: QueryDict, filters: Filters) -> list[Facet]:
    """The facets of quotes; each counts what matches all the other filters, so that a click leaves so many."""
    untyped, anywhere = quotations(replace(filters, type="")), quotations(replace(filters, source=""))
    said = remembered("speakers", filters, lambda: speakers(filters))
    inside = remembered("named", filters, lambda: named(filters, CHOICES))
    types = remembered("types", filters, lambda: by_value(untyped, "type"))
    nested = remembered("nested", filters, lambda: untyped.filter(parent__isnull=False).count())
    outlets = remembered("outlets", filters, lambda: by_value(anywhere, "article__source", CHOICES))
    found = [
        replace(
            entity_facet(params, "speaker", "Speaker", said[:CHOICES], filters.speaker),
            more=address(params, speaker=None, by="speaker"),
        ),
        entity_facet(params, "about", "Mentions", inside, filters.about),
        facet(
            params,
            "type",
            "Type",
            [(value, TYPE_WORDS[value].capitalize(), n) for value, n in (*types, (NESTED, nested)) if n],
            filters.type,
        ),
        facet(params, "source", "Source", [(value, value, n) for value, n in outlets], filters.source),
    ]
    return [one for one in found if one.options]


def _measures(params: QueryDict, filters: Filters) -> tuple[Option, ...]:
    """The currencies, units or counted nouns of the chosen kind."""
    choices = remembered("measures", filters, lambda: measures(filters))
    if not choices:
        return ()
    field = choices[0].field
    named = [(choice.value, choice.name, choice.count) for choice in choices]
    return facet(params, field, "", named, getattr(filters, field)).options


def _groups(filters: Filters, sort: str, listed: Sequence[Quantity]) -> list[Group]:
    """The figures as the list shows them; ``listed`` are those of the page."""
    grouped = in_groups(filters, sort)
    groups = figure_groups(listed, grouped=grouped)
    if not grouped or filters.kind == "date":
        return [Group(group.title, group.rows, 0) for group in groups]
    measures_of = {quantity.pk: (quantity.kind, quantity.measure) for quantity in listed}
    counts = by_measure(quantities(filters), listed)
    return [
        Group(group.title, group.rows, sum(counts[key] for key in {measures_of[row.pk] for row in group.rows}))
        for group in groups
    ]
