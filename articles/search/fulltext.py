"""The words of all articles and quotations in the database's own indexes: FTS5 on SQLite, tsvector on PostgreSQL.

The indexes are made and kept by the migrations ``search_index``, ``quotation_text`` and ``long_texts``; all fold case
and accents and know no stems.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from articles.search.folding import fold
from articles.search.keys import read_keys
from articles.search.query import Term


@dataclass(frozen=True, slots=True)
class Index:
    """What is indexed: a table's column ``text``; ``is_whole``: no text is too long for PostgreSQL's index, which
    has at least its beginning.
    """

    table: str
    fts5: str
    is_whole: bool


ARTICLES: Final = Index("articles_article", "articles_text", is_whole=False)
QUOTATIONS: Final = Index("articles_quotation", "articles_quotation_text", is_whole=True)


def has_words(terms: Sequence[Term], index: Index = ARTICLES, key: str = "pk") -> Q:
    """The condition on the rows of the index's table, by their ``key``, that their text has every term."""
    if not terms:
        return Q()
    found = _postgresql if connection.vendor == "postgresql" else _sqlite
    return Q((f"{key}__in", RawSQL(*found(terms, index))))  # noqa: S611 -- the values are parameters


def keys_with_words(terms: Sequence[Term], index: Index = ARTICLES) -> set[int]:
    """The primary keys of the rows of the index's table whose text has every term; the table itself is not read."""
    if connection.vendor == "postgresql":
        found, params = _postgresql(terms, index)
        sql = f"SELECT string_agg(id::text, ',') FROM ({found}) AS found"  # noqa: S608 -- the values are parameters
        with transaction.atomic(), connection.cursor() as cursor:
            # PostgreSQL thinks a look at every text as cheap as one at the index, not knowing that texts lie elsewhere
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(sql, params)
            row: tuple[str | None] = cursor.fetchone()
            cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
        return read_keys(row[0])
    found, params = _sqlite(terms, index)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT group_concat(rowid) FROM ({found})", params)  # noqa: S608 -- the values are parameters
        row = cursor.fetchone()
    return read_keys(row[0])


def _sqlite(terms: Sequence[Term], index: Index) -> tuple[str, list[str]]:
    wanted = " AND ".join('"' + " ".join(term.tokens) + '"' + ("*" if term.is_prefix else "") for term in terms)
    return f"SELECT rowid FROM {index.fts5} WHERE {index.fts5} MATCH %s", [wanted]  # noqa: S608 -- one of two names


def _postgresql(terms: Sequence[Term], index: Index) -> tuple[str, list[str]]:
    wanted = []
    patterns = []
    for term in terms:
        words = [fold(token) for token in term.tokens]
        lexemes = [f"'{word}'" for word in words]
        if term.is_prefix:
            lexemes[-1] += ":*"
        wanted.append("(" + " <-> ".join(lexemes) + ")")
        patterns.append("% " + " ".join(words) + ("%" if term.is_prefix else " %"))
    found = f"SELECT id FROM {index.table} WHERE search @@ to_tsquery('simple', %s)"  # noqa: S608 -- one of two names
    if index.is_whole:
        return found, [" & ".join(wanted)]
    # what is too long for the index has none, and is read; an OR would make it look at the text of every other too
    reads = " AND ".join(["folded LIKE %s"] * len(patterns))
    unindexed = f"SELECT id FROM {index.table} WHERE search IS NULL AND {reads}"  # noqa: S608 -- one of two names
    return f"{found} UNION ALL {unindexed}", [" & ".join(wanted), *patterns]
