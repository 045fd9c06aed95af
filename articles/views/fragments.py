"""Page or fragment from one address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part to put into the page it shows, not for a page."""
    htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not (htmx.boosted or htmx.history_restore_request)


def render_page(
    request: HttpRequest, page: str, fragment: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Answer htmx with the fragment and everyone else with the page that includes it."""
    response = render(request, fragment if wants_fragment(request) else page, context, status=status)
    # or a cache hands the fragment to a full page load
    patch_vary_headers(response, ["HX-Request"])
    return response
