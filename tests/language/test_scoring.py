"""The scores: what counts as right, and that they agree with the reference scorers where those are present."""

# ruff: noqa: S311 -- made-up mistakes need no cryptography

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from articles.language.scoring import score_entities, score_numbers, score_quotes
from articles.language.scoring.quotes import LENIENT, STRICT
from articles.language.scoring.report import mistake_lines

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
NUMBER_SETS = ["news", "recognizers", "recognizers-datetime", "duckling", "chrono", "quantulum3", "negatives"]

Record = dict[str, Any]


def record(text: str, **more: Any) -> Record:
    return {"id": "a", "text": text, "entities": [], "quotes": [], "numbers": [], **more}


def at(text: str, words: str) -> list[int]:
    return [text.index(words), text.index(words) + len(words)]


def entity(text: str, label: str, *names: str) -> Record:
    return {"name": names[0], "label": label, "mentions": [at(text, name) for name in names]}


def quote(text: str, words: str, **more: Any) -> Record:
    start, end = at(text, words)
    return {"start": start, "end": end, "type": "indirect", "cue": None, "speaker": None, "speaker_name": None, **more}


def number(text: str, words: str, **more: Any) -> Record:
    start, end = at(text, words)
    return {"start": start, "end": end, **more}


def test_mention_with_wrong_border_is_right_leniently_but_not_strictly() -> None:
    text = "Minister Hulusi Akar spoke"
    gold = record(text, entities=[entity(text, "PERSON", "Hulusi Akar")])
    found = record(text, entities=[entity(text, "PERSON", "Minister Hulusi Akar")])

    scores = score_entities([(gold, found)])

    assert (scores.strict.f1, scores.lenient.f1) == (0.0, 1.0)


def test_mention_with_wrong_label_counts_as_found_span_and_as_confusion() -> None:
    text = "Paris won"
    gold = record(text, entities=[entity(text, "ORG", "Paris")])
    found = record(text, entities=[entity(text, "GPE", "Paris")])

    scores = score_entities([(gold, found)])

    assert (scores.lenient.f1, scores.span.f1, dict(scores.confusion)) == (0.0, 1.0, {("ORG", "GPE"): 1})


def test_entity_split_in_two_keeps_precision_and_loses_recall_of_the_grouping() -> None:
    text = "Hulusi Akar came. Akar left."
    gold = record(text, entities=[{"label": "PERSON", "mentions": [at(text, "Hulusi Akar"), at(text, "Akar left")]}])
    found = record(
        text, entities=[{**e, "label": "PERSON"} for e in ({"mentions": [m]} for m in gold["entities"][0]["mentions"])]
    )

    grouping = score_entities([(gold, found)]).grouping

    assert grouping is not None
    assert (grouping.precision, grouping.recall) == (1.0, 0.5)


def test_label_that_the_gold_is_not_complete_for_counts_on_neither_side() -> None:
    text = "Ana Ruiz read Dune"
    gold = record(text, entities=[[*at(text, "Ana Ruiz"), "PERSON"]])
    found = record(text, entities=[entity(text, "PERSON", "Ana Ruiz"), entity(text, "WORK_OF_ART", "Dune")])

    scores = score_entities([(gold, found)], {"PERSON"})

    assert (scores.strict.f1, scores.grouping) == (1.0, None)


def test_quote_matches_with_or_without_its_marks() -> None:
    text = 'She said: "It failed."'
    gold = record(text, quotes=[quote(text, '"It failed."', type="direct")])
    found = record(text, quotes=[quote(text, "It failed", type="direct")])

    assert score_quotes([(gold, found)], STRICT).found.f1 == 1.0


def test_optional_quote_is_neither_missed_nor_wrong() -> None:
    text = "He urged them to leave"
    gold = record(text, quotes=[quote(text, "to leave", optional=True)])

    missed = score_quotes([(gold, record(text))], LENIENT)
    found = score_quotes([(gold, record(text, quotes=[quote(text, "to leave")]))], LENIENT)

    assert [(s.found.predicted, s.found.gold, s.mistakes) for s in (missed, found)] == [(0, 0, []), (0, 0, [])]


