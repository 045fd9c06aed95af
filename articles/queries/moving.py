"""How a figure moves: what other articles say of the same quantity, in a fixed number of queries."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Q

from articles.document import Form, Label, QuantityKind
from articles.models import Appearance, Article, Entity, FigureApart, Mention, Quantity
from articles.queries.alike import AROUND, Figure, Match, agree, match, without_names
from articles.queries.cards import FigureRow, figure_row
from articles.queries.figures import speakers_of
from articles.queries.places import Places
from articles.rendering.figures import unit_in_words

# kinds of figures that can be one quantity in two articles; the others are too seldom about the same
COMPARED: Final = frozenset({QuantityKind.CARDINAL, QuantityKind.MONEY, QuantityKind.PERCENT, QuantityKind.MEASURE})
# figures of other articles that are looked at, newest first
_MOST: Final = 150
# what is named in too many articles to be a sign that two are about the same
_WIDE: Final = frozenset({Label.GPE, Label.NORP})
# names of the article that lead to others
_NAMED: Final = 24
# sizes further from each other than this are never compared
_FARTHEST: Final = 3.0
# figures published within so many days of each other can differ; later ones move
_SAME_TIME: Final = datetime.timedelta(days=14)
# characters before a figure by which it is known again, and of it with them
_BEFORE: Final = 40
_LONGEST: Final = 200
# words that are given as reasons
_REASONS: Final = 3


@dataclass(frozen=True, slots=True)
class Moved:
    """The figure in one article: ``is_this`` the one asked about, ``is_earlier`` recalled there as one of the past.

    ``differs``: published at the same time, and both cannot be true. ``size`` is in the unit that all compare in.
    """

    row: FigureRow
    size: float
    published: datetime.date | None
    is_this: bool = False
    is_earlier: bool = False
    differs: bool = False
    agrees: bool = False


@dataclass(frozen=True, slots=True)
class Apart:
    """A figure that an editor keeps apart from this one."""

    row: FigureRow


@dataclass(frozen=True, slots=True)
class Moving:
    """The figure in all its articles, oldest first; ``change`` is from the first to the last, in percent.

    ``reasons`` say why the figures were matched: units, words, names. ``apart`` are those that an editor took out.
    """

    figures: tuple[Moved, ...]
    line: tuple[Moved, ...]
    change: int | None
    reasons: tuple[str, ...]
    apart: tuple[Apart, ...]

    @property
    def others(self) -> int:
        return len(self.figures) - 1

    @property
    def differs(self) -> bool:
        """Whether another article of the same time cannot be right if this one is."""
        return any(one.differs for one in self.figures)


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the article by its number here; ``is_specific``: few articles share it."""

    number: int
    words: str
    is_specific: bool


# where a text has a name, from start to end
_Place = tuple[int, int, _Name]


@dataclass(frozen=True, slots=True)
class _Found:
    quantity: Quantity
    figure: Figure
    key: str


def moving(article: Article, quantity: Quantity) -> Moving:
    """How ``quantity`` of ``article`` moves; only itself where no other article speaks of the same thing."""
    this, names = _this(article, quantity)
    found = _candidates(quantity, this, names) if this else []
    kept_apart = _apart(article, this.key) if this else set()
    apart = [one for one in found if (one.quantity.article_id, one.key) in kept_apart]
    matches = _matches(this, [one for one in found if one not in apart]) if this else {}
    chosen = _one_an_article([one for one in found if one.quantity.pk in matches])
    said = speakers_of([quantity, *(one.quantity for one in chosen)])
    figures = [
        Moved(
            replace(figure_row(quantity, article, link=True), speaker=said.get(quantity.pk, "")),
            0.0,
            article.published,
            is_this=True,
        )
    ]
    if this:
        figures = [replace(figures[0], size=this.figure.size, is_earlier=this.figure.is_earlier())]
        figures += [_moved(one, this, article.published, said) for one in chosen]
    figures.sort(key=lambda one: (one.published or datetime.date.max, not one.is_this, one.row.pk))
    line = tuple(one for one in figures if one.published and not one.is_earlier)
    return Moving(
        tuple(figures),
        line if len(line) > 1 else (),
        _change(line),
        _reasons(quantity, [matches[one.quantity.pk] for one in chosen], names),
        tuple(Apart(figure_row(one.quantity, one.quantity.article, link=True)) for one in apart),
    )


