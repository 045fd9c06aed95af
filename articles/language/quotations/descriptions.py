"""What a text says of the people and bodies it names: who "the Turkish defence minister" is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from articles.document import Entity, Label, Mention, Span
from articles.language.lexicon.function_words import function_words
from articles.language.quotations.phrases import DETERMINERS, PREPOSITIONS, head_end, subject_after
from articles.language.quotations.words import Words

_DEFINITE: Final = function_words("definite")
_INDEFINITE: Final = function_words("indefinite")
_ENDS_TITLE: Final = DETERMINERS | PREPOSITIONS | function_words("link")
_NOT_SAID: Final = DETERMINERS | PREPOSITIONS | {"and"}
_LONGEST_TITLE: Final = 6
_LONGEST_APPOSITION: Final = 11
_WORD: Final = re.compile(r"[^\W_]+")


class Descriptions:
    """The descriptions of a document's entities: titles, appositions, and the names of bodies themselves."""

    def __init__(self, words: Words, entities: Sequence[Entity], mentions: Sequence[Mention]) -> None:
        self._by_head: dict[str, set[int]] = defaultdict(set)
        self._said: dict[int, set[str]] = defaultdict(set)
        for mention in mentions:
            if mention.label is Label.PERSON:
                self._add(mention.entity, _title_before(words, mention.span))
                self._add(mention.entity, _apposition_after(words, mention.span))
        for entity, record in enumerate(entities):
            for description in record.descriptions:
                self._add(entity, _content_words(description))
            if record.label is Label.ORG:
                self._add(entity, _content_words(record.name))

    def _add(self, entity: int, phrase: Sequence[str]) -> None:
        if phrase:
            self._said[entity].update(phrase)
            self._by_head[phrase[-1]].add(entity)

    def entity_of(self, phrase: str) -> int | None:
        """The one entity that the text describes with these words ("Turkish defence minister"), if there is one.

        Only phrases that point at somebody known do: with "the", "this" or a possessive, or bare in a headline.
        """
        content = _content_words(phrase)
        if not content:
            return None
        first = phrase.split(maxsplit=1)[0].lower()
        if first in _INDEFINITE or (first not in _DEFINITE and content[-1].endswith("s")):
            return None
        fitting = {entity for entity in self._by_head.get(content[-1], ()) if self._said[entity].issuperset(content)}
        return fitting.pop() if len(fitting) == 1 else None


def _title_before(words: Words, name: Span) -> list[str]:
    """The words right before a name that say who it is: "Turkish Defence Minister [Hulusi Akar]"."""
    at = first = bisect_left(words.starts, name.start)
    while at > max(first - _LONGEST_TITLE, 0):
        word = words.tokens[at - 1]
        if not (word[0].isalpha() or word in "-’'") or word.lower() in _ENDS_TITLE:
            break
        at -= 1
    return [word.lower() for word in words.tokens[at:first] if word[0].isalpha()]


def _apposition_after(words: Words, name: Span) -> list[str]:
    """The noun phrase after a name and a comma up to its head: "Maria Okafor, the city engineer"."""
    comma = bisect_left(words.starts, name.end)
    if comma + 1 >= len(words.tokens) or words.tokens[comma] != "," or words.starts[comma] != name.end:
        return []
    if words.tokens[comma + 1].lower() not in DETERMINERS:
        return []
    phrase = subject_after(words, comma + 1, min(comma + 1 + _LONGEST_APPOSITION, len(words.tokens)))
    if phrase is None:
        return []
    inside = words.tokens[phrase.start : head_end(words, phrase)]
    return [word.lower() for word in inside if word[0].isalpha() and word.lower() not in _NOT_SAID]


def _content_words(phrase: str) -> list[str]:
    return [word for word in _WORD.findall(phrase.lower()) if word not in _NOT_SAID]