def test_speaker_is_right_under_another_known_name() -> None:
    text = "The plan is dead, Ruiz said"
    meant = {"speaker_name": "Ana Ruiz", "speaker_aliases": ["Ruiz"]}
    gold = record(text, quotes=[quote(text, "The plan is dead", **meant)])
    found = record(text, quotes=[quote(text, "The plan is dead", speaker_name="Ms Ruiz")])

    scores = score_quotes([(gold, found)], LENIENT)

    assert (scores.speaker, scores.attributed.f1) == (1.0, 1.0)


def test_number_in_another_unit_has_the_right_value_when_it_converts() -> None:
    text = "It weighs 2 kg"
    gold = record(text, numbers=[number(text, "2 kg", kind="quantity", value=2, unit="kilogram")])
    found = record(text, numbers=[number(text, "2 kg", kind="quantity", value=2000, unit="gram")])

    scores = score_numbers([(gold, found)])

    assert (scores.value.f1, scores.full.f1) == (1.0, 1.0)


def test_number_with_wrong_bound_has_the_right_value_but_not_all_fields() -> None:
    text = "over 20 people"
    gold = record(text, numbers=[number(text, "over 20", kind="cardinal", value=20, bound="more_than")])
    found = record(text, numbers=[number(text, "over 20", kind="cardinal", value=20, bound="exact")])

    scores = score_numbers([(gold, found)])

    assert (scores.value.f1, scores.full.f1) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ("2024-05", "2024-05-01/2024-05-31", True),
        ("P2W", "P14D", True),
        ("2024-Q1", "2024-01/2024-03", True),
        ("2017-22", "2017-06/2017-08", True),
        ("199X", "1990/1999", True),
        ("2024-W19", "2024-05-06/2024-05-12", True),
        ("2024-05-06", "2024-05-07", False),
        ("T06:00", "T06:00:00", True),
        ("2024-02-30", "2024-02", False),
    ],
)
def test_dates_are_the_same_when_they_denote_the_same_interval(gold: str, found: str, right: bool) -> None:
    text = "then"
    pair = [record(text, numbers=[number(text, text, date=date)]) for date in (gold, found)]

    assert score_numbers([(pair[0], pair[1])]).value.f1 == float(right)


def test_number_inside_an_identifier_is_counted_as_such() -> None:
    text = "Call 0800 1111"
    gold = record(text, covers=["money"], exclude=[number(text, "0800 1111")])
    found = record(text, numbers=[number(text, "0800", kind="cardinal", value=800)])

    assert score_numbers([(gold, found)]).in_excluded == 1


def test_mistakes_are_shown_in_their_context() -> None:
    text = "Yesterday Ana Ruiz spoke"
    gold = record(text, entities=[entity(text, "PERSON", "Ana Ruiz")])
    scores = score_entities([(gold, record(text))])

    assert list(mistake_lines(scores.mistakes, {"a": gold}, 5)) == [
        "entity missed (1)",
        "  a: … Yesterday [Ana Ruiz] spoke …   PERSON",
    ]


