"""The index over the words of all quotations, as 0002 made that of the articles; also how PostgreSQL sorts articles.

What 0002 says of migrations that rebuild its table holds for that of quotations.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE articles_quotation_text USING fts5(
        text, content='articles_quotation', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER articles_quotation_text_insert AFTER INSERT ON articles_quotation BEGIN
        INSERT INTO articles_quotation_text(rowid, text) VALUES (new.id, new.text);
    END
    """,
    """
    CREATE TRIGGER articles_quotation_text_delete AFTER DELETE ON articles_quotation BEGIN
        INSERT INTO articles_quotation_text(articles_quotation_text, rowid, text)
        VALUES ('delete', old.id, old.text);
    END
    """,
    """
    CREATE TRIGGER articles_quotation_text_update AFTER UPDATE OF text ON articles_quotation
    WHEN old.text IS NOT new.text BEGIN
        INSERT INTO articles_quotation_text(articles_quotation_text, rowid, text)
        VALUES ('delete', old.id, old.text);
        INSERT INTO articles_quotation_text(rowid, text) VALUES (new.id, new.text);
    END
    """,
    "INSERT INTO articles_quotation_text(articles_quotation_text) VALUES ('rebuild')",
]

SQLITE_UNDO = [
    "DROP TRIGGER articles_quotation_text_insert",
    "DROP TRIGGER articles_quotation_text_delete",
    "DROP TRIGGER articles_quotation_text_update",
    "DROP TABLE articles_quotation_text",
]

POSTGRESQL = [
    # a quotation longer than an index holds is found by its beginning
    """
    ALTER TABLE articles_quotation ADD COLUMN search tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', articles_folded(left(text, 80000)))
    ) STORED
    """,
    "CREATE INDEX articles_quotation_search ON articles_quotation USING gin (search)",
    # SQLite sorts those without a date last by itself, and knows no such index
    """
    CREATE INDEX articles_article_newest ON articles_article
        (published DESC NULLS LAST, created DESC, id DESC)
    """,
]

POSTGRESQL_UNDO = [
    "ALTER TABLE articles_quotation DROP COLUMN search",
    "DROP INDEX articles_article_newest",
]


def install(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in POSTGRESQL_UNDO if schema_editor.connection.vendor == "postgresql" else SQLITE_UNDO:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_fill_counts")]

    operations = [migrations.RunPython(install, remove)]
