"""What the downloads of the lists hold: every annotation of a list, read in parts, however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from django.db.models import F, QuerySet
from django.db.models.functions import Substr

from articles.models import Quantity, Quotation
from articles.queries.cards import article_url
from articles.queries.figures import speakers_of
from articles.rendering.figures import DATES
from articles.rendering.tables import Cell

# rows read at a time
CHUNK: Final = 500

NUMBER_COLUMNS: Final = (
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "currency",
    "per",
    "counted",
    "canonical value",
    "canonical unit",
    "kind",
    "date",
    "as written",
    "speaker",
    "article",
    "source",
    "published",
    "address",
)
QUOTE_COLUMNS: Final = ("quote", "type", "speaker", "cue", "article", "source", "published", "address")

T = TypeVar("T")


def number_rows(found: QuerySet[Quantity], absolute: Callable[[str], str]) -> Iterator[tuple[Cell, ...]]:
    """The quantities in their order, as ``NUMBER_COLUMNS``; ``absolute`` completes an address."""
    rows = found.select_related(None).annotate(
        written=_words(F("start"), F("end")),
        slug=F("article__slug"),
        title=F("article__title"),
        source=F("article__source"),
        published_on=F("article__published"),
    )
    for some in _parts(rows.iterator(chunk_size=CHUNK)):
        said = speakers_of(some)
        for row in some:
            anchor = f"{'d' if row.kind in DATES else 'n'}-{row.pk}"
            yield (
                row.value,
                row.low,
                row.high,
                row.bound,
                row.unit,
                row.currency,
                row.per,
                row.counted,
                row.canonical,
                row.canonical_unit,
                row.kind,
                row.date,
                row.written,
                said.get(row.pk, ""),
                row.title,
                row.source,
                row.published_on,
                absolute(article_url(row.slug, f"n:{row.pk}", anchor)),
            )


def quote_rows(found: QuerySet[Quotation], absolute: Callable[[str], str]) -> Iterator[tuple[Cell, ...]]:
    """The quotations in their order, as ``QUOTE_COLUMNS``."""
    rows = found.select_related(None).values_list(
        "pk",
        "text",
        "type",
        "speaker__name",
        "speaker_name",
        _words(F("cue_start"), F("cue_end")),
        "article__title",
        "article__source",
        "article__published",
        "article__slug",
    )
    for pk, words, kind, speaker, called, cue, title, source, published, slug in rows.iterator(chunk_size=CHUNK):
        url = absolute(article_url(slug, f"q:{pk}", f"q-{pk}"))
        yield words, kind, speaker or called, cue, title, source, published, url


def _words(start: F, end: F) -> Substr:
    return Substr("article__text", start + 1, end - start)


def _parts(rows: Iterable[T]) -> Iterator[list[T]]:
    left = iter(rows)
    while part := list(islice(left, CHUNK)):
        yield part
