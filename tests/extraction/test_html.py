"""A web page becomes an article: its text, its structure, and what it says about itself."""

from __future__ import annotations

import datetime
from contextlib import suppress

import pytest

from articles.extraction.extracted import Extracted, ExtractionError
from articles.extraction.html import extract_html

LIMIT = 1_000_000
BODY = "The bridge over the Orsa was closed on Monday, and nobody was told why it had to be."
LONG = " ".join([BODY] * 6)


def article(markup: str, title: str = "") -> Extracted:
    return extract_html(markup, title=title, limit=LIMIT)


def kinds(markup: str) -> list[tuple[str, str]]:
    extracted = article(markup)
    assert extracted.blocks is not None
    return [(block.kind.value, block.span.of(extracted.text)) for block in extracted.blocks]


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


# structure


def test_markup_tells_the_blocks() -> None:
    markup = f"""
        <article><h1>Bridge closes</h1><p class="article__standfirst">It shut on Monday.</p>
        <div class="byline">By Ana Ruiz</div>
        <figure><img src=x><figcaption>The bridge <span class="credit">Jo May</span></figcaption></figure>
        <p>{BODY}</p><h2>Why</h2><ul><li>Cracks</li><li>Rust</li></ul>
        <blockquote>We saw it.</blockquote><p>{BODY}</p></article>"""

    assert kinds(markup) == [
        ("headline", "Bridge closes"),
        ("standfirst", "It shut on Monday."),
        ("byline", "By Ana Ruiz"),
        ("caption", "The bridge"),
        ("credit", "Jo May"),
        ("paragraph", BODY),
        ("subheading", "Why"),
        ("list-item", "• Cracks"),
        ("list-item", "• Rust"),
        ("quote", "We saw it."),
        ("paragraph", BODY),
    ]


def test_paragraphs_are_apart_and_items_of_a_list_together() -> None:
    markup = "<h1>Bridge</h1><p>It shut.<ul><li>Cracks<li>Rust</ul><p>Why?"

    assert article(markup).text == "Bridge\n\nIt shut.\n\n• Cracks\n• Rust\n\nWhy?"


def test_numbered_list_has_the_numbers_that_a_browser_prints() -> None:
    markup = "<h1>Bridge</h1><ol start=3><li>Cracks<li>Rust</ol><ol start='-x'><li>Fog</ol>"

    assert article(markup).text.splitlines()[2:] == ["3. Cracks", "4. Rust", "1. Fog"]


def test_item_whose_text_is_a_paragraph_keeps_its_mark() -> None:
    assert article("<h1>Bridge</h1><ul><li><p>Cracks</p><p>Rust</p></li></ul>").text == "Bridge\n\n• Cracks\nRust"


def test_line_break_cells_and_quotation_elements_are_read_as_they_look() -> None:
    markup = "<h1>Bridge</h1><p>One<br>two<table><tr><td>1<td>2</table><p><q>No</q>, he said"

    assert article(markup).text == "Bridge\n\nOne\n\ntwo\n\n1 2\n\n“No”, he said"


def test_white_space_of_the_markup_is_none_of_the_text() -> None:
    markup = "<h1>\n  Bridge\n</h1>\n<p>It\n   <b>shut</b>\t on&nbsp;Monday&shy;s.\u200b"

    assert article(markup).text == "Bridge\n\nIt shut on\u00a0Mondays."


def test_second_headline_is_a_subheading() -> None:
    assert kinds(f"<h1>Bridge closes</h1><p>{BODY}</p><h1>Why</h1><p>{BODY}</p>")[2] == ("subheading", "Why")


def test_entities_are_characters_and_no_markup() -> None:
    assert article("<p>5 &lt; 6 &amp; &lt;script&gt;alert(1)&lt;/script&gt;").text == (
        "5 < 6 & <script>alert(1)</script>"
    )


# what is no article


