"""Uploaded files: encodings and binary files told by their bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.extracted import ExtractionError
from articles.extraction.files import extract_file

TEXT = "Ferries run aground\n\nTwo ferries — “both” — ran aground off Café Zürich."
LIMIT = 10_000


def text_of(data: bytes, name: str = "article.txt") -> str:
    return extract_file(name, data, limit=LIMIT).text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_read_in_its_encoding(encoding):
    assert text_of(TEXT.encode(encoding)) == TEXT


def test_stray_windows_bytes_in_utf_8_are_read_one_by_one():
    assert text_of(TEXT.encode() + b" Caf\xe9") == TEXT + " Café"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028"])
def test_every_line_break_becomes_a_line_feed(line_break):
    assert text_of(TEXT.replace("\n", line_break).encode()) == TEXT


def test_nul_bytes_and_lone_surrogates_are_dropped():
    assert text_of(b"A title\n\nThe wo\x00rds\xed\xa0\x80 of it") == "A title\n\nThe words of it"


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 text", b"PK\x03\x04 words", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 8, b"\x00" * 500],
    ids=["pdf", "zip", "png", "every byte", "nul bytes"],
)
def test_binary_file_with_a_text_name_is_refused(data):
    with pytest.raises(ExtractionError) as refusal:
        extract_file("article.txt", data, limit=LIMIT)

    assert refusal.value.reason == "binary"


def test_file_in_an_encoding_that_cannot_be_told_is_refused():
    with pytest.raises(ExtractionError) as refusal:
        extract_file("article.txt", "Привет, как дела сегодня".encode("koi8-r"), limit=LIMIT)

    assert refusal.value.reason == "unreadable"


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf"], ids=["nothing", "white space", "only a mark"])
def test_file_without_words_is_refused(data):
    with pytest.raises(ExtractionError) as refusal:
        extract_file("article.txt", data, limit=LIMIT)

    assert refusal.value.reason == "empty"


def test_text_over_the_limit_is_refused_with_both_numbers():
    with pytest.raises(ExtractionError, match="12,000 characters, and an article may have 10,000") as refusal:
        extract_file("article.txt", b"a" * 12_000, limit=LIMIT)

    assert refusal.value.reason == "too-long"


@pytest.mark.parametrize("name", ["article.html", "article.txt"])
def test_file_that_opens_like_a_page_is_read_as_a_page(name):
    page = b"<!DOCTYPE html><title>Ferries run aground</title><p>Two ferries ran aground."

    assert text_of(page, name) == "Ferries run aground\n\nTwo ferries ran aground."


def test_page_is_read_in_the_encoding_that_it_declares():
    page = '<meta charset="windows-1251"><h1>Заголовок</h1><p>Текст.'.encode("cp1251")

    assert text_of(page, "article.html") == "Заголовок\n\nТекст."


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_bytes_give_an_article_or_a_sentence_for_the_user(data, name):
    try:
        text = extract_file(name, data, limit=LIMIT).text
    except ExtractionError as refusal:
        text = str(refusal)

    assert text.strip() == text != ""
    assert text.encode().decode() == text
