"""Mentions, quotations and quantities in lists of their own: for long articles, and across articles."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.forms import AnnotationForm, MentionForm, QuantityForm, QuotationForm
from articles.correction.deciding import CorrectionError, correct
from articles.models import Action, Mention, Quantity, Quotation, Target


class AnnotationAdmin(admin.ModelAdmin[Any]):
    """Annotations of one sort. Whatever is done here becomes a correction."""

    target: Target
    list_select_related: ClassVar[tuple[str, ...]] = ("article",)
    list_per_page = 50
    autocomplete_fields = ("article",)
    search_fields: ClassVar[tuple[str, ...]] = ("article__title",)
    ordering = ("article", "start")

    @admin.display(description="words")
    def words(self, row: Mention | Quotation | Quantity) -> str:
        words = row.span.of(row.article.text)
        return words if len(words) <= 80 else f"{words[:79]}…"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj else ("article", *(self.fields or ()))

    def save_model(self, request: HttpRequest, obj: Any, form: AnnotationForm, change: bool) -> None:
        try:
            form.decide(request.user)  # type: ignore[arg-type]  # whoever is in the admin is signed in
        except CorrectionError as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        if obj.pk is None:
            span = form.cleaned_data["span"]
            obj.pk = self.model._default_manager.get(article=form.article, start=span.start, end=span.end).pk

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._drop(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._drop(request, list(queryset.select_related("article")))

    def _drop(self, request: HttpRequest, rows: list[Any]) -> None:
        for row in rows:
            try:
                correct(row.article, self.target, Action.DELETE, row.span, author=request.user)  # type: ignore[arg-type]
            except CorrectionError as error:
                self.message_user(request, str(error), messages.ERROR)


@admin.register(Mention)
class MentionAdmin(AnnotationAdmin):
    target = Target.MENTION
    form = MentionForm
    fields = ("words", "nth", "name", "label", "form")
    list_display = ("words", "entity", "article", "is_edited")
    list_filter = ("entity__label", "form", "is_edited")
    list_select_related = ("article", "entity")
    search_fields = ("entity__name", "article__title")


@admin.register(Quotation)
class QuotationAdmin(AnnotationAdmin):
    target = Target.QUOTATION
    form = QuotationForm
    fields = (("words", "nth"), ("type", "cue"), ("speaker_words", "said_by", "label"), "speaker_name")
    list_display = ("words", "type", "speaker", "speaker_name", "article", "is_edited")
    list_filter = ("type", "is_edited")
    list_select_related = ("article", "speaker")
    search_fields = ("speaker__name", "speaker_name", "article__title")


@admin.register(Quantity)
class QuantityAdmin(AnnotationAdmin):
    target = Target.QUANTITY
    form = QuantityForm
    fields = ("words", "nth", "kind", "value", "low", "high", "bound", "unit", "currency", "date", "counted")
    list_display = ("words", "kind", "value", "unit", "currency", "date", "counted", "article", "is_edited")
    list_filter = ("kind", "bound", "is_edited")
    search_fields = ("counted", "article__title")
