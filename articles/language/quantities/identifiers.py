"""Digits that are no quantities: telephone numbers, addresses, versions, flights, models, sections, seats."""

from __future__ import annotations

import re
from typing import Final

from articles.document import Span
from articles.language.quantities.words import DASHES, Words, forms

_HAS_DIGIT: Final = re.compile(r"\d")
# Every repetition is bounded or over disjoint characters, so that no input makes these slow.
_PATTERNS: Final = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        # addresses of pages and mail
        r"\b(?:https?|ftp)://[^\s<>\"”’]{1,2000} | \bwww\.[^\s<>\"”]{1,2000}",
        r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
        r"(?<![\w.])[a-z0-9-]{1,63}\.(?:com|org|net|gov|edu|co\.uk|io|info)\b(?:/[^\s<>\"”]{0,500})?",
        r"(?<![\w@])[@][\w.]{2,40}",
        # identifiers of machines
        r"(?<![\w.])(?:%7B|\{|X')?[0-9a-fA-F]{8}-?[0-9a-fA-F]{0,12}(?:-[0-9a-fA-F]{4}){2,4}-[0-9a-fA-F]{10,12}(?:\}|%7D|')?",
        r"(?<![\w.-])(?=[0-9a-f]{0,40}[a-f])(?=[a-f]{0,40}\d)[0-9a-fA-F]{24,64}\b | (?<![\w.,-])\d{19,64}\b",
        r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}\b",
        r"(?<![\w:])(?:[0-9a-fA-F]{1,4}:){1,6}:[0-9a-fA-F]{0,4}",
        r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)",
        # telephone numbers: with a country code, in brackets, in groups, after a word for it, or starting with a zero
        r"(?<![\w.])\(?\+\s?\d{1,3}\)?(?:[\s.–-]{0,2}\(?\d{1,9}\)?){2,7}",
        r"(?<![\w.])(?:\d{1,2}\s)?\(\d{2,4}\)[\s.-]{0,2}\d{3,5}[\s.-]?\d{3,5}\b | (?<![\w.])\d{2,3}\)\s?\d{6,8}\b",
        r"(?<![\w.,/-])(?:\d{1,4}[-.])?\d{3}[-.]\d{3}[-.]\d{3,4}(?:\s?(?:x|X|ext\.?)\s?\d{1,6})?(?![\w/-])",
        r"(?<![\w.,/])-?\d{3}\s\d{3}\s\d{4}\b | -\d\(\d{3}\)\d{3}-\d{4}\b",
        r"(?<![\w.,/-])(?:0\d{1,4}|00\d{1,3})(?:[\s-]{1,2}\d{2,9}){1,5}(?![\w/]|[.,]\d)",
        r"(?<![\w.,/-])(?:\d{2,4}[-]){2,6}\d{2,6}(?![\w/-])"
        r"(?<!\b\d{4}-\d\d-\d\d)(?<!\b\d\d-\d\d-\d{4})(?<!\b\d\d-\d\d-\d\d)",
        r"(?<![\w.,/-])\d{2}(?:-\d{2}){3,5}(?![\w/-])",
        r"(?<![\w.,/-])\d{1,2}\s\d{4,5}-\d{4}\b | (?<![\w.,-])\d{3}\s\d{3}\s\d{4}\b",
        r"(?<![\w.,/£€$-])0\d{4,12}(?![\w/]|[.,:-]\d)",
        r"(?:[Pp]hone|[Nn]umber|[Tt]el|[Tt]elephone|[Mm]obile|[Ff]ax|[Cc]all|[Hh]otline|WhatsApp|card|code)"
        r"(?:\snumber)?(?:\sis|\son|\sof|:|\.)?\s{0,2}:?\(?(?P<number>\d[\d\s()./–-]{4,24}\d)",
        # post codes
        r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2}\b | \b[A-Z]\d[A-Z]\s\d[A-Z]\d\b | \b[A-Z]{2}\s\d{5}(?:-\d{4})?\b",
        # street addresses
        r"\b\d{1,5}[A-Za-z]?\s(?:(?:[NSEW]|North|South|East|West|St)\.?\s)?(?:[A-Z][\w’'.-]{1,20}\s){1,3}"
        r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Boulevard|Blvd|Drive|Square|Place|Way|Terrace|Highway|Crescent|Row|Court)\b",
        r"\b(?:Rue|rue|Calle|Via|Avenida|Rua|Jalan|Jl\.?)\s(?:[\w’'.-]{1,20}\s){1,4}\d{1,4}\b",
        # versions, times of a chapter and verse, mixed codes
        r"(?<![\w.])v?\d{1,4}(?:\.\d{1,5}){2,5}(?![\w.]*\d)(?<!\d\d\.\d\d\.\d{4})(?<!\d\.\d\d\.\d{4})(?<!\d\d\.\d\d\.\d\d)",
        r"(?<![\w.,-])[A-Z0-9]{2,12}(?:-[A-Z0-9]{2,12}){0,3}-[A-Z]{1,3}\d[A-Z0-9]{0,10}\b",
        r"(?<![\w.])\d{1,4}/\d{1,3}/\d{4,6}(?![\w/])(?<!\b\d\d/\d\d/\d{4})(?<!\b\d/\d\d/\d{4})(?<!\b\d\d/\d/\d{4})(?<!\b\d/\d/\d{4})",
        r"(?<![\w.,])\d{4,}-\d{1,2}-\d{3}\b | (?<![\w.-])\d{2,4}-\d{1,2}-\d{1,2}-\d{4}\b",
    )
)  # fmt: skip
_FORMATION: Final = re.compile(r"(?<![\w.,/–-])[1-6](?:[–-][1-6]){2,4}(?![\w/–-])")
_OUTFIELD: Final = 10
# the number behind these words names a thing and counts nothing
_NAMING: Final = forms(
    "airbus android annex apartment apollo appendix apt article articles battalion berth boeing brigade catalogue "
    "cf chapter chapters checkpoint clause corinthians corps decree docket episode exhibit exit fig figure flat "
    "fm formula fp galaxy highway interstate iphone junction luke mig motorway nightjet nos ordinance page pages "
    "paragraph platform plot postcode pp precinct proposition psalm psalms regiment resolution row runway "
    "schedule seat section sections sector soyuz squadron studio suite tables terminal tier tu verse version vol "
    "volume vostok ward windows zip"
)
# and behind these where they begin with a capital
_NAMING_IN_CAPITALS: Final = _NAMING | forms(
    "act area bill block box bus camp case category cell channel class district division f file flight floor form "
    "gate grade group house hut il issue john lane law league level line lot mark matthew model p phase pier post "
    "posts radio room rooms route rule rules season stage su super table title track train type unit zone"
)
_LOWER_PREFIXES: Final = forms(
    "mid post pre under over early late since ex sub non anti pro top about to the and a for from by of in age "
    "aged plus half"
)
_UPPER_PREFIXES: Final = forms("mid post pre under over top half early late a")


