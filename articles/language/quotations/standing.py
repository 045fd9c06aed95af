"""Which contents stand as quotations: scare quotes, terms, titles, hearsay and thoughts are sorted out here."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from articles.document import BlockKind, QuotationType, Span
from articles.language.lexicon.function_words import function_words
from articles.language.quotations.attribution import Reported
from articles.language.quotations.phrases import is_cue
from articles.language.quotations.reporting import is_directive, is_finding, is_naming, is_reporting_noun, is_thought
from articles.language.quotations.words import Words

# fewer words in the marks of a headline are a word held at a distance
_FEWEST_WORDS: Final = 3
# so few words in marks must stand beside their reporting word, or after a colon, a comma or one of these
_SHORT: Final = 5
_NEAR: Final = 2
_LEAD_IN: Final = frozenset({"that", "as", "with"})
_IMPERSONAL: Final = re.compile(r"\b(?:is|are|was|were|be|been)\s\Z")
# "let's just say he is late"
_SUPPOSING: Final = re.compile(r"\b[Ll]et(?:[’']s| us) (?:just )?\Z")
_WONDERING: Final = frozenset({"wondered", "wonders"})
_WORD: Final = re.compile(r" ([a-z]+)\b")
_MEASURES: Final = function_words("measure")
# a clause whose cue the lexicon does not know must be surer than this
_SURE: Final = 0.9
_LEAST_SCORE: Final = 0.6
_TITLES: Final = frozenset({BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.SUBHEADING, BlockKind.QUOTE})
_PHRASES: Final = frozenset({"according to", "in the words of", "as", "per"})


def standing(words: Words, outer: Sequence[Reported]) -> list[Reported]:
    """The contents that stand: those with a reporting word, and those that need none."""
    kept: list[Reported] = []
    for each in outer:
        if each.cue is None:
            stands = _stands_alone(words, each, kept[-1] if kept else None)
        elif each.content.type is QuotationType.DIRECT:
            stands = not _is_aloof(words.text, each, each.cue)
        else:
            stands = _is_said(words, each, each.cue)
        if stands:
            kept.append(each)
    return kept


def is_optional(words: Words, each: Reported) -> bool:
    """Whether a quotation is of the kinds that the annotation guidelines neither ask for nor forbid.

    Those are directives and promises with an infinitive, findings, noun cues, and headlines and pull quotes without a
    reporting word.
    """
    text, cue = words.text, each.cue
    if cue is None:
        return words.blocks[words.block(each.content.span.start)].kind in _TITLES
    word = cue.of(text)
    if each.content.type is not QuotationType.DIRECT:
        if is_finding(word) or is_reporting_noun(word):
            return not is_cue_of_speech(words, cue)
        return is_directive(word) and text.startswith(("to ", "not to "), each.content.span.start)
    return False


def is_cue_of_speech(words: Words, cue: Span) -> bool:
    """Whether a word that is both noun and verb, or finding and speech, has the form of a verb of speech."""
    lower = cue.of(words.text).lower()
    return not is_finding(lower) and (lower.endswith(("ed", "ing")) or lower in ("said", "told", "wrote"))


def _stands_alone(words: Words, each: Reported, before: Reported | None) -> bool:
    """Whether a content without a reporting word is a quotation.

    A clause is one only in a headline; a passage in marks where it begins a sentence, follows a colon, or goes on a
    quotation after its reporting clause. Inside a sentence it is a term, a title or a word held at a distance.
    """
    start = each.content.span.start
    if words.blocks[words.block(start)].kind is BlockKind.HEADLINE:
        return each.speaker is not None or len(each.content.span.of(words.text).split()) >= _FEWEST_WORDS
    if each.content.type is not QuotationType.DIRECT:
        return False
    mark = words.text[max(start - 3, 0) : start].rstrip(" ")[-1:]
    if mark == ",":
        return before is not None and words.sentence(before.content.span.end - 1) == words.sentence(start)
    return not mark.isalnum()


def _is_aloof(text: str, each: Reported, cue: Span) -> bool:
    """Whether a few words in marks are too far from their reporting word to be what was said."""
    span = each.content.span
    if is_naming(cue.of(text)) or cue.end > span.start or len(span.of(text).split()) > _SHORT:
        return False
    between = text[cue.end : span.start].split()
    return len(between) > _NEAR and not between[-1].endswith((":", ",", "—", "–", "-")) and between[-1] not in _LEAD_IN


def _is_said(words: Words, each: Reported, cue: Span) -> bool:
    """Whether a clause is reported speech: by somebody, not thought, and under a cue that is one."""
    text = words.text
    word = cue.of(text)
    if _IMPERSONAL.search(text, max(cue.start - 12, 0), cue.start) and text.startswith(" to ", cue.end):
        # "is said to live there", "was told to leave"
        return False
    if is_thought(word) or each.content.score < _LEAST_SCORE:
        return False
    if _SUPPOSING.search(text, max(cue.start - 14, 0), cue.start):
        return False
    if word.lower() in _WONDERING and each.content.span.start < cue.start:
        # "they wondered who would pay" is asked, "why am I here, she wondered" thought
        return False
    if word.lower() == "according to" and (measure := _WORD.match(text, cue.end)) and measure.group(1) in _MEASURES:
        # "seated according to age"
        return False
    known = is_cue(words, bisect_left(words.starts, cue.start)) or word.lower() in _PHRASES or is_reporting_noun(word)
    return known or each.content.score > _SURE
