"""Spellings of a name reduced to what two of them must share to be the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from articles.document import Span
from articles.language.lexicon import words

_MARKS: Final = re.compile(r"[\"“”„«»‘’'`ʻʿ.]")
_SPACE: Final = re.compile(r"[\s\xa0]+")


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """``name`` without case, accents, quotation marks, stops and repeated white space; a leading "the" goes too."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("Ł", "L"))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = _SPACE.sub(" ", _MARKS.sub("", plain).casefold()).strip()
    return plain.removeprefix("the ")


@lru_cache(maxsize=50_000)
def words_of(name: str) -> tuple[str, ...]:
    """The words of the folded name."""
    return tuple(fold(name).split())


def is_acronym(name: str) -> bool:
    """Whether ``name`` looks like initials: 2 to 8 letters without space, two of them capitals ("HTS", "AU", "BoJ")."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 8 and letters.isalnum() and letters[0].isupper() and sum(map(str.isupper, letters)) >= 2


def initials(name: str) -> frozenset[str]:
    """The acronyms that may stand for ``name``: first letters with and without small words, folded.

    Parts of hyphenated words count in a variant of their own.
    """
    plain = fold(name).replace("&", " and ").replace("/", " ").replace(",", " ").replace("(", " ").replace(")", " ")
    found = set()
    for text in (plain, plain.replace("-", " ")):
        every = text.split()
        great = [word for word in every if word not in words("small_words")]
        for chosen in (every, great):
            if len(chosen) > 1:
                found.add("".join(word[0] for word in chosen))
    return frozenset(found)


_INTO_BRACKETS: Final = re.compile(r"[’']?s?[”\"’']?[ \xa0]?[(\[][“\"]?(?:the |or |hereafter )?")
_INTO_APPOSITION: Final = re.compile(r"[”\"]?, (?:or|known as|also known as|known by its initials)(?: the)? [“\"]?")


def beside_in_brackets(text: str, name: Span, other: Span) -> bool:
    """Whether ``other`` stands in brackets right behind ``name``, or after ", or" and the like."""
    if not 0 <= other.start - name.end <= 32:
        return False
    if _INTO_BRACKETS.fullmatch(text, name.end, other.start):
        return text[other.end : other.end + 1] in tuple(')]”";,')
    return bool(_INTO_APPOSITION.fullmatch(text, name.end, other.start))
