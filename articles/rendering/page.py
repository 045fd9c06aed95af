"""(Document, marks) -> the HTML of its blocks.

Each block is one element whose text content, without elements of class ``said``, is the block's text, character by
character. The text is cut at every boundary of every mark; each run is wrapped in what covers it, so overlapping and
crossing marks give well-formed HTML. Mentions and quantities are links and are never split; a quotation that ends
inside one is split at its edge, and goes on inside it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from articles.document import Block, BlockKind, Document, Form, QuotationType, Span
from articles.rendering.marks import Marks, MentionMark, QuantityMark, QuotationMark

# numbers up to this many characters do not break across lines
SHORT: Final = 24
# two names in the margin that stand for places closer than a line's length need a line each
LINE: Final = 66

_TAGS: Final = {
    BlockKind.HEADLINE: ("h1", "headline"),
    BlockKind.STANDFIRST: ("p", "standfirst"),
    BlockKind.BYLINE: ("p", "byline"),
    BlockKind.PARAGRAPH: ("p", ""),
    BlockKind.SUBHEADING: ("h2", "subheading"),
    BlockKind.LIST_ITEM: ("li", ""),
    BlockKind.QUOTE: ("blockquote", ""),
    BlockKind.CAPTION: ("p", "caption"),
    BlockKind.CREDIT: ("p", "credit"),
    BlockKind.SOURCE: ("p", "source"),
}

Leaf = MentionMark | QuantityMark


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """One block as HTML; ``number`` counts the blocks from 1, and ``p{number}`` is the element's id."""

    kind: BlockKind
    number: int
    html: str


# not frozen: a long article has thousands, and setting up a frozen one takes three times as long
@dataclass(slots=True, eq=False)
class _Cover:
    """Something that wraps runs of text and may be split: a quotation, its verbatim words, a cue, a dateline."""

    start: int
    end: int
    rank: int
    # of the first part, and of the parts after it
    opening: str
    going_on: str
    # whose first part has a name in the margin before it
    said: QuotationMark | None = None


def render_blocks(document: Document, marks: Marks) -> list[RenderedBlock]:
    """The blocks of the document with the marks drawn in, in order. Time is linear in text and marks."""
    leaves = _disjoint(sorted([*marks.mentions, *marks.quantities], key=lambda leaf: (leaf.span.start, -leaf.span.end)))
    covers = sorted(_covers(document, marks), key=lambda cover: (cover.start, -cover.end, cover.rank))
    renderer = _Renderer(document.text)
    rendered = []
    first_leaf = first_cover = 0
    open_covers: list[_Cover] = []
    for number, block in enumerate(document.blocks, 1):
        here: list[Leaf] = []
        while first_leaf < len(leaves) and leaves[first_leaf].span.start < block.span.end:
            if block.span.contains(leaves[first_leaf].span):
                here.append(leaves[first_leaf])
            first_leaf += 1
        open_covers = [cover for cover in open_covers if cover.end > block.span.start]
        while first_cover < len(covers) and covers[first_cover].start < block.span.end:
            if covers[first_cover].end > block.span.start:
                open_covers.append(covers[first_cover])
            first_cover += 1
        rendered.append(RenderedBlock(block.kind, number, renderer.block(block, number, here, open_covers)))
    return rendered


def _disjoint(leaves: Iterable[Leaf]) -> list[Leaf]:
    kept: list[Leaf] = []
    for leaf in leaves:
        if not kept or kept[-1].span.end <= leaf.span.start:
            kept.append(leaf)
    return kept


def _covers(document: Document, marks: Marks) -> Iterator[_Cover]:
    for block in document.blocks:
        if block.dateline:
            opening = '<span class="dateline">'
            yield _Cover(block.dateline.start, block.dateline.end, 0, opening, opening)
    for quotation in marks.quotations:
        classes = f"quote {quotation.type}"
        same = f'data-quote="{quotation.pk}"'
        yield _Cover(
            quotation.span.start,
            quotation.span.end,
            1,
            f'<span class="{classes}" id="{quotation.id}" {same}>',
            f'<span class="{classes} cont" {same}>',
            quotation if quotation.speaker else None,
        )
        if quotation.type is QuotationType.MIXED:
            for fragment in quotation.fragments:
                yield _Cover(fragment.start, fragment.end, 2, '<span class="verbatim">', '<span class="verbatim">')
        if quotation.cue:
            opening = f'<span class="cue" data-cue="{quotation.pk}">'
            yield _Cover(quotation.cue.start, quotation.cue.end, 3, opening, opening)
    for quantity in marks.quantities:
        if quantity.counted:
            opening = f'<span class="counted" data-counted="{quantity.pk}">'
            yield _Cover(quantity.counted.start, quantity.counted.end, 4, opening, opening)


