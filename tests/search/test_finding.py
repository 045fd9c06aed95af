"""Searches on the database that the tests run on: SQLite, or PostgreSQL with DATABASE_URL."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.document import Label
from articles.models import State
from articles.search import finding
from articles.search.finding import find
from articles.search.query import parse
from tests.web.shelf import marked, quoted, shelved

pytestmark = pytest.mark.django_db


def titles(typed: str) -> list[str]:
    return sorted(find(parse(typed)).articles.values_list("title", flat=True))


def may_match(typed: str) -> list[str]:
    return sorted(find(parse(typed)).unannotated.values_list("title", flat=True))


def test_every_word_has_to_be_there() -> None:
    shelved("Ferry stops\n\nNobody was told.")
    shelved("Bridge opens\n\nThe ferry stops on Monday.")

    assert titles("ferry") == ["Bridge opens", "Ferry stops"]
    assert titles("ferry monday") == ["Bridge opens"]
    assert titles("ferry tuesday") == []


def test_phrase_wants_its_words_in_a_row() -> None:
    shelved("One\n\nA second corridor opened.")
    shelved("Two\n\nA corridor, the second, opened.")

    assert titles('"second corridor"') == ["One"]


def test_star_finds_words_that_begin_so() -> None:
    shelved("One\n\nDisplacement grows.")
    shelved("Two\n\nThe place grows.")

    assert titles("displac*") == ["One"]


@pytest.mark.parametrize("typed", ["jose", "JOSÉ", "José"])
def test_case_and_accents_do_not_count(typed: str) -> None:
    shelved("One\n\nJosé spoke.")
    shelved("Two\n\nJose\u0301 wrote.")
    shelved("Three\n\nJosef spoke.")

    assert titles(typed) == ["One", "Two"]


def test_words_are_found_before_annotation() -> None:
    shelved("One\n\nA ferry.", state=State.WAITING)

    assert titles("ferry") == ["One"]


def test_words_beyond_the_longest_indexed_text_are_found() -> None:
    shelved("One\n\n" + "so it went on " * 8_000 + "until the ferry sank.")

    assert titles("ferry") == ["One"]
    assert titles('"the ferry sank"') == ["One"]
    assert titles("ferr*") == ["One"]
    assert titles("boat") == []


def test_index_follows_the_articles() -> None:
    article = shelved("One\n\nA ferry.")
    article.text = "One\n\nA boat."
    article.save()
    gone = shelved("Two\n\nA ferry.")
    gone.delete()

    assert titles("ferry") == []
    assert titles("boat") == ["One"]


def test_person_is_found_by_any_part_of_the_name_and_nothing_else() -> None:
    marked(shelved("One\n\nIlse Marrant spoke."), "Ilse Marrant")
    marked(shelved("Two\n\nMarrant Ltd grew."), "Marrant Ltd", label=Label.ORG)
    shelved("Three\n\nMarrant stood there unmarked.")

    assert titles("person:marrant") == ["One"]
    assert titles("org:marrant") == ["Two"]


def test_full_name_means_that_person_alone() -> None:
    marked(shelved("One\n\nIlse Marrant spoke."), "Ilse Marrant")
    marked(shelved("Two\n\nIlse Marrant Reed spoke."), "Ilse Marrant Reed")

    assert titles('person:"Ilse Marrant"') == ["One"]


def test_speaker_is_who_is_quoted() -> None:
    article = shelved('One\n\n"It failed," said Ana Ruiz. Tom Ash listened.')
    ana = marked(article, "Ana Ruiz")
    marked(article, "Tom Ash")
    quoted(article, '"It failed,"', speaker=ana.entity)

    assert titles('speaker:"Ana Ruiz"') == ["One"]
    assert titles('speaker:"Tom Ash"') == []


def test_speaker_without_an_entity_is_found_by_the_words() -> None:
    quoted(shelved('One\n\n"It failed," a spokesman said.'), '"It failed,"', speaker_name="a spokesman")

    assert titles("speaker:spokesman") == ["One"]


def test_source_is_found_without_accents_and_by_a_part() -> None:
    shelved("One\n\nText.", source="La República")
    shelved("Two\n\nText.", source="The Republic")

    assert titles("source:republica") == ["One"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("date:2024-05", ["May"]),
        ("date:2024-05..2024-06", ["June", "May"]),
        ("since:2024-06", ["June"]),
        ("date:unknown", ["Never"]),
    ],
)
def test_dates_bound_the_publication(typed: str, expected: list[str]) -> None:
    shelved("May\n\nText.", published="2024-05-31")
    shelved("June\n\nText.", published="2024-06-01")
    shelved("Never\n\nText.")

    assert titles(typed) == expected


def test_articles_not_annotated_yet_may_match_a_name() -> None:
    marked(shelved("One\n\nIlse Marrant took the ferry."), "Ilse Marrant")
    shelved("Two\n\nA ferry left.", state=State.WAITING)
    shelved("Three\n\nA train left.", state=State.WAITING)

    assert titles("person:marrant ferry") == ["One"]
    assert may_match("person:marrant ferry") == ["Two"]


def test_article_that_is_annotated_again_matches_by_its_old_annotations() -> None:
    marked(shelved("One\n\nIlse Marrant spoke.", state=State.WAITING), "Ilse Marrant")

    assert titles("person:marrant") == ["One"]
    assert may_match("person:marrant") == []


def test_nothing_may_match_where_no_annotation_is_asked_for() -> None:
    shelved("Two\n\nA ferry left.", state=State.WAITING)

    assert may_match("ferry") == []


@pytest.mark.parametrize("few", [0, 5])
def test_what_was_found_is_the_same_whether_few_or_many(monkeypatch, few: int) -> None:
    monkeypatch.setattr(finding, "FEW", few)
    for number in range(3):
        shelved(f"Number {number}\n\nThe ferry stops.")
    shelved("Another\n\nThe train stops.")

    found = find(parse("ferry"))

    assert found.count == 3
    assert sorted(found.articles.values_list("title", flat=True)) == ["Number 0", "Number 1", "Number 2"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text(max_size=60))
def test_anything_typed_can_be_searched_for(db, typed: str) -> None:
    list(find(parse(typed)).articles)
    list(find(parse(typed)).unannotated)


def test_query_count_does_not_grow_with_articles() -> None:
    counts = []
    for number in range(3):
        marked(shelved(f"Number {number}\n\nIlse Marrant took the ferry."), "Ilse Marrant")
        with CaptureQueriesContext(connection) as queries:
            assert len(find(parse("person:marrant ferry")).articles) == number + 1
        counts.append(len(queries))

    assert len(set(counts)) == 1
