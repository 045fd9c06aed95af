"""Countries and states by any of their names, and the adjectives and nouns for their people."""

from __future__ import annotations

from functools import cache

from articles.language.lexicon import rows, values


@cache
def country_names() -> dict[str, str]:
    """Every name and abbreviation of a country -> its usual English name."""
    names: dict[str, str] = {}
    for name, others, *_ in rows("countries"):
        for spelling in (name, *values(others)):
            names.setdefault(spelling, name)
    return names


@cache
def state_names() -> dict[str, str]:
    """Every name and printed abbreviation of a state or province -> its name."""
    return {spelling: name for name, short in rows("states") for spelling in (name, *values(short))}


@cache
def demonyms() -> dict[str, str]:
    """Every adjective and noun for a country's people, singular and plural -> the adjective ("Swedes": "Swedish")."""
    people: dict[str, str] = {}
    for _, _, adjectives, nouns in rows("countries"):
        kinds = values(adjectives)
        for word in (*kinds, *values(nouns)):
            people.setdefault(word, kinds[0])
            if not word.endswith(("s", "sh", "ch", "ese", "men", "man", "women")):
                people.setdefault(word + "s", kinds[0])
    return people
