"""The phrase that names a speaker: found beside its cue by grammar, and cut as the annotation guidelines say.

If the head of the phrase is a name, the speaker is that name alone; else determiner to head noun.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from articles.document import Label, Mention, Span
from articles.language.lexicon.function_words import function_words
from articles.language.quotations.phrases import (
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    head_end,
    is_adverb,
    may_be_verb,
    subject_after,
    subject_before,
)
from articles.language.quotations.words import Words

_JOINS: Final = re.compile(r"\b(?:and|&)\b")
_MARKS: Final = frozenset("\"“”„«»‘’'`,:–—-…")
_SPEAKING: Final = frozenset({Label.PERSON, Label.ORG, Label.GPE})
_ARTICLES: Final = function_words("article")
_SINGULAR: Final = frozenset({"a", "an", "one", "this"})
_SHORT_CLAUSE: Final = 24
_SHORT_SUBJECT: Final = 12
_POSSESSIVES: Final = function_words("possessive")
# a speaker before a colon has at most this many words; so many may stand between a determiner and the tagged head
_ALONE: Final = 8
_PREMODIFIERS: Final = 5
# how many names a subject is looked through for
_NAMES: Final = 12


class Speakers:
    """The speaker phrases of a text; ``mentions`` are sorted by start."""

    def __init__(self, words: Words, mentions: Sequence[Mention]) -> None:
        self._words = words
        self._mentions = mentions
        self._starts = [mention.span.start for mention in mentions]
        # the tokens of names but their first ones: "a Ministry of Defence source" has its head at the end
        self._glued: set[int] = set()
        for mention in mentions:
            inside = words.inside(mention.span)
            self._glued.update(range(inside.start + 1, inside.stop))

    def beside(self, content: Span, cue: Span, tagged: Span | None) -> Span | None:
        """Who speaks, by the grammar of the reporting clause and the phrase that the encoder ``tagged``, if any."""
        subject = self._subject(content, cue)
        person = self._person_ending(subject) if subject is not None else None
        if (
            subject is not None
            and person is not None
            and (tagged is None or self._words.inside(tagged).start in subject)
        ):
            return person
        speaker = self._named(subject) if tagged is None else self._whole(tagged, subject)
        return self._with_name(speaker, cue) if speaker is not None else None

    def _person_ending(self, subject: range) -> Span | None:
        """The person whose name ends a subject behind an office: "CEO of the Refugee Council [Enver Solomon]"."""
        words = self._words
        names = self._names(subject)
        last = names[-1] if len(names) > 1 else None
        if last is None or last.end != words.ends[subject.stop - 1] or names[-2].end + 1 != last.start:
            return None
        mention = self._mention_at(last.start)
        return last if mention is not None and mention.label is Label.PERSON else None

    def _with_name(self, speaker: Span, cue: Span) -> Span:
        """The name right after a description: "said the mayor, [Ana Ruiz], ..."."""
        words = self._words
        after = bisect_left(words.starts, speaker.end)
        if after + 1 >= len(words.tokens) or words.tokens[after] != "," or self._mention_at(speaker.start) is not None:
            return speaker
        mention = self._mention_at(words.starts[after + 1])
        if (
            mention is None
            or mention.label is not Label.PERSON
            or words.sentence(mention.span.start) != words.sentence(cue.start)
        ):
            return speaker
        return mention.span if speaker.of(words.text).lower() not in PRONOUNS else speaker

    def agent(self, cue: Span) -> Span | None:
        """Who asked, where the text says "asked by" somebody."""
        words = self._words
        after = bisect_left(words.starts, cue.end)
        if after >= len(words.tokens) or words.tokens[after] != "by":
            return None
        ceiling = bisect_left(words.starts, words.sentence_span(cue.start).end)
        return self._named(subject_after(words, after + 1, ceiling))

    def owner(self, noun: Span) -> Span | None:
        """Whose message it is: "Her message", "Reyes's message", "the message from Reyes"."""
        words = self._words
        at = bisect_left(words.starts, noun.start)
        sentence = words.sentence_span(noun.start)
        floor = bisect_left(words.starts, sentence.start)
        for index in range(at - 1, max(floor, at - 6) - 1, -1):
            word = words.tokens[index]
            if word.lower() in _POSSESSIVES:
                return Span(words.starts[index], words.ends[index])
            if word == "s" and index > floor + 1 and words.tokens[index - 1] in "'’":
                return self._named(subject_before(words, index - 1, floor))
            if not word[0].isalpha():
                break
        after = bisect_left(words.starts, noun.end)
        if after < len(words.tokens) and words.tokens[after] in ("from", "by"):
            return self._named(subject_after(words, after + 1, bisect_left(words.starts, sentence.end)))
        return None

    def before_colon(self, content: Span) -> Span | None:
        """Who stands alone before a colon: "Carlos Pinto, a baker: 'I have ...'"."""
        words = self._words
        at = bisect_left(words.starts, content.start) - 1
        floor = bisect_left(words.starts, words.sentence_span(content.start).start)
        if not floor < at <= floor + _SHORT_CLAUSE or words.tokens[at] != ":":
            return None
        comma = next((index for index in range(floor, at) if words.tokens[index] == ","), at)
        phrase = range(floor, comma)
        if not 0 < len(phrase) <= _ALONE or any(may_be_verb(words.tokens[index]) for index in range(floor, at)):
            return None
        mention = self._mention_at(words.starts[floor])
        if mention is not None:
            return self._named(phrase) if mention.label in (Label.PERSON, Label.ORG) else None
        capital = all(words.tokens[index][0].isupper() or not words.tokens[index].isalpha() for index in phrase)
        return self._named(phrase) if capital and len(phrase) > 1 else None

    def _subject(self, content: Span, cue: Span) -> range | None:
        """The noun phrase that the grammar of the reporting clause gives a cue, on one side or the other."""
        words = self._words
        first = bisect_left(words.starts, cue.start)
        end = bisect_left(words.starts, cue.end)
        sentence = words.sentence_span(cue.start)
        floor = bisect_left(words.starts, sentence.start)
        ceiling = bisect_left(words.starts, sentence.end)
        if content.end <= cue.start:
            floor = max(floor, bisect_left(words.starts, content.end))
        elif content.start >= cue.end:
            ceiling = min(ceiling, bisect_left(words.starts, content.start))
        if words.tokens[first].lower() in ("according", "in", "as", "per"):
            return subject_after(words, end, ceiling)
        if (quoted := self._quoted_as(first, floor)) is not None:
            return quoted
        near = words.tokens[floor : min(first, floor + _ALONE)]
        follows = content.end <= cue.start and first - floor <= _ALONE
        if follows and all(word in _MARKS or is_adverb(word) for word in near):
            return subject_after(words, end, ceiling)
        if first > floor and words.passage_around(words.starts[first - 1]) is not None:
            # of `"A," said Ruiz, "B"` the second half
            return subject_after(words, end, ceiling)
        if first > floor and words.tokens[first - 1] in ("and", "but"):
            # "tripled its forecast and said": the subject of the first verb
            return self._sentence_subject(floor, first - 1)
        return subject_before(words, first, floor)

    def _quoted_as(self, saying: int, floor: int) -> range | None:
        """The source of "quoted him as saying" and of "Chen Bo was quoted as saying"."""
        tokens = self._words.tokens
        if tokens[saying].lower().startswith("quote"):
            ahead = range(saying + 2, min(saying + _ALONE, len(tokens) - 1))
            at = next((index for index in ahead if tokens[index] == "as" and tokens[index + 1] == "saying"), None)
            return range(saying + 1, at) if at is not None else None
        if saying < floor + 2 or tokens[saying].lower() != "saying" or tokens[saying - 1].lower() != "as":
            return None
        near = range(saying - 2, max(floor, saying - 2 - _ALONE) - 1, -1)
        quoted = next((index for index in near if tokens[index].lower() in ("quoted", "quotes", "quote")), None)
        if quoted is None:
            return None
        return range(quoted + 1, saying - 1) if quoted + 1 < saying - 1 else subject_before(self._words, quoted, floor)

    def _sentence_subject(self, floor: int, end: int) -> range | None:
        """The noun phrase a sentence begins with, or the first name in it."""
        words = self._words
        start = floor
        while start < end and (is_adverb(words.tokens[start]) or words.tokens[start].lower() in ("but", "and")):
            start += 1
        phrase = range(start, min(end, start + _ALONE))
        mention = self._mention_at(words.starts[start]) if phrase else None
        if mention is not None and mention.label in _SPEAKING:
            return words.inside(mention.span)
        if not phrase or words.tokens[start].lower() not in DETERMINERS | PRONOUNS:
            return None
        if words.tokens[start].lower() in PRONOUNS:
            return range(start, start + 1)
        stop = head_end(words, phrase, self._glued)
        return range(start, stop) if stop < phrase.stop else None

    def _whole(self, speaker: Span, subject: range | None) -> Span:
        """A tagged speaker with the words it lacks, or the subject where that is surer."""
        words = self._words
        tagged = words.inside(speaker)
        while len(tagged) > 1 and _trails(words.tokens[tagged.stop - 1]):
            tagged = tagged[:-1]
        if not tagged:
            return speaker
        if len(tagged) > 2 and head_end(words, tagged, self._glued) == tagged.stop - 1:
            # "a study published"
            tagged = tagged[:-1]
        name = self._mention_at(speaker.start)
        is_person = name is not None and name.label is Label.PERSON
        stop = head_end(words, subject, self._glued) if subject is not None else 0
        if subject is not None and not is_person and self._is_part(tagged, subject, stop):
            return self._named(subject) or speaker
        if name is not None and name.span == speaker and not self._owns(tagged):
            return self._joint(speaker, subject)
        if subject is not None and tagged.start in subject and words.tokens[tagged.stop - 1].lower() not in PRONOUNS:
            tagged = range(tagged.start, max(tagged.stop, stop))
        return self._named(self._with_determiner(tagged), is_cut=True) or speaker

    def _owns(self, phrase: range) -> bool:
        """Whether a possessive follows: "[PC World]'s recent analysis"."""
        following = self._words.tokens[phrase.stop : phrase.stop + 2]
        return len(following) == 2 and following[0] in "'’" and following[1] == "s"

    def _is_part(self, tagged: range, subject: range, stop: int) -> bool:
        """Whether the encoder saw only what goes with the subject, whose head ends at ``stop``.

        That is the end of its complement ("A study in the journal [Quaternary International]") or an apposition of its
        name ("Ahlmark, a [Social Democrat], said").
        """
        if tagged.start not in subject:
            mention = self._mention_at(self._words.starts[subject.start])
            named = mention is not None and mention.label is Label.PERSON
            return named and subject.stop <= tagged.start and self._words.tokens[subject.stop] == ","
        if tagged.start < stop or len(subject) > _SHORT_SUBJECT or not self._names(tagged):
            return False
        return self._words.tokens[stop].lower() in PREPOSITIONS

    def _joint(self, speaker: Span, subject: range | None) -> Span:
        """A tagged name with the names joined to it: of "Eva Lund and Mats Holm" the encoder saw the second."""
        words = self._words
        first = bisect_left(words.starts, speaker.start)
        near = range(first - 1, max(first - 4, -1), -1)
        joined = next((index for index in near if words.tokens[index] in ("and", "&")), None)
        if joined is None or subject is None or joined not in subject:
            return speaker
        index = bisect_left(self._starts, words.starts[joined]) - 1
        before = self._mentions[index].span if index >= 0 else None
        if before is None or before.end < words.ends[joined - 1] or self._mentions[index].label not in _SPEAKING:
            return speaker
        return Span(before.start, speaker.end)

    def _with_determiner(self, tagged: range) -> range:
        """A phrase from its determiner on, which the encoder may have left out: "a [Toshiba executive]"."""
        words = self._words
        if words.tokens[tagged.start].lower() in DETERMINERS | PRONOUNS or words.tokens[tagged.start - 1] == "-":
            return tagged
        mention = self._mention_at(words.starts[tagged.start])
        if mention is not None and words.text.startswith((" and ", " & ", ", "), mention.span.end):
            return tagged
        is_plural = words.tokens[tagged.stop - 1].endswith("s")
        for index in range(tagged.start - 1, max(tagged.start - _PREMODIFIERS, 0) - 1, -1):
            word = words.tokens[index]
            lower = word.lower()
            if lower in _ARTICLES:
                return tagged if is_plural and lower in _SINGULAR else range(index, tagged.stop)
            is_modifier = (word[0].isalnum() or word in "-’'\"“”") and lower not in PREPOSITIONS | RELATIVES
            if not is_modifier or may_be_verb(word) or is_adverb(word):
                break
        return tagged

    def _named(self, phrase: range | None, *, is_cut: bool = False) -> Span | None:
        """A phrase without what follows its head noun (unless it ``is_cut``); if its head is a name, that name."""
        if phrase is None:
            return None
        words = self._words
        head = self._person_end(phrase) or head_end(words, phrase, self._glued)
        stop = phrase.stop if is_cut else head
        span = Span(words.starts[phrase.start], words.ends[stop - 1])
        names = self._names(phrase)
        if len(names) > 1 and names[-1].end == span.end and _JOINS.search(words.text, names[-2].end, names[-1].start):
            before = words.text[span.start : names[0].start].strip().lower()
            if not before or before in DETERMINERS:
                return Span(names[0].start, span.end)
        for name in names:
            ends = span.end - 1 <= name.end <= span.end + 2 and name.start < words.ends[head - 1]
            if ends or (name.start == span.start and name.end >= span.end):
                return name
        return span

    def _names(self, phrase: range) -> list[Span]:
        """The names that begin in a phrase, at most a dozen."""
        words = self._words
        low = bisect_left(self._starts, words.starts[phrase.start])
        high = bisect_left(self._starts, words.ends[phrase.stop - 1])
        return [mention.span for mention in self._mentions[low : min(high, low + _NAMES)]]

    def _mention_at(self, start: int) -> Mention | None:
        index = bisect_left(self._starts, start)
        return self._mentions[index] if index < len(self._starts) and self._starts[index] == start else None

    def _person_end(self, phrase: range) -> int | None:
        """Where a phrase that begins with a person's name ends: with the name, unless others are named with it."""
        mention = self._mention_at(self._words.starts[phrase.start])
        if mention is None or mention.label is not Label.PERSON:
            return None
        name = self._words.inside(mention.span)
        if name.stop >= phrase.stop:
            return None
        after = self._words.tokens[name.stop]
        return name.stop if after.isalpha() and after.islower() and after not in ("and", "s") else None


def _trails(word: str) -> bool:
    return is_adverb(word) or word in ("himself", "herself", "itself", "themselves")
