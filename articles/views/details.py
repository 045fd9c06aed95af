"""An article's details: changing them, annotating again, deleting."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from articles.correction.deciding import remove_articles
from articles.forms import ArticleForm
from articles.models import Article
from articles.views.display import safe_next
from articles.views.permissions import may_delete, may_edit


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Source, address, date and language; the words stay as they are."""
    article = get_object_or_404(Article, slug=slug)
    if not may_edit(request.user, article):
        raise PermissionDenied
    if request.method == "POST":
        form = ArticleForm(request.POST)
        if form.is_valid():
            again = form.cleaned_data["published"] != article.published
            form.save(article)
            messages.success(request, "Saved. The article is annotated again with its new date." if again else "Saved.")
            return redirect(article)
    else:
        form = ArticleForm(
            initial={
                "source": article.source,
                "url": article.url,
                "published": article.published,
                "language": article.language,
            }
        )
    context = {"article": article, "form": form, "may_delete": may_delete(request.user, article)}
    return render(request, "articles/edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then delete the article with its annotations and the entities that only it named."""
    article = get_object_or_404(Article, slug=slug)
    if not may_delete(request.user, article):
        raise PermissionDenied
    if request.method == "POST":
        remove_articles(Article.objects.filter(pk=article.pk))
        messages.success(request, f"“{article.title[:100]}” is deleted.")
        return redirect("library")
    corrections = article.corrections.filter(undone=None).count()
    return render(request, "articles/delete.html", {"article": article, "corrections": corrections})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def retry(request: HttpRequest, slug: str) -> HttpResponse:
    """Annotate the article again; who had to sign in first comes back with GET, and to the article."""
    article = get_object_or_404(Article, slug=slug)
    if request.method != "POST":
        return redirect(article)
    if not may_edit(request.user, article):
        raise PermissionDenied
    article.queue()
    return HttpResponseRedirect(safe_next(request))
