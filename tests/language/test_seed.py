"""The article that the project began from: the names, quotes and figures that must be right in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from articles.document import Annotations
from articles.language import annotate
from tests.builders import document

GOLD = Path(__file__).parents[2].parent / "shared" / "corpora" / "gold-news" / "dev.jsonl"

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="the gold set lies in ../shared, which is not here")


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    records = (json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines())
    return next(record for record in records if record["id"] == "seed")


@pytest.fixture(scope="module")
def said(gold) -> Annotations:
    return annotate(document(gold["text"], published=gold["published"]))


def test_most_names_are_right_in_span_and_label(gold, said) -> None:
    wanted = {(*span, entity["label"]) for entity in gold["entities"] for span in entity["mentions"]}
    found = {(m.span.start, m.span.end, m.label.value) for m in said.mentions if m.form == "name"}

    assert len(wanted) == 59
    assert len(wanted & found) >= 50


@pytest.mark.parametrize("speaker", ["Hulusi Akar", "Sinem Koseoglu"])
def test_the_quotes_of_a_speaker_are_found_with_the_speaker(gold, said, speaker) -> None:
    wanted = [q for q in gold["quotes"] if q["speaker_name"] == speaker]
    found = [q for q in said.quotations if q.speaker_name == speaker]

    for quote in wanted:
        length = quote["end"] - quote["start"]
        shared = [min(q.span.end, quote["end"]) - max(q.span.start, quote["start"]) for q in found]
        assert max(shared, default=0) >= 0.5 * length, gold["text"][quote["start"] : quote["end"]]


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("At least 3.5 million", {"value": 3_500_000, "bound": "at_least", "counted": "civilians"}),
        ("over three million", {"value": 3_000_000, "bound": "more_than", "counted": "refugees"}),
        ("900km", {"value": 900, "unit": "kilometer"}),
        ("at least 400,000", {"value": 400_000, "bound": "at_least", "counted": "people"}),
        ("March 2011", {"date": "2011-03"}),
        ("September last year", {"date": "2018-09"}),
    ],
)
def test_a_figure_has_its_normal_form(gold, said, words, form) -> None:
    quantity = next(q for q in said.quantities if q.span.of(gold["text"]) == words)

    assert {name: getattr(quantity, name) for name in form} == form
