"""Accounts: signing in, and what one may see and change of one's own account."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.models import AnonymousUser, User
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_http_methods, require_safe

from articles.views.display import TEXTS, THEMES

# wrong passwords for one name from one address, and how many seconds they count
TRIES: Final = 10
PAUSE: Final = 300


class SignInForm(AuthenticationForm):
    """Name and password, in the look of the pages; after ``TRIES`` wrong ones a pause of ``PAUSE`` seconds."""

    error_messages = {
        "invalid_login": "Name and password do not belong together. Mind capitals in both.",
        "inactive": "This account is switched off. Ask the administrator.",
        "paused": "Too many wrong passwords. Wait five minutes, then try again.",
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"
        # in a form that shows because the session ended, the text is what one looks at
        self.fields["username"].widget.attrs.pop("autofocus", None)

    def clean(self) -> dict[str, Any]:
        key = self._tries_key()
        if cache.get(key, 0) >= TRIES:
            raise ValidationError(self.error_messages["paused"], code="paused")
        try:
            cleaned = super().clean()
        except ValidationError:
            cache.add(key, 0, PAUSE)
            cache.incr(key)
            raise
        cache.delete(key)
        return cleaned

    def _tries_key(self) -> str:
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        who = f"{address} {self.cleaned_data.get('username', '')}".casefold()
        return f"sign-in-{hashlib.sha256(who.encode()).hexdigest()}"


class SignIn(auth.LoginView):
    """The sign-in page; a fragment that needs an account sends the whole page here."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204)
            response["HX-Redirect"] = request.get_full_path()
            return response
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        paused = any(error.code == "paused" for error in form.non_field_errors().as_data())
        return self.render_to_response(self.get_context_data(form=form), status=429 if paused else 422)


class OwnPasswordForm(PasswordChangeForm):
    """A new password, in the look of the pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "input"


class ChangePassword(auth.PasswordChangeView):
    """The page to change one's password."""

    form_class = OwnPasswordForm
    success_url = reverse_lazy("account")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        messages.success(self.request, "Your password is changed.")
        return super().form_valid(form)

    def form_invalid(self, form: PasswordChangeForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; whoever only opens the address is led to where the button is."""
    if request.method != "POST":
        return redirect("account")
    return auth.LogoutView.as_view()(request)


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and how one wants to read."""
    context = {"role": role_of(request.user), "themes": THEMES, "texts": TEXTS}
    return render(request, "registration/account.html", context)


def role_of(user: User | AnonymousUser) -> str:
    """What this account may do, in one word."""
    if user.is_superuser:
        return "administrator"
    if user.has_perm("articles.change_article"):
        return "editor"
    return "reader"
