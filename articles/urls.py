"""The reader's addresses, nested by thing."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from articles.views import display

urlpatterns: list[URLPattern | URLResolver] = [
    # the reader's own
    path("display/", display.change, name="display"),
]