def reference_scorer(name: str) -> ModuleType:
    path = SHARED / "eval" / f"score_{name}.py"
    if not path.exists():
        pytest.skip("the reference scorers are not here (../shared/eval)")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_records(corpus: str) -> list[Record]:
    lines = (SHARED / "corpora" / corpus / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def disturbed(gold: Record, chance: random.Random) -> Record:
    """A prediction with some of everything that can go wrong: borders, labels, values, groups, missed, invented."""
    size = len(gold["text"])

    def span(start: int, end: int) -> tuple[int, int]:
        if chance.random() < 0.8:
            return start, end
        start = max(0, start + chance.randint(-8, 8))
        return min(start, size - 1), min(max(end + chance.randint(-8, 8), start + 1), size)

    entities = []
    for known in gold.get("entities") or ():
        mentions = [list(span(*m)) for m in known["mentions"] if chance.random() < 0.9]
        cut = chance.randint(0, len(mentions)) if chance.random() < 0.3 else len(mentions)
        label = known["label"] if chance.random() < 0.9 else "ORG"
        entities += [
            {"name": known["name"], "label": label, "mentions": part} for part in (mentions[:cut], mentions[cut:])
        ]
    quotes = []
    for known in gold.get("quotes") or ():
        if chance.random() < 0.85:
            start, end = span(known["start"], known["end"])
            other = {"speaker": None, "speaker_name": "Nobody"} if chance.random() < 0.2 else {}
            kind = {"type": "mixed"} if chance.random() < 0.1 else {}
            quotes.append(known | {"start": start, "end": end, "cue": None} | other | kind)
    numbers = []
    for known in gold.get("numbers") or ():
        if chance.random() < 0.85:
            start, end = span(known["start"], known["end"])
            number = known | {"start": start, "end": end}
            if chance.random() < 0.3:
                field = chance.choice(["value", "low", "unit", "date", "kind", "bound", "currency", "counted"])
                number[field] = {"value": 1, "low": 1, "unit": "meter", "date": "2020"}.get(field)
            numbers.append(number)
    if size > 3 and chance.random() < 0.5:
        numbers.append({"start": 0, "end": 3, "kind": "cardinal", "value": 7})
    return {"id": gold["id"], "entities": entities, "quotes": quotes, "numbers": numbers}


def figures(score: Any) -> tuple[float, float, float]:
    return round(score.precision, 4), round(score.recall, 4), round(score.f1, 4)


def reference_figures(score: Record) -> tuple[float, float, float]:
    return score["precision"], score["recall"], score["f1"]


def test_entity_scores_agree_with_the_reference() -> None:
    reference = reference_scorer("entities")
    gold = gold_records("gold-news")
    found = [disturbed(record, random.Random(number)) for number, record in enumerate(gold)]
    theirs = reference.evaluate({r["id"]: r for r in gold}, {r["id"]: r for r in found})

    ours = score_entities(zip(gold, found, strict=True))

    assert ours.grouping is not None
    assert figures(ours.strict) == reference_figures(theirs["strict"]["overall"])
    assert figures(ours.lenient) == reference_figures(theirs["lenient"]["overall"])
    assert figures(ours.span) == reference_figures(theirs["span"])
    assert figures(ours.grouping) == reference_figures(theirs["clusters"]["b3"])
    assert {label: figures(strict) for label, (strict, _) in ours.by_label.items()} == {
        label: reference_figures(row) for label, row in theirs["strict"]["by_label"].items()
    }


@pytest.mark.parametrize("corpus", ["gold-news", "quotes-edge"])
@pytest.mark.parametrize("threshold", [STRICT, LENIENT])
def test_quote_scores_agree_with_the_reference(corpus: str, threshold: float) -> None:
    reference = reference_scorer("quotes")
    gold = gold_records(corpus)
    found = [disturbed(record, random.Random(number)) for number, record in enumerate(gold)]
    theirs = reference.score(
        [(g["id"], g["text"], g["quotes"], f["quotes"]) for g, f in zip(gold, found, strict=True)], threshold
    )

    ours = score_quotes(zip(gold, found, strict=True), threshold)

    assert figures(ours.found) == reference_figures(theirs["overall"])
    assert figures(ours.attributed) == reference_figures(theirs["attributed"])
    assert {kind: figures(score) for kind, score in ours.by_type.items()} == {
        kind: reference_figures(score) for kind, score in theirs["by_type"].items()
    }
    assert round(ours.speaker or 0, 4) == theirs["speaker"]["accuracy"]


@pytest.mark.parametrize("corpus", ["gold-news", *(f"numbers-{name}" for name in NUMBER_SETS)])
def test_number_scores_agree_with_the_reference(corpus: str) -> None:
    reference = reference_scorer("numbers")
    gold = gold_records(corpus)
    found = [disturbed(record, random.Random(number)) for number, record in enumerate(gold)]
    theirs = reference.score(gold, found)

    ours = score_numbers(zip(gold, found, strict=True))

    # of an empty gold the reference says that nothing was found, we that nothing is missing: F1 is the same
    assert [round(score.f1, 4) for score in (ours.found, ours.value, ours.full)] == [
        theirs[name]["f1"] for name in ("detection", "value_f1", "full_f1")
    ]
    assert {name: round(value, 4) for name, value in ours.fields.items()} == {
        name: field["accuracy"] for name, field in theirs["fields"].items()
    }
    assert ours.in_excluded == theirs["excluded_hits"]
