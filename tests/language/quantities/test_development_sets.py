"""The scores that the reader must reach on the development parts, by the shared scorer."""

from __future__ import annotations

import datetime
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from articles.document import Document, Span
from articles.extraction.structure import find_blocks
from articles.language.quantities import find_quantities

SHARED = Path(__file__).parents[4] / "shared"

pytestmark = pytest.mark.skipif(not (SHARED / "eval").exists(), reason="the shared corpora are not here")

# set -> least F1 of detection, value and all fields
LEAST = {
    "gold-news": (0.96, 0.90, 0.78),
    "numbers-news": (0.96, 0.90, 0.78),
    "numbers-recognizers": (0, 0.80, 0),
    "numbers-recognizers-datetime": (0, 0.60, 0),
    "numbers-duckling": (0, 0.60, 0),
    "numbers-chrono": (0, 0.60, 0),
    "numbers-quantulum3": (0, 0.80, 0),
}
MOST_IN_IDENTIFIERS = 5


def report(name: str) -> dict[str, Any]:
    """The scorer's report on the quantities found by rules alone."""
    spec = importlib.util.spec_from_file_location("score_numbers", SHARED / "eval" / "score_numbers.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    path = SHARED / "corpora" / name / "dev.jsonl"
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for record in gold:
        record.setdefault("reference_date", record.get("published"))
    found: dict[str, Any] = scorer.score(gold, [predicted(record) for record in gold])
    return found


def predicted(record: dict[str, Any]) -> dict[str, Any]:
    date, time = record["reference_date"], record.get("reference_time")
    document = Document(
        record["text"],
        find_blocks(record["text"]),
        datetime.date.fromisoformat(date) if date else None,
        datetime.time.fromisoformat(time) if time else None,
        record.get("day_first"),
    )
    names = [Span(*offsets) for entity in record.get("entities", ()) for offsets in entity["mentions"]]
    fields = ("kind", "value", "low", "high", "unit", "currency", "bound", "date", "counted")
    numbers = [
        {
            "start": quantity.span.start,
            "end": quantity.span.end,
            **{field: getattr(quantity, field) for field in fields},
        }
        for quantity in find_quantities(document, names=names)
    ]
    return {"id": record["id"], "numbers": numbers}


@pytest.mark.parametrize("name", LEAST)
def test_quantities_reach_the_score_that_is_asked_for(name):
    scores = report(name)
    reached = tuple(scores[figure]["f1"] for figure in ("detection", "value_f1", "full_f1"))

    assert all(score >= least for score, least in zip(reached, LEAST[name], strict=True)), reached


def test_identifiers_are_left_alone():
    assert report("numbers-negatives")["excluded_hits"] <= MOST_IN_IDENTIFIERS
