"""Brings the stored annotations of an article up to date with what the pipeline said and what editors decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final, TypeVar

from django.db import connection, transaction
from django.db.models import F

from articles.correction import entities
from articles.correction.applying import apply, follow_mentions, keep_apart
from articles.correction.counting import count
from articles.correction.places import decisions
from articles.correction.resolving import resolve
from articles.correction.rows import Row, mention_rows, parents, quantity_rows, quotation_rows
from articles.correction.said import from_json
from articles.document import Annotations, Span
from articles.models import Article, Mention, PipelineResult, Quantity, Quotation, State, Target
from articles.models.annotation import Annotation

# any number that nothing else uses as an advisory lock in this database
_LOCK: Final = 7_316_401
_BATCH: Final = 500

R = TypeVar("R", bound=Annotation)


@contextmanager
def alone() -> Iterator[None]:
    """A transaction in which nobody else refreshes annotations or moves entities.

    Entities are shared by articles: two workers that store at once would make one twice, or tidy away one that the
    other is about to use. Storing is short beside annotating. SQLite has one writer at a time anyway.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def refresh(article: Article) -> None:
    """Make the article's mentions, quotations and quantities what they should be, in one transaction.

    Rows whose span stays keep their primary key, mentions their number. Entities that this leaves without use go.
    Does nothing while the article's text waits to be annotated: annotation ends with this.
    """
    with alone():
        result = PipelineResult.objects.filter(article=article).first()
        is_current = result is not None and result.digest == article.digest
        if not is_current and article.state != State.FAILED:
            return
        said = from_json(result.said) if result is not None and is_current else Annotations()
        before = entities.used_by(article)
        mentions, quotations, quantities = shown_rows(article, said)
        _store_mentions(article, mentions)
        _store_quotations(article, quotations)
        _store_quantities(article, quantities)
        count([article.pk])
        entities.tidy(before)
        Article.objects.filter(pk=article.pk).update(version=F("version") + 1)
    article.refresh_from_db(fields=["version"])


def shown_rows(article: Article, said: Annotations) -> tuple[list[Row], list[Row], list[Row]]:
    """The mentions, quotations and quantities that readers of the article shall see."""
    known = resolve(article, said)
    decided = decisions(article)
    mentions, quantities = keep_apart(
        apply(mention_rows(said, known), decided[Target.MENTION], disjoint=True),
        apply(quantity_rows(said), decided[Target.QUANTITY], disjoint=True),
    )
    quotations = apply(quotation_rows(said, known), decided[Target.QUOTATION], disjoint=False)
    return mentions, follow_mentions(quotations, mentions), quantities


def _store_mentions(article: Article, rows: Sequence[Row]) -> None:
    kept = {(m.start, m.end): m for m in Mention.objects.filter(article=article)}
    numbers: dict[int, int] = {}
    for row in rows:
        old = kept.get((row.span.start, row.span.end))
        if old is not None and old.entity_id == row.fields["entity_id"]:
            numbers[old.entity_id] = max(numbers.get(old.entity_id, 0), old.number)
    numbered = []
    for row in rows:
        old = kept.get((row.span.start, row.span.end))
        entity = row.fields["entity_id"]
        if old is not None and old.entity_id == entity:
            number = old.number
        else:
            number = numbers[entity] = numbers.get(entity, 0) + 1
        numbered.append(Row(row.span, {**row.fields, "number": number}, row.is_edited))
    _store(Mention, article, numbered)


def _store_quotations(article: Article, rows: Sequence[Row]) -> None:
    spans = [row.span for row in rows]
    stored = [{**row.fields, "day": article.day, "text": row.span.of(article.text)} for row in rows]
    _store(Quotation, article, [replace(row, fields=fields) for row, fields in zip(rows, stored, strict=True)])
    _point(Quotation, article, "parent_id", dict(zip(spans, parents(spans), strict=True)))


def _store_quantities(article: Article, rows: Sequence[Row]) -> None:
    same = {row.span: row.fields.get("same_as") for row in rows}
    stored = [{**{k: v for k, v in row.fields.items() if k != "same_as"}, "day": article.day} for row in rows]
    _store(Quantity, article, [replace(row, fields=fields) for row, fields in zip(rows, stored, strict=True)])
    _point(Quantity, article, "same_as_id", same)


def _store(model: type[R], article: Article, rows: Sequence[Row]) -> None:
    """Make the model's rows of the article these, with as few writes as that takes."""
    old = {(row.start, row.end): row for row in model._default_manager.filter(article=article)}
    new = {(row.span.start, row.span.end): row for row in rows}
    gone = [row.pk for span, row in old.items() if span not in new]
    for i in range(0, len(gone), _BATCH):
        model._default_manager.filter(pk__in=gone[i : i + _BATCH]).delete()
    added, changed, columns = [], [], set()
    for span, row in new.items():
        values: dict[str, Any] = {**row.fields, "is_edited": row.is_edited}
        present = old.get(span)
        if present is None:
            added.append(model(article=article, start=span[0], end=span[1], **values))
        elif different := {name for name, value in values.items() if getattr(present, name) != value}:
            for name in different:
                setattr(present, name, values[name])
            changed.append(present)
            columns |= different
    model._default_manager.bulk_create(added, batch_size=_BATCH)
    if changed:
        model._default_manager.bulk_update(changed, sorted(columns), batch_size=_BATCH)


def _point(model: type[R], article: Article, column: str, targets: dict[Span, Span | None]) -> None:
    """Set ``column`` of each row to the row at its target's span, if there is one."""
    rows = {row.span: row for row in model._default_manager.filter(article=article)}
    changed = []
    for span, target in targets.items():
        pk = rows[target].pk if target in rows else None
        if getattr(rows[span], column) != pk:
            setattr(rows[span], column, pk)
            changed.append(rows[span])
    if changed:
        model._default_manager.bulk_update(changed, [column], batch_size=_BATCH)
