"""Names the tagger missed although it knows them from elsewhere in the document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from articles.document import Label, Span
from articles.language.entities.candidates import Candidate
from articles.language.entities.evidence import Evidence
from articles.language.entities.exclusions import is_money
from articles.language.lexicon.known_names import usual_labels
from articles.language.tokens import token_offsets

# how much of a repeat's probability must speak for a name; one of three words or more, or a demonym, needs hardly any
SPOKEN_FOR: Final = 0.08
HARDLY_SPOKEN_FOR: Final = 0.01
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
    """The names and those that were missed, sorted and disjoint.

    Looked for are the document's own names and, where the encoder can be asked, names known everywhere. A repeat has
    the same letters; an all-capital headline or a Title-Case one may write them larger. A known name takes the place
    of shorter ones inside it.
    """
    offsets = token_offsets(text)
    cover = _Cover(names)
    hits: dict[_Known, list[Span]] = defaultdict(list)
    for name, span in _occurrences(text, offsets, _known(text, names), _known_everywhere() if evidence else {}):
        if cover.yields_to(span):
            hits[name].append(span)
    found = [
        Candidate(span, name.label, _score(name, span, evidence))
        for name, spans in hits.items()
        for span in spans
        if _is_repeat(text, name, span, len(spans), evidence)
    ]
    replaced = {inner.span for candidate in found for inner in cover.inside(candidate.span)}
    return sorted((*(name for name in names if name.span not in replaced), *found), key=lambda one: one.span)


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


@cache
def _known_everywhere() -> dict[str, list[_Known]]:
    """Countries, peoples, languages and the like by their first token in lower case, longest first."""
    index: dict[str, list[_Known]] = defaultdict(list)
    for name, label in usual_labels().items():
        if len(name) > 2:
            tokens = tuple(name[start:end] for start, end in token_offsets(name))
            index[tokens[0].lower()].append(_Known(tokens, label, 0.0, 0))
    for same_start in index.values():
        same_start.sort(key=lambda one: -len(one.tokens))
    return index


def _occurrences(
    text: str, offsets: Sequence[tuple[int, int]], *indexes: dict[str, list[_Known]]
) -> Iterator[tuple[_Known, Span]]:
    """Where known names stand, those of the first index first; none begins inside one yielded before."""
    free_from = 0
    for number, (start, end) in enumerate(offsets):
        if start < free_from:
            continue
        word = text[start:end].lower()
        choices = [name for index in indexes for name in index.get(word, ())]
        for name in sorted(choices, key=lambda one: -len(one.tokens)) if len(choices) > 1 else choices:
            last = number + len(name.tokens)
            if last <= len(offsets) and _same(text, offsets, number, name.tokens):
                span = Span(start, offsets[last - 1][1])
                if _stands_alone(text, span):
                    yield name, span
                    free_from = span.end
                break


def _stands_alone(text: str, span: Span) -> bool:
    """Whether the span is no part of an address, a handle, an amount or a longer name ("South-West Africa")."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 2]
    if before in ("@", "#", "/", "$") or after[:1] in ("@", "$") or (after[:1] == "." and after[1:].isalpha()):
        return False
    return before != "-" or " " not in span.of(text)


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
    """The names that are there already, by place."""

    def __init__(self, names: Sequence[Candidate]) -> None:
        self._names = names
        self._starts = [candidate.span.start for candidate in names]
        self._ends = [candidate.span.end for candidate in names]

    def inside(self, span: Span) -> Sequence[Candidate]:
        """The names that share a character with ``span``."""
        return self._names[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def yields_to(self, span: Span) -> bool:
        """Whether ``span`` is free, or longer than all the names it meets."""
        return all(span.contains(other.span) and span != other.span for other in self.inside(span))


def _is_repeat(text: str, name: _Known, span: Span, hits: int, evidence: Evidence | None) -> bool:
    if evidence is None:
        return name.score > SURE and hits <= 2 * name.times
    if is_money(text, span, name.label):
        return False
    spoken = sum(evidence.labels(span).values())
    unmistakable = len(name.tokens) > 2 or (name.times == 0 and name.label is Label.NORP and len(name.tokens[0]) > 5)
    return spoken > (HARDLY_SPOKEN_FOR if unmistakable else SPOKEN_FOR)


def _score(name: _Known, span: Span, evidence: Evidence | None) -> float:
    return max(evidence.labels(span)[name.label], 0.05) if evidence else name.score / 2