def identifier_spans(text: str, span: Span) -> list[Span]:
    """The spans of ``text`` within ``span`` that hold identifiers, in no order, possibly overlapping."""
    if not _HAS_DIGIT.search(text, span.start, span.end):
        return []
    found = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text, span.start, span.end):
            group = "number" if "number" in pattern.groupindex else 0
            start, end = match.span(group)
            if start < end:
                found.append(Span(start, end))
    found += (Span(*match.span()) for match in _FORMATION.finditer(text, span.start, span.end) if _is_eleven(match))
    return found


def _is_eleven(match: re.Match[str]) -> bool:
    """Whether digits joined by dashes are how a team lines up: "4-4-2" makes eleven with the goalkeeper."""
    return sum(int(digit) for digit in match.group()[::2]) == _OUTFIELD


def names_a_thing(words: Words, i: int) -> bool:
    """Whether the number at token ``i`` is part of a name or a code by what is written onto it or stands before it."""
    before = words[i - 1]
    if i and words.glued(i):
        if words.is_word(i - 1):
            return True
        if before in DASHES and words.glued(i - 1) and words.is_word(i - 2):
            word = words[i - 2]
            allowed = _UPPER_PREFIXES if words.is_capitalised(i - 2) else _LOWER_PREFIXES
            return word not in allowed and word != "to" and not _is_spelled(word)
        if before in ("/", "_", "=", "@", "&", "\\", "*") and not (before == "=" and i == 1):
            return True
    if before == "of" and words[i - 2] == "group" and words.is_capitalised(i - 2):
        return True
    if before == "." and words[i - 2] in ("nos", "art", "sec", "vol", "p", "pp", "reg", "sect") and words.glued(i - 1):
        return True
    if before in ("№", "§", "#") and len(words[i]) > 3:
        return True
    if words.is_number(i) and before in (_NAMING_IN_CAPITALS if words.is_capitalised(i - 1) else _NAMING):
        return True
    after = words[i + 1]
    return bool(
        words.glued(i + 1)
        and words.is_number(i)
        and words.is_word(i + 1)
        and words.glued(i + 2)
        and words.is_number(i + 2)
        and after not in ("x", "h", "d", "m", "e", "st", "nd", "rd", "th", "q", "to")
    )


def _is_spelled(word: str) -> bool:
    from articles.language.quantities.numerals import number_words

    return word in number_words()
