"""Where the marks of an article stand, without what they are: what its panels ask for again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.document import Form
from articles.models import Article
from articles.queries.keeping import Kept
from articles.queries.places import Places


@dataclass(frozen=True, slots=True)
class Outline:
    """In order of the text: names as paragraph and entity, quotations and quantities as start and end."""

    names: Sequence[tuple[int, int]]
    quotations: Sequence[tuple[int, int]]
    quantities: Sequence[tuple[int, int]]


# marks that a process remembers: those of the longest articles are some ten thousand
_outlines: Final = Kept[Outline](200_000)


def outline_of(article: Article) -> Outline:
    """The outline of the article's present version."""
    return _outlines.get((article.pk, article.version, article.state, article.updated), lambda: _read(article), _weight)


def _read(article: Article) -> Outline:
    paragraph = Places(article).paragraph
    names = article.mentions.filter(form=Form.NAME).order_by("start").values_list("start", "entity")
    return Outline(
        [(paragraph(start), entity) for start, entity in names],
        list(article.quotations.order_by("start", "end").values_list("start", "end")),
        list(article.quantities.order_by("start").values_list("start", "end")),
    )


def _weight(outline: Outline) -> int:
    return 1 + len(outline.names) + len(outline.quotations) + len(outline.quantities)
