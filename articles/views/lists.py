"""All quotes and all numbers, filtered and in pages."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.document import QuantityKind, QuotationType
from articles.models import Entity
from articles.queries.cards import entity_link
from articles.queries.figures import SORTS, figure_groups, in_groups, kinds, measures, quantities
from articles.queries.lists import Filters, sources
from articles.queries.quotes import GROUPS, mentioned, quotations, quote_rows, speakers
from articles.rendering.figures import KIND_WORDS

PER_PAGE: Final = 40
_MEASURED: Final = ("unit", "currency", "counted")


class FilterForm(forms.Form):
    """The filters of both lists; a field with a value that cannot be limits nothing."""

    speaker = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    about = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    source = forms.CharField(max_length=200, required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    type = forms.ChoiceField(choices=[(t.value, t.value) for t in QuotationType], required=False)
    kind = forms.ChoiceField(choices=[(k.value, KIND_WORDS[k]) for k in QuantityKind], required=False)
    unit = forms.CharField(max_length=60, required=False)
    currency = forms.CharField(max_length=3, required=False)
    counted = forms.CharField(max_length=200, required=False)
    q = forms.CharField(max_length=200, required=False)
    name = forms.CharField(max_length=200, required=False)
    by = forms.ChoiceField(choices=list(GROUPS.items()), required=False)
    sort = forms.ChoiceField(choices=list(SORTS.items()), required=False)

    def filters(self) -> Filters:
        """The filters given."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value and name not in {"q", "sort", "by"}}
        return Filters(**given, words=self.cleaned_data.get("q", ""))


@require_safe
def quotes(request: HttpRequest) -> HttpResponse:
    """Every quotation with who said it, what, where and when."""
    form = FilterForm(request.GET)
    filters = form.filters()
    group = form.cleaned_data.get("by") or next(iter(GROUPS))
    page = Paginator(quotations(filters, group), PER_PAGE).get_page(request.GET.get("page"))
    rows = quote_rows(page.object_list)
    context = {
        **_shared(filters, page),
        "rows": rows,
        "types": list(QuotationType),
        "speakers": speakers(filters),
        "mentioned": mentioned(rows),
        "group": group,
        "groups": GROUPS,
    }
    return render(request, "articles/quotes.html", context)


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """Every number with its value, what it counts, who said it, where and when.

    Without an order asked for the list is newest first; figures of one kind are grouped and the largest come first.
    """
    form = FilterForm(request.GET)
    filters = form.filters()
    narrowed = filters.kind or any(getattr(filters, name) for name in _MEASURED)
    sort = form.cleaned_data.get("sort") or ("largest" if narrowed else "newest")
    page = Paginator(quantities(filters, sort), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **_shared(filters, page),
        "groups": figure_groups(page.object_list, grouped=in_groups(filters, sort)),
        "kinds": kinds(filters),
        "measures": measures(filters),
        "chosen": [(name, getattr(filters, name)) for name in _MEASURED if getattr(filters, name)],
        "sort": sort,
    }
    return render(request, "articles/numbers.html", context)


def _shared(filters: Filters, page: Any) -> dict[str, Any]:
    named = Entity.objects.in_bulk([pk for pk in (filters.speaker, filters.about) if pk])
    return {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "filters": filters,
        "speaker": entity_link(named[filters.speaker]) if filters.speaker in named else None,
        "about": entity_link(named[filters.about]) if filters.about in named else None,
        "sources": sources(),
    }
