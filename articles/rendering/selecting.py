"""The blocks of an article with what the reader selected in it marked: the same HTML with classes added."""

from __future__ import annotations

import re
from typing import Final

from articles.rendering.marks import Selection

# no tag is longer up to there
_LONGEST: Final = 400
# the start of a tag of ``rendering.page``, up to the attribute that says which mark it is of
_TAG: Final = re.compile(r'<(?:a|span) class="[^"<>]*(?=")[^<>]*')


def select(html: str, selection: Selection) -> str:
    """Blocks as ``rendering.page`` makes them with ``is-selected`` on every part of the selection's mark.

    The mention that ``selection.at`` names has ``is-current``. Time is that of finding a word in the text.
    """
    for name, pk in (
        ("entity", selection.entity),
        ("quote", selection.quotation),
        ("cue", selection.quotation),
        ("number", selection.quantity),
        ("counted", selection.quantity),
    ):
        if pk is not None:
            html = _with_class(html, f' data-{name}="{pk}"', "is-selected")
    return _with_class(html, f' id="{selection.at}"', "is-current") if selection.at else html


def _with_class(html: str, attribute: str, name: str) -> str:
    """Add the class to each mark that has the attribute."""
    parts: list[str] = []
    done = 0
    found = html.find(attribute)
    while found >= 0:
        tag = html.rfind("<", max(done, found - _LONGEST), found)
        # the words of an article may look like an attribute, but hold no tag
        if tag >= 0 and _TAG.fullmatch(html, tag, found):
            end = html.index('"', html.index('"', tag) + 1)
            parts += (html[done:end], " ", name)
            done = end
        found = html.find(attribute, found + len(attribute))
    return "".join((*parts, html[done:])) if parts else html
