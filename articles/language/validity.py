"""What every result holds to, whatever the stages before it did: see :class:`articles.document.Annotations`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from articles.document import Annotations, Document, Mention, Quantity, Quotation, Span


def valid(document: Document, annotations: Annotations) -> Annotations:
    """The annotations, sorted, without the records that break a promise, and with every quotation's parent.

    Dropped are: a mention or quantity that overlaps one before it or leaves its block, a quotation that leaves the
    text or stands twice; a cue, speaker or fragment out of place is taken out of its quotation.
    """
    place = _Places(document)
    mentions = tuple(_disjoint(m for m in annotations.mentions if place.in_one_block(m.span)))
    names = [mention.span for mention in mentions]
    return Annotations(
        annotations.entities,
        mentions,
        _nested(place.quotation(quotation) for quotation in annotations.quotations if place.in_text(quotation.span)),
        _linked(annotations.quantities, names, place),
        annotations.pipeline,
    )


def apart_from(spans: Iterable[Span], mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that overlap none of ``spans``, which are sorted and disjoint."""
    taken = list(spans)
    starts = [span.start for span in taken]

    def is_free(span: Span) -> bool:
        index = bisect_right(starts, span.end - 1) - 1
        return index < 0 or taken[index].end <= span.start

    return [mention for mention in mentions if is_free(mention.span)]


class _Places:
    """Where the document's text and blocks are."""

    def __init__(self, document: Document) -> None:
        self._size = len(document.text)
        self._blocks = [block.span for block in document.blocks]
        self._starts = [span.start for span in self._blocks]

    def in_text(self, span: Span | None) -> bool:
        return span is not None and span.end <= self._size

    def in_one_block(self, span: Span) -> bool:
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and self._blocks[index].contains(span)

    def quotation(self, quotation: Quotation) -> Quotation:
        """The quotation without the parts that are out of place."""
        return replace(
            quotation,
            fragments=tuple(_disjoint_spans(f for f in quotation.fragments if quotation.span.contains(f))),
            cue=quotation.cue if self.in_text(quotation.cue) else None,
            speaker=quotation.speaker if self.in_text(quotation.speaker) else None,
        )


def _disjoint_spans(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return kept


def _disjoint(mentions: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end)):
        if not kept or kept[-1].span.end <= mention.span.start:
            kept.append(mention)
    return kept


def _linked(quantities: Sequence[Quantity], names: Sequence[Span], place: _Places) -> tuple[Quantity, ...]:
    """The quantities in order, disjoint from each other and from the names, their ``same_as`` renumbered."""
    name_starts = [name.start for name in names]
    kept: list[int] = []
    for number in sorted(range(len(quantities)), key=lambda number: quantities[number].span):
        span = quantities[number].span
        before = bisect_right(name_starts, span.end - 1) - 1
        hits_name = before >= 0 and names[before].end > span.start
        hits_other = bool(kept) and quantities[kept[-1]].span.end > span.start
        if place.in_one_block(span) and not hits_name and not hits_other:
            kept.append(number)
    new_number = {old: new for new, old in enumerate(kept)}
    return tuple(
        replace(quantity, same_as=new_number.get(quantity.same_as)) if quantity.same_as is not None else quantity
        for quantity in (quantities[number] for number in kept)
    )


def _nested(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The quotations in order, each span once, with the index of the smallest one around it."""
    kept: list[Quotation] = []
    around: list[int] = []
    for quotation in sorted(quotations, key=lambda quotation: (quotation.span.start, -quotation.span.end)):
        if kept and kept[-1].span == quotation.span:
            continue
        while around and not kept[around[-1]].span.contains(quotation.span):
            around.pop()
        kept.append(replace(quotation, parent=around[-1] if around else None))
        around.append(len(kept) - 1)
    return tuple(kept)
