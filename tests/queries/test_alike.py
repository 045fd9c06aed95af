"""Which figures are taken for one, and which can be true at once."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.queries.alike import AROUND, Figure, agree, match, without_names


def figure(before: str, size: float, after: str = "", *, counted: str = "", bound: str = "exact", **more) -> Figure:
    """``[5]`` in the text is the name of number 5."""
    left, right = (part.replace("[", "\ue000").replace("]", "\ue001") for part in (before, after))
    return Figure(size, bound, counted, more.pop("kind", "money"), left, right, **more)


BRIDGE: dict[str, Any] = {"setting": frozenset({1}), "everywhere": frozenset({1})}


def test_figures_that_name_the_same_and_share_words_match_at_different_sizes() -> None:
    one = figure("Repairs are expected to cost ", 48e6, **BRIDGE)
    other = figure("The cost of repairing [1] has risen to ", 61e6, **BRIDGE)

    found = match(one, other)

    assert found is not None
    assert (set(found.words), set(found.names)) == ({"cost", "repairs"}, {1})


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(figure("The cost of repairs is ", 48e6), id="nothing named in common"),
        pytest.param(figure("The council sold its offices for ", 50e6, **BRIDGE), id="no word in common"),
        pytest.param(
            figure("It had a reserve. The cost of repairs. Then ", 50e6, **BRIDGE), id="words of other clauses"
        ),
        pytest.param(figure("The cost of repairs is ", 480e6, **BRIDGE), id="ten times as much"),
        pytest.param(figure("The cost of sand is ", 61e6, **BRIDGE), id="one word, and far in size"),
        pytest.param(figure("[1] repairs cost ", -48e6, **BRIDGE), id="below zero"),
    ],
)
def test_figures_do_not_match(other) -> None:
    assert match(figure("Repairs are expected to cost ", 48e6, **BRIDGE), other) is None


def test_equal_figures_of_one_noun_match_where_their_articles_name_the_same() -> None:
    one = figure("she had ordered ", 48, " bearings from Bilbao", counted="bearings", kind="cardinal", **BRIDGE)
    other = figure("a lorry with ", 48, " bearings came", counted="bearings", kind="cardinal", **BRIDGE)

    assert match(one, other) is not None


@pytest.mark.parametrize("counted", ["people", ""])
def test_equal_figures_of_a_vague_noun_need_a_word_or_name_too(counted) -> None:
    one = figure("which employs ", 46, counted=counted, kind="cardinal", **BRIDGE)
    other = figure("on the bus were ", 46, counted=counted, kind="cardinal", **BRIDGE)

    assert match(one, other) is None


def test_a_name_in_both_clauses_stands_for_a_word() -> None:
    one = figure("leaving ", 2900, " people of [2] without a road", counted="people", kind="cardinal")
    other = figure("roughly ", 3000, " people live on [2]", counted="people", kind="cardinal")

    assert match(one, other) is not None


def test_equal_shares_alone_do_not_match() -> None:
    one = figure("Shares of [1] rose ", 12, kind="percent", **BRIDGE)
    other = figure("Profits of [1] climbed ", 12, kind="percent", **BRIDGE)

    assert match(one, other) is None


def test_a_figure_of_the_past_is_known_by_its_words() -> None:
    earlier = [figure(before, 3).is_earlier() for before in ("up from ", "It had been ", "The total is now ")]

    assert earlier == [True, True, False]


@pytest.mark.parametrize(
    ("one", "other", "can_both_be"),
    [
        (("at_least", 40), ("exact", 43), True),
        (("at_least", 40), ("exact", 39), False),
        (("at_most", 40), ("more_than", 41), False),
        (("less_than", 6), ("at_least", 5), True),
        (("approx", 40), ("exact", 42), True),
        (("approx", 3200), ("exact", 2900), False),
        (("exact", 63e6), ("exact", 63.4e6), True),
        (("exact", 61e6), ("exact", 63.4e6), False),
        (("exact", 12), ("exact", 14), False),
    ],
)
def test_bounds_agree_where_both_can_be_true(one, other, can_both_be) -> None:
    figures = [figure("", size, bound=bound) for bound, size in (one, other)]

    assert (agree(*figures), agree(*reversed(figures))) == (can_both_be, can_both_be)


def test_names_give_way_to_their_numbers() -> None:
    text = "Ana Ruiz of Leeds"

    assert without_names(text, [(12, 17, 7), (0, 8, 3)]) == "\ue0003\ue001 of \ue0007\ue001"


@given(
    st.text(max_size=2 * AROUND), st.text(max_size=2 * AROUND), st.floats(allow_nan=False), st.floats(allow_nan=False)
)
def test_no_words_and_sizes_break_the_comparison(before, after, size, other) -> None:
    one, two = (Figure(x, "approx", after[:9], "cardinal", before, after, *BRIDGE.values()) for x in (size, other))

    assert (match(one, two) is None) == (match(two, one) is None)
