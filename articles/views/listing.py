"""What the library and the search page share: articles in an order, a page of them, in groups, with their filters."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Article, State, Worker
from articles.models.article import ArticleQuerySet
from articles.queries.lists import InTurn
from articles.queries.tallies import remembered
from articles.search.facets import facets, months
from articles.search.finding import Found, find
from articles.search.query import Query
from articles.search.rows import COLUMNS, Row, rows_of
from articles.views.permissions import may_delete_any, may_edit

PER_PAGE: Final = 20
# articles not annotated yet that may match, shown above those that do
MAY_MATCH: Final = 5

SORTS: Final = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "added": "Last added first",
    "title": "By title",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: ``day`` is a date where that is the heading, None where it is ``title``."""

    rows: tuple[Row, ...]
    day: datetime.date | None = None
    title: str = ""
    note: str = ""


class OrderForm(forms.Form):
    """The order of a list; anything else than one of ``SORTS`` is the first."""

    sort = forms.ChoiceField(choices=list(SORTS.items()), required=False)

    def order(self) -> str:
        return (self.cleaned_data.get("sort") if self.is_valid() else "") or next(iter(SORTS))


def listing(request: HttpRequest, query: Query) -> dict[str, Any]:
    """The context of a list of the articles that match ``query``."""
    sort = OrderForm(request.GET).order()
    found = find(query)
    matching = found.count
    listed = InTurn(_sorted(found.articles, sort), rows=Article.objects.only(*COLUMNS), count=matching)
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(page.object_list, terms=query.terms, entities=found.entities)
    may_match, may_match_count = _may_match(found, page.number)
    total = Article.objects.count() if query else matching
    # counted anew whenever more or fewer match than before
    beside, by_month = remembered(
        "beside", (query, matching), lambda: (facets(query, found.articles, matching), months(query, found.articles))
    )
    shown = [*may_match, *rows]
    return {
        "query": query,
        "sort": sort,
        "sorts": SORTS,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "groups": [*_may_match_group(may_match, may_match_count), *_grouped(rows, sort)],
        "may_match": may_match_count,
        "total": total,
        "facets": beside,
        "months": by_month,
        "samples": Article.objects.filter(is_sample=True).count() if may_delete_any(request.user) else 0,
        "editable": editable(request, shown),
        **queue_context(shown),
    }


def queue_context(rows: Iterable[Row]) -> dict[str, Any]:
    """What a list shows of the queue: the rows that will change by themselves, and whether nobody is there to do it."""
    waiting = Article.objects.filter(state__in=(State.WAITING, State.ANNOTATING)).exists()
    return {
        "unfinished": [row for row in rows if not row.is_finished],
        "is_stuck": waiting and not Worker.objects.alive().exists(),
    }


def editable(request: HttpRequest, rows: Iterable[Row]) -> set[int]:
    """The primary keys of the articles among ``rows`` that this reader may change."""
    return {row.article.pk for row in rows if may_edit(request.user, row.article)}


def _sorted(articles: ArticleQuerySet, sort: str) -> ArticleQuerySet:
    if sort == "newest":
        return articles.newest_first()
    if sort == "oldest":
        return articles.order_by(F("published").asc(nulls_last=True), "created", "pk")
    if sort == "added":
        return articles.order_by("-created", "-pk")
    return articles.order_by("title", "pk")


def _may_match(found: Found, page: int) -> tuple[list[Row], int]:
    """The articles that were not annotated when the filters asked for annotations, newest first, on the first page."""
    count = found.unannotated.count()
    if not count or page > 1:
        return [], count
    return rows_of(found.unannotated.only(*COLUMNS).newest_first()[:MAY_MATCH]), count


def _may_match_group(rows: list[Row], count: int) -> list[Group]:
    if not rows:
        return []
    note = "not annotated yet" if count <= MAY_MATCH else f"not annotated yet, {count} in all"
    return [Group(tuple(rows), title="May match", note=note)]


def _grouped(rows: list[Row], sort: str) -> list[Group]:
    if sort == "title":
        return [Group(tuple(rows))] if rows else []

    def day(row: Row) -> datetime.date | None:
        return timezone.localdate(row.article.created) if sort == "added" else row.article.published

    return [
        Group(tuple(group), day=date) if date else Group(tuple(group), title="No date", note="not known")
        for date, group in itertools.groupby(rows, day)
    ]
