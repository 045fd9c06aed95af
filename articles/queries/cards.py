"""What lists of quotes, numbers and articles show of each."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.urls import reverse

from articles.models import Article, Entity, Quantity, Quotation
from articles.queries.parts import Asked, Part
from articles.queries.places import Places
from articles.rendering.figures import BOUND_NAMES, DATES, KIND_WORDS, figure, sign, unit_in_words
from articles.rendering.kinds import kind_of

# how many characters tell a figure's meaning in a list, and what they neither begin nor end with
_WHAT: Final = 70
_EDGES: Final = " .,;:-“”‘’\"'()"
# what goes on like this says little of the figure before it: "£48 million and to last until the end of May"
_LEADS_AWAY: Final = re.compile(r"\s*(?:[(),;:.!?”\"–—]|(?:and|or|but|while|as|in|on|by|to|from|at)\b)")


@dataclass(frozen=True, slots=True)
class EntityLink:
    """An entity in a list: ``share`` (0 to 100) is its count beside the largest."""

    pk: int
    name: str
    kind: str
    count: int = 0
    share: float = 0.0

    @property
    def selection(self) -> str:
        return f"e:{self.pk}"


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """An article in a list."""

    title: str
    url: str
    source: str
    published: datetime.date | None
    count: int = 0


@dataclass(frozen=True, slots=True)
class QuoteCard:
    """A quotation in a list; ``paragraph`` is 0 outside its own article."""

    pk: int
    type: str
    words: str
    speaker: str
    speaker_link: EntityLink | None
    cue: str
    paragraph: int
    url: str
    article: ArticleLink | None = None

    @property
    def selection(self) -> str:
        return f"q:{self.pk}"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A quantity in a list: its bound as a sign, its value, and what it is about."""

    pk: int
    sign: str
    value: str
    written: str
    what: str
    kind: str
    bound: str
    paragraph: int
    url: str
    is_date: bool = False
    article: ArticleLink | None = None
    speaker: str = ""

    @property
    def selection(self) -> str:
        return f"n:{self.pk}"


def entity_link(entity: Entity, count: int = 0, most: int = 0) -> EntityLink:
    """The entity with its count, and its share of ``most``."""
    return EntityLink(entity.pk, entity.name, kind_of(entity.label), count, round(100 * count / most, 1) if most else 0)


def article_link(article: Article, count: int = 0) -> ArticleLink:
    """The article with how often it has what the list is about."""
    return ArticleLink(article.title, article.get_absolute_url(), article.source, article.published, count)


def article_url(slug: str, selection: str, anchor: str) -> str:
    """The address of an annotation: its article, with the panel open on it."""
    return f"{reverse('article', args=[slug])}?sel={selection}#{anchor}"


def quote_card(
    quotation: Quotation, article: Article, places: Places | None = None, *, link: bool = False
) -> QuoteCard:
    """The quotation of ``article``; with ``link`` its article is named."""
    text = article.text
    cue = text[quotation.cue_start : quotation.cue_end] if quotation.cue_start is not None else ""
    return QuoteCard(
        quotation.pk,
        quotation.type,
        " ".join(quotation.span.of(text).split()),
        quotation.speaker.name if quotation.speaker else quotation.speaker_name,
        entity_link(quotation.speaker) if quotation.speaker else None,
        cue,
        places.paragraph(quotation.start) if places else 0,
        article_url(article.slug, f"q:{quotation.pk}", f"q-{quotation.pk}"),
        article_link(article) if link else None,
    )


def quote_elsewhere(quotation: Quotation) -> QuoteCard:
    """The quotation under the name of its article, whose text need not be read."""
    return QuoteCard(
        quotation.pk,
        quotation.type,
        " ".join(quotation.text.split()),
        quotation.speaker.name if quotation.speaker else quotation.speaker_name,
        entity_link(quotation.speaker) if quotation.speaker else None,
        "",
        0,
        article_url(quotation.article.slug, f"q:{quotation.pk}", f"q-{quotation.pk}"),
        article_link(quotation.article),
    )


def quote_cards(
    name: str, address: str, article: Article, quotations: QuerySet[Quotation], places: Places, asked: Asked
) -> Part[QuoteCard]:
    """These quotations of the article in reading order, as the list ``name`` of the panel at ``address``."""
    window = asked.window(name)
    # one more than is shown tells whether all are to be counted
    chosen = list(quotations.select_related("speaker").order_by("start", "-end")[window.start : window.stop + 1])
    is_all = window.start == 0 and len(chosen) <= window.stop
    shown = [quote_card(quotation, article, places) for quotation in chosen[: window.stop - window.start]]
    return Part("quote", name, address, shown, len(chosen) if is_all else quotations.count(), window.start)


def figure_row(
    quantity: Quantity, article: Article, places: Places | None = None, *, link: bool = False, speaker: str = ""
) -> FigureRow:
    """The quantity of ``article``; with ``link`` its article is named."""
    is_date = quantity.kind in DATES
    written = " ".join(quantity.span.of(article.text).split())
    anchor = f"{'d' if is_date else 'n'}-{quantity.pk}"
    return FigureRow(
        quantity.pk,
        sign(quantity),
        figure(quantity, short=True) or written,
        written,
        what_of(quantity, article.text),
        KIND_WORDS[quantity.kind],
        BOUND_NAMES[quantity.bound],
        places.paragraph(quantity.start) if places else 0,
        article_url(article.slug, f"n:{quantity.pk}", anchor),
        is_date,
        article_link(article) if link else None,
        speaker,
    )


def what_of(quantity: Quantity, text: str) -> str:
    """What a figure is about: the counted noun with the words after it, else the words around the figure."""
    if quantity.counted_start is not None and quantity.counted_end is not None:
        start = min(quantity.end, quantity.counted_start)
        words = _onward(text[start : max(quantity.counted_end, start + _WHAT)], ", ")
    else:
        after = text[quantity.end : quantity.end + _WHAT]
        words = "" if _LEADS_AWAY.match(after) else _onward(after, "\n")
        before = _leading(text[max(0, quantity.start - _WHAT) : quantity.start])
        # what leads to the figure says that it does
        words = words or (before and f"{before} …") or _onward(after, "\n")
    return words or quantity.counted or (unit_in_words(quantity.unit) if quantity.unit else "")


def _onward(after: str, stop: str) -> str:
    """The words up to the end of the clause."""
    line = after.splitlines()[0] if after.strip() else ""
    for end in (". ", "; ", "” ", stop):
        line = line.split(end, 1)[0]
    words = line.strip(_EDGES)
    return words.rsplit(" ", 1)[0].rstrip(_EDGES) + "…" if len(words) >= _WHAT - 6 else words


def _leading(before: str) -> str:
    """The words of the clause that lead to what follows."""
    line = before.splitlines()[-1] if before.strip() else ""
    words = line
    for end in (". ", "; ", ": ", "” "):
        words = words.rsplit(end, 1)[-1]
    if len(words) == _WHAT:
        return "…" + words.partition(" ")[2].strip(_EDGES)
    return words.strip(_EDGES)


def ranked(counts: Iterable[tuple[Entity, int]]) -> list[EntityLink]:
    """Entities with their counts, the largest first, with their share of it."""
    ordered = sorted(counts, key=lambda pair: (-pair[1], pair[0].name))
    most = ordered[0][1] if ordered else 0
    return [entity_link(entity, count, most) for entity, count in ordered]
