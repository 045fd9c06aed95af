"""What the panel shows while nothing is selected: all that is in the article, under one of three tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, When
from django.db.models.functions import Coalesce, NullIf

from articles.models import Article, Quantity
from articles.queries.cards import EntityLink, FigureRow, QuoteCard, figure_row, quote_card
from articles.queries.parts import NOTHING_ASKED, Asked, Part
from articles.queries.places import Places
from articles.rendering.figures import DATES, KIND_WORDS
from articles.rendering.kinds import KIND_NAMES, kind_of

# rows of a tab at once, in all its lists together
SHOWN: Final = 60
# titles that have no plural
_AS_THEY_ARE: Final = frozenset({"Money", "Multiple"})
_DATES: Final = "dates"


def entities(article: Article, address: str, asked: Asked = NOTHING_ASKED) -> list[Part[EntityLink]]:
    """The article's entities under the names of their kinds, most named first; ``address`` is the tab's query."""
    found: dict[str, list[tuple[int, str, int]]] = {}
    named = article.appearances.filter(mentions__gt=0).values_list(
        "mentions", "entity__name", "entity", "entity__label"
    )
    for count, name, pk, label in named:
        found.setdefault(kind_of(label), []).append((-count, name, pk))
    room = _Room(asked)
    # one scale for all kinds
    most = max((-count for rows in found.values() for count, _, _ in rows), default=0)
    parts = []
    for kind, title in KIND_NAMES.items():
        if kind not in found:
            continue
        ordered = sorted(found[kind])
        window = room.take(kind, len(ordered))
        rows = [
            EntityLink(pk, name, kind, -count, round(-100 * count / most, 1)) for count, name, pk in ordered[window]
        ]
        parts.append(Part("entity", kind, address, rows, len(ordered), window.start, title))
    return parts


def quotes(article: Article, address: str, asked: Asked = NOTHING_ASKED) -> list[Part[QuoteCard]]:
    """The article's quotations in reading order: one list, or none."""
    total = article.quotations.count()
    if not total:
        return []
    window = _Room(asked).take("quotes", total)
    places = Places(article)
    chosen = article.quotations.select_related("speaker").order_by("start", "-end")[window]
    rows = [quote_card(quotation, article, places) for quotation in chosen]
    return [Part("quote", "quotes", address, rows, total, window.start)]


def numbers(article: Article, address: str, asked: Asked = NOTHING_ASKED) -> list[Part[FigureRow]]:
    """The article's numbers under what they are, largest first; dates in order."""
    kinds = article.quantities.order_by().values_list("kind").annotate(n=Count("pk"), first=Min("start"))
    counts: dict[str, int] = {}
    for kind, count, _ in sorted(kinds, key=lambda row: (row[0] in DATES, row[2])):
        name = _DATES if kind in DATES else kind
        counts[name] = counts.get(name, 0) + count
    room = _Room(asked)
    windows = {name: room.take(name, count) for name, count in counts.items()}
    rows: dict[str, list[FigureRow]] = {}
    places = Places(article)
    for quantity in _chosen(article, list(counts), windows, asked):
        name = _DATES if quantity.kind in DATES else quantity.kind
        rows.setdefault(name, []).append(figure_row(quantity, article, places))
    return [
        Part("figure", name, address, rows.get(name, ()), count, windows[name].start, _title(name))
        for name, count in counts.items()
    ]


def _title(name: str) -> str:
    word = "Date" if name == _DATES else KIND_WORDS[name]
    return word if word in _AS_THEY_ARE else f"{word}s"


def _chosen(article: Article, names: Sequence[str], windows: Mapping[str, slice], asked: Asked) -> QuerySet[Quantity]:
    """The quantities in these windows, list by list: one query, for a tab shows the beginning of all lists in a row."""
    is_date = Q(kind__in=DATES)
    of_lists = (When(is_date if name == _DATES else Q(kind=name), then=place) for place, name in enumerate(names))
    size = Coalesce("value", NullIf("low", 0.0), "high", 0.0)
    in_order = article.quantities.order_by(
        Case(*of_lists, output_field=IntegerField()), Case(When(is_date, then=0.0), default=size).desc(), "start"
    )
    if asked.name in names:
        in_order = in_order.filter(is_date if asked.name == _DATES else Q(kind=asked.name))
        return in_order[windows[asked.name]]
    return in_order[: sum(window.stop for window in windows.values())]


TABS: Final[Mapping[str, Callable[[Article, str, Asked], Sequence[Part[Any]]]]] = {
    "entities": entities,
    "quotes": quotes,
    "numbers": numbers,
}


def overview_part(article: Article, tab: str, address: str, asked: Asked) -> Part[Any] | None:
    """What is asked of one list of a tab; None if it has no such list."""
    return next((part for part in TABS[tab](article, address, asked) if part.name == asked.name), None)


class _Room:
    """Hands out the rows of a tab to its lists in turn; all room goes to the list that is asked for, if one is."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._left = 0 if asked.name else SHOWN

    def take(self, name: str, wanted: int) -> slice:
        window = self._asked.window(name, min(wanted, self._left))
        if name != self._asked.name:
            self._left -= window.stop
        return window
