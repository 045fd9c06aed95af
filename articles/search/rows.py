"""What a list of articles shows of each: whom it names most, its tallies, how long it still waits, where it matches.

The number of queries does not depend on the number of articles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from articles.document import Form, QuantityKind, Span
from articles.models import Appearance, Article, Correction, Mention, PipelineResult, Quantity, Quotation, State
from articles.rendering.kinds import kind_of
from articles.search.query import Term
from articles.search.snippets import Piece, around, marked, snippet

WORDS_PER_MINUTE: Final = 230
CHIPS: Final = 4
# how far behind an article can be told to wait
LONGEST_QUEUE: Final = 1000
# the columns of an article that a list shows; its text only where a snippet is cut from it
COLUMNS: Final = (
    "slug",
    "title",
    "standfirst",
    "source",
    "published",
    "words",
    "owner",
    "is_sample",
    "created",
    "state",
    "failure",
    "queued",
    "leased_until",
)


@dataclass(frozen=True, slots=True)
class Chip:
    """An entity, and how often an article names it."""

    entity: int
    name: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """An article as a list shows it.

    ``more`` counts the entities beyond ``chips``, ``corrections`` what people decided, ``to_review`` what the machine
    noticed and no editor has looked at; ``ahead`` the articles that are annotated before this one, None where it does
    not wait; ``match`` is empty where no word was looked for, or none stands in the text.
    """

    article: Article
    chips: tuple[Chip, ...] = ()
    more: int = 0
    quotes: int = 0
    numbers: int = 0
    corrections: int = 0
    to_review: int = 0
    ahead: int | None = None
    match: tuple[Piece, ...] = ()

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return max(1, round(self.article.words / WORDS_PER_MINUTE))

    @property
    def is_finished(self) -> bool:
        """Whether nothing will change by itself."""
        return self.article.state in (State.DONE, State.FAILED)

    @property
    def key(self) -> str:
        """What of this row may change by itself, for comparison with what a page shows."""
        return f"{self.article.pk}:{self.article.state}:{'' if self.ahead is None else self.ahead}"


def rows_of(
    articles: Iterable[Article], *, terms: Sequence[Term] = (), entities: Collection[int] = frozenset()
) -> list[Row]:
    """The rows of these articles, in their order; with the words around what was looked for, if anything was."""
    shown = list(articles)
    keys = [article.pk for article in shown]
    chips = _chips(keys)
    quotes = _tally(Quotation.objects.filter(article__in=keys, parent=None))
    dates = (QuantityKind.DATE, QuantityKind.TIME)
    numbers = _tally(Quantity.objects.filter(article__in=keys).exclude(kind__in=dates))
    corrections = _tally(Correction.objects.filter(article__in=keys, undone=None))
    to_review = _noticed(keys)
    ahead = _positions() if any(article.state in (State.WAITING, State.ANNOTATING) for article in shown) else {}
    matches = _matches(keys, terms, entities)
    return [
        Row(
            article=article,
            chips=tuple(chips[article.pk][:CHIPS]),
            more=max(0, len(chips[article.pk]) - CHIPS),
            quotes=quotes.get(article.pk, 0),
            numbers=numbers.get(article.pk, 0),
            corrections=corrections.get(article.pk, 0),
            to_review=to_review.get(article.pk, 0),
            ahead=ahead.get(article.pk, LONGEST_QUEUE) if article.state == State.WAITING else None,
            match=tuple(matches.get(article.pk, ())),
        )
        for article in shown
    ]


def _chips(articles: list[int]) -> dict[int, list[Chip]]:
    """For each article its entities, those named most often first."""
    named = Appearance.objects.filter(article__in=articles, mentions__gt=0).order_by("article", "-mentions", "entity")
    chips: dict[int, list[Chip]] = defaultdict(list)
    for article, entity, name, label, count in named.values_list(
        "article", "entity", "entity__name", "entity__label", "mentions"
    ):
        chips[article].append(Chip(entity, name, kind_of(label), count))
    return chips


def _tally(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("article").annotate(Count("pk")))


def _noticed(articles: list[int]) -> dict[int, int]:
    """For each article, how many checks are about quotations and quantities that no editor changed or deleted."""
    said = PipelineResult.objects.filter(article__in=articles).values_list("article", "said__checks")
    noticed = {
        article: [{Span(*span) for span in check["spans"]} for check in checks] for article, checks in said if checks
    }
    if not noticed:
        return {}
    starts = {span.start for checks in noticed.values() for spans in checks for span in spans}
    untouched: dict[int, set[Span]] = defaultdict(set)
    for model in (Quotation, Quantity):
        rows = model._default_manager.filter(article__in=noticed, start__in=starts, is_edited=False)
        for article, start, end in rows.values_list("article", "start", "end"):
            untouched[article].add(Span(start, end))
    return {article: sum(spans <= untouched[article] for spans in checks) for article, checks in noticed.items()}


def _positions() -> dict[int, int]:
    """How many articles each waiting one has ahead of it, the one being annotated included."""
    waiting = Article.objects.filter(Q(state=State.WAITING) | Q(state=State.ANNOTATING)).order_by("queued", "pk")
    return {article: place for place, article in enumerate(waiting.values_list("pk", flat=True)[:LONGEST_QUEUE])}


def _matches(articles: list[int], terms: Sequence[Term], entities: Collection[int]) -> dict[int, list[Piece]]:
    """The words around the first match of a term, or else around the first mention of an entity."""
    if not terms and not entities:
        return {}
    texts = dict(Article.objects.filter(pk__in=articles).values_list("pk", "text"))
    matches = {article: snippet(text, terms) for article, text in texts.items()} if terms else {}
    if entities:
        mentions = Mention.objects.filter(article__in=articles, entity__in=entities, form=Form.NAME)
        first: dict[int, tuple[int, int]] = {}
        for article, start, end in mentions.order_by("-start").values_list("article", "start", "end"):
            first[article] = (start, end)
        for article, span in first.items():
            if not matches.get(article):
                text = texts[article]
                matches[article] = marked(text, *around(text, *span), [span])
    return matches
