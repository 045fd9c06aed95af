"""Pieces of one name put together again, before each is looked at alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from articles.document import Label, Span
from articles.language.entities.candidates import Candidate
from articles.language.entities.forms import words_of
from articles.language.lexicon import rows, words
from articles.language.lexicon.head_words import hinted_label

_DANGLING: Final = re.compile(
    r"(?:^|[ \xa0])(?:of|for|and|OF|FOR|AND|&)(?:[ \xa0](?:the|THE))?[ \xa0]*$|^(?:The|THE)[ \xa0]*$"
)
_ARTICLE: Final = re.compile(r"[ \xa0]*(?:the[ \xa0]|THE[ \xa0])?")
_YEAR: Final = re.compile(r",? (?:1[5-9]|20)\d\d\b(?![-–]\d)")
_BODY_BEHIND: Final = re.compile(
    r"[ \xa0](?:Government|Army|Navy|Air Force|Parliament|Senate|Congress|Police|Tourism|Cabinet|Coast Guard|"
    r"Supreme Court|High Court|Red Cross|Red Crescent|Football Association|Olympic Committee)\b"
)


def joined(text: str, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates, sorted by start, with what belongs together joined and what belongs to a name added."""
    held: Candidate | None = None
    for candidate in candidates:
        if held is None:
            held = candidate
            continue
        label = _label_of_both(text, held, candidate)
        if label is not None:
            span = Span(held.span.start, candidate.span.end)
            held = Candidate(span, label, min(held.score, candidate.score))
            continue
        yield _extended(text, held)
        held = candidate
    if held is not None:
        yield _extended(text, held)


def _label_of_both(text: str, left: Candidate, right: Candidate) -> Label | None:
    """The label of the name that two neighbours make together; None if they are two names."""
    if right.span.start < left.span.end or right.span.start - left.span.end > 8:
        return None
    gap = text[left.span.end : right.span.start]
    if _ARTICLE.fullmatch(gap) and _lacks_its_end(left.span.of(text), gap, right.span.of(text), left.label):
        return left.label
    if _closes_what_opens(left.span.of(text) + gap, right.span.of(text)):
        # Resource Management (Enabling Housing Supply) Amendment Act
        return right.label
    if gap not in (" ", "\xa0"):
        return Label.ORG if gap == " at " and left.span.of(text).startswith("University of ") else None
    if left.label is right.label is Label.PERSON and not re.search(r"\s", left.span.of(text) + right.span.of(text)):
        return Label.PERSON
    if left.label in (Label.NORP, Label.GPE) and right.label is Label.ORG and _is_body(right.span.of(text)):
        # Turkish + Defence Ministry
        return Label.ORG
    return None


def _lacks_its_end(left: str, gap: str, right: str, label: Label) -> bool:
    """Whether ``left`` breaks off at a small word that ``right`` goes on from."""
    dangling = _DANGLING.search(left[-12:])
    if not dangling or label is Label.EVENT:
        return False
    if "and" not in dangling.group().lower() and "&" not in dangling.group():
        return True
    # Environment and + Water Ministry, Islamic State of Iraq and + the Levant; but two bodies side by side stay two
    is_body = hinted_label(right if " " in right else f"- {right}") is Label.ORG
    if "the" in (dangling.group() + gap).lower():
        return not is_body and " of " in left
    return is_body and hinted_label(left[: -len(dangling.group())].strip()) is None


def _closes_what_opens(left: str, right: str) -> bool:
    """Whether a bracket that opens at the end of ``left``, or with ``right``, closes inside ``right``."""
    begins_with_it = right.startswith("(") and left[-1:] in (" ", "\xa0")
    if not begins_with_it and left[-2:] not in (" (", "\xa0("):
        return False
    return ")" in right[1:-1] and right.count("(") == begins_with_it


def _is_body(name: str) -> bool:
    parts = words_of(name)
    return len(parts) > 1 and all(word in words("generic_bodies") | words("small_words") for word in parts)


def _extended(text: str, candidate: Candidate) -> Candidate:
    """The candidate with its year, body or event behind it: "World Cup" 2018, "UK" Government, "Syrian" civil war."""
    start, end = candidate.span.start, candidate.span.end
    if candidate.label in (Label.EVENT, Label.LAW):
        year = _YEAR.match(text, end)
        if year and (candidate.label is Label.LAW or not year.group().startswith(",")):
            return replace(candidate, span=Span(start, year.end()))
    if candidate.label in (Label.NORP, Label.GPE):
        if body := _BODY_BEHIND.match(text, end):
            return replace(candidate, span=Span(start, body.end()), label=Label.ORG)
        event = _event_behind().match(text, end)
        if event and text[max(0, start - 4) : start].lower().strip("\xa0 ") == "the":
            return replace(candidate, span=Span(start, event.end()), label=_event_nouns()[event.group("noun")])
    return candidate


@cache
def _event_nouns() -> dict[str, Label]:
    return {noun: Label(label) for noun, label in rows("event_nouns")}


@cache
def _event_behind() -> re.Pattern[str]:
    nouns = "|".join(_event_nouns())
    return re.compile(
        rf"(?:[ \xa0](?:civil|independence|border|hostage|debt|refugee|lantern|film|music|peace|nuclear)){{0,2}}"
        rf"[ \xa0](?P<noun>{nouns})\b"
    )
