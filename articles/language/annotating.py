"""All of the language core in order: tags, entities, quantities, quotations, checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee

from articles.document import Annotations, Document
from articles.language.checks import find_checks
from articles.language.coreference import find_references
from articles.language.entities import find_entities
from articles.language.pipeline import Pipeline, Reading, load_pipeline
from articles.language.quantities import find_quantities
from articles.language.quotations import find_quotations
from articles.language.validity import apart_from, valid


def annotate_all(documents: Iterable[Document], pipeline: Pipeline | None = None) -> Iterator[Annotations]:
    """The annotations of each document, lazily and in order; ``pipeline``: another than the environment names."""
    pipeline = pipeline or load_pipeline()
    kept, read = tee(documents)
    readings = pipeline.read(document.text for document in read)
    for document, reading in zip(kept, readings, strict=True):
        yield _annotations(document, reading, pipeline.version)


def _annotations(document: Document, reading: Reading, version: str) -> Annotations:
    # the encoder's second thoughts on names only help its own candidates
    evidence = reading.tags if reading.is_own else None
    entities, mentions = find_entities(document, reading.candidates, tags=evidence)
    quantities = find_quantities(document, names=[mention.span for mention in mentions], tags=reading.tags)
    quotations = find_quotations(document, reading.tags, entities, mentions)
    # after the names, which nothing that refers to them may change
    references = apart_from((q.span for q in quantities), find_references(document, entities, mentions))
    mentions = (*sorted((*mentions, *references), key=lambda mention: mention.span),)
    annotations = valid(document, Annotations(entities, mentions, quotations, quantities, version))
    return replace(annotations, checks=find_checks(document, annotations))
