"""The list of all numbers: what each measures, who said it, and the groups whose values can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import Quantity, Quotation
from articles.models.annotation import COUNTS, LONGEST_MEASURE, TAB
from articles.models.article import UNDATED
from articles.queries.cards import FigureRow, figure_row
from articles.queries.lists import Filters, InTurn, given, latest_naming
from articles.queries.tallies import LARGE, remembered
from articles.rendering.figures import DATES, KIND_WORDS, date_in_words, unit_in_words
from articles.search.keys import OneOf

# by which columns the list can be put in order, and what the reader calls it
SORTS: Final = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "largest": "Largest first",
    "smallest": "Smallest first",
}
# what figures of one canonical unit have in common
_DIMENSIONS: Final = {
    "meter": "Length",
    "square-meter": "Area",
    "cubic-meter": "Volume",
    "liter": "Volume",
    "kilogram": "Weight",
    "second": "Time",
    "meter-per-second": "Speed",
    "celsius": "Temperature",
    "kelvin": "Temperature",
    "watt": "Power",
    "joule": "Energy",
    "degree": "Angle",
    "percentage-point": "Percentage points",
}
_ROWS: Final = Quantity.objects.select_related("article")
_NEWEST: Final = ("-day", "article", "start")
# kinds that are listed only where they are asked for
_UNASKED: Final = frozenset({*DATES, "ordinal"})
# by which field the figures of a kind are limited, and which part of their measure that is
_MEASURED_BY: Final = {
    "money": ("currency", 0),
    "quantity": ("unit", 1),
    "duration": ("unit", 1),
    "cardinal": ("counted", 3),
}
# measures that the list can be limited to with one click
_MEASURES: Final = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter on one click: the field it sets, to what, and how many figures it leaves."""

    field: str
    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """Figures under one heading; ``title`` is empty where the list is in no groups."""

    title: str
    rows: tuple[FigureRow, ...]


def quantities(filters: Filters) -> QuerySet[Quantity]:
    """The quantities that match, newest article first; dates and ordinals only where their kind is asked for."""
    found = _matching(filters)
    if not filters.kind:
        found = found.exclude(kind__in=_UNASKED)
    return found.order_by(*_NEWEST)


def listed_quantities(filters: Filters, sort: str = "newest", kinds_found: Iterable[Choice] = ()) -> InTurn[Quantity]:
    """The quantities that match in the order of ``sort``, one of ``SORTS``.

    Sorted by size, figures come in groups of one measure; in each of them they are compared by their canonical values,
    so that miles stand beside kilometres. Dates are sorted by the day they mean, those that mean none last.
    ``kinds_found`` are the :func:`kinds` of the same filters, if they are known: they need not be counted again.
    """
    found = quantities(filters)
    count = None
    if not (filters.unit or filters.currency or filters.counted) and kinds_found:
        shown = {filters.kind} if filters.kind else {*KIND_WORDS} - _UNASKED
        count = sum(choice.count for choice in kinds_found if choice.value in shown)
    if filters.kind == "date":
        return InTurn(found.exclude(date="").order_by("date", *_NEWEST), found.filter(date=""), rows=_ROWS, count=count)
    if sort == "oldest":
        dated = found.exclude(day=UNDATED).order_by("day", "article", "start")
        return InTurn(dated, found.filter(day=UNDATED), rows=_ROWS, count=count)
    if sort in ("largest", "smallest"):
        size = "-size" if sort == "largest" else "size"
        return InTurn(found.order_by("kind", "measure", size, *_NEWEST), rows=_ROWS, count=count)
    return InTurn(found, rows=_ROWS, count=count)


def in_groups(filters: Filters, sort: str) -> bool:
    """Whether the list is in groups: where it is sorted by size, and where dates are sorted at all."""
    return sort in ("largest", "smallest") or filters.kind == "date"


def figure_groups(found: Iterable[Quantity], *, grouped: bool) -> list[FigureGroup]:
    """The quantities as the list shows them, with who said each; ``grouped``: under what they measure."""
    quantities = list(found)
    said = speakers_of(quantities)

    def rows(some: Iterable[Quantity]) -> tuple[FigureRow, ...]:
        return tuple(figure_row(q, q.article, link=True, speaker=said.get(q.pk, "")) for q in some)

    if not grouped:
        return [FigureGroup("", rows(quantities))] if quantities else []
    return [FigureGroup(title, rows(some)) for title, some in groupby(quantities, key=measure_of)]


def measure_of(quantity: Quantity) -> str:
    """What the figure measures, as a heading: "People", "Money in GBP per day", "Length"; for a date its year."""
    if quantity.kind == "date":
        year = quantity.date[:4]
        return year if year.isdecimal() else date_in_words(year) or "Year not known"
    unit = quantity.canonical_unit or quantity.unit
    if quantity.currency:
        title = f"Money in {quantity.currency}"
    elif quantity.kind in ("cardinal", "quantity") and not unit:
        title = quantity.counted.capitalize() or "Bare numbers"
    elif quantity.kind == "quantity" or unit == "percentage-point":
        title = _DIMENSIONS.get(unit) or unit_in_words(unit).capitalize()
    else:
        title = KIND_WORDS[quantity.kind]
    return f"{title} per {quantity.per}" if quantity.per else title


