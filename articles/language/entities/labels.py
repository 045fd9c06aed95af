"""One label per name and document: that of its main use."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from articles.document import Label
from articles.language.entities.candidates import Candidate
from articles.language.entities.evidence import Evidence
from articles.language.entities.exclusions import begins_sentence
from articles.language.entities.forms import beside_in_brackets, fold, is_acronym, words_of
from articles.language.lexicon import words
from articles.language.lexicon.context_words import cued_label
from articles.language.lexicon.head_words import hinted_label
from articles.language.lexicon.known_names import usual_label
from articles.language.lexicon.people import gender_of_given_name

# how sure a full name must be before its surname is one
SURE_PERSON: Final = 0.6
# how much a name known everywhere speaks for its usual label, and the head of a name for its kind, beside the
# encoder's probabilities
USUAL: Final = 1.0
HINTED: Final = 1.0
# how much the words beside one mention speak for their label
CUED: Final = 1.2

# how much it speaks for a body that somebody leads it
LED: Final = 1.0
_PLACE_LIKE: Final = frozenset((Label.GPE, Label.LOC, Label.FAC, Label.PRODUCT, Label.PERSON))

# how much a given name in front speaks for a person
PERSONAL: Final = 0.4

_PLACES: Final = frozenset((Label.GPE, Label.LOC))
_SHORTEST_PLACE: Final = 5
# a sentence, or the one after it, may go on with who leads the body that the sentence begins with
_LED: Final = re.compile(
    r"[^.\n]{0,160}(?:\. I|,? i)ts (?:chief (?:executive|financial)|chairman|chairwoman|chair,|managing director|"
    r"shareholders|shares|chief operating)"
)

Votes = dict[Label, float]


def agree(text: str, candidates: Sequence[Candidate], evidence: Evidence | None) -> list[Candidate]:
    """The same candidates with one label per name, upper and lower case alike.

    Every mention of a name votes with what is thought of it, and a name in brackets votes with the one it abbreviates.
    A people and its language may share a name ("Welsh"), so those two labels stay as they are where both occur. The
    surname of a person is a person's, and the short form of a company a company's.
    """
    candidates = [_as_language(text, candidate) for candidate in candidates]
    names = [fold(candidate.span.of(text)) or candidate.span.of(text) for candidate in candidates]
    people = _words_of_people(text, candidates)
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    given: dict[str, set[Label]] = defaultdict(set)
    for name, candidate in zip(names, candidates, strict=True):
        given[name].add(candidate.label)
        for label, weight in _opinion(text, candidate, evidence, people):
            votes[name][label] += weight
    for name, other in _abbreviations(text, candidates, names):
        _share(votes[name], votes[other])
    chosen = {name: max(counts, key=lambda label: counts[label]) for name, counts in votes.items()}
    chosen.update(dict.fromkeys(_short_companies(chosen), Label.ORG))
    chosen.update(dict.fromkeys(_short_clubs(chosen), Label.ORG))
    chosen.update(dict.fromkeys(_peoples(chosen), Label.NORP))
    chosen.update(dict.fromkeys(_surnames(zip(names, candidates, strict=True), chosen), Label.PERSON))
    return [
        candidate
        if {Label.NORP, Label.LANGUAGE} <= given[name] and candidate.label in (Label.NORP, Label.LANGUAGE)
        else replace(candidate, label=chosen[name])
        for name, candidate in zip(names, candidates, strict=True)
    ]


def _as_language(text: str, candidate: Candidate) -> Candidate:
    """The candidate as a language where one speaks it or the word stands behind it."""
    if candidate.label is Label.NORP and cued_label(text, candidate.span) is Label.LANGUAGE:
        return replace(candidate, label=Label.LANGUAGE)
    return candidate


def _words_of_people(text: str, candidates: Sequence[Candidate]) -> set[str]:
    """The words of persons' full names: "Jordan" is no country beside "Jordan Pickford"."""
    full = (candidate.span.of(text).split() for candidate in candidates if candidate.label is Label.PERSON)
    return {word for parts in full if len(parts) > 1 for word in parts}


