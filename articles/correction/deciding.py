"""What an editor does: each a function, each one transaction, each shown to readers at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from articles.correction import entities
from articles.correction.anchoring import context
from articles.correction.counting import recount
from articles.correction.places import SPANS
from articles.correction.refreshing import alone, refresh
from articles.document import Label, Span
from articles.models import Action, Alias, Article, Correction, Entity, Mention, Quantity, Quotation, Target

MODELS: Final[Mapping[str, type[Mention | Quotation | Quantity]]] = {
    Target.MENTION: Mention,
    Target.QUOTATION: Quotation,
    Target.QUANTITY: Quantity,
}
# columns that lists are sorted and searched by, which storing fills
_DERIVED: Final = {"day", "text", "measure", "size"}
# columns that follow from others, or that only the pipeline fills
_OWN: Final = {"id", "article", "start", "end", "number", "parent", "same_as", "is_edited", "rule"} | _DERIVED


class CorrectionError(ValueError):
    """A decision that cannot be; says why in a sentence for the editor."""


def correct(
    article: Article,
    target: Target | str,
    action: Action | str,
    span: Span,
    fields: Mapping[str, Any] | None = None,
    *,
    author: User | None = None,
    moved: Span | None = None,
) -> Correction:
    """Add the annotation at ``span``, or change or delete the one that stands there.

    ``fields`` are by the names of the annotation's model: ``entity`` and ``speaker`` an Entity (or None for a speaker
    who is not known), ``fragments`` a list of [start, end], the rest plain values. ``moved`` is the new span of a
    changed annotation. A name without an entity is ``entity_named(article, name, label)`` first.
    Raises :class:`CorrectionError`.
    """
    target, action = Target(target), Action(action)
    given = dict(fields or {})
    with alone():
        article = Article.objects.get(pk=article.pk)
        _check_span(article, target, span)
        if moved is not None:
            _check_span(article, target, moved)
        old = MODELS[target]._default_manager.filter(article=article, start=span.start, end=span.end).first()
        if old is None and action is not Action.ADD:
            raise CorrectionError(f"No {target} stands there any more. Load the page again.")
        row = _changed(article, target, old, moved or span, given)
        decided = {} if action is Action.DELETE else _columns(row, {*given, *(_required(row) if old is None else ())})
        whole = {} if action is Action.DELETE else _columns(row)
        correction = Correction.objects.create(
            article=article,
            target=target,
            action=action,
            start=span.start,
            end=span.end,
            words=span.of(article.text),
            before=context(article.text, span.start),
            author=author,
            data={
                "fields": decided,
                "whole": whole,
                **({"span": [moved.start, moved.end], "span_words": moved.of(article.text)} if moved else {}),
                "words": _words(article.text, target, whole),
                "entities": entities.names([whole.get("entity_id"), whole.get("speaker_id")]),
            },
        )
        refresh(article)
    return correction


def undo(correction: Correction) -> None:
    """Take the correction back: what the pipeline said, or an earlier correction, is shown again."""
    with alone():
        Correction.objects.filter(pk=correction.pk, undone=None).update(undone=timezone.now())
        refresh(correction.article)


def redo(correction: Correction) -> None:
    """Let a correction that was taken back count again."""
    with alone():
        Correction.objects.filter(pk=correction.pk).update(undone=None)
        refresh(correction.article)


def entity_named(article: Article, name: str, label: Label | str) -> Entity:
    """The entity that an editor means by this name: the known one of that name and label, else a new one.

    The entity counts as edited, so that it stays when nothing refers to it. Raises :class:`CorrectionError`.
    """
    name = " ".join(name.split())
    if not name:
        raise CorrectionError("An entity needs a name.")
    if label not in set(Label):
        raise CorrectionError(f"{label} is not a kind of entity.")
    with alone():
        entity = entities.named(name, str(label), article.pk)
        if not entity.is_edited:
            entity.is_edited = True
            entity.save(update_fields=["is_edited"])
    return entity


def name_entity(entity: Entity, *, name: str | None = None, label: Label | str | None = None) -> None:
    """Give the entity another name, another label or both; articles that use the old ones still find it.

    Raises :class:`CorrectionError` where another entity has that name and label: merge the two instead.
    """
    name = " ".join((entity.name if name is None else name).split())
    label = str(entity.label if label is None else label)
    if not name:
        raise CorrectionError("An entity needs a name.")
    if label not in set(Label):
        raise CorrectionError(f"{label} is not a kind of entity.")
    with alone():
        entity = Entity.objects.get(pk=entity.pk)
        key = entities.key_of(name, label)
        if Entity.objects.filter(key=key, label=label, article=entity.article).exclude(pk=entity.pk).exists():
            raise CorrectionError(f"There is another {label} named {name}: merge the two instead.")
        if (key, label) != (entity.key, entity.label):
            Alias.objects.get_or_create(
                entity=entity, key=entity.key, label=entity.label, defaults={"name": entity.name}
            )
        entity.name, entity.label, entity.key, entity.is_edited = name, label, key, True
        entity.save()
        entities.touch([entity.pk])


def merge(entity: Entity, into: Entity) -> None:
    """Say that ``entity`` is ``into``: its mentions and quotations move there, now and whenever articles are annotated.

    The row of ``entity`` stays, so that its addresses lead on. Raises :class:`CorrectionError` for a circle.
    """
    with alone():
        entity, into = Entity.objects.get(pk=entity.pk), entities.final(Entity.objects.get(pk=into.pk))
        if entities.final(entity).pk == into.pk:
            raise CorrectionError(f"{entity} and {into} are one already.")
        if entity.merged_into_id is not None:
            raise CorrectionError(f"{entity} is part of {entities.final(entity)}: merge that instead.")
        entity.merged_into, entity.is_edited, into.is_edited = into, True, True
        entity.save(update_fields=["merged_into", "is_edited"])
        into.save(update_fields=["is_edited"])
        entities.move(entity, into)


def unmerge(entity: Entity) -> None:
    """Take a merge back: what articles call by the entity's own name is the entity again."""
    with alone():
        entity = Entity.objects.get(pk=entity.pk)
        if entity.merged_into is None:
            return
        articles = entities.articles_of([entities.final(entity).pk])
        entity.merged_into = None
        entity.save(update_fields=["merged_into"])
        for article in articles:
            refresh(article)


