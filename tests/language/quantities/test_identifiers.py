"""Digits that are no quantities."""

from __future__ import annotations

import pytest

from articles.language.quantities import find_quantities
from tests.builders import document, span
from tests.language.quantities.reading import shown


@pytest.mark.parametrize(
    "identifier",
    [
        "+44 20 7946 0958",
        "(541) 754-3010",
        "0161-123-4567",
        "https://abc.example/search?id=123",
        "bob1989@example.com",
        "192.168.0.1",
        "123e4567-e89b-12d3-a456-426655440000",
        "version 4.2.1",
        "Article 5",
        "221 Baker Street",
        "SW1A 1AA",
        "MH370",
        "G7",
        "Covid-19",
        "page 212",
        "Boeing 737",
        "the Group of 20",
    ],
)
def test_identifier_gets_no_record(identifier):
    assert shown(f"They noted {identifier} and left.") == []


def test_number_within_a_name_gets_no_record():
    text = "Internet Explorer 6 had 277 flaws"
    found = find_quantities(document(text), names=[span(text, "Internet Explorer 6")])

    assert [quantity.span.of(text) for quantity in found] == ["277"]


@pytest.mark.parametrize("formation", ["4-3-3", "4-2-3-1", "3–5–2"])
def test_formation_of_a_team_gets_no_record(formation):
    assert shown(f"They began in a {formation} there.") == []


def test_digits_that_make_no_eleven_are_numbers():
    assert [value for _, value in shown("It rose 2-2-2 there.", "value")] == [2, 2, 2]
