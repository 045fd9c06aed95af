"""Pronouns and descriptions that refer to a named entity."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import articles.language.training
from articles.document import Form, Label, Span
from articles.language.coreference import find_references
from articles.language.entities import Candidate, find_entities
from articles.language.training.markup import read_articles
from tests.builders import document, span

PERSON, ORG = Label.PERSON, Label.ORG
NEWS = Path(articles.language.training.__file__).parent / "news" / "dev"
PRONOUNS = Path(__file__).parent.parent / "data" / "pronouns.jsonl"


def references(text: str, *names: tuple[str, Label]) -> list[tuple[str, str, Form]]:
    """The words that refer, whom they mean, and their form; every name is marked where it stands first."""
    whole = document(text)
    entities, mentions = find_entities(whole, [Candidate(span(text, name), label, 0.95) for name, label in names])
    return [
        (found.span.of(text), entities[found.entity].name, found.form)
        for found in find_references(whole, entities, mentions)
    ]


def pronouns(text: str, *names: str) -> list[tuple[str, str]]:
    """The resolved pronouns and whom they mean."""
    found = references(text, *((name, PERSON) for name in names))
    return [(words, name) for words, name, form in found if form is Form.PRONOUN]


def test_a_pronoun_means_the_one_person_named_before() -> None:
    text = "Talks in Lugo\n\nAna Ruiz left early. She was tired, her aides said."

    assert pronouns(text, "Ana Ruiz") == [("She", "Ana Ruiz"), ("her", "Ana Ruiz")]


def test_the_gender_of_names_and_titles_decides_between_two() -> None:
    text = "Talks in Lugo\n\nAna Ruiz met Mr Lund. He smiled. She did not."

    assert pronouns(text, "Ana Ruiz", "Lund") == [("He", "Lund"), ("She", "Ana Ruiz")]


def test_a_pronoun_that_fits_two_people_stays_open() -> None:
    text = "Talks in Lugo\n\nAna Ruiz met Maria Lund. She smiled."

    assert pronouns(text, "Ana Ruiz", "Maria Lund") == []


def test_a_stranger_between_name_and_pronoun_keeps_it_open() -> None:
    text = "Talks in Lugo\n\nAna Ruiz spoke. A nurse wept. She was tired."

    assert pronouns(text, "Ana Ruiz") == []


def test_what_is_said_of_a_name_is_no_stranger() -> None:
    text = "Talks in Lugo\n\nAna Ruiz, a nurse, spoke. She was tired."

    assert pronouns(text, "Ana Ruiz") == [("She", "Ana Ruiz")]


def test_words_in_quotation_marks_are_left_alone() -> None:
    text = 'Talks in Lugo\n\nMr Lund spoke. "He knows it," Mr Lund said.'

    assert pronouns(text, "Lund") == []


def test_the_speaker_of_a_quotation_is_found_behind_it() -> None:
    text = 'Talks in Lugo\n\nAna Ruiz was there. "Nobody listens to the sea," she said.'

    assert pronouns(text, "Ana Ruiz") == [("she", "Ana Ruiz")]


def test_a_name_far_above_is_not_meant() -> None:
    text = "Talks\n\nAna Ruiz left.\n\nIt rained.\n\nIt snowed.\n\nIt hailed.\n\nIt froze.\n\nThen she came."

    assert pronouns(text, "Ana Ruiz") == []


def test_the_protagonist_is_meant_wherever_nobody_else_is_named() -> None:
    weather = "\n\n".join(("It rained.", "It snowed.", "It hailed.", "It froze."))
    text = f"A life\n\nAna Ruiz sang. Ruiz fled. Ruiz hid.\n\n{weather}\n\nShe left."

    assert pronouns(text, "Ana Ruiz") == [("She", "Ana Ruiz")]


def test_a_family_is_no_she() -> None:
    text = "A house\n\nThe Tidswells moved. She was tired."

    assert pronouns(text, "Tidswells") == []


def test_a_role_said_of_one_person_means_that_person() -> None:
    text = "Snow in Lugo\n\nAna Ruiz, the mayor of Lugo, spoke. On Friday the mayor left."

    assert references(text, ("Ana Ruiz", PERSON)) == [("the mayor", "Ana Ruiz", Form.DESCRIPTION)]


def test_a_noun_in_the_name_of_one_organisation_means_it() -> None:
    text = "Strike in Lugo\n\nThe Galician Dockers Union met. On Friday the union said it would strike."

    assert references(text, ("Galician Dockers Union", ORG)) == [
        ("the union", "Galician Dockers Union", Form.DESCRIPTION)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Strike in Lugo\n\nThe Dockers Union met the Miners Union. Then the union said no.",
        "Strike in Lugo\n\nThe Dockers Union met. Then the union of all parties said no.",
        "Strike in Lugo\n\nThe Dockers Union met. Then the union flag burned.",
        'Strike in Lugo\n\nThe Dockers Union met. "We met the union," it said.',
    ],
)
def test_a_noun_that_may_mean_another_body_stays_open(text: str) -> None:
    names = [name for name in ("Dockers Union", "Miners Union") if name in text]

    assert references(text, *((name, ORG) for name in names)) == []


def test_nine_in_ten_pronouns_of_our_own_articles_are_right() -> None:
    records = {record["id"]: record for record in read_articles(NEWS)}
    resolved = right = 0

    for line in PRONOUNS.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        record = records[gold["id"]]
        names = [
            Candidate(Span(*place), Label(entity["label"]), 1.0)
            for entity in record["entities"]
            for place in entity["mentions"]
        ]
        whole = document(record["text"])
        entities, mentions = find_entities(whole, names)
        cluster = {tuple(place): entity["name"] for entity in record["entities"] for place in entity["mentions"]}
        meant = {tuple(place): name for *place, name in gold["pronouns"]}
        for found in find_references(whole, entities, mentions):
            if found.form is Form.PRONOUN:
                same = [mention.span for mention in mentions if mention.entity == found.entity]
                resolved += 1
                right += meant[found.span.start, found.span.end] in {cluster.get((one.start, one.end)) for one in same}

    assert resolved >= 80
    assert right >= 0.9 * resolved


WORDS = st.sampled_from(
    ["Ana Ruiz", "she", "He", "the union", "Union", "a nurse", "said", ".", "\n\n", "“", "”", "🙂", "\ud800"]
)


@given(st.lists(WORDS, min_size=1, max_size=40))
@settings(deadline=None)
def test_references_are_sorted_disjoint_and_meet_no_name(parts: list[str]) -> None:
    text = " ".join(parts)
    whole = document(text)
    candidates = []
    position = 0
    for part in parts:
        if part in ("Ana Ruiz", "Union"):
            candidates.append(Candidate(Span(position, position + len(part)), ORG if part == "Union" else PERSON, 0.9))
        position += len(part) + 1

    entities, mentions = find_entities(whole, candidates)
    found = find_references(whole, entities, mentions)

    spans = sorted([one.span for one in (*mentions, *found)])
    assert list(found) == sorted(found, key=lambda one: one.span)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(one.form is not Form.NAME and 0 <= one.entity < len(entities) for one in found)
