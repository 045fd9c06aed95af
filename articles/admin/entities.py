"""Entities in the admin: renamed, relabelled, merged, told apart; each decision survives annotation."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from articles.admin.forms import NamedFieldsFormSet
from articles.correction.deciding import CorrectionError, delete_entity, merge, name_entity, unmerge
from articles.correction.entities import key_of
from articles.models import Alias, Entity


class AliasForm(forms.ModelForm):  # type: ignore[type-arg]  # django-stubs knows the model from Meta
    """Another name that articles use for the entity."""

    class Meta:
        model = Alias
        fields = ("name",)
        widgets: ClassVar = {"name": forms.TextInput(attrs={"size": 40})}

    def save(self, commit: bool = True) -> Alias:
        self.instance.key = key_of(self.instance.name, self.instance.entity.label)
        return super().save(commit)  # type: ignore[no-any-return]


class AliasInline(admin.TabularInline[Alias, Entity]):
    model = Alias
    form = AliasForm
    formset = NamedFieldsFormSet
    extra = 1
    verbose_name_plural = "other names (articles annotated from now on link them to this entity)"


class EntityForm(forms.ModelForm):  # type: ignore[type-arg]  # django-stubs knows the model from Meta
    class Meta:
        model = Entity
        fields = ("name", "label", "merged_into")
        widgets: ClassVar = {"name": forms.TextInput(attrs={"size": 60})}
        help_texts: ClassVar = {
            "merged_into": "The same under another name: its mentions and quotes move there. Empty takes a merge back."
        }


@admin.register(Entity)
class EntityAdmin(admin.ModelAdmin[Entity]):
    """One entity across all articles."""

    form = EntityForm
    list_display = ("name", "label", "named", "speaks", "article", "is_edited", "merged_into")
    list_filter = ("label", "is_edited", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("article", "merged_into")
    search_fields = ("name", "key", "aliases__name")
    autocomplete_fields = ("merged_into",)
    ordering = ("name", "label")
    inlines = (AliasInline,)

    @admin.display(description="mentions", ordering="mention_count")
    def named(self, entity: Entity) -> int:
        return entity.mention_count

    @admin.display(description="quotes", ordering="quote_count")
    def speaks(self, entity: Entity) -> int:
        return entity.quote_count

    def save_model(self, request: HttpRequest, obj: Entity, form: Any, change: bool) -> None:
        if not change:
            obj.key, obj.is_edited = key_of(obj.name, obj.label), True
            obj.save()
            return
        data, changed = form.cleaned_data, set(form.changed_data)
        try:
            if changed & {"name", "label"}:
                name_entity(obj, name=data["name"], label=data["label"])
            if "merged_into" in changed:
                if form.initial.get("merged_into"):
                    unmerge(obj)
                if data["merged_into"]:
                    merge(obj, data["merged_into"])
        except CorrectionError as error:
            self.message_user(request, str(error), messages.ERROR)
        obj.refresh_from_db()

    def delete_model(self, request: HttpRequest, obj: Entity) -> None:
        delete_entity(obj, author=request.user)  # type: ignore[arg-type]  # whoever is in the admin is signed in

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Entity]) -> None:
        for entity in queryset:
            self.delete_model(request, entity)
