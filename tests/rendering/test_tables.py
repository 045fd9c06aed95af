"""Tables for spreadsheets."""

from __future__ import annotations

import csv
import datetime
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering.tables import csv_lines, harmless


def test_lines_have_the_mark_of_utf8_bare_numbers_and_iso_days() -> None:
    rows = [(3_500_000.0, None, 0.5, -4, "“Größe, 2”", datetime.date(2024, 2, 9))]

    assert list(csv_lines(("value", "b", "c", "d", "e", "f"), rows)) == [
        '\ufeff"value","b","c","d","e","f"\r\n',
        '3500000,"",0.5,-4,"“Größe, 2”","2024-02-09"\r\n',
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1%", "@SUM(A1)", "\t=1+1", "\r\n=1+1", "\0=1", "＝1", "＋1", "－1", "＠a"]
)
def test_formulas_become_text(text) -> None:
    assert harmless(text).startswith("'")


def test_harmless_text_stays_in_one_line() -> None:
    assert harmless("a “b”\n\n c;=d") == "a “b” c;=d"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_any_text_is_read_back_as_it_was_made_harmless(cells) -> None:
    text = "".join(csv_lines(["x"] * len(cells), [cells]))

    assert list(csv.reader(io.StringIO(text, newline="")))[1] == [harmless(cell) for cell in cells]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in map(harmless, cells))
