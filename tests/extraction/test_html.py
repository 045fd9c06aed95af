"""Web pages: the article kept with its structure, everything else dropped."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.extracted import Extracted, ExtractionError
from articles.extraction.html import extract_html

LEAD = (
    "Two ferries ran aground off the southern cape on Monday evening, and the coast guard towed both of them to port."
)
PAGE = f"""<!doctype html><html><head><title>Ferries run aground | Harbour News</title>
<meta property="og:site_name" content="Harbour News"><link rel="canonical" href="https://harbour.example/ferries">
<meta property="article:published_time" content="2019-03-08T10:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "author": [{{"name": "Ana Ruiz"}}]}}</script>
<style>p {{ color: red }}</style></head>
<body><header><nav><a href="/">Home</a></nav></header><div class="cookie-banner">We use cookies.</div>
<main><article><p class="kicker">World</p><h1>Ferries run aground</h1>
<p class="standfirst">The inner channel is closed.</p><p class="byline">By <a rel="author">Ana Ruiz</a></p>
<figure><img src="a.jpg"><figcaption>The Aurora <span class="credit">Jo May</span></figcaption></figure>
<p>LISSE (AP) — {LEAD}</p><h2>What next</h2><ul><li>fog<li><p>pilots</p></ul><ol start="3"><li>one</ol>
<blockquote>I saw nothing.</blockquote><p hidden>secret</p>
<p>He <b>left</b> &amp; came back.<script>alert(1)</script></p>
<div class="share-buttons">Tweet this</div><div class="related"><h3>Related</h3><a href="b">Storm ahead</a></div>
</article></main><footer>All rights reserved</footer></body></html>"""


def page(markup: str, **options) -> Extracted:
    return extract_html(markup, limit=100_000, **options)


def kinds(extracted: Extracted) -> list[tuple[str, str]]:
    assert extracted.blocks is not None
    return [(block.kind.value, block.span.of(extracted.text)) for block in extracted.blocks]


def test_structure_comes_from_the_markup_and_boilerplate_goes():
    assert kinds(page(PAGE)) == [
        ("headline", "Ferries run aground"),
        ("standfirst", "The inner channel is closed."),
        ("byline", "By Ana Ruiz"),
        ("caption", "The Aurora"),
        ("credit", "Jo May"),
        ("paragraph", f"LISSE (AP) — {LEAD}"),
        ("subheading", "What next"),
        ("list-item", "• fog"),
        ("list-item", "• pilots"),
        ("list-item", "3. one"),
        ("quote", "I saw nothing."),
        ("paragraph", "He left & came back."),
    ]


def test_page_says_when_and_where_it_was_published_and_by_whom():
    found = page(PAGE)

    assert (found.title, found.published, found.source, found.url, found.byline, found.standfirst) == (
        "Ferries run aground",
        datetime.date(2019, 3, 8),
        "Harbour News",
        "https://harbour.example/ferries",
        "Ana Ruiz",
        "The inner channel is closed.",
    )


def test_dateline_of_a_paragraph_is_found():
    found = page(PAGE)

    assert [b.dateline.of(found.text) for b in found.blocks or () if b.dateline] == ["LISSE (AP) —"]


def test_title_of_the_document_stands_in_for_a_missing_headline():
    found = page(f"<title>Ferries run aground on the cape - Harbour</title><p>{LEAD}")

    assert kinds(found) == [("headline", "Ferries run aground on the cape"), ("paragraph", LEAD)]


def test_given_title_goes_before_that_of_the_page():
    assert page(PAGE, title="Two ferries").text.startswith("Two ferries\n\nFerries run aground\n\n")


def test_broken_markup_is_read_as_a_browser_reads_it():
    assert page("<h1>Title<p>one <b>two<p>three</i> &lt;script&gt; <unknown>four").text == (
        "Title\n\none two\n\nthree <script> four"
    )


def test_date_that_is_none_is_left_unknown():
    assert page(f'<meta name="date" content="2019-02-31"><p>{LEAD}').published is None


@pytest.mark.parametrize("markup", ["", "<title>T</title>", "<script>x</script>", "<p hidden>x</p>", "<h1> </h1>"])
def test_page_without_text_is_refused(markup):
    with pytest.raises(ExtractionError) as refusal:
        page(markup)

    assert refusal.value.reason == "empty"


def test_page_nested_thousands_deep_is_refused():
    with pytest.raises(ExtractionError) as refusal:
        page("<div>" * 20_000 + "x")

    assert refusal.value.reason == "unreadable"


TAGS = [
    "<p>",
    "</p>",
    "<h1>",
    "<ul>",
    "<li>",
    "<article>",
    "</article>",
    "<div class=nav>",
    "<blockquote>",
    "<br>",
    "<q>",
]
PIECES = st.sampled_from(
    [*TAGS, "<q>", "<figcaption>", "<script>", "<!--", "&amp;", "&", "<", "word", "Two words. ", "é"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_markup_gives_blocks_that_cover_its_text_or_is_refused(markup):
    try:
        found = page(markup)
    except ExtractionError:
        return
    left = found.text
    for _, words in kinds(found):
        before, found_words, left = left.partition(words)
        assert (before.strip(), found_words) == ("", words)
    assert left.strip() == ""
