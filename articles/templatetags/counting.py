"""Counts as one reads them."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def thousands(count: int) -> str:
    """The count with its thousands apart: 1,204."""
    return f"{count:,}"