def can_move(quantity: Quantity) -> bool:
    """Whether it is a figure that other articles can have too: one with a size, and known what it measures."""
    measures = quantity.kind in COMPARED and (quantity.kind != QuantityKind.CARDINAL or bool(quantity.counted))
    return measures and _size(quantity) is not None


def keep_apart(article: Article, quantity: Quantity, other: Quantity, author: int | None) -> None:
    """Never bring these two together again."""
    FigureApart.objects.get_or_create(**_pair(article, quantity, other), defaults={"author_id": author})


def bring_together(article: Article, quantity: Quantity, other: Quantity) -> None:
    """Take back :func:`keep_apart`."""
    FigureApart.objects.filter(**_pair(article, quantity, other)).delete()


def _pair(article: Article, quantity: Quantity, other: Quantity) -> dict[str, object]:
    one, two = sorted(((article, quantity), (other.article, other)), key=lambda pair: pair[0].pk)
    return {
        "first": one[0],
        "first_words": _key(one[0].text[: one[1].start], one[1].span.of(one[0].text)),
        "second": two[0],
        "second_words": _key(two[0].text[: two[1].start], two[1].span.of(two[0].text)),
    }


def _key(before: str, words: str) -> str:
    return (before[-_BEFORE:] + words)[:_LONGEST]


def _apart(article: Article, key: str) -> set[tuple[int, str]]:
    pairs = FigureApart.objects.filter(Q(first=article, first_words=key) | Q(second=article, second_words=key))
    return {
        (second, second_words) if (first, first_words) == (article.pk, key) else (first, first_words)
        for first, first_words, second, second_words in pairs.values_list(
            "first", "first_words", "second", "second_words"
        )
    }


def _this(article: Article, quantity: Quantity) -> tuple[_Found | None, dict[str, _Name]]:
    """The figure asked about, and what is named around it; None for one that cannot be compared."""
    if not can_move(quantity):
        return None, {}
    mentions = article.mentions.filter(form=Form.NAME, entity__article=None).order_by("start")
    places = list(mentions.values_list("start", "end", "entity__key", "entity__label", "entity__name"))
    counts = Counter(key for _, _, key, _, _ in places)
    # what its paragraph and headline name comes first
    around = Places(article).block(quantity.start)
    for start, _, key, _, _ in places:
        if around.start <= start < around.end:
            counts[key] += len(places)
    names = {key: _Name(number, "", True) for number, (key, _) in enumerate(counts.most_common(_NAMED))}
    for _, _, key, label, name in places:
        if key in names:
            names[key] = _Name(names[key].number, name, label not in _WIDE and name != article.source)
    known = [(start, end, names[key]) for start, end, key, _, _ in places if key in names]
    return _found(quantity, article, known), names


def _candidates(quantity: Quantity, this: _Found, names: Mapping[str, _Name]) -> list[_Found]:
    """The figures of other articles that measure the same in the same unit, where one of ``names`` is named too."""
    # asked for by their keys alone: SQLite would go through all that are no article's own
    named = Entity.objects.filter(key__in=names)
    known = {entity.pk: names[entity.key] for entity in named if entity.article_id is None}
    same = Quantity.objects.filter(
        kind=quantity.kind,
        measure=quantity.measure,
        size__range=(this.figure.size / _FARTHEST, this.figure.size * _FARTHEST),
        article__in=Appearance.objects.filter(entity__in=known, mentions__gt=0).values("article"),
    ).exclude(article=quantity.article_id)
    found = list(same.order_by("-day", "article", "start")[:_MOST])
    # each text once, however many figures stand in it
    articles = Article.objects.in_bulk({one.article_id for one in found})
    places: dict[int, list[_Place]] = {}
    mentions = Mention.objects.filter(entity__in=known, article__in=articles, form=Form.NAME)
    for article, start, end, entity in mentions.values_list("article", "start", "end", "entity"):
        places.setdefault(article, []).append((start, end, known[entity]))
    return [_found(one, articles[one.article_id], places.get(one.article_id, [])) for one in found]


