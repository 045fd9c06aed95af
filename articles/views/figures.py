"""One figure across articles: how it moves, who uses it, and what is not the same quantity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Quantity
from articles.queries.moving import Moving, bring_together, keep_apart, moving
from articles.rendering.charts import line_chart, sparkline
from articles.views.fragments import render_page, wants_fragment

# who may correct a figure may also say what it is not
MAY_TELL_APART = "articles.change_quantity"


class ApartForm(forms.Form):
    """Which figure is meant, and whether it is another quantity than the one asked about."""

    other = forms.IntegerField(min_value=1, max_value=2**62)
    apart = forms.TypedChoiceField(choices=[("1", "apart"), ("0", "together")], coerce=lambda value: value == "1")


@require_safe
def figure(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What other articles say of the quantity: a page, or the panel's section for htmx."""
    article, quantity = _figure(slug, pk)
    context = {
        "article": article,
        "quantity": quantity,
        "may_tell_apart": request.user.has_perm(MAY_TELL_APART),
        **_drawn(moving(article, quantity)),
    }
    return render_page(request, "articles/figure.html", "articles/_figure_moves.html", context)


@require_safe
def elsewhere(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The same in a cell of a list, for htmx; the page for everyone else."""
    if not wants_fragment(request):
        return redirect("figure", slug, pk)
    article, quantity = _figure(slug, pk)
    moves = moving(article, quantity)
    now = next((i for i, one in enumerate(moves.line) if one.is_this), -1)
    spark = sparkline([(one.published, one.size) for one in moves.line if one.published], now)
    context = {"moves": moves, "spark": spark, "url": reverse("figure", args=[slug, pk])}
    return render(request, "articles/_figure_elsewhere.html", context)


@require_POST
@permission_required(MAY_TELL_APART, raise_exception=True)
def tell_apart(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Keep another figure apart from this one, or take that back; then show the figure again."""
    article, quantity = _figure(slug, pk)
    form = ApartForm(request.POST)
    if not form.is_valid():
        return render(request, "400.html", status=400)
    other = get_object_or_404(Quantity.objects.select_related("article"), pk=form.cleaned_data["other"])
    if other.article_id == article.pk:
        raise Http404
    if form.cleaned_data["apart"]:
        keep_apart(article, quantity, other, request.user.pk)
    else:
        bring_together(article, quantity, other)
    return redirect("figure", slug, pk)


def _figure(slug: str, pk: int) -> tuple[Article, Quantity]:
    article = get_object_or_404(Article, slug=slug)
    return article, get_object_or_404(article.quantities, pk=pk)


def _drawn(moves: Moving) -> dict[str, Any]:
    now = next((i for i, one in enumerate(moves.line) if one.is_this), -1)
    points = line_chart([(one.published, one.size) for one in moves.line if one.published], now)
    return {"moves": moves, "points": [(point, moves.line[point.place]) for point in points]}
