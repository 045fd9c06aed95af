"""Decoding: the best legal sequence of tags, as spans."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from articles.language.tags import HEADS, Floats, TokenSpan, decode

TAGS = HEADS["role"]


def certain(*tags: str) -> Floats:
    """Log probabilities that say these tags, all but surely."""
    rows = np.full((len(tags), len(TAGS)), -9.0, dtype=np.float32)
    rows[range(len(tags)), [TAGS.index(tag) for tag in tags]] = 0.0
    return rows


def test_spans_are_read_off_the_tags() -> None:
    rows = certain("O", "B-CUE", "B-SPK", "I-SPK", "O", "B-SPK")

    assert decode(rows, "role") == [
        TokenSpan(1, 2, "CUE", 1.0),
        TokenSpan(2, 4, "SPK", 1.0),
        TokenSpan(5, 6, "SPK", 1.0),
    ]


def test_tag_that_continues_nothing_gives_way_to_the_best_legal_one() -> None:
    rows = certain("O", "I-SPK", "O")
    rows[1, TAGS.index("B-SPK")] = -1.0

    assert [(span.first, span.last, span.label) for span in decode(rows, "role")] == [(1, 2, "SPK")]


def test_empty_text_has_no_spans() -> None:
    assert decode(np.zeros((0, len(TAGS)), dtype=np.float32), "role") == []


def best_score(rows: Floats) -> float:
    """The score of the best legal sequence, by the textbook's recursion."""
    legal = {(a, b): not b.startswith("I-") or a[2:] == b[2:] for a in TAGS for b in TAGS}
    scores = {tag: float(rows[0][i]) for i, tag in enumerate(TAGS) if not tag.startswith("I-")}
    for row in rows[1:]:
        scores = {
            tag: float(row[i]) + max(score for before, score in scores.items() if legal[before, tag])
            for i, tag in enumerate(TAGS)
            if any(legal[before, tag] for before in scores)
        }
    return max(scores.values())


@given(
    arrays.arrays(np.float32, st.tuples(st.integers(1, 12), st.just(len(TAGS))), elements=st.integers(-8, 0).map(float))
)
def test_no_legal_sequence_is_better_than_the_decoded_one(rows: Floats) -> None:
    spans = decode(rows, "role")
    path = ["O"] * len(rows)
    for span in spans:
        path[span.first : span.last] = [f"B-{span.label}"] + [f"I-{span.label}"] * (span.last - span.first - 1)

    assert sum(float(row[TAGS.index(tag)]) for row, tag in zip(rows, path, strict=True)) == best_score(rows)
