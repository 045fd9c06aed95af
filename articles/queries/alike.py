"""Whether two figures of two articles speak of the same thing: by their words, what is named beside them, their size.

A false pair misleads more than a missed one, so every rule asks for two signs that do not depend on each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from articles.document import Bound

# characters of text around a figure that tell what it is about
AROUND: Final = 160
# figures of these nouns are told apart by what else is said of them
_VAGUE: Final = frozenset(("people", "person", "men", "man", "women", "woman", "times", "time", "things", "years"))
_CLAUSE_ENDS: Final = re.compile(r"[.!?][”\"’')]*\s|[;:,()–—“”\"]\s|\s[(–—“\"-]|\n")
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_ENDINGS: Final = re.compile(r"(?:ings?|ed|es|s|e)$")
# words that say nothing of what a figure is about: grammar, reporting, moving up and down, scale
_EMPTY_WORDS: Final = """
    about above according across added after again ago all almost already also although among and another any are
    around as at away back because been before being below between both but by came can come could day did does down
    during each early earlier even every expect expected far few first for former from further gave get give given
    going gone got had half has have her here him his how however hundred hundreds into its just last later least
    less like made make many may million millions more most much must near nearly never new next nor not now number
    off once one only other others our out over own part per put quarter rather said same saw say says second see
    seen set she should since some still such take taken than that the their them then there these they third this
    those thousand thousands three through told too took total two under until upon very was way week weeks well went
    were what when where which while who whose why will with within without would year years yesterday yet you your
    billion trillion percent cent rise rises risen rose fall falls fallen fell grow grows grown grew climb climbed
    increase increased decrease decreased drop dropped up worth figure figures estimate estimated announced reported
    january february march april june july august september october november december
    council government minister ministers ministry official officials company firm spokesman spokeswoman report
    monday tuesday wednesday thursday friday saturday sunday month months morning evening night today
"""
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())
_NAME: Final = re.compile("\ue000([0-9]+)\ue001")
_EARLIER: Final = re.compile(
    r"\b(?:from|had|earlier|previous(?:ly)?|originally|initially|once|first estimate|last (?:year|month|week))\b",
    re.IGNORECASE,
)
# sizes within these factors of each other can be one figure at two times
_NEAR: Final = 1.25
_FAR: Final = 3.0


@dataclass(frozen=True)
class Figure:
    """A figure with what is needed to compare it: its size in canonical units, and what stands around it.

    ``before`` and ``after`` are up to :data:`AROUND` characters of its text with names as :func:`without_names` has
    them; ``setting`` are the names in its paragraph or headline, ``everywhere`` those in the whole article, without
    places and peoples, which too many articles share.
    """

    size: float
    bound: str
    counted: str
    kind: str
    before: str
    after: str
    setting: frozenset[int] = frozenset()
    everywhere: frozenset[int] = frozenset()

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of its clause that say what it is about, without names and what it counts, by their stems."""
        found = {_stem(word): word for word in _WORD.findall(self._clause.casefold()) if word not in _EMPTY}
        counted = {_stem(word) for word in self.counted.casefold().split()}
        return {stem: word for stem, word in found.items() if stem not in counted}

    @cached_property
    def named(self) -> frozenset[int]:
        """The names in its clause."""
        return frozenset(int(number) for number in _NAME.findall(self._clause))

    def is_earlier(self) -> bool:
        """Whether the text gives it as a figure of the past: "up from 40"."""
        return _EARLIER.search(_CLAUSE_ENDS.split(self.before)[-1]) is not None

    @cached_property
    def _clause(self) -> str:
        return f"{_CLAUSE_ENDS.split(self.before)[-1]} {_CLAUSE_ENDS.split(self.after, maxsplit=1)[0]}"


@dataclass(frozen=True, slots=True)
class Match:
    """Why two figures are taken for one: words of both clauses, and names in both."""

    words: frozenset[str]
    names: frozenset[int]


def without_names(text: str, names: Iterable[tuple[int, int, int]]) -> str:
    """The text with each name, given as (start, end, number) in it, replaced by its number."""
    parts: list[str] = []
    done = 0
    for start, end, number in sorted(names):
        if start >= done and end <= len(text):
            parts += [text[done:start], f"\ue000{number}\ue001"]
            done = end
    return "".join([*parts, text[done:]])


def match(one: Figure, other: Figure) -> Match | None:
    """Why these figures, which measure the same in one unit, speak of the same thing; None where they may not."""
    named = one.named & other.named
    entities = named | (one.setting & other.everywhere) | (one.everywhere & other.setting)
    if not entities or one.size <= 0 or other.size <= 0:
        return None
    own, others = one.words, other.words
    words = frozenset(word for stem, word in own.items() if stem in others)
    factor = max(one.size, other.size) / min(one.size, other.size)
    telling = bool(one.counted) and one.counted.casefold() not in _VAGUE
    if factor <= _NEAR:
        # a name in both clauses stands for a word where the same noun is counted: "people of Orsa"
        enough = bool(words) or (bool(one.counted) and bool(named))
        if _is_same_size(one, other) and _is_telling(one.size) and one.kind != "percent":
            enough = enough or telling or bool(named)
    elif factor <= _FAR:
        enough = len(words) >= 2
    else:
        enough = False
    return Match(words, named or entities) if enough else None


def agree(one: Figure, other: Figure) -> bool:
    """Whether both figures can be true at once: "at least 40" agrees with 43, "about 40" with 42."""
    low, high = _range(one)
    other_low, other_high = _range(other)
    return low <= other_high and other_low <= high


def _range(figure: Figure) -> tuple[float, float]:
    size, slack = figure.size, _rounding(figure.size)
    if figure.bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return size, float("inf")
    if figure.bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return float("-inf"), size
    if figure.bound == Bound.APPROX:
        slack = max(slack, size / 20)
    return size - slack, size + slack


def _rounding(size: float) -> float:
    """What a writer who rounds to the digits shown may have left out; nothing where three digits or more are shown."""
    digits = f"{size:.12g}".replace(".", "").strip("0")
    if size < 100 or len(digits) > 2 or "e" in digits:
        return 0.0
    return float(10.0 ** (len(str(int(size))) - max(2, len(digits))) / 2)


def _is_same_size(one: Figure, other: Figure) -> bool:
    return abs(one.size - other.size) <= 1e-9 * max(one.size, other.size)


def _is_telling(size: float) -> bool:
    """Whether a figure is seldom the same by chance: two different digits, not 10 or 20 or 1,000."""
    return size >= 10 and len(f"{size:.12g}".replace(".", "").strip("0")) >= 2


def _stem(word: str) -> str:
    stem = _ENDINGS.sub("", word)
    return stem if len(stem) >= 3 else word
