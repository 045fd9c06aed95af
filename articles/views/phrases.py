"""Searches in the words of a reader: parts of a query -> what tokens, links and an empty list say."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Sequence

from django.utils.formats import date_format

from articles.search.query import ENTITY_FIELDS, Dates, Filter, Part, Term


def name_of(part: Part) -> str:
    """The part as it stands in a sentence or on a token: Ilse Marrant, “harbour levy”, since 1 May 2024."""
    if isinstance(part, Term):
        return f"“{part}”" if not part.is_phrase else f"“{str(part).strip(chr(34))}”"
    if part.field == "date":
        dates = Dates.read(part.value)
        return _period(dates) if dates else part.value
    return f"quoting {part.value}" if part.field == "speaker" else part.value


def phrase_of(part: Part) -> str:
    """The part after a count of articles: with Ilse Marrant, from The Courier, since 1 May 2024."""
    if isinstance(part, Filter) and part.field in ("date", "speaker"):
        return name_of(part)
    return f"{'from' if isinstance(part, Filter) and part.field == 'source' else 'with'} {name_of(part)}"


def nothing_found(parts: Sequence[Part]) -> str:
    """The sentence of an empty list: it names every part of the search, of which there is at least one."""
    held = [name_of(part) for part in parts if isinstance(part, Term) or part.field in ENTITY_FIELDS]
    if len(held) == len(parts):
        if len(held) == 2:
            return f"No article has both {held[0]} and {held[1]}."
        return f"No article has {_listed(held)}{' together' if len(held) > 1 else ''}."
    named = [f"with {_listed(held)}"] if held else []
    order = ("speaker", "source", "date")
    others = sorted(
        (p for p in parts if isinstance(p, Filter) and p.field in order), key=lambda p: order.index(p.field)
    )
    return f"No article {', '.join([*named, *map(phrase_of, others)])}."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _period(dates: Dates) -> str:
    first, last = dates.first, dates.last
    if first is None and last is None:
        return "without a date"
    if last is None or first is None:
        return f"since {_day(first)}" if first else f"until {_day(last or datetime.date.max)}"
    if first == last:
        return f"on {_day(first)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"in {first.year}" if first.year == last.year else f"from {first.year} to {last.year}"
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return f"in {date_format(first, 'F Y')}"
        return f"from {date_format(first, 'F Y')} to {date_format(last, 'F Y')}"
    return f"from {_day(first)} to {_day(last)}"


def _day(day: datetime.date) -> str:
    return date_format(day, "j F Y")