def _said(quotation: QuotationMark, *, is_lower: bool) -> str:
    lower = "lower " if is_lower else ""
    nested = " nested" if quotation.nested else ""
    name = escape(quotation.speaker)
    return (
        f'<a class="said {lower}{quotation.type}{nested}" href="?sel=q:{quotation.pk}#{quotation.id}"'
        f' data-quote="{quotation.pk}" aria-label="{name}, {quotation.type} quote">'
        f'<span class="full">{name}</span>'
        f'<span class="short" aria-hidden="true">{escape(initials(quotation.speaker))}</span></a>'
    )


def _escaped(text: str) -> str:
    # most runs have nothing to escape, and html.escape would copy each of them thrice
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def initials(name: str) -> str:
    """Up to three capitals that stand for a name where there is no room: "Concord Relief Agency" -> "CRA"."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    capitals = [word[0] for word in words if word[0].isupper()] or [word[0].upper() for word in words]
    return "".join(capitals[:3])


class _Margin:
    """The margin of one block: which speaker stands there last, and for which place in the text."""

    def __init__(self) -> None:
        self.speaker = ""
        self.start = -LINE

    def said(self, cover: _Cover) -> str:
        """The name to put beside the start of this cover; nothing where the same speaker goes on."""
        quotation = cover.said
        if quotation is None or quotation.speaker == self.speaker:
            return ""
        is_lower = cover.start - self.start < LINE
        self.speaker, self.start = quotation.speaker, cover.start
        return _said(quotation, is_lower=is_lower)


class _Wrapping:
    """The covers around a place that moves through one block: what is open, and what is still to come."""

    def __init__(self, covers: Sequence[_Cover], margin: _Margin, begun: set[_Cover], parts: list[str]) -> None:
        self._covers = covers
        self._margin = margin
        self._begun = begun
        self._parts = parts
        # covers with the place of their opening tag in parts
        self._stack: list[tuple[_Cover, int]] = []
        self._active: list[_Cover] = []
        self._waiting = 0
        # no cover begins or ends before this: what ends by here needs no look
        self.calm_until = covers[0].start if covers else sys.maxsize

    def move(self, start: int, end: int) -> Sequence[_Cover]:
        """Close and open covers for the run ``start`` to ``end``; return those that begin or end inside it."""
        active = [cover for cover in self._active if cover.end > start]
        while self._waiting < len(self._covers) and self._covers[self._waiting].start <= start:
            if self._covers[self._waiting].end > start:
                active.append(self._covers[self._waiting])
            self._waiting += 1
        wrapping = [cover for cover in active if cover.end >= end]
        shared = _shared(self._stack, wrapping)
        self.close(start, keep=shared)
        for cover in wrapping[shared:]:
            self._begin(cover)
        self._active = active
        self.calm_until = min([cover.end for cover in active], default=sys.maxsize)
        if self._waiting < len(self._covers):
            self.calm_until = min(self.calm_until, self._covers[self._waiting].start)
        inside = [cover for cover in active if cover.end < end]
        inside += _starting_before(self._covers, self._waiting, end)
        self._parts += [self._margin.said(cover) for cover in inside if cover not in self._begun]
        return inside

    def close(self, end: int, keep: int = 0) -> None:
        """End the covers at ``end``, but for the ``keep`` outer ones; a quotation that goes on elsewhere says so."""
        for cover, opening in self._stack[keep:]:
            if cover.end > end:
                self._parts[opening] = self._parts[opening].replace(
                    '<span class="quote ', '<span class="quote open-end ', 1
                )
        self._parts.append("</span>" * (len(self._stack) - keep))
        del self._stack[keep:]

    def _begin(self, cover: _Cover) -> None:
        if cover in self._begun:
            self._parts.append(cover.going_on)
        else:
            self._begun.add(cover)
            self._parts += (self._margin.said(cover), cover.opening)
        self._stack.append((cover, len(self._parts) - 1))


class _Renderer:
    """Renders the blocks of one text in order; remembers which quotations have begun."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.begun: set[_Cover] = set()

    def block(self, block: Block, number: int, leaves: Sequence[Leaf], covers: Sequence[_Cover]) -> str:
        tag, name = _TAGS[block.kind]
        kind = f' class="{name}"' if name else ""
        span = block.span
        parts = [
            f'<{tag}{kind} id="p{number}" data-block="{block.kind}" data-start="{span.start}" data-end="{span.end}">'
        ]
        wrapping = _Wrapping(covers, _Margin(), self.begun, parts)
        for start, end, leaf in _units(span, leaves, covers):
            inside = wrapping.move(start, end) if end > wrapping.calm_until else ()
            parts.append(_escaped(self.text[start:end]) if leaf is None else self._leaf(leaf, inside))
        wrapping.close(span.end)
        parts.append(f"</{tag}>")
        return "".join(parts)

    def _leaf(self, leaf: Leaf, inside: Sequence[_Cover]) -> str:
        is_link = isinstance(leaf, QuantityMark) or leaf.form is Form.NAME
        return f"{_opening(leaf)}{self._words(leaf, inside)}</{'a' if is_link else 'span'}>"

    def _words(self, leaf: Leaf, inside: Sequence[_Cover]) -> str:
        """The words of the leaf, cut where they stop to bound the figure and where a cover begins or ends."""
        start, end = leaf.span.start, leaf.span.end
        core = leaf.core if isinstance(leaf, QuantityMark) else leaf.span
        if not inside and core.start == start and core.end == end:
            return _escaped(self.text[start:end])
        edges = {start, core.start, core.end, end}
        edges |= {edge for cover in inside for edge in (cover.start, cover.end) if start < edge < end}
        parts = []
        for left, right in pairwise(sorted(edges)):
            piece = _escaped(self.text[left:right])
            if right <= core.start or left >= core.end:
                piece = f'<span class="bound-word">{piece}</span>'
            for cover in reversed([c for c in inside if c.start <= left and right <= c.end]):
                piece = f"{cover.going_on if cover in self.begun else cover.opening}{piece}</span>"
                self.begun.add(cover)
            parts.append(piece)
        return "".join(parts)


