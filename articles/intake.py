"""The one door for texts: uploads, imports and samples become articles here."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles.extraction.extracted import Extracted, one_line
from articles.extraction.plain import extract_text
from articles.models import Article
from articles.models.article import digest_of

SAMPLES: Final = Path(__file__).parent / "samples"


class DuplicateArticle(Exception):
    """The text is here already; ``article`` is the one that has it."""

    def __init__(self, article: Article) -> None:
        super().__init__(f"This text is here already: “{article.title}”.")
        self.article = article


def take_in(
    extracted: Extracted,
    *,
    source: str = "",
    url: str = "",
    published: datetime.date | None = None,
    owner: User | None = None,
    is_sample: bool = False,
) -> Article:
    """Store an extracted text as an article that waits for annotation.

    What is said here of source, address and date goes before what the text's page or file said.
    Raises :class:`DuplicateArticle` if an article has this very text.
    """
    article = Article(
        title=extracted.title,
        standfirst=extracted.standfirst,
        byline=extracted.byline,
        source=one_line(source or extracted.source)[:200],
        url=one_line(url or extracted.url)[:2000],
        published=published or extracted.published,
        text=extracted.text,
        owner=owner,
        is_sample=is_sample,
    )
    article.given_blocks = extracted.blocks
    if same := _same(article):
        raise DuplicateArticle(same)
    try:
        with transaction.atomic():
            article.save()
    except IntegrityError:
        # somebody else sent the same text at the same moment
        if same := _same(article):
            raise DuplicateArticle(same) from None
        raise
    return article


def _same(article: Article) -> Article | None:
    return Article.objects.filter(digest=digest_of(article.text)).first()


def samples() -> Iterator[Extracted]:
    """The sample articles that the project ships, oldest first: a header of ``key: value`` lines, ``---``, the text."""
    for file in sorted(SAMPLES.glob("*.txt")):
        header, _, text = file.read_text(encoding="utf-8").partition("\n---\n")
        facts = dict(line.split(": ", 1) for line in header.splitlines() if ": " in line)
        yield replace(
            extract_text(text, limit=settings.MAX_TEXT),
            source=facts.get("source", ""),
            url=facts.get("url", ""),
            published=datetime.date.fromisoformat(facts["published"]) if "published" in facts else None,
        )


def load_samples() -> int:
    """Take in the sample articles that are not here yet; how many those were."""
    loaded = 0
    for sample in samples():
        try:
            take_in(sample, is_sample=True)
        except DuplicateArticle:
            continue
        loaded += 1
    return loaded
