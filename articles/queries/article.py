"""What the article page shows: the blocks with everything marked in them, and the counts of the toolbar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from articles.document import BlockKind, Form, Label, QuotationType, Span
from articles.models import Article, State, Worker
from articles.queries.keeping import Kept
from articles.rendering.figures import DATES
from articles.rendering.kinds import KIND_NAMES, kind_of
from articles.rendering.marks import NOTHING, Marks, MentionMark, QuantityMark, QuotationMark, Selection
from articles.rendering.page import RenderedBlock, render_blocks
from articles.rendering.selecting import select

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


# characters of pages that a process remembers: those of the longest article are a few million
_pages: Final = Kept[Page](12_000_000)


def page(article: Article, selection: Selection = NOTHING) -> Page:
    """The article with all that is marked in it, and what is selected.

    Three queries, whatever its length; none while a process remembers it: all a page shows comes with a version.
    """
    key = (article.pk, article.version, article.state, article.updated)
    plain = _pages.get(key, lambda: _page(article), lambda made: len(made.header) + len(made.body))
    if selection == NOTHING:
        return plain
    return replace(plain, header=_selected(plain.header, selection), body=_selected(plain.body, selection))


def _selected(html: SafeString, selection: Selection) -> SafeString:
    return mark_safe(select(html, selection))  # noqa: S308 -- safe as it was, with classes added


def _page(article: Article) -> Page:
    marks = marks_of(article)
    blocks = render_blocks(article.document(), marks)
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
    """What is marked in the article, read as plain values: a long article has tens of thousands of rows."""
    mentions = list(
        article.mentions.order_by("start").values_list(
            "start", "end", "entity", "number", "form", "entity__label", "entity__name"
        )
    )
    counts = Counter(entity for _, _, entity, _, form, _, _ in mentions if form == Form.NAME)
    short = _short_names({entity: name for _, _, entity, _, _, label, name in mentions if label == Label.PERSON})
    return Marks(
        tuple(
            MentionMark(Span(start, end), entity, number, kind_of(label), counts[entity], Form(form))
            for start, end, entity, number, form, label, _ in mentions
        ),
        _quotation_marks(article, short),
        _quantity_marks(article),
    )


def _quotation_marks(article: Article, short: Mapping[int, str]) -> tuple[QuotationMark, ...]:
    fields = ("pk", "start", "end", "type", "fragments", "cue_start", "cue_end", "parent", "speaker_name")
    rows = article.quotations.order_by("start", "-end").values_list(*fields, "speaker", "speaker__name")
    return tuple(
        QuotationMark(
            Span(start, end),
            pk,
            QuotationType(type_),
            tuple(Span(*fragment) for fragment in fragments),
            _span(cue_start, cue_end),
            (short.get(speaker, name) if speaker else said_by) or "",
            parent is not None,
        )
        for pk, start, end, type_, fragments, cue_start, cue_end, parent, said_by, speaker, name in rows
    )


def _quantity_marks(article: Article) -> tuple[QuantityMark, ...]:
    fields = ("pk", "start", "end", "core_start", "core_end", "kind", "counted_start", "counted_end")
    return tuple(
        QuantityMark(Span(start, end), Span(core, core_end), pk, kind in DATES, _span(counted, counted_end))
        for pk, start, end, core, core_end, kind, counted, counted_end in article.quantities.order_by(
            "start"
        ).values_list(*fields)
    )


def _short_names(people: Mapping[int, str]) -> dict[int, str]:
    """The last word of each person's name, where nobody else in the article bears it."""
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
