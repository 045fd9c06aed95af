"""Taking things out: the record of one article, and of the whole library."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition, require_safe

from articles.models import Article, State
from articles.models.shown import annotations_of, with_annotations
from articles.rendering.export import record

# articles in memory at a time
CHUNK: Final = 50


def _etag(request: HttpRequest, slug: str) -> str | None:
    """What the record hangs on: the words, what is marked in them, and the details that stand in it."""
    row = Article.objects.filter(slug=slug).values_list("digest", "version", "state", "updated").first()
    return None if row is None else f'"{row[0][:16]}-{row[1]}-{row[2]}-{row[3].timestamp() * 1e6:.0f}"'


@require_safe
@condition(etag_func=_etag)
def article_record(request: HttpRequest, slug: str) -> HttpResponse:
    """The article with its annotations as one JSON object; 409 with its state until it is annotated."""
    state = get_object_or_404(Article.objects.only("state"), slug=slug).state
    if state != State.DONE:
        return JsonResponse({"state": state}, status=409)
    article = get_object_or_404(with_annotations(Article.objects.all()), slug=slug)
    return JsonResponse(record_of(article), json_dumps_params={"ensure_ascii": False})


@require_safe
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The records of all annotated articles, oldest upload first, one line each."""
    response = StreamingHttpResponse(_lines(), content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="newsreader.jsonl"'
    return response


def record_of(article: Article) -> dict[str, Any]:
    """The interchange record of an article of :func:`~articles.models.shown.with_annotations`; its id is the slug."""
    return record(
        article.document(),
        annotations_of(article),
        id=article.slug,
        title=article.title,
        source=article.source or None,
    ) | {"url": article.url or None}


def _lines() -> Iterator[str]:
    for article in with_annotations(Article.objects.annotated().order_by("pk")).iterator(chunk_size=CHUNK):
        yield json.dumps(record_of(article), ensure_ascii=False) + "\n"