def delete_entity(entity: Entity, *, author: User | None = None) -> None:
    """Say that the entity is none: its mentions are deleted and its quotations lose their speaker, for good."""
    with alone():
        mentions = list(entity.mentions.select_related("article"))
        quotations = list(entity.quotations.select_related("article"))
        for quotation in quotations:
            nobody = {"speaker": None, "speaker_name": ""}
            correct(quotation.article, Target.QUOTATION, Action.CHANGE, quotation.span, nobody, author=author)
        for mention in mentions:
            correct(mention.article, Target.MENTION, Action.DELETE, mention.span, author=author)
        Entity.objects.filter(pk=entity.pk).delete()


def remove_articles(articles: models.QuerySet[Article]) -> int:
    """Delete the articles with all that hangs on them and the entities that only they knew; how many they were."""
    with alone():
        chosen = list(articles.values_list("pk", flat=True))
        used = entities.used_by_all(chosen)
        Article.objects.filter(pk__in=chosen).delete()
        entities.tidy(used)
        recount(used)
    return len(chosen)


def _check_span(article: Article, target: Target, span: Span) -> None:
    if span.end > len(article.text) or not span.of(article.text).strip():
        raise CorrectionError("Choose some words of the article.")
    if target is not Target.QUOTATION and not any(b.span.contains(span) for b in article.block_records()):
        raise CorrectionError(f"A {target} lies within one paragraph.")


def _changed(
    article: Article, target: Target, old: Mention | Quotation | Quantity | None, span: Span, given: Mapping[str, Any]
) -> Mention | Quotation | Quantity:
    """The annotation as the editor wants it, checked but not saved."""
    row = old or MODELS[target](article=article)
    row.start, row.end, row.score = span.start, span.end, 1.0
    for name, value in given.items():
        if name in _OWN or name not in {field.name for field in row._meta.fields}:
            raise CorrectionError(f"{name} is nothing that a {target} has.")
        setattr(row, name, value)
    if isinstance(row, Quantity) and (old is None or "core_start" not in given):
        row.core_start = max(row.core_start if old else span.start, span.start)
        row.core_end = min(row.core_end if old else span.end, span.end)
        if row.core_start >= row.core_end:
            row.core_start, row.core_end = span.start, span.end
    if isinstance(row, Mention) and row.entity_id is None:
        raise CorrectionError("A mention needs an entity.")
    try:
        row.clean_fields(exclude=[*_OWN & {f.name for f in row._meta.fields}])
    except ValidationError as error:
        raise CorrectionError(" ".join(error.messages)) from error
    return row


def _required(row: models.Model) -> set[str]:
    return {field.name for field in row._meta.fields} - _OWN


def _columns(row: models.Model, names: set[str] | None = None) -> dict[str, Any]:
    """The columns of the annotation that a decision keeps; only those of the fields ``names``, if given."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in _OWN and (names is None or {field.name, field.attname} & names)
    }


def _words(text: str, target: Target, whole: Mapping[str, Any]) -> dict[str, str]:
    """The words at each span in the columns, by which it is found again in an edited text."""
    spans = {
        f"{name} {whole[f'{name}_start']}": (whole[f"{name}_start"], whole[f"{name}_end"])
        for name in SPANS[target]
        if whole.get(f"{name}_start") is not None
    }
    spans |= {f"fragment {start}": (start, end) for start, end in whole.get("fragments", ())}
    return {key: text[start:end] for key, (start, end) in spans.items()}
