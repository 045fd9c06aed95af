"""The noun phrase that is the subject of a reporting word, found by function words and punctuation alone.

No parser: what ends a noun phrase in English news is a short list of words, and the reporting word is known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container
from typing import Final

from articles.document import Span
from articles.language.lexicon.function_words import function_words
from articles.language.quotations.reporting import lemma_of, particles_after
from articles.language.quotations.words import Words

DETERMINERS: Final = function_words("determiner")
PREPOSITIONS: Final = function_words("preposition")
_AUXILIARIES: Final = function_words("auxiliary")
_ADVERBS: Final = function_words("adverb")
_NOUNS_IN_LY: Final = function_words("noun in -ly")
RELATIVES: Final = function_words("relative")
_CONJUNCTIONS: Final = function_words("conjunction")
PRONOUNS: Final = function_words("pronoun")
# prepositions that begin a clause more often than a noun phrase
_CLAUSES: Final = function_words("clause")
_PUNCTUATION: Final = frozenset(',.;:!?…()[]{}"“”„«»–—•*|\n\r')
_COMPLEMENTS: Final = function_words("complement")
_TRAILING: Final = function_words("trailing")
_DAYS: Final = function_words("day")
_AFTER_HEAD: Final = function_words("after head")
_BEFORE_DETERMINER: Final = function_words("before determiner")
_PARTICIPLES: Final = function_words("participle")
# pasts that show where a subject ended; regular ones cannot be told from participles
_PASTS: Final = function_words("past")
# adverbs that open a sentence before its subject
_OPENERS: Final = frozenset({"instead", "meanwhile", "elsewhere", "however", "moreover", "yesterday", "today"})
# how many ages and the like between commas are stepped over
_ASIDES: Final = 2
# no subject is longer
_LONGEST: Final = 24


def is_adverb(word: str) -> bool:
    """Whether a word may stand between a subject and its verb without being part of either."""
    lower = word.lower()
    if lower in _ADVERBS or lower in _AUXILIARIES:
        return True
    return lower.endswith("ly") and len(lower) > 4 and word.islower() and lower not in _NOUNS_IN_LY


def may_be_verb(word: str) -> bool:
    """Whether a word has the form of a finite verb that can be told by form: an auxiliary or a past."""
    return (
        word in _AUXILIARIES - {"s", "t", "not", "being", "been"}
        or word in _PASTS
        or (len(word) > 4 and word.endswith("ed"))
    )


def is_cue(words: Words, index: int) -> bool:
    """Whether the token is a form of a reporting verb or begins a reporting phrase ("pointed out")."""
    return lemma_of(words.tokens[index]) is not None or cue_end(words, index) > index + 1


def cue_end(words: Words, index: int) -> int:
    """The index after the cue that starts at token ``index``: with its particle, as in "pointed out"."""
    for particle in particles_after(words.tokens[index]):
        parts = particle.split()
        if [word.lower() for word in words.tokens[index + 1 : index + 1 + len(parts)]] == parts:
            return index + 1 + len(parts)
    return index + 1


def subject_before(words: Words, cue: int, floor: int) -> range | None:
    """The tokens of the noun phrase before the cue at token ``cue``, not before token ``floor``; None: no phrase."""
    end = cue
    while end > floor and is_adverb(words.tokens[end - 1]):
        end -= 1
    if end > floor and words.tokens[end - 1].lower() in ("who", "which", "that"):
        end -= 1
        if end > floor and words.tokens[end - 1] == ",":
            end -= 1
    if end > floor and words.tokens[end - 1] in ",)–—":
        end = _over_aside(words, end - 1, floor)
    start = _phrase_start(words, end, floor)
    for _ in range(_ASIDES):
        # "Ana Ruiz, 44, a nurse, said"
        comma = start - 1
        if end != start + 1 or comma <= floor or words.tokens[comma] != "," or not words.tokens[start][0].isdigit():
            break
        end, start = comma, _phrase_start(words, comma, floor)
    while start < end and _leads_in(words.tokens[start]):
        start += 1
    if start < end and words.tokens[start].lower() in PREPOSITIONS:
        start = _after_adverbial(words, start, end)
    return range(start, end) if start < end and not _is_function(words.tokens[end - 1]) else None


def _phrase_start(words: Words, end: int, floor: int) -> int:
    start = end
    while start > max(floor, end - _LONGEST) and _may_belong(words, start - 1):
        start -= 1
    return start


def subject_after(words: Words, cue: int, ceiling: int) -> range | None:
    """The tokens of the noun phrase after the cue that ends before token ``cue``, up to token ``ceiling``."""
    start = cue
    while start < ceiling and is_adverb(words.tokens[start]) and words.tokens[start].islower():
        start += 1
    end = start
    while end < min(ceiling, start + _LONGEST) and _may_belong(words, end):
        end += 1
    if start == end:
        return None
    first = words.tokens[start].lower()
    if first in PREPOSITIONS or first in RELATIVES - {"that"} or first in _CONJUNCTIONS or lemma_of(first) == "read":
        return None
    return range(start, end)


def head_end(words: Words, phrase: range, glued: Container[int] = frozenset()) -> int:
    """The index after the head noun of a phrase: before its first preposition, relative, participle or object.

    ``glued`` holds the tokens that go on a name: "a Ministry of Defence source" has its head at the end.
    """
    tokens = words.tokens
    for index in range(phrase.start + 1, phrase.stop):
        if index in glued or tokens[index - 1] == "-":
            continue
        word, before = tokens[index].lower(), tokens[index - 1].lower()
        is_late = index > phrase.start + 1
        after = tokens[index + 1].lower() if index + 1 < phrase.stop else ""
        if (
            word in PREPOSITIONS
            or word in RELATIVES
            or word in _AFTER_HEAD
            or (word == tokens[index] and (word in _PASTS or _is_past_cue(word)))
        ):
            return index
        if is_late and word in DETERMINERS and before not in _BEFORE_DETERMINER:
            # "The bank cut its outlook": what stands before an object is the verb
            return index - 1
        if is_late and word in ("last", "this", "next") and after in _DAYS:
            return index
        if word == "and" and not _goes_on_with_subject(words, phrase, index):
            return index
        # "a newly elected official" goes on, "a survey released last week" does not
        modifies = before.endswith("ly") or "-" in (before, after)
        if is_late and tokens[index].islower() and _is_participle(word) and not modifies:
            return index
    return phrase.stop


def fullest(words: Words, phrase: Span, cue: Span | None) -> Span:
    """A speaker phrase with the complements that tell which one is meant, up to the cue, a comma or a verb.

    "A spokesman" becomes "A spokesman for the agency", "people" "people familiar with the talks"; when something was
    said or published is left out.
    """
    inside = words.inside(phrase)
    sentence = bisect_left(words.starts, words.sentence_span(phrase.start).end)
    stop = bisect_left(words.starts, cue.start) if cue and cue.start >= phrase.end else sentence
    end = inside.stop
    if end >= stop or not _begins_complement(words, end):
        return phrase
    relative = False
    while end < min(stop, inside.stop + _LONGEST):
        word = words.tokens[end].lower()
        relative = relative or word in RELATIVES
        if words.passage_around(words.starts[end]) is not None or (word != "." and word[0] in _PUNCTUATION):
            break
        if not relative and end > inside.stop and is_adverb(word) and word not in ("s", "t"):
            break
        if _begins_time(words, end) or (word == "." and not _may_belong(words, end)):
            break
        end += 1
    while end > inside.stop and (
        words.tokens[end - 1].lower() in PREPOSITIONS or words.tokens[end - 1].lower() in _TRAILING
    ):
        end -= 1
    return Span(phrase.start, words.ends[end - 1])


def _begins_complement(words: Words, index: int) -> bool:
    word = words.tokens[index].lower()
    return word in PREPOSITIONS or word in _COMPLEMENTS or _is_participle(word)


def _begins_time(words: Words, index: int) -> bool:
    """Whether "on Monday", "this week", "Friday" begins here."""
    after = words.tokens[index + 1].lower() if index + 1 < len(words.tokens) else ""
    word = words.tokens[index].lower()
    return word in _DAYS or (word in ("on", "in", "late", "early", "this", "last", "earlier") and after in _DAYS)


def _is_past_cue(word: str) -> bool:
    """Whether a word is an irregular past of a reporting verb; regular ones may be participles."""
    lemma = lemma_of(word)
    return lemma is not None and word != lemma and not word.endswith(("s", "ed", "ing"))


def _goes_on_with_subject(words: Words, phrase: range, conjunction: int) -> bool:
    """Whether "and" joins two subjects or two adjectives: "Eva Lund and Mats Holm", "state and county officials"."""
    if conjunction + 1 >= phrase.stop:
        return False
    after = words.tokens[conjunction + 1]
    named = words.tokens[conjunction - 1][0].isupper()
    return not after[0].islower() or after.lower() in DETERMINERS or not named


def _is_participle(word: str) -> bool:
    return word in _PARTICIPLES or (len(word) > 4 and word.endswith(("ed", "ing")))


def _over_aside(words: Words, comma: int, floor: int) -> int:
    """The end of the phrase before the aside that ends with ``comma``: "Reyes, the envoy, said"."""
    opener = "(" if words.tokens[comma] == ")" else words.tokens[comma]
    for index in range(comma - 1, max(floor, comma - 2 * _LONGEST), -1):
        word = words.tokens[index]
        if word in ".;:!?\n" and words.tokens[index - 1] in ".;:!?\n":
            break
        if word == opener:
            return index
    return comma


def _may_belong(words: Words, index: int) -> bool:
    word = words.tokens[index]
    if words.passage_around(words.starts[index]) is not None:
        return False
    if word != "." and word[0] in _PUNCTUATION:
        return False
    if word == ".":
        return index > 0 and (len(words.tokens[index - 1]) < 4 and words.tokens[index - 1][0].isupper())
    lower = word.lower()
    if lower in _CLAUSES or (lower in _CONJUNCTIONS and lower != "and"):
        return False
    if lower in _AUXILIARIES and lower not in ("s", "t"):
        return False
    return lower not in RELATIVES or lower == "that"


def _leads_in(word: str) -> bool:
    lower = word.lower()
    is_adverb_of_sentence = lower in _ADVERBS or lower in _OPENERS or (lower.endswith("ly") and len(lower) > 4)
    return lower in _CONJUNCTIONS or lower == "that" or is_adverb_of_sentence


def _after_adverbial(words: Words, start: int, end: int) -> int:
    """Where the subject begins after a leading "In London": at the next determiner or pronoun, if there is one."""
    for index in range(start + 2, end):
        lower = words.tokens[index].lower()
        if lower in DETERMINERS or lower in PRONOUNS:
            return index
    return start + 1


def _is_function(word: str) -> bool:
    lower = word.lower()
    return lower in PREPOSITIONS or lower in DETERMINERS - {
        "all",
        "both",
        "many",
        "some",
        "most",
        "few",
        "others",
        "one",
    }
