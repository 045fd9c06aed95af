"""The pipeline's rows and the editors' decisions, without a database."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.correction.applying import Decision, Do, apply, keep_apart
from articles.correction.rows import Row, parents
from articles.document import Span

spans = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
rows = st.lists(st.builds(lambda span: Row(span, {"who": "pipeline"}), spans))
decided = st.lists(
    st.builds(
        lambda do, at, moved: Decision(do, at, {"who": "editor"}, {}, moved if do is Do.CHANGE else None),
        st.sampled_from(Do),
        spans,
        st.none() | spans,
    )
)


def disjoint(found: list[Row]) -> list[Row]:
    kept: list[Row] = []
    for row in sorted(found, key=lambda row: row.span):
        if not kept or kept[-1].span.end <= row.span.start:
            kept.append(row)
    return kept


@given(rows, decided)
def test_disjoint_rows_stay_disjoint_and_in_order(found: list[Row], decisions: list[Decision]) -> None:
    shown = apply(disjoint(found), decisions, disjoint=True)

    assert shown == disjoint(shown)


@given(rows, decided)
def test_the_last_decision_stands(found: list[Row], decisions: list[Decision]) -> None:
    shown = {row.span: row for row in apply(disjoint(found), decisions, disjoint=True)}

    for last in decisions[-1:]:
        if last.do is Do.DELETE:
            assert last.at not in shown
        else:
            assert shown[last.moved or last.at].fields["who"] == "editor"


@given(rows, decided)
def test_deciding_twice_is_deciding_once(found: list[Row], decisions: list[Decision]) -> None:
    quotations = [Row(span, {}) for span in {row.span for row in found}]

    once = apply(quotations, decisions, disjoint=False)

    assert apply(quotations, [*decisions, *decisions[-1:]], disjoint=False) == once


@given(rows, rows)
def test_mentions_and_quantities_share_no_character(first: list[Row], second: list[Row]) -> None:
    mentions, quantities = keep_apart(disjoint(first), disjoint(second))

    assert disjoint([*mentions, *quantities]) == sorted([*mentions, *quantities], key=lambda row: row.span)


def test_an_edited_quantity_stays_and_the_mention_over_it_goes() -> None:
    mention, quantity = Row(Span(0, 8), {}), Row(Span(4, 6), {}, is_edited=True)

    assert keep_apart([mention], [quantity]) == ([], [quantity])


def test_the_parent_is_the_smallest_around() -> None:
    outer, middle, inner, crossing, alone = Span(0, 20), Span(2, 15), Span(4, 8), Span(10, 18), Span(30, 31)

    assert list(parents([outer, middle, inner, crossing, alone])) == [None, outer, middle, outer, None]