def kinds(filters: Filters) -> list[Choice]:
    """The kinds of figures that match the other filters, most frequent first; dates and ranks with them."""
    wider = replace(filters, kind="", unit="", currency="", counted="")

    def count() -> list[Choice]:
        counts = _matching(wider).values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
        return [Choice("kind", kind, KIND_WORDS[kind], n) for kind, n in counts.values_list("kind", "n")]

    return remembered("kinds", wider, count, lambda found: sum(choice.count for choice in found) > LARGE)


def measures(filters: Filters) -> list[Choice]:
    """The currencies, units or counted nouns most frequent in the figures of the chosen kind."""
    field, part = _MEASURED_BY.get(filters.kind, ("", 0))
    if not field:
        return []
    found = _matching(replace(filters, unit="", currency="", counted=""))
    # by measure, which an index has: few beside the figures
    by_measure = found.values_list("measure").annotate(n=Count("pk")).order_by()
    counts: Counter[str] = Counter()
    for measure, n in by_measure.values_list("measure", "n"):
        parts = measure.split(TAB, 3)
        if field != "counted" or not parts[2]:
            counts[parts[part]] += n
    del counts[""]
    name = unit_in_words if field == "unit" else str
    ordered = sorted(counts.items(), key=lambda count: (-count[1], count[0]))[:_MEASURES]
    return [Choice(field, value, name(value), n) for value, n in ordered]


def _called(words: str) -> Q:
    """The condition that figures count what is called so, or are in a unit that is: each has its index."""
    named = Quantity.objects.order_by()

    def found() -> tuple[list[str], list[tuple[str, str]]]:
        units = named.filter(unit__icontains=words).values_list("unit", flat=True)
        return list(units.distinct()), list(
            named.filter(measure__icontains=words).values_list("kind", "measure").distinct()
        )

    units, measures = remembered("called", words, found)
    of_measure = Q(kind__in={kind for kind, _ in measures}, measure__in={measure for _, measure in measures})
    return Q(pk__in=named.filter(of_measure).values("pk")) | Q(pk__in=named.filter(unit__in=units).values("pk"))


def _measured(*, currency: str = "", canonical_unit: str = "", unit: str = "") -> Q:
    """The condition that figures measure what those in this currency or unit do, as an index has it; empty where no
    figure is.
    """

    def pairs() -> list[tuple[str, str]]:
        measured = Quantity.objects.order_by().values_list("kind", "measure").distinct()
        if unit:
            return list(measured.filter(unit=unit))
        begins = Q(measure__startswith=currency + TAB) if currency else Q(measure__contains=TAB + canonical_unit + TAB)
        part, wanted = (0, currency) if currency else (1, canonical_unit)
        return [(kind, measure) for kind, measure in measured.filter(begins) if measure.split(TAB, 2)[part] == wanted]

    measured = remembered("measured", (currency, canonical_unit, unit), pairs)
    if not measured:
        return Q()
    kinds_of, measures_of = zip(*measured, strict=True)
    return Q(kind__in={*kinds_of}, measure__in={*measures_of})


def _matching(filters: Filters) -> QuerySet[Quantity]:
    """The quantities that match, of every kind where none is asked for, in no order."""
    found = Quantity.objects.filter(filters.articles(), **given({"kind": filters.kind}))
    if filters.currency:
        found = found.filter(_measured(currency=filters.currency) or Q(currency=filters.currency))
    if filters.unit:
        in_unit = Q(unit=filters.unit)
        found = found.filter(_measured(canonical_unit=filters.unit) or _measured(unit=filters.unit) & in_unit)
    if filters.counted:
        # as the store has it: neither a currency nor a unit, and no rate
        found = found.filter(kind__in=COUNTS, measure=f"{3 * TAB}{filters.counted.lower()}"[:LONGEST_MEASURE])
    if filters.about:
        # as keys, for PostgreSQL would rather read all figures than those of so many articles as a query may give
        found = found.filter(OneOf(F("article"), latest_naming(filters).values_list("article", flat=True)))
    if filters.words:
        found = found.filter(_called(filters.words))
    return found


def speakers_of(found: Iterable[Quantity]) -> dict[int, str]:
    """Who says each of these figures: the speaker of the innermost quotation around it."""
    around = Quotation.objects.filter(
        article=OuterRef("article"), start__lte=OuterRef("start"), end__gte=OuterRef("end")
    ).order_by("-start", "end")
    speaker = Subquery(around.values_list(Coalesce("speaker__name", "speaker_name"))[:1])
    listed = Quantity.objects.filter(pk__in=[quantity.pk for quantity in found]).annotate(said_by=speaker)
    return {pk: name for pk, name in listed.values_list("pk", "said_by") if name}
