"""Accounts in the admin: an administrator makes them and gives each a role, without a shell."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

READER: Final = "reader"
EDITOR: Final = "editor"
ADMINISTRATOR: Final = "administrator"
ROLES: Final = [
    (READER, "Reader: reads and uploads, corrects nothing"),
    (EDITOR, "Editor: corrects annotations here and in the articles"),
    (ADMINISTRATOR, "Administrator: everything, accounts too"),
]
# the groups of articles/migrations/0003_roles.py
GROUPS: Final = {READER: "Readers", EDITOR: "Editors"}


def role_of(user: User) -> str:
    """What the account may do, in one word."""
    if user.is_superuser:
        return ADMINISTRATOR
    return EDITOR if any(group.name == GROUPS[EDITOR] for group in user.groups.all()) else READER


def give_role(user: User, role: str) -> None:
    """Make the account a reader, an editor or an administrator; its other groups stay."""
    user.is_superuser = role == ADMINISTRATOR
    # only who has something to do in the admin may enter it
    user.is_staff = role != READER
    user.save(update_fields=["is_superuser", "is_staff"])
    user.groups.remove(*Group.objects.filter(name__in=GROUPS.values()))
    if role in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[role]))


class NewAccountForm(AdminUserCreationForm):  # type: ignore[type-arg]  # generic only for the type checker
    role = forms.ChoiceField(choices=ROLES, initial=READER)


class AccountForm(UserChangeForm):  # type: ignore[type-arg]  # generic only for the type checker
    role = forms.ChoiceField(choices=ROLES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["role"] = role_of(self.instance)


admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    add_form = NewAccountForm
    form = AccountForm
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "usable_password", "password1", "password2", "role")}),
    )
    fieldsets = (
        (None, {"fields": ("username", "password", "role", "is_active")}),
        ("Who it is", {"fields": ("first_name", "last_name", "email")}),
        ("When", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")
    list_display = ("username", "role", "is_active", "last_login")
    list_filter = ("is_active", "is_superuser", "groups")
    filter_horizontal: ClassVar = ()

    @admin.display
    def role(self, user: User) -> str:
        return role_of(user)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        give_role(form.instance, form.cleaned_data["role"])
