"""Which gender given names, titles and nouns for people tell."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from articles.language.lexicon import rows, words


class Gender(StrEnum):
    """The grammatical gender of a person, as pronouns have it."""

    MALE = "m"
    FEMALE = "f"


@cache
def gender_of_given_name() -> dict[str, Gender]:
    """Given names that are nearly always a man's or a woman's."""
    return {name: Gender(gender) for name, gender in rows("given_names")}


@cache
def gender_of_title() -> dict[str, Gender]:
    """Titles that tell a gender, without stop: "Mrs", "Sheikh"."""
    kinds = ((title, kind.rsplit(" ", 1)[-1]) for title, kind in rows("titles"))
    return {title: Gender(last) for title, last in kinds if last in ("m", "f")}


@cache
def gender_of_noun() -> dict[str, Gender | None]:
    """Every noun for a person, in lower case -> the gender that it tells, if any."""
    nouns: dict[str, Gender | None] = dict.fromkeys(words("roles"))
    for row in rows("person_nouns"):
        nouns[row[0]] = Gender(row[1]) if row[1] != "-" else None
    return nouns
