"""What the panel shows beside an article of the selected quote or number; ``panel_entity`` has the entity."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from articles.document import Form, Span
from articles.models import Article, Entity, Quantity, Quotation
from articles.queries.cards import (
    EntityLink,
    FigureRow,
    QuoteCard,
    entity_link,
    figure_row,
    quote_card,
    quote_cards,
    quote_elsewhere,
    ranked,
)
from articles.queries.checks import CheckRow, checks_in
from articles.queries.parts import NOTHING_ASKED, Asked, Part
from articles.queries.places import Places
from articles.rendering.figures import BOUND_NAMES, DATES, KIND_WORDS, currency_in_words, figure, unit_in_words
from articles.rendering.kinds import kind_of

# numbers of one sentence
MOST: Final = 60
# quotations of other articles
FEW: Final = 6
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation; where they are a name or a number, how they are marked and what they select."""

    words: str
    marked_as: str = ""
    selection: str = ""


@dataclass(frozen=True, slots=True)
class QuotePanel:
    """A quotation's context. ``pieces`` are its words, cut where a name or number begins and ends."""

    card: QuoteCard
    pieces: tuple[Piece, ...]
    is_checked: bool
    type: str
    speaker: EntityLink | None
    named_as: str
    parent: QuoteCard | None
    mentioned: tuple[EntityLink, ...]
    numbers: tuple[FigureRow, ...]
    here: Part[QuoteCard]
    elsewhere: tuple[QuoteCard, ...]
    previous: str
    next: str
    place: int
    total: int
    checks: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True)
class NumberPanel:
    """A quantity's context. ``bound_word`` is the word of the article that bounds it."""

    row: FigureRow
    is_checked: bool
    kind: str
    value: str
    bound: str
    bound_word: str
    unit: str
    counted: str
    iso: str
    sentence: str
    speaker: EntityLink | None
    quote: QuoteCard | None
    nearby: tuple[FigureRow, ...]
    previous: str
    next: str
    place: int
    total: int
    checks: tuple[CheckRow, ...]


def quote_panel(article: Article, quotation: Quotation, asked: Asked = NOTHING_ASKED) -> QuotePanel:
    """The quotation, whom and what it names, and what else its speaker says."""
    places = Places(article)
    speaker = quotation.speaker
    # both ends of the start are said, for the index knows it
    within = Q(start__range=(quotation.start, quotation.end), end__lte=quotation.end)
    names = list(article.mentions.filter(within, form=Form.NAME).values_list("start", "end", "entity"))
    counted = Counter(entity for _, _, entity in names)
    entities = Entity.objects.in_bulk(list(counted))
    numbers = list(article.quantities.filter(within).order_by("start"))
    marks = [
        (Span(start, end), f"entity kind-{kind_of(entities[pk].label)}", f"e:{pk}") for start, end, pk in names
    ] + [(row.span, "number date" if row.kind in DATES else "number", f"n:{row.pk}") for row in numbers]
    elsewhere = (
        Quotation.objects.filter(speaker=speaker)
        .exclude(article=article)
        .select_related("speaker", "article")
        .defer("article__text", "article__blocks")
        .order_by("-day", "article", "start")[:FEW]
        if speaker
        else []
    )
    steps = _steps(article.quotations.all(), quotation, "q")
    parts = len(quotation.fragments)
    kind = quotation.get_type_display().capitalize()
    named_as = (
        article.text[quotation.speaker_start : quotation.speaker_end] if quotation.speaker_start is not None else ""
    )
    return QuotePanel(
        card=quote_card(quotation, article, places),
        pieces=tuple(_pieces(article.text, quotation.span, marks)),
        is_checked=quotation.is_edited,
        type=f"{kind}, in {parts} parts" if parts > 1 and quotation.type == "direct" else kind,
        speaker=entity_link(speaker) if speaker else None,
        named_as=named_as,
        parent=quote_card(quotation.parent, article, places) if quotation.parent else None,
        mentioned=tuple(ranked((entities[pk], n) for pk, n in counted.items() if pk in entities)),
        numbers=tuple(figure_row(quantity, article, places) for quantity in numbers),
        here=_here(article, quotation, places, asked),
        elsewhere=tuple(quote_elsewhere(other) for other in elsewhere),
        previous=steps.previous,
        next=steps.next,
        place=steps.place,
        total=steps.total,
        checks=checks_in(article, quotation),
    )


