"""A library of invented articles in the database, as the worker would have stored it, made by inserting many at once.

20,000 articles have about 600,000 mentions, 150,000 quotations and 250,000 figures of about 60,000 entities. Beside
them stand a very long article and one of 1,000 words.
"""

# ruff: noqa: S311 -- what is invented needs no cryptography

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from random import Random
from typing import Any, Final

from django.core.management.color import no_style
from django.db import connection, models, transaction

from articles.correction.counting import count as count_appearances
from articles.correction.rows import Row, mention_rows, parents, quantity_rows, quotation_rows
from articles.correction.said import to_json
from articles.models import Article, Entity, Mention, PipelineResult, Quantity, Quotation, State
from articles.models.article import digest_of
from tests.benchmarks.cast import Name
from tests.benchmarks.inserting import insert
from tests.benchmarks.vocabulary import OUTLETS, PLACE_ENDINGS
from tests.benchmarks.writing import PIPELINE, Author, Plan, Written

SEED: Final = 20_261_128
# slugs
LONG: Final = "invented-long"
THOUSAND: Final = "invented-thousand"
# how often five articles of eight name the star, and how often the whole library names somebody hardly known
_TIMES: Final = 4
_RARELY: Final = 5
_SOURCES: Final = 40
# the one of each thousand articles that waits to be annotated; not one that names the star
_THOUSAND, _WAITING = 1_000, 137
_FIRST_DAY: Final = datetime.date(2017, 1, 1)
_DAYS: Final = 3_250
_CHUNK: Final = 1_000
_TABLES: Final[tuple[type[models.Model], ...]] = (Article, PipelineResult, Entity, Mention, Quotation, Quantity)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before it has rows: its number, what is in it, and whether the worker has not come to it yet."""

    number: int
    slug: str
    written: Written
    is_waiting: bool = False


def fill(articles: int, seed: int = SEED) -> None:
    """Put so many articles, and the two long ones, into an empty database; the same ones for one seed."""
    if Article.objects.exists() or Entity.objects.exists():
        raise ValueError("this library has articles: the benchmark fills an empty one only")
    shelf = _Shelf(seed)
    drafts = _drafts(articles, seed)
    while some := list(islice(drafts, _CHUNK)):
        with transaction.atomic():
            count_appearances(shelf.store(some))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_TABLES)):
            cursor.execute(statement)


def _drafts(articles: int, seed: int) -> Iterator[Draft]:
    random, author = Random(seed), Author(seed)
    rare = {articles * n // _RARELY + 1 for n in range(_RARELY)}
    for number in range(articles):
        # most are short, some several times as long
        plan = Plan(max(8, round(random.gammavariate(3.0, 15.35))))
        is_waiting = number % _THOUSAND == _WAITING
        if is_waiting:
            # a long one: in a small library too, what is looked for may be in it
            plan = Plan(400)
        elif number in rare:
            plan = Plan(plan.marks, star=author.company.rarity, starring=1)
        elif number * 5 % 8 < 5:
            plan = Plan(plan.marks, star=author.company.star, starring=_TIMES)
        yield Draft(number, f"invented-{number}", author.write(plan), is_waiting)
    yield Draft(articles, THOUSAND, author.write(Plan(170, 5.7, size=1.5)))
    yield Draft(articles + 1, LONG, author.write(Plan(10_000, 5.0, size=25)))


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is to be inserted: a few of Django's objects, and of the many annotations the fields."""

    articles: list[Article] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    results: list[PipelineResult] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    quotations: list[dict[str, Any]] = field(default_factory=list)
    quantities: list[dict[str, Any]] = field(default_factory=list)


class _Shelf:
    """Drafts -> rows; counts their primary keys itself, so that links are known before anything is stored."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed + 1)
        self._sources = [f"The {self._of()} {self._random.choice(OUTLETS)}" for _ in range(_SOURCES)]
        self._articles, self._mentions, self._quotations, self._quantities = (count(1) for _ in range(4))
        self._entities: dict[Name, int] = {}

    def store(self, drafts: Iterable[Draft]) -> list[int]:
        """Insert the articles with their annotations; the primary keys of the articles."""
        rows = _Rows()
        for draft in drafts:
            article = self._article(draft)
            rows.articles.append(article)
            if not draft.is_waiting:
                self._annotate(article, draft.written, rows)
        Article.objects.bulk_create(rows.articles)
        Entity.objects.bulk_create(rows.entities)
        PipelineResult.objects.bulk_create(rows.results)
        insert(Mention, rows.mentions)
        insert(Quotation, rows.quotations)
        insert(Quantity, rows.quantities)
        return [article.pk for article in rows.articles]

    def _of(self) -> str:
        return self._random.choice(("North", "South", "East", "West")) + self._random.choice(PLACE_ENDINGS)

    def _article(self, draft: Draft) -> Article:
        written, random = draft.written, self._random
        published = _FIRST_DAY + datetime.timedelta(days=random.randrange(_DAYS)) if random.random() < 0.97 else None
        # the first sources publish most
        source = self._sources[int(_SOURCES * random.random() ** 2)] if random.random() < 0.97 else ""
        added = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(minutes=10 * draft.number)
        return Article(
            pk=next(self._articles),
            slug=draft.slug,
            title=written.title,
            standfirst=written.standfirst,
            byline=written.byline,
            source=source,
            published=published,
            text=written.text,
            blocks=[[block.kind.value, block.span.start, block.span.end, None] for block in written.blocks],
            words=len(written.text.split()),
            digest=digest_of(written.text),
            created=added,
            queued=added,
            state=State.WAITING if draft.is_waiting else State.DONE,
            version=0 if draft.is_waiting else 1,
        )

    def _annotate(self, article: Article, written: Written, rows: _Rows) -> None:
        said = written.annotations
        for name in written.names:
            if name not in self._entities:
                self._entities[name] = pk = len(self._entities) + 1
                rows.entities.append(Entity(pk=pk, label=name.label.value, name=name.name, key=name.key))
        entities = [self._entities[name] for name in written.names]
        rows.results.append(
            PipelineResult(article=article, pipeline=PIPELINE, digest=article.digest, said=to_json(said))
        )
        numbers: dict[int, int] = {}
        for row in mention_rows(said, entities):
            entity = row.fields["entity_id"]
            numbers[entity] = numbers.get(entity, 0) + 1
            rows.mentions.append(_fields(article, row, next(self._mentions), number=numbers[entity]))
        quotations = quotation_rows(said, entities)
        keys = {row.span: next(self._quotations) for row in quotations}
        for row, around in zip(quotations, parents(list(keys)), strict=True):
            parent = None if around is None else keys[around]
            text = row.span.of(article.text)
            more = {"parent_id": parent, "day": article.day, "text": text}
            rows.quotations.append(_fields(article, row, keys[row.span], **more))
        for row in quantity_rows(said):
            rows.quantities.append(_fields(article, row, next(self._quantities), day=article.day))


def _fields(article: Article, row: Row, pk: int, **more: Any) -> dict[str, Any]:
    return {"id": pk, "article_id": article.pk, "start": row.span.start, "end": row.span.end, **row.fields, **more}
