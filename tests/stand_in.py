"""A language core for tests that need a store: it says what it is told to say, so that no model has to be loaded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from articles.annotation import annotate_article
from articles.document import Annotations, Document, Entity, Label, Mention, Quantity, Quotation
from articles.models import Article
from tests.builders import annotated

Records = Callable[[str], list[Entity | Mention | Quotation | Quantity]]


class Core:
    """What ``articles.language.annotate_leniently`` says in a test; ``says`` makes the records from the text."""

    def __init__(self) -> None:
        self.says: Callable[[Document], Annotations] = lambda document: Annotations()

    def __call__(self, document: Document) -> Annotations:
        return self.says(document)

    def annotate(self, article: Article, *records: Any) -> None:
        """Annotate the article (again) with these records; a missing entity is made of its mentions' index."""
        self.says = lambda document: annotated(*records)
        if article.pk and Article.objects.get(pk=article.pk).state != "waiting":
            article.queue()
        annotate_article(article.pk)
        article.refresh_from_db()


def person(name: str, *aliases: str) -> Entity:
    return Entity(name, Label.PERSON, aliases)
