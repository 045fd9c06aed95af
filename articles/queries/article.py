"""What the article page shows: the blocks with everything marked in them, and the counts of the toolbar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from articles.document import BlockKind, Form, Label, QuotationType, Span
from articles.models import Article, Entity, Quantity, Quotation, State, Worker
from articles.rendering.figures import DATES
from articles.rendering.kinds import KIND_NAMES, kind_of
from articles.rendering.marks import NOTHING, Marks, MentionMark, QuantityMark, QuotationMark, Selection
from articles.rendering.page import RenderedBlock, render_blocks

# these stand above the text, in the page's header
HEADER = (BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.BYLINE)


@dataclass(frozen=True, slots=True)
class Toggle:
    """One kind of mark in the toolbar: its name, its word and how many there are."""

    kind: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """One article as it is read."""

    header: SafeString
    body: SafeString
    toggles: tuple[Toggle, ...]
    entities: int
    quotes: int
    numbers: int


def page(article: Article, selection: Selection = NOTHING) -> Page:
    """The article with all that is marked in it: three queries, whatever its length."""
    marks = marks_of(article)
    blocks = render_blocks(article.document(), marks, selection)
    first = next((i for i, block in enumerate(blocks) if block.kind not in HEADER), len(blocks))
    named = [mark for mark in marks.mentions if mark.form is Form.NAME]
    kinds = Counter(mark.kind for mark in named)
    dates = sum(mark.is_date for mark in marks.quantities)
    toggles = [Toggle(kind, name, kinds[kind]) for kind, name in KIND_NAMES.items()]
    toggles += [
        Toggle("quote", "Quotes", len(marks.quotations)),
        Toggle("number", "Numbers", len(marks.quantities) - dates),
        Toggle("date", "Dates", dates),
    ]
    return Page(
        _joined(blocks[:first]),
        _joined(blocks[first:]),
        tuple(toggles),
        len({mark.entity for mark in named}),
        len(marks.quotations),
        len(marks.quantities),
    )


def marked_blocks(article: Article) -> SafeString:
    """All blocks of the article with everything marked in them."""
    return _joined(render_blocks(article.document(), marks_of(article)))


def marks_of(article: Article) -> Marks:
    """What is marked in the article."""
    mentions = list(article.mentions.select_related("entity").order_by("start"))
    quotations = list(article.quotations.select_related("speaker").order_by("start", "-end"))
    counts = Counter(mention.entity_id for mention in mentions if mention.form == Form.NAME)
    short = _short_names(mention.entity for mention in mentions)
    return Marks(
        tuple(
            MentionMark(m.span, m.entity_id, m.number, kind_of(m.entity.label), counts[m.entity_id], Form(m.form))
            for m in mentions
        ),
        tuple(_quotation_mark(quotation, short) for quotation in quotations),
        tuple(_quantity_mark(quantity) for quantity in article.quantities.order_by("start")),
    )


def _quotation_mark(quotation: Quotation, short: dict[int, str]) -> QuotationMark:
    speaker = quotation.speaker
    name = short.get(speaker.pk, speaker.name) if speaker else quotation.speaker_name
    return QuotationMark(
        quotation.span,
        quotation.pk,
        QuotationType(quotation.type),
        tuple(Span(start, end) for start, end in quotation.fragments),
        _span(quotation.cue_start, quotation.cue_end),
        name,
        quotation.parent_id is not None,
    )


def _quantity_mark(quantity: Quantity) -> QuantityMark:
    return QuantityMark(
        quantity.span,
        Span(quantity.core_start, quantity.core_end),
        quantity.pk,
        quantity.kind in DATES,
        _span(quantity.counted_start, quantity.counted_end),
    )


def _short_names(entities: Iterable[Entity]) -> dict[int, str]:
    """The last word of each person's name, where nobody else in the article bears it."""
    people = {entity.pk: entity.name for entity in entities if entity.label == Label.PERSON}
    last = Counter(name.split()[-1] for name in people.values())
    return {pk: name.split()[-1] if last[name.split()[-1]] == 1 else name for pk, name in people.items()}


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _joined(blocks: Iterable[RenderedBlock]) -> SafeString:
    """The blocks one after the other, list items inside lists."""
    parts: list[str] = []
    in_list = False
    for block in blocks:
        is_item = block.kind is BlockKind.LIST_ITEM
        if is_item != in_list:
            parts.append("<ul>" if is_item else "</ul>")
            in_list = is_item
        parts.append(block.html)
    if in_list:
        parts.append("</ul>")
    return mark_safe("\n".join(parts))  # noqa: S308 -- the renderer escapes every character of the text


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the annotation of an article has come; ``ahead`` counts the articles before it in the queue."""

    state: str
    ahead: int
    is_stuck: bool

    @property
    def is_finished(self) -> bool:
        return self.state in (State.DONE, State.FAILED)


def progress(article: Article) -> Progress:
    """The article's place in the queue, and whether no worker is there to take it."""
    if article.state in (State.DONE, State.FAILED):
        return Progress(article.state, 0, False)
    waiting: QuerySet[Article] = Article.objects.waiting()
    ahead = waiting.filter(queued__lt=article.queued).count() if article.state == State.WAITING else 0
    return Progress(article.state, ahead, not Worker.objects.alive().exists())
