"""What a search looks for in texts that are too long for PostgreSQL's index, made once instead of at every search."""

from django.db import migrations

POSTGRESQL = """
    ALTER TABLE articles_article ADD COLUMN folded text GENERATED ALWAYS AS (
        CASE WHEN char_length(text) > 80000 THEN articles_folded(text) END
    ) STORED
"""

POSTGRESQL_UNDO = "ALTER TABLE articles_article DROP COLUMN folded"


def install(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_UNDO)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_quotation_text")]

    operations = [migrations.RunPython(install, remove)]
