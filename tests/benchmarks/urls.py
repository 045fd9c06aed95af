"""The project's addresses and a view that does nothing: what a request costs before any view."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [path("empty/", empty), path("", include("newsreader.urls"))]
