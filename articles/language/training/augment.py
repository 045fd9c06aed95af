"""Copies of our own articles with other names in them, so that the network learns contexts rather than the names."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from articles.language.training.corpora import Record

# how often an entity gets another name. What is a country or a people is known rather than read off the context.
SWAPPED: Final[Mapping[str, float]] = defaultdict(lambda: 0.5, GPE=0.2, NORP=0.1, LANGUAGE=0.1, LOC=0.3, ORG=0.4)
Pool = Mapping[tuple[str, str], list[str]]


def _form(name: str) -> str:
    if " " in name:
        return "several words"
    return "acronym" if name.isupper() and len(name) > 1 else "word"


def name_pool(records: Iterable[Record]) -> Pool:
    """All names of the records by label and form (several words, one word, acronym), each once, sorted."""
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        for entity in record["entities"]:
            for start, end in entity["mentions"]:
                name = record["text"][start:end]
                names[entity["label"], _form(name)].add(name)
    return {key: sorted(values) for key, values in names.items()}


def swap_names(record: Record, pool: Pool, chance: random.Random) -> Record:
    """The record with some entities renamed, the same in all their mentions, and every offset moved along.

    A person's surname follows the full name. An entity whose forms cannot all be renamed keeps its names.
    """
    text = record["text"]
    edits: dict[tuple[int, int], str] = {}
    for entity in record["entities"]:
        if chance.random() < SWAPPED[entity["label"]]:
            forms = {text[start:end] for start, end in entity["mentions"]}
            renamed = _rename(entity["label"], forms, pool, chance)
            edits |= {(start, end): renamed[text[start:end]] for start, end in entity["mentions"] if renamed}
    ordered = sorted(edits)
    parts: list[str] = []
    borders, shifts = [0], [0]
    position = 0
    for start, end in ordered:
        parts += [text[position:start], edits[start, end]]
        position = end
        borders.append(end)
        shifts.append(shifts[-1] + len(edits[start, end]) - (end - start))
    parts.append(text[position:])

    def moved(offset: int) -> int:
        return offset + shifts[bisect_right(borders, offset) - 1]

    def span(given: list[int] | None) -> list[int] | None:
        return given and [moved(given[0]), moved(given[1])]

    return {
        "text": "".join(parts),
        "entities": [e | {"mentions": [span(mention) for mention in e["mentions"]]} for e in record["entities"]],
        "quotes": [
            q
            | {"start": moved(q["start"]), "end": moved(q["end"]), "cue": span(q["cue"]), "speaker": span(q["speaker"])}
            for q in record["quotes"]
        ],
        "numbers": [n | {"start": moved(n["start"]), "end": moved(n["end"])} for n in record["numbers"]],
    }


def _rename(label: str, forms: set[str], pool: Pool, chance: random.Random) -> dict[str, str]:
    """Old form -> new form for every form of one entity, or nothing."""
    fullest = max(forms, key=lambda form: (len(form), form))
    new = chance.choice(pool[label, _form(fullest)])
    renamed = {fullest: new}
    for form in forms - {fullest}:
        if label == "PERSON" and fullest.split()[-1] == form:
            renamed[form] = new.split()[-1]
        elif label == "PERSON" and fullest.split()[0] == form:
            renamed[form] = new.split()[0]
        elif form.casefold() == fullest.casefold():
            renamed[form] = new.upper() if form.isupper() else new
        else:
            return {}
    if fullest.isupper() and " " in fullest:
        renamed[fullest] = new.upper()
    return renamed
