"""What editors decided, in order: looked at, taken back, taken up again."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.correction.deciding import redo, undo
from articles.models import Correction, Worker


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin[Correction]):
    """A correction is never edited or deleted: another one overrules it, or it is taken back."""

    list_display = ("created", "author", "action", "target", "short_words", "article", "undone")
    list_filter = ("target", "action", ("undone", admin.EmptyFieldListFilter), "author")
    list_select_related = ("author", "article")
    search_fields = ("words", "article__title")
    ordering = ("-pk",)
    actions = ("take_back", "take_up")

    @admin.display(description="words")
    def short_words(self, correction: Correction) -> str:
        words = correction.words
        return words if len(words) <= 80 else f"{words[:79]}…"

    @admin.action(description="Take back: show again what stood there before", permissions=["correct"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Correction]) -> None:
        chosen = list(queryset.filter(undone=None).select_related("article"))
        for correction in chosen:
            undo(correction)
        self.message_user(request, f"{len(chosen)} taken back.", messages.SUCCESS)

    @admin.action(description="Let count again", permissions=["correct"])
    def take_up(self, request: HttpRequest, queryset: QuerySet[Correction]) -> None:
        chosen = list(queryset.exclude(undone=None).select_related("article"))
        for correction in chosen:
            redo(correction)
        self.message_user(request, f"{len(chosen)} count again.", messages.SUCCESS)

    def has_correct_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_article")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Correction | None = None) -> bool:
        return False


@admin.register(Worker)
class WorkerAdmin(admin.ModelAdmin[Worker]):
    """Which annotation workers there are, and when they were last heard of."""

    list_display = ("name", "seen")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Worker | None = None) -> bool:
        return False
