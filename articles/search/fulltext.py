"""The words of all articles in the database's own index: FTS5 on SQLite, tsvector on PostgreSQL.

Both indexes are made and kept by the migration ``search_index``; both fold case and accents and know no stems.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from articles.search.folding import fold
from articles.search.query import Term


def has_words(terms: Sequence[Term]) -> Q:
    """The condition on articles that their text has every term."""
    if not terms:
        return Q()
    if connection.vendor == "postgresql":
        return Q(pk__in=RawSQL(*_postgresql(terms)))  # noqa: S611 -- the values are parameters
    return Q(
        pk__in=RawSQL(
            "SELECT rowid FROM articles_text WHERE articles_text MATCH %s",
            [" AND ".join('"' + " ".join(term.tokens) + '"' + ("*" if term.is_prefix else "") for term in terms)],
        )
    )


def _postgresql(terms: Sequence[Term]) -> tuple[str, list[str]]:
    wanted = []
    patterns = []
    for term in terms:
        words = [fold(token) for token in term.tokens]
        lexemes = [f"'{word}'" for word in words]
        if term.is_prefix:
            lexemes[-1] += ":*"
        wanted.append("(" + " <-> ".join(lexemes) + ")")
        patterns.append("% " + " ".join(words) + ("%" if term.is_prefix else " %"))
    reads = " AND ".join(["articles_folded(text) LIKE %s"] * len(patterns))
    return (
        # what is too long for the index has none, and is read
        f"SELECT id FROM articles_article WHERE search @@ to_tsquery('simple', %s) OR (search IS NULL AND {reads})",  # noqa: S608 -- only the number of parameters varies
        [" & ".join(wanted), *patterns],
    )
