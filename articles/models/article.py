"""The article as it was uploaded, and how far its annotation has come."""

from __future__ import annotations

import datetime
import hashlib
from itertools import takewhile
from typing import Any, Final

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from articles import tasks
from articles.document import Block, BlockKind, Document, Span
from articles.extraction.structure import find_blocks


class State(models.TextChoices):
    """How far the annotation of an article has come; this column is the truth, the task queue only wakes workers."""

    WAITING = "waiting", "waiting"  # saved, nobody works on it yet
    ANNOTATING = "annotating", "annotating"  # a worker holds its lease
    DONE = "done", "done"  # the stored annotations belong to the stored text; `failure` says what they lack, if any
    FAILED = "failed", "failed"  # the pipeline gave up; `failure` says why, Retry sets it waiting again


# stands for the date of an article without one: sorts last among the newest first
UNDATED: Final = datetime.date.min

# What says how far annotation has come, and what only workers write.
QUEUE_FIELDS: Final = ("state", "failure", "queued", "attempts", "leased_by", "leased_until")
WORK_FIELDS: Final = ("version",)


def digest_of(text: str) -> str:
    """SHA-256 of the text, in hexadecimal: equal texts are the same article."""
    return hashlib.sha256(text.encode()).hexdigest()


class ArticleQuerySet(models.QuerySet["Article"]):
    def annotated(self) -> ArticleQuerySet:
        return self.filter(state=State.DONE)

    def waiting(self) -> ArticleQuerySet:
        """Articles that no living worker has: waiting, or left behind by a worker whose lease has run out."""
        return self.filter(Q(state=State.WAITING) | Q(state=State.ANNOTATING, leased_until__lt=timezone.now()))

    def newest_first(self) -> ArticleQuerySet:
        """By publication date, those without one last; then by upload."""
        return self.order_by(F("published").desc(nulls_last=True), "-created", "-pk")


class Article(models.Model):
    """One uploaded text. The words never change by annotation; every offset in the store indexes ``text``."""

    slug = models.SlugField(max_length=80, unique=True, editable=False)
    title = models.TextField(help_text="The headline: the first block of the text.")
    standfirst = models.TextField(blank=True, editable=False)
    byline = models.TextField(blank=True, editable=False)
    source = models.CharField(max_length=200, blank=True, help_text="The outlet that published it.")
    url = models.URLField(max_length=2000, blank=True, verbose_name="address")
    published = models.DateField(null=True, blank=True, help_text="Empty: not known. Relative dates count from it.")
    language = models.CharField(max_length=12, default="en")
    text = models.TextField(help_text="The whole text, headline first. Offsets of annotations index it.")
    blocks = models.JSONField(default=list, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    is_sample = models.BooleanField(default=False, editable=False)
    created = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    state = models.CharField(max_length=10, choices=State, default=State.WAITING, editable=False)
    failure = models.TextField(blank=True, editable=False)
    queued = models.DateTimeField(default=timezone.now, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    leased_by = models.CharField(max_length=64, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    # Rises whenever what a reader sees of the annotations changes: the article page's ETag hangs on it.
    version = models.PositiveIntegerField(default=0, editable=False)

    # the structure of a new text where its page told it, to be set before saving; None: found in the text itself
    given_blocks: tuple[Block, ...] | None = None

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="article_has_text"),
            models.CheckConstraint(
                condition=~Q(state="annotating") | Q(leased_until__isnull=False), name="annotating_article_is_leased"
            ),
        ]
        indexes = [
            models.Index(fields=["-published", "-created", "-id"], name="article_newest_first"),
            models.Index(fields=["state", "queued"], name="article_queue"),
            models.Index(fields=["source"], name="article_source"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Read the structure of a new text and queue the article whenever what annotations depend on has changed.

        What workers write of an article (its state, lease and version) is never overwritten with what was read before.
        """
        before = type(self).objects.filter(pk=self.pk).only("digest", "published").first() if self.pk else None
        digest = digest_of(self.text)
        self.published = models.DateField().to_python(self.published)
        rewritten = before is None or before.digest != digest
        changed = before is None or rewritten or before.published != self.published
        stays = _shared_start(before.text, self.text) if before is not None and rewritten else 0
        if rewritten:
            self.digest = digest
            self._read_structure()
        if not self.slug:
            self.slug = new_slug(self.title)
        if changed:
            self._wait()
        if before is not None and (changed or kwargs.get("update_fields") is None):
            kept = WORK_FIELDS if changed else {*QUEUE_FIELDS, *WORK_FIELDS}
            kwargs["update_fields"] = [f.name for f in self._meta.concrete_fields if f.name not in {"id", *kept}]
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before is not None and rewritten:
                self._forget_annotations(stays)
            if before is not None and before.published != self.published:
                self._date_annotations()
            if changed:
                self._wake_worker()

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])

    @property
    def day(self) -> datetime.date:
        """When it was published, as its annotations have it: never None, so that every database sorts alike."""
        return self.published or UNDATED

    def document(self) -> Document:
        """The article as the language core sees it."""
        return Document(self.text, self.block_records(), self.published)

    def block_records(self) -> tuple[Block, ...]:
        """The stored blocks as records."""
        return tuple(
            Block(BlockKind(kind), Span(start, end), Span(*dateline) if dateline else None)
            for kind, start, end, dateline in self.blocks
        )

    def queue(self) -> None:
        """Annotate the article again, as soon as a worker is free."""
        self._wait()
        self.save(update_fields=[*QUEUE_FIELDS, "updated"])
        self._wake_worker()

    def _wait(self) -> None:
        self.state, self.failure, self.queued = State.WAITING, "", timezone.now()
        self.attempts, self.leased_by, self.leased_until = 0, "", None

    def _wake_worker(self) -> None:
        # once the surrounding transaction is there for workers to see
        pk = self.pk
        transaction.on_commit(lambda: tasks.enqueue(pk))

    def _forget_annotations(self, start: int) -> None:
        """Delete the annotations that touch the text from ``start`` on: their offsets index a text that is gone."""
        self.mentions.filter(end__gte=start).delete()
        self.quotations.filter(Q(end__gte=start) | Q(cue_end__gte=start) | Q(speaker_end__gte=start)).delete()
        self.quantities.filter(Q(end__gte=start) | Q(counted_end__gte=start)).delete()

    def _date_annotations(self) -> None:
        """Keep beside the annotations what lists sort them by, at once: annotating again may take its time."""
        for rows in (self.quotations, self.quantities, self.appearances):
            rows.update(day=self.day)

    def _read_structure(self) -> None:
        blocks = self.given_blocks or find_blocks(self.text, title=self.title)
        self.blocks = [
            [b.kind.value, b.span.start, b.span.end, [b.dateline.start, b.dateline.end] if b.dateline else None]
            for b in blocks
        ]
        self.words = len(self.text.split())
        first = {kind: next((b.span.of(self.text) for b in blocks if b.kind is kind), "") for kind in BlockKind}
        self.title = first[BlockKind.HEADLINE] or self.title
        # a page may name these outside its text, but no longer for a text that was edited
        known = not self.pk
        self.standfirst = first[BlockKind.STANDFIRST] or (self.standfirst if known else "")
        self.byline = first[BlockKind.BYLINE] or (self.byline if known else "")


def _shared_start(old: str, new: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def new_slug(title: str) -> str:
    """An address for an article: words of the title and a random tail, so that equal titles never meet."""
    words = slugify(title)[:60].strip("-")
    return f"{words or 'article'}-{get_random_string(6, 'abcdefghjkmnpqrstuvwxyz23456789')}"
