"""Labels and referents that the words around a name tell."""

from __future__ import annotations

import pytest

from articles.document import Label
from tests.language.test_entities import FAC, GPE, LOC, NORP, ORG, PERSON, PRODUCT, entities, found, groups


def test_agency_in_brackets_behind_a_place_is_an_agency() -> None:
    text = "COLUMBUS, Ohio (AP) — The bill failed in Ohio."

    assert found(text, ("COLUMBUS", GPE), ("Ohio", GPE), ("AP", ORG), ("Ohio", GPE)) == [
        "COLUMBUS GPE",
        "Ohio GPE",
        "AP ORG",
        "Ohio GPE",
    ]


def test_title_tells_which_of_two_with_one_surname_is_meant() -> None:
    text = (
        "Joanne Pickering denied it. Mrs Pickering ran the home where Arthur Pickering lived. Mr Pickering's daughter "
        "came, and Mrs Pickering wept."
    )
    names = ["Joanne Pickering", "Pickering", "Arthur Pickering", "Pickering", "Pickering"]

    assert groups(text, *((name, PERSON) for name in names)) == [
        ["Joanne Pickering", "Pickering", "Pickering"],
        ["Arthur Pickering", "Pickering"],
    ]


@pytest.mark.parametrize(
    ("text", "marked", "label", "expected"),
    [
        ("It was Simon Hale KC who spoke.", "Simon Hale KC", PERSON, "Simon Hale PERSON"),
        ("It met House Minority Leader Tasha Greene.", "House Minority", ORG, None),
        ("Sen. Ada Obi, R-Dayton, left.", "R", GPE, None),
    ],
)
def test_offices_parties_and_letters_are_no_part_of_a_name(
    text: str, marked: str, label: Label, expected: str | None
) -> None:
    assert [name for name in found(text, (marked, label)) if name != "House ORG"] == ([expected] if expected else [])


def test_club_without_its_second_name_is_the_club() -> None:
    text = "Sefton Rovers lost. Sefton were reduced to ten men."

    assert groups(text, ("Sefton Rovers", ORG), ("Sefton", PERSON, 2)) == [["Sefton Rovers", "Sefton"]]


def test_people_of_a_place_that_no_list_knows_are_a_people() -> None:
    text = "Missiles hit a Darovian market. Darovia and its allies met the Darovians."

    assert found(text, ("Darovian", GPE), ("Darovia", GPE, 2), ("Darovians", GPE)) == [
        "Darovian NORP",
        "Darovia GPE",
        "Darovians NORP",
    ]


@pytest.mark.parametrize("label", [FAC, ORG, NORP])
def test_where_a_road_leads_to_is_a_place(label: Label) -> None:
    text = "The road to Kellan is shut, as is the bridge to Kellan."

    assert found(text, ("Kellan", label), ("Kellan", label)) == ["Kellan GPE", "Kellan GPE"]


@pytest.mark.parametrize("label", [FAC, LOC, PRODUCT])
def test_what_has_a_chief_executive_is_a_body(label: Label) -> None:
    text = "Western Crossings carried 90 people on eight trips. Its chief executive, Ada Obi, was pleased."

    assert found(text, ("Western Crossings", label)) == ["Western Crossings ORG"]


def test_initials_with_stops_stay_in_capitals() -> None:
    text = "The U.S. agreed. U.S. ships left."

    assert [entity.name for entity, _ in entities(text, ("U.S.", GPE), ("U.S.", GPE))] == ["U.S."]


def test_surname_takes_the_given_name_that_the_tagger_left_out() -> None:
    text = "It was taught by Mstislav Orlovich and by Professor Obi."

    assert found(text, ("Orlovich", PERSON), ("Obi", PERSON)) == ["Mstislav Orlovich PERSON", "Obi PERSON"]


def test_firm_of_a_country_is_two_names() -> None:
    text = "Rival Daikyo Industries of Japan will invest."

    assert found(text, ("Daikyo Industries of Japan", ORG)) == ["Daikyo Industries ORG", "Japan GPE"]


def test_person_behind_the_name_of_a_body_is_a_person() -> None:
    text = "The head of the Refugee Council Peter Obi told them so."

    assert found(text, ("Refugee Council Peter Obi", ORG)) == ["Refugee Council ORG", "Peter Obi PERSON"]
