"""Titles of works by their quotation marks: the song "Our House", her paper, "Four decades of ice loss", also ..."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from articles.document import Label, Span
from articles.language.entities.candidates import Candidate
from articles.language.lexicon import words

# how sure such a title is, measured on our own articles
SCORE: Final = 0.85
_KINDS: Final = "|".join(sorted(words("works")))
_TITLE: Final = re.compile(
    rf"\b(?:{_KINDS})(?P<comma>,)?(?: called| titled| entitled| named)? [“\"]"
    r"(?P<title>[^“”\"\n]{2,90}?)(?P<inside>,)?[”\"](?P<outside>,)?"
)


def with_works(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates, sorted by start, with quoted titles in place of what was found inside them."""
    works = list(_works(text))
    kept = [one for one in candidates if not any(one.span.overlaps(work.span) for work in _near(one.span, works))]
    return sorted((*kept, *works), key=lambda one: (one.span.start, -one.span.end))


def _works(text: str) -> Iterator[Candidate]:
    for match in _TITLE.finditer(text):
        parts = match.group("title").split()
        if not parts:
            continue
        is_title_case = sum(part[0].isupper() for part in parts) * 2 > len(parts)
        is_apposition = match.group("comma") and (match.group("inside") or match.group("outside"))
        if is_title_case or (is_apposition and parts[0][0].isupper()):
            yield Candidate(Span(*match.span("title")), Label.WORK_OF_ART, SCORE)


def _near(span: Span, works: Sequence[Candidate]) -> Sequence[Candidate]:
    """The works that may meet ``span``: the last that begins before its end, and the one before that."""
    index = bisect_left(works, span.end, key=lambda work: work.span.start)
    return works[max(0, index - 2) : index]
