"""Lines of JSON in, annotated records out: the core of the commands, without a database.

A line is an object with ``id`` and ``text``. ``published``, else ``reference_date``, else ``date`` anchors relative
dates; ``reference_time`` and ``day_first`` are honoured. Everything else in it is ignored. Offsets index the text as it
was given.
"""

from __future__ import annotations

import datetime
import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from typing import Any, Final

from articles.document import Document
from articles.extraction.structure import find_blocks
from articles.language import annotate_many
from articles.rendering.export import record

Record = dict[str, Any]

# what one worker is given at a time: enough to be worth sending, little enough to keep memory flat
CHUNK_TEXTS: Final = 32
CHUNK_CHARACTERS: Final = 200_000
CHUNKS_AHEAD_PER_WORKER: Final = 3
_DATE_KEYS: Final = ("published", "reference_date", "date")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that yields no record: its number, from 1, and why."""

    number: int
    reason: str


def read_lines(lines: Iterable[bytes]) -> Iterator[Record | BadLine]:
    """The records of lines of JSON, in order; blank lines are passed over, bad ones told."""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        given = _parsed(line)
        if isinstance(given, dict):
            identifier = str(given["id"])
            if identifier in seen:
                given = f"the id {identifier!r} is there twice"
            seen.add(identifier)
        yield given if isinstance(given, dict) else BadLine(number, given)


def _parsed(line: bytes) -> Record | str:
    """The record of a line, or what is wrong with it."""
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "not JSON"
    if not isinstance(given, dict):
        return "not a JSON object"
    if not isinstance(given.get("id"), str | int) or isinstance(given["id"], bool) or given["id"] == "":
        return "no id"
    if not isinstance(given.get("text"), str):
        return "no text"
    return given


def document_of(given: Record) -> Document:
    """The document of a record; a date or time that cannot be read is no date or time."""
    text = given["text"]
    dates = (_date(given.get(key)) for key in _DATE_KEYS)
    day_first = given.get("day_first")
    return Document(
        text,
        find_blocks(text),
        next((date for date in dates if date is not None), None),
        _time(given.get("reference_time")),
        day_first if isinstance(day_first, bool) else None,
    )


def _date(value: object) -> datetime.date | None:
    try:
        # a date with a time is a date too
        return datetime.date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _time(value: object) -> datetime.time | None:
    try:
        return datetime.time.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None


def annotated(records: Iterable[Record]) -> Iterator[Record]:
    """The records in the interchange format (annotation guidelines, section 4), in order, lazily."""
    waiting: deque[tuple[Record, Document]] = deque()

    def documents() -> Iterator[Document]:
        for given in records:
            waiting.append((given, document_of(given)))
            yield waiting[-1][1]

    for found in annotate_many(documents()):
        given, document = waiting.popleft()
        yield record(document, found, id=given["id"])


def as_line(annotated_record: Record) -> str:
    """The record as one line of JSON, without its end; readable unless it holds a lone surrogate."""
    line = json.dumps(annotated_record, ensure_ascii=False)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(annotated_record)
    return line


def annotate_lines(lines: Iterable[bytes], *, workers: int = 1) -> Iterator[str | BadLine]:
    """One line of JSON per good line, in order, and what is wrong with each bad one where it stands.

    ``workers``: how many processes annotate. Reads a few chunks ahead and no more: memory does not grow with the input.
    """
    chunks = _chunks(read_lines(lines))
    if workers == 1:
        return chain.from_iterable(map(_annotate_chunk, chunks))
    return chain.from_iterable(_in_processes(chunks, workers))


def _chunks(items: Iterable[Record | BadLine]) -> Iterator[list[Record | BadLine]]:
    chunk: list[Record | BadLine] = []
    characters = 0
    for item in items:
        chunk.append(item)
        characters += 0 if isinstance(item, BadLine) else len(item["text"])
        if len(chunk) == CHUNK_TEXTS or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _annotate_chunk(chunk: Sequence[Record | BadLine]) -> list[str | BadLine]:
    results = map(as_line, annotated(item for item in chunk if not isinstance(item, BadLine)))
    return [item if isinstance(item, BadLine) else next(results) for item in chunk]


def _in_processes(chunks: Iterator[list[Record | BadLine]], workers: int) -> Iterator[list[str | BadLine]]:
    # spawned, not forked: a fork would copy the threads' locks of a runtime that is already loaded
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        ahead: deque[Future[list[str | BadLine]]] = deque()
        for chunk in chunks:
            ahead.append(pool.submit(_annotate_chunk, chunk))
            if len(ahead) >= workers * CHUNKS_AHEAD_PER_WORKER:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
