"""The words of a quotation outside its article."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from articles.document import Span
from articles.rendering.quoting import LONGEST, Band, Linked, quoted_html
from tests.builders import span

TEXT = "He said “Ana & Bo of <Leeds> paid 40 pounds, ‘and Ana’ left”."


def link(words: str, url: str, *, nth: int = 1) -> Linked:
    return Linked(span(TEXT, words, nth=nth), url, "entity kind-person")


def test_names_are_links_and_the_text_is_escaped() -> None:
    assert quoted_html(TEXT, span(TEXT, "“Ana & Bo of <Leeds>"), [link("Ana", "/entities/1/?a=1&b=2")], []) == (
        '“<a class="entity kind-person" href="/entities/1/?a=1&amp;b=2">Ana</a> &amp; Bo of &lt;Leeds&gt;'
    )


def test_of_links_that_share_words_the_longest_stays() -> None:
    found = quoted_html(
        TEXT, span(TEXT, "Ana & Bo of"), [link("Bo", "/b"), link("Ana & Bo", "/ab"), link("Ana", "/a")], []
    )

    assert found == '<a class="entity kind-person" href="/ab">Ana &amp; Bo</a> of'


def test_links_outside_the_quotation_are_left_out() -> None:
    assert quoted_html(TEXT, span(TEXT, "Bo of"), [link("Ana", "/a"), link("He", "/h")], []) == "Bo of"


def test_verbatim_words_stand_on_a_band_with_the_links_in_them() -> None:
    bands = [Band(span(TEXT, "Ana & Bo"))]

    assert quoted_html(TEXT, span(TEXT, "said “Ana & Bo of"), [link("Bo", "/b")], bands) == (
        'said “<span class="quote direct">Ana &amp; <a class="entity kind-person" href="/b">Bo</a></span> of'
    )


def test_a_quotation_in_the_quotation_stands_on_a_deeper_band() -> None:
    bands = [Band(span(TEXT, "‘and Ana’"), is_nested=True)]

    assert quoted_html(TEXT, span(TEXT, "pounds, ‘and Ana’ left"), [], bands) == (
        'pounds, <span class="quote"><span class="quote direct">‘and Ana’</span></span> left'
    )


def test_long_words_are_cut_at_a_space_before_a_link_that_does_not_fit() -> None:
    text = "word " * 100 + "Ana"
    name = Linked(span(text, "Ana"), "/a", "entity")

    found = quoted_html(text, Span(0, len(text)), [name], [])

    assert found == ("word " * 80).rstrip() + "…"
    assert quoted_html("x" * 500, Span(0, 500), [], []) == "x" * LONGEST + "…"


@st.composite
def marked_texts(draw):
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))

    def spans(most: int) -> list[Span]:
        ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
        return [Span(min(pair), max(pair)) for pair in draw(st.lists(ends, max_size=most)) if pair[0] != pair[1]]

    links = [Linked(one, f"/{i}", "entity") for i, one in enumerate(spans(6))]
    bands = [Band(one, draw(st.booleans())) for one in spans(4)]
    return text, links, bands


@given(marked_texts())
def test_marks_never_change_the_words_and_elements_close_in_turn(drawn) -> None:
    text, links, bands = drawn

    found = quoted_html(text, Span(0, len(text)), links, bands)

    assert html.unescape(re.sub(r"<[^>]*>", "", found)) == html.unescape(html.escape(text))
    open_tags: list[str] = []
    for closing, tag in re.findall(r"<(/?)(a|span)", found):
        if closing:
            assert open_tags.pop() == tag
        else:
            open_tags.append(tag)
    assert open_tags == []
