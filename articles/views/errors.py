"""What is answered when a request cannot be: a page that says what to do."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render

# bytes of a refused request that are read all the same
_PATIENCE: Final = 64 * 1024 * 1024
_PIECE: Final = 64 * 1024


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was wrong with a request that Django refused before a view saw it."""
    if isinstance(exception, RequestDataTooBig):
        _read_on(request)
        problem = "The text is too long. Go back and split it into several articles, or send it as a file."
        return render(request, "413.html", {"problem": problem}, status=413)
    if isinstance(exception, TooManyFilesSent):
        _read_on(request)
        problem = "Those are too many files at once. Go back and send at most a hundred."
        return render(request, "413.html", {"problem": problem}, status=413)
    return render(request, "400.html", status=400)


def _read_on(request: HttpRequest) -> None:
    # a browser shows no answer before it has sent everything, and a server that hangs up first leaves it without one
    left = _PATIENCE
    with suppress(UnreadablePostError):
        while left > 0 and (piece := request.read(_PIECE)):
            left -= len(piece)
