"""The blocks of an article as HTML: the words stay as they are, whatever is marked in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.document import BlockKind, Document, Form, QuotationType, Span
from articles.rendering.marks import Marks, MentionMark, QuantityMark, QuotationMark
from articles.rendering.page import initials, render_blocks
from tests.builders import document, span

GOLD = Path(__file__).parents[2].parent / "shared" / "corpora" / "gold-news" / "dev.jsonl"


class Reading(HTMLParser):
    """What a browser's textContent gives, without ``said`` elements; fails on markup that is not well formed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[tuple[str, bool]] = []
        self.ids: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.open.append((tag, "said" in (given.get("class") or "").split()))
        if "id" in given:
            self.ids.append(given["id"])

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(said for _, said in self.open):
            self.text += data


def html(doc: Document, marks: Marks) -> str:
    return "".join(block.html for block in render_blocks(doc, marks))


def inner(text: str, *marks: MentionMark | QuotationMark | QuantityMark) -> str:
    """The second block of a headline and ``text`` with these marks, without the block's own tags."""
    chosen = [tuple(m for m in marks if isinstance(m, kind)) for kind in (MentionMark, QuotationMark, QuantityMark)]
    block = render_blocks(document(text), Marks(*chosen))[1].html  # type: ignore[arg-type]
    return re.sub(r"^<p[^>]*>|</p>$", "", block)


TEXT = "A headline of some words\n\n“We met Ana,” said Ruiz, who counted at least 40 boats & <ships>."
ANA = MentionMark(span(TEXT, "Ana"), 7, 1, "person", 2)
QUOTE = QuotationMark(span(TEXT, "“We met Ana,”"), 3, QuotationType.DIRECT, speaker="Ruiz")
BOATS = QuantityMark(span(TEXT, "at least 40"), span(TEXT, "40"), 5)


def test_a_mention_in_a_quotation_is_a_link_inside_its_band():
    assert inner(TEXT, ANA, QUOTE).startswith(
        '<a class="said direct" href="?sel=q:3#q-3" data-quote="3" aria-label="Ruiz, direct quote">'
        '<span class="full">Ruiz</span><span class="short" aria-hidden="true">R</span></a>'
        '<span class="quote direct" id="q-3" data-quote="3">“We met '
        '<a class="entity kind-person" id="m-7-1" href="?sel=e:7&amp;at=m-7-1#m-7-1" data-entity="7"'
        ' aria-description="person, 2 mentions">Ana</a>,”</span> said'
    )


def test_the_bounding_words_of_a_number_are_told_apart():
    assert '<span class="bound-word">at least </span>40</a> boats' in inner(TEXT, BOATS)


def test_the_text_is_escaped():
    assert inner(TEXT).endswith("boats &amp; &lt;ships&gt;.")


def test_a_quotation_that_ends_inside_a_name_is_split_and_the_name_is_not():
    text = "A headline of some words\n\nShe said New York won."
    quote = QuotationMark(span(text, "said New"), 1, QuotationType.INDIRECT)

    assert inner(text, quote, MentionMark(span(text, "New York"), 2, 1, "place", 1)) == (
        'She <span class="quote open-end indirect" id="q-1" data-quote="1">said </span>'
        '<a class="entity kind-place" id="m-2-1" href="?sel=e:2&amp;at=m-2-1#m-2-1" data-entity="2"'
        ' aria-description="place, 1 mention"><span class="quote indirect cont" data-quote="1">New</span> York</a> won.'
    )


def test_a_speaker_stands_once_in_the_margin_of_a_paragraph():
    text = 'A headline of some words\n\n"One," said Ruiz, "two."'
    marks = [
        QuotationMark(span(text, w), i, QuotationType.DIRECT, speaker="Ruiz")
        for i, w in enumerate(('"One,"', '"two."'))
    ]

    assert inner(text, *marks).count('class="said') == 1


def test_two_speakers_of_one_line_stand_one_below_the_other():
    text = 'A headline of some words\n\n"One," said Ruiz. "Two," said Lima.'
    ruiz = QuotationMark(span(text, '"One,"'), 1, QuotationType.DIRECT, speaker="Ruiz")
    lima = QuotationMark(span(text, '"Two,"'), 2, QuotationType.DIRECT, speaker="Lima")

    assert re.findall(r'class="(said[^"]*)"', inner(text, ruiz, lima)) == ["said direct", "said lower direct"]


