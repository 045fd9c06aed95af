"""What the panel shows beside an article of the selected entity, quote or number."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from articles.document import Form, Span
from articles.models import Article, Entity, Quantity, Quotation
from articles.queries.cards import (
    ArticleLink,
    EntityLink,
    FigureRow,
    QuoteCard,
    article_link,
    entity_link,
    figure_row,
    quote_card,
    quote_elsewhere,
    ranked,
)
from articles.queries.checks import CheckRow, checks_in
from articles.queries.outline import outline_of
from articles.queries.parts import NOTHING_ASKED, Asked, Part
from articles.queries.places import Keyword, Places
from articles.queries.said import descriptions_of
from articles.rendering.figures import BOUND_NAMES, DATES, KIND_WORDS, figure, unit_in_words
from articles.rendering.kinds import kind_of

# mentions near which numbers are looked for
MOST: Final = 60
FEW: Final = 6
# a mention is one line
_MENTIONS: Final = 24
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention of the selected entity, with the words around it."""

    anchor: str
    kind: str
    keyword: Keyword
    is_current: bool
    in_quote: bool
    is_name: bool


@dataclass(frozen=True, slots=True)
class EntityPanel:
    """An entity's context in one article. ``total`` counts its named mentions here, ``articles`` the other articles.

    ``previous`` and ``next`` are the mentions beside the one being visited, the ``place``-th of all ``stops``: pronouns
    and descriptions are visited too. The first follows the last.
    """

    entity: EntityLink
    label: str
    is_checked: bool
    aliases: tuple[str, ...]
    descriptions: tuple[str, ...]
    mentions: Part[MentionRow]
    total: int
    at: str
    previous: str
    next: str
    place: int
    stops: int
    says: Part[QuoteCard]
    others_say: Part[QuoteCard]
    numbers: Part[FigureRow]
    beside: tuple[EntityLink, ...]
    elsewhere: tuple[ArticleLink, ...]
    articles: int


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


def entity_panel(article: Article, entity: Entity, at: str = "", asked: Asked = NOTHING_ASKED) -> EntityPanel:
    """The entity in this article; ``at`` is the id of the mention being visited, the first one if it is none."""
    lists = _EntityLists(article, entity, at)
    anchors, place = lists.anchors, lists.place
    named = [span for span, form in zip(lists.spans, lists.forms, strict=True) if form == Form.NAME]
    forms = Counter(span.of(article.text) for span in named)
    appearances = entity.appearances.filter(mentions__gt=0).exclude(article=article)
    elsewhere = appearances.select_related("article").defer("article__text", "article__blocks")
    return EntityPanel(
        entity=entity_link(entity),
        label=entity.get_label_display(),
        is_checked=entity.is_edited,
        aliases=tuple(form for form, _ in forms.most_common() if form != entity.name),
        descriptions=descriptions_of(article, entity),
        mentions=lists.mentions(asked),
        total=len(named),
        at=anchors[place] if anchors else "",
        previous=anchors[place - 1] if anchors else "",
        next=anchors[(place + 1) % len(anchors)] if anchors else "",
        place=place + 1,
        stops=len(anchors),
        says=lists.says(asked),
        others_say=lists.others_say(asked),
        numbers=lists.numbers(asked),
        beside=lists.beside(),
        elsewhere=tuple(
            article_link(other.article, other.mentions) for other in elsewhere.order_by("-day", "-article")[:FEW]
        ),
        articles=entity.article_count - bool(named),
    )


def entity_part(article: Article, entity: Entity, asked: Asked) -> Part[Any] | None:
    """What is asked of one list of the entity's panel; None if it has no such list."""
    lists = _EntityLists(article, entity)
    make: Mapping[str, Callable[[Asked], Part[Any]]] = {
        "mentions": lists.mentions,
        "says": lists.says,
        "others-say": lists.others_say,
        "numbers": lists.numbers,
    }
    return make[asked.name](asked) if asked.name in make else None


