from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import State
from tests.web.shelf import marked, shelved

pytestmark = pytest.mark.django_db


def titles(response) -> list[str]:
    return [row.article.title for group in response.context["groups"] for row in group.rows]


def test_result_shows_the_match_in_its_words_marked_and_escaped(client) -> None:
    shelved("One\n\nThe <b>ferry</b> to Orsa stopped.")

    page = client.get("/search/", {"q": "ferry"}).content.decode()

    assert "The &lt;b&gt;<mark>ferry</mark>&lt;/b&gt; to Orsa stopped." in page


def test_filter_on_a_name_shows_where_it_is_mentioned(client) -> None:
    marked(shelved("One\n\nNobody knew. Then Ana Ruiz spoke."), "Ana Ruiz")

    page = client.get("/search/", {"q": 'person:"Ana Ruiz"'}).content.decode()

    assert "Nobody knew. Then <mark>Ana Ruiz</mark> spoke." in page


def test_names_that_have_the_words_are_offered(client) -> None:
    marked(shelved("One\n\nAna Ruiz spoke."), "Ana Ruiz")
    marked(shelved("Two\n\nAna Ruiz wrote."), "Ana Ruiz")

    response = client.get("/search/", {"q": "ruiz"})

    assert [(chip.name, chip.count) for chip in response.context["named"]] == [("Ana Ruiz", 2)]


def test_articles_not_annotated_yet_come_first_as_ones_that_may_match(client) -> None:
    marked(shelved("One\n\nAna Ruiz spoke."), "Ana Ruiz")
    shelved("Two\n\nAna Ruiz wrote.", state=State.WAITING)

    response = client.get("/search/", {"q": "person:ruiz"})

    groups = [
        (group.title, group.note, [row.article.title for row in group.rows]) for group in response.context["groups"]
    ]
    assert groups == [("May match", "not annotated yet", ["Two"]), ("No date", "not known", ["One"])]
    assert "1 of 2 articles, 1 more may match" in response.content.decode()


def test_no_result_offers_each_part_alone_with_its_count(client) -> None:
    shelved("One\n\nA ferry.")
    shelved("Two\n\nA harbour levy.")

    response = client.get("/search/", {"q": 'ferry "harbour levy"'})

    alone = [(part.count, part.phrase, part.written) for part in response.context["alone"]]
    assert alone == [(1, "with “ferry”", "ferry"), (1, "with “harbour levy”", '"harbour levy"')]
    assert "No article has both “ferry” and “harbour levy”." in response.content.decode()


def test_filters_that_the_box_shows_join_the_words(client) -> None:
    response = client.get("/search/", {"filter": ['person:"Ana Ruiz"', "source:Wire"], "q": "ferry"})

    assert response["Location"] == "/search/?q=person%3A%22Ana+Ruiz%22+source%3AWire+ferry"


def test_box_shows_filters_as_tokens_that_can_be_taken_away(client) -> None:
    response = client.get("/search/", {"q": 'ferry person:"Ana Ruiz" source:Wire'})

    tokens = [(token.title, token.kind, token.without) for token in response.context["tokens"]]
    assert tokens == [("Ana Ruiz", "person", "ferry source:Wire"), ("Wire", "", 'ferry person:"Ana Ruiz"')]
    assert response.context["words"] == "ferry"


def test_what_could_not_be_read_is_said(client) -> None:
    assert "“soon” is not a date" in client.get("/search/", {"q": "date:soon"}).content.decode()


@pytest.mark.parametrize("typed", ["", '"', "*", "person:", "\x00", "x" * 5000, "AND OR NOT (", "'; --", "%_\\"])
def test_anything_typed_is_answered(client, typed) -> None:
    shelved("One\n\nA ferry.")

    assert client.get("/search/", {"q": typed}).status_code == 200
    assert client.get("/search/complete/", {"q": typed}).status_code == 200


def test_typed_markup_is_escaped(client) -> None:
    page = client.get("/search/", {"q": '<script>alert(1)</script> person:"<b>x</b>"'}).content.decode()

    assert "<script>alert" not in page
    assert "<b>x" not in page


def test_completion_knows_names_and_sources(client) -> None:
    marked(shelved("One\n\nAna Ruiz spoke.", source="The Wire"), "Ana Ruiz")

    def options(typed: str) -> list[str]:
        return list(client.get("/search/complete/", {"q": typed}).context["completions"])

    assert options("ferry rui") == ['ferry person:"Ana Ruiz" ']
    assert options("person:an") == ['person:"Ana Ruiz" ']
    assert options('speaker:"ana r') == ['speaker:"Ana Ruiz" ']
    assert options("source:wir") == ['source:"The Wire" ']
    assert options("org:an") == []


