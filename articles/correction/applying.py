"""The pipeline's rows and the editors' decisions -> the rows that readers see."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from articles.correction.rows import Fields, Row
from articles.document import Span

# two quotations that share so much of what they cover together are one for an editor who deleted it
_SAME: Final = 0.8


class Do(StrEnum):
    """What a decision does; the values are those of ``articles.models.Action``."""

    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Decision:
    """One correction at its place in the present text.

    ``fields`` are what the editor set, by the columns of the row; ``whole`` all fields of the row as they were when
    the editor decided, from which the row is made again where the pipeline no longer finds it. ``moved`` is the span
    that the editor gave the annotation, ``at`` the one it had.
    """

    do: Do
    at: Span
    fields: Fields
    whole: Fields
    moved: Span | None = None


def apply(rows: Iterable[Row], decisions: Iterable[Decision], *, disjoint: bool) -> list[Row]:
    """The rows after the decisions, taken in order; later ones win field by field.

    ``disjoint``: these annotations never overlap (mentions, quantities), so what an editor put somewhere pushes away
    what the pipeline, or an earlier decision, says of the same words; and a deletion takes whatever overlaps it.
    The result is sorted by start, the containing one first; no two rows have the same span.
    """
    shown = {row.span: row for row in rows}
    for decision in decisions:
        old = shown.pop(decision.at, None)
        if decision.do is Do.DELETE:
            for span in [span for span in shown if _is_same(span, decision.at, disjoint=disjoint)]:
                if not shown[span].is_edited:
                    del shown[span]
            continue
        base: Fields = decision.whole if old is None or decision.do is Do.ADD else old.fields
        span = decision.moved or decision.at
        if disjoint:
            for other in [other for other in shown if other.overlaps(span)]:
                del shown[other]
        shown[span] = Row(span, _fitting(span, {**base, **decision.fields}), is_edited=True)
    return sorted(shown.values(), key=lambda row: (row.span.start, -row.span.end))


def _fitting(span: Span, fields: Fields) -> Fields:
    """The fields without what no longer lies in the span: the core is then the span itself, a fragment goes."""
    fitted = dict(fields)
    if "core_start" in fields:
        start, end = fields["core_start"], fields["core_end"]
        if start is None or not span.start <= start < end <= span.end:
            fitted.update(core_start=span.start, core_end=span.end)
    if "fragments" in fields:
        fitted["fragments"] = [[s, e] for s, e in fields["fragments"] if span.start <= s < e <= span.end]
    return fitted


def _is_same(span: Span, deleted: Span, *, disjoint: bool) -> bool:
    if not span.overlaps(deleted):
        return False
    shared = min(span.end, deleted.end) - max(span.start, deleted.start)
    return disjoint or shared >= _SAME * (max(span.end, deleted.end) - min(span.start, deleted.start))


def keep_apart(mentions: Sequence[Row], quantities: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Mentions and quantities without overlaps between them: what an editor decided stays, else the mention.

    Both come sorted and each disjoint in itself, and leave so.
    """
    decided = [row.span for row in quantities if row.is_edited]
    kept = [row for row in mentions if row.is_edited or not _hits(decided, row.span)]
    named = [row.span for row in kept]
    return kept, [row for row in quantities if not _hits(named, row.span)]


def _hits(spans: Sequence[Span], span: Span) -> bool:
    """Whether ``span`` overlaps one of ``spans``, which are sorted and disjoint."""
    place = bisect_left(spans, span.end, key=lambda other: other.start)
    return place > 0 and spans[place - 1].end > span.start


def follow_mentions(quotations: Iterable[Row], mentions: Iterable[Row]) -> list[Row]:
    """The quotations, said by whom an editor's mention at their speaker refers to, unless an editor said by whom."""
    decided = {(row.span.start, row.span.end): row.fields["entity_id"] for row in mentions if row.is_edited}

    def follow(row: Row) -> Row:
        entity: Any = decided.get((row.fields["speaker_start"], row.fields["speaker_end"]))
        if entity is None or row.is_edited:
            return row
        return replace(row, fields={**row.fields, "speaker_id": entity})

    return [follow(row) for row in quotations]
