"""Counted nouns, ages, ordinals, ratios, multipliers and scores."""

from __future__ import annotations

import pytest

from tests.language.quantities.reading import quantities, shown


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("Over 700 asylum seekers arrived", "seekers"),
        ("hundreds of thousands of new refugees came", "refugees"),
        ("The agency met 40 people on Monday", "people"),
        ("It was a six-member panel", "member"),
        ("One in five children goes hungry", "children"),
    ],
)
def test_counted_noun_is_the_head_of_the_phrase(sentence, noun):
    found = quantities(sentence)[0]

    assert (found.counted, found.counted_span.of(sentence)) == (noun, noun)


def test_number_without_a_noun_counts_nothing():
    (dead,) = quantities("The storm killed 107.")

    assert dead.counted is None


@pytest.mark.parametrize(
    ("sentence", "age"),
    [
        ("Maria Montalvo, 19, was there", 19),
        ("the 14-year-old girl", 14),
        ("She joined aged eighteen", 18),
        ("when she was six so they moved", 6),
        ("a boy of four had asked", 4),
        ("He is 29 years old", 29),
        ("“My mother is 83.", 83),
        ("The guitarist has died at 88.", 88),
    ],
)
def test_age_is_told_by_its_words_or_its_place(sentence, age):
    found = [quantity for quantity in quantities(sentence) if quantity.kind == "age"]

    assert [(quantity.value, quantity.unit, quantity.date) for quantity in found] == [(age, "year", f"P{age}Y")]


def test_age_of_a_group_has_a_low_and_a_high():
    assert shown("a couple in their eighties", "kind", "low", "high") == [("eighties", "age", 80, 89)]


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("In the 33rd minute he scored", "33rd", 33),
        ("She finished second.", "second", 2),
        ("It is the #2 browser", "#2", 2),
        ("Sweden win on day five of it", "five", 5),
        ("a third licence was sold", "third", 3),
    ],
)
def test_ordinal_ranks(sentence, words, value):
    assert shown(sentence, "kind", "value") == [(words, "ordinal", value)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Fishermen first noticed them",
        "It was first drafted then",
        "the first lady said",
        "They save lives, first and foremost",
    ],
)
def test_first_as_an_adverb_or_in_an_idiom_is_no_ordinal(sentence):
    assert shown(sentence) == []


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("one in four", "ratio", 0.25),
        ("four out of 10", "ratio", 0.4),
        ("18-fold", "multiplier", 18),
        ("1.4 times", "multiplier", 1.4),
    ],
)
def test_ratio_and_multiplier_have_their_quotient(words, kind, value):
    assert shown(f"It was {words} earnings", "kind", "value") == [(words, kind, value)]


def test_score_keeps_the_printed_order():
    text = "Tunisia lost 1 – 2 to England"

    assert shown(text, "kind", "low", "high") == [("1 – 2", "score", 1, 2)]


def test_one_as_a_pronoun_counts_nothing():
    assert shown("No one knew, and one of them laughed") == []


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("It buys a third of the island's timber", "timber"),
        ("It hurt 120, officials said", None),
        ("Tens of thousands live in tents", None),
        ("A crowd 1,000-strong sang", None),
    ],
)
def test_counted_noun_is_what_is_counted_and_not_what_stands_near(sentence, counted):
    assert [quantity.counted for quantity in quantities(sentence)] == [counted]
