"""Which names of one document are the same entity's.

Names are compared as distinct spellings, not as mentions, so the work grows with the vocabulary. A spelling that fits
several entities ("Kim", where two people are called so) is decided mention by mention.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Final

from articles.document import Label
from articles.language.entities.candidates import Candidate
from articles.language.entities.forms import beside_in_brackets, fold, initials, is_acronym, words_of
from articles.language.lexicon import rows, words
from articles.language.lexicon.countries import country_names, demonyms, state_names
from articles.language.lexicon.organisations import organisation_names
from articles.language.lexicon.people import gender_of_given_name, gender_of_title

# a word that more spellings share than this says nothing about who is meant, and would cost quadratic time
MAX_NAMES_PER_WORD: Final = 40
GENERATIONS: Final = frozenset(("jr", "sr", "ii", "iii", "iv", "junior", "senior"))
ARTICLES: Final = ("al-", "el-", "ul-", "ad-", "as-", "an-", "ar-", "at-", "az-", "ash-")
# labels of which a spelling that fits several entities goes to the one last named; a place of that kind stays apart
CHOOSES_BY_NEARNESS: Final = frozenset((Label.PERSON, Label.ORG, Label.LAW, Label.EVENT))


_TITLE_BEFORE: Final = re.compile(r"\b([A-Z][a-z]+)\.?[ \xa0]$")
_LONGEST_TITLE: Final = 16


@dataclass(slots=True)
class _Spelling:
    """One way to write a name, with the numbers of the mentions that use it."""

    label: Label
    name: str
    words: tuple[str, ...]
    mentions: list[int] = field(default_factory=list)


class _Sets:
    """Disjoint sets of numbers; the smaller number represents the set."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def find(self, item: int) -> int:
        while self._parents[item] != item:
            self._parents[item] = self._parents[self._parents[item]]
            item = self._parents[item]
        return item

    def join(self, first: int, second: int) -> None:
        first, second = sorted((self.find(first), self.find(second)))
        self._parents[second] = first


def group(text: str, names: Sequence[Candidate]) -> list[int]:
    """For every name the number of its entity, counted from 0 in order of first mention.

    ``names`` are sorted by start and disjoint; names with different labels are never one entity.
    """
    spellings, spelling_of = _spellings(text, names)
    sets = _Sets(len(spellings))
    for first, second in (
        *_known_to_be_one(spellings),
        *_beside_each_other(text, names, spelling_of),
        *_acronyms(spellings),
        *_misspellings(spellings),
    ):
        sets.join(first, second)
    unclear = _join_short_forms(spellings, sets)
    return _numbered(_resolved(text, names, spelling_of, spellings, sets, unclear))


def _spellings(text: str, names: Sequence[Candidate]) -> tuple[list[_Spelling], list[int]]:
    """The distinct spellings, and for every name which one it is."""
    numbers: dict[tuple[Label, str], int] = {}
    spellings: list[_Spelling] = []
    spelling_of = []
    for mention, candidate in enumerate(names):
        name = candidate.span.of(text)
        key = (candidate.label, fold(name) or name)
        number = numbers.setdefault(key, len(spellings))
        if number == len(spellings):
            spellings.append(_Spelling(candidate.label, name, words_of(name)))
        spellings[number].mentions.append(mention)
        spelling_of.append(number)
    return spellings, spelling_of


def _known_to_be_one(spellings: Sequence[_Spelling]) -> Iterator[tuple[int, int]]:
    """Countries by other names, demonyms of one people, organisations known by initials."""
    first: dict[tuple[Label, str], int] = {}
    for number, spelling in enumerate(spellings):
        normal = known_name(spelling.name, spelling.label)
        if normal:
            yield first.setdefault((spelling.label, normal), number), number


@cache
def _folded_names() -> dict[Label, dict[str, str]]:
    return {
        Label.GPE: {fold(name): normal for name, normal in (state_names() | country_names()).items()},
        Label.NORP: {fold(name): normal for name, normal in demonyms().items()},
        Label.ORG: {fold(name): normal for name, normal in organisation_names().items()},
    }


