"""Who is in a document: what a pronoun, a label or a description in it may stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final

from articles.document import Entity, Label, Mention, Span
from articles.language.quotations.descriptions import Descriptions
from articles.language.quotations.gender import FEMALE, MALE, leanings
from articles.language.quotations.words import Words

# how present a mention is at a later place; found by search on the pronouns of our own training articles
_PER_SENTENCE: Final = -0.5
_PER_BLOCK: Final = -0.6
_SUBJECT: Final = 0.3
_SUBJECT_HERE: Final = 0.5
_QUOTED: Final = -2.5
_LAST_SPEAKER: Final = 0.5
_RIGHT_GENDER: Final = 0.8
_MOST_FOR_GENDER: Final = 1.0
_WRONG_GENDER: Final = 1.5
_LEAST_SALIENCE: Final = -6.0
# how many of the mentions before a pronoun are weighed
_REMEMBERED: Final = 24
# how many names a speaker phrase is looked through for
_NAMES: Final = 8

_RELATIVE: Final = frozenset({"who", "whom", "which", "that"})
_FIRST: Final = frozenset({"i", "me", "my", "we", "us", "our"})
_GROUPS: Final = frozenset({"they", "them", "their", "it", "its"})
PRONOUNS: Final = MALE | FEMALE | _GROUPS | _FIRST | _RELATIVE
_BODIES: Final = frozenset({Label.ORG, Label.GPE, Label.NORP})
_SPEAKING: Final = _BODIES | {Label.PERSON}


class Cast:
    """The entities of a document as possible speakers, with what the text tells of each."""

    def __init__(self, words: Words, entities: Sequence[Entity], mentions: Sequence[Mention]) -> None:
        self.entities = entities
        self._words = words
        self._mentions = [mention for mention in mentions if mention.label in _SPEAKING]
        self._starts = [mention.span.start for mention in self._mentions]
        self._sentence_of = [words.sentence(start) for start in self._starts]
        self._subjects = self._first_of_sentences()
        self._leanings = leanings(words, self._mentions)
        self._descriptions = Descriptions(words, entities, self._mentions)
        people = [mention for mention in reversed(self._mentions) if mention.label is Label.PERSON]
        self._by_surname = {each.span.of(words.text).split()[-1].lower(): each.entity for each in people}

    def named(self, span: Span) -> int | None:
        """The entity whose name a phrase consists of or ends with: "spokesman [Peter Cook]", "[Eva Lund] and ..."."""
        low = bisect_left(self._starts, span.start)
        inside = [each for each in self._mentions[low : low + _NAMES] if span.contains(each.span)]
        if not inside:
            return None
        first, last = inside[0], inside[-1]
        if first.span.start == span.start and (first.span == span or self._goes_on(first.span, span)):
            return first.entity
        is_adjective = last.label is Label.NORP and not last.span.of(self._words.text).endswith("s")
        if is_adjective and last.span.start > span.start:
            # "the Hungarian" describes somebody
            return None
        return last.entity if last.span.end >= span.end - 1 else None

    def _goes_on(self, name: Span, phrase: Span) -> bool:
        """Whether a phrase goes on after a name with an apposition, another name, or where it is from."""
        after = self._words.text[name.end : phrase.end].lstrip()
        return after.startswith((",", "(", "and ", "& ", "who ", "of "))

    def described(self, phrase: str) -> int | None:
        """The one entity that the text describes with these words, if there is one."""
        return self._descriptions.entity_of(phrase)

    def surnamed(self, label: Span) -> int | None:
        """The person whose name ends with the last word of a speaker's label: "SEN. ROBICHAUX"."""
        return self._by_surname.get(label.of(self._words.text).split()[-1].lower())

    def focus(self, before: int) -> int | None:
        """The person named most often before an offset: whom an interview is with."""
        named = Counter(
            mention.entity
            for mention in self._mentions[: bisect_left(self._starts, before)]
            if mention.label is Label.PERSON
        )
        return named.most_common(1)[0][0] if named else None

    def subject(self, sentence: Span, last: int | None) -> int | None:
        """The person whom a narrative sentence is about: its "he" if it begins so, else the first one named in it."""
        words = self._words
        for index in words.inside(sentence)[:2]:
            if words.tokens[index].lower() in MALE | FEMALE:
                return self.referent(words.tokens[index], words.starts[index], last)
        low = bisect_left(self._starts, sentence.start)
        high = bisect_left(self._starts, sentence.end)
        for mention in self._mentions[low : min(high, low + _REMEMBERED)]:
            if mention.label is Label.PERSON and words.passage_around(mention.span.start) is None:
                return mention.entity
        return None

    def referent(self, pronoun: str, at: int, last: int | None, spoke_at: int | None = None) -> int | None:
        """The entity a pronoun at ``at`` most likely stands for; None: nobody fits.

        ``last``: who spoke last; ``spoke_at``: where that speaker stands, by a name or by other words.
        """
        lower = pronoun.lower()
        stop = bisect_left(self._starts, at)
        if lower in _RELATIVE:
            return self._mentions[stop - 1].entity if stop else None
        if lower in _FIRST:
            return None
        sign = 1 if lower in MALE else -1 if lower in FEMALE else 0
        labels = {Label.PERSON} if sign else _BODIES
        scores: dict[int, float] = {}
        for number in range(max(stop - _REMEMBERED, 0), stop):
            mention = self._mentions[number]
            if mention.label in labels:
                score = self._salience(number, at) + self._agreement(mention.entity, sign)
                score += _LAST_SPEAKER if mention.entity == last else 0.0
                scores[mention.entity] = max(scores.get(mention.entity, score), score)
        if last is not None and spoke_at is not None and spoke_at < at and self.entities[last].label in labels:
            score = self._presence(spoke_at, at, is_subject=True) + self._agreement(last, sign) + _LAST_SPEAKER
            scores[last] = max(scores.get(last, score), score)
        best = max(scores, key=lambda entity: scores[entity], default=None)
        return best if best is not None and scores[best] > _LEAST_SALIENCE else None

    def _salience(self, number: int, at: int) -> float:
        """How present a mention is at an offset after it: near, a subject, outside quotation marks."""
        return self._presence(self._mentions[number].span.start, at, is_subject=number in self._subjects)

    def _presence(self, start: int, at: int, *, is_subject: bool) -> float:
        far = self._words.sentence(at) - self._words.sentence(start)
        blocks = self._words.block(at) - self._words.block(start)
        presence = _PER_SENTENCE * far + _PER_BLOCK * blocks
        if is_subject:
            presence += _SUBJECT if far else _SUBJECT_HERE
        if self._words.passage_around(start) is not None:
            presence += _QUOTED
        return presence

    def _agreement(self, entity: int, sign: int) -> float:
        """What the signs of gender are worth: those against a pronoun weigh more than those for it."""
        leaning = self._leanings.get(entity, 0.0) * sign
        return min(leaning * _RIGHT_GENDER, _MOST_FOR_GENDER) if leaning > 0 else leaning * _WRONG_GENDER

    def _first_of_sentences(self) -> set[int]:
        """The mentions that stand first in their sentence, outside quotation marks."""
        seen: set[int] = set()
        found = set()
        for number, mention in enumerate(self._mentions):
            sentence = self._sentence_of[number]
            if sentence not in seen and self._words.passage_around(mention.span.start) is None:
                seen.add(sentence)
                found.add(number)
        return found
