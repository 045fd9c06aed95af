"""How a reader wants pages to look: theme, text size, which highlights show. Kept in a cookie, works without script."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Self

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

COOKIE: Final = "display"
YEAR: Final = 365 * 24 * 60 * 60
# What the toolbar of an article switches, in its order.
KINDS: Final = ("person", "org", "place", "group", "other", "quote", "number", "date")
THEMES: Final = {"light": "light", "dark": "dark", "system": ""}
TEXTS: Final = {"s": "s", "m": "", "l": "l"}


@dataclass(frozen=True, slots=True)
class Display:
    """The look of pages. ``theme`` and ``text`` are empty where the reader left the choice to the system.

    ``hidden`` are members of ``KINDS``; ``keys`` says whether single keys are shortcuts.
    """

    theme: str = ""
    text: str = ""
    hidden: tuple[str, ...] = ()
    highlights: bool = True
    keys: bool = True

    @classmethod
    def from_cookie(cls, value: str) -> Self:
        """Read what :meth:`cookie` wrote; whatever else stands there is left out."""
        words = frozenset(value[:400].split("."))
        return cls(
            theme=next((theme for theme in ("light", "dark") if theme in words), ""),
            text=next((text for text in ("s", "l") if f"text-{text}" in words), ""),
            hidden=tuple(kind for kind in KINDS if f"no-{kind}" in words),
            highlights="no-highlights" not in words,
            keys="no-keys" not in words,
        )

    def cookie(self) -> str:
        """The choices as words joined by dots: ``dark.text-l.no-quote``."""
        words = [
            self.theme,
            self.text and f"text-{self.text}",
            *(f"no-{kind}" for kind in self.hidden),
            "" if self.highlights else "no-highlights",
            "" if self.keys else "no-keys",
        ]
        return ".".join(word for word in words if word)


class DisplayForm(forms.Form):
    """One or more choices; what is absent stays as it is. ``toggle`` shows or hides one kind of highlight."""

    theme = forms.ChoiceField(choices=[(name, name) for name in THEMES], required=False)
    text = forms.ChoiceField(choices=[(name, name) for name in TEXTS], required=False)
    highlights = forms.ChoiceField(choices=[("on", "on"), ("off", "off")], required=False)
    keys = forms.ChoiceField(choices=[("on", "on"), ("off", "off")], required=False)
    toggle = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS], required=False)

    def applied_to(self, display: Display) -> Display:
        """``display`` with the choices of this valid form."""
        chosen = self.cleaned_data
        if chosen["theme"]:
            display = replace(display, theme=THEMES[chosen["theme"]])
        if chosen["text"]:
            display = replace(display, text=TEXTS[chosen["text"]])
        if chosen["highlights"]:
            display = replace(display, highlights=chosen["highlights"] == "on")
        if chosen["keys"]:
            display = replace(display, keys=chosen["keys"] == "on")
        if toggled := chosen["toggle"]:
            hidden = {*display.hidden} ^ {toggled}
            display = replace(display, hidden=tuple(kind for kind in KINDS if kind in hidden))
        return display


def display_of(request: HttpRequest) -> Display:
    """The look that this request's reader chose."""
    return Display.from_cookie(request.COOKIES.get(COOKIE, ""))


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: every template knows ``display``."""
    return {"display": display_of(request)}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """The page of all choices; posted ones are kept and lead back to ``next``, or to 204 where script shows them."""
    if request.method != "POST":
        return render(request, "display.html", {"themes": THEMES, "texts": TEXTS})
    display = display_of(request)
    form = DisplayForm(request.POST)
    if form.is_valid():
        display = form.applied_to(display)
    response: HttpResponse
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
    else:
        response = HttpResponseRedirect(safe_next(request))
    response.set_cookie(COOKIE, display.cookie(), max_age=YEAR, samesite="Lax", secure=settings.HTTPS)
    return response


def safe_next(request: HttpRequest) -> str:
    """The address in the posted ``next`` if it is one of this site's, else the library's."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("library")
