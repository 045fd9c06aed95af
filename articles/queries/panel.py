"""What the panel shows beside an article: the selected entity, quote or number, or an overview of all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from articles.document import Form, Span
from articles.models import Article, Entity, Mention, PipelineResult, Quantity, Quotation
from articles.queries.cards import (
    ArticleLink,
    EntityLink,
    FigureRow,
    QuoteCard,
    article_link,
    entity_link,
    figure_row,
    mentions_in_article,
    quote_card,
    ranked,
)
from articles.queries.checks import CheckRow, checks_in
from articles.queries.places import Keyword, Places
from articles.rendering.figures import BOUND_NAMES, DATES, KIND_WORDS, figure, unit_in_words
from articles.rendering.kinds import KIND_NAMES, kind_of

# rows of one section; the pages of entities, quotes and numbers have them all
MOST: Final = 60
FEW: Final = 6


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One mention of the selected entity, with the words around it."""

    anchor: str
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
    mentions: tuple[MentionRow, ...]
    total: int
    at: str
    previous: str
    next: str
    place: int
    stops: int
    says: tuple[QuoteCard, ...]
    others_say: tuple[QuoteCard, ...]
    numbers: tuple[FigureRow, ...]
    beside: tuple[EntityLink, ...]
    elsewhere: tuple[ArticleLink, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class QuotePanel:
    """A quotation's context. ``pieces`` are its words, cut where a name or number begins and ends."""

    card: QuoteCard
    is_checked: bool
    type: str
    speaker: EntityLink | None
    named_as: str
    parent: QuoteCard | None
    mentioned: tuple[EntityLink, ...]
    numbers: tuple[FigureRow, ...]
    here: tuple[QuoteCard, ...]
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


@dataclass(frozen=True, slots=True)
class Group:
    """A list of the overview under its heading."""

    title: str
    rows: Sequence[EntityLink] | Sequence[FigureRow]


def entity_panel(article: Article, entity: Entity, at: str = "") -> EntityPanel:
    """The entity in this article; ``at`` is the id of the mention being visited, the first one if it is none."""
    places = Places(article)
    mentions = list(article.mentions.filter(entity=entity).order_by("start"))
    named = [mention for mention in mentions if mention.form == Form.NAME]
    anchors = [f"m-{entity.pk}-{mention.number}" for mention in mentions]
    place = anchors.index(at) if at in anchors else 0
    quoted = _Cover(article.quotations.values_list("start", "end"))
    others = article.quotations.exclude(speaker=entity).filter(
        Exists(
            Mention.objects.filter(
                article=article,
                entity=entity,
                # both ends of the start are said, for the index knows it
                start__range=(OuterRef("start"), OuterRef("end")),
                end__lte=OuterRef("end"),
            )
        )
    )
    other_articles = (
        Mention.objects.filter(entity=entity, form=Form.NAME).exclude(article=article).values("article").distinct()
    )
    elsewhere = (
        Article.objects.filter(pk__in=other_articles)
        .annotate(named=mentions_in_article(entity))
        .defer("text", "blocks")
        .newest_first()[:FEW]
    )
    forms = Counter(mention.span.of(article.text) for mention in named)
    return EntityPanel(
        entity=entity_link(entity),
        label=entity.get_label_display(),
        is_checked=entity.is_edited,
        aliases=tuple(form for form, _ in forms.most_common() if form != entity.name),
        descriptions=_descriptions(article, entity),
        mentions=tuple(
            MentionRow(anchor, places.keyword(m.span), i == place, quoted.covers(m.start), m.form == Form.NAME)
            for i, (m, anchor) in enumerate(list(zip(mentions, anchors, strict=True))[:MOST])
        ),
        total=len(named),
        at=anchors[place] if anchors else "",
        previous=anchors[place - 1] if anchors else "",
        next=anchors[(place + 1) % len(anchors)] if anchors else "",
        place=place + 1,
        stops=len(anchors),
        says=_cards(article, article.quotations.filter(speaker=entity), places),
        others_say=_cards(article, others, places),
        numbers=_near(article, [places.sentence(m.span) for m in named[:MOST]], places),
        beside=_beside(article, entity, places),
        elsewhere=tuple(article_link(other, other.named) for other in elsewhere),  # type: ignore[attr-defined]
        articles=other_articles.count(),
    )


def quote_panel(article: Article, quotation: Quotation) -> QuotePanel:
    """The quotation, whom and what it names, and what else its speaker says."""
    places = Places(article)
    speaker = quotation.speaker
    inside = article.mentions.filter(start__gte=quotation.start, end__lte=quotation.end, form=Form.NAME)
    counted = Counter(inside.values_list("entity", flat=True))
    entities = Entity.objects.in_bulk(list(counted))
    numbers = article.quantities.filter(start__gte=quotation.start, end__lte=quotation.end).order_by("start")
    here = article.quotations.filter(speaker=speaker).exclude(pk=quotation.pk) if speaker else Quotation.objects.none()
    elsewhere = (
        Quotation.objects.filter(speaker=speaker)
        .exclude(article=article)
        .select_related("speaker", "article")
        .order_by(F("article__published").desc(nulls_last=True), "article", "start")[:FEW]
        if speaker
        else []
    )
    order = list(article.quotations.order_by("start", "-end").values_list("pk", flat=True))
    previous, following, place = _neighbours(order, quotation.pk, "q")
    parts = len(quotation.fragments)
    kind = quotation.get_type_display().capitalize()
    named_as = (
        article.text[quotation.speaker_start : quotation.speaker_end] if quotation.speaker_start is not None else ""
    )
    return QuotePanel(
        card=quote_card(quotation, article, places),
        is_checked=quotation.is_edited,
        type=f"{kind}, in {parts} parts" if parts > 1 and quotation.type == "direct" else kind,
        speaker=entity_link(speaker) if speaker else None,
        named_as=named_as,
        parent=quote_card(quotation.parent, article, places) if quotation.parent else None,
        mentioned=tuple(ranked((entities[pk], n) for pk, n in counted.items() if pk in entities)),
        numbers=tuple(figure_row(quantity, article, places) for quantity in numbers),
        here=_cards(article, here, places),
        elsewhere=tuple(quote_card(other, other.article, link=True) for other in elsewhere),
        previous=previous,
        next=following,
        place=place,
        total=len(order),
        checks=checks_in(article, quotation),
    )


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
    order = list(same_sort.order_by("start").values_list("pk", flat=True))
    previous, following, place = _neighbours(order, quantity.pk, "n")
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
        nearby=_near(article, [sentence], places, but=quantity.pk),
        previous=previous,
        next=following,
        place=place,
        total=len(order),
        checks=checks_in(article, quantity),
    )


