from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import Dates, Filter, Query, Term, filter_on, parse, tokens_of


def test_words_and_phrases_are_terms() -> None:
    assert parse('harbour "second corridor" displac*').parts == (
        Term(("harbour",)),
        Term(("second", "corridor"), is_phrase=True),
        Term(("displac",), is_prefix=True),
    )


def test_typographic_quotation_marks_make_phrases() -> None:
    assert parse("“second corridor”") == parse('"second corridor"')


def test_filters_take_a_word_or_a_quoted_name() -> None:
    assert parse('person:Akar org:"Coastal Compact" ferry source:Courier').parts == (
        Filter("person", "Akar"),
        Filter("org", "Coastal Compact"),
        Term(("ferry",)),
        Filter("source", "Courier"),
    )


def test_filter_may_stand_apart_from_its_value_and_in_capitals() -> None:
    assert parse("Person: Akar").parts == (Filter("person", "Akar"),)


def test_since_and_until_are_dates() -> None:
    assert parse("since:2024-05 until:2024-06-10").parts == (
        Filter("date", "2024-05.."),
        Filter("date", "..2024-06-10"),
    )


def test_what_is_no_date_is_said() -> None:
    query = parse("date:soon ferry")

    assert query.parts == (Term(("ferry",)),)
    assert query.problems == ("“soon” is not a date: write 2024, 2024-05, 2024-05-17, 2024-02..2024-06 or unknown.",)


def test_filter_without_a_value_is_said() -> None:
    assert parse("ferry person:").problems == (
        "What should person: be? Write person: and a name, in quotation marks if it has spaces.",
    )


def test_words_without_letters_are_said() -> None:
    assert parse("… ferry") == Query((Term(("ferry",)),), ("“…” has no letters or digits to look for.",))


def test_word_with_a_hyphen_is_looked_for_as_its_parts_together() -> None:
    assert parse("half-year").parts == (Term(("half", "year"), is_phrase=True),)


def test_unknown_fields_are_words() -> None:
    assert parse("colour:red").parts == (Term(("colour", "red"), is_phrase=True),)


def test_same_part_twice_counts_once() -> None:
    assert parse("ferry ferry").parts == (Term(("ferry",)),)


def test_toggling_adds_at_the_end_and_takes_away() -> None:
    query = parse("ferry")
    part = Filter("person", "Ilse Marrant")

    assert str(query.toggled(part)) == 'ferry person:"Ilse Marrant"'
    assert query.toggled(part).toggled(part) == query


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2024-05-17", (2024, 5, 17), (2024, 5, 17)),
        ("2024-02..2024-06", (2024, 2, 1), (2024, 6, 30)),
        ("2024..", (2024, 1, 1), None),
        ("..2024-05", None, (2024, 5, 31)),
        ("unknown", None, None),
    ],
)
def test_dates_are_read(written: str, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None) -> None:
    assert Dates.read(written) == Dates(first and datetime.date(*first), last and datetime.date(*last))


@pytest.mark.parametrize(
    "written", ["", "..", "soon", "2024-13", "2024-02-30", "2024-06..2024-02", "0000", "2024..soon"]
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert Dates.read(written) is None


@given(st.text())
def test_anything_typed_is_a_query_that_reads_back_as_itself(typed: str) -> None:
    query = parse(typed)

    assert parse(str(query)).parts == query.parts


@given(st.text(max_size=200).filter(tokens_of))
def test_filter_on_any_stored_name_reads_back_as_itself(name: str) -> None:
    assert parse(str(filter_on("person", name))).parts == (filter_on("person", name),)
