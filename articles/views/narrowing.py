"""What the lists of all quotes and all numbers share: their filters, each shown with a way in and a way out."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict

from articles.document import QuantityKind, QuotationType
from articles.queries.cards import EntityLink
from articles.queries.figures import SORTS
from articles.queries.lists import MOST, Filters
from articles.queries.quotes import GROUPS, NESTED
from articles.rendering.charts import Bar, bar_chart
from articles.rendering.figures import KIND_WORDS, unit_in_words
from articles.rendering.kinds import KIND_NAMES
from articles.views.fragments import wants_fragment

# the drawing of dates beside a list, and its most columns
CHART: Final = (220.0, 38.0, 12)
# what a list of quotes can be limited to in its form, and what that is called
TYPE_WORDS: Final = {**{t.value: t.value for t in QuotationType}, NESTED: "quote in a quote"}


class FilterForm(forms.Form):
    """The filters of both lists; a field with a value that cannot be limits nothing."""

    speaker = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    about = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    source = forms.CharField(max_length=200, required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    type = forms.ChoiceField(choices=list(TYPE_WORDS.items()), required=False)
    kind = forms.ChoiceField(choices=[(k.value, KIND_WORDS[k]) for k in QuantityKind], required=False)
    unit = forms.CharField(max_length=60, required=False)
    currency = forms.CharField(max_length=3, required=False)
    counted = forms.CharField(max_length=200, required=False)
    q = forms.CharField(max_length=200, required=False)
    name = forms.CharField(max_length=200, required=False)
    by = forms.ChoiceField(choices=list(GROUPS.items()), required=False)
    sort = forms.ChoiceField(choices=list(SORTS.items()), required=False)

    def filters(self) -> Filters:
        """The filters given."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value and name not in {"q", "sort", "by"}}
        return Filters(**given, words=self.cleaned_data.get("q", ""))

    def group(self) -> str:
        """How quotes are grouped, once :meth:`filters` was asked."""
        return self.cleaned_data.get("by") or next(iter(GROUPS))

    def order(self, filters: Filters) -> str:
        """How numbers are sorted: the newest first unless told otherwise, those of one measure by size."""
        narrowed = filters.kind or filters.unit or filters.currency or filters.counted
        return self.cleaned_data.get("sort") or ("largest" if narrowed else "newest")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set: ``without`` is the address of the list without it.

    ``is_carried``: the form has no field that shows it and takes it along.
    """

    name: str
    words: str
    value: str
    without: str
    kind: str = ""
    is_carried: bool = False


@dataclass(frozen=True, slots=True)
class Alone:
    """A filter of a list without results, and how many there are with it alone."""

    words: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Option:
    """A filter on one click: ``url`` sets it, or takes it back where it is set.

    ``count`` is what it leaves, 0 where that is not known.
    """

    id: str
    name: str
    count: int
    url: str
    is_chosen: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """Options of one field; ``more`` is the address of the list by all its values."""

    title: str
    options: tuple[Option, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """A column of the chart of dates: ``url`` limits the list to its days."""

    bar: Bar
    url: str
    is_chosen: bool


def address(params: QueryDict, **changes: object) -> str:
    """The query with these parameters set, or taken out where they are empty; always the first page."""
    changed = params.copy()
    for name, value in {**changes, "page": None}.items():
        changed.pop(name, None)
        if value:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


def push_clean_address(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For htmx, which sends every field of a form: the address without the empty ones."""
    if wants_fragment(request):
        params = request.GET.copy()
        for name in [name for name, value in params.items() if not value]:
            del params[name]
        response["HX-Push-Url"] = f"{request.path}?{params.urlencode()}" if params else request.path
    return response


def chosen(
    params: QueryDict, filters: Filters, named: Mapping[int, EntityLink], fields: Collection[str]
) -> list[Chosen]:
    """The filters that are set, besides the words; ``fields`` are those shown.

    ``named`` are the entities among them, with how many articles name each.
    """
    speaker, about = named.get(filters.speaker or 0), named.get(filters.about or 0)
    latest = f" in its latest {MOST:,} articles" if about and about.count > MOST else ""
    given = (
        ("speaker", f"said by {speaker.name}" if speaker else "", filters.speaker),
        ("about", f"about {about.name}{latest}" if about else "", filters.about),
        ("name", f"said by “{filters.name}”", filters.name),
        ("type", TYPE_WORDS.get(filters.type, ""), filters.type),
        ("kind", KIND_WORDS.get(filters.kind) or KIND_NAMES.get(filters.kind, ""), filters.kind),
        ("currency", f"in {filters.currency}", filters.currency),
        ("unit", f"in {unit_in_words(filters.unit)}" if filters.unit else "", filters.unit),
        ("counted", filters.counted, filters.counted),
        ("source", filters.source, filters.source),
        ("since", f"since {_day(filters.since)}", filters.since),
        ("until", f"until {_day(filters.until)}", filters.until),
    )
    kinds = {"speaker": speaker.kind if speaker else "", "about": about.kind if about else ""}
    return [
        Chosen(name, words, str(value), address(params, **{name: None}), kinds.get(name, ""), name not in fields)
        for name, words, value in given
        if value and words
    ]


def alone(chosen: Iterable[Chosen], filters: Filters, count: Callable[[Filters], int]) -> list[Alone]:
    """Each filter of the list with what it leaves alone; nothing where there is only one."""
    tried = [(one.name, one.words) for one in chosen] + ([("words", f"“{filters.words}”")] if filters.words else [])
    if len(tried) < 2:
        return []
    return [
        Alone(
            words,
            count(Filters(**{name: getattr(filters, name)})),
            f"?{urlencode({'q' if name == 'words' else name: getattr(filters, name)})}",
        )
        for name, words in tried
    ]


def facet(params: QueryDict, field: str, title: str, choices: Iterable[tuple[str, str, int]], now: object) -> Facet:
    """The facet of these choices, each (value, name, count); ``now`` is the value that is set."""
    options = tuple(
        Option(
            f"{field}-{number}",
            name,
            count,
            address(params, **{field: None if value == str(now) else value}),
            value == str(now),
        )
        for number, (value, name, count) in enumerate(choices)
    )
    return Facet(title, options)


def entity_facet(params: QueryDict, field: str, title: str, links: Iterable[EntityLink], now: int | None) -> Facet:
    """The facet of these entities."""
    options = tuple(
        Option(
            f"{field}-{link.pk}",
            link.name,
            link.count,
            address(params, **{field: None if link.pk == now else link.pk}),
            link.pk == now,
            link.kind,
        )
        for link in links
    )
    return Facet(title, options)


def dates(params: QueryDict, filters: Filters, counts: Mapping[datetime.date, int]) -> dict[str, Any]:
    """The chart of when what matches the other filters was published, as ``days`` and ``per``."""
    width, height, most = CHART
    chart = bar_chart({day: [count] for day, count in counts.items()}, width=width, height=height, most=most)
    if chart is None or len(chart.bars) < 2:
        return {"days": (), "per": ""}
    return {"days": tuple(_days(params, filters, bar) for bar in chart.bars), "per": chart.per}


def _days(params: QueryDict, filters: Filters, bar: Bar) -> Days:
    first, last = bar.period.first, bar.period.last
    limited = filters.since is not None or filters.until is not None
    inside = (filters.since or first) <= first and last <= (filters.until or last)
    alone = (filters.since, filters.until) == (first, last)
    return Days(
        bar,
        address(params, since=None if alone else first, until=None if alone else last),
        limited and inside,
    )


def _day(day: datetime.date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""
