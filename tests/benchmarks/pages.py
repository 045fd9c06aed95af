"""Server time of the pages: articles of several lengths with their panels, and the lists of a whole library."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, QuerySet
from django.test import Client

from articles.annotation import annotate_article
from articles.extraction.plain import extract_text
from articles.intake import take_in
from articles.models import Article, Entity
from tests.benchmarks.library import fill
from tests.benchmarks.texts import text_of

LENGTHS: Final = (500, 1_000, 5_000, 50_000)
TIMES: Final = 20
WARM_UP: Final = 3


@dataclass(frozen=True, slots=True)
class Timing:
    """The median of ``TIMES`` answers, in milliseconds, and the size of one in bytes, as it leaves the server."""

    name: str
    milliseconds: float
    size: int


def article_timings() -> Iterator[Timing]:
    """The empty view, then for each length the page and the panel of the entity with the most mentions."""
    client = Client()
    yield _time(client, "empty view", "/empty/")
    for words in LENGTHS:
        article = take_in(extract_text(text_of(words), limit=10_000_000))
        annotate_article(article.pk)
        article = Article.objects.get(pk=article.pk)
        marks = article.mentions.count() + article.quotations.count() + article.quantities.count()
        address = article.get_absolute_url()
        yield _time(client, f"page, {article.words:,} words, {marks:,} marks", address)
        for name, selection in _selections(article):
            yield _time(client, f"{name}, {article.words:,} words", f"{address}panel/?sel={selection}")


def library_timings(articles: int) -> Iterator[Timing]:
    """The lists of a library of so many articles, and a search. Annotated articles that are there stay."""
    fill(articles)
    client = Client()
    entity = _most_named(Entity.objects.all())
    yield _time(client, "library", "/")
    yield _time(client, "search, one word", "/search/?q=ferry")
    yield _time(client, "search, phrase and entity", f'/search/?q="the harbour" entity:"{entity.name}"')
    yield _time(client, "entities", "/entities/")
    yield _time(client, "entity named most", entity.get_absolute_url())
    yield _time(client, "quotes", "/quotes/")
    yield _time(client, "numbers", "/numbers/")
    yield _time(client, "numbers, by size", "/numbers/?sort=largest")
    article = Article.objects.filter(mentions__entity=entity).latest("pk")
    yield _time(client, "article", article.get_absolute_url())
    for name, selection in _selections(article):
        yield _time(client, name, f"{article.get_absolute_url()}panel/?sel={selection}")


def _selections(article: Article) -> Iterator[tuple[str, str]]:
    """The entity with the most mentions, the first quotation with a speaker, the first number."""
    yield "entity panel", f"e:{_most_named(Entity.objects.filter(mentions__article=article)).pk}"
    quotation = article.quotations.exclude(speaker=None).order_by("start").first()
    number = article.quantities.exclude(kind="date").order_by("start").first()
    if quotation is None or number is None:
        raise LookupError(f"{article.slug} has no quotation or no number")
    yield "quote panel", f"q:{quotation.pk}"
    yield "number panel", f"n:{number.pk}"


def _most_named(entities: QuerySet[Entity]) -> Entity:
    return entities.alias(named=Count("mentions")).order_by("-named", "pk")[0]


def _time(client: Client, name: str, address: str) -> Timing:
    # a web server does not hold the language core: its objects are not to be searched for garbage here
    gc.collect()
    gc.freeze()
    times = []
    for _ in range(WARM_UP + TIMES):
        started = time.perf_counter()
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        times.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise LookupError(f"{address} answers {answer.status_code}")
    return Timing(name, statistics.median(times[WARM_UP:]) * 1000, len(answer.content))
