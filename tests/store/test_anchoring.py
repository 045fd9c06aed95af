"""Decisions are found again in an edited text by their words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.correction.anchoring import context, find_again
from tests.builders import span

TEXT = "Ruiz spoke first. Then the mayor spoke. Ruiz left."


def again(text: str, words: str, *, nth: int = 1, of: str = TEXT):
    """Where the words of one text stand in another."""
    place = span(of, words, nth=nth)
    return find_again(text, words, context(of, place.start), place.start)


def test_words_that_did_not_move_are_where_they_were() -> None:
    assert again(TEXT, "Ruiz", nth=2) == span(TEXT, "Ruiz", nth=2)


def test_words_move_with_what_stands_before_them() -> None:
    edited = "A new first sentence, with Ruiz. " + TEXT

    assert again(edited, "Ruiz", nth=2) == span(edited, "Ruiz", nth=3)


def test_a_name_that_stands_once_needs_nothing_around_it() -> None:
    assert again("Nothing is left but the mayor, alone.", "mayor") == span(
        "Nothing is left but the mayor, alone.", "mayor"
    )


def test_words_that_stand_elsewhere_only_are_not_taken_for_those_that_are_gone() -> None:
    edited = "Ruiz is quoted here, and Ruiz there."

    assert again(edited, "Ruiz", nth=2) is None


def test_a_part_of_a_longer_word_is_not_the_word() -> None:
    assert again("The mayoress spoke.", "mayor") is None


@given(st.text(), st.text(), st.text(max_size=60), st.integers(0, 200))
def test_whatever_is_found_has_the_words(text: str, words: str, before: str, start: int) -> None:
    found = find_again(text, words or "x", before, start)

    assert found is None or found.of(text) == (words or "x")


@given(st.text(alphabet="ab ", min_size=1), st.data())
def test_an_unchanged_text_keeps_every_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    found = find_again(text, text[start:end], context(text, start), start)

    assert found is not None
    assert (found.start, found.end) == (start, end)
