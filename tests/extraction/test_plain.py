"""Pasted text becomes an article: cleaned once, with its title as the first line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.document import BlockKind
from articles.extraction.extracted import ExtractionError, clean, one_line
from articles.extraction.plain import extract_text
from articles.extraction.structure import find_blocks

LIMIT = 100_000
BODY = "The bridge was closed on Monday, and nobody said why."


def extracted(text: str, title: str = "") -> tuple[str, str]:
    article = extract_text(text, title=title, limit=LIMIT)
    return article.title, article.text


# cleaning


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_break_becomes_a_line_feed(line_break) -> None:
    assert clean(f"one{line_break}two{line_break}{line_break}three") == "one\ntwo\n\nthree"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x9d", "\ud800", "\ufeff", "\ufdd0", "\ufffe"])
def test_characters_that_are_no_text_are_dropped(character) -> None:
    assert clean(f"{character}Bri{character}dge{character}") == "Bridge"


@pytest.mark.parametrize(
    "words",
    [
        "tab\tand  two spaces",
        "no\u00a0break",
        "e\u0301 and \u00e9",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f",
        "\u05e9\u05dc\u05d5\u05dd \u200f\u0645\u0631\u062d\u0628\u0627",
        "\ufb01ne \u2460",
    ],
)
def test_all_that_is_text_stays_as_it_is(words) -> None:
    assert clean(words) == words


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_clean_text_is_clean(text) -> None:
    cleaned = clean(text)

    assert clean(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert not {"\x00", "\r", "\ufeff"} & set(cleaned)


def test_one_line_has_single_spaces() -> None:
    assert one_line(" The\r\n\tCourier\ufeff ") == "The Courier"


# the title


def test_title_is_put_before_the_text_with_a_blank_line() -> None:
    assert extracted(BODY, "Bridge closes") == ("Bridge closes", f"Bridge closes\n\n{BODY}")


def test_title_that_is_the_first_line_is_not_repeated() -> None:
    text = f"Bridge closes\n\n{BODY}"

    assert extracted(text, "  Bridge   closes ") == ("Bridge closes", text)


@pytest.mark.parametrize("title", ["BRIDGE CLOSES - 'FOR GOOD'", "Bridge closes \u2014 \u2018for good\u2019"])
def test_title_in_other_capitals_and_marks_is_taken_as_it_is_printed(title) -> None:
    text = f"Bridge closes - 'for good'\n{BODY}"

    assert extracted(text, title) == ("Bridge closes - 'for good'", text)


def test_title_that_is_broken_over_lines_is_not_repeated() -> None:
    text = f"Bridge closes\nfor good\n\n{BODY}"

    assert extracted(text, "Bridge closes for good") == ("Bridge closes for good", text)


def test_title_that_only_begins_like_the_text_is_put_before_it() -> None:
    text = f"Bridge closes\n\nfor good\n\n{BODY}"

    assert extracted(text, "Bridge closes for good")[1] == f"Bridge closes for good\n\n{text}"
    assert extracted(text, "Bridge")[1] == f"Bridge\n\n{text}"


def test_title_is_one_line() -> None:
    assert extracted(BODY, "Bridge\r\ncloses\u2028early")[1] == f"Bridge closes early\n\n{BODY}"


@pytest.mark.parametrize("title", ["", "  ", "\ufeff", "\x00\n"])
def test_empty_title_is_taken_from_the_first_line(title) -> None:
    assert extracted(f"\n\n  Bridge closes  \n{BODY}\n", title) == ("Bridge closes", f"Bridge closes  \n{BODY}")


def test_first_line_that_is_a_chapter_gives_a_short_title() -> None:
    line = "The bridge was closed, " * 100

    title, text = extracted(line)

    assert text == line.strip()
    assert title.endswith("…")
    assert len(title) <= 301
    assert text.startswith(title[:-1])


def test_first_line_of_one_endless_word_gives_a_short_title() -> None:
    assert extracted("x" * 1000) == ("x" * 300 + "…", "x" * 1000)


def test_title_of_ten_thousand_characters_is_the_headline() -> None:
    title = ("Bridge closes. " * 667)[:10_000].strip()

    article = extract_text(BODY, title=title, limit=LIMIT)

    assert (article.title, article.text) == (title, f"{title}\n\n{BODY}")
    assert article.blocks is not None
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks] == [
        (BlockKind.HEADLINE, title),
        (BlockKind.PARAGRAPH, BODY),
    ]


@pytest.mark.parametrize("title", ["- closed", "1. Bridge", "By Ana Ruiz", "LISSE (AP) —", "Photo: Jo May/AP"])
def test_given_title_is_the_headline_whatever_it_reads_like(title) -> None:
    blocks = extract_text(BODY, title=title, limit=LIMIT).blocks

    assert blocks is not None
    assert blocks[0].kind is BlockKind.HEADLINE


# limits


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The text is empty. Add the words of the article and try again."),
        ("\ufeff\x00", "The text is empty. Add the words of the article and try again."),
        (" \t\r\n\u00a0\u2003", "There is only white space in it. Add the words of the article and try again."),
    ],
)
def test_text_without_a_word_is_refused(text, message) -> None:
    with pytest.raises(ExtractionError) as refused:
        extract_text(text, title="Bridge closes", limit=LIMIT)

    assert (refused.value.reason, str(refused.value)) == ("empty", message)


def test_text_over_the_limit_is_refused() -> None:
    assert extract_text("x" * 1000, limit=1000).text == "x" * 1000

    with pytest.raises(ExtractionError) as refused:
        extract_text("x" * 1001, limit=1000)

    assert refused.value.reason == "too-long"
    assert str(refused.value) == (
        "The text has 1,001 characters, and an article may have 1,000. Split it into several articles."
    )


def test_title_counts_against_the_limit() -> None:
    with pytest.raises(ExtractionError, match="1,007 characters"):
        extract_text("x" * 1000, title="Title", limit=1000)


def test_one_line_of_two_hundred_thousand_characters_is_an_article() -> None:
    line = "The bridge was closed. " * 8696

    article = extract_text(line, limit=1_000_000)

    assert article.text == line.strip()
    assert [block.span.of(article.text) for block in find_blocks(article.text)] == [article.text]


# any text


@given(st.text(alphabet=st.characters(exclude_categories=())), st.text(max_size=40))
def test_any_text_becomes_a_clean_article_or_is_refused(text, title) -> None:
    try:
        article = extract_text(text, title=title, limit=60)
    except ExtractionError:
        return
    assert article.text == clean(article.text).strip()
    assert 0 < len(article.text) <= 60
    assert article.title == one_line(article.title) != ""


@given(st.text(), st.text(max_size=40))
def test_title_is_not_put_twice(text, title) -> None:
    try:
        once = extract_text(text, title=title, limit=LIMIT)
    except ExtractionError:
        return

    assert extract_text(once.text, title=title, limit=LIMIT).text == once.text
