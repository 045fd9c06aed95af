"""The library: every article, its state, and the way to add more."""

from __future__ import annotations

import re
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.correction.deciding import remove_articles
from articles.models import Article
from articles.search.query import Query
from articles.search.rows import COLUMNS, rows_of
from articles.views.listing import editable, listing, queue_context
from articles.views.permissions import may_delete_any

# what a row of a list says of itself, see articles.search.rows.Row.key
_KEY: Final = re.compile(r"(\d{1,18}):[a-z]{1,12}:\d{0,6}")
_MOST_ROWS: Final = 50
# htmx stops asking again when this is the answer
STOP_POLLING: Final = 286


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every article, newest first; without any, the way to the first."""
    context = listing(request, Query())
    page = "articles/library.html" if context["total"] else "articles/library_empty.html"
    return render(request, page, context)


@require_safe
def changed_rows(request: HttpRequest) -> HttpResponse:
    """The rows among those asked for (``row=<key>``) that have changed since, and what is still to ask for.

    A list asks every few seconds while something in it waits or is being annotated.
    """
    asked = {match[1]: match[0] for key in request.GET.getlist("row")[:_MOST_ROWS] if (match := _KEY.fullmatch(key))}
    rows = rows_of(Article.objects.filter(pk__in=asked).only(*COLUMNS).order_by("pk"))
    context = {
        "changed": [row for row in rows if row.key != asked[str(row.article.pk)]],
        "editable": editable(request, rows),
        **queue_context(rows),
    }
    status = 200 if context["unfinished"] else STOP_POLLING
    return render(request, "articles/_changed_rows.html", context, status=status)


@login_required
@require_POST
def remove_samples(request: HttpRequest) -> HttpResponse:
    """Delete the articles that came with Newsreader."""
    if not may_delete_any(request.user):
        raise PermissionDenied
    count = remove_articles(Article.objects.filter(is_sample=True))
    messages.success(request, f"The {count} sample articles are removed.")
    return redirect("library")
