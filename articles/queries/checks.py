"""What the machine noticed in an article, as readers see it: without what an editor has looked at."""

from __future__ import annotations

from dataclasses import dataclass

from articles.document import Span
from articles.models import Article, Quantity, Quotation
from articles.models.shown import checks_of
from articles.queries.cards import article_url
from articles.queries.said import said_checks


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check in a list, linked to the first annotation that it is about."""

    sentence: str
    url: str


def checks_in(article: Article, about: Quantity | Quotation | None = None) -> tuple[CheckRow, ...]:
    """The checks of the article, or those about one of its annotations, in order of the text."""
    said = said_checks(article)
    if not said:
        return ()
    starts = {start for check in said for start, _ in check["spans"]}
    places: dict[Span, tuple[str, str]] = {}
    for letter, rows in (("q", article.quotations), ("n", article.quantities)):
        untouched = rows.filter(start__in=starts, is_edited=False)
        for start, end, pk in untouched.values_list("start", "end", "pk"):
            places[Span(start, end)] = f"{letter}:{pk}", f"{letter}-{pk}"
    return tuple(
        CheckRow(check.sentence, article_url(article.slug, *places[check.spans[0]]))
        for check in checks_of(said, places.keys())
        if about is None or about.span in check.spans
    )