def known_name(name: str, label: Label) -> str | None:
    """The usual name of a country, people or organisation that the tables know by this one; else None.

    The singular of a plural that no table knows counts as known ("Muslims": "muslim"), for groups only.
    """
    folded = fold(name)
    known = _folded_names().get(label, {}).get(folded)
    if known is None and label is Label.NORP and len(folded) > 3:
        return folded[:-1] if folded.endswith("s") and not folded.endswith(("ss", "us", "is")) else folded
    return known


def _beside_each_other(text: str, names: Sequence[Candidate], spelling_of: Sequence[int]) -> Iterator[tuple[int, int]]:
    """A name and its short form behind it: "Hay'et Tahrir al-Sham (HTS)", "Austrian Federal Railways, or ÖBB,"."""
    for left, (one, two) in enumerate(pairwise(names)):
        if one.label is two.label and one.label in (Label.ORG, Label.LAW, Label.EVENT, Label.GPE):
            long, short = one.span.of(text), two.span.of(text)
            if is_acronym(short) != is_acronym(long) and beside_in_brackets(text, one.span, two.span):
                yield spelling_of[left], spelling_of[left + 1]


def _acronyms(spellings: Sequence[_Spelling]) -> Iterator[tuple[int, int]]:
    """Initials and the one name of the document that they abbreviate."""
    long_forms: dict[tuple[Label, str], list[int]] = defaultdict(list)
    for number, spelling in enumerate(spellings):
        if len(spelling.words) > 1 and len(spelling.words) < 16:
            for letters in initials(spelling.name):
                long_forms[spelling.label, letters].append(number)
    for number, spelling in enumerate(spellings):
        if is_acronym(spelling.name) or (len(spelling.words) == 1 and len(spelling.words[0]) > 3):
            known = known_name(spelling.name, spelling.label)
            for other in long_forms.get((spelling.label, fold(spelling.name)), ())[:1]:
                if spelling.label is not Label.PERSON and known in (
                    None,
                    known_name(spellings[other].name, spelling.label),
                ):
                    yield other, number


def _misspellings(spellings: Sequence[_Spelling]) -> Iterator[tuple[int, int]]:
    """Names that differ by one letter, or by two neighbours exchanged ("Untied Nations")."""
    seen: dict[tuple[object, ...], int] = {}
    for number, spelling in enumerate(spellings):
        key = " ".join(spelling.words)
        if not _may_be_misspelt(spelling, key):
            continue
        # two words one letter apart share the longer one less a letter, or both less the letter in which they differ
        for shorter in (key, *(key[:place] + key[place + 1 :] for place in range(1, len(key)))):
            other = seen.setdefault((spelling.label, len(spelling.words), shorter), number)
            if other != number and _are_misspellings(spelling, spellings[other]):
                yield other, number


def _may_be_misspelt(spelling: _Spelling, key: str) -> bool:
    if spelling.label in (Label.NORP, Label.LANGUAGE) or not 5 <= len(key) <= 40:
        return False
    if is_acronym(spelling.name) and spelling.name.isupper() and len(key) < 7:
        return False
    return not any(character.isdigit() for character in key)


