"""Scores of numbers: where they stand and their normal forms."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from articles.language.scoring.counts import Mistake, Pair, Record, Score, likeness, overlap, share
from articles.language.scoring.dates import same_date
from articles.language.scoring.units import same_amount, same_unit

FIELDS: Final = ("kind", "value", "range", "unit", "currency", "bound", "date", "counted")
_VALUES: Final = frozenset({"value", "range", "date"})
_SINGULARS: Final = {"people": "person", "men": "man", "women": "woman", "children": "child"}
_SMALL_WORDS: Final = frozenset({"the", "a", "an", "of", "other", "more"})


@dataclass(frozen=True, slots=True)
class NumberScores:
    """``found``: spans overlap; ``value``: and the stated value, range or date is right; ``full``: and all but counted.

    ``fields`` is how often each field is right among the matched whose gold states it; ``by_kind`` how many of the gold
    were found. ``in_excluded`` counts predictions inside spans that hold no number (telephones, versions).
    """

    found: Score
    exact: Score
    value: Score
    full: Score
    fields: Mapping[str, float]
    by_kind: Mapping[str, Score]
    in_excluded: int
    mistakes: Sequence[Mistake]


@dataclass
class _Counts:
    total: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    gold_kinds: Counter[str] = field(default_factory=Counter)
    predicted_kinds: Counter[str] = field(default_factory=Counter)
    found_kinds: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)


def score_numbers(pairs: Iterable[Pair]) -> NumberScores:
    """Score the ``numbers`` of records.

    ``covers`` of a gold record are the kinds it annotates: an unmatched prediction of another kind that touches no gold
    does not count, unless it lies in one of the ``exclude`` spans.
    """
    counts = _Counts()
    for gold, predicted in pairs:
        _count(counts, gold, predicted["numbers"])
    total = counts.total
    with_values = total["predicted"] - total["matched without value"]
    return NumberScores(
        found=Score(total["found"], total["predicted"], total["gold"]),
        exact=Score(total["exact"], total["predicted"], total["gold"]),
        value=Score(total["value right"], with_values, total["gold with value"]),
        full=Score(total["full right"], with_values, total["gold with value"]),
        fields={name: share(counts.right[name], counts.stated[name]) or 0.0 for name in FIELDS if counts.stated[name]},
        by_kind={
            kind: Score(counts.found_kinds[kind], counts.predicted_kinds[kind], counts.gold_kinds[kind])
            for kind in sorted(counts.gold_kinds)
        },
        in_excluded=total["in excluded"],
        mistakes=counts.mistakes,
    )


def _count(counts: _Counts, record: Record, predicted: Sequence[Record]) -> None:
    gold: Sequence[Record] = record["numbers"]
    reference = _reference(record)
    matches = _paired(gold, predicted, reference)
    matched = {other: one for one, other in matches.items()}
    counts.total["gold"] += len(gold)
    for number, one in enumerate(gold):
        counts.gold_kinds[one.get("kind") or ""] += 1
        counts.total["gold with value"] += bool(_VALUES & compared(one, {}, reference).keys())
        if number in matches:
            _count_match(counts, record, one, predicted[matches[number]], reference)
        else:
            _note(counts, "missed", record, one, str(one.get("kind")))
    for number, other in enumerate(predicted):
        kind = other.get("kind") or ""
        in_excluded = any(_shared(other, span) for span in record.get("exclude") or ())
        covers = record.get("covers")
        if number not in matched:
            if not (covers is None or kind in covers or in_excluded or any(_shared(other, one) for one in gold)):
                continue
            counts.total["in excluded"] += in_excluded
            _note(counts, "spurious", record, other, kind)
        counts.total["predicted"] += 1
        counts.predicted_kinds[kind] += 1


def _reference(record: Record) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(record.get("reference_date"))[:10])
    except ValueError:
        return None


def _shared(one: Record, other: Record) -> int:
    return overlap((one["start"], one["end"]), (other["start"], other["end"]))


def _note(counts: _Counts, kind: str, record: Record, number: Record, detail: str) -> None:
    counts.mistakes.append(Mistake(f"number {kind}", str(record["id"]), number["start"], number["end"], detail))


def _count_match(
    counts: _Counts, record: Record, gold: Record, predicted: Record, reference: datetime.date | None
) -> None:
    fields = compared(gold, predicted, reference)
    counts.stated.update(fields.keys())
    counts.right.update(name for name, right in fields.items() if right)
    counts.found_kinds[gold.get("kind") or ""] += 1
    values = [right for name, right in fields.items() if name in _VALUES]
    right_value = bool(values) and all(values)
    wrong = [name for name, right in fields.items() if not right and name != "counted"]
    counts.total["found"] += 1
    counts.total["exact"] += (gold["start"], gold["end"]) == (predicted["start"], predicted["end"])
    counts.total["matched without value"] += not values
    counts.total["value right"] += right_value
    counts.total["full right"] += right_value and not wrong
    if wrong:
        said = ", ".join(f"{name} {_said(gold, name)} found {_said(predicted, name)}" for name in wrong)
        _note(counts, "wrong", record, gold, said)


def _said(number: Record, name: str) -> Any:
    return f"{number.get('low')}..{number.get('high')}" if name == "range" else number.get(name)


def _paired(gold: Sequence[Record], predicted: Sequence[Record], reference: datetime.date | None) -> dict[int, int]:
    """Number of the gold -> number of the prediction, one to one, best overlap first, agreement breaking ties."""
    candidates = []
    for i, one in enumerate(gold):
        for j, other in enumerate(predicted):
            if _shared(one, other):
                fields = compared(one, other, reference)
                alike = likeness((one["start"], one["end"]), (other["start"], other["end"]))
                alike += 0.3 * fields.get("kind", False) + 0.3 * any(fields.get(name) for name in _VALUES)
                candidates.append((-alike, i, j))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(candidates):
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def compared(gold: Record, predicted: Record, reference: datetime.date | None) -> dict[str, bool]:
    """Whether the prediction is right in each field that the gold states."""
    fields: dict[str, bool] = {}
    if gold.get("kind") is not None:
        fields["kind"] = gold["kind"] == predicted.get("kind")
    if gold.get("value") is not None:
        fields["value"] = same_amount("value", gold, predicted)
    elif gold.get("low") is not None and gold.get("high") is not None:
        fields["range"] = same_amount("low", gold, predicted) and same_amount("high", gold, predicted)
    if gold.get("unit") is not None:
        fields["unit"] = same_unit(gold, predicted)
    if gold.get("currency") is not None:
        fields["currency"] = str(gold["currency"]).upper() == str(predicted.get("currency") or "").upper()
    if gold.get("bound") is not None:
        fields["bound"] = gold["bound"] == (predicted.get("bound") or "exact")
    if gold.get("date") is not None:
        fields["date"] = same_date(gold["date"], predicted.get("date"), reference)
    if gold.get("counted") is not None:
        fields["counted"] = _same_counted(gold["counted"], predicted.get("counted"))
    if gold.get("kind") == "duration" and gold.get("value") is not None and "date" in fields:
        # "three days" may be said as 3 days or as P3D: one of the two is enough
        if predicted.get("date") is None and predicted.get("value") is not None and fields.get("unit"):
            del fields["date"]
        elif predicted.get("value") is None and predicted.get("date") is not None:
            fields.pop("value")
            fields.pop("unit", None)
    return fields


def _same_counted(gold: str, predicted: str | None) -> bool:
    one, other = _words(gold), _words(predicted or "")
    return bool(one and other) and (one[-1] == other[-1] or set(one) <= set(other) or set(other) <= set(one))


def _words(phrase: str) -> list[str]:
    words = [
        _SINGULARS.get(word, word) for word in re.findall(r"[a-z0-9]+", phrase.lower()) if word not in _SMALL_WORDS
    ]
    return [word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith("ss") else word for word in words]
