"""Uploaded files: what they are is told by their bytes, then by their names."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.extraction.extracted import ExtractionError
from articles.extraction.files import ENDINGS, extract_file
from articles.extraction.structure import find_blocks

LIMIT = 100_000
PAGE = "<!DOCTYPE html><html><body><h1>Bridge closes</h1><p>It was shut on Monday &amp; stays so.</body></html>"


def text_of(name: str, data: bytes) -> str:
    return extract_file(name, data, limit=LIMIT).text


@pytest.mark.parametrize("name", ["a.html", "A.HTM", "a.xhtml", "a.txt", "a", "a.md"])
def test_page_is_read_as_a_page_whatever_its_name(name) -> None:
    assert text_of(name, PAGE.encode()) == "Bridge closes\n\nIt was shut on Monday & stays so."


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.pdf", "", "..", "a/b\x00.txt"])
def test_text_is_read_as_text_whatever_its_name(name) -> None:
    assert text_of(name, b"Bridge closes\r\n\r\n<b>5 < 6</b>\r\n") == "Bridge closes\n\n<b>5 < 6</b>"


def test_page_without_markup_is_text_of_one_line() -> None:
    assert text_of("a.html", b"Bridge closes\n\nIt was shut.") == "Bridge closes It was shut."


def test_markdown_keeps_its_marks_and_shows_its_structure() -> None:
    text = text_of("a.md", b"# Bridge closes\n\nIt *shut*.\n\n## Why\n\n- Cracks\n- Rust\n\n> We saw it.\n")

    assert [(block.kind.value, block.span.of(text)) for block in find_blocks(text)] == [
        ("headline", "# Bridge closes"),
        ("paragraph", "It *shut*."),
        ("subheading", "## Why"),
        ("list-item", "- Cracks"),
        ("list-item", "- Rust"),
        ("quote", "> We saw it."),
    ]


def test_page_is_read_in_the_encoding_it_declares() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><h1>Мост</h1><p>Закрыт.</body></html>'

    assert text_of("a.html", page.encode("cp1251")) == "Мост\n\nЗакрыт."


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "rot13", "no-such-charset", "zlib"])
def test_page_that_declares_what_cannot_be_is_read_as_utf_8(charset) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>Café closed</body></html>'

    assert text_of("a.html", page.encode()) == "Café closed"


def test_page_that_declares_latin_1_is_read_as_windows_1252() -> None:
    page = "<html><head><meta charset='iso-8859-1'></head><body><p>“Café”</body></html>"

    assert text_of("a.html", page.encode("cp1252")) == "“Café”"


def test_title_given_goes_before_what_the_file_says() -> None:
    article = extract_file("a.html", PAGE.encode(), title="Bridge shut", limit=LIMIT)

    assert article.title == "Bridge shut"
    assert article.text.startswith("Bridge shut\n\nBridge closes\n\n")


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_empty_file_is_refused(name) -> None:
    with pytest.raises(ExtractionError) as refused:
        extract_file(name, b"\xef\xbb\xbf \r\n", limit=LIMIT)

    assert refused.value.reason == "empty"


MARKUP = """
    <p> </p> <ol> <ul> <li> <h1> </h1> <a> <table><td> <b <!-- &#0; <script> &nbsp; <title> <q> ]]> <br> <blockquote>
    <meta charset=cp037> <figcaption> <div class=nav> </div> <article> <main> <footer> &shy; &lt; <ol start=9>
"""
PIECES = st.sampled_from([*MARKUP.split(), "words ", "Words.", "\x00", "é", "- ", "\n", "By Ana Ruiz", "[AP]"])


@given(
    st.sampled_from([f"a{ending}" for ending in ENDINGS]),
    st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)),
)
@example("a.html", b"&nbsp!")
def test_any_bytes_become_an_article_with_its_blocks_or_are_refused(name, data) -> None:
    assert is_sound(name, data)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_markup_becomes_an_article_with_its_blocks_or_is_refused(markup) -> None:
    assert is_sound("a.html", markup.encode())


def is_sound(name: str, data: bytes) -> bool:
    """Whether the file is refused, or its blocks are sorted, disjoint, trimmed and cover all but white space."""
    try:
        article = extract_file(name, data, limit=LIMIT)
    except ExtractionError:
        return True
    blocks = article.blocks if article.blocks is not None else find_blocks(article.text)
    edges = [edge for block in blocks for edge in (block.span.start, block.span.end)]
    gaps = zip([0, *edges[1::2]], [*edges[::2], len(article.text)], strict=True)
    return (
        edges == sorted(edges)
        and all(block.span.of(article.text) == block.span.of(article.text).strip() for block in blocks)
        and not any(article.text[start:end].strip() for start, end in gaps)
    )
