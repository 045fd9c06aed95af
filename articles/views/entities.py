"""An entity across all articles, and the index of them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.correction.entities import final
from articles.models import Article, Entity
from articles.queries.cards import ArticleLink, EntityLink, article_link, entity_link
from articles.queries.entities import LOOKED_AT, Context, EntityPage, entity_page
from articles.queries.index import Ranked, Ranking, kinds_of_entities
from articles.queries.lists import Filters, sources
from articles.queries.tallies import LARGE, remembered
from articles.rendering.charts import bar_chart
from articles.rendering.kinds import KIND_NAMES, kind_of
from articles.search.query import filter_on
from articles.views.fragments import render_page
from articles.views.narrowing import alone, chosen, facet, push_clean_address

PER_PAGE: Final = 60
# the drawing of the timeline, and its most columns
TIMELINE: Final = (1120.0, 72.0, 40)
# the parameter by which a merged entity says that it leads here
MERGED: Final = "merged"


class IndexForm(forms.Form):
    """What the index is limited to; what it does not know limits nothing."""

    kind = forms.ChoiceField(choices=[("", "All kinds"), *KIND_NAMES.items()], required=False)
    q = forms.CharField(max_length=200, required=False)
    source = forms.CharField(max_length=200, required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)

    def filters(self) -> Filters:
        """The filters given; the kind is one of entities."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value and name != "q"}
        return Filters(**given, words=self.cleaned_data.get("q", ""))


@dataclass(frozen=True, slots=True)
class Row:
    """An entity of the index; ``home`` is the one article that it is known in, where it is known in no other."""

    link: EntityLink
    articles: int
    home: ArticleLink | None


@require_safe
def entity(request: HttpRequest, pk: int) -> HttpResponse:
    """One entity; an entity that was merged into another leads there."""
    found = get_object_or_404(Entity.objects.select_related("merged_into", "article"), pk=pk)
    if found.merged_into is not None:
        return redirect(f"{final(found).get_absolute_url()}?{MERGED}={found.pk}")
    page = entity_page(found)
    width, height, most = TIMELINE
    # no place is kept for quotes of what says nothing
    days = {day: counts if page.quotes else counts[:1] for day, counts in page.days.items()}
    kind = kind_of(found.label)
    context = {
        "page": page,
        "looked_at": LOOKED_AT,
        "kind_name": {"org": "Organisation", "other": "Other"}.get(kind, kind.capitalize()),
        "home": article_link(found.article) if found.article else None,
        "merged": _merged(request, found),
        "timeline": bar_chart(days, width=width, height=height, most=most),
        "in_articles": _in_articles(page),
        "search": filter_on(kind, found.name),
    }
    return render(request, "articles/entity.html", context)


@require_safe
def entities(request: HttpRequest) -> HttpResponse:
    """All entities, those named in most articles first."""
    filters = IndexForm(request.GET).filters()
    kinds = remembered(
        "kinds-of-entities",
        replace(filters, kind=""),
        lambda: kinds_of_entities(filters),
        lambda found: sum(found.values()) > LARGE,
    )
    page = Paginator(Ranking(filters, _count(filters, kinds)), PER_PAGE).get_page(request.GET.get("page"))
    named = [(kind, KIND_NAMES[kind], count) for kind, count in kinds.items()]
    context: dict[str, Any] = {
        "page": page,
        "rows": _rows(list(page.object_list)),
        "kinds": facet(request.GET, "kind", "Kind", named, filters.kind).options,
        "filters": filters,
        "is_narrowed": filters != Filters(),
        "chosen": chosen(request.GET, filters, {}, ("since", "until", "source")),
        "sources": sources(),
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
    }
    if not context["rows"]:
        context["alone"] = alone(context["chosen"], filters, lambda one: _count(one, kinds_of_entities(one)))
    response = render_page(request, "articles/entities.html", "articles/_entities.html", context)
    return push_clean_address(request, response)


def _count(filters: Filters, kinds: Mapping[str, int]) -> int:
    """How many entities match; ``kinds`` are those of the same filters."""
    return kinds.get(filters.kind, 0) if filters.kind else sum(kinds.values())


def _rows(found: list[Ranked]) -> list[Row]:
    own = {one.entity.article_id for one in found if one.entity.article_id}
    homes = Article.objects.defer("text", "blocks").in_bulk(own)
    most = max((one.mentions for one in found), default=0)
    return [
        Row(
            entity_link(one.entity, one.mentions, most),
            one.articles,
            article_link(homes[one.entity.article_id]) if one.entity.article_id in homes else None,
        )
        for one in found
    ]


def _merged(request: HttpRequest, entity: Entity) -> Entity | None:
    """The entity whose address led here, if it was merged into this one."""
    pk = request.GET.get(MERGED, "")
    if not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    old = Entity.objects.filter(pk=int(pk)).first()
    return old if old is not None and old != entity and final(old) == entity else None


def _in_articles(page: EntityPage) -> list[tuple[ArticleLink, list[Context]]]:
    """The latest articles that name it, each with the words around some of its mentions."""
    contexts: dict[str, list[Context]] = {link.url: [] for link in page.in_articles}
    for context in page.contexts:
        contexts[context.article.url].append(context)
    return [(link, contexts[link.url]) for link in page.in_articles]
