"""Whether a text speaks of a man or a woman: for pronouns, never shown."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from articles.document import Label, Mention
from articles.language.lexicon.people import Gender, gender_of_given_name, gender_of_noun, gender_of_title
from articles.language.quotations.words import Words

MALE: Final = frozenset({"he", "him", "his", "himself"})
FEMALE: Final = frozenset({"she", "her", "hers", "herself"})
# what each sign is worth, in units of the leaning
_NAME: Final = 0.7
_TITLE: Final = 2.0
_NOUN_BEFORE: Final = 1.5
_NOUN_AFTER: Final = 1.0
_PRONOUN: Final = 0.5
_MOST_FROM_PRONOUNS: Final = 1.5
_MOST: Final = 3.0
# words before and after a name in which titles and nouns are looked for
_BEFORE: Final = 4
_AFTER: Final = 7


def leanings(words: Words, mentions: Sequence[Mention]) -> dict[int, float]:
    """Entity -> how its name and what is said of it speak for a man (positive) or a woman (negative), at most 3."""
    people = [mention for mention in mentions if mention.label is Label.PERSON]
    leaning: dict[int, float] = defaultdict(float)
    for mention in people:
        leaning[mention.entity] += _signs_around(words, mention)
    for entity, vote in _pronoun_votes(words, people).items():
        leaning[entity] += max(-_MOST_FROM_PRONOUNS, min(_MOST_FROM_PRONOUNS, vote))
    return {entity: max(-_MOST, min(_MOST, value)) for entity, value in leaning.items()}


def _signs_around(words: Words, mention: Mention) -> float:
    tokens = words.tokens
    first = bisect_left(words.starts, mention.span.start)
    end = bisect_left(words.starts, mention.span.end)
    leaning = _NAME * _sign(gender_of_given_name().get(tokens[first])) if first < len(tokens) else 0.0
    for word in tokens[max(first - _BEFORE, 0) : first]:
        leaning += _TITLE * _sign(gender_of_title().get(word)) + _NOUN_BEFORE * _sign(
            gender_of_noun().get(word.lower())
        )
    if end < len(tokens) and tokens[end] in ",(":
        for word in tokens[end + 1 : end + 1 + _AFTER]:
            if word in ",.;":
                break
            leaning += _NOUN_AFTER * _sign(gender_of_noun().get(word.lower()))
    return leaning


def _pronoun_votes(words: Words, people: Sequence[Mention]) -> dict[int, float]:
    """What the pronouns in and after a sentence with one person in it tell of that person."""
    named: dict[int, set[int]] = defaultdict(set)
    for mention in people:
        named[words.sentence(mention.span.start)].add(mention.entity)
    votes: dict[int, float] = defaultdict(float)
    for index, word in enumerate(words.tokens):
        if len(word) > 3:
            continue
        lower = word.lower()
        sign = _sign(Gender.MALE if lower in MALE else Gender.FEMALE if lower in FEMALE else None)
        if not sign or words.passage_around(words.starts[index]) is not None:
            continue
        sentence = words.sentence(words.starts[index])
        around = named.get(sentence) or named.get(sentence - 1) or set()
        if len(around) == 1:
            votes[next(iter(around))] += _PRONOUN * sign
    return votes


def _sign(gender: Gender | None) -> int:
    if gender is None:
        return 0
    return 1 if gender is Gender.MALE else -1