def test_completion_offers_filters_and_the_values_that_there_are(client) -> None:
    marked(shelved("One\n\nAna Ruiz spoke.", source="The Wire", published="2024-05-17"), "Ana Ruiz")
    shelved("Two\n\nText.", source="Post", published="2023-01-02")

    def options(typed: str) -> list[str]:
        return list(client.get("/search/complete/", {"q": typed}).context["completions"])

    assert options("ferry sou") == ["ferry source:"]
    assert options("source:") == ["source:Post ", 'source:"The Wire" ']
    assert options("person:") == ['person:"Ana Ruiz" ']
    assert options("date:") == ["date:2024-05 ", "date:2023-01 "]
    assert options("date:2023") == ["date:2023-01 "]
    assert options("") == []


def test_fragment_is_the_list_alone(client) -> None:
    shelved("One\n\nA ferry.")

    page = client.get("/search/", {"q": "ferry"})
    part = client.get("/search/", {"q": "ferry"}, headers={"HX-Request": "true"})
    boosted = client.get("/search/", {"q": "ferry"}, headers={"HX-Request": "true", "HX-Boosted": "true"})

    assert "HX-Request" in page["Vary"]
    assert ["<html" in answer.content.decode() for answer in (page, part, boosted)] == [True, False, True]
    assert 'id="results"' in part.content.decode()


def test_order_stays_through_filters_and_words(client) -> None:
    marked(shelved("One\n\nAna Ruiz took the ferry."), "Ana Ruiz")

    page = client.get("/search/", {"q": "ferry", "sort": "title"}).content.decode()
    answer = client.get("/search/", {"q": "ferry", "filter": "person:ruiz", "sort": "title"})

    assert "/search/?q=ferry+person%3A%22Ana+Ruiz%22&amp;sort=title" in page
    assert '<input type="hidden" name="sort" value="title">' in page
    assert answer["Location"] == "/search/?q=person%3Aruiz+ferry&sort=title"


def test_last_filter_taken_away_leads_to_the_library(client) -> None:
    page = client.get("/search/", {"q": "person:ruiz"}).content.decode()

    assert 'href="/" aria-label="Remove filter: ruiz"' in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ferry", "No article has “ferry”."),
        ('person:"Ana Ruiz" "harbour levy"', "No article has both Ana Ruiz and “harbour levy”."),
        ("a b c*", "No article has “a”, “b” and “c*” together."),
        ("ferry source:Wire date:2024-05", "No article with “ferry”, from Wire, in May 2024."),
        ("speaker:Ruiz since:2024-03-01", "No article quoting Ruiz, since 1 March 2024."),
        ("date:2024-02..2024-06 source:Wire", "No article from Wire, from February 2024 to June 2024."),
        ("date:..2019 org:Lima", "No article with Lima, until 31 December 2019."),
        ("date:unknown ferry", "No article with “ferry”, without a date."),
        ("date:2024-05-17 ferry", "No article with “ferry”, on 17 May 2024."),
    ],
)
def test_no_result_says_what_was_looked_for(client, typed, sentence) -> None:
    shelved("One\n\nText.", published="2000-01-01")

    assert client.get("/search/", {"q": typed}).context["nothing"] == sentence


def test_filters_beside_a_large_library_are_counted_anew_when_fewer_match(client, monkeypatch) -> None:
    monkeypatch.setattr("articles.queries.tallies.LARGE", 0)
    cache.clear()
    gone, *_ = [shelved(f"Ferry {number}\n\nThe ferry.", source="Wire") for number in range(3)]

    def counts() -> list[int]:
        return [choice.count for facet in client.get("/search/?q=ferry").context["facets"] for choice in facet.choices]

    before = counts()
    gone.delete()

    assert (before, counts()) == ([3], [2])
    cache.clear()


def test_query_count_does_not_grow_with_results(client) -> None:
    counts = []
    for number in range(3):
        marked(shelved(f"Ferry {number}\n\nAna Ruiz took the ferry.", source="Wire"), "Ana Ruiz")
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/", {"q": "ferry person:ruiz"})
        counts.append(len(queries))

    assert len(set(counts)) == 1


def test_search_is_a_part_of_the_library(client) -> None:
    bar = client.get("/search/").content.decode().partition('aria-label="Main"')[2].partition("</nav>")[0]

    assert '<a href="/" aria-current="true">Library</a>' in bar
