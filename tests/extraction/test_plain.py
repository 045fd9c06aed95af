"""Pasted text: cleaned once, its headline in front."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.document import BlockKind
from articles.extraction.extracted import ExtractionError, clean
from articles.extraction.plain import extract_text
from articles.extraction.structure import find_blocks

BODY = "Two ferries ran aground off the southern cape.\n\nNobody was hurt."


def article(text: str, title: str = "") -> tuple[str, str]:
    extracted = extract_text(text, title=title, limit=100_000)
    return extracted.title, extracted.text


def test_title_is_put_before_the_text_once():
    once = article(BODY, "Ferries run aground")

    assert once == ("Ferries run aground", f"Ferries run aground\n\n{BODY}")
    assert article(once[1], "Ferries run aground") == once


@pytest.mark.parametrize("title", ["Ferries’ “bad” day", 'ferries\' "bad"  day', ' Ferries\' "bad"\nday '])
def test_title_that_the_text_prints_in_another_way_is_there(title):
    assert article(f'Ferries\' "bad" day\n\n{BODY}', title) == (
        'Ferries\' "bad" day',
        f'Ferries\' "bad" day\n\n{BODY}',
    )


def test_title_printed_over_two_lines_is_there():
    text = f"Ferries run\naground\n\n{BODY}"

    assert article(text, "Ferries run aground") == ("Ferries run aground", text)


def test_first_line_that_only_begins_like_the_title_is_not_the_title():
    text = f"Ferries run aground again\n\n{BODY}"

    assert article(text, "Ferries run aground") == ("Ferries run aground", f"Ferries run aground\n\n{text}")


def test_empty_title_is_taken_from_the_first_line():
    assert article(f"\n  Ferries run aground \n\n{BODY}") == (
        "Ferries run aground",
        f"Ferries run aground \n\n{BODY}",
    )


def test_title_taken_from_an_endless_line_is_shortened():
    title, text = article("word " * 5_000)

    assert (title, text) == ("word " * 58 + "word…", ("word " * 5_000).strip())


def test_title_of_ten_thousand_characters_is_the_headline():
    title = "word " * 1_999 + "words"

    extracted = extract_text(BODY, title=title, limit=100_000)

    first = find_blocks(extracted.text, title=extracted.title)[0]
    assert (first.kind, first.span.of(extracted.text)) == (BlockKind.HEADLINE, title)


@pytest.mark.parametrize("text", ["", " \n\t ", "\x00\ufeff"])
def test_text_without_words_is_refused_even_with_a_title(text):
    with pytest.raises(ExtractionError) as refusal:
        extract_text(text, title="Ferries", limit=100)

    assert refusal.value.reason == "empty"


def test_limit_counts_the_title():
    with pytest.raises(ExtractionError, match="11 characters, and an article may have 10") as refusal:
        extract_text("words", title="Head", limit=10)

    assert refusal.value.reason == "too-long"


@pytest.mark.parametrize("words", ["cafe\u0301", "\u202bمرحبا\u202c", "👩‍👩‍👧 🇹🇷", "a\u00adb", "x\u00a0y"])
def test_no_word_is_changed(words):
    assert article(f"A title\n\n{words}")[1] == f"A title\n\n{words}"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
