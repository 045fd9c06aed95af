"""Bytes become text in the encoding they were written in, or are refused with a sentence."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.extraction.encoding import decode
from articles.extraction.extracted import ExtractionError

WESTERN = "The café on the bridge is closed, Müller said: nobody was told. It had stood there for thirty years."
TYPESET = "The “café” on the bridge is closed — it took €5 a cup… and nobody’s been told why it’s shut since June."
ANY = "The café on the bridge is closed. 🚢 Ναυτία, שלום, Мост закрыт."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_as_it_was_written(encoding) -> None:
    assert decode(ANY.encode(encoding)) == ANY


@pytest.mark.parametrize(("mark", "encoding"), [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")])
def test_byte_order_mark_tells_utf_16(mark, encoding) -> None:
    assert decode(mark + ANY.encode(encoding)) == ANY


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(encoding) -> None:
    assert decode(TYPESET.encode(encoding)) == TYPESET


@pytest.mark.parametrize(("text", "encoding"), [(WESTERN, "latin-1"), (WESTERN, "cp1252"), (TYPESET, "cp1252")])
def test_bytes_of_one_character_each_are_read_as_windows_1252(text, encoding) -> None:
    assert decode(text.encode(encoding)) == text


def test_utf_8_with_a_few_bytes_of_windows_1252_is_still_utf_8() -> None:
    assert decode("Müller’s café, ".encode() + "naïve".encode("cp1252")) == "Müller’s café, naïve"


def test_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode("Мост закрыт".encode("koi8-r"), declared="koi8-r") == "Мост закрыт"
    assert decode("Мост".encode(), declared="ascii") == "Мост"
    assert decode("Мост".encode(), declared="no-such-encoding") == "Мост"


def test_few_zeros_and_lone_surrogates_make_no_binary_file() -> None:
    assert decode(f"{WESTERN}\x00".encode()) == f"{WESTERN}\x00"
    assert decode(WESTERN.encode() + b"\xed\xa0\x80") == f"{WESTERN}\ud800"


@pytest.mark.parametrize(
    ("opening", "what"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"PK\x03\x04\x14\x00", "a Word, OpenDocument or ZIP file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word or Office file"),
        (b"{\\rtf1\\ansi", "a rich text (RTF) file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"GIF89a", "a picture"),
        (b"\x1f\x8b\x08", "a compressed file"),
    ],
)
def test_known_kind_of_file_is_named(opening, what) -> None:
    with pytest.raises(ExtractionError) as refused:
        decode(opening + b" and so on")

    assert refused.value.reason == "binary"
    assert str(refused.value) == f"This is {what}, not plain text. Save it as text (.txt) and upload that."


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02\x01\x01" + bytes(500), bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 100, bytes(1000)]
)
def test_binary_file_is_refused(data) -> None:
    with pytest.raises(ExtractionError) as refused:
        decode(data)

    assert refused.value.reason == "binary"
    assert str(refused.value) == "This is not a text file. Save the article as text (.txt) and upload that."


def test_text_in_an_encoding_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(ExtractionError) as refused:
        decode("Мост через реку закрыт с понедельника".encode("iso8859-5"))

    assert refused.value.reason == "unreadable"
    assert str(refused.value) == (
        "The characters of this file cannot be told. Save it with the encoding UTF-8 and upload it again."
    )


@given(st.binary(max_size=400), st.sampled_from([None, "cp1251", "utf-8", "shift_jis", "no-such-encoding"]))
def test_any_bytes_are_text_or_refused(data, declared) -> None:
    try:
        text = decode(data, declared=declared)
    except ExtractionError:
        return
    assert len(text) <= len(data)


@given(st.text(min_size=1).filter(lambda text: not any(c < " " or c == "\x7f" for c in text)))
def test_utf_8_with_a_mark_is_always_read_as_it_was_written(text) -> None:
    assert decode(text.encode("utf-8-sig")) == text
