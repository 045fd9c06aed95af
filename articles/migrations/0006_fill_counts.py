"""Fills the columns and counts of 0005 for the annotations that are there; ``articles.correction.counting`` keeps them."""

from django.db import migrations

DAY = "COALESCE((SELECT published FROM articles_article AS a WHERE a.id = article_id), '0001-01-01')"
FILL = [
    f"""
    UPDATE articles_quotation SET day = {DAY}, text =
        (SELECT substr(a.text, "start" + 1, "end" - "start") FROM articles_article AS a WHERE a.id = article_id)
    """,
    f"UPDATE articles_quantity SET day = {DAY}",
    f"""
    INSERT INTO articles_appearance (article_id, entity_id, day, mentions, quotes, spoken_of)
    SELECT article_id, entity_id, {DAY}, sum(mentions), sum(quotes), sum(spoken_of) FROM (
        SELECT article_id, entity_id, CASE form WHEN 'name' THEN 1 ELSE 0 END AS mentions, 0 AS quotes, 0 AS spoken_of
        FROM articles_mention
        UNION ALL
        SELECT article_id, speaker_id, 0, 1, 0 FROM articles_quotation WHERE speaker_id IS NOT NULL
        UNION ALL
        SELECT m.article_id, m.entity_id, 0, 0, count(DISTINCT q.id) FROM articles_quotation AS q
        JOIN articles_mention AS m ON m.article_id = q.article_id
            AND m."start" >= q."start" AND m."start" < q."end" AND m."end" <= q."end" AND m.form = 'name'
        GROUP BY m.article_id, m.entity_id
    ) AS counted GROUP BY article_id, entity_id
    """,
    """
    UPDATE articles_entity SET
        mention_count = COALESCE((SELECT sum(mentions) FROM articles_appearance AS a WHERE a.entity_id = articles_entity.id), 0),
        article_count = (SELECT count(*) FROM articles_appearance AS a WHERE a.entity_id = articles_entity.id AND mentions > 0),
        quote_count = COALESCE((SELECT sum(quotes) FROM articles_appearance AS a WHERE a.entity_id = articles_entity.id), 0)
    """,
]


def fill(apps, schema_editor):
    for statement in FILL:
        # a date in quotes is text to PostgreSQL until told otherwise
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        schema_editor.execute(statement.replace("'0001-01-01'", "DATE '0001-01-01'") if is_postgresql else statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_counts")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