def _opinion(
    text: str, candidate: Candidate, evidence: Evidence | None, people: Container[str]
) -> Iterator[tuple[Label, float]]:
    """What a mention votes: the encoder's probabilities, or its label alone, and what the name itself says."""
    labels: Mapping[Label, float] = evidence.labels(candidate.span) if evidence else {}
    yield from labels.items() if any(labels.values()) else [(candidate.label, candidate.score)]
    name = candidate.span.of(text)
    usual = usual_label(name)
    if usual is not None and not (usual is Label.NORP and candidate.label is Label.LANGUAGE) and name not in people:
        yield usual, USUAL
    hinted = hinted_label(name) if candidate.label is not Label.PERSON else None
    if hinted is not None:
        yield hinted, HINTED
    elif _looks_like_person(name):
        yield Label.PERSON, PERSONAL if candidate.label is not Label.PERSON else HINTED
    may_be_led = usual is None and candidate.label in _PLACE_LIKE and begins_sentence(text, candidate.span.start)
    if may_be_led and _LED.match(text, candidate.span.end):
        yield Label.ORG, LED
    cued = None if candidate.label is Label.PERSON or usual is Label.NORP else cued_label(text, candidate.span)
    if cued is not None:
        yield cued, CUED


def _looks_like_person(name: str) -> bool:
    """Whether the name begins with a given name and goes on with one or two more ("Tom Cruise")."""
    parts = name.split()
    return 2 <= len(parts) <= 3 and parts[0] in gender_of_given_name() and all(part[0].isupper() for part in parts)


def _abbreviations(text: str, candidates: Sequence[Candidate], names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names of which one stands in brackets behind the other and is made of initials."""
    for number in range(len(candidates) - 1):
        long, short = candidates[number], candidates[number + 1]
        printed = short.span.of(text)
        # the agency of "COLUMBUS, Ohio (AP)" is no short form of the place
        if beside_in_brackets(text, long.span, short.span) and is_acronym(printed) and printed not in words("outlets"):
            yield names[number], names[number + 1]


def _share(one: Votes, other: Votes) -> None:
    for label in {*one, *other}:
        one[label] = other[label] = one.get(label, 0.0) + other.get(label, 0.0)


def _short_companies(chosen: Mapping[str, Label]) -> set[str]:
    """Names that are all of a company's name but its legal form: "Halvorsen" beside "Halvorsen ASA"."""
    found = set()
    for name, label in chosen.items():
        front, _, last = name.rpartition(" ")
        if label is Label.ORG and last in words("companies") and front in chosen:
            found.add(front)
    return found


def _short_clubs(chosen: Mapping[str, Label]) -> set[str]:
    """The first words of clubs' names that a tagger took for persons: "Sefton" beside "Sefton Rovers"."""
    found = set()
    for name, label in chosen.items():
        front, _, last = name.rpartition(" ")
        if label is Label.ORG and last in words("clubs") and chosen.get(front) is Label.PERSON:
            found.add(front)
    return found


def _peoples(chosen: Mapping[str, Label]) -> set[str]:
    """Names derived from those of the document's places, which no list knows: "Darovian" beside "Darovia"."""
    found = set()
    for place, label in chosen.items():
        if label in _PLACES and " " not in place and len(place) >= _SHORTEST_PLACE:
            stem = place[:-1] if place[-1] in "aeoy" else place
            derived = {f"{stem}{ending}" for ending in ("an", "ian", "ese", "ish")} | {f"{place}n", f"{place}ian"}
            for name in derived | {f"{one}s" for one in derived}:
                if chosen.get(name, Label.LANGUAGE) is not Label.LANGUAGE and usual_label(name.title()) is None:
                    found.add(name)
    return found


def _surnames(named: Iterable[tuple[str, Candidate]], chosen: Mapping[str, Label]) -> set[str]:
    """The last words of persons' full names that stand alone elsewhere."""
    found = set()
    for name, candidate in named:
        parts = words_of(name)
        if len(parts) > 1 and chosen[name] is Label.PERSON and candidate.score > SURE_PERSON:
            last = parts[-2] if parts[-1] in ("jr", "sr", "ii", "iii") and len(parts) > 2 else parts[-1]
            if last in chosen and len(last) > 2:
                found.add(last)
    return found
