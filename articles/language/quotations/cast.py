"""Who is in a document: what a pronoun or a description in it may stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from articles.document import Entity, Label, Mention, Span
from articles.language.lexicon import rows
from articles.language.quotations.phrases import DETERMINERS, PREPOSITIONS, head_end, subject_after
from articles.language.quotations.words import Words

# how present a mention is at a later place; found by search on the pronouns of our own training articles
_PER_SENTENCE: Final = -0.5
_PER_BLOCK: Final = -0.6
_SUBJECT: Final = 0.3
_SUBJECT_HERE: Final = 0.5
_QUOTED: Final = -2.5
_LAST_SPEAKER: Final = 0.5
_RIGHT_GENDER: Final = 0.8
_WRONG_GENDER: Final = 1.5
_LEAST_SALIENCE: Final = -6.0
Gender = Literal["m", "f"]

_MALE: Final = frozenset({"he", "him", "his", "himself"})
_FEMALE: Final = frozenset({"she", "her", "hers", "herself"})
_PLURAL: Final = frozenset({"they", "them", "their"})
_NEUTER: Final = frozenset({"it", "its"})
_FIRST: Final = frozenset({"i", "me", "my", "we", "us", "our"})
_RELATIVE: Final = frozenset({"who", "whom", "which", "that"})
PRONOUNS: Final = _MALE | _FEMALE | _PLURAL | _NEUTER | _FIRST | _RELATIVE
_SPEAKING: Final = frozenset({Label.PERSON, Label.ORG, Label.GPE, Label.NORP})
_BODIES: Final = frozenset({Label.ORG, Label.GPE, Label.NORP})
_DEFINITE: Final = frozenset("the this that his her its their our my".split())
_INDEFINITE: Final = frozenset("a an one two three some many several any another other no".split())
_LINKS: Final = frozenset("and or but who which said says is was".split())
_LONGEST_TITLE: Final = 6
# how many of the mentions before a pronoun are weighed
_REMEMBERED: Final = 24


@cache
def _given_names() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("given_names")}


@cache
def _person_words() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("person_words")}


@cache
def _titles() -> dict[str, str]:
    return {row[0].lower(): row[1][-1] for row in rows("titles") if row[1].endswith((" m", " f"))}


class Cast:
    """The entities of a document as possible speakers, with what the text tells of each."""

    def __init__(self, words: Words, entities: Sequence[Entity], mentions: Sequence[Mention]) -> None:
        self._words = words
        self.entities = entities
        self._mentions = [mention for mention in mentions if mention.label in _SPEAKING]
        self._starts = [mention.span.start for mention in self._mentions]
        self._sentence_of = [words.sentence(start) for start in self._starts]
        self._first_in_sentence = self._subjects()
        self._gender = self._genders()
        self._roles, self._said = self._described()

    def gender(self, entity: int) -> float:
        """How the text and the name speak for a man (positive) or a woman (negative); 0: no sign."""
        return self._gender.get(entity, 0.0)

    def named(self, span: Span) -> int | None:
        """The entity whose name a phrase consists of or ends with: "spokesman [Peter Cook]", "[Eva Lund] and ..."."""
        low = bisect_left(self._starts, span.start)
        inside = [each for each in self._mentions[low : low + 8] if span.contains(each.span)]
        if not inside:
            return None
        if inside[0].span.start == span.start and (inside[0].span == span or self._goes_on(inside[0].span, span)):
            return inside[0].entity
        last = inside[-1]
        if (
            last.label is Label.NORP
            and last.span.start > span.start
            and not last.span.of(self._words.text).endswith("s")
        ):
            # "the Hungarian" describes somebody
            return None
        return last.entity if last.span.end >= span.end - 1 else None

    def _goes_on(self, name: Span, phrase: Span) -> bool:
        """Whether a phrase goes on after a name with an apposition or another name."""
        after = self._words.text[name.end : phrase.end].lstrip()
        return after.startswith((",", "(", "and ", "& ", "who "))

    def described(self, phrase: str) -> int | None:
        """The one entity that the text describes with these words ("Turkish defence minister"), if there is one.

        Only phrases that point at somebody known do: with "the", "this" or a possessive, or bare in a headline.
        """
        content = _content_words(phrase)
        first = phrase.split(maxsplit=1)[0].lower()
        if not content or first in _INDEFINITE or (first not in _DEFINITE and content[-1].endswith("s")):
            return None
        fitting = {entity for entity in self._roles.get(content[-1], ()) if self._said[entity].issuperset(content)}
        return fitting.pop() if len(fitting) == 1 else None

    def referent(self, pronoun: str, at: int, last: int | None) -> int | None:
        """The entity a pronoun at ``at`` most likely stands for; ``last``: who spoke last. None: nobody fits."""
        lower = pronoun.lower()
        if lower in _RELATIVE:
            before = bisect_left(self._starts, at) - 1
            return self._mentions[before].entity if before >= 0 else None
        if lower in _FIRST:
            return None
        person = lower in _MALE or lower in _FEMALE
        labels = {Label.PERSON} if person else _BODIES
        sign = 1 if lower in _MALE else -1 if lower in _FEMALE else 0
        scores: dict[int, float] = {}
        stop = bisect_left(self._starts, at)
        for number in range(max(stop - _REMEMBERED, 0), stop):
            mention = self._mentions[number]
            if mention.label in labels:
                score = self._salience(number, at) + _agreement(self.gender(mention.entity) * sign)
                score += _LAST_SPEAKER if mention.entity == last else 0.0
                scores[mention.entity] = max(scores.get(mention.entity, score), score)
        best = max(scores, key=lambda entity: scores[entity], default=None)
        return best if best is not None and scores[best] > _LEAST_SALIENCE else None

    def _salience(self, number: int, at: int) -> float:
        """How present a mention is at an offset after it: near, a subject, outside quotation marks."""
        start = self._mentions[number].span.start
        far = self._words.sentence(at) - self._sentence_of[number]
        paragraphs = self._words.block(at) - self._words.block(start)
        score = _PER_SENTENCE * far + _PER_BLOCK * paragraphs
        if number in self._first_in_sentence:
            score += _SUBJECT if far else _SUBJECT_HERE
        if self._words.passage_around(start) is not None:
            score += _QUOTED
        return score

    def subject(self, sentence: Span, last: int | None) -> int | None:
        """The person whom a narrative sentence is about: the first one named in it, or its first word's "he"."""
        words = self._words
        for token in range(
            words.inside(sentence).start, min(words.inside(sentence).start + 2, words.inside(sentence).stop)
        ):
            lower = words.tokens[token].lower()
            if lower in _MALE or lower in _FEMALE:
                return self.referent(lower, words.starts[token], last)
        low = bisect_left(self._starts, sentence.start)
        high = bisect_left(self._starts, sentence.end)
        for mention in self._mentions[low:high]:
            if mention.label is Label.PERSON and words.passage_around(mention.span.start) is None:
                return mention.entity
        return None

    def surnamed(self, label: Span) -> int | None:
        """The person whose name ends with the last word of a speaker's label: "SEN. ROBICHAUX"."""
        surname = label.of(self._words.text).split()[-1].lower()
        for mention in self._mentions:
            if mention.label is Label.PERSON and mention.span.of(self._words.text).lower().endswith(surname):
                return mention.entity
        return None

    def focus(self, before: int) -> int | None:
        """The person named most often before an offset: whom an interview is with."""
        named = Counter(
            mention.entity
            for mention in self._mentions[: bisect_left(self._starts, before)]
            if mention.label is Label.PERSON
        )
        return named.most_common(1)[0][0] if named else None

    def _subjects(self) -> set[int]:
        """The mentions that stand first in their sentence, outside quotation marks."""
        seen: set[int] = set()
        found = set()
        for number, mention in enumerate(self._mentions):
            sentence = self._sentence_of[number]
            if sentence not in seen and self._words.passage_around(mention.span.start) is None:
                seen.add(sentence)
                found.add(number)
        return found

    def _genders(self) -> dict[int, float]:
        leaning: dict[int, float] = defaultdict(float)
        tokens = self._words.tokens
        for number, mention in enumerate(self._mentions):
            if mention.label is not Label.PERSON:
                continue
            first = bisect_left(self._words.starts, mention.span.start)
            end = self._words.first(mention.span.end - 1) + 1
            name = _given_names().get(tokens[first]) if first < len(tokens) else None
            leaning[mention.entity] += 0.7 * _sign(name)
            for token in tokens[max(first - 4, 0) : first]:
                leaning[mention.entity] += 2.0 * _sign(_titles().get(token.lower().rstrip(".")))
                leaning[mention.entity] += 1.5 * _sign(_person_words().get(token.lower()))
            if end < len(tokens) and tokens[end] in ",(":
                for token in tokens[end + 1 : end + 8]:
                    if token in ",.;":
                        break
                    leaning[mention.entity] += 1.0 * _sign(_person_words().get(token.lower()))
        for entity, vote in self._pronoun_votes().items():
            leaning[entity] += vote
        return {entity: max(-3.0, min(3.0, value)) for entity, value in leaning.items()}

    def _pronoun_votes(self) -> dict[int, float]:
        """What the pronouns after a sentence with one person in it tell of that person."""
        people: dict[int, set[int]] = defaultdict(set)
        for number, mention in enumerate(self._mentions):
            if mention.label is Label.PERSON:
                people[self._sentence_of[number]].add(mention.entity)
        votes: dict[int, float] = defaultdict(float)
        for index, token in enumerate(self._words.tokens):
            if len(token) > 3:
                continue
            sign = _sign("m" if token.lower() in _MALE else "f" if token.lower() in _FEMALE else None)
            if not sign or self._words.passage_around(self._words.starts[index]) is not None:
                continue
            sentence = self._words.sentence(self._words.starts[index])
            around = people.get(sentence) or people.get(sentence - 1) or set()
            if len(around) == 1:
                votes[next(iter(around))] += 0.5 * sign
        return {entity: max(-1.5, min(1.5, vote)) for entity, vote in votes.items()}

    def _described(self) -> tuple[dict[str, set[int]], dict[int, set[str]]]:
        """Head noun -> the entities that are described with it; and entity -> all words said of it."""
        heads: dict[str, set[int]] = defaultdict(set)
        said: dict[int, set[str]] = defaultdict(set)

        def describe(entity: int, phrase: Sequence[str]) -> None:
            if phrase:
                said[entity].update(phrase)
                heads[phrase[-1]].add(entity)

        people = [mention for mention in self._mentions if mention.label is Label.PERSON]
        for mention in people:
            for phrase in (self._title_before(mention.span), self._apposition_after(mention.span)):
                describe(mention.entity, phrase)
        for entity, record in enumerate(self.entities):
            for description in record.descriptions:
                describe(entity, _content_words(description))
            if record.label is Label.ORG:
                describe(entity, _content_words(record.name))
        return heads, said

    def _title_before(self, name: Span) -> list[str]:
        """The words right before a name that say who it is: "Turkish Defence Minister [Hulusi Akar]"."""
        words = self._words
        at = first = bisect_left(words.starts, name.start)
        while at > max(first - _LONGEST_TITLE, 0):
            token = words.tokens[at - 1]
            if not (token[0].isalpha() or token in "-’'") or token.lower() in PREPOSITIONS | DETERMINERS | _LINKS:
                break
            at -= 1
        return [token.lower() for token in words.tokens[at:first] if token[0].isalpha()]

    def _apposition_after(self, name: Span) -> list[str]:
        """The noun phrase after a name and a comma up to its head: "Maria Okafor, the city engineer"."""
        words = self._words
        comma = bisect_left(words.starts, name.end)
        if comma + 1 >= len(words.tokens) or words.tokens[comma] != "," or words.starts[comma] != name.end:
            return []
        if words.tokens[comma + 1].lower() not in DETERMINERS:
            return []
        phrase = subject_after(words, comma + 1, min(comma + 12, len(words.tokens)))
        if phrase is None:
            return []
        tokens = (words.tokens[index].lower() for index in range(phrase.start, head_end(words, phrase)))
        return [token for token in tokens if token[0].isalpha() and token not in _FUNCTION]


_FUNCTION: Final = frozenset("a an the his her their its our my this that one of for to in at on and".split())


def _content_words(phrase: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+", phrase.lower()) if word not in _FUNCTION]


def _agreement(leaning: float) -> float:
    """What the signs of gender are worth: those against weigh more than those for."""
    return min(leaning * _RIGHT_GENDER, 1.0) if leaning > 0 else _WRONG_GENDER * leaning


def _sign(gender: str | None) -> int:
    return {"m": 1, "f": -1}.get(gender or "", 0)
