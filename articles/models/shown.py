"""The annotations that readers see of an article, as the records of the language core."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet

from articles import document
from articles.document import (
    Annotations,
    Bound,
    Check,
    CheckKind,
    Form,
    Label,
    QuantityKind,
    QuotationType,
    Span,
    Stance,
)
from articles.models.annotation import Mention, Quantity, Quotation
from articles.models.article import Article


def with_annotations(articles: QuerySet[Article]) -> QuerySet[Article]:
    """The articles with all that :func:`annotations_of` reads, in a number of queries that does not grow with them."""
    return articles.select_related("result").prefetch_related(
        Prefetch("mentions", Mention.objects.select_related("entity").order_by("start", "-end")),
        Prefetch("quotations", Quotation.objects.select_related("speaker").order_by("start", "-end")),
        Prefetch("quantities", Quantity.objects.order_by("start", "-end")),
    )


def annotations_of(article: Article) -> Annotations:
    """What readers see of the article, corrections applied; the article is one of :func:`with_annotations`.

    Entities stand in the order of their first mention, speakers without a mention after them.
    """
    mentions = list(article.mentions.all())
    quotations = list(article.quotations.all())
    quantities = list(article.quantities.all())
    rows = {mention.entity_id: mention.entity for mention in mentions}
    rows |= {q.speaker.pk: q.speaker for q in quotations if q.speaker is not None and q.speaker.pk not in rows}
    number = {pk: place for place, pk in enumerate(rows)}
    place = {quotation.pk: i for i, quotation in enumerate(quotations)}
    place_of_quantity = {quantity.pk: i for i, quantity in enumerate(quantities)}
    return Annotations(
        entities=tuple(
            document.Entity(row.name, Label(row.label), _aliases(article.text, row.name, mentions, pk))
            for pk, row in rows.items()
        ),
        mentions=tuple(
            document.Mention(m.span, Label(m.entity.label), number[m.entity_id], m.score, Form(m.form))
            for m in mentions
        ),
        quotations=tuple(
            document.Quotation(
                span=q.span,
                type=QuotationType(q.type),
                fragments=tuple(Span(start, end) for start, end in q.fragments),
                cue=_span(q.cue_start, q.cue_end),
                speaker=_span(q.speaker_start, q.speaker_end),
                speaker_entity=None if q.speaker_id is None else number[q.speaker_id],
                speaker_name=q.speaker.name if q.speaker else q.speaker_name or None,
                parent=None if q.parent_id is None else place.get(q.parent_id),
                optional=q.optional,
                stance=Stance(q.stance),
                rule=q.rule,
                score=q.score,
            )
            for q in quotations
        ),
        quantities=tuple(
            document.Quantity(
                span=n.span,
                core=Span(n.core_start, n.core_end),
                kind=QuantityKind(n.kind),
                value=_number(n.value),
                low=_number(n.low),
                high=_number(n.high),
                unit=n.unit or None,
                currency=n.currency or None,
                bound=Bound(n.bound),
                date=n.date or None,
                counted=n.counted or None,
                counted_span=_span(n.counted_start, n.counted_end),
                canonical=_number(n.canonical),
                canonical_unit=n.canonical_unit or None,
                per=n.per or None,
                change=n.change or None,
                same_as=None if n.same_as_id is None else place_of_quantity.get(n.same_as_id),
            )
            for n in quantities
        ),
        pipeline=article.result.pipeline if hasattr(article, "result") else "",
        checks=checks_of(
            article.result.said.get("checks", ()) if hasattr(article, "result") else (),
            {row.span for row in (*quotations, *quantities) if not row.is_edited},
        ),
    )


def checks_of(said: Iterable[Mapping[str, Any]], untouched: Collection[Span]) -> tuple[Check, ...]:
    """What the pipeline noticed, but for what is about a quotation or quantity that an editor changed or deleted.

    ``said`` are the checks as they are stored, ``untouched`` the spans of the article's quotations and quantities as
    the pipeline found them.
    """
    found = (
        Check(
            CheckKind(check["kind"]),
            tuple(Span(*span) for span in check["spans"]),
            check["sentence"],
            check["printed"],
            check["expected"],
        )
        for check in said
    )
    return tuple(check for check in found if all(span in untouched for span in check.spans))


def _aliases(text: str, name: str, mentions: Iterable[Mention], entity: int) -> tuple[str, ...]:
    """The other names that the text has for the entity, longest first."""
    named = {m.span.of(text) for m in mentions if m.entity_id == entity and m.form == Form.NAME}
    return tuple(sorted(named - {name}, key=lambda alias: (-len(alias), alias)))


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _number(value: float | None) -> float | int | None:
    """Whole numbers as such: 3500000, not 3500000.0."""
    return int(value) if value is not None and value.is_integer() else value
