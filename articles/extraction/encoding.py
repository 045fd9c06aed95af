"""Bytes -> text: which encoding they are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import re

from articles.extraction.extracted import ExtractionError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_FILES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word, OpenDocument or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_SINGLE_BYTES = "articles.windows-1252"
_GAPS = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_LEGACY_NEVER = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(r"[\x80-\U0010ffff]")
# Shares of characters that text in the encoding does not reach: a few stray NUL bytes make no binary file.
_MOST_CONTROLS = 0.1
_MOST_LEGACY_CONTROLS = 0.01
_MOST_LEGACY_HIGH = 0.4


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of ``data``: by byte order mark, as ``declared``, as UTF-8, as clear UTF-16, else as Windows-1252.

    ``declared`` is believed only if it fits. Lone surrogates and control characters are left in, for ``clean`` to drop.
    Raises :class:`ExtractionError` for binary files and for encodings that cannot be told.
    """
    for opening, name in _KNOWN_FILES:
        if data.startswith(opening):
            raise ExtractionError("binary", f"This is {name}, not plain text. Save it as text (.txt) and upload that.")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _readable(data[len(mark) :].decode(encoding, errors="replace"))
    wide = _clear_utf_16(data)
    if wide is not None:
        return _readable(data.decode(wide, errors="replace"))
    for name in filter(None, (declared, "utf-8")):
        text = _strictly(data, name)
        if text is not None:
            return _readable(text)
    return _legacy(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding, errors="surrogatepass" if encoding == "utf-8" else "strict")
    except (UnicodeDecodeError, LookupError):
        return None


def _clear_utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark: Western text then has a NUL in nearly every second byte, and hardly one in the others."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _legacy(data: bytes) -> str:
    """Windows-1252; or UTF-8 with a few bytes of it, as when two files were put together."""
    replaced = data.decode("utf-8", errors="replace")
    strays = replaced.count("\ufffd")
    if len(_HIGH.findall(replaced)) - strays > strays:
        return data.decode("utf-8", errors=_SINGLE_BYTES)
    if len(_LEGACY_NEVER.findall(data)) > len(data) * _MOST_LEGACY_CONTROLS:
        raise _binary()
    text = data.decode("cp1252", errors=_SINGLE_BYTES)
    if len(_HIGH.findall(text)) > len(text) * _MOST_LEGACY_HIGH:
        raise ExtractionError(
            "unreadable",
            "The characters of this file cannot be told. Save it with the encoding UTF-8 and upload it again.",
        )
    return text


def _single_bytes(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that the encoding does not know as Windows-1252, or as what Latin-1 has in the gaps of that."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    characters = (bytes([byte]) for byte in bad)
    return "".join(c.decode("latin-1" if c in _GAPS else "cp1252") for c in characters), error.end


codecs.register_error(_SINGLE_BYTES, _single_bytes)


def _readable(text: str) -> str:
    if len(_CONTROLS.findall(text)) > len(text) * _MOST_CONTROLS:
        raise _binary()
    return text


def _binary() -> ExtractionError:
    return ExtractionError("binary", "This is not a text file. Save the article as text (.txt) and upload that.")