class _EntityLists:
    """The lists of an entity's panel. What several of them need is read once."""

    def __init__(self, article: Article, entity: Entity, at: str = "") -> None:
        self.article = article
        self.entity = entity
        self.address = f"sel=e:{entity.pk}"
        self.places = Places(article)
        self.outline = outline_of(article)
        rows = article.mentions.filter(entity=entity).order_by("start").values_list("start", "end", "number", "form")
        self.spans = [Span(start, end) for start, end, _, _ in rows]
        self.forms = [form for _, _, _, form in rows]
        self.anchors = [f"m-{entity.pk}-{number}" for _, _, number, _ in rows]
        self.place = self.anchors.index(at) if at in self.anchors else 0

    def mentions(self, asked: Asked) -> Part[MentionRow]:
        window = asked.window("mentions", _MENTIONS)
        quoted = _Cover(self.outline.quotations if self.spans else ())
        rows = [
            MentionRow(
                self.anchors[i],
                kind_of(self.entity.label),
                self.places.keyword(self.spans[i]),
                i == self.place,
                quoted.covers(self.spans[i].start),
                self.forms[i] == Form.NAME,
            )
            for i in range(*window.indices(len(self.spans)))
        ]
        return Part("mention", "mentions", self.address, rows, len(self.spans), window.start)

    def says(self, asked: Asked) -> Part[QuoteCard]:
        said = self.article.quotations.filter(speaker=self.entity)
        return _cards("says", self.address, self.article, said, self.places, asked)

    def others_say(self, asked: Asked) -> Part[QuoteCard]:
        starts = [span.start for span in self.spans]
        naming = set()
        for start, end in self.outline.quotations if starts else ():
            first = bisect_left(starts, start)
            if first < len(starts) and self.spans[first].end <= end:
                naming.add((start, end))
        window = asked.window("others-say")
        if not naming:
            return Part("quote", "others-say", self.address, (), 0, window.start)
        # those that start together need not all name it
        found = self.article.quotations.filter(start__in={start for start, _ in naming}).exclude(speaker=self.entity)
        chosen = sorted(
            (start, -end, pk) for start, end, pk in found.values_list("start", "end", "pk") if (start, end) in naming
        )
        shown = Quotation.objects.select_related("speaker").in_bulk([pk for _, _, pk in chosen[window]])
        cards = [quote_card(shown[pk], self.article, self.places) for _, _, pk in chosen[window] if pk in shown]
        return Part("quote", "others-say", self.address, cards, len(chosen), window.start)

    def numbers(self, asked: Asked) -> Part[FigureRow]:
        """The quantities in the sentences of its first named mentions, in order of the text."""
        named = [span for span, form in zip(self.spans, self.forms, strict=True) if form == Form.NAME]
        sentences = sorted({self.places.sentence(span) for span in named[:MOST]})
        quantities = self.outline.quantities
        within = set()
        for sentence in sentences:
            place = bisect_left(quantities, (sentence.start, 0))
            while place < len(quantities) and quantities[place][1] <= sentence.end:
                within.add(quantities[place][0])
                place += 1
        near = sorted(within)
        window = asked.window("numbers")
        chosen = self.article.quantities.filter(start__in=near[window]).order_by("start") if near else ()
        rows = [figure_row(quantity, self.article, self.places) for quantity in chosen]
        return Part("figure", "numbers", self.address, rows, len(near), window.start)

    def beside(self) -> tuple[EntityLink, ...]:
        """The entities named in the same paragraphs, with the number of paragraphs they share."""
        names = self.outline.names
        own = {paragraph for paragraph, named in names if named == self.entity.pk}
        if not own:
            return ()
        shared: dict[int, set[int]] = {}
        for paragraph, other in names:
            if paragraph in own and other != self.entity.pk:
                shared.setdefault(other, set()).add(paragraph)
        most_shared = dict(Counter({other: len(places) for other, places in shared.items()}).most_common(2 * FEW))
        entities = Entity.objects.in_bulk(list(most_shared))
        return tuple(ranked((entities[pk], n) for pk, n in most_shared.items() if pk in entities)[:FEW])


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
    return _cards("here", f"sel=q:{quotation.pk}", article, said.exclude(pk=quotation.pk), places, asked)


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
        unit=quantity.currency or (unit_in_words(quantity.unit) if quantity.unit else ""),
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


class _Cover:
    """Tells whether a character lies in one of some spans, which are sorted and may overlap."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._reach: list[int] = []
        for start, end in spans:
            self._starts.append(start)
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def covers(self, place: int) -> bool:
        i = bisect_right(self._starts, place)
        return i > 0 and self._reach[i - 1] > place


def _cards(
    name: str, address: str, article: Article, quotations: QuerySet[Quotation], places: Places, asked: Asked
) -> Part[QuoteCard]:
    window = asked.window(name)
    # one more than is shown tells whether all are to be counted
    chosen = list(quotations.select_related("speaker").order_by("start", "-end")[window.start : window.stop + 1])
    is_all = window.start == 0 and len(chosen) <= window.stop
    shown = [quote_card(quotation, article, places) for quotation in chosen[: window.stop - window.start]]
    return Part("quote", name, address, shown, len(chosen) if is_all else quotations.count(), window.start)


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
