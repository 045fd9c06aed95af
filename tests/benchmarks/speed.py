"""Words per second of the whole language core beside the pipeline alone, on the same texts in the same run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from articles.document import Document
from articles.extraction.structure import find_blocks
from articles.language import annotate_many
from articles.language.pipeline import load_pipeline
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


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
