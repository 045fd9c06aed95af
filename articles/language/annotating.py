"""All of the language core in order: tags, entities, quantities, quotations, checks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import tee
from typing import TypeVar

from articles.document import Annotations, Document
from articles.language.checks import find_checks
from articles.language.coreference import find_references
from articles.language.entities import find_entities
from articles.language.pipeline import Pipeline, Reading, load_pipeline
from articles.language.quantities import find_quantities
from articles.language.quotations import find_quotations
from articles.language.validity import apart_from, valid

logger = logging.getLogger(__name__)

Record = TypeVar("Record")


def annotate_all(
    documents: Iterable[Document], pipeline: Pipeline | None = None, *, lenient: bool = False
) -> Iterator[Annotations]:
    """The annotations of each document, lazily and in order; ``pipeline``: another than the environment names.

    ``lenient``: where quotations or quantities of a text cannot be found the rest is given, and the result says so.
    """
    pipeline = pipeline or load_pipeline()
    kept, read = tee(documents)
    readings = pipeline.read(document.text for document in read)
    for document, reading in zip(kept, readings, strict=True):
        yield _annotations(document, reading, pipeline.version, lenient=lenient)


def _annotations(document: Document, reading: Reading, version: str, *, lenient: bool) -> Annotations:
    # the encoder's second thoughts on names only help its own candidates
    evidence = reading.tags if reading.is_own else None
    entities, mentions = find_entities(document, reading.candidates, tags=evidence)
    missing: list[str] = []

    def found(what: str, find: Callable[[], tuple[Record, ...]]) -> tuple[Record, ...]:
        try:
            return find()
        except Exception:
            if not lenient:
                raise
            logger.exception("could not find the %s of a text", what)
            missing.append(what)
            return ()

    names = [mention.span for mention in mentions]
    quantities = found("numbers", lambda: find_quantities(document, names=names, tags=reading.tags))
    quotations = found("quotes", lambda: find_quotations(document, reading.tags, entities, mentions))
    # after the names, which nothing that refers to them may change
    references = apart_from((q.span for q in quantities), find_references(document, entities, mentions))
    mentions = (*sorted((*mentions, *references), key=lambda mention: mention.span),)
    annotations = valid(document, Annotations(entities, mentions, quotations, quantities, version))
    return replace(annotations, checks=find_checks(document, annotations), missing=tuple(missing))
