"""The card beside a name that the reader points at."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.queries.hovering import entity_card
from articles.views.reading import chosen_of


@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of the entity that ``sel`` names, as a fragment."""
    article = get_object_or_404(Article.objects.defer("blocks"), slug=slug)
    entity = chosen_of(request, article).entity
    if entity is None:
        raise Http404
    return render(request, "articles/_hover_card.html", {"card": entity_card(article, entity)})