def _pieces(text: str, whole: Span, marks: Iterable[tuple[Span, str, str]]) -> Iterator[Piece]:
    """The words of ``whole`` cut at these marks, each with its class and selection; of marks inside marks the outer."""
    place = whole.start
    for span, marked_as, selection in sorted(marks, key=lambda mark: (mark[0].start, -mark[0].end)):
        if span.start < place:
            continue
        if place < span.start:
            yield Piece(_SPACE.sub(" ", text[place : span.start]))
        yield Piece(_SPACE.sub(" ", span.of(text)), marked_as, selection)
        place = span.end
    if place < whole.end:
        yield Piece(_SPACE.sub(" ", text[place : whole.end]))


def quote_part(article: Article, quotation: Quotation, asked: Asked) -> Part[Any] | None:
    """What is asked of one list of the quotation's panel; None if it has no such list."""
    return _here(article, quotation, Places(article), asked) if asked.name == "here" else None


def _here(article: Article, quotation: Quotation, places: Places, asked: Asked) -> Part[QuoteCard]:
    """What else its speaker says in the article."""
    said = article.quotations.filter(speaker=quotation.speaker) if quotation.speaker else Quotation.objects.none()
    return quote_cards("here", f"sel=q:{quotation.pk}", article, said.exclude(pk=quotation.pk), places, asked)


def number_panel(article: Article, quantity: Quantity) -> NumberPanel:
    """The quantity in its normal form, its sentence, and who says it."""
    places = Places(article)
    quote = (
        article.quotations.filter(start__lte=quantity.start, end__gte=quantity.end)
        .select_related("speaker")
        .order_by("-start", "end")
        .first()
    )
    sentence = places.sentence(quantity.span)
    same_sort = (
        article.quantities.filter(kind__in=DATES)
        if quantity.kind in DATES
        else article.quantities.exclude(kind__in=DATES)
    )
    steps = _steps(same_sort, quantity, "n")
    nearby = article.quantities.filter(start__range=(sentence.start, sentence.end), end__lte=sentence.end)
    bound = article.text[quantity.start : quantity.core_start] + article.text[quantity.core_end : quantity.end]
    return NumberPanel(
        row=figure_row(quantity, article, places),
        is_checked=quantity.is_edited,
        kind=KIND_WORDS[quantity.kind],
        value=figure(quantity),
        bound=BOUND_NAMES[quantity.bound],
        bound_word=bound.strip(" ()"),
        unit=_unit(quantity),
        counted=quantity.counted,
        iso=quantity.date,
        sentence=" ".join(sentence.of(article.text).split()),
        speaker=entity_link(quote.speaker) if quote and quote.speaker else None,
        quote=quote_card(quote, article, places) if quote else None,
        nearby=tuple(
            figure_row(other, article, places) for other in nearby.exclude(pk=quantity.pk).order_by("start")[:MOST]
        ),
        previous=steps.previous,
        next=steps.next,
        place=steps.place,
        total=steps.total,
        checks=checks_in(article, quantity),
    )


def _unit(quantity: Quantity) -> str:
    """What the quantity is measured in; empty for a bare number."""
    if quantity.currency:
        return currency_in_words(quantity.currency)
    return unit_in_words(quantity.unit) if quantity.unit else ""


@dataclass(frozen=True, slots=True)
class _Steps:
    """The selections before and after one, empty at the ends, and its place among ``total``, from 1."""

    previous: str
    next: str
    place: int
    total: int


def _steps(rows: QuerySet[Any], one: Quotation | Quantity, letter: str) -> _Steps:
    """Where ``one`` stands among the rows in the order of the text, the longer first where two start together."""
    before = Q(start__lt=one.start) | Q(start=one.start, end__gt=one.end)
    after = Q(start__gt=one.start) | Q(start=one.start, end__lt=one.end)
    # the longer condition alone would not be looked up in the index
    previous = rows.filter(before, start__lte=one.start).order_by("-start", "end").values_list("pk", flat=True).first()
    following = rows.filter(after, start__gte=one.start).order_by("start", "-end").values_list("pk", flat=True).first()
    counts = rows.aggregate(before=Count("pk", filter=before), total=Count("pk"))
    return _Steps(
        f"{letter}:{previous}" if previous else "",
        f"{letter}:{following}" if following else "",
        counts["before"] + 1,
        counts["total"],
    )
