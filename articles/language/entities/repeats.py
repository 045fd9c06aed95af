"""Names the tagger missed although it knows them from elsewhere in the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.document import Label, Span
from articles.language.entities.candidates import Candidate
from articles.language.entities.evidence import Evidence
from articles.language.tokens import token_offsets

# how much of a repeat's probability must speak for a name
SPOKEN_FOR: Final = 0.08
# without an encoder's opinion: a name must be this sure, and found by the tagger at least half as often as not
SURE: Final = 0.6
# a first word that begins more names than this is looked up only for the longest of them
MAX_NAMES_PER_WORD: Final = 30


@dataclass(frozen=True, slots=True)
class _Known:
    """A name to look for: its tokens as printed, and how well it is known."""

    tokens: tuple[str, ...]
    label: Label
    score: float
    times: int


def with_repeats(text: str, names: Sequence[Candidate], evidence: Evidence | None) -> list[Candidate]:
    """The names and their repeats that were missed, sorted and disjoint.

    A repeat has the same letters; an all-capital headline or a Title-Case one may write them larger. A known name
    around a shorter one takes its place.
    """
    offsets = token_offsets(text)
    known = _known(text, names)
    covered = _Cover(names)
    found: list[Candidate] = []
    hits: dict[_Known, list[Span]] = defaultdict(list)
    for name, span in _occurrences(text, offsets, known):
        if covered.is_free(span):
            hits[name].append(span)
    for name, spans in hits.items():
        for span in spans:
            if covered.is_free(span) and _is_repeat(name, span, len(spans), evidence):
                found.append(Candidate(span, name.label, _score(name, span, evidence)))
                covered.add(span)
    return sorted([*names, *found], key=lambda one: one.span)


def _known(text: str, names: Sequence[Candidate]) -> dict[str, list[_Known]]:
    """The names to look for by their first token in lower case, longest first."""
    seen: dict[tuple[str, Label], list[float]] = defaultdict(list)
    for candidate in names:
        seen[candidate.span.of(text), candidate.label].append(candidate.score)
    for candidate in names:
        if candidate.label is Label.PERSON and candidate.score > SURE:
            words = candidate.span.of(text).split()
            if (
                len(words) > 1
                and len(words[-1]) > 2
                and words[-1][0].isupper()
                and words[-1].strip(".") not in ("Jr", "Sr", "III")
            ):
                seen.setdefault((words[-1], Label.PERSON), [candidate.score])
    index: dict[str, list[_Known]] = defaultdict(list)
    for (name, label), scores in seen.items():
        if len(name) < 2 or not any(character.isupper() for character in name):
            continue
        tokens = tuple(name[start:end] for start, end in token_offsets(name))
        index[tokens[0].lower()].append(_Known(tokens, label, sum(scores) / len(scores), len(scores)))
    for same_start in index.values():
        same_start.sort(key=lambda one: (-len(one.tokens), -one.times))
        del same_start[MAX_NAMES_PER_WORD:]
    return index


def _occurrences(
    text: str, offsets: Sequence[tuple[int, int]], known: dict[str, list[_Known]]
) -> Iterator[tuple[_Known, Span]]:
    """Where known names stand, the longest at each place; none begins inside one yielded before."""
    free_from = 0
    for number, (start, end) in enumerate(offsets):
        if start < free_from:
            continue
        for name in known.get(text[start:end].lower(), ()):
            last = number + len(name.tokens)
            if last <= len(offsets) and _same(text, offsets, number, name.tokens):
                span = Span(start, offsets[last - 1][1])
                if text[max(0, start - 1) : start] not in ("@", "#") and text[span.end : span.end + 1] != "@":
                    yield name, span
                    free_from = span.end
                break


def _same(text: str, offsets: Sequence[tuple[int, int]], first: int, tokens: tuple[str, ...]) -> bool:
    exact, shouted, titled = True, True, True
    for (start, end), token in zip(offsets[first : first + len(tokens)], tokens, strict=True):
        word = text[start:end]
        if word == token:
            shouted = shouted and not any(map(str.islower, word))
        elif word.lower() == token.lower():
            exact = False
            shouted = shouted and word.isupper()
            titled = titled and word[0].isupper()
        else:
            return False
    return exact or (sum(map(len, tokens)) > 3 and (shouted or titled))


class _Cover:
    """Which characters are taken by a name."""

    def __init__(self, names: Sequence[Candidate]) -> None:
        self._taken: set[int] = set()
        for candidate in names:
            self.add(candidate.span)

    def add(self, span: Span) -> None:
        self._taken.update(range(span.start, span.end))

    def is_free(self, span: Span) -> bool:
        return self._taken.isdisjoint(range(span.start, span.end))


def _is_repeat(name: _Known, span: Span, hits: int, evidence: Evidence | None) -> bool:
    if evidence is not None:
        spoken = sum(evidence.labels(span).values())
        return spoken > (SPOKEN_FOR if len(name.tokens) == 1 else SPOKEN_FOR / 4)
    return name.score > SURE and hits <= 2 * name.times


def _score(name: _Known, span: Span, evidence: Evidence | None) -> float:
    return max(evidence.labels(span)[name.label], 0.05) if evidence else name.score / 2
