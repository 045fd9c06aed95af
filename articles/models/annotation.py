"""The annotations that readers see, and beneath them what the pipeline said.

``PipelineResult`` keeps the pipeline's word untouched. ``Mention``, ``Quotation`` and ``Quantity`` are made from it
and the article's corrections (``articles.correction.refreshing``); rows whose span stays keep their primary key when
an article is annotated again, because addresses of annotations are shared.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, Concat, Left, Lower, NullIf
from django.urls import reverse

from articles import document
from articles.models.article import UNDATED, Article

# kinds that measure nothing but what they count, if they have no unit
COUNTS: Final = (document.QuantityKind.CARDINAL.value, document.QuantityKind.MEASURE.value)
# stands between the parts of a measure, before every letter in order: money in dollars, then dollars a day
TAB: Final = "\t"
# characters of a measure that tell it from others
LONGEST_MEASURE: Final = 200


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value.replace("_", " ")) for value in values]


class PipelineResult(models.Model):
    """What the pipeline said of the article, never edited: ``articles.correction.said`` writes and reads it.

    It is about the article's present text if the digests are equal; if not, a worker is about to replace it.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="result")
    pipeline = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, help_text="Of the text that was annotated.")
    said = models.JSONField()
    created = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.pipeline} on {self.article}"


class Entity(models.Model):
    """A person, organisation, place, group or other named thing, across all articles.

    ``key`` is the normal name by which articles find it (``articles.language.linking.normal_name``). An entity that
    only its own article can know - a bare surname - has ``article`` set and never links to another. ``merged_into`` is
    where an editor said it belongs; its own row stays, so that old addresses redirect.
    """

    label = models.CharField(max_length=12, choices=_choices(document.Label))
    name = models.TextField()
    key = models.CharField(max_length=200, db_index=True)
    article = models.ForeignKey(Article, null=True, blank=True, on_delete=models.CASCADE, related_name="own_entities")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="merged")
    # an editor chose name or label: the pipeline no longer changes them
    is_edited = models.BooleanField(default=False)
    created = models.DateTimeField(auto_now_add=True)
    # sums of its appearances
    mention_count = models.PositiveIntegerField(default=0, editable=False)
    article_count = models.PositiveIntegerField(default=0, editable=False)
    quote_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name_plural = "entities"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "label"], condition=Q(article__isnull=True), name="one_entity_per_name_and_label"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="entity_has_name"),
        ]
        indexes = [
            models.Index(fields=["label", "key"], name="entity_label_key"),
            models.Index(fields=["-article_count", "-mention_count", "key", "id", "label"], name="entity_most_named"),
            models.Index(fields=["-quote_count", "id"], name="entity_most_quoted", condition=Q(quote_count__gt=0)),
            models.Index(fields=["label", "article_count"], name="entity_kinds"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("entity", args=[self.pk])


class Alias(models.Model):
    """Another name of an entity that an editor confirmed; articles that use it link to the entity.

    With ``label``: whatever the pipeline calls by this name and gives this label is the entity, for an editor renamed
    or relabelled it from that.
    """

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="aliases")
    name = models.TextField()
    key = models.CharField(max_length=200, db_index=True)
    label = models.CharField(max_length=12, blank=True, choices=_choices(document.Label))

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["entity", "key", "label"], name="one_alias_per_name")]

    def __str__(self) -> str:
        return self.name


class Dated(models.Model):
    """What lists of the whole library sort by the date of its article, which is kept here too."""

    day = models.DateField(default=UNDATED, editable=False)

    class Meta:
        abstract = True


class Annotation(models.Model):
    """What mentions, quotations and quantities share: a span of the article's text, and who said so."""

    # the unique spans of an article are its index
    article = models.ForeignKey(Article, on_delete=models.CASCADE, db_index=False)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    score = models.FloatField(default=1.0, help_text="How sure the pipeline is, 0 to 1.")
    is_edited = models.BooleanField(default=False, help_text="An editor added or changed it.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"

    @property
    def span(self) -> document.Span:
        return document.Span(self.start, self.end)


class Mention(Annotation):
    """One place where an article names, or refers to, an entity.

    ``number`` counts the mentions of the entity in the article from 1; it stays when others are added or deleted.
    """

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="mentions", db_index=False)
    number = models.PositiveIntegerField()
    form = models.CharField(max_length=12, choices=_choices(document.Form), default=document.Form.NAME)

    class Meta:
        default_related_name = "mentions"
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_is_a_span"),
            models.UniqueConstraint(fields=["article", "start", "end"], name="one_mention_per_span"),
        ]
        indexes = [models.Index(fields=["entity", "article", "start"], name="mention_entity_article")]


