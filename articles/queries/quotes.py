"""The list of all quotations, those that say the same in several articles together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from articles.models import Article, Entity, Mention, Quotation
from articles.queries.cards import EntityLink, QuoteCard, quote_card, ranked
from articles.queries.lists import Filters, given

# speakers that the list can be limited to with one click
_SPEAKERS: Final = 10
# other quotations of the speakers on a page that are compared with those on it, newest first
_COMPARED: Final = 400
# quotations of fewer words are the same by chance
_FEWEST: Final = 4
# so much of all their words two wordings of one quotation share
_ALIKE: Final = 0.8
_WORD: Final = re.compile(r"\w+")
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


def quotations(filters: Filters, group: str = "day") -> QuerySet[Quotation]:
    """The quotations that match, newest article first; ``group`` "speaker": by the names of speakers before that."""
    found = Quotation.objects.filter(filters.articles(), **given({"speaker": filters.speaker, "type": filters.type}))
    if filters.about:
        found = found.filter(Exists(_inside(filters.about)))
    if filters.name:
        found = found.filter(Q(speaker_name__icontains=filters.name) | Q(speaker__name__icontains=filters.name))
    if filters.words:
        found = found.alias(quoted=_quoted())
        for word in filters.words.split():
            found = found.filter(quoted__icontains=word)
    newest = (F("article__published").desc(nulls_last=True), "article", "start", "-end")
    first = (F("speaker__name").asc(nulls_last=True), "speaker_name") if group == "speaker" else ()
    return found.select_related("speaker", "article").order_by(*first, *newest)


def quote_rows(found: Iterable[Quotation]) -> list[QuoteRow]:
    """The quotations as the list shows them; one that says the same as one before it stands with that one."""
    listed = list(found)
    here = {quotation.pk for quotation in listed}
    speakers_here = {quotation.speaker_id for quotation in listed if quotation.speaker_id}
    elsewhere = (
        Quotation.objects.filter(speaker__in=speakers_here)
        .exclude(pk__in=here)
        .annotate(quoted=_quoted())
        .select_related("speaker")
        .order_by("-article__published", "article", "start")[:_COMPARED]
    )
    words = {quotation.pk: _words(quotation.span.of(quotation.article.text)) for quotation in listed}
    others = [(other, _words(other.quoted)) for other in elsewhere]
    twins: dict[int, list[tuple[Quotation, str]]] = {}
    with_another: set[int] = set()
    for i, quotation in enumerate(listed):
        if quotation.pk in with_another:
            continue
        for other, said in [*((other, words[other.pk]) for other in listed[i + 1 :]), *others]:
            if other.pk not in with_another and _may_be_one(quotation, other):
                how = same_words(words[quotation.pk], said)
                if how:
                    twins.setdefault(quotation.pk, []).append((other, how))
                    with_another.add(other.pk)
    articles = Article.objects.in_bulk({other.article_id for some in twins.values() for other, _ in some})
    return [
        QuoteRow(
            quote_card(quotation, quotation.article, link=True),
            tuple(
                Twin(quote_card(other, articles[other.article_id], link=True), how)
                for other, how in twins.get(quotation.pk, [])
            ),
        )
        for quotation in listed
        if quotation.pk not in with_another
    ]


def same_words(one: str, other: str) -> str:
    """How ``other`` says what ``one`` says, as :class:`Twin` has it; empty where it does not. Words between spaces."""
    if min(one.count(" "), other.count(" ")) < _FEWEST - 1:
        return ""
    if one == other:
        return "same words"
    if f" {other} " in f" {one} ":
        return "trimmed"
    if f" {one} " in f" {other} ":
        return "in full"
    mine, theirs = set(one.split()), set(other.split())
    return "other wording" if len(mine & theirs) >= _ALIKE * len(mine | theirs) else ""


def mentioned(found: Iterable[QuoteRow]) -> list[EntityLink]:
    """What these quotations name, most often named first."""
    inside = Exists(
        Quotation.objects.filter(
            pk__in=[row.card.pk for row in found],
            article=OuterRef("article"),
            start__lte=OuterRef("start"),
            end__gte=OuterRef("end"),
        )
    )
    articles = Quotation.objects.filter(pk__in=[row.card.pk for row in found]).values("article")
    named = Mention.objects.filter(inside, article__in=articles, form="name").values_list("entity")
    counts = dict(named.annotate(n=Count("pk")).order_by("-n", "entity").values_list("entity", "n")[:_SPEAKERS])
    entities = Entity.objects.in_bulk(list(counts))
    return ranked((entities[pk], n) for pk, n in counts.items() if pk in entities)


def speakers(filters: Filters) -> list[EntityLink]:
    """Who says most of the quotations that match the other filters, with how many of them."""
    found = quotations(replace(filters, speaker=None)).exclude(speaker=None).order_by()
    counts = found.values_list("speaker").annotate(n=Count("pk")).order_by("-n", "speaker")[:_SPEAKERS]
    said = dict(counts.values_list("speaker", "n"))
    entities = Entity.objects.in_bulk(list(said))
    return ranked((entities[pk], n) for pk, n in said.items() if pk in entities)


def _inside(entity: int) -> QuerySet[Mention]:
    return Mention.objects.filter(
        entity=entity,
        article=OuterRef("article"),
        # both ends of the start are said, for the index knows it
        start__range=(OuterRef("start"), OuterRef("end")),
        end__lte=OuterRef("end"),
    )


def _quoted() -> Substr:
    return Substr("article__text", F("start") + 1, F("end") - F("start"))


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _may_be_one(one: Quotation, other: Quotation) -> bool:
    """Whether two quotations stand in different articles and have the same speaker, or both none that is known."""
    return one.article_id != other.article_id and one.speaker_id == other.speaker_id
