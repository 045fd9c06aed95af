"""Editors point at words; these tests say which place of the text they mean."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.admin.words import by_block, nearest, number_of, occurrence, occurrences, quoted_pieces
from articles.document import Block, BlockKind, Span
from tests.builders import span

TEXT = "Kim told Kim’s aunt. “Kim lied,” she said.\n\nKim did not."


def test_the_second_occurrence_is_the_second_place_of_the_words():
    assert occurrence(TEXT, "Kim", 2) == span(TEXT, "Kim", nth=2)


def test_words_that_stand_less_often_have_no_such_occurrence():
    assert occurrence(TEXT, "Kim", 5) is None


def test_typed_marks_find_printed_ones():
    assert occurrence(TEXT, '"Kim lied,"', 1) == span(TEXT, "“Kim lied,”")


def test_words_are_found_across_a_line_break():
    assert occurrence(TEXT, "she said. Kim", 1) == span(TEXT, "she said.\n\nKim")


def test_the_nearest_place_of_a_cue_is_taken():
    text = "He said no. She said yes."

    assert nearest(text, "said", span(text, "yes")) == span(text, "said", nth=2)


def test_quoted_pieces_are_what_stands_in_marks():
    text = "She called it “a gold mine” and 'a risk' in Kim's words"

    assert [p.of(text) for p in quoted_pieces(text, Span(0, len(text)))] == ["“a gold mine”", "'a risk'"]


def test_a_quotation_over_two_paragraphs_is_cut_at_their_border():
    blocks = [
        Block(BlockKind.PARAGRAPH, span(TEXT, TEXT.split("\n\n")[0])),
        Block(BlockKind.PARAGRAPH, span(TEXT, "Kim did not.")),
    ]

    assert [p.of(TEXT) for p in by_block(span(TEXT, "said.\n\nKim"), blocks)] == ["said.", "Kim"]


@given(st.text(alphabet="ab \n“'-–", max_size=60), st.data())
def test_the_number_of_a_place_finds_it_again(text, data):
    words = data.draw(st.sampled_from(text.split() or ["a"]))

    for place in occurrences(text, words):
        assert occurrence(text, place.of(text), number_of(text, place)) == place
