"""The list of all numbers: what each measures, who said it, and the groups whose values can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from articles.models import Mention, Quantity, Quotation
from articles.queries.cards import FigureRow, figure_row
from articles.queries.lists import Filters, given
from articles.rendering.figures import DATES, KIND_WORDS, date_in_words, unit_in_words

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


def quantities(filters: Filters, sort: str = "newest") -> QuerySet[Quantity]:
    """The quantities that match; ``sort`` is one of ``SORTS``.

    Sorted by size, figures come in groups of one unit and counted noun; in each of them they are compared by their
    canonical values, so that miles stand beside kilometres. Dates are sorted by the day they mean.
    """
    fields = {
        "kind": filters.kind,
        "currency": filters.currency,
        "counted": filters.counted,
    }
    found = Quantity.objects.filter(filters.articles(), **given(fields))
    if filters.unit:
        found = found.filter(Q(unit=filters.unit) | Q(canonical_unit=filters.unit))
    if not filters.kind:
        found = found.exclude(kind__in=[*DATES, "ordinal"])
    if filters.about:
        found = found.filter(article__in=Mention.objects.filter(entity=filters.about).values("article"))
    if filters.words:
        found = found.filter(Q(counted__icontains=filters.words) | Q(unit__icontains=filters.words))
    return found.select_related("article").order_by(*_order(filters, sort))


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
        return f"{title} per {quantity.per}" if quantity.per else title
    elif quantity.kind == "quantity" or unit == "percentage-point":
        title = _DIMENSIONS.get(unit) or unit_in_words(unit).capitalize()
    else:
        title = KIND_WORDS[quantity.kind]
    counted = f" of {quantity.counted}" if quantity.counted else ""
    return f"{title}{counted} per {quantity.per}" if quantity.per else f"{title}{counted}"


def kinds(filters: Filters) -> list[Choice]:
    """The kinds of figures that match the other filters, most frequent first; dates and ranks with them."""
    wider = replace(filters, kind="", unit="", currency="", counted="")
    found = Quantity.objects.filter(pk__in=quantities(wider).order_by().values("pk")) if wider != Filters() else None
    every = Quantity.objects.all() if found is None else found
    counts = every.values_list("kind").annotate(n=Count("pk")).order_by("-n", "kind")
    return [Choice("kind", kind, KIND_WORDS[kind], n) for kind, n in counts.values_list("kind", "n")]


def measures(filters: Filters) -> list[Choice]:
    """The currencies, units or counted nouns most frequent in the figures of the chosen kind."""
    field = {"money": "currency", "cardinal": "counted", "quantity": "unit", "duration": "unit"}.get(filters.kind)
    if field is None:
        return []
    found = quantities(replace(filters, unit="", currency="", counted="")).exclude(**{field: ""}).order_by()
    counts = found.values_list(field).annotate(n=Count("pk")).order_by("-n", field)[:_MEASURES]
    name = unit_in_words if field == "unit" else str
    return [Choice(field, value, name(value), n) for value, n in counts.values_list(field, "n")]


def _order(filters: Filters, sort: str) -> tuple[str | Combinable, ...]:
    newest = (F("article__published").desc(nulls_last=True), "article", "start")
    if filters.kind == "date":
        return (NullIf(F("date"), Value("")).asc(nulls_last=True), *newest)
    if sort == "oldest":
        return (F("article__published").asc(nulls_last=True), "article", "start")
    if sort not in ("largest", "smallest"):
        return newest

    def by_size(column: str) -> Combinable:
        field = F(column)
        return field.desc(nulls_last=True) if sort == "largest" else field.asc(nulls_last=True)

    # the groups of measure_of; in a group either all figures have a canonical value or none has
    group = ("kind", "currency", "per", "canonical_unit", "counted")
    return (*group, by_size("canonical"), "unit", by_size("value"), *newest)


def speakers_of(found: Iterable[Quantity]) -> dict[int, str]:
    """Who says each of these figures: the speaker of the innermost quotation around it."""
    around = Quotation.objects.filter(
        article=OuterRef("article"), start__lte=OuterRef("start"), end__gte=OuterRef("end")
    ).order_by("-start", "end")
    speaker = Subquery(around.values_list(Coalesce("speaker__name", "speaker_name"))[:1])
    listed = Quantity.objects.filter(pk__in=[quantity.pk for quantity in found]).annotate(said_by=speaker)
    return {pk: name for pk, name in listed.values_list("pk", "said_by") if name}
