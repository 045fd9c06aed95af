"""Which word reports a content, and what in the text names its speaker: both by closeness inside one sentence.

The encoder says where cues and speakers are; which belongs to which content, and where the noun phrase of a speaker
begins and ends, is decided here. Where the encoder saw nothing, the lexicon and the grammar of a reporting clause help.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from articles.document import Mention, QuotationType, Span
from articles.language.lexicon.function_words import function_words
from articles.language.quotations.content import Content
from articles.language.quotations.phrases import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    cue_end,
    is_adverb,
    is_cue,
    may_be_verb,
)
from articles.language.quotations.reporting import is_base_form, is_directive, is_naming, is_reporting_noun
from articles.language.quotations.speakers import Speakers
from articles.language.quotations.words import Words

# how many cues and speakers are looked at on each side of a content
_NEIGHBOURS: Final = 6
_FARTHEST_CUE: Final = 30
_UNKNOWN: Final = 6
_FARTHEST_SPEAKER: Final = 30
_ANOTHER_BETWEEN: Final = 15
# a cue before its content is somewhat likelier than one after it
_BEFORE: Final = 0.8
# words beside a quotation within which a reporting verb is its cue
_CLAUSE: Final = 12
# the object of "call" and a speaker before a colon have at most this many words
_OBJECT: Final = 12
_ALONE: Final = 8
# an addressee has fewer words than this
_ADDRESSEE: Final = 4
_CLAUSE_STARTS: Final = function_words("question") | frozenset({"he", "she", "they", "i", "we", "there", "that", "to"})
_BEFORE_PASSIVE: Final = function_words("before passive")
_JOINS: Final = re.compile(r"\b(?:and|&)\b")
# so many marks may stand between a quotation and its reporting clause
_FEW: Final = 6
_MARKS: Final = frozenset("\"“”„«»‘’'`,:–—-…")


@dataclass(frozen=True, slots=True)
class Reported:
    """A content with the cue and the speaker found for it; None: the text has none beside it."""

    content: Content
    cue: Span | None = None
    speaker: Span | None = None


def attribute(
    words: Words,
    contents: Sequence[Content],
    cues: Sequence[Span],
    speakers: Sequence[Span],
    mentions: Sequence[Mention],
) -> list[Reported]:
    """Give each content the cue and the speaker that stand beside it.

    ``contents``, ``cues``, ``speakers`` and ``mentions`` are sorted by start; the result is in the order of
    ``contents``. A cue or speaker inside somebody else's direct speech is not looked at.
    """
    linker = _Linker(words, contents, cues, speakers, mentions)
    return [linker.reported(content) for content in contents]


def _is_office(text: str, cue: Span) -> bool:
    """Whether "state" belongs to an office: "'...,' state Sen. Bill Hale said"."""
    return cue.of(text) == "state" and text[cue.end : cue.end + 1] == " " and text[cue.end + 1 : cue.end + 2].isupper()


class _Covering:
    """Disjoint spans, asked which of them covers a place."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def around(self, span: Span) -> Span | None:
        index = bisect_left(self._starts, span.start + 1) - 1
        return self._spans[index] if index >= 0 and span.start < self._spans[index].end else None


def _near(spans: Sequence[Span], content: Span) -> Iterator[Span]:
    """The spans inside ``content`` and the nearest on both sides."""
    low = bisect_left(spans, content.start, key=lambda span: span.start)
    high = bisect_left(spans, content.end, key=lambda span: span.start)
    middle = min(low + _NEIGHBOURS, high)
    yield from spans[max(low - _NEIGHBOURS, 0) : middle]
    yield from spans[max(high - _NEIGHBOURS, middle) : high + _NEIGHBOURS]