def _are_misspellings(one: _Spelling, two: _Spelling) -> bool:
    differing = [pair for pair in zip(one.words, two.words, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1 or min(map(len, differing[0])) < 5 or one.words[0][0] != two.words[0][0]:
        return False
    if known_name(one.name, one.label) and known_name(two.name, two.label):
        return False
    if one.label is Label.PERSON:
        # given names differ by a letter between brothers and sisters, surnames hardly do
        return differing[0][0] == one.words[-1] and "-" not in differing[0][0][:4]
    one_word, other = differing[0]
    # a letter more at the end is an ending ("Conservative", "Conservatives"), but for places ("Raqqa", "Raqqah")
    is_ending = one_word.startswith(other) or other.startswith(one_word)
    return not is_ending or one.label in (Label.GPE, Label.LOC, Label.FAC)


def _join_short_forms(spellings: Sequence[_Spelling], sets: _Sets) -> dict[int, list[int]]:
    """Join what is part of one longer name; return the spellings that fit several, with the entities they fit."""
    index: dict[tuple[Label, str], list[int]] = defaultdict(list)
    unclear: dict[int, list[int]] = {}
    order = sorted(range(len(spellings)), key=lambda number: (-len(spellings[number].words), number))
    for number in order:
        spelling = spellings[number]
        best: dict[int, int] = {}
        for other in _sharing_a_word(spelling, index):
            strength = _fits(spelling, spellings[other])
            if strength and other not in unclear:
                root = sets.find(other)
                best[root] = max(best.get(root, 0), strength)
        own = sets.find(number)
        if own in best or not best:
            pass
        else:
            top = max(best.values())
            roots = [root for root, strength in best.items() if strength == top]
            if len(roots) == 1:
                sets.join(number, roots[0])
            elif spelling.label in CHOOSES_BY_NEARNESS:
                unclear[number] = roots
        for word in _index_words(spelling.words):
            index[spelling.label, word].append(number)
    return unclear


def _index_words(words: Iterable[str]) -> set[str]:
    return {form for word in words for form in (word, *_without_article(word))}


def _without_article(word: str) -> Iterable[str]:
    return (word[len(article) :] for article in ARTICLES if word.startswith(article) and len(word) > len(article) + 2)


def _sharing_a_word(spelling: _Spelling, index: dict[tuple[Label, str], list[int]]) -> list[int]:
    if not spelling.words:
        return []
    found: list[int] = []
    for word in {spelling.words[0], spelling.words[-1], *_without_article(spelling.words[-1])}:
        numbers = index.get((spelling.label, word), [])
        if len(numbers) <= MAX_NAMES_PER_WORD:
            found.extend(numbers)
    return sorted(set(found))


def _fits(short: _Spelling, long: _Spelling) -> int:
    """How well ``short`` may stand for ``long``, a name with at least as many words: 0 not at all, 3 best."""
    if short.label is Label.PERSON:
        return _fits_person(short.words, long.words)
    if len(short.words) >= len(long.words):
        return 0
    if short.label in (Label.GPE, Label.LOC, Label.FAC):
        return _fits_place(short, long)
    if short.label in (Label.NORP, Label.LANGUAGE, Label.WORK_OF_ART):
        return 0
    if short.label is Label.PRODUCT:
        return 3 * (long.words[-len(short.words) :] == short.words)
    return _fits_body(short, long)


def _fits_person(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    generation = short[-1] in GENERATIONS, long[-1] in GENERATIONS
    if all(generation) and short[-1] != long[-1]:
        return 0
    short, long = _without_generation(short), _without_generation(long)
    count = len(short)
    if not count or not long:
        return 0
    last_words = (long[-1], *_without_article(long[-1]))
    if count < len(long) and short[:-1] == long[len(long) - count : -1] and short[-1] in last_words:
        return 3
    if count > 1 and short[-1] in last_words and _may_be_one_given_name(short[0], long[0]):
        return 3 if _in_order(short[1:-1], long[1:-1]) else 0
    if count > 1 and len(short[0]) == 1 and long[0].startswith(short[0]) and short[1:] == long[1:count]:
        return 3
    if count < len(long) and short == long[:count]:
        return 2
    if count < len(long) and any(short == long[start : start + count] for start in range(1, len(long) - count)):
        return 1
    return 0


def _without_generation(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.rstrip(",") for word in (name[:-1] if name[-1] in GENERATIONS else name))


def _in_order(few: Sequence[str], many: Sequence[str]) -> bool:
    rest = iter(many)
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest) for word in few)


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for number, names in enumerate(rows("nicknames")):
        for name in names:
            groups[fold(name)].add(number)
    return {name: frozenset(numbers) for name, numbers in groups.items()}


def _may_be_one_given_name(one: str, two: str) -> bool:
    if one == two:
        return True
    if len(one) == 1 or len(two) == 1:
        return one[0] == two[0]
    known = _nicknames()
    return bool(known.get(one, frozenset()) & known.get(two, frozenset()))


def _fits_place(short: _Spelling, long: _Spelling) -> int:
    count = len(short.words)
    before, after = long.words[: len(long.words) - count], long.words[count:]
    if before[1:] == ("of",) and before[0] in words("places"):
        # State of Tasmania
        return 3
    if short.label is Label.GPE and fold(short.name) in _folded_names()[Label.GPE]:
        return 0
    if long.words[count * -1 :] == short.words:
        known = short.label is Label.GPE and known_name(long.name, Label.GPE) is not None
        return 3 if known or before[0] not in words("directions") else 0
    if (
        long.words[:count] != short.words
        or after[0] in words("directions")
        or after[0] in ("and", "upon", "under", "on")
    ):
        return 0
    if short.label is Label.GPE:
        return 0 if after[0] in words("places") and after[0] not in ("region", "state", "territory") else 3
    # "Suez" is the canal; "Chiang Kai Shek Memorial" is not the station named after it
    return 3 if len(after) <= 2 and short.words[-1] not in words("places") and len(long.words) <= 3 else 0


def _fits_body(short: _Spelling, long: _Spelling) -> int:
    count = len(short.words)
    after = long.words[count:]
    acronym = is_acronym(short.name)
    if long.words[len(long.words) - count :] == short.words:
        return 3
    if count == 1 and (short.words[0] in _folded_names()[Label.NORP] or (acronym and len(short.words[0]) <= 4)):
        return 3 * (long.words[0] == short.words[0] and all(word in words("companies") for word in after))
    if long.words[:count] == short.words:
        return 3 if after[0] in words("companies") else 2
    if acronym:
        return 0
    return int(any(long.words[start : start + count] == short.words for start in range(1, len(long.words) - count)))


def _resolved(
    text: str,
    names: Sequence[Candidate],
    spelling_of: Sequence[int],
    spellings: Sequence[_Spelling],
    sets: _Sets,
    unclear: dict[int, list[int]],
) -> list[int]:
    """The set of every name; an unclear one goes to an entity named before it, else to the first named after it."""
    latest: dict[int, int] = {}
    times: dict[int, int] = defaultdict(int)
    result = []
    for mention, number in enumerate(spelling_of):
        root = sets.find(number)
        if number in unclear:
            fitting = _of_titled_gender(text, names[mention], spellings, unclear[number])
            roots = [sets.find(other) for other in fitting]
            named = [other for other in roots if other in latest]
            if not named:
                root = min(roots, key=lambda other: spellings[other].mentions[0])
            elif spellings[number].label is Label.PERSON:
                # a surname alone is the main person's, not that of the relative who was just quoted in full
                root = max(named, key=lambda other: (times[other], -other))
            else:
                root = max(named, key=lambda other: latest[other])
        else:
            times[root] += 1
        latest[root] = mention
        result.append(root)
    return result


def _of_titled_gender(
    text: str, name: Candidate, spellings: Sequence[_Spelling], numbers: Sequence[int]
) -> Sequence[int]:
    """Those of ``numbers`` whose given name does not contradict the title before ``name``: "Mr Pickering"; else all."""
    before = _TITLE_BEFORE.search(text, max(0, name.span.start - _LONGEST_TITLE), name.span.start)
    titled = gender_of_title().get(before.group(1)) if before else None
    if titled is None:
        return numbers
    given = (gender_of_given_name().get(spellings[number].name.split()[0]) for number in numbers)
    fitting = [number for number, gender in zip(numbers, given, strict=True) if gender in (None, titled)]
    return fitting or numbers


def _numbered(roots: Iterable[int]) -> list[int]:
    numbers: dict[int, int] = {}
    return [numbers.setdefault(root, len(numbers)) for root in roots]