def test_a_quotation_over_two_paragraphs_has_its_id_once():
    text = "A headline of some words\n\n“One.\n\n“Two.”"
    marks = Marks(quotations=(QuotationMark(span(text, "“One.\n\n“Two.”"), 9, QuotationType.DIRECT),))

    assert re.findall(r'class="(quote[^"]*)"( id="q-9")?', html(document(text), marks)) == [
        ("quote open-end direct", ' id="q-9"'),
        ("quote direct cont", ""),
    ]


def test_quoted_words_of_a_mixed_quotation_are_verbatim():
    text = "A headline of some words\n\nShe said it was “a risk” now."
    quote = QuotationMark(span(text, "it was “a risk” now"), 1, QuotationType.MIXED, (span(text, "“a risk”"),))

    assert '<span class="verbatim">“a risk”</span> now</span>.' in inner(text, quote)


def test_a_pronoun_is_no_link():
    text = "A headline of some words\n\nShe left."
    pronoun = MentionMark(span(text, "She"), 7, 2, "person", 1, Form.PRONOUN)

    assert inner(text, pronoun) == '<span class="coref kind-person" id="m-7-2" data-entity="7">She</span> left.'


@pytest.mark.parametrize(
    ("name", "short"),
    [("Concord Relief Agency", "CRA"), ("Ruiz", "R"), ("the court", "TC"), ("", ""), ("Al-Assad", "AA")],
)
def test_initials_stand_for_a_name(name, short):
    assert initials(name) == short


def spans(text: str) -> st.SearchStrategy[Span]:
    place = st.integers(0, len(text))
    return st.tuples(place, place).filter(lambda p: p[0] != p[1]).map(lambda p: Span(min(p), max(p)))


@st.composite
def marked(draw: st.DrawFn) -> tuple[Document, Marks]:
    text = draw(st.text(alphabet="ab <&\n“”é😀", min_size=1, max_size=60).filter(str.strip))
    some = st.lists(spans(text), max_size=5)
    mentions = [MentionMark(s, i, 1, "person", 1) for i, s in enumerate(draw(some))]
    quotations = [
        QuotationMark(s, i, draw(st.sampled_from(QuotationType)), (s,), cue=s, speaker=draw(st.sampled_from(["", "X"])))
        for i, s in enumerate(draw(some))
    ]
    quantities = [QuantityMark(s, s, i, counted=s) for i, s in enumerate(draw(some))]
    return document(text), Marks(tuple(mentions), tuple(quotations), tuple(quantities))


def check(doc: Document, marks: Marks) -> Iterator[Reading]:
    for block, rendered in zip(doc.blocks, render_blocks(doc, marks), strict=True):
        reading = Reading(rendered.html)
        assert reading.text == block.span.of(doc.text)
        yield reading


@given(marked())
def test_whatever_overlaps_the_words_of_each_block_stay(case):
    ids = [i for reading in check(*case) for i in reading.ids]

    assert len(ids) == len(set(ids))


@given(marked())
def test_every_quotation_that_touches_a_block_is_shown(case):
    doc, marks = case
    page = html(doc, marks)

    for quotation in marks.quotations:
        if any(block.span.overlaps(quotation.span) for block in doc.blocks):
            assert page.count(f'id="{quotation.id}"') == 1


@pytest.mark.skipif(not GOLD.exists(), reason="the gold set lies in ../shared, which is not here")
def test_real_articles_keep_their_words():
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        mentions = [
            MentionMark(Span(*place), i, n, "person", 1)
            for i, entity in enumerate(record["entities"])
            for n, place in enumerate(entity["mentions"], 1)
        ]
        quotations = [
            QuotationMark(
                Span(q["start"], q["end"]), i, QuotationType(q["type"]), tuple(Span(*f) for f in q["fragments"])
            )
            for i, q in enumerate(record["quotes"])
        ]
        quantities = [
            QuantityMark(Span(n["start"], n["end"]), Span(*n["core"]), i) for i, n in enumerate(record["numbers"])
        ]
        readings = list(check(document(record["text"]), Marks(tuple(mentions), tuple(quotations), tuple(quantities))))

        drawn = [i for reading in readings for i in reading.ids]
        assert sum(i.startswith("m-") for i in drawn) == len(mentions)
        assert sum(i.startswith("q-") for i in drawn) == len(quotations)
        assert sum(i.startswith("n-") for i in drawn) == len(quantities)


def test_the_headline_is_the_heading_of_the_page():
    first = render_blocks(document(TEXT), Marks())[0]

    assert (first.kind, first.html) == (
        BlockKind.HEADLINE,
        '<h1 class="headline" id="p1" data-block="headline" data-start="0" data-end="24">A headline of some words</h1>',
    )