class _Linker:
    def __init__(
        self,
        words: Words,
        contents: Sequence[Content],
        cues: Sequence[Span],
        speakers: Sequence[Span],
        mentions: Sequence[Mention],
    ) -> None:
        self._words = words
        self._contents = contents
        self._starts = [content.span.start for content in contents]
        self._cues = cues
        self._speakers = speakers
        self._phrases = Speakers(words, mentions)
        self._direct = _Covering([each.span for each in contents if each.type is QuotationType.DIRECT])

    def reported(self, content: Content) -> Reported:
        """``content`` with its cue and speaker."""
        cue = self._tagged_cue(content)
        if cue is None and content.type is QuotationType.DIRECT:
            cue = self._cue_beside(content.span)
        speaker = self._tagged_speaker(content, cue)
        if cue is None:
            if speaker is None and content.type is QuotationType.DIRECT:
                speaker = self._phrases.before_colon(content.span)
            return Reported(content, None, speaker)
        if is_naming(cue.of(self._words.text)):
            content = self._named_words(content)
        if is_directive(cue.of(self._words.text)) and content.span.start >= cue.end:
            content = self._without_addressee(content)
        if self._is_passive(content.span, cue):
            return Reported(content, cue, self._phrases.agent(cue))
        if is_reporting_noun(cue.of(self._words.text)):
            return Reported(content, cue, speaker or self._phrases.owner(cue))
        return Reported(content, cue, self._phrases.beside(content.span, cue, speaker))

    def _named_words(self, content: Content) -> Content:
        """Of "called the tariffs 'madness'" only the words in marks are quoted, if they end the content."""
        if content.type is not QuotationType.MIXED or len(content.fragments) != 1:
            return content
        fragment = content.fragments[0]
        if content.span.end - fragment.end > 1:
            return content
        before = self._words.inside(Span(content.span.start, fragment.start))
        if len(before) > _OBJECT or any(may_be_verb(self._words.tokens[index]) for index in before):
            return content
        return replace(content, span=fragment, type=QuotationType.DIRECT, rule="named in marks")

    def _without_addressee(self, content: Content) -> Content:
        """Of "advised passengers to keep receipts" only the infinitive is what was asked."""
        words = self._words
        inside = words.inside(content.span)
        near = range(inside.start + 1, min(inside.start + 1 + _ADDRESSEE, inside.stop - 1))
        at = next((index for index in near if words.tokens[index] == "to"), None)
        if content.type is not QuotationType.INDIRECT or at is None:
            return content
        around = words.tokens[inside.start : min(at + _ADDRESSEE, inside.stop)]
        first = words.tokens[inside.start].lower()
        is_clause = first in _CLAUSE_STARTS or any(
            may_be_verb(word) or word.endswith("ed") or word in _MARKS for word in around
        )
        if is_clause or not words.tokens[at + 1].islower() or words.tokens[at + 1] in DETERMINERS | PRONOUNS:
            return content
        at -= words.tokens[at - 1] == "not"
        return replace(content, span=Span(words.starts[at], content.span.end))

    def _tagged_cue(self, content: Content) -> Span | None:
        words = self._words
        best: tuple[float, Span] | None = None
        for cue in _near(self._cues, content.span):
            if _is_office(words.text, cue):
                continue
            inner = content.span.contains(cue)
            if inner and content.type is QuotationType.DIRECT:
                continue
            if not inner and self._direct.around(cue) is not None:
                continue
            gap = words.distance(cue, content.span)
            if gap is None or gap > _FARTHEST_CUE / _BEFORE:
                continue
            if inner:
                # "The gunman, police said, had ..."
                cost = 6.0 if "," in words.text[max(content.span.start, cue.start - 60) : cue.start] else 25.0
            else:
                cost = float(gap) + _ANOTHER_BETWEEN * self._between(content.span, cue)
                if cue.end <= content.span.start:
                    cost *= _BEFORE
                else:
                    # "..., adding that" goes on with what follows
                    cost += _ANOTHER_BETWEEN if words.text.endswith("ing", cue.start, cue.end) else 1
                low, high = min(cue.end, content.span.end), max(cue.start, content.span.start)
                cost += _ANOTHER_BETWEEN if ";" in words.text[low : min(high, low + 400)] else 0
            if not self._is_known(cue):
                cost += _UNKNOWN
            if cost < _FARTHEST_CUE and (best is None or cost < best[0]):
                best = cost, cue
        return best[1] if best else None

    def _is_known(self, cue: Span) -> bool:
        """Whether the lexicon knows a cue; the encoder errs more often on others."""
        index = bisect_left(self._words.starts, cue.start)
        return is_cue(self._words, index) or self._words.tokens[index].lower() in ("according", "in", "as")

    def _between(self, content: Span, cue: Span) -> int:
        """How many other contents stand between a content and a cue."""
        low, high = min(cue.end, content.end), max(cue.start, content.start)
        others = self._contents[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        return sum(1 for other in others if other.span != content and other.span.end <= high)

    def _tagged_speaker(self, content: Content, cue: Span | None) -> Span | None:
        anchor = cue or content.span
        best: tuple[float, Span] | None = None
        for speaker in _near(self._speakers, anchor):
            if cue is None and content.span.contains(speaker):
                continue
            around = self._direct.around(speaker)
            if around is not None and around != self._direct.around(anchor):
                continue
            gap = self._words.distance(anchor, speaker)
            if gap is None or gap > (_FARTHEST_SPEAKER if cue else 6):
                continue
            cost = gap + (0.5 if speaker.start > anchor.start else 0)
            if cue is not None and min(cue.start, speaker.start) < content.span.start < max(cue.start, speaker.start):
                cost += _ANOTHER_BETWEEN
            if best is None or cost < best[0]:
                best = cost, speaker
        return best[1] if best else None

    def _cue_beside(self, content: Span) -> Span | None:
        """The reporting word beside a direct quotation, by the lexicon."""
        words = self._words
        sentence = words.sentence_span(content.end - 1)
        first = bisect_left(words.starts, content.end)
        last = bisect_left(words.starts, sentence.end)
        first = next(
            (index for index in range(first, min(first + _FEW, last)) if words.tokens[index] not in _MARKS), last
        )
        for index in range(first, min(first + _CLAUSE, last)):
            word = words.tokens[index]
            if not word[0].isalpha() and word not in "-’'.":
                break
            if self._is_cue(index, first) and (index == first or not word.endswith("ing")):
                return Span(words.starts[index], words.ends[cue_end(words, index) - 1])
        sentence = words.sentence_span(content.start)
        floor = bisect_left(words.starts, sentence.start)
        at = bisect_left(words.starts, content.start)
        colon = at > floor and words.tokens[at - 1] == ":"
        reach = 2 * _CLAUSE if at > floor and words.tokens[at - 1] in ("as", "of") else _CLAUSE
        marks = range(at - 1, max(at - 1 - _FEW, floor - 1), -1)
        at = next((index + 1 for index in marks if words.tokens[index] not in _MARKS), floor)
        for index in range(at - 1, max(floor, at - reach) - 1, -1):
            word = words.tokens[index]
            if not word[0].isalnum() and word not in "-’'.,":
                break
            if self._is_cue(index, floor) or (colon and is_reporting_noun(word)):
                return Span(words.starts[index], words.ends[min(cue_end(words, index), at) - 1])
        return None

    def _is_cue(self, index: int, first: int) -> bool:
        """Whether the token is a reporting verb with a subject: none after "to", a determiner or a preposition."""
        words = self._words
        word = words.tokens[index]
        if not word.islower() or not is_cue(words, index):
            return False
        if index == first:
            return not _is_office(words.text, Span(words.starts[index], words.ends[index]))
        before = words.tokens[index - 1].lower()
        if before in DETERMINERS or before in PREPOSITIONS or before in ("s", "not", "t", "-"):
            return False
        # "claim" after a noun that is no plural is a noun itself: "asylum claim"
        return not is_base_form(word) or before in PRONOUNS or before.endswith("s") or is_adverb(before)

    def _is_passive(self, content: Span, cue: Span) -> bool:
        """Whether nobody is said to have asked or spoken: "Asked whether he would resign, ...", "the court heard"."""
        words = self._words
        word = cue.of(words.text)
        if word.lower() != "asked":
            return word.lower() in ("heard", "hears")
        first = bisect_left(words.starts, cue.start)
        before = words.tokens[first - 1].lower() if first else ""
        if word == "Asked" or before in _BEFORE_PASSIVE:
            return True
        return before == "," and words.text[content.end : content.end + 1] == ","
