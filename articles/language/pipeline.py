"""Loads the pipeline once, and reads texts with it.

The shipped pipeline lies in ``model/`` beside this module. The setting ``NEWSREADER_PIPELINE`` names an installed spaCy
pipeline (en_core_web_trf, a folder, ...) that supplies the names in its place; quotations and quantities still come
from the shipped one.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from articles.document import Label, Span
from articles.language import components
from articles.language.encoder import WEIGHTS, ModelMissing
from articles.language.entities.candidates import Candidate
from articles.language.tags import Tags

MODEL: Final = Path(__file__).parent / "model"
# a batch ends with this many texts or characters
BATCH_TEXTS: Final = 32
BATCH_CHARACTERS: Final = 200_000
# a foreign pipeline says names without scores
FOREIGN_SCORE: Final = 0.9

_LABELS: Final = {label.value: label for label in Label} | {
    "PER": Label.PERSON,
    "MISC": Label.NORP,
    "FACILITY": Label.FAC,
}
_ARTICLE: Final = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What the pipeline says of one text: the encoder's tags and the names, sorted and disjoint.

    ``is_own``: the names come from the shipped pipeline, not from a foreign one.
    """

    tags: Tags
    candidates: tuple[Candidate, ...]
    is_own: bool


class Pipeline:
    """The shipped spaCy pipeline and, where a setting names one, a foreign one for the names."""

    def __init__(self, own: Language, foreign: Language | None, version: str) -> None:
        self._own = own
        self._foreign = foreign
        self.version = version

    def read(self, texts: Iterable[str]) -> Iterator[Reading]:
        """Read texts in batches, lazily and in order; each as if it were alone."""
        for batch in _batches(texts):
            yield from self._read_batch(batch)

    def _read_batch(self, texts: list[str]) -> list[Reading]:
        with ExitStack() as memory:
            # without memory zones the string store would keep every word of every article ever read
            for nlp in (self._own, self._foreign):
                if nlp is not None:
                    memory.enter_context(nlp.memory_zone())
            docs = self._own.pipe(texts)
            foreign = self._foreign.pipe(texts) if self._foreign else repeat(None)
            return [
                Reading(
                    doc.user_data[components.TAGS],
                    _own_names(doc) if other is None else _foreign_names(other),
                    is_own=other is None,
                )
                for doc, other in zip(docs, foreign, strict=False)
            ]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == BATCH_TEXTS or sum(map(len, batch)) >= BATCH_CHARACTERS:
            yield batch
            batch = []
    if batch:
        yield batch


def _own_names(doc: Doc) -> tuple[Candidate, ...]:
    scores = doc.user_data[components.SCORES]
    spans = ((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
    return tuple(Candidate(Span(start, end), Label(label), scores[start, end]) for start, end, label in spans)


def _foreign_names(doc: Doc) -> tuple[Candidate, ...]:
    """The names of a foreign pipeline, in the labels and spans of the annotation guidelines.

    Labels that are no names (dates, amounts) are dropped, a leading "the" and a possessive are cut.
    """
    names = []
    for ent in doc.ents:
        label = _LABELS.get(ent.label_)
        if label is None:
            continue
        start, words = ent.start_char, ent.text
        if (article := _ARTICLE.match(words)) and (words[0].islower() or ent.start == 0 or doc[ent.start - 1].is_punct):
            start += article.end()
            words = words[article.end() :]
        words = _POSSESSIVE.sub("", words).strip()
        if words:
            start = doc.text.index(words, start)
            names.append(Candidate(Span(start, start + len(words)), label, FOREIGN_SCORE))
    return tuple(names)


def load_pipeline(name: str | None = None) -> Pipeline:
    """The shipped pipeline, loaded once per process.

    ``name``, else the environment's ``NEWSREADER_PIPELINE``, is an installed spaCy pipeline for the names; empty or
    None: the shipped one. Raises :class:`ModelMissing` if the shipped weights are absent or the name is not installed.
    """
    return _load(name if name is not None else os.environ.get("NEWSREADER_PIPELINE", ""))


@cache
def _load(name: str) -> Pipeline:
    weights = MODEL / "encoder" / WEIGHTS
    if not weights.is_file():
        raise ModelMissing(
            f"The trained model is missing: there is no {weights}. See articles/language/model/README.md."
        )
    own = spacy.load(MODEL)
    # nothing asks a word whether it looks like a number or a URL, and finding out takes a tenth of the time
    own.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]
    with weights.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:12]
    version = f"{own.meta['name']} {own.meta['version']} {digest}"
    foreign = None
    if name:
        try:
            foreign = spacy.load(name)
        except OSError as error:
            raise ModelMissing(f"There is no spaCy pipeline {name!r} (NEWSREADER_PIPELINE): {error}") from error
        version = f"{version}, names by {foreign.meta['name']} {foreign.meta['version']}"
    for nlp in (own, foreign):
        if nlp is not None:
            # the limit on the length of a text is the store's, not the pipeline's
            nlp.max_length = 1 << 31
    return Pipeline(own, foreign, version)
