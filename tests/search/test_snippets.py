from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.search.folding import fold
from articles.search.query import parse
from articles.search.snippets import Piece, snippet


def found(text: str, typed: str) -> list[Piece]:
    return snippet(text, parse(typed).terms)


def test_match_is_marked_in_its_line() -> None:
    text = "Ferry stops\n\nThe ferry to Orsa stopped. Nobody was told.\n\nThe end."

    assert found(text, "orsa") == [
        Piece("The ferry to "),
        Piece("Orsa", is_match=True),
        Piece(" stopped. Nobody was told."),
    ]


def test_text_below_the_headline_is_preferred() -> None:
    assert [piece.text for piece in found("Ferry stops\n\nA ferry.", "ferry")] == ["A ", "ferry", "."]


def test_headline_is_shown_where_nothing_else_matches() -> None:
    assert found("Ferry stops\n\nA boat.", "ferry") == [Piece("Ferry", is_match=True), Piece(" stops")]


def test_case_and_accents_do_not_count() -> None:
    assert [piece.text for piece in found("x\nJosé Ñandú spoke", "jose NANDU") if piece.is_match] == ["José", "Ñandú"]


def test_only_whole_words_are_marked_unless_a_star_follows() -> None:
    text = "x\nferry ferryman"

    assert [piece.text for piece in found(text, "ferry") if piece.is_match] == ["ferry"]
    assert [piece.text for piece in found(text, "ferry*") if piece.is_match] == ["ferry", "ferryman"]


def test_phrase_is_marked_across_punctuation() -> None:
    assert [piece.text for piece in found("x\nthe half-year, profit", '"half year profit"') if piece.is_match] == [
        "half-year, profit"
    ]


def test_long_lines_are_cut_at_words() -> None:
    text = "x\n" + "before " * 50 + "ferry " + "after " * 50

    pieces = found(text, "ferry")

    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"
    assert set("".join(piece.text for piece in pieces[1:-1]).split()) == {"before", "ferry", "after"}


def test_no_match_is_no_snippet() -> None:
    assert found("x\ny", "ferry") == []


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(), st.text(max_size=20))
def test_pieces_but_the_dots_stand_in_the_text(text: str, typed: str) -> None:
    pieces = [piece.text for piece in found(text, typed) if piece.text not in ("… ", " …")]

    assert "".join(pieces) in text