class Quotation(Annotation, Dated):
    """Reported words; ``fragments`` is a list of [start, end]. ``speaker`` is None where the source has no entity.

    ``text`` is its span of the article's, for the index that the migration ``quotation_text`` makes.
    """

    type = models.CharField(max_length=8, choices=_choices(document.QuotationType))
    fragments = models.JSONField(default=list, blank=True)
    cue_start = models.PositiveIntegerField(null=True, blank=True)
    cue_end = models.PositiveIntegerField(null=True, blank=True)
    speaker_start = models.PositiveIntegerField(null=True, blank=True)
    speaker_end = models.PositiveIntegerField(null=True, blank=True)
    speaker = models.ForeignKey(
        Entity, null=True, blank=True, on_delete=models.SET_NULL, related_name="quotations", db_index=False
    )
    speaker_name = models.TextField(blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="children", db_index=False
    )
    optional = models.BooleanField(default=False)
    stance = models.CharField(max_length=12, choices=_choices(document.Stance), default=document.Stance.NEUTRAL)
    rule = models.CharField(max_length=60, blank=True)
    text = models.TextField(default="", editable=False)

    class Meta:
        default_related_name = "quotations"
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="quotation_is_a_span"),
            models.CheckConstraint(
                condition=Q(cue_start__isnull=True, cue_end__isnull=True) | Q(cue_start__lt=F("cue_end")),
                name="cue_is_a_span",
            ),
            models.CheckConstraint(
                condition=Q(speaker_start__isnull=True, speaker_end__isnull=True)
                | Q(speaker_start__lt=F("speaker_end")),
                name="speaker_is_a_span",
            ),
            models.UniqueConstraint(fields=["article", "start", "end"], name="one_quotation_per_span"),
        ]
        indexes = [
            models.Index(fields=["-day", "article", "start", "-end", "type"], name="quotation_newest"),
            models.Index(
                fields=["speaker", "-day", "article", "start", "-end", "type"], name="quotation_speaker_newest"
            ),
            # only to find the children of one that is deleted
            models.Index(fields=["parent"], name="quotation_parent", condition=Q(parent__isnull=False)),
        ]


class Quantity(Annotation, Dated):
    """A figure, date or duration with its normal form; see :class:`articles.document.Quantity` for the fields.

    Figures of one kind and ``measure`` can be compared by their ``size``: currency, unit and rate are the same, of bare
    counts what is counted.
    """

    core_start = models.PositiveIntegerField()
    core_end = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=_choices(document.QuantityKind))
    value = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    bound = models.CharField(max_length=10, choices=_choices(document.Bound), default=document.Bound.EXACT)
    date = models.CharField(max_length=60, blank=True)
    counted = models.TextField(blank=True)
    counted_start = models.PositiveIntegerField(null=True, blank=True)
    counted_end = models.PositiveIntegerField(null=True, blank=True)
    canonical = models.FloatField(null=True, blank=True)
    canonical_unit = models.CharField(max_length=60, blank=True)
    per = models.CharField(max_length=60, blank=True)
    change = models.CharField(max_length=10, blank=True)
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="equals", db_index=False
    )
    measure = models.GeneratedField(
        expression=Left(
            Concat(
                "currency",
                Value(TAB),
                Coalesce(NullIf("canonical_unit", Value("")), "unit"),
                Value(TAB),
                "per",
                Value(TAB),
                Case(
                    When(kind__in=COUNTS, unit="", then=Lower("counted")),
                    default=Value(""),
                    output_field=models.TextField(),
                ),
                # PostgreSQL asks, for the columns are of two sorts
                output_field=models.TextField(),
            ),
            LONGEST_MEASURE,
        ),
        output_field=models.CharField(max_length=LONGEST_MEASURE),
        db_persist=True,
    )
    size = models.GeneratedField(
        expression=Coalesce("canonical", "value", "low", "high", 0.0),
        output_field=models.FloatField(),
        db_persist=True,
    )

    class Meta:
        verbose_name_plural = "quantities"
        default_related_name = "quantities"
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="quantity_is_a_span"),
            models.CheckConstraint(
                condition=Q(core_start__gte=F("start"), core_end__lte=F("end"), core_start__lt=F("core_end")),
                name="quantity_core_within_span",
            ),
            models.UniqueConstraint(fields=["article", "start", "end"], name="one_quantity_per_span"),
        ]
        indexes = [
            models.Index(fields=["-day", "article", "start", "kind"], name="quantity_newest"),
            models.Index(fields=["kind", "measure", "size"], name="quantity_smallest"),
            models.Index(fields=["kind", "measure", "-size"], name="quantity_largest"),
            models.Index(fields=["kind", "date", "-day"], name="quantity_date"),
            models.Index(fields=["unit"], name="quantity_unit"),
            models.Index(fields=["same_as"], name="quantity_same_as", condition=Q(same_as__isnull=False)),
        ]
