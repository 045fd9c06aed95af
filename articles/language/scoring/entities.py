"""Scores of named mentions and of their grouping into entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from articles.language.scoring.counts import Mistake, Pair, Record, Score, likeness, overlap, share

Mention = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class EntityScores:
    """``strict``: span and label equal; ``lenient``: spans overlap and labels are equal; ``span``: any label.

    ``by_label`` holds strict and lenient scores. ``grouping`` is B-cubed over the mentions, None where the gold has no
    groups. ``label_accuracy``: right labels among mentions of equal span; ``confusion`` counts the wrong pairs.
    """

    strict: Score
    lenient: Score
    span: Score
    by_label: Mapping[str, tuple[Score, Score]]
    grouping: Score | None
    label_accuracy: float | None
    confusion: Mapping[tuple[str, str], int]
    mistakes: Sequence[Mistake]


@dataclass
class _Counts:
    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    strict: Counter[str] = field(default_factory=Counter)
    lenient: Counter[str] = field(default_factory=Counter)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    span: Counter[str] = field(default_factory=Counter)
    grouping: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    grouped: bool = True
    mistakes: list[Mistake] = field(default_factory=list)


def score_entities(pairs: Iterable[Pair], labels: Collection[str] | None = None) -> EntityScores:
    """Score records whose ``entities`` are entities with mentions, or flat ``[start, end, label]``.

    ``labels``: those the gold is complete for; others count on neither side. A predicted mention that matches nothing
    and touches one of the gold's ``ignore`` spans does not count.
    """
    counts = _Counts()
    for gold, predicted in pairs:
        _count(counts, gold, predicted, labels)

    def score(hits: Counter[str], label: str | None = None) -> Score:
        if label is not None:
            return Score(hits[label], counts.predicted[label], counts.gold[label])
        return Score(hits.total(), counts.predicted.total(), counts.gold.total())

    grouping, span = counts.grouping, counts.span
    return EntityScores(
        strict=score(counts.strict),
        lenient=score(counts.lenient),
        span=Score(span["both"], span["predicted"], span["gold"]),
        by_label={
            label: (score(counts.strict, label), score(counts.lenient, label))
            for label in sorted(counts.gold | counts.predicted)
        },
        grouping=Score(grouping["right"], grouping["predicted"], grouping["gold"], grouping["found"])
        if counts.grouped
        else None,
        label_accuracy=share(span["same label"], span["both"]),
        confusion=dict(counts.confusion.most_common()),
        mistakes=counts.mistakes,
    )


def _count(counts: _Counts, gold_record: Record, predicted_record: Record, labels: Collection[str] | None) -> None:
    gold, predicted = _mentions(gold_record, labels), _mentions(predicted_record, labels)
    lenient = _aligned(gold, predicted, same_label=True)
    matched = {mention for _, mention in lenient}
    gold_spans = {mention[:2] for mention in gold}
    ignored = gold_record.get("ignore") or ()
    predicted = {
        mention: entity
        for mention, entity in predicted.items()
        if mention in matched or mention[:2] in gold_spans or not any(overlap(mention[:2], span) for span in ignored)
    }
    counts.gold.update(label for _, _, label in gold)
    counts.predicted.update(label for _, _, label in predicted)
    counts.strict.update(label for _, _, label in gold.keys() & predicted.keys())
    counts.lenient.update(mention[2] for mention, _ in lenient)
    _count_spans(counts, gold, predicted)
    _note_mistakes(counts, gold_record, gold, predicted, lenient)
    if any(not isinstance(entity, Mapping) for entity in gold_record["entities"]):
        counts.grouped = False
    else:
        _count_grouping(counts, gold, predicted)


def _mentions(record: Record, labels: Collection[str] | None) -> dict[Mention, int]:
    """Every mention once, with the number of its entity."""
    mentions: dict[Mention, int] = {}
    for number, entity in enumerate(record["entities"]):
        if isinstance(entity, Mapping):
            found = [(start, end, entity["label"]) for start, end in entity["mentions"]]
        else:
            found = [(entity[0], entity[1], entity[2])]
        for mention in found:
            if labels is None or mention[2] in labels:
                mentions.setdefault(mention, number)
    return mentions


def _aligned(
    gold: Iterable[Mention], predicted: Iterable[Mention], *, same_label: bool
) -> list[tuple[Mention, Mention]]:
    """Overlapping mentions paired one to one, those most alike first."""
    by_start = sorted(predicted)
    candidates = []
    for one in gold:
        for other in by_start:
            if other[0] >= one[1]:
                break
            alike = likeness(one[:2], other[:2])
            if alike and (one[2] == other[2] or not same_label):
                candidates.append((-alike, one[2] != other[2], one, other))
    used_gold: set[Mention] = set()
    used_predicted: set[Mention] = set()
    pairs = []
    for _, _, one, other in sorted(candidates):
        if one not in used_gold and other not in used_predicted:
            used_gold.add(one)
            used_predicted.add(other)
            pairs.append((one, other))
    return pairs


def _labels_by_span(mentions: Iterable[Mention]) -> dict[tuple[int, int], set[str]]:
    labels: dict[tuple[int, int], set[str]] = {}
    for start, end, label in mentions:
        labels.setdefault((start, end), set()).add(label)
    return labels


def _count_spans(counts: _Counts, gold: Iterable[Mention], predicted: Iterable[Mention]) -> None:
    gold_labels, predicted_labels = _labels_by_span(gold), _labels_by_span(predicted)
    both = gold_labels.keys() & predicted_labels.keys()
    right = sum(1 for span in both if gold_labels[span] & predicted_labels[span])
    counts.span.update(gold=len(gold_labels), predicted=len(predicted_labels))
    counts.span.update({"both": len(both), "same label": right})
    counts.confusion.update(
        (min(gold_labels[span]), min(predicted_labels[span]))
        for span in both
        if not gold_labels[span] & predicted_labels[span]
    )


def _count_grouping(counts: _Counts, gold: Mapping[Mention, int], predicted: Mapping[Mention, int]) -> None:
    gold_sizes, predicted_sizes = Counter(gold.values()), Counter(predicted.values())
    aligned = _aligned(gold, predicted, same_label=False)
    common = Counter((gold[one], predicted[other]) for one, other in aligned)
    counts.grouping["predicted"] += len(predicted)
    counts.grouping["gold"] += len(gold)
    for (one, other), size in common.items():
        counts.grouping["right"] += size * size / predicted_sizes[other]
        counts.grouping["found"] += size * size / gold_sizes[one]


def _note_mistakes(
    counts: _Counts,
    record: Record,
    gold: Iterable[Mention],
    predicted: Iterable[Mention],
    lenient: Sequence[tuple[Mention, Mention]],
) -> None:
    name, text = str(record["id"]), record["text"]
    found, right = {one for one, _ in lenient}, {other for _, other in lenient}
    notes = [("missed", mention, mention[2]) for mention in gold if mention not in found]
    notes += [("spurious", mention, mention[2]) for mention in predicted if mention not in right]
    notes += [
        ("border", one, f"{one[2]}, found «{text[other[0] : other[1]]}»") for one, other in lenient if one != other
    ]
    counts.mistakes.extend(Mistake(f"entity {kind}", name, m[0], m[1], detail) for kind, m, detail in sorted(notes))
