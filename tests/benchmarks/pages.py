"""Server time of an article's page and of its panel, for articles of several lengths."""

from __future__ import annotations

import html
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.test import Client

from articles.annotation import annotate_article
from articles.extraction.plain import extract_text
from articles.intake import take_in
from articles.models import Article
from tests.benchmarks.texts import text_of

LENGTHS = (500, 5_000, 50_000)
TIMES = 20
WARM_UP = 3

_SELECTION = re.compile(r'\?(sel=[^"#]+)')


@dataclass(frozen=True, slots=True)
class Timing:
    """The median of ``TIMES`` answers, in milliseconds, and the size of one in bytes, as it leaves the view."""

    name: str
    milliseconds: float
    size: int


def timings() -> Iterator[Timing]:
    """The empty view, then page and panel for each length. Needs an empty database."""
    client = Client()
    yield _time(client, "empty view", "/empty/")
    for words in LENGTHS:
        article = take_in(extract_text(text_of(words), limit=10_000_000))
        annotate_article(article.pk)
        article = Article.objects.get(pk=article.pk)
        marks = article.mentions.count() + article.quotations.count() + article.quantities.count()
        address = article.get_absolute_url()
        yield _time(client, f"page, {article.words:,} words, {marks:,} marks", address)
        selection = _SELECTION.search(client.get(address).content.decode())
        if selection is None:
            raise LookupError(f"{address} has nothing to select")
        yield _time(client, f"panel, {article.words:,} words", f"{address}panel/?{html.unescape(selection[1])}")


def _time(client: Client, name: str, address: str) -> Timing:
    times = []
    for _ in range(WARM_UP + TIMES):
        started = time.perf_counter()
        answer = client.get(address)
        times.append(time.perf_counter() - started)
        if answer.status_code != 200:
            raise LookupError(f"{address} answers {answer.status_code}")
    return Timing(name, statistics.median(times[WARM_UP:]) * 1000, len(answer.content))
