"""The search language: what was typed -> words, phrases and filters. Plain Python, no database.

``harbour levy "second corridor" displac* person:"Ilse Marrant" source:Courier date:2024-02..2024-06``: an article
matches when it matches every part. A word or filter that is no such thing is never an error but a sentence to show.
"""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final, Self

# filters that need annotations, and those that do not
ENTITY_FIELDS: Final = ("person", "org", "place", "group", "other")
ANNOTATION_FIELDS: Final = (*ENTITY_FIELDS, "speaker")
FIELDS: Final = (*ANNOTATION_FIELDS, "source", "date")
# what is typed beyond this is left out
LONGEST: Final = 500
UNKNOWN_DATE: Final = "unknown"

_FIELD = "|".join(FIELDS)
_PART = re.compile(rf'\s*(?:(?i:({_FIELD}|since|until)):\s*)?(?:"([^"]*)"?|(\S+)|$)')
_TYPOGRAPHIC: Final = str.maketrans("“”„«»", '"""""')
_TOKEN = re.compile(r"[^\W_]+")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def tokens_of(text: str) -> tuple[str, ...]:
    """The runs of letters and digits in ``text``, as written: what an index holds."""
    return tuple(_TOKEN.findall(unicodedata.normalize("NFC", text)))


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase: its tokens follow each other in the text; ``is_prefix``: the last one only begins so."""

    tokens: tuple[str, ...]
    is_prefix: bool = False
    is_phrase: bool = False

    def __str__(self) -> str:
        words = " ".join(self.tokens) + ("*" if self.is_prefix else "")
        return f'"{words}"' if self.is_phrase else words


@dataclass(frozen=True, slots=True)
class Filter:
    """``field`` is one of ``FIELDS``, ``value`` what must be so."""

    field: str
    value: str

    def __str__(self) -> str:
        return f'{self.field}:"{self.value}"' if re.search(r"\s", self.value) else f"{self.field}:{self.value}"


Part = Term | Filter


def filter_on(field: str, name: str) -> Filter:
    """The filter on a stored name, without the characters in it that the language cannot hold."""
    return Filter(field, " ".join(_readable(name).replace('"', " ").split()))


def _readable(text: str) -> str:
    """``text`` with plain quotation marks, and spaces for what nobody can type."""
    text = text.translate(_TYPOGRAPHIC)
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)


@dataclass(frozen=True, slots=True)
class Query:
    """The parts in the order typed, and a sentence for each that could not be read."""

    parts: tuple[Part, ...] = ()
    problems: tuple[str, ...] = ()

    def __str__(self) -> str:
        return " ".join(str(part) for part in self.parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(part for part in self.parts if isinstance(part, Term))

    @property
    def filters(self) -> tuple[Filter, ...]:
        return tuple(part for part in self.parts if isinstance(part, Filter))

    @property
    def needs_annotations(self) -> bool:
        """Whether an article without annotations cannot be told to match."""
        return any(part.field in ANNOTATION_FIELDS for part in self.filters)

    def without_annotations(self) -> Query:
        """What can be asked of an article that is not annotated yet."""
        kept = (part for part in self.parts if isinstance(part, Term) or part.field not in ANNOTATION_FIELDS)
        return replace(self, parts=tuple(kept))

    def without(self, field: str) -> Query:
        """Without the filters of this field."""
        kept = (part for part in self.parts if isinstance(part, Term) or part.field != field)
        return replace(self, parts=tuple(kept))

    def toggled(self, part: Part) -> Query:
        """With ``part`` at the end, or without it if it was there."""
        if part in self.parts:
            return replace(self, parts=tuple(other for other in self.parts if other != part))
        return replace(self, parts=(*self.parts, part))

    def only(self, part: Part) -> Query:
        """This one part alone."""
        return Query((part,))


def parse(typed: str) -> Query:
    """Read what was typed: never raises, whatever it is. Linear in its length, which is cut at ``LONGEST``."""
    text = _readable(typed[:LONGEST])
    parts: list[Part] = []
    problems: list[str] = []
    for match in _PART.finditer(text):
        field, phrase, word = match.groups()
        value = (phrase if phrase is not None else word or "").strip()
        part: Part | None
        part, problem = _filter(field.lower(), value) if field else _term(value, is_phrase=phrase is not None)
        if problem:
            problems.append(problem)
        elif part is not None and part not in parts:
            parts.append(part)
    return Query(tuple(parts), tuple(problems))


def _term(value: str, *, is_phrase: bool) -> tuple[Term | None, str]:
    tokens = tokens_of(value)
    if tokens:
        return Term(tokens, is_prefix=value.endswith("*"), is_phrase=is_phrase or len(tokens) > 1), ""
    return None, f"“{value}” has no letters or digits to look for." if value else ""


def _filter(field: str, value: str) -> tuple[Filter | None, str]:
    if field == "since":
        field, value = "date", f"{value}.."
    elif field == "until":
        field, value = "date", f"..{value}"
    if field == "date" and Dates.read(value) is None:
        return None, f"“{value}” is not a date: write 2024, 2024-05, 2024-05-17, 2024-02..2024-06 or unknown."
    if not tokens_of(value):
        return None, f"What should {field}: be? Write {field}: and a name, in quotation marks if it has spaces."
    return Filter(field, value), ""


@dataclass(frozen=True, slots=True)
class Dates:
    """Days from ``first`` to ``last``, both included, open where None; both None: articles without a date."""

    first: datetime.date | None
    last: datetime.date | None

    @classmethod
    def read(cls, value: str) -> Self | None:
        """``2024``, ``2024-05``, ``2024-05-17``, ``2024-02..2024-06``, ``2024..``, ``..2024`` or ``unknown``."""
        if value.lower() == UNKNOWN_DATE:
            return cls(None, None)
        opening, dots, closing = value.partition("..")
        first = _day(opening, last=False)
        last = _day(closing if dots else opening, last=True)
        wanted = (bool(opening), bool(closing or not dots))
        if (first is not None, last is not None) != wanted or not any(wanted):
            return None
        if first is not None and last is not None and first > last:
            return None
        return cls(first, last)


def _day(value: str, *, last: bool) -> datetime.date | None:
    """The first or last day of a year, month or day; None if it is none."""
    match = _DAY.fullmatch(value.strip()) if value.isascii() else None
    if match is None:
        return None
    year = int(match[1])
    month, day = (int(part) if part else None for part in match.groups()[1:])
    try:
        if month is None:
            return datetime.date(year, 12, 31) if last else datetime.date(year, 1, 1)
        if day is None:
            return datetime.date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        return datetime.date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None
