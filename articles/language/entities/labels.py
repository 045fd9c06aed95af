"""One label per name and document: that of its main use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from articles.document import Label
from articles.language.entities.candidates import Candidate
from articles.language.entities.evidence import Evidence
from articles.language.entities.forms import fold, words_of
from articles.language.lexicon.known_names import usual_labels

# how sure a full name must be before its surname is one
SURE_PERSON: Final = 0.6
# how much a name known everywhere speaks for its usual label, beside the encoder's probabilities
USUAL: Final = 0.4
Votes = dict[Label, float]


def agree(text: str, candidates: Sequence[Candidate], evidence: Evidence | None) -> list[Candidate]:
    """The same candidates with one label per name, upper and lower case alike.

    Every mention of a name votes with what is thought of it. A people and its language may share a name ("Welsh"),
    so those two labels stay as they are where both occur. The surname of a person is a person's.
    """
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    given: dict[str, set[Label]] = defaultdict(set)
    names = [fold(candidate.span.of(text)) or candidate.span.of(text) for candidate in candidates]
    for name, candidate in zip(names, candidates, strict=True):
        given[name].add(candidate.label)
        for label, weight in _opinion(candidate, evidence).items():
            votes[name][label] += weight
        usual = usual_labels().get(candidate.span.of(text))
        if usual is not None and not (usual is Label.NORP and candidate.label is Label.LANGUAGE):
            votes[name][usual] += USUAL
    chosen = {name: max(counts, key=lambda label: counts[label]) for name, counts in votes.items()}
    for surname in _surnames(zip(names, candidates, strict=True), chosen):
        chosen[surname] = Label.PERSON
    return [
        candidate
        if {Label.NORP, Label.LANGUAGE} <= given[name] and candidate.label in (Label.NORP, Label.LANGUAGE)
        else replace(candidate, label=chosen[name])
        for name, candidate in zip(names, candidates, strict=True)
    ]


def _opinion(candidate: Candidate, evidence: Evidence | None) -> Mapping[Label, float]:
    """What a mention votes: the encoder's probabilities, or its label alone."""
    if evidence is None:
        return {candidate.label: candidate.score}
    labels = evidence.labels(candidate.span)
    return labels if any(labels.values()) else {candidate.label: candidate.score}


def _surnames(named: Iterable[tuple[str, Candidate]], chosen: Mapping[str, Label]) -> set[str]:
    """The last words of persons' full names that stand alone elsewhere."""
    found = set()
    for name, candidate in named:
        words = words_of(name)
        if len(words) > 1 and chosen[name] is Label.PERSON and candidate.score > SURE_PERSON:
            last = words[-2] if words[-1] in ("jr", "sr", "ii", "iii") and len(words) > 2 else words[-1]
            if last in chosen and len(last) > 2:
                found.add(last)
    return found
