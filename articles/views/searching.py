"""Search: one box over words, phrases, names and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms import SearchForm
from articles.models import Entity
from articles.queries.tallies import remembered
from articles.rendering.kinds import kind_of
from articles.search.completing import completions
from articles.search.finding import entities_named, find
from articles.search.query import ENTITY_FIELDS, Filter, Query, parse
from articles.search.rows import Chip
from articles.views.fragments import render_page
from articles.views.listing import listing
from articles.views.phrases import name_of, nothing_found, phrase_of

# entities shown whose own name was looked for
NAMED: Final = 6
# parts of a search without results that are tried alone
ALONE: Final = 6


@dataclass(frozen=True, slots=True)
class Token:
    """A filter as the search box shows it; ``without`` is the search that is left when it is taken away."""

    title: str
    kind: str
    written: str
    without: str


@dataclass(frozen=True, slots=True)
class Alone:
    """A part of a search that finds nothing: ``phrase`` says it after the ``count`` of what it finds by itself."""

    phrase: str
    written: str
    count: int


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The articles that match ``q``; the box sends the filters it shows as ``filter`` besides."""
    form = SearchForm(request.GET)
    filters = request.GET.getlist("filter")
    if filters:
        # one address for one search
        typed = " ".join([*filters[:20], form.typed()])
        asked = {"q": str(parse(typed)), "sort": request.GET.get("sort", "")}
        return redirect(f"{reverse('search')}?{urlencode({name: value for name, value in asked.items() if value})}")
    query = parse(form.typed())
    context = listing(request, query) | box_context(query)
    if query and not context["page"].object_list:
        context |= {"alone": _alone(query), "nothing": nothing_found(query.parts)}
    if query.terms and context["page"].number == 1:
        context["named"] = remembered("names", query.terms, lambda: _named(query))
    return render_page(request, "articles/library.html", "articles/_library.html", context)


@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """Ways to finish what is being typed, as options of a list."""
    typed = SearchForm(request.GET).typed()
    return render(request, "articles/_completions.html", {"completions": completions(typed)})


def box_context(query: Query) -> dict[str, Any]:
    """What the search box shows: a token for each filter, and the words."""
    return {
        "asked": ", ".join(name_of(part) for part in query.parts),
        "tokens": [_token(query, part) for part in query.filters],
        "words": " ".join(str(term) for term in query.terms),
        "dates": [name_of(part) for part in query.filters if part.field == "date"],
    }


def _token(query: Query, part: Filter) -> Token:
    kind = part.field if part.field in ENTITY_FIELDS else ""
    return Token(name_of(part), kind, str(part), str(query.toggled(part)))


def _alone(query: Query) -> tuple[Alone, ...]:
    """Each part, and how many articles it finds by itself."""
    parts = query.parts[:ALONE]
    return tuple(Alone(phrase_of(part), str(part), find(query.only(part)).count) for part in parts)


def _named(query: Query) -> list[Chip]:
    """The entities whose name has all the words that were looked for, those in most articles first."""
    words = " ".join(token for term in query.terms for token in term.tokens)
    found = Entity.objects.filter(pk__in=entities_named(words), merged_into=None, article_count__gt=0)
    return [
        Chip(entity.pk, entity.name, kind_of(entity.label), entity.article_count)
        for entity in found.order_by("-article_count", "pk")[:NAMED]
    ]