def _opening(leaf: Leaf) -> str:
    mark = leaf.id
    if isinstance(leaf, QuantityMark):
        kind = f"number{' date' if leaf.is_date else ''}{' short' if len(leaf.span) <= SHORT else ''}"
        target = f'href="?sel=n:{leaf.pk}#{mark}" data-number="{leaf.pk}"'
        return f'<a class="{kind}" id="{mark}" {target} aria-description="{"date" if leaf.is_date else "number"}">'
    if leaf.form is not Form.NAME:
        return f'<span class="coref kind-{leaf.kind}" id="{mark}" data-entity="{leaf.entity}">'
    many = f"{leaf.count} mention{'' if leaf.count == 1 else 's'}"
    return (
        f'<a class="entity kind-{leaf.kind}" id="{mark}"'
        f' href="?sel=e:{leaf.entity}&amp;at={mark}#{mark}" data-entity="{leaf.entity}"'
        f' aria-description="{_SPOKEN[leaf.kind]}, {many}">'
    )


_SPOKEN: Final = {"person": "person", "org": "organisation", "place": "place", "group": "group", "other": "other"}


def _units(block: Span, leaves: Sequence[Leaf], covers: Sequence[_Cover]) -> Iterator[tuple[int, int, Leaf | None]]:
    """Tile the block with its leaves and the runs between them, these cut at every edge of a cover."""
    edges = sorted({edge for cover in covers for edge in (cover.start, cover.end) if block.start < edge < block.end})
    position, next_edge = block.start, 0
    for leaf in [*leaves, None]:
        stop = block.end if leaf is None else leaf.span.start
        while next_edge < len(edges) and edges[next_edge] <= stop:
            if edges[next_edge] > position:
                yield position, edges[next_edge], None
                position = edges[next_edge]
            next_edge += 1
        if position < stop:
            yield position, stop, None
        if leaf is not None:
            yield leaf.span.start, leaf.span.end, leaf
            position = leaf.span.end


def _starting_before(covers: Sequence[_Cover], first: int, end: int) -> Iterator[_Cover]:
    # no slice: a paragraph may have thousands of them
    while first < len(covers) and covers[first].start < end:
        yield covers[first]
        first += 1


def _shared(stack: Sequence[tuple[_Cover, int]], wrapping: Sequence[_Cover]) -> int:
    """How many of the open covers stay open."""
    for i, ((old, _), new) in enumerate(zip(stack, wrapping, strict=False)):
        if old is not new:
            return i
    return min(len(stack), len(wrapping))
