"""An entity across all articles, and the index of them all."""

from __future__ import annotations

from typing import Final

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.correction.entities import final
from articles.models import Entity
from articles.queries.cards import entity_link
from articles.queries.entities import entity_index, entity_page
from articles.queries.lists import sources
from articles.rendering.kinds import KIND_NAMES

PER_PAGE: Final = 60


class IndexForm(forms.Form):
    """What the index is limited to; what it does not know limits nothing."""

    kind = forms.ChoiceField(choices=[("", "All kinds"), *KIND_NAMES.items()], required=False)
    q = forms.CharField(max_length=200, required=False)
    source = forms.CharField(max_length=200, required=False)


@require_safe
def entity(request: HttpRequest, pk: int) -> HttpResponse:
    """One entity; an entity that was merged into another leads there."""
    found = get_object_or_404(Entity.objects.select_related("merged_into"), pk=pk)
    if found.merged_into is not None:
        return redirect(final(found))
    return render(request, "articles/entity.html", {"page": entity_page(found)})


@require_safe
def entities(request: HttpRequest) -> HttpResponse:
    """All entities, those named in most articles first."""
    form = IndexForm(request.GET)
    chosen = {name: form.cleaned_data.get(name, "") for name in form.fields} if form.is_valid() else {}
    kind, words, source = (chosen.get(name, "") for name in ("kind", "q", "source"))
    page = Paginator(entity_index(kind, words, source), PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    most = max((row.named for row in rows), default=0)  # type: ignore[attr-defined]
    context = {
        "page": page,
        "links": [(entity_link(row, row.named, most), row.in_articles) for row in rows],  # type: ignore[attr-defined]
        "kinds": KIND_NAMES,
        "chosen": {"kind": kind, "q": words, "source": source},
        "sources": sources(),
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
    }
    return render(request, "articles/entities.html", context)
