"""(Document, marks) -> the HTML of its blocks.

Each block is one element whose text content, without elements of class ``said``, is the block's text, character by
character. The text is cut at every boundary of every mark; each run is wrapped in what covers it, so overlapping and
crossing marks give well-formed HTML. Mentions and quantities are links and are never split; a quotation that ends
inside one is split at its edge, and goes on inside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from articles.document import Block, BlockKind, Document, Form, QuotationType, Span
from articles.rendering.marks import NOTHING, Marks, MentionMark, QuantityMark, QuotationMark, Selection

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


@dataclass(frozen=True, slots=True, eq=False)
class _Cover:
    """Something that wraps runs of text and may be split: a quotation, its verbatim words, a cue, a dateline."""

    start: int
    end: int
    rank: int
    # of the first part, and of the parts after it
    opening: str
    going_on: str
    # what stands in the margin before the first part
    said: str = ""
    speaker: str = ""

    @property
    def order(self) -> tuple[int, int, int]:
        return self.start, -self.end, self.rank


def render_blocks(document: Document, marks: Marks, selection: Selection = NOTHING) -> list[RenderedBlock]:
    """The blocks of the document with the marks drawn in, in order. Time is linear in text and marks."""
    leaves = _disjoint(sorted([*marks.mentions, *marks.quantities], key=lambda leaf: (leaf.span.start, -leaf.span.end)))
    covers = sorted(_covers(document, marks, selection), key=lambda cover: cover.order)
    renderer = _Renderer(document.text, selection)
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


def _covers(document: Document, marks: Marks, selection: Selection) -> Iterator[_Cover]:
    for block in document.blocks:
        if block.dateline:
            opening = '<span class="dateline">'
            yield _Cover(block.dateline.start, block.dateline.end, 0, opening, opening)
    for quotation in marks.quotations:
        chosen = " is-selected" if selection.quotation == quotation.pk else ""
        classes = f"quote {quotation.type}{chosen}"
        same = f'data-quote="{quotation.pk}"'
        yield _Cover(
            quotation.span.start,
            quotation.span.end,
            1,
            f'<span class="{classes}" id="{quotation.id}" {same}>',
            f'<span class="{classes} cont" {same}>',
            _said(quotation, chosen),
            quotation.speaker,
        )
        if quotation.type is QuotationType.MIXED:
            for fragment in quotation.fragments:
                yield _Cover(fragment.start, fragment.end, 2, '<span class="verbatim">', '<span class="verbatim">')
        if quotation.cue:
            opening = f'<span class="cue{chosen}" data-cue="{quotation.pk}">'
            yield _Cover(quotation.cue.start, quotation.cue.end, 3, opening, opening)
    for quantity in marks.quantities:
        if quantity.counted:
            chosen = " is-selected" if selection.quantity == quantity.pk else ""
            opening = f'<span class="counted{chosen}" data-counted="{quantity.pk}">'
            yield _Cover(quantity.counted.start, quantity.counted.end, 4, opening, opening)


def _said(quotation: QuotationMark, chosen: str) -> str:
    if not quotation.speaker:
        return ""
    nested = " nested" if quotation.nested else ""
    name = escape(quotation.speaker)
    return (
        f'<a class="said {quotation.type}{nested}{chosen}" href="?sel=q:{quotation.pk}#{quotation.id}"'
        f' data-quote="{quotation.pk}" aria-label="{name}, {quotation.type} quote">'
        f'<span class="full">{name}</span>'
        f'<span class="short" aria-hidden="true">{escape(initials(quotation.speaker))}</span></a>'
    )


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
        if not cover.said or cover.speaker == self.speaker:
            return ""
        crowded = cover.start - self.start < LINE
        self.speaker, self.start = cover.speaker, cover.start
        return cover.said.replace('class="said ', 'class="said lower ', 1) if crowded else cover.said


class _Renderer:
    """Renders the blocks of one text in order; remembers which quotations have begun."""

    def __init__(self, text: str, selection: Selection) -> None:
        self.text = text
        self.selection = selection
        self.begun: set[_Cover] = set()

    def block(self, block: Block, number: int, leaves: Sequence[Leaf], covers: Sequence[_Cover]) -> str:
        tag, name = _TAGS[block.kind]
        kind = f' class="{name}"' if name else ""
        span = block.span
        parts = [
            f'<{tag}{kind} id="p{number}" data-block="{block.kind}" data-start="{span.start}" data-end="{span.end}">'
        ]
        stack: list[tuple[_Cover, int]] = []
        active: list[_Cover] = []
        waiting = 0
        margin = _Margin()
        for start, end, leaf in _units(span, leaves, covers):
            active = [cover for cover in active if cover.end > start]
            while waiting < len(covers) and covers[waiting].start <= start:
                if covers[waiting].end > start:
                    active.append(covers[waiting])
                waiting += 1
            wrapping = [cover for cover in active if cover.end >= end]
            if stack or wrapping:
                shared = _shared([cover for cover, _ in stack], wrapping)
                self._close(stack[shared:], start, parts)
                stack = stack[:shared]
                for cover in wrapping[shared:]:
                    self._begin(cover, margin, parts)
                    stack.append((cover, len(parts) - 1))
            if leaf is None:
                parts.append(escape(self.text[start:end], quote=False))
                continue
            inside = [cover for cover in active if cover.end < end]
            inside += _starting_before(covers, waiting, end)
            parts += [margin.said(cover) for cover in inside if cover not in self.begun]
            parts.append(self._leaf(leaf, inside))
        self._close(stack, span.end, parts)
        parts.append(f"</{tag}>")
        return "".join(parts)

    @staticmethod
    def _close(covers: Sequence[tuple[_Cover, int]], end: int, parts: list[str]) -> None:
        """End these covers at ``end``; a quotation that goes on elsewhere is marked as open in its opening part."""
        for cover, opening in covers:
            if cover.end > end:
                parts[opening] = parts[opening].replace('<span class="quote ', '<span class="quote open-end ', 1)
        parts.append("</span>" * len(covers))

    def _begin(self, cover: _Cover, margin: _Margin, parts: list[str]) -> None:
        if cover in self.begun:
            parts.append(cover.going_on)
            return
        self.begun.add(cover)
        parts.append(margin.said(cover))
        parts.append(cover.opening)

    def _leaf(self, leaf: Leaf, inside: Sequence[_Cover]) -> str:
        start, end = leaf.span.start, leaf.span.end
        bounds = [(start, leaf.core.start), (leaf.core.end, end)] if isinstance(leaf, QuantityMark) else []
        edges = {start, end, *(edge for bound in bounds for edge in bound)}
        edges |= {edge for cover in inside for edge in (cover.start, cover.end) if start < edge < end}
        cuts = sorted(edges)
        parts = [self._opening(leaf)]
        for left, right in pairwise(cuts):
            piece = escape(self.text[left:right], quote=False)
            if any(low <= left and right <= high for low, high in bounds):
                piece = f'<span class="bound-word">{piece}</span>'
            for cover in reversed([c for c in inside if c.start <= left and right <= c.end]):
                piece = f"{cover.going_on if cover in self.begun else cover.opening}{piece}</span>"
                self.begun.add(cover)
            parts.append(piece)
        parts.append("</a>" if self._is_link(leaf) else "</span>")
        return "".join(parts)

    @staticmethod
    def _is_link(leaf: Leaf) -> bool:
        return isinstance(leaf, QuantityMark) or leaf.form is Form.NAME

    def _opening(self, leaf: Leaf) -> str:
        if isinstance(leaf, QuantityMark):
            chosen = " is-selected" if self.selection.quantity == leaf.pk else ""
            kind = f"number{' date' if leaf.is_date else ''}{' short' if len(leaf.span) <= SHORT else ''}{chosen}"
            target = f'href="?sel=n:{leaf.pk}#{leaf.id}" data-number="{leaf.pk}"'
            return (
                f'<a class="{kind}" id="{leaf.id}" {target} aria-description="{"date" if leaf.is_date else "number"}">'
            )
        chosen = " is-selected" if self.selection.entity == leaf.entity else ""
        chosen += " is-current" if self.selection.at == leaf.id else ""
        if leaf.form is not Form.NAME:
            return f'<span class="coref kind-{leaf.kind}{chosen}" id="{leaf.id}" data-entity="{leaf.entity}">'
        many = f"{leaf.count} mention{'' if leaf.count == 1 else 's'}"
        return (
            f'<a class="entity kind-{leaf.kind}{chosen}" id="{leaf.id}"'
            f' href="?sel=e:{leaf.entity}&amp;at={leaf.id}#{leaf.id}" data-entity="{leaf.entity}"'
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


def _shared(stack: Sequence[_Cover], wrapping: Sequence[_Cover]) -> int:
    """How many of the open covers stay open."""
    for i, (old, new) in enumerate(zip(stack, wrapping, strict=False)):
        if old is not new:
            return i
    return min(len(stack), len(wrapping))
