"""The notes to a printed article: who and what is named, said and counted in it, each with its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from articles.document import BlockKind, Form, QuotationType
from articles.models import Article, Quotation
from articles.queries.cards import what_of
from articles.queries.places import Places
from articles.rendering.figures import DATES, figure, sign
from articles.rendering.kinds import KIND_NAMES, kind_of

# characters of a quotation that tell which one it is
_WORDS: Final = 60
# blocks that paper gives no number
_UNNUMBERED: Final = {
    BlockKind.HEADLINE: "in the headline",
    BlockKind.STANDFIRST: "in the standfirst",
    BlockKind.BYLINE: "in the byline",
    BlockKind.CAPTION: "in a caption",
}


@dataclass(frozen=True, slots=True)
class NamedNote:
    """An entity and where it is named: "in the headline, ¶2, ¶5"."""

    name: str
    places: str


@dataclass(frozen=True, slots=True)
class NamedNotes:
    """The entities of one kind under its heading, in order of their first mention."""

    title: str
    entities: tuple[NamedNote, ...]


@dataclass(frozen=True, slots=True)
class QuoteNote:
    """A quotation by its first words; ``quoted_by`` is who repeats it, where one quotation stands inside another."""

    speaker: str
    words: str
    is_indirect: bool
    quoted_by: str
    place: str


@dataclass(frozen=True, slots=True)
class NumberNote:
    """A number in its normal form, with its bound as a sign, and what it counts."""

    sign: str
    value: str
    what: str
    place: str


@dataclass(frozen=True, slots=True)
class Notes:
    """All notes to one article; what it does not have is empty."""

    named: tuple[NamedNotes, ...]
    quotes: tuple[QuoteNote, ...]
    numbers: tuple[NumberNote, ...]


def notes(article: Article) -> Notes:
    """The notes to the article, in order of its text: three queries, whatever its length."""
    where = _Where(article)
    return Notes(_named(article, where), _quotes(article, where), _numbers(article, where))


class _Where:
    """Says in which paragraph something stands, as the margin of the printed page does."""

    def __init__(self, article: Article) -> None:
        self._kinds = [block[0] for block in article.blocks]
        self._places = Places(article)

    def __call__(self, start: int) -> str:
        number = self._places.paragraph(start)
        kind = BlockKind(self._kinds[number - 1]) if self._kinds else BlockKind.PARAGRAPH
        return _UNNUMBERED.get(kind, f"¶{number}")


def _named(article: Article, where: _Where) -> tuple[NamedNotes, ...]:
    # by kind, then by entity: its name, and its places as the keys of a dictionary, which keep their order
    found: dict[str, dict[int, tuple[str, dict[str, None]]]] = {kind: {} for kind in KIND_NAMES}
    rows = article.mentions.filter(form=Form.NAME).order_by("start")
    for start, pk, name, label in rows.values_list("start", "entity", "entity__name", "entity__label"):
        found[kind_of(label)].setdefault(pk, (name, {}))[1][where(start)] = None
    return tuple(
        NamedNotes(KIND_NAMES[kind], tuple(NamedNote(name, ", ".join(at)) for name, at in entities.values()))
        for kind, entities in found.items()
        if entities
    )


def _quotes(article: Article, where: _Where) -> tuple[QuoteNote, ...]:
    rows = article.quotations.select_related("speaker", "parent__speaker").order_by("start", "-end")
    return tuple(
        QuoteNote(
            _speaker(quotation),
            _first(" ".join(quotation.span.of(article.text).split())),
            quotation.type == QuotationType.INDIRECT,
            _speaker(quotation.parent) if quotation.parent else "",
            where(quotation.start),
        )
        for quotation in rows
    )


def _speaker(quotation: Quotation) -> str:
    return quotation.speaker.name if quotation.speaker else quotation.speaker_name


def _first(words: str) -> str:
    """The first words, with the quotation mark that the cut took away."""
    if len(words) <= _WORDS:
        return words
    closing = {"“": "”", "‘": "’", '"': '"'}.get(words[0], "")
    return words[:_WORDS].rsplit(" ", 1)[0].rstrip(" ,.;:–—") + "…" + closing


def _numbers(article: Article, where: _Where) -> tuple[NumberNote, ...]:
    return tuple(
        NumberNote(
            sign(quantity),
            figure(quantity, short=True) or " ".join(quantity.span.of(article.text).split()),
            what_of(quantity, article.text),
            where(quantity.start),
        )
        for quantity in article.quantities.exclude(kind__in=DATES).order_by("start")
    )