@pytest.mark.parametrize(
    "junk",
    [
        "<script>junk()</script>",
        "<style>p { junk: 1 }</style>",
        "<noscript>junk</noscript>",
        "<template><p>junk</p></template>",
        "<svg><text>junk</text></svg>",
        "<p hidden>junk</p>",
        '<p aria-hidden="true">junk</p>',
        '<div style="color: red; DISPLAY : none">junk</div>',
        "<nav>junk</nav>",
        "<aside>junk</aside>",
        "<footer>junk</footer>",
        "<form><label>junk</label><input></form>",
        "<button>junk</button>",
        "<div role=navigation>junk</div>",
        '<div class="newsletter-signup">junk</div>',
        '<div id="share_bar">junk</div>',
        "<ul><li><a href=/1>junk</a><li><a href=/2>junk</a><li><a href=/3>junk</a></ul>",
        "<p><a href=/1>Read more: junk</a></p>",
        "<!-- junk -->",
        "<![CDATA[junk]]>",
    ],
)
def test_what_is_not_of_the_article_is_left_out(junk) -> None:
    assert article(f"<h1>Bridge closes</h1>{junk}<p>{LONG}</p>").text == f"Bridge closes\n\n{LONG}"


def test_article_is_found_among_others() -> None:
    teasers = "<article><h2>Train stops</h2></article>" * 3

    assert article(page(f"<article><h1>Bridge</h1><p>{LONG}</article>{teasers}")).text == f"Bridge\n\n{LONG}"


def test_main_is_the_article_where_none_is_marked() -> None:
    markup = page(f"<div>Weather: fog</div><main><h1>Bridge</h1><p>{LONG}</main><div>Contact</div>")

    assert article(markup).text == f"Bridge\n\n{LONG}"


def test_kicker_above_the_headline_is_left_out() -> None:
    assert article(f"<p>News</p><h1>Bridge</h1><p>{LONG}").text == f"Bridge\n\n{LONG}"


def test_page_whose_whole_body_is_named_like_boilerplate_is_read() -> None:
    assert article(f"<div class=promo><h1>Bridge</h1><p>{LONG}</div>").text == f"Bridge\n\n{LONG}"


def test_page_of_nothing_but_boilerplate_is_read_as_it_is() -> None:
    assert article("<nav>Bridge</nav><aside>It shut.</aside>").text == "Bridge\n\nIt shut."


@pytest.mark.parametrize("markup", ["", "<p> </p>", "<script>x</script>", "<!-- x -->", "<title>x</title>"])
def test_page_without_text_is_refused(markup) -> None:
    with pytest.raises(ExtractionError) as refused:
        article(markup)

    assert refused.value.reason == "empty"
    assert str(refused.value) == "No article text was found on this page. Copy the text and paste it instead."


# the title


def test_headline_is_the_title() -> None:
    assert article(page("<h1>Bridge closes</h1><p>It shut.", "<title>Bridge | Courier</title>")).title == (
        "Bridge closes"
    )


def test_title_of_a_page_without_a_headline_is_put_before_its_text() -> None:
    extracted = article(page(f"<p>{BODY}", "<title>Bridge closes for good | Courier</title>"))

    assert (extracted.title, extracted.text) == ("Bridge closes for good", f"Bridge closes for good\n\n{BODY}")


def test_given_title_is_the_headline_and_the_page_s_own_a_subheading() -> None:
    assert extract_html("<h1>Bridge</h1><p>It shut.", title="Closed", limit=LIMIT).text == (
        "Closed\n\nBridge\n\nIt shut."
    )


# what the page says about itself


def test_linked_data_tells_title_date_source_author_and_summary() -> None:
    data = """{"@context": "x", "@graph": [{"@type": "WebSite", "name": "x"}, {
        "@type": ["NewsArticle"], "headline": "Bridge &amp; road", "datePublished": "2024-02-09T23:30:00-05:00",
        "publisher": {"name": "The Courier"}, "author": [{"name": "Ana Ruiz"}, "Tom Ash", "https://example.org"],
        "description": "It shut."}]}"""

    extracted = article(page(f"<p>{BODY}", f'<script type="application/ld+json">{data}</script>'))

    assert (extracted.title, extracted.published) == ("Bridge & road", datetime.date(2024, 2, 9))
    assert (extracted.source, extracted.byline, extracted.standfirst) == (
        "The Courier",
        "Ana Ruiz, Tom Ash",
        "It shut.",
    )


