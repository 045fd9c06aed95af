"""Articles in the admin: found, read with their annotations marked, corrected by words, annotated again."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from articles.admin.forms import AnnotationFormSet, MentionForm, QuantityForm, QuotationForm
from articles.correction.deciding import remove_articles
from articles.correction.places import lost
from articles.extraction.extracted import clean
from articles.models import Article, Entity, Mention, Quantity, Quotation

# more annotations of one sort than this are corrected in a list of their own: a browser would choke on the forms
MOST_FORMS: Final = 400
_FIRST_RANK: Final = re.compile(r"(</?)h1\b")

Inline = admin.options.InlineModelAdmin[Any, Article]


class MentionInline(admin.TabularInline[Mention, Article]):
    model = Mention
    form = MentionForm
    formset = AnnotationFormSet
    fields = ("words", "nth", "name", "label", "form")
    extra = 1
    ordering = ("start",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return super().get_queryset(request).select_related("entity", "article")


class QuotationInline(admin.StackedInline[Quotation, Article]):
    model = Quotation
    form = QuotationForm
    formset = AnnotationFormSet
    fields = (("words", "nth"), ("type", "cue"), ("speaker_words", "said_by", "label"), "speaker_name")
    extra = 1
    ordering = ("start",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quotation]:
        return super().get_queryset(request).select_related("speaker", "article")


class QuantityInline(admin.TabularInline[Quantity, Article]):
    model = Quantity
    form = QuantityForm
    formset = AnnotationFormSet
    fields = ("words", "nth", "kind", "value", "low", "high", "bound", "unit", "currency", "date", "counted")
    extra = 1
    ordering = ("start",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quantity]:
        return super().get_queryset(request).select_related("article")


def _count(model: type[Mention | Quotation | Quantity]) -> Coalesce:
    counted = model._default_manager.filter(article=OuterRef("pk")).order_by().values("article")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


class ArticleForm(forms.ModelForm):  # type: ignore[type-arg]  # django-stubs knows the model from Meta
    """The article's own fields. Browsers send line breaks in their own way; that alone is no change of the text."""

    text = forms.CharField(strip=False, widget=AdminTextareaWidget(attrs={"rows": 24}))

    class Meta:
        model = Article
        fields = ("text",)

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"])

    @property
    def changed_data(self) -> list[str]:
        same = (
            self.instance.pk and self.data.get(self.add_prefix("text"), "").replace("\r\n", "\n") == self.instance.text
        )
        return [name for name in super().changed_data if name != "text" or not same]


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin[Article]):
    """One article with everything that was found in it."""

    form = ArticleForm

    list_display = ("headline", "source", "published", "state", "names", "quotes", "numbers", "created")
    list_filter = ("state", "source", "is_sample", "published")
    search_fields = ("title", "text", "source", "url")
    date_hierarchy = "published"
    ordering = ("-created", "-pk")
    actions = ("annotate_again",)
    autocomplete_fields = ("owner",)
    readonly_fields = ("page", "progress", "marked_text", "longer_lists", "lost_corrections")
    fieldsets = (
        (None, {"fields": ("page", "progress", ("source", "published"), "url", "language", "owner")}),
        ("What is marked", {"fields": ("marked_text", "longer_lists", "lost_corrections")}),
        (
            "The text",
            {
                "classes": ("collapse",),
                "description": "A changed text is annotated again. Corrections stay where their words still stand.",
                "fields": ("text",),
            },
        ),
    )
    add_fieldsets = ((None, {"fields": ("text", ("source", "published"), "url", "language", "owner")}),)
    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}
    inlines: ClassVar[list[type[Inline]]] = [MentionInline, QuotationInline, QuantityInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        found = super().get_queryset(request)
        return found.annotate(names=_count(Mention), quotes=_count(Quotation), numbers=_count(Quantity))

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        if obj is None:
            return []
        return [i for i in self.inlines if i.model._default_manager.filter(article=obj).count() <= MOST_FORMS]

    @admin.display(description="title", ordering="title")
    def headline(self, article: Article) -> str:
        return article.title if len(article.title) <= 90 else f"{article.title[:89]}…"

    @admin.display(ordering="names")
    def names(self, article: Any) -> int:
        return int(article.names)

    @admin.display(ordering="quotes")
    def quotes(self, article: Any) -> int:
        return int(article.quotes)

    @admin.display(ordering="numbers")
    def numbers(self, article: Any) -> int:
        return int(article.numbers)

    @admin.display(description="article")
    def page(self, article: Article) -> SafeString:
        return format_html('<a href="{}">{}</a>', article.get_absolute_url(), article.title)

    @admin.display(description="annotation")
    def progress(self, article: Article) -> str:
        state = str(article.get_state_display())
        return f"{state}: {article.failure}" if article.failure else state

    @admin.display(description="text")
    def marked_text(self, article: Article) -> SafeString:
        # reading is the views' business, and this page shows what they show
        from articles.queries.article import marked_blocks

        # the admin's page has a heading of the first rank already
        blocks = _FIRST_RANK.sub(r"\1h2", marked_blocks(article))
        return format_html('<div class="prose marked-text">{}</div>', mark_safe(blocks))  # noqa: S308 -- only tags changed

    @admin.display(description="in lists of their own")
    def longer_lists(self, article: Article) -> SafeString | str:
        longer = [
            (reverse(f"admin:articles_{model._meta.model_name}_changelist"), article.pk, count, word)
            for model, word in ((Mention, "names"), (Quotation, "quotes"), (Quantity, "numbers"))
            if (count := model._default_manager.filter(article=article).count()) > MOST_FORMS
        ]
        return format_html_join(", ", '<a href="{}?article__id__exact={}">all {} {}</a>', longer) or "none"

    @admin.display(description="corrections without a place")
    def lost_corrections(self, article: Article) -> SafeString | str:
        return format_html_join("", "<div>{}</div>", ((str(c),) for c in lost(article))) or "none"

    @admin.action(description="Annotate again", permissions=["change"])
    def annotate_again(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        articles = list(queryset)
        for article in articles:
            article.queue()
        self.message_user(request, f"{len(articles)} will be annotated again. Corrections stay.", messages.SUCCESS)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        formset.author = request.user
        formset.save()
        for reason in formset.refused:
            self.message_user(request, reason, messages.ERROR)

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        remove_articles(Article.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        remove_articles(Article.objects.filter(pk__in=list(queryset.values_list("pk", flat=True))))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = kwargs.get("obj")
        if article is not None:
            here = Entity.objects.filter(mentions__article=article).distinct().order_by("name")
            context["entity_names"] = list(here.values_list("name", flat=True))
        return super().render_change_form(request, context, *args, **kwargs)
