"""Annotated texts -> what the network should say of each token.

Two kinds of corpus: gold records (our own articles, gold-news), where every token's tag of every head is known, and the
open corpora of names, where only some labels are annotated and a token may have any of the tags that the annotation
allows.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from articles.language.tags import HEADS, LABELS, QUANTITY_KINDS
from articles.language.tokens import Pieces, WordPieces, is_break

Record = dict[str, Any]

TAG_IDS: Final = {head: {tag: number for number, tag in enumerate(tags)} for head, tags in HEADS.items()}
# a label that the corpus does not annotate stays possible for a capitalised word outside its spans
UNKNOWN_LABEL: Final = 0.15
# coarse labels of some corpora, and the labels each may stand for
COARSE: Final[Mapping[str, tuple[str, ...]]] = {
    "PER": ("PERSON",),
    "MISC": ("NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LANGUAGE", "LAW", "FAC"),
    "LOC*": ("GPE", "LOC", "FAC"),
    "LOCATION": ("GPE", "LOC", "FAC"),
    **{label: (label,) for label in LABELS},
}
OPEN_PIECES: Final = 160
_ARTICLES: Final = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A text whose tags are all known: ``tags[head]`` holds one tag id per token."""

    pieces: Pieces
    tags: Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True, eq=False)
class PartlyKnown:
    """A text of which only names are annotated, and not all: ``allowed`` weighs every name tag of every token."""

    pieces: Pieces
    allowed: NDArray[np.float16]


def read_records(path: Path) -> Iterator[Record]:
    """The records of a JSON Lines file, compressed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def token_span(pieces: Pieces, start: int, end: int) -> tuple[int, int] | None:
    """The tokens that share a character with ``text[start:end]``, line breaks at the edges left out; None: no token."""
    first = bisect_right(pieces.offsets, start, key=lambda offsets: offsets[1])
    last = bisect_left(pieces.offsets, end, key=lambda offsets: offsets[0])
    while first < last and is_break(pieces.text[pieces.offsets[first][0]]):
        first += 1
    while last > first and is_break(pieces.text[pieces.offsets[last - 1][0]]):
        last -= 1
    return (first, last) if first < last else None


def _bio(pieces: Pieces, head: str, spans: Iterable[tuple[int, int, str]]) -> NDArray[np.int64]:
    row = np.zeros(len(pieces.offsets), dtype=np.int64)
    for start, end, name in sorted(spans, key=lambda span: (span[0], -span[1])):
        tokens = token_span(pieces, start, end)
        if tokens is None or row[slice(*tokens)].any():
            continue
        row[slice(*tokens)] = TAG_IDS[head][f"I-{name}"]
        row[tokens[0]] = TAG_IDS[head][f"B-{name}"]
    return row


def known(record: Record, word_pieces: WordPieces) -> Known:
    """The tags of a record in the interchange format (annotation guidelines, section 4)."""
    pieces = Pieces.of(record["text"], word_pieces)
    quotes: Sequence[Record] = record["quotes"]
    roles = {(*quote["cue"], "CUE") for quote in quotes if quote["cue"]}
    roles |= {(*quote["speaker"], "SPK") for quote in quotes if quote["speaker"]}
    numbers = ((n["start"], n["end"], n["kind"]) for n in record["numbers"])
    spans: dict[str, Iterable[tuple[int, int, str]]] = {
        "ner": [(*mention, entity["label"]) for entity in record["entities"] for mention in entity["mentions"]],
        "content": [(q["start"], q["end"], q["type"]) for q in quotes if q["parent"] is None],
        "nested": [(q["start"], q["end"], q["type"]) for q in quotes if q["parent"] is not None],
        "role": roles,
        "num": [(start, end, kind if kind in QUANTITY_KINDS else "cardinal") for start, end, kind in numbers],
    }
    return Known(pieces, {head: _bio(pieces, head, spans[head]) for head in HEADS})


def read_open(folder: Path, word_pieces: WordPieces) -> list[PartlyKnown]:
    """The training part of an open corpus of names: ``train.jsonl[.gz]`` and ``meta.json`` in ``folder``."""
    path = next(path for name in ("train.jsonl", "train.jsonl.gz") if (path := folder / name).exists())
    complete = frozenset(json.loads((folder / "meta.json").read_text(encoding="utf-8"))["complete_for"])
    return [partly_known(record, complete, word_pieces) for record in read_records(path)]


def partly_known(record: Record, complete: frozenset[str], word_pieces: WordPieces) -> PartlyKnown:
    """The name tags that a record with ``entities`` [[start, end, label], ...] allows each token.

    ``complete``: the labels whose absence means something. ``ignore`` spans may be anything.
    """
    text = record["text"]
    pieces = Pieces.of(text, word_pieces)
    tag_ids = TAG_IDS["ner"]
    allowed = np.zeros((len(pieces.offsets), len(tag_ids)), dtype=np.float16)
    allowed[:, 0] = 1.0
    capitalised = [any(map(str.isupper, text[start:end])) for start, end in pieces.offsets]
    unknown = np.array(
        [tag_ids[f"{prefix}-{label}"] for label in LABELS if label not in complete for prefix in "BI"], dtype=np.int64
    )
    allowed[np.ix_(np.flatnonzero(capitalised), unknown)] = UNKNOWN_LABEL
    for start, end, label in (entity[:3] for entity in record["entities"]):
        if label not in COARSE:
            continue
        tokens = token_span(pieces, *_our_convention(text, start, end))
        if tokens is None:
            continue
        allowed[slice(*tokens)] = 0.0
        for name in COARSE[label]:
            allowed[slice(*tokens), tag_ids[f"I-{name}"]] = 1.0
            allowed[tokens[0], tag_ids[f"I-{name}"]] = 0.0
            allowed[tokens[0], tag_ids[f"B-{name}"]] = 1.0
    for start, end in (span[:2] for span in record.get("ignore") or ()):
        if (tokens := token_span(pieces, start, end)) is not None:
            allowed[slice(*tokens)] = 1.0
    return PartlyKnown(pieces, allowed)


def _our_convention(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a leading article and without a possessive."""
    before = text[:start].rstrip()
    opens_sentence = not before or before[-1] in '.!?"“:'
    articles = (*_ARTICLES, "The ") if opens_sentence else _ARTICLES
    while text.startswith(articles, start, end) and end - start > len("the x"):
        start = text.index(" ", start) + 1
    if text[start:end].endswith(("'s", "’s")):
        end -= 2
    return start, end
