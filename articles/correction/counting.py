"""Keeps the counts that lists of the whole library are made from: appearances, and their sums on the entities."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final, NamedTuple

from django.db.models import Case, Count, F, Q, Sum, Value, When

from articles.document import Form
from articles.models import Appearance, Article, Entity, Mention, Quotation
from articles.models.article import UNDATED

_BATCH: Final = 300


class _Counts(NamedTuple):
    day: datetime.date
    mentions: int
    quotes: int
    spoken_of: int


_NOTHING: Final = _Counts(UNDATED, 0, 0, 0)


def count(articles: Collection[int]) -> None:
    """Make the appearances in these articles (primary keys), and the counts of their entities, what the rows say.

    Writes only what differs, and never reads the entities' other articles. The caller is alone with the library
    (``articles.correction.refreshing.alone``).
    """
    for some in _batches(articles):
        _count(some)


def recount(entities: Collection[int]) -> None:
    """Sum up the appearances of these entities (primary keys) anew: what :func:`count` cannot know after a deletion."""
    for some in _batches(entities):
        sums = {
            pk: (mentions, named, quotes)
            for pk, mentions, named, quotes in Appearance.objects.filter(entity__in=some)
            .values_list("entity")
            .annotate(m=Sum("mentions"), a=Count("pk", filter=Q(mentions__gt=0)), q=Sum("quotes"))
        }
        rows = list(Entity.objects.filter(pk__in=some))
        for row in rows:
            row.mention_count, row.article_count, row.quote_count = sums.get(row.pk, (0, 0, 0))
        Entity.objects.bulk_update(rows, ["mention_count", "article_count", "quote_count"])


def _count(articles: Collection[int]) -> None:
    stored = {(row.article_id, row.entity_id): row for row in Appearance.objects.filter(article__in=articles)}
    found = dict(_found(articles))
    changes: Counter[tuple[int, str]] = Counter()
    added, changed = [], []
    for key, now in found.items():
        row = stored.get(key)
        before = _Counts(row.day, row.mentions, row.quotes, row.spoken_of) if row else _NOTHING
        _note(changes, key[1], before, now)
        if row is None:
            added.append(Appearance(article_id=key[0], entity_id=key[1], **now._asdict()))
        elif before != now:
            row.day, row.mentions, row.quotes, row.spoken_of = now
            changed.append(row)
    gone = [row for key, row in stored.items() if key not in found]
    for row in gone:
        _note(changes, row.entity_id, _Counts(row.day, row.mentions, row.quotes, row.spoken_of), _NOTHING)
    for some in _batches([row.pk for row in gone]):
        Appearance.objects.filter(pk__in=some).delete()
    Appearance.objects.bulk_create(added, batch_size=_BATCH)
    Appearance.objects.bulk_update(changed, ["day", "mentions", "quotes", "spoken_of"], batch_size=_BATCH)
    _add(changes)


def _found(articles: Collection[int]) -> Iterator[tuple[tuple[int, int], _Counts]]:
    """The counts by article and entity, from the mentions and quotations."""
    days = {article.pk: article.day for article in Article.objects.filter(pk__in=articles).only("published")}
    named: dict[int, list[tuple[int, int, int]]] = {pk: [] for pk in days}
    mentions: Counter[tuple[int, int]] = Counter()
    quotes: Counter[tuple[int, int]] = Counter()
    spoken_of: Counter[tuple[int, int]] = Counter()
    rows = Mention.objects.filter(article__in=articles).order_by("article", "start")
    for article, start, end, entity, form in rows.values_list("article", "start", "end", "entity", "form"):
        mentions[article, entity] += form == Form.NAME
        if form == Form.NAME:
            named[article].append((start, end, entity))
    for article, start, end, speaker in Quotation.objects.filter(article__in=articles).values_list(
        "article", "start", "end", "speaker"
    ):
        if speaker is not None:
            quotes[article, speaker] += 1
        places = named[article]
        inside = set()
        for place in range(bisect_left(places, (start,)), len(places)):
            if places[place][0] >= end:
                break
            if places[place][1] <= end:
                inside.add(places[place][2])
        spoken_of.update((article, entity) for entity in inside)
    for key in {*mentions, *quotes}:
        yield key, _Counts(days[key[0]], mentions[key], quotes[key], spoken_of[key])


def _note(changes: Counter[tuple[int, str]], entity: int, before: _Counts, now: _Counts) -> None:
    changes[entity, "mention_count"] += now.mentions - before.mentions
    changes[entity, "article_count"] += bool(now.mentions) - bool(before.mentions)
    changes[entity, "quote_count"] += now.quotes - before.quotes


def _add(changes: Counter[tuple[int, str]]) -> None:
    """Add to the entities' counts what changed in these articles."""
    for column in ("mention_count", "article_count", "quote_count"):
        differences = {entity: by for (entity, name), by in changes.items() if name == column and by}
        for some in _batches(differences):
            cases = [When(pk=pk, then=Value(differences[pk])) for pk in some]
            Entity.objects.filter(pk__in=some).update(**{column: F(column) + Case(*cases, default=Value(0))})


def _batches(keys: Collection[int]) -> Iterator[list[int]]:
    """The keys, a few hundred at a time: a database limits the parameters of a statement."""
    rest = iter(sorted(keys))
    while some := list(islice(rest, _BATCH)):
        yield some
