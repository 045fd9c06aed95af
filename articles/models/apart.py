"""Which figures an editor said are not the same quantity, though they look like it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from articles.models.article import Article


class FigureApart(models.Model):
    """Two figures of two articles that are not brought together.

    Each is known by its words with those before them, not by its row: so it is found again when its article is
    annotated anew. The first is that of the older article row.
    """

    first = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    first_words = models.TextField()
    second = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    second_words = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "figures apart"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "first_words", "second", "second_words"], name="figures_are_kept_apart_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_words[-40:]} / {self.second_words[-40:]}"
