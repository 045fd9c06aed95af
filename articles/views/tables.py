"""The lists as tables for a spreadsheet: every row of what is filtered, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from articles.queries.figures import listed_quantities
from articles.queries.quotes import listed_quotations
from articles.queries.tables import NUMBER_COLUMNS, QUOTE_COLUMNS, number_rows, quote_rows
from articles.rendering.tables import Cell, csv_lines
from articles.views.narrowing import FilterForm


@require_safe
def numbers(request: HttpRequest) -> StreamingHttpResponse:
    """The numbers that match the filters of the page."""
    form = FilterForm(request.GET)
    filters = form.filters()
    found = listed_quantities(filters, form.order(filters))
    rows = chain.from_iterable(number_rows(part, request.build_absolute_uri) for part in found.parts)
    return _table("numbers", NUMBER_COLUMNS, rows)


@require_safe
def quotes(request: HttpRequest) -> StreamingHttpResponse:
    """The quotes that match the filters of the page."""
    form = FilterForm(request.GET)
    found = listed_quotations(form.filters(), form.group())
    rows = chain.from_iterable(quote_rows(part, request.build_absolute_uri) for part in found.parts)
    return _table("quotes", QUOTE_COLUMNS, rows)


def _table(name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(csv_lines(header, rows), content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="newsreader-{name}.csv"'
    return response
