"""A library of many articles, made fast: the sample articles are annotated once, then copied row by row."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final, TypeVar

from django.db import models

from articles.annotation import annotate_article
from articles.intake import load_samples
from articles.models import Article, Mention, Quantity, Quotation
from articles.models.article import digest_of

# articles copied in one go
CHUNK: Final = 100
_FIRST_DAY: Final = datetime.date(2019, 1, 1)
# links to other rows of the article, which a copy does without
_LINKS: Final[dict[type[models.Model], dict[str, None]]] = {
    Mention: {},
    Quotation: {"parent": None},
    Quantity: {"same_as": None},
}

Row = TypeVar("Row", bound=models.Model)


def fill(articles: int) -> None:
    """Have so many articles in the library: the samples, and copies that differ in their last line and their date.

    All copies of a sample name the same entities, so that each of them is named in a great many articles.
    """
    load_samples()
    samples = list(Article.objects.order_by("pk"))
    for sample in samples:
        annotate_article(sample.pk)
    samples = list(Article.objects.order_by("pk"))
    numbers = range(articles - len(samples))
    for first in range(0, len(numbers), CHUNK):
        _copy(samples, numbers[first : first + CHUNK])


def _copy(samples: Sequence[Article], numbers: Sequence[int]) -> None:
    originals = [samples[number % len(samples)] for number in numbers]
    copies = Article.objects.bulk_create(
        [_article(sample, number) for sample, number in zip(originals, numbers, strict=True)]
    )
    for model, links in _LINKS.items():
        rows = {sample.pk: list(model._default_manager.filter(article=sample)) for sample in {*originals}}
        model._default_manager.bulk_create(
            [
                _like(row, article=copy, **links)
                for sample, copy in zip(originals, copies, strict=True)
                for row in rows[sample.pk]
            ]
        )


def _article(sample: Article, number: int) -> Article:
    text = f"{sample.text}\n\nCopy {number}."
    return _like(
        sample,
        slug=f"copy-{number}",
        title=f"{sample.title} {number}",
        text=text,
        digest=digest_of(text),
        published=_FIRST_DAY + datetime.timedelta(days=number % 2000),
    )


def _like(row: Row, **changed: Any) -> Row:
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    for name in changed:
        kept.pop(row._meta.get_field(name).attname, None)
    return type(row)(**kept, **changed)
