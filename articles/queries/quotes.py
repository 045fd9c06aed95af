"""The list of all quotations, those that say the same in several articles together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from articles.document import Form
from articles.models import Entity, Mention, Quotation
from articles.queries.cards import EntityLink, QuoteCard, quote_card, ranked
from articles.queries.lists import Filters, InTurn, given, latest_naming
from articles.search.fulltext import QUOTATIONS, has_words
from articles.search.query import Term, parse

# speakers that the list can be limited to with one click
_SPEAKERS: Final = 10
# other quotations of the speakers on a page that are compared with those on it, newest first
_COMPARED: Final = 400
# more quotations than this are found one after the other, in the order of the list
_MANY: Final = 5_000
# quotations of fewer words are the same by chance
_FEWEST: Final = 4
# so much of all their words two wordings of one quotation share
_ALIKE: Final = 0.8
_WORD: Final = re.compile(r"\w+")
_ROWS: Final = Quotation.objects.select_related("speaker", "article")
_NEWEST: Final = ("-day", "article", "start", "-end")
# what the list can be limited to instead of a type: quotations that stand inside another
NESTED: Final = "nested"
GROUPS: Final = {"day": "By day", "speaker": "By speaker", "article": "By article"}


@dataclass(frozen=True, slots=True)
class Twin:
    """The same quotation in another article; ``how``: "same words", "trimmed", "in full" or "other wording"."""

    card: QuoteCard
    how: str


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quotation of the list with those of other articles that say the same."""

    card: QuoteCard
    twins: tuple[Twin, ...]


def quotations(filters: Filters, *, are_many: bool = False) -> QuerySet[Quotation]:
    """The quotations that match, newest article first; where they ``are_many``, the first of them are found sooner."""
    found = Quotation.objects.filter(filters.articles(), **given({"speaker": filters.speaker}))
    if filters.type == NESTED:
        found = found.filter(parent__isnull=False)
    elif filters.type:
        found = found.filter(type=filters.type)
    if filters.about:
        found = found.filter(naming(filters.about), article__in=latest_naming(filters, spoken_of__gt=0))
    if filters.name:
        found = found.filter(Q(speaker_name__icontains=filters.name) | Q(speaker__in=_called(filters.name)))
    if filters.words:
        # the sum keeps SQLite from reading every row with the words: the index of the newest leads instead
        key = F("pk") + 0 if are_many else F("pk")
        found = found.alias(key=key).filter(has_words(_terms(filters.words), QUOTATIONS, "key"))
    return found.order_by(*_NEWEST)


def listed_quotations(filters: Filters, group: str = "day", count: int | None = None) -> InTurn[Quotation]:
    """The quotations that match in the order of ``group``; "speaker": the most quoted speakers first, unknown last.

    ``count``: how many there are, if known.
    """
    found = quotations(filters, are_many=count is not None and count > _MANY)
    if group != "speaker":
        return InTurn(found, rows=_ROWS, count=count)
    known = found.filter(speaker__quote_count__gt=0).order_by("-speaker__quote_count", "speaker", *_NEWEST)
    unknown = found.filter(speaker=None).order_by("speaker_name", *_NEWEST)
    return InTurn(known, unknown, rows=_ROWS, count=count)


def quote_rows(found: Iterable[Quotation]) -> list[QuoteRow]:
    """The quotations as the list shows them; one that says the same as one before it stands with that one."""
    shown = list(found)
    alike = _twins(shown)
    taken = {other for twins in alike.values() for other, _ in twins}
    rows = _ROWS.in_bulk(taken)
    return [
        QuoteRow(
            quote_card(quotation, quotation.article, link=True),
            tuple(
                Twin(quote_card(rows[other], rows[other].article, link=True), how)
                for other, how in alike.get(quotation.pk, ())
                if other in rows
            ),
        )
        for quotation in shown
        if quotation.pk not in taken
    ]


def _twins(shown: Sequence[Quotation]) -> dict[int, list[tuple[int, str]]]:
    """For each of these quotations that others repeat: their primary keys, and how they say it. Each is one's twin."""
    elsewhere = (
        Quotation.objects.filter(speaker__in={quotation.speaker_id for quotation in shown if quotation.speaker_id})
        .exclude(pk__in=[quotation.pk for quotation in shown])
        .order_by("-day", "article", "start")
        .values_list("pk", "article", "speaker", "text")[:_COMPARED]
    )
    by_speaker: dict[int | None, list[tuple[int, int, _Words]]] = {}
    for pk, article, speaker, text in [
        *((quotation.pk, quotation.article_id, quotation.speaker_id, quotation.text) for quotation in shown),
        *elsewhere,
    ]:
        by_speaker.setdefault(speaker, []).append((pk, article, _Words.of(text)))
    twins: dict[int, list[tuple[int, str]]] = {}
    taken: set[int] = set()
    for quotation in shown:
        if quotation.pk in taken:
            continue
        said = by_speaker[quotation.speaker_id]
        place = next(i for i, (pk, _, _) in enumerate(said) if pk == quotation.pk)
        for pk, article, words in said[place + 1 :]:
            if pk not in taken and article != quotation.article_id and (how := said[place][2].said_again(words)):
                twins.setdefault(quotation.pk, []).append((pk, how))
                taken.add(pk)
    return twins


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a quotation, as a row and as a set."""

    row: str
    count: int
    known: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Self:
        words = _WORD.findall(text.casefold())
        return cls(f" {' '.join(words)} ", len(words), frozenset(words))

    def said_again(self, other: Self) -> str:
        """How ``other`` says what this says, as :class:`Twin` has it; empty where it does not."""
        if min(self.count, other.count) < _FEWEST:
            return ""
        if self.row == other.row:
            return "same words"
        if other.count < self.count and other.row in self.row:
            return "trimmed"
        if self.count < other.count and self.row in other.row:
            return "in full"
        shared = len(self.known & other.known)
        return "other wording" if shared >= _ALIKE * (len(self.known) + len(other.known) - shared) else ""


def speakers(filters: Filters) -> list[EntityLink]:
    """Who says most of the quotations that match the other filters, with how many of them."""
    others = replace(filters, speaker=None)
    if others == Filters():
        most = Entity.objects.filter(quote_count__gt=0).order_by("-quote_count", "pk")[:_SPEAKERS]
        return ranked((entity, entity.quote_count) for entity in most)
    counts = quotations(others).exclude(speaker=None).order_by().values_list("speaker").annotate(n=Count("pk"))
    said = dict(counts.order_by("-n", "speaker").values_list("speaker", "n")[:_SPEAKERS])
    entities = Entity.objects.in_bulk(list(said))
    return ranked((entities[pk], n) for pk, n in said.items() if pk in entities)


def _called(name: str) -> QuerySet[Entity]:
    """The entities with a part of their name so; few are, and each knows its quotations."""
    return Entity.objects.filter(name__icontains=name, quote_count__gt=0)


def _terms(words: str) -> list[Term]:
    """What a quotation has to have: phrases as they are, of other words at least the beginning."""
    return [term if term.is_phrase else replace(term, is_prefix=True) for term in parse(words).terms]


def naming(entity: int) -> IsNull:
    """The condition that a quotation names the entity."""
    inside = Mention.objects.filter(
        entity=entity,
        form=Form.NAME,
        article=OuterRef("article"),
        # both ends of the start are said, for the index knows it
        start__range=(OuterRef("start"), OuterRef("end")),
        end__lte=OuterRef("end"),
    )
    # PostgreSQL would join all mentions of an article with all its quotations if it were asked whether any EXISTS
    return IsNull(Subquery(inside.values("pk")[:1]), False)
