"""Linking across articles: what is one entity, what is new, what stays open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.document import Entity, Label
from articles.language.linking import KnownEntity, Verdict, is_full_name, link, lookup_keys, normal_name

AKAR = KnownEntity(1, "Hulusi Akar", Label.PERSON)


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("the Guardian", "The Guardian", Label.ORG),
        ("HULUSI AKAR", "Hulusi Akar", Label.PERSON),
        ("Lucía Mamani", "Lucia Mamani", Label.PERSON),
        ("Hay’et Tahrir al-Sham", "Hay'et Tahrir al Sham", Label.ORG),
        ("U.S.", "United States", Label.GPE),
        ("US", "United States", Label.GPE),
        ("Britain", "UK", Label.GPE),
        ("UN", "United Nations", Label.ORG),
        ("Swedes", "Swedish", Label.NORP),
        ("Muslims", "Muslim", Label.NORP),
        ("Marks & Spencer", "Marks and Spencer", Label.ORG),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str, label: Label) -> None:
    assert normal_name(one, label) == normal_name(other, label)


@pytest.mark.parametrize(
    ("one", "other", "label"),
    [
        ("Untied Nations", "United Nations", Label.ORG),
        ("Niger", "Nigeria", Label.GPE),
        ("Hulusi Akar", "Akar", Label.PERSON),
        ("Kim Min-woo", "Kim Min-soo", Label.PERSON),
        ("Home Office", "Office", Label.ORG),
    ],
)
def test_different_names_have_different_keys(one: str, other: str, label: Label) -> None:
    assert normal_name(one, label) != normal_name(other, label)


@given(st.text(min_size=1, max_size=400), st.sampled_from(Label))
def test_a_key_is_stable_and_fits_the_database(name: str, label: Label) -> None:
    key = normal_name(name, label)

    assert len(key) <= 200
    assert normal_name(name, label) == key
    assert bool(key) or not any(map(str.isalnum, name))


def test_the_same_full_name_and_label_link() -> None:
    decision = link(Entity("Hulusi AKAR", Label.PERSON, ("Akar",)), [AKAR])

    assert (decision.verdict, decision.entity, decision.score) == (Verdict.LINK, 1, 1.0)


def test_an_unknown_full_name_is_new() -> None:
    decision = link(Entity("Sinem Koseoglu", Label.PERSON, ("Koseoglu",)), [AKAR])

    assert (decision.verdict, decision.entity, decision.candidates) == (Verdict.NEW, None, ())


@pytest.mark.parametrize("name", ["Akar", "Hulusi"])
def test_a_bare_surname_or_first_name_never_links(name: str) -> None:
    decision = link(Entity(name, Label.PERSON), [AKAR])

    assert (decision.verdict, decision.entity) == (Verdict.AMBIGUOUS, None)


def test_a_bare_surname_does_not_link_to_the_same_bare_surname() -> None:
    decision = link(Entity("Kim", Label.PERSON), [KnownEntity(7, "Kim", Label.PERSON)])

    assert (decision.verdict, decision.candidates) == (Verdict.AMBIGUOUS, (7,))


def test_a_bare_surname_stays_open_even_where_an_editor_made_it_an_alias() -> None:
    known = KnownEntity(1, "Hulusi Akar", Label.PERSON, aliases=("Akar",))

    decision = link(Entity("Akar", Label.PERSON), [known])

    assert (decision.verdict, decision.candidates) == (Verdict.AMBIGUOUS, (1,))


def test_a_confirmed_nickname_links() -> None:
    known = KnownEntity(3, "Edson Arantes do Nascimento", Label.PERSON, aliases=("Pelé",))

    decision = link(Entity("Pelé", Label.PERSON), [known])

    assert (decision.verdict, decision.entity) == (Verdict.LINK, 3)


def test_a_confirmed_alias_links() -> None:
    known = KnownEntity(4, "Hay'et Tahrir al-Sham", Label.ORG, aliases=("HTS group",))

    decision = link(Entity("HTS Group", Label.ORG), [known])

    assert (decision.verdict, decision.entity) == (Verdict.LINK, 4)


def test_another_full_form_in_the_article_links() -> None:
    known = KnownEntity(5, "Ruth Okello", Label.PERSON)

    decision = link(Entity("Ruth Adhiambo Okello", Label.PERSON, ("Ruth Okello", "Okello")), [known])

    assert (decision.verdict, decision.entity) == (Verdict.LINK, 5)


def test_a_country_and_its_people_do_not_link() -> None:
    decision = link(Entity("Israeli", Label.NORP), [KnownEntity(6, "Israeli", Label.GPE)])

    assert decision.verdict is Verdict.NEW


@pytest.mark.parametrize("one", [Label.GPE, Label.LOC, Label.FAC])
@pytest.mark.parametrize("other", [Label.GPE, Label.LOC, Label.FAC])
def test_a_place_is_one_whichever_kind_of_place_it_is_taken_for(one: Label, other: Label) -> None:
    decision = link(Entity("Kinlarig", one), [KnownEntity(8, "Kinlarig", other)])

    assert (decision.verdict, decision.entity) == (Verdict.LINK, 8)


def test_a_related_label_links_with_a_lower_score() -> None:
    decision = link(Entity("Crimea", Label.LOC), [KnownEntity(8, "Crimea", Label.GPE)])

    assert (decision.verdict, decision.entity) == (Verdict.LINK, 8)
    assert decision.score < 1


def test_the_same_label_goes_before_a_related_one() -> None:
    known = [KnownEntity(1, "Crimea", Label.GPE), KnownEntity(2, "Crimea", Label.LOC)]

    assert link(Entity("Crimea", Label.LOC), known).entity == 2


def test_two_known_entities_of_one_name_stay_open() -> None:
    known = [KnownEntity(2, "John Smith", Label.PERSON), KnownEntity(1, "John Smith", Label.PERSON)]

    decision = link(Entity("John Smith", Label.PERSON), known)

    assert (decision.verdict, decision.entity, decision.candidates) == (Verdict.AMBIGUOUS, None, (1, 2))


@pytest.mark.parametrize("name", ["Supreme Court", "Church", "Ministry of Defence", "Home Office", "ABX"])
def test_bodies_that_every_country_has_never_link(name: str) -> None:
    decision = link(Entity(name, Label.ORG), [KnownEntity(9, name, Label.ORG)])

    assert (decision.verdict, decision.candidates) == (Verdict.AMBIGUOUS, (9,))


def test_a_place_name_of_several_places_never_links() -> None:
    decision = link(Entity("Georgia", Label.GPE), [KnownEntity(9, "Georgia", Label.GPE)])

    assert decision.verdict is Verdict.AMBIGUOUS


@pytest.mark.parametrize(
    ("name", "label", "expected"),
    [
        ("Hulusi Akar", Label.PERSON, True),
        ("Akar", Label.PERSON, False),
        ("Akar Jr.", Label.PERSON, False),
        ("UN", Label.ORG, True),
        ("Bank of England", Label.ORG, True),
        ("Central Bank", Label.ORG, False),
        ("Turkish Defence Ministry", Label.ORG, True),
        ("Turkey", Label.GPE, True),
    ],
)
def test_full_names_say_who_is_meant_anywhere(name: str, label: Label, expected: bool) -> None:
    assert is_full_name(name, label) is expected


def test_lookup_keys_hold_the_full_forms_and_no_initials() -> None:
    entity = Entity("Syria Recovery Trust Fund", Label.ORG, ("Syrian Recovery Trust", "Recovery", "SRTF"))

    assert lookup_keys(entity) == ("syria recovery trust fund", "syrian recovery trust")


def test_what_more_is_offered_does_not_change_the_decision() -> None:
    others = [KnownEntity(n, f"Somebody Else {n}", Label.PERSON) for n in range(20, 30)]

    assert link(Entity("Hulusi Akar", Label.PERSON), [*others, AKAR]) == link(
        Entity("Hulusi Akar", Label.PERSON), [AKAR]
    )


def test_pairs_of_our_own_articles_link_when_they_are_one_and_never_else() -> None:
    lines = (Path(__file__).parent.parent / "data" / "entity_pairs.jsonl").read_text(encoding="utf-8").splitlines()
    pairs = [json.loads(line) for line in lines]

    wrong, missed = [], []
    for pair in pairs:
        left, right = pair["left"], pair["right"]
        entity = Entity(left["name"], Label(left["label"]), tuple(left["aliases"]))
        linked = link(entity, [KnownEntity(1, right["name"], Label(right["label"]))]).verdict is Verdict.LINK
        if linked and not pair["same"]:
            wrong.append((left["name"], right["name"]))
        if pair["same"] and not linked:
            missed.append((left["name"], right["name"]))

    assert len(pairs) >= 100
    assert wrong == []
    assert len(missed) <= 0.1 * sum(pair["same"] for pair in pairs)
