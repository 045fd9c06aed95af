"""What the machine noticed in an article, where readers find it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from articles.correction.said import to_json
from articles.document import Check, CheckKind, QuantityKind
from articles.models import Article, PipelineResult
from tests.builders import annotated, span
from tests.web.shelf import counted, quoted, shelved

pytestmark = pytest.mark.django_db

TEXT = "Storm hits Izola\n\nWinds of 195 km/h (140 mph) hit it. “It was 90 years old,” said Ana Ruiz."
WIND = Check(
    CheckKind.CONVERSION,
    (span(TEXT, "195 km/h"), span(TEXT, "140 mph")),
    "195 km/h is about 121 mph; the article says “140 mph”.",
    "140 mph",
    "121 mph",
)
WORDS = Check(CheckKind.HEADLINE_QUOTE, (span(TEXT, "“It was 90 years old,”"),), "It is not in the article.", "old")


@pytest.fixture
def storm() -> Article:
    """An article in which a conversion and a quotation were noticed."""
    article = shelved(TEXT)
    for words, value in (("195 km/h", 195), ("140 mph", 140), ("90 years", 90)):
        counted(article, words, value, QuantityKind.MEASURE)
    quoted(article, "“It was 90 years old,”")
    said = to_json(replace(annotated(), checks=(WIND, WORDS)))
    PipelineResult.objects.create(article=article, pipeline="test", digest=article.digest, said=said)
    return article


def shown(client, article: Article, query: str) -> list[bool]:
    """Whether the panel tells of the wind, and of the words."""
    page = client.get(f"{article.get_absolute_url()}panel/?{query}").content.decode()
    return ["is about 121 mph" in page, "It is not in the article." in page]


def test_number_shows_the_checks_about_it_alone(client, storm) -> None:
    first, second, third = storm.quantities.order_by("start")

    assert shown(client, storm, f"sel=n:{first.pk}") == [True, False]
    assert shown(client, storm, f"sel=n:{second.pk}") == [True, False]
    assert shown(client, storm, f"sel=n:{third.pk}") == [False, False]


def test_quote_shows_the_checks_about_it_alone(client, storm) -> None:
    assert shown(client, storm, f"sel=q:{storm.quotations.get().pk}") == [False, True]


def test_overview_of_numbers_leads_to_each_check(client, storm) -> None:
    page = client.get(f"{storm.get_absolute_url()}panel/?tab=numbers").content.decode()

    wind, quote = storm.quantities.get(value=195), storm.quotations.get()
    assert f"?sel=n:{wind.pk}#n-{wind.pk}" in page.split("Noticed by machine")[0]
    assert f"?sel=q:{quote.pk}#q-{quote.pk}" in page


def test_overview_of_an_article_without_checks_has_no_such_section(client) -> None:
    page = client.get(f"{shelved(TEXT).get_absolute_url()}panel/?tab=numbers").content.decode()

    assert "Worth checking" not in page


def test_check_is_gone_when_an_editor_corrected_what_it_is_about(client, storm) -> None:
    storm.quantities.filter(value=140).update(is_edited=True)

    assert shown(client, storm, "tab=numbers") == [False, True]
    assert shown(client, storm, f"sel=n:{storm.quantities.get(value=195).pk}") == [False, False]


def test_check_is_gone_when_an_editor_deleted_what_it_is_about(client, storm) -> None:
    storm.quotations.all().delete()

    assert shown(client, storm, "tab=numbers") == [True, False]


def test_record_has_the_checks_that_readers_see(client, storm) -> None:
    storm.quotations.update(is_edited=True)

    record = client.get(f"/articles/{storm.slug}/record.json").json()

    assert record["checks"] == [
        {
            "kind": "conversion",
            "spans": [[at.start, at.end] for at in WIND.spans],
            "sentence": WIND.sentence,
            "printed": "140 mph",
            "expected": "121 mph",
        }
    ]
