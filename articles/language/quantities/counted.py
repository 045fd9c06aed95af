"""The noun that a number counts, found without a parser: the head of the noun phrase behind it."""

from __future__ import annotations

from functools import cache
from typing import Final

from articles.document import Span
from articles.language.lexicon import words as lexicon_words
from articles.language.quantities.words import DASHES, Words, forms

_FURTHEST: Final = 8


@cache
def _small() -> frozenset[str]:
    return lexicon_words("phrase_ends")


_IRREGULAR: Final = forms(
    "people men women children police cattle fish sheep deer aircraft troops personnel staff feet teeth mice "
    "geese spacecraft offspring salmon species series media data clergy crew youth dead injured wounded pupils "
    "lives wives"
)
_NOT_NOUNS: Final = frozenset(
    {"more", "others", "other", "of", "the", "a", "an", "his", "her", "their", "its", "these", "those", "them", "all",
     "strong", "previous", "latest", "next", "remaining", "same", "past", "final"}
)  # fmt: skip
_AFTER_OF: Final = frozenset(
    {"the", "these", "those", "his", "her", "their", "its", "our", "my", "your", "all", "some"}
)
_COMPOUNDING: Final = forms("sports arms women news sales goods customs shares human police troops")
_BEFORE_NOUNS: Final = frozenset({"more", "other", "others", "such", "additional", "of", "new"})
_OPENING: Final = frozenset('“"‘')
_APOSTROPHES: Final = frozenset({"'", "’"})
_STOPS: Final = frozenset({"s", "t", "re", "ve", "ll"})
# verbs that may follow a number that counts what was said before: "tens of thousands live in tents"
_VERBS: Final = forms("live work die remain fled attend stay own want need think believe support oppose belong vote")


def find_counted(words: Words, last: int) -> Span | None:
    """The span of the noun counted by the number that ends before token ``last``; None where none follows.

    "200 asylum seekers" counts seekers, "hundreds of thousands of new refugees" refugees, "one in three visits" visits.
    """
    at = last
    hyphen = words.skip_hyphen(at)
    if hyphen > at:
        is_noun = words.is_word(hyphen) and words[hyphen] not in _small() | _NOT_NOUNS
        return words.span(hyphen, hyphen + 1) if is_noun else None
    if words[at] == "of":
        at += 1
        if words[at] in _AFTER_OF:
            at += 1
            at += words[at] in ("the", "these")
    head = _head(words, at)
    if head is None or words[head] in _NOT_NOUNS or (head == at and words[head] in _VERBS):
        return None
    return words.span(head, head + 1)


def _head(words: Words, at: int) -> int | None:
    """The last noun of the noun phrase that begins at token ``at``."""
    head = None
    token, limit = at, min(at + _FURTHEST, len(words))
    while token < limit:
        word = words[token]
        if head is not None and word in _APOSTROPHES and words[token + 1] == "s" and words.glued(token + 1):
            # "a third of the country's timber" counts timber
            head, token = None, token + 2
            continue
        if not words.is_word(token):
            if (token == at and word == ",") or not _is_within(words, token, is_first=head is None):
                break
        elif _ends(words, token):
            if head is not None or word not in _BEFORE_NOUNS:
                break
        elif head is not None and _is_plural(words[head]) and not _continues(words, head, token):
            break
        else:
            head = token
        token += 1
    return head


def _is_within(words: Words, token: int, *, is_first: bool) -> bool:
    """Whether a sign does not end the phrase: an inner hyphen, an opening mark, a comma between adjectives."""
    word = words[token]
    if word in DASHES:
        return words.glued(token) and words.glued(token + 1)
    if word == ",":
        return is_first and words.is_word(token + 1) and not _ends(words, token + 1)
    return is_first and word in _OPENING


def _ends(words: Words, token: int) -> bool:
    """Whether the noun phrase is over before ``token``: a preposition, a verb, a conjunction or a number."""
    word = words[token]
    if word in _small():
        return True
    if word in _STOPS and words[token - 1] in ("'", "’"):
        return True
    return word.endswith("ed") and len(word) > 4 and (_is_plural(words[token - 1]) or words[token - 1] in _IRREGULAR)


def _continues(words: Words, head: int, token: int) -> bool:
    """Whether a plural is only the first part of a compound: 'sports cars', 'arms dealers'."""
    return words[head] in _COMPOUNDING or (words.is_capitalised(head) and words.is_capitalised(token))


def _is_plural(word: str) -> bool:
    return word in _IRREGULAR or (word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")) and len(word) > 3)
