"""Which entities stand in which article, counted: what lists of the whole library are made from.

Kept by ``articles.correction.counting``, so that a page of an entity with fifty thousand mentions reads no more rows
than one with five.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from articles.models.annotation import Dated, Entity
from articles.models.article import Article


class Appearance(Dated):
    """An entity in an article: how often it is named there, how many quotations are its own, how many name it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="appearances", db_index=False)
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="appearances", db_index=False)
    mentions = models.PositiveIntegerField(help_text="By name: pronouns and descriptions do not count.")
    quotes = models.PositiveIntegerField(help_text="Quotations whose speaker it is.")
    spoken_of = models.PositiveIntegerField(help_text="Quotations that name it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "entity"], name="one_appearance_per_article")]
        indexes = [
            models.Index(fields=["entity", "-day", "-article", "mentions", "quotes"], name="appearance_newest"),
            models.Index(
                fields=["entity", "-day", "-article"], name="appearance_spoken_of", condition=Q(spoken_of__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity} in {self.article}"
