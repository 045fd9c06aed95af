"""Tokens and input classes: what the encoder reads of any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.language.tokens import (
    CLOSING,
    INSIDE,
    MAX_PIECES_PER_TOKEN,
    OPENING,
    OUTSIDE,
    Pieces,
    WordPieces,
    letter_shape,
    quotation_states,
    token_offsets,
)

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "##a", "akar", "said", ".", "'", '"', "1", "##1"]


@pytest.fixture
def word_pieces(tmp_path: Path) -> WordPieces:
    path = tmp_path / "vocab.txt"
    path.write_text("\n".join(VOCABULARY), encoding="utf-8")
    return WordPieces(path)


def tokens(text: str) -> list[str]:
    return [text[start:end] for start, end in token_offsets(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syria's Hay'et", ["Syria", "'", "s", "Hay'et"]),
        ("the U.S.-led", ["the", "U", ".", "S", ".", "-", "led"]),
        ("900km, 3.5", ["900km", ",", "3", ".", "5"]),
        ("one\n\n two", ["one", "\n\n", "two"]),
        ("snake_case", ["snake", "_", "case"]),
        ("O’Brien doesn’t", ["O’Brien", "doesn", "’", "t"]),
    ],
)
def test_text_is_cut_into_words_single_marks_and_breaks(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text())
def test_tokens_are_in_order_and_hold_all_but_blanks(text: str) -> None:
    offsets = token_offsets(text)

    assert all(start < end for start, end in offsets)
    assert all(end <= start for (_, end), (start, _) in pairwise(offsets))
    assert "".join(tokens(text)) == "".join(c for c in text if not c.isspace() or c in "\r\n")


def states(text: str) -> dict[str, int]:
    offsets = token_offsets(text)
    return {
        text[start:end]: state for (start, end), state in zip(offsets, quotation_states(text, offsets), strict=True)
    }


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„”", "‘’", "''"])
def test_words_in_quotation_marks_are_inside(marks: str) -> None:
    text = f"He said {marks[0]}no way{marks[1]} then"
    offsets = token_offsets(text)

    assert quotation_states(text, offsets) == [OUTSIDE, OUTSIDE, OPENING, INSIDE, INSIDE, CLOSING, OUTSIDE]


def test_apostrophes_open_nothing() -> None:
    assert set(states("the regions’ airspace and ’tis the boys' own").values()) == {OUTSIDE}


def test_open_mark_ends_with_its_paragraph() -> None:
    found = states("“we go\n\nhome")

    assert (found["go"], found["home"]) == (INSIDE, OUTSIDE)


@given(st.text(alphabet="ab s.,\n\"'‘’“”«»„`(—"))
def test_every_token_has_a_state_whatever_the_marks(text: str) -> None:
    offsets = token_offsets(text)

    assert len(quotation_states(text, offsets)) == len(offsets)


def test_shapes_tell_capitals_apart() -> None:
    words = [",", "12", "said", "NATO", "A", "Akar", "McCain", "iPhone"]

    assert [letter_shape(word) for word in words] == list(range(8))


def test_token_is_split_into_known_pieces_without_case_and_accents(word_pieces: WordPieces) -> None:
    ids = [[VOCABULARY[piece] for piece in word_pieces(token)[0]] for token in ("AKAR", "Âa", "zzz", "\n")]

    assert ids == [["akar"], ["a", "##a"], ["[UNK]"], ["[SEP]"]]


def test_endless_token_has_few_pieces(word_pieces: WordPieces) -> None:
    assert len(word_pieces("a" * 200_000)[0]) == MAX_PIECES_PER_TOKEN


@given(text=st.text(alphabet="Aa1.'\" \nzé"), limit=st.integers(16, 40))
def test_windows_tile_the_tokens_and_keep_the_limit(
    tmp_path_factory: pytest.TempPathFactory, text: str, limit: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "vocab.txt"
    path.write_text("\n".join(VOCABULARY), encoding="utf-8")
    word_pieces = WordPieces(path)
    pieces = Pieces.of(text, word_pieces)

    windows = list(pieces.windows(limit))

    assert [token for start, stop in windows for token in range(start, stop)] == list(range(len(pieces.offsets)))
    assert all(len(pieces.encode(start, stop, word_pieces)[0]) <= limit for start, stop in windows)


def test_window_ends_at_a_paragraph_where_one_fits(word_pieces: WordPieces) -> None:
    text = "a a.\na a a a a a a"
    pieces = Pieces.of(text, word_pieces)
    start, stop = next(pieces.windows(8))

    assert text[pieces.offsets[start][0] : pieces.offsets[stop - 1][1]] == "a a.\n"
