"""What a document tells about how its figures are meant: when it was written, where, and which currencies it uses."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from articles.document import Document
from articles.language.lexicon import rows, values
from articles.language.lexicon.countries import country_names, demonyms

# signs that tell how a document writes money: "US$", "£", and a letter before grouped digits ("P64,000")
_SIGNS: Final = re.compile(
    r"[A-Z]{1,3}\$|(?<![A-Z])\$|[£€]|\b[A-Z](?=\d{1,3}(?:,\d{3}|\.\d[- ]?m|[ ]?(?:million|billion)\b))"
)
_NAME: Final = re.compile(r"\b(?:U\.S\.|U\.K\.|[A-Z][\w’'-]*(?:\s(?:and\s(?:the\s)?)?[A-Z][\w’'-]*){0,3})")
# places whose country the list of countries does not tell
_CITIES: Final = {
    "London": "United Kingdom", "England": "United Kingdom", "Scotland": "United Kingdom", "Wales": "United Kingdom",
    "Washington": "United States", "Texas": "United States", "California": "United States", "Florida": "United States",
    "Toronto": "Canada", "Ontario": "Canada", "Ottawa": "Canada", "Quebec": "Canada", "Alberta": "Canada",
    "British Columbia": "Canada", "Manitoba": "Canada", "Saskatchewan": "Canada", "Nova Scotia": "Canada",
    "Sydney": "Australia", "Melbourne": "Australia", "Queensland": "Australia", "Tasmania": "Australia",
    "Victoria": "Australia", "Perth": "Australia", "Canberra": "Australia", "Auckland": "New Zealand",
    "Wellington": "New Zealand",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setting:
    """The anchors of one document.

    ``looks_ahead``: the text is read at an instant (a message, a calendar entry), as the reference time tells; bare
    weekdays are the next ones, "the next two days" is an interval, and a date keeps its time of day. News looks back.
    ``is_note``: one block without more is a note rather than an article; a time right behind a date belongs to it.
    ``countries`` are the countries it names with how often, in the order of the lexicon's names.
    """

    published: datetime.date | None = None
    time: datetime.time | None = None
    day_first: bool | None = None
    countries: Counter[str] = field(default_factory=Counter)
    signs: frozenset[str] = frozenset()
    is_note: bool = False

    @property
    def looks_ahead(self) -> bool:
        return self.time is not None

    def country(self) -> str | None:
        """The country that the document names most often, None where it names none."""
        return max(self.countries, key=lambda name: self.countries[name], default=None)


def setting_of(document: Document) -> Setting:
    """The setting of ``document``, from its dates and the countries and currency signs in its text."""
    text = document.text
    return Setting(
        published=document.published,
        time=document.reference_time,
        day_first=document.day_first,
        countries=_countries(text),
        is_note=len(document.blocks) == 1,
        signs=frozenset(_SIGNS.findall(text)),
    )


@cache
def _country_of() -> dict[str, str]:
    """Names, cities and adjectives of countries -> the country."""
    table = dict(country_names())
    for name, _, adjectives, nouns in rows("countries"):
        for word in (*values(adjectives), *values(nouns)):
            table.setdefault(word, name)
            table.setdefault(word + "s", name)
    for demonym, adjective in demonyms().items():
        if adjective in table:
            table.setdefault(demonym, table[adjective])
    return {**table, **_CITIES}


def country_of(name: str) -> str | None:
    """The country that ``name`` (a country, a demonym, a well-known place) belongs to."""
    return _country_of().get(name)


def _countries(text: str) -> Counter[str]:
    """How often each country is named, the first mention counting double (a dateline says where the story is)."""
    found: Counter[str] = Counter()
    table = _country_of()
    for match in _NAME.finditer(text):
        words = match.group().split()
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                country = table.get(" ".join(words[start : start + length]).removesuffix("’s").removesuffix("'s"))
                if country:
                    found[country] += 1 if found else 2
                    break
            else:
                continue
            break
    return found
