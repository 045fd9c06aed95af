"""Ways to finish what is being typed into the search box."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from django.db.models import Q

from articles.models import Article, Entity
from articles.rendering.kinds import KIND_NAMES, kind_of, labels_of
from articles.search.folding import fold
from articles.search.query import FIELDS, Filter, filter_on, tokens_of

MOST: Final = 8
_LAST = re.compile(rf'(?:^|(?<=\s))(?:({"|".join(FIELDS)}):)?(?:"([^"]*)|([^\s"]*))$', re.IGNORECASE)


def completions(typed: str) -> list[str]:
    """What ``typed`` may become when its last word is a filter, or the beginning of a filter or a name.

    At most ``MOST``. A filter without a value yet offers the values that most articles have.
    """
    typed = typed[-200:]
    match = _LAST.search(typed)
    if match is None:
        return []
    field, phrase, word = (match[1] or "").lower(), match[2], match[3]
    before = typed[: match.start()]
    words = " ".join(tokens_of(fold(phrase or word or "")))
    if field == "source":
        filters = [filter_on("source", source) for source in _sources(words)]
    elif field == "date":
        filters = [Filter("date", month) for month in _months(phrase or word or "")]
    elif words or field:
        filters = _entities(words, field)
    else:
        return []
    begun = [f"{before}{name}:" for name in FIELDS if not field and word and name.startswith(word.lower())]
    return [*begun, *(f"{before}{part} " for part in filters)][:MOST]


def _months(begun: str) -> list[str]:
    """The months in which articles were published whose ``2024-05`` begins so, the last first."""
    months = Article.objects.dates("published", "month", order="DESC")
    return list(islice((text for month in months if (text := f"{month:%Y-%m}").startswith(begun)), MOST))


def _sources(words: str) -> list[str]:
    sources = Article.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct()
    return [source for source in sources if words in " ".join(tokens_of(fold(source)))][:MOST]


def _entities(words: str, field: str) -> list[Filter]:
    entities = Entity.objects.filter(merged_into=None, article_count__gt=0)
    if field in KIND_NAMES:
        entities = entities.filter(label__in=labels_of(field))
    begins = entities.filter(Q(key__startswith=words) | Q(key__contains=f" {words}")) if words else entities
    named = begins.order_by("-article_count", "-mention_count", "key").values_list("name", "label")[: MOST * 2]
    return list(dict.fromkeys(filter_on(field or kind_of(label), name) for name, label in named))[:MOST]