def _found(quantity: Quantity, article: Article, places: Sequence[_Place]) -> _Found:
    """The quantity with the text around it; ``places`` are where its article has names that matter."""
    quantity.article = article
    offset = max(0, quantity.start - AROUND)
    window = article.text[offset : quantity.end + AROUND]
    start, end = quantity.start - offset, quantity.end - offset
    inside = [(first - offset, last - offset, name.number) for first, last, name in places if first >= offset]
    block = Places(article).block(quantity.start)
    headline = article.blocks[0][2] if article.blocks else 0
    figure = Figure(
        _size(quantity) or 0.0,
        quantity.bound,
        quantity.counted,
        quantity.kind,
        without_names(window[:start], [place for place in inside if place[1] <= start]),
        without_names(window[end:], [(a - end, b - end, number) for a, b, number in inside if a >= end]),
        frozenset(
            name.number
            for first, _, name in places
            if name.is_specific and (first < headline or block.start <= first < block.end)
        ),
        frozenset(name.number for _, _, name in places if name.is_specific),
    )
    return _Found(quantity, figure, _key(window[:start], window[start:end]))


def _matches(this: _Found, found: Sequence[_Found]) -> dict[int, Match]:
    """The figures that speak of the same thing as ``this`` or as one that matches it with the same size."""
    matches: dict[int, Match] = {}
    anchors = [this]
    while anchors:
        anchor = anchors.pop()
        for one in found:
            if one.quantity.pk not in matches and (why := match(anchor.figure, one.figure)):
                matches[one.quantity.pk] = why
                if one.figure.size == this.figure.size:
                    anchors.append(one)
    return matches


def _one_an_article(found: Iterable[_Found]) -> list[_Found]:
    """Of each article the figure that it gives as today's, the first of them."""
    best: dict[int, _Found] = {}
    for one in sorted(found, key=lambda one: (one.figure.is_earlier(), one.quantity.start)):
        best.setdefault(one.quantity.article_id, one)
    return list(best.values())


def _moved(one: _Found, this: _Found, published: datetime.date | None, said: Mapping[int, str]) -> Moved:
    article = one.quantity.article
    together = published and article.published and abs(published - article.published) <= _SAME_TIME
    can_agree = agree(this.figure, one.figure)
    return Moved(
        figure_row(one.quantity, article, link=True, speaker=said.get(one.quantity.pk, "")),
        one.figure.size,
        article.published,
        is_earlier=one.figure.is_earlier(),
        differs=bool(together) and not can_agree and not this.figure.is_earlier() and not one.figure.is_earlier(),
        agrees=can_agree,
    )


def _change(line: Sequence[Moved]) -> int | None:
    """By how much the last figure is above the first, in percent; None where they do not move."""
    if len(line) < 2 or line[0].published == line[-1].published or line[0].size <= 0:
        return None
    return round(100 * (line[-1].size / line[0].size - 1)) or None


def _reasons(quantity: Quantity, matches: Sequence[Match], names: Mapping[str, _Name]) -> tuple[str, ...]:
    if not matches:
        return ()
    unit = quantity.counted or quantity.currency or (unit_in_words(quantity.unit) if quantity.unit else "kind")
    words = Counter(word for why in matches for word in why.words)
    shared = Counter(number for why in matches for number in why.names)
    called = {name.number: name.words for name in names.values()}
    return (
        unit,
        *(f"“{word}”" for word, _ in words.most_common(_REASONS)),
        *(called[number] for number, _ in shared.most_common(_REASONS)),
    )


def _size(quantity: Quantity) -> float | None:
    return quantity.canonical if quantity.canonical is not None else quantity.value
