"""Figures for invented articles: many wordings of each kind, with the normal form that the project reads in them."""

# ruff: noqa: S311 -- what is invented needs no cryptography

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from articles.document import Block, BlockKind, Document, Quantity, Span
from articles.language.quantities import find_quantities
from tests.benchmarks.vocabulary import COUNTED

# wordings of each kind that are tried
EACH: Final = 900
_BEFORE: Final = "There was "
_BOUNDS: Final = ("about", "at least", "more than", "almost", "up to", "at most")
_UNITS: Final = (
    *("kilometres", "metres", "miles", "feet", "acres", "hectares"),
    *("tonnes", "kilograms", "litres", "megawatts", "km/h", "mph"),
)
_CURRENCIES: Final = ("£{}", "€{}", "${}", "{} kronor", "{} yen")
_SPANS: Final = ("minutes", "hours", "days", "weeks", "months", "years")
_RANKS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SHARES: Final = ("a third", "a quarter", "two-thirds", "three-quarters", "a fifth", "half", "a tenth", "two-fifths")
_FIRST_DAY: Final = datetime.date(2016, 1, 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """Words with one quantity in them, whose spans index ``words``."""

    words: str
    quantity: Quantity

    def at(self, offset: int) -> Quantity:
        """The quantity of a text that has the words at ``offset``."""
        return _moved(self.quantity, offset)


def figures(seed: int) -> dict[str, list[Figure]]:
    """By the name of its slot, the wordings that the project reads as exactly one quantity; the same for one seed."""
    random = Random(seed)
    return {slot: list(_read(dict.fromkeys(write(random) for _ in range(EACH)))) for slot, write in _WORDINGS.items()}


def _read(wordings: Mapping[str, None]) -> Iterator[Figure]:
    for words in wordings:
        text = f"{_BEFORE}{words}."
        found = find_quantities(Document(text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)))
        if len(found) == 1:
            yield Figure(words, _moved(found[0], -len(_BEFORE)))


def _moved(quantity: Quantity, by: int) -> Quantity:
    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    counted = quantity.counted_span
    return replace(
        quantity, span=moved(quantity.span), core=moved(quantity.core), counted_span=moved(counted) if counted else None
    )


def _number(random: Random) -> int:
    """Small ones far more often than large ones, and round ones often."""
    number = int(10 ** random.uniform(0.4, 5.5))
    return number if number < 100 else number - number % random.choice((1, 10, 100))


def _bounded(random: Random, words: str) -> str:
    return f"{random.choice(_BOUNDS)} {words}" if random.random() < 0.25 else words


def _count(random: Random) -> str:
    # the first nouns are counted most
    noun = COUNTED[int(len(COUNTED) * random.random() ** 2)]
    return _bounded(random, f"{max(2, _number(random)):,} {noun}")


def _money(random: Random) -> str:
    scale = random.choice(("", "", " million", " million", " billion"))
    amount = f"{random.uniform(1, 900):.1f}{scale}" if scale else f"{max(3, _number(random)):,}"
    # the first currencies are used most
    return _bounded(random, _CURRENCIES[int(len(_CURRENCIES) * random.random() ** 2)].format(amount))


def _percent(random: Random) -> str:
    return _bounded(random, f"{random.uniform(1, 99):.1f} per cent")


def _measure(random: Random) -> str:
    return _bounded(random, f"{max(2, _number(random)):,} {random.choice(_UNITS)}")


def _duration(random: Random) -> str:
    return _bounded(random, f"{random.randint(2, 60)} {random.choice(_SPANS)}")


def _day(random: Random) -> datetime.date:
    return _FIRST_DAY + datetime.timedelta(days=random.randrange(3600))


def _when(random: Random) -> str:
    day = _day(random)
    return random.choice((f"on {day.day} {day:%B} {day:%Y}", f"in {day:%B} {day:%Y}", f"in {day:%Y}"))


def _clock(random: Random) -> str:
    return f"{random.randint(1, 12)}.{random.choice((15, 30, 45))}{random.choice(('am', 'pm'))}"


_WORDINGS: Final[Mapping[str, Callable[[Random], str]]] = {
    "count": _count,
    "money": _money,
    "percent": _percent,
    "measure": _measure,
    "duration": _duration,
    "when": _when,
    "year": lambda random: f"{_day(random):%Y}",
    "clock": _clock,
    "age": lambda random: f"aged {random.randint(19, 92)}",
    "share": lambda random: random.choice(_SHARES),
    "rank": lambda random: random.choice(_RANKS),
    "score": lambda random: f"{random.randint(4, 60)}-{random.randint(0, 60)}",
}
