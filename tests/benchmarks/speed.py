"""Words per second of the whole language core beside the pipeline alone, on the same texts in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import cast

from spacy import displacy

from articles.document import Annotations, Document
from articles.extraction.structure import find_blocks
from articles.language import annotate_many
from articles.language.pipeline import load_pipeline
from articles.language.quantities import find_quantities
from articles.rendering.kinds import kind_of
from articles.rendering.marks import Marks, MentionMark, QuantityMark, QuotationMark
from articles.rendering.page import render_blocks
from tests.benchmarks.texts import sample_texts

ROUNDS = 5


def words_per_second() -> tuple[float, float]:
    """Of ``annotate_many`` and of the pipeline's reading alone: medians of rounds that take turns."""
    documents = [Document(text, find_blocks(text)) for text in sample_texts()]
    words = sum(len(document.text.split()) for document in documents)
    pipeline = load_pipeline()

    def annotate() -> None:
        for _ in annotate_many(documents):
            pass

    def read() -> None:
        for _ in pipeline.read(document.text for document in documents):
            pass

    annotate()
    rounds = [(_seconds(annotate), _seconds(read)) for _ in range(ROUNDS)]
    whole, bare = (statistics.median(times) for times in zip(*rounds, strict=True))
    return words / whole, words / bare


def beside_peers() -> Iterator[tuple[str, float | None]]:
    """Words per second of our numbers and drawing, each before its peers on the same texts; None: not installed."""
    documents = [Document(text, find_blocks(text)) for text in sample_texts()]
    said = list(annotate_many(documents))
    words = sum(len(document.text.split()) for document in documents)

    def rate(work: Callable[[], object]) -> float:
        work()
        return words / statistics.median(_seconds(work) for _ in range(ROUNDS))

    def numbers() -> None:
        for document in documents:
            find_quantities(document)

    yield "numbers: ours, by rules", rate(numbers)
    for name, find in (("quantulum3", _quantulum3()), ("Recognizers-Text", _recognizers())):
        if find is None:
            yield f"numbers: {name}", None
            continue
        yield f"numbers: {name}", rate(partial(_each, find, documents))

    def draw() -> None:
        for document, found in zip(documents, said, strict=True):
            render_blocks(document, marks_of(found))

    dicts = [
        {
            "text": document.text,
            "ents": [{"start": m.span.start, "end": m.span.end, "label": m.label} for m in found.mentions],
        }
        for document, found in zip(documents, said, strict=True)
    ]
    yield "drawing: ours, names, quotes and numbers", rate(draw)
    yield "drawing: displaCy, names only", rate(lambda: displacy.render(dicts, style="ent", manual=True))


def marks_of(annotations: Annotations) -> Marks:
    """Everything that was said, to be drawn."""
    return Marks(
        tuple(
            MentionMark(m.span, m.entity, n, kind_of(m.label), 1, m.form) for n, m in enumerate(annotations.mentions, 1)
        ),
        tuple(QuotationMark(q.span, n, q.type, q.fragments, q.cue) for n, q in enumerate(annotations.quotations, 1)),
        tuple(QuantityMark(q.span, q.core, n) for n, q in enumerate(annotations.quantities, 1)),
    )


def _each(find: Callable[[str], object], documents: Iterable[Document]) -> None:
    for document in documents:
        find(document.text)


def _quantulum3() -> Callable[[str], object] | None:
    try:
        from quantulum3 import parser
    except ImportError:
        return None
    return cast(Callable[[str], object], parser.parse)


def _recognizers() -> Callable[[str], object] | None:
    try:
        from recognizers_number import Culture, recognize_number
        from recognizers_number_with_unit import recognize_currency, recognize_dimension
    except ImportError:
        return None
    finders = (recognize_number, recognize_currency, recognize_dimension)
    return lambda text: [find(text, Culture.English) for find in finders]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
