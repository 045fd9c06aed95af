"""Words that tell where noun phrases, clauses and sentences begin and end."""

from __future__ import annotations

from functools import cache

from articles.language.lexicon import rows, values


@cache
def function_words(kind: str) -> frozenset[str]:
    """The words of a kind ("determiner", "preposition", ...; function_words.txt has them all), in lower case."""
    found = frozenset(word for row in rows("function_words") if row[0] == kind for word in values(row[1]))
    if not found:
        raise ValueError(f"no such kind of word: {kind}")
    return found
