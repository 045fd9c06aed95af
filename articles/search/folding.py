"""Text without its case and accents, character for character, so that offsets stay. Plain Python."""

from __future__ import annotations

import unicodedata
from typing import Final


def _plain(character: str) -> str:
    """The letter beneath the accents, in lower case; ``character`` itself where that is not one character."""
    plain = unicodedata.normalize("NFD", character)
    lower = plain[0].lower() if all(unicodedata.combining(mark) for mark in plain[1:]) else character.lower()
    return lower if len(lower) == 1 else character


# Latin, Greek, Cyrillic and the rest of what has accents or case below the symbols, and Latin extended additional
_TABLE: Final = {
    code: plain
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x590), *range(0x10A0, 0x1100), *range(0x1E00, 0x2000))
    if (plain := _plain(chr(code))) != chr(code)
}


def fold(text: str) -> str:
    """``text`` in lower case and without accents; of the same length, so that every offset stays."""
    return text.translate(_TABLE)