def overview_entities(article: Article) -> list[Group]:
    """The article's entities under the names of their kinds, most named first."""
    counts = dict(
        article.mentions.filter(form=Form.NAME).values_list("entity").annotate(n=Count("pk")).values_list("entity", "n")
    )
    entities = Entity.objects.in_bulk(list(counts))
    groups = []
    for kind, title in KIND_NAMES.items():
        links = ranked((entity, counts[pk]) for pk, entity in entities.items() if kind_of(entity.label) == kind)
        if links:
            groups.append(Group(title, links))
    return groups


def overview_quotes(article: Article) -> tuple[QuoteCard, ...]:
    """The article's quotations in reading order."""
    return _cards(article, article.quotations.all(), Places(article), most=10 * MOST)


def overview_numbers(article: Article) -> list[Group]:
    """The article's numbers under what they are, largest first; dates in order."""
    places = Places(article)
    rows: dict[str, list[tuple[float, FigureRow]]] = {}
    for quantity in article.quantities.order_by("start")[: 10 * MOST]:
        row = figure_row(quantity, article, places)
        size = quantity.value if quantity.value is not None else quantity.low or quantity.high or 0.0
        rows.setdefault("Date" if row.is_date else row.kind, []).append((-size, row))
    return [
        Group(
            f"{title}s" if title not in ("Money", "Multiple") else title,
            [row for _, row in (found if title == "Date" else sorted(found, key=lambda pair: pair[0]))],
        )
        for title, found in sorted(rows.items(), key=lambda item: item[0] == "Date")
    ]


class _Cover:
    """Tells whether a character lies in one of some spans, which may overlap."""

    def __init__(self, spans: QuerySet[Quotation, tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._reach: list[int] = []
        for start, end in sorted(spans):
            self._starts.append(start)
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def covers(self, place: int) -> bool:
        i = bisect_right(self._starts, place)
        return i > 0 and self._reach[i - 1] > place


def _cards(
    article: Article, quotations: QuerySet[Quotation], places: Places, most: int = MOST
) -> tuple[QuoteCard, ...]:
    chosen = quotations.select_related("speaker").order_by("start", "-end")[:most]
    return tuple(quote_card(quotation, article, places) for quotation in chosen)


def _near(article: Article, sentences: Sequence[Span], places: Places, but: int = 0) -> tuple[FigureRow, ...]:
    """The quantities in these sentences, in order of the text."""
    ordered = sorted({*sentences})
    starts = [sentence.start for sentence in ordered]
    near = []
    for pk, start, end in article.quantities.exclude(pk=but).order_by("start").values_list("pk", "start", "end"):
        sentence = bisect_right(starts, start) - 1
        if sentence >= 0 and end <= ordered[sentence].end:
            near.append(pk)
    chosen = article.quantities.filter(pk__in=near[:MOST]).order_by("start")
    return tuple(figure_row(quantity, article, places) for quantity in chosen)


def _beside(article: Article, entity: Entity, places: Places) -> tuple[EntityLink, ...]:
    """The entities named in the same paragraphs, with the number of paragraphs they share."""
    paragraphs: dict[int, set[int]] = {}
    for start, named in article.mentions.filter(form=Form.NAME).values_list("start", "entity"):
        paragraphs.setdefault(places.paragraph(start), set()).add(named)
    shared = Counter(other for group in paragraphs.values() if entity.pk in group for other in group - {entity.pk})
    most_shared = dict(shared.most_common(2 * FEW))
    entities = Entity.objects.in_bulk(list(most_shared))
    return tuple(ranked((entities[pk], n) for pk, n in most_shared.items() if pk in entities)[:FEW])


def _descriptions(article: Article, entity: Entity) -> tuple[str, ...]:
    """The roles that the article gives the entity, as the pipeline found them."""
    # only the entities: all that was said of a long article is megabytes
    said = PipelineResult.objects.filter(article=article).values_list("said__entities", flat=True).first() or []
    found: tuple[str, ...] = ()
    for one in said:
        if one.get("name") == entity.name and one.get("label") == entity.label:
            found = tuple(one.get("descriptions", ()))
    return found


def _neighbours(order: Sequence[int], pk: int, letter: str) -> tuple[str, str, int]:
    """The selections before and after ``pk`` and its place in ``order``, counted from 1."""
    place = order.index(pk)
    previous = f"{letter}:{order[place - 1]}" if place else ""
    following = f"{letter}:{order[place + 1]}" if place + 1 < len(order) else ""
    return previous, following, place + 1
