from __future__ import annotations

import json

import pytest

from articles.document import Label
from articles.models import Article, State
from tests.web.shelf import counted, marked, quoted, shelved

pytestmark = pytest.mark.django_db

TEXT = 'Ferry stops\n\n"It failed," said Ana Ruiz. Ruiz paid 12 crowns.'


def annotated() -> Article:
    article = shelved(TEXT, published="2024-02-09", source="Wire")
    ana = marked(article, "Ana Ruiz")
    marked(article, "Ruiz", nth=2, name="Ana Ruiz")
    quoted(article, '"It failed,"', speaker=ana.entity)
    counted(article, "12 crowns", 12.0, counted="crowns")
    return article


def test_record_is_what_readers_see(client) -> None:
    article = annotated()

    record = client.get(f"/articles/{article.slug}/record.json").json()

    def words(pair):
        return record["text"][pair[0] : pair[1]]

    assert (record["id"], record["published"], record["title"], record["source"]) == (
        article.slug,
        "2024-02-09",
        "Ferry stops",
        "Wire",
    )
    assert [(e["name"], e["label"], [words(m) for m in e["mentions"]]) for e in record["entities"]] == [
        ("Ana Ruiz", "PERSON", ["Ana Ruiz", "Ruiz"])
    ]
    assert [(words((q["start"], q["end"])), q["type"], q["speaker_entity"], q["parent"]) for q in record["quotes"]] == [
        ('"It failed,"', "direct", record["entities"][0]["id"], None)
    ]
    assert [(words(n["core"]), n["kind"], n["value"], n["currency"]) for n in record["numbers"]] == [
        ("12 crowns", "cardinal", 12, None)
    ]


def test_record_has_every_key_of_the_format(client) -> None:
    record = client.get(f"/articles/{annotated().slug}/record.json").json()

    assert {"id", "source", "licence", "published", "title", "text", "entities", "quotes", "numbers"} <= record.keys()
    assert {"id", "name", "label", "mentions"} <= record["entities"][0].keys()
    assert record["quotes"][0].keys() >= {
        "start",
        "end",
        "type",
        "fragments",
        "cue",
        "speaker",
        "speaker_entity",
        "speaker_name",
        "parent",
    }
    assert record["numbers"][0].keys() >= {
        "start",
        "end",
        "core",
        "kind",
        "value",
        "low",
        "high",
        "unit",
        "currency",
        "bound",
        "date",
        "counted",
    }


@pytest.mark.parametrize("state", [State.WAITING, State.FAILED])
def test_record_says_the_state_until_it_is_annotated(client, state) -> None:
    article = shelved(TEXT, state=state)

    response = client.get(f"/articles/{article.slug}/record.json")

    assert (response.status_code, response.json()) == (409, {"state": state.value})


def test_unchanged_record_is_not_sent_again(client) -> None:
    article = annotated()
    path = f"/articles/{article.slug}/record.json"
    etag = client.get(path)["ETag"]

    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304
    Article.objects.filter(pk=article.pk).update(version=7)
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_record_of_nothing_is_not_found(client) -> None:
    assert client.get("/articles/nothing/record.json").status_code == 404


def test_whole_library_is_one_annotated_article_a_line(client) -> None:
    annotated()
    marked(shelved("Other\n\nLima."), "Lima", label=Label.GPE)
    shelved("Waiting\n\nText.", state=State.WAITING)

    response = client.get("/export.jsonl")

    records = [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]
    assert [record["title"] for record in records] == ["Ferry stops", "Other"]
    assert [len(record["entities"]) for record in records] == [1, 1]


@pytest.mark.parametrize("articles", [1, 3])
def test_query_count_of_the_export_does_not_grow_with_articles(client, django_assert_num_queries, articles) -> None:
    for number in range(articles):
        marked(shelved(f"Number {number}\n\nAna Ruiz spoke."), "Ana Ruiz")

    with django_assert_num_queries(4):
        b"".join(client.get("/export.jsonl").streaming_content)
