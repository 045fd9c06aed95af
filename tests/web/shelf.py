"""Builders of stored articles and what is marked in them, for tests of pages: offsets come from the words."""

from __future__ import annotations

import datetime
from typing import Any

from articles.correction.counting import count
from articles.document import Label, QuantityKind
from articles.extraction.plain import extract_text
from articles.intake import take_in
from articles.models import Article, Entity, Mention, Quantity, Quotation, State
from tests.builders import span


def shelved(
    text: str, *, title: str = "", published: datetime.date | str | None = None, state: str = State.DONE, **details: Any
) -> Article:
    """A stored article, annotated (without a mark) unless told otherwise; ``published`` may be an ISO date."""
    if isinstance(published, str):
        published = datetime.date.fromisoformat(published)
    article = take_in(extract_text(text, title=title, limit=1_000_000), published=published, **details)
    Article.objects.filter(pk=article.pk).update(state=state)
    article.refresh_from_db()
    return article


def marked(
    article: Article, words: str, *, name: str = "", label: Label = Label.PERSON, nth: int = 1, **more: Any
) -> Mention:
    """A mention at ``words``, of the entity called ``name`` (else as the words), made if it is not there."""
    where = span(article.text, words, nth=nth)
    name = name or words
    entity, _ = Entity.objects.get_or_create(key=name.casefold(), label=label, article=None, defaults={"name": name})
    number = Mention.objects.filter(article=article, entity=entity).count() + 1
    made = Mention.objects.create(
        article=article, entity=entity, start=where.start, end=where.end, number=number, **more
    )
    count([article.pk])
    return made


def quoted(article: Article, words: str, *, speaker: Entity | None = None, **more: Any) -> Quotation:
    """A direct quotation of these words."""
    where = span(article.text, words)
    made = Quotation.objects.create(
        article=article,
        start=where.start,
        end=where.end,
        type="direct",
        fragments=[[where.start, where.end]],
        speaker=speaker,
        **{"text": where.of(article.text), "day": article.day, **more},
    )
    count([article.pk])
    return made


def counted(
    article: Article, words: str, value: float | None, kind: str = QuantityKind.CARDINAL, **more: Any
) -> Quantity:
    """A number at these words."""
    where = span(article.text, words)
    bounds = {"start": where.start, "end": where.end, "core_start": where.start, "core_end": where.end}
    return Quantity.objects.create(article=article, kind=kind, value=value, day=article.day, **bounds, **more)
