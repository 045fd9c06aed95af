"""What is drawn into a text: spans with the ids and words that their elements carry."""

from __future__ import annotations

from dataclasses import dataclass

from articles.document import Form, QuotationType, Span


@dataclass(frozen=True, slots=True)
class MentionMark:
    """A mention of the entity ``entity``; ``number`` counts its mentions in the article, ``count`` says how many."""

    span: Span
    entity: int
    number: int
    kind: str
    count: int
    form: Form = Form.NAME

    @property
    def id(self) -> str:
        return f"m-{self.entity}-{self.number}"


@dataclass(frozen=True, slots=True)
class QuotationMark:
    """A quotation; ``speaker`` is the short name for the margin, empty where nobody is known to have said it."""

    span: Span
    pk: int
    type: QuotationType
    fragments: tuple[Span, ...] = ()
    cue: Span | None = None
    speaker: str = ""
    nested: bool = False

    @property
    def id(self) -> str:
        return f"q-{self.pk}"


@dataclass(frozen=True, slots=True)
class QuantityMark:
    """A quantity; dates and times are drawn another way than figures."""

    span: Span
    core: Span
    pk: int
    is_date: bool = False
    counted: Span | None = None

    @property
    def id(self) -> str:
        return f"{'d' if self.is_date else 'n'}-{self.pk}"


@dataclass(frozen=True, slots=True)
class Marks:
    """All that is drawn into one article."""

    mentions: tuple[MentionMark, ...] = ()
    quotations: tuple[QuotationMark, ...] = ()
    quantities: tuple[QuantityMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What the reader selected: one of the three, by primary key; ``at`` is the id of the mention being visited."""

    entity: int | None = None
    quotation: int | None = None
    quantity: int | None = None
    at: str = ""


NOTHING = Selection()
