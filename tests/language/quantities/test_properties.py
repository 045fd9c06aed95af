"""What holds for any text: offsets, order, disjointness, no errors."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.document import Block, BlockKind, Document, Quantity, Span
from articles.language.quantities import find_quantities
from articles.language.quantities.words import forms

WORDS = st.sampled_from(
    sorted(
        forms(
            "1 2 12 2015 1,234.5 3.5 % $ £ rs km m million billion half a an the of and to from between in on at "
            "by last next this week year years monday may march 3rd first second third twenty hundred thousand "
            "dozens ago later today tomorrow am pm : / - – . , ( ) ’ ' ½ + # minus boeing page age aged old "
            "norwegian crowns pounds people times one point per cent 19 early end quarter century christmas noon "
            "gmt ° c ft € t00 x"
        )
    )
).flatmap(lambda word: st.sampled_from([word, word.capitalize(), word.upper()]))
SENTENCES = st.lists(st.tuples(WORDS, st.sampled_from(["", " ", " ", "  "])), max_size=40).map(
    lambda pieces: "".join(word + gap for word, gap in pieces)
)
HOSTILE = [
    "1",
    "1,",
    "one ",
    '"',
    "1-",
    "€",
    "$1 ",
    "A1 ",
    "12:",
    "twenty ",
    "minus ",
    "half ",
    "1/",
    "(1",
    "+1",
    "last ",
    "a.",
    "1.",
    "@a",
]


def read(text: str, time: datetime.time | None = None) -> tuple[Quantity, ...]:
    span = Span(len(text) - len(text.lstrip()), len(text.rstrip()))
    block = Block(BlockKind.PARAGRAPH, span)
    return find_quantities(Document(text, (block,), datetime.date(2024, 5, 8), time))


def check(text: str, found: tuple[Quantity, ...]) -> None:
    for quantity in found:
        assert quantity.span.contains(quantity.core)
        assert quantity.span.end <= len(text)
        assert quantity.counted_span is None or quantity.counted_span.of(text) == quantity.counted
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@settings(max_examples=300, deadline=None)
@given(SENTENCES, st.sampled_from([None, datetime.time(9, 30)]))
def test_quantities_are_sorted_disjoint_and_within_the_text(text, time):
    if text.strip():
        check(text, read(text, time))


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_string_is_read_without_error(text):
    if text.strip():
        check(text, read(text))


@pytest.mark.parametrize("piece", HOSTILE)
def test_endless_repetition_is_read(piece):
    text = (piece * 2000).strip()

    check(text, read(text))


@given(SENTENCES)
@settings(max_examples=100, deadline=None)
def test_quantities_stay_out_of_names(text):
    if not text.strip():
        return
    name = Span(0, max(1, len(text) // 2))
    document = Document(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), datetime.date(2024, 5, 8))

    assert not any(quantity.span.overlaps(name) for quantity in find_quantities(document, names=[name]))


def test_same_text_gives_the_same_records():
    text = "At least 107 died on Friday, up 7% from $3bn."

    assert read(text) == read(text)