def test_meta_elements_tell_it_where_there_is_no_linked_data() -> None:
    head = """<meta property="og:title" content="Bridge"><meta property="og:site_name" content="The Courier">
        <meta property="article:published_time" content="2024-02-09"><meta name="author" content="Ana Ruiz">
        <meta property="og:description" content="It shut."><link rel="canonical" href="https://example.org/b">"""

    extracted = article(page(f"<p>{BODY}", head))

    assert (extracted.title, extracted.published, extracted.source) == (
        "Bridge",
        datetime.date(2024, 2, 9),
        "The Courier",
    )
    assert (extracted.byline, extracted.standfirst, extracted.url) == ("Ana Ruiz", "It shut.", "https://example.org/b")


def test_date_is_taken_from_what_is_printed_where_nothing_else_tells_it() -> None:
    assert article(f"<h1>Bridge</h1><time datetime='2024-02-09T10:00'>Friday</time><p>{BODY}").published == (
        datetime.date(2024, 2, 9)
    )


@pytest.mark.parametrize("date", ["2024-02-30", "soon", "", "9 February 2024", "2024-02-091"])
def test_date_that_is_none_is_not_known(date) -> None:
    assert article(page(f"<p>{BODY}", f'<meta name="date" content="{date}">')).published is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bridge closes for good - Courier", "Bridge closes for good"),
        ("Bridge closes for good | News | Courier", "Bridge closes for good | News"),
        ("Bridge | The Courier of the whole of the valley", "Bridge | The Courier of the whole of the valley"),
    ],
)
def test_name_of_the_site_is_no_part_of_the_title(title, expected) -> None:
    assert article(page(f"<p>{BODY}", f"<title>{title}</title>")).title == expected


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/bridge", "http://", "https://x/" + "y" * 2000])
def test_address_that_is_none_is_left_out(address) -> None:
    assert article(page(f"<p>{BODY}", f'<link rel="canonical" href="{address}">')).url == ""


@pytest.mark.parametrize(
    "data", ["{", "[" * 10_000, "null", '"x"', '{"@type": 7}', '{"@type": "Article", "author": 7, "headline": ["x"]}']
)
def test_linked_data_that_is_broken_says_nothing(data) -> None:
    extracted = article(page(f"<p>{BODY}", f'<script type="application/ld+json">{data}</script>'))

    assert (extracted.text, extracted.byline, extracted.published) == (BODY, "", None)


# hostile pages


@pytest.mark.parametrize(
    "markup",
    ["<p>Bridge", "<p><b><i>Bridge</p></b>", "<table><p>Bridge", "</p></div>Bridge", "<p class=a class=b>Bridge<"],
)
def test_broken_markup_is_read_as_in_a_browser(markup) -> None:
    assert article(markup).text.startswith("Bridge")


def test_page_nested_thousands_deep_is_refused() -> None:
    with pytest.raises(ExtractionError) as refused:
        article("<div>" * 3000 + "Bridge")

    assert refused.value.reason == "unreadable"
    assert str(refused.value) == (
        "The page is nested too deeply to be read. Copy the article's text and paste that instead."
    )


def test_page_of_too_much_markup_or_text_is_refused() -> None:
    for markup in ("<p>" + "x" * 101, "<p>" + "<i></i>" * 200 + "x"):
        with pytest.raises(ExtractionError) as refused:
            extract_html(markup, limit=100)
        assert refused.value.reason == "too-long"


NAVIGATION = f"<p>{'z' * 40_000}</p>" + "<div class=nav>" * 800
PATTERNS = ["<p>x", "<", "<a href=x>x", "<ol><li>x</ol>", "&amp", "<!--", "<script type=application/ld+json>{</script>"]


@pytest.mark.parametrize(
    "markup",
    [*PATTERNS, "<title> | ", *(NAVIGATION + inside for inside in ("<i>x</i>", "<a>x</a>", "<div>x</div>"))],
    ids=lambda markup: markup[-20:],
)
def test_a_large_hostile_page_is_read_or_refused(markup) -> None:
    opening, pattern = markup[: len(NAVIGATION)], markup.removeprefix(NAVIGATION)
    opening = opening if opening == NAVIGATION else ""

    # work that grows faster than the page would take hours here
    with suppress(ExtractionError):
        found = article(opening + pattern * (100_000 // len(pattern)))
        assert found.text.strip()
