"""An article on paper, with the notes that follow it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.queries.article import page
from articles.queries.notes import notes
from articles.search.rows import WORDS_PER_MINUTE
from articles.views.fragments import render_page, wants_fragment


@require_safe
def article_print(request: HttpRequest, slug: str) -> HttpResponse:
    """The article as it is printed; for htmx the notes alone, which the article page adds to what it prints.

    The notes are not on the article page itself: they take as long to make as the article.
    """
    found = get_object_or_404(Article, slug=slug)
    if "sel" in request.GET:
        # a mark of the page: it opens where there is a panel
        return redirect(f"{found.get_absolute_url()}?{request.GET.urlencode()}")
    context = {"article": found, "notes": notes(found)}
    if not wants_fragment(request):
        context |= {"page": page(found), "minutes": max(1, round(found.words / WORDS_PER_MINUTE))}
    return render_page(request, "articles/print.html", "articles/_notes.html", context)
