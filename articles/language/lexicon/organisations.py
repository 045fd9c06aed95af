"""Organisations that are known by their initials."""

from __future__ import annotations

from functools import cache

from articles.language.lexicon import rows, values


@cache
def organisation_names() -> dict[str, str]:
    """Every name and abbreviation of an organisation -> its full name."""
    names: dict[str, str] = {}
    for name, others in rows("organisations"):
        for spelling in (name, *values(others)):
            names.setdefault(spelling, name)
    return names
