"""The scores as text to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from articles.language.scoring.counts import Mistake, Record, Score
from articles.language.scoring.entities import EntityScores
from articles.language.scoring.numbers import NumberScores
from articles.language.scoring.quotes import QuoteScores


def _line(name: str, score: Score, more: str = "") -> str:
    gold, predicted = round(score.gold), round(score.predicted)
    figures = f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
    return f"  {name:<14} {figures}   gold {gold}, found {predicted}{more}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def entity_lines(scores: EntityScores) -> Iterator[str]:
    """Mentions strict and lenient, in all and by label, and the grouping."""
    yield "entities"
    yield _line("strict", scores.strict)
    yield _line("lenient", scores.lenient)
    yield _line("span only", scores.span, f", right label of these {_share(scores.label_accuracy)}")
    if scores.grouping:
        yield _line("grouping (B3)", scores.grouping)
    for label, (strict, lenient) in scores.by_label.items():
        yield _line(label, strict, f", lenient F1 {lenient.f1:.3f}")
    if scores.confusion:
        mixed = (f"{gold} for {found}: {count}" for (gold, found), count in list(scores.confusion.items())[:8])
        yield "  labels mixed up: " + ", ".join(mixed)


def quote_lines(by_level: Mapping[str, QuoteScores]) -> Iterator[str]:
    """Contents, speakers and cues at each level."""
    for level, scores in by_level.items():
        yield f"quotes, {level}"
        yield _line("all", scores.found)
        for kind, score in scores.by_type.items():
            yield _line(kind, score)
        yield _line("attributed", scores.attributed)
        shares = {"speaker": scores.speaker, "cue": scores.cue, "type": scores.type}
        yield "  right of matched: " + ", ".join(f"{name} {_share(value)}" for name, value in shares.items())


def number_lines(scores: NumberScores) -> Iterator[str]:
    """Numbers found, their values, and every field."""
    yield "numbers"
    for name, score in {
        "found": scores.found,
        "exact span": scores.exact,
        "value": scores.value,
        "full": scores.full,
    }.items():
        yield _line(name, score)
    yield "  right of matched: " + ", ".join(f"{name} {value:.3f}" for name, value in scores.fields.items())
    yield "  recall by kind: " + ", ".join(
        f"{kind or '?'} {score.recall:.2f}" for kind, score in scores.by_kind.items()
    )
    if scores.in_excluded:
        yield f"  found inside identifiers: {scores.in_excluded}"


def mistake_lines(mistakes: Iterable[Mistake], records: Mapping[str, Record], limit: int) -> Iterator[str]:
    """Up to ``limit`` mistakes of each kind in their context, the records with most mistakes first."""
    listed = list(mistakes)
    counts: dict[str, int] = {}
    for mistake in listed:
        counts[mistake.record] = counts.get(mistake.record, 0) + 1
    listed.sort(key=lambda mistake: (mistake.kind, -counts[mistake.record], mistake.record, mistake.start))
    for kind, of_kind in groupby(listed, key=lambda mistake: mistake.kind):
        chosen: Sequence[Mistake] = list(of_kind)
        yield f"{kind} ({len(chosen)})"
        for mistake in chosen[:limit]:
            text = records[mistake.record]["text"]
            before, words, after = (
                " ".join(part.split())
                for part in (
                    text[max(0, mistake.start - 40) : mistake.start],
                    text[mistake.start : mistake.end],
                    text[mistake.end : mistake.end + 40],
                )
            )
            yield f"  {mistake.record}: … {before} [{words}] {after} …   {mistake.detail}"
