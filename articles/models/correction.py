"""What editors decided, kept apart from what the pipeline said.

A correction is never changed or deleted by annotation. It names the annotation it is about by kind and by the words
where that annotation stood, so that it survives a new pipeline and, where the words can still be found, a new text.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from articles.models.article import Article


class Target(models.TextChoices):
    MENTION = "mention", "mention"
    QUOTATION = "quotation", "quotation"
    QUANTITY = "quantity", "quantity"


class Action(models.TextChoices):
    ADD = "add", "added"
    CHANGE = "change", "changed"
    DELETE = "delete", "deleted"


class Correction(models.Model):
    """One decision: add, change or delete the annotation of ``target`` that stands at ``start``..``end``.

    ``words`` are the text of that span and ``before`` up to 40 characters in front of it: they find the place again
    when the article's text was edited. The latest correction of one place wins field by field. ``undone`` is when it
    was taken back; ``replaces`` leaves room for a history of who overruled whom.

    ``data`` says what was decided: ``fields`` by the columns of the annotation's model, ``span`` the new span where it
    was moved, ``whole`` all columns as they were then (from which the annotation is made again where the pipeline no
    longer finds it), ``words`` the text at each span in these, ``entities`` name and label of each entity in these.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="corrections")
    target = models.CharField(max_length=10, choices=Target)
    action = models.CharField(max_length=6, choices=Action)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    before = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    created = models.DateTimeField(auto_now_add=True)
    undone = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by")

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(start__lt=F("end")), name="correction_is_a_span")]
        indexes = [models.Index(fields=["article", "undone"], name="correction_article")]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.target}: {self.words[:60]}"
