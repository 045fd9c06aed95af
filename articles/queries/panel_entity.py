"""What the panel shows of the selected entity: where the article names it, what it says, what stands near it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from articles.document import Form, Span
from articles.models import Article, Entity, Quotation
from articles.queries.cards import (
    ArticleLink,
    EntityLink,
    FigureRow,
    QuoteCard,
    article_link,
    entity_link,
    figure_row,
    quote_card,
    quote_cards,
    ranked,
)
from articles.queries.outline import outline_of
from articles.queries.parts import NOTHING_ASKED, Asked, Part
from articles.queries.places import Keyword, Places
from articles.queries.said import descriptions_of
from articles.rendering.kinds import kind_of

# mentions near which numbers are looked for
MOST: Final = 60
# other articles, and entities beside it
FEW: Final = 6
# a mention is one line
_MENTIONS: Final = 24


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
        return quote_cards("says", self.address, self.article, said, self.places, asked)

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
