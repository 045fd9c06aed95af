"""Messages in two parts: the cause, shown in bold, and the remedy after it."""

from __future__ import annotations

import re
from typing import Final

from django import template
from django.template.defaultfilters import filesizeformat

from articles.forms import longest_file

register = template.Library()

# a sentence ends where a capital follows; "1,000.5" and "e.g. this" do not end one
_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


@register.filter
def cause(message: object) -> str:
    """The first sentence of a message."""
    return _END.split(str(message), maxsplit=1)[0]


@register.filter
def remedy(message: object) -> str:
    """What follows the first sentence of a message; empty if nothing does."""
    return "".join(_END.split(str(message), maxsplit=1)[1:])


@register.simple_tag
def file_limits() -> str:
    """What files can be added, and how large they may be."""
    return f"txt, md, html, up to {filesizeformat(longest_file())} each"
