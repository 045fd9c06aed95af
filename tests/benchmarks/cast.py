"""Who and what invented articles are about: tens of thousands of names, few of them in very many articles."""

# ruff: noqa: S311 -- what is invented needs no cryptography

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Final

from articles.correction.entities import key_of
from articles.document import Label
from tests.benchmarks.vocabulary import (
    ACTS,
    BODIES,
    BUILDINGS,
    EVENTS,
    FIRST_NAMES,
    MIDDLES,
    MODELS,
    OPENINGS,
    PLACE_ENDINGS,
    SURNAME_ENDINGS,
    WATERS,
    WORKS,
)

# what each slot of a pattern may name; "thing" is one of several labels
SLOTS: Final[Mapping[str, tuple[Label, ...]]] = {
    "person": (Label.PERSON,),
    "org": (Label.ORG,),
    "place": (Label.GPE,),
    "people": (Label.NORP,),
    "thing": (Label.FAC, Label.LOC, Label.EVENT, Label.PRODUCT, Label.WORK_OF_ART, Label.LAW, Label.LANGUAGE),
}
# names of each slot that several articles share
_SHARED: Final[Mapping[str, int]] = {"person": 9_000, "org": 5_000, "place": 2_500, "people": 600, "thing": 3_500}
# how many of them one article of the usual length is about, and how many that no other article has
_OF_EACH: Final[Mapping[str, tuple[int, int]]] = {
    "person": (4, 2),
    "org": (3, 1),
    "place": (3, 1),
    "people": (1, 0),
    "thing": (2, 0),
}


@dataclass(frozen=True, slots=True)
class Name:
    """An entity: ``key`` is that of the store; ``short`` is how the text calls it once it is known."""

    name: str
    label: Label
    key: str
    short: str


class Company:
    """All names there are; the same for one seed. Articles draw their cast from it, the first names most often."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._taken: set[tuple[str, Label]] = set()
        # known to nearly all articles, and to nearly none
        self.star, self.rarity = self._new("person"), self._new("person")
        self._shared = {slot: [self._new(slot) for _ in range(count)] for slot, count in _SHARED.items()}
        # Zipf's law: the n-th name is drawn 1/n as often as the first
        self._weights = {slot: list(accumulate(1 / n for n in range(1, count + 1))) for slot, count in _SHARED.items()}

    def cast(self, random: Random, size: float = 1.0) -> dict[str, list[Name]]:
        """The names of one article, by slot; ``size``: of how many usual articles. Some no other article has."""
        return {
            slot: self._drawn(random, slot, round(shared * size)) + [self._new(slot) for _ in range(own)]
            for slot, (shared, own) in _OF_EACH.items()
        }

    def _drawn(self, random: Random, slot: str, count: int) -> list[Name]:
        drawn = random.choices(self._shared[slot], cum_weights=self._weights[slot], k=count)
        return list(dict.fromkeys(drawn))

    def _new(self, slot: str) -> Name:
        while True:
            label = self._random.choice(SLOTS[slot])
            name, short = _MAKERS[label](self._random)
            key = key_of(name, label)
            if (key, label) not in self._taken:
                self._taken.add((key, label))
                return Name(name, label, key, short)


def _stem(random: Random) -> str:
    return random.choice(OPENINGS) + (random.choice(MIDDLES) if random.random() < 0.6 else "")


def _place(random: Random) -> str:
    return _stem(random) + random.choice(PLACE_ENDINGS)


def _person(random: Random) -> tuple[str, str]:
    surname = _stem(random) + random.choice(SURNAME_ENDINGS)
    return f"{random.choice(FIRST_NAMES)} {surname}", surname


def _body(random: Random) -> tuple[str, str]:
    first = _place(random)
    name = f"{first} {random.choice(BODIES)}"
    return name, first if random.random() < 0.3 else name


def _of_place(endings: Sequence[str]) -> Callable[[Random], tuple[str, str]]:
    def make(random: Random) -> tuple[str, str]:
        name = f"{_place(random)} {random.choice(endings)}"
        return name, name

    return make


def _pattern(patterns: Sequence[str]) -> Callable[[Random], tuple[str, str]]:
    def make(random: Random) -> tuple[str, str]:
        name = random.choice(patterns).format(_place(random))
        return name, name

    return make


def _alone(write: Callable[[Random], str]) -> Callable[[Random], tuple[str, str]]:
    def make(random: Random) -> tuple[str, str]:
        name = write(random)
        return name, name

    return make


_MAKERS: Final[Mapping[Label, Callable[[Random], tuple[str, str]]]] = {
    Label.PERSON: _person,
    Label.ORG: _body,
    Label.GPE: _alone(_place),
    Label.NORP: _alone(lambda random: f"{_place(random)}ians"),
    Label.FAC: _of_place(BUILDINGS),
    Label.LOC: _of_place(WATERS),
    Label.EVENT: _of_place(EVENTS),
    Label.PRODUCT: _of_place(MODELS),
    Label.WORK_OF_ART: _pattern(WORKS),
    Label.LAW: _pattern(ACTS),
    Label.LANGUAGE: _alone(lambda random: f"{_stem(random)}ish"),
}
