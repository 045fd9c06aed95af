"""The index over the words of all articles, in the database's own kind, kept by the database itself.

Another migration that rebuilds the table of articles on SQLite drops these triggers; the test
``test_index_follows_the_articles`` fails then, and that migration has to run ``install`` again.
"""

from django.db import migrations

SQLITE = [
    # the text itself stays in the table of articles
    """
    CREATE VIRTUAL TABLE articles_text USING fts5(
        text, content='articles_article', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER articles_text_insert AFTER INSERT ON articles_article BEGIN
        INSERT INTO articles_text(rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER articles_text_delete AFTER DELETE ON articles_article BEGIN
        INSERT INTO articles_text(articles_text, rowid, text) VALUES ('delete', old.id, old.text);
    END
    """,
    """
    CREATE TRIGGER articles_text_update AFTER UPDATE OF text ON articles_article WHEN old.text IS NOT new.text BEGIN
        INSERT INTO articles_text(articles_text, rowid, text) VALUES ('delete', old.id, old.text);
        INSERT INTO articles_text(rowid, text) VALUES (new.id, new.text);
    END
    """,
    "INSERT INTO articles_text(articles_text) VALUES ('rebuild')",
]

SQLITE_UNDO = [
    "DROP TRIGGER articles_text_insert",
    "DROP TRIGGER articles_text_delete",
    "DROP TRIGGER articles_text_update",
    "DROP TABLE articles_text",
]

POSTGRESQL = [
    # Words in lower case and without accents between single spaces. What separates words is written out, because in
    # a database of locale C no class knows letters beyond ASCII.
    r"""
    CREATE FUNCTION articles_folded(value text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT ' ' || regexp_replace(
            lower(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]+', '', 'g')),
            '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf'
            '\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2775\u2794-\u2bff\u3000-\u3004\u3008-\u3020]+',
            ' ', 'g'
        ) || ' '
    $$
    """,
    # positions in an index end at 16,383 words, and its size at 1 MB: longer texts are read when one searches
    """
    ALTER TABLE articles_article ADD COLUMN search tsvector GENERATED ALWAYS AS (
        CASE WHEN char_length(text) <= 80000 THEN to_tsvector('simple', articles_folded(text)) END
    ) STORED
    """,
    "CREATE INDEX articles_article_search ON articles_article USING gin (search)",
    "CREATE INDEX articles_article_unindexed ON articles_article (id) WHERE search IS NULL",
]

POSTGRESQL_UNDO = [
    "ALTER TABLE articles_article DROP COLUMN search",
    "DROP FUNCTION articles_folded(text)",
]


def install(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in POSTGRESQL_UNDO if schema_editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
