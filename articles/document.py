"""The vocabulary of the project: what passes between the stages of an article's journey.

Every record is frozen and compares by value. Every offset is a Python string index (a code point, not a byte and not
a UTF-16 unit) into :attr:`Document.text`, end exclusive. Nothing here knows Django, spaCy or HTML.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: Python string indices, end exclusive, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words of the span in ``text``."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span (a span contains itself)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class BlockKind(StrEnum):
    """What a block of an article is; the values are those of ``data-block`` in the page."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    SUBHEADING = "subheading"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CAPTION = "caption"
    CREDIT = "credit"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document: trimmed of white space, disjoint from every other block.

    ``dateline`` is the span of "ISTANBUL, March 8 (Agency) -" at the start of a paragraph, if it has one.
    """

    kind: BlockKind
    span: Span
    dateline: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text that never changes, with its blocks.

    ``blocks`` are sorted, disjoint, and together cover all of ``text`` but white space. The headline, where there is
    one, is the first block. ``published`` anchors relative dates; None: they keep span and kind, without a value.
    ``reference_time`` anchors relative times ("in two hours"). ``day_first``: how to read 5/6/2019; None: not known.
    """

    text: str
    blocks: tuple[Block, ...]
    published: datetime.date | None = None
    reference_time: datetime.time | None = None
    day_first: bool | None = None


class Label(StrEnum):
    """What an entity is: the eleven labels of the annotation guidelines (docs/annotation.md)."""

    PERSON = "PERSON"
    NORP = "NORP"
    FAC = "FAC"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    PRODUCT = "PRODUCT"
    EVENT = "EVENT"
    WORK_OF_ART = "WORK_OF_ART"
    LAW = "LAW"
    LANGUAGE = "LANGUAGE"


class Form(StrEnum):
    """How a mention refers to its entity. Only names are shown at rest and counted."""

    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text that refers to an entity; mentions are disjoint from each other.

    ``entity`` is the index in :attr:`Annotations.entities`. ``score`` is between 0 and 1: how sure the pipeline is.
    """

    span: Span
    label: Label
    entity: int
    score: float = 1.0
    form: Form = Form.NAME


@dataclass(frozen=True, slots=True)
class Entity:
    """What the mentions of one document refer to.

    ``name`` is the fullest form in the text; ``aliases`` the other forms, longest first, without ``name``.
    ``descriptions`` are the roles said of it ("Turkish defence minister"), in order of the text.
    """

    name: str
    label: Label
    aliases: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()


class QuotationType(StrEnum):
    """How the words are reported."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Stance(StrEnum):
    """What the cue says of the author's distance to the words reported."""

    NEUTRAL = "neutral"
    DISTANCING = "distancing"
    ENDORSING = "endorsing"
    DENYING = "denying"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Reported speech or writing.

    ``fragments`` are the pieces in quotation marks, marks included: the whole of a direct quotation (one per
    paragraph where it runs over several), the quoted pieces of a mixed one, none of an indirect one.
    ``speaker`` is where the text names who said it; ``speaker_entity`` the index in :attr:`Annotations.entities`;
    ``speaker_name`` that entity's name, or the phrase at its fullest for a source without a name. All None: unknown.
    ``parent`` is the index in :attr:`Annotations.quotations` of the smallest quotation around this one.
    ``optional``: findings, directives, headline colons and the like, which the guidelines neither ask for nor forbid.
    ``rule`` names what found it, ``score`` (0 to 1) how sure that is.
    """

    span: Span
    type: QuotationType
    fragments: tuple[Span, ...] = ()
    cue: Span | None = None
    speaker: Span | None = None
    speaker_entity: int | None = None
    speaker_name: str | None = None
    parent: int | None = None
    optional: bool = False
    stance: Stance = Stance.NEUTRAL
    rule: str = ""
    score: float = 1.0


class QuantityKind(StrEnum):
    """What a number expresses. ``MEASURE`` is the kind whose value is "quantity" (900 km)."""

    CARDINAL = "cardinal"
    FRACTION = "fraction"
    RATIO = "ratio"
    MULTIPLIER = "multiplier"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "quantity"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    AGE = "age"
    SCORE = "score"


class Bound(StrEnum):
    """Which side of the printed figure the truth is said to lie on."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure, date or duration with its normal form; quantities are disjoint from each other and from named mentions.

    ``span`` covers number, bounding words and unit; ``core`` the same without the bounding words.
    ``value``, ``low`` and ``high`` are in the printed unit and in full ("3.5 million": 3500000); a range has no value.
    ``unit`` is CLDR-like ("kilometer-per-hour", "percentage-point"); ``currency`` ISO 4217.
    ``date`` is EDTF / ISO 8601: a date, an interval, a time ("T06:00") or a duration ("P5Y").
    ``counted`` is the head noun counted, as printed, ``counted_span`` where it stands.
    ``canonical`` is the value in the base unit ``canonical_unit`` (metre, kilogram, second, ...), for comparison.
    ``per`` is the unit of a rate ("a year"); ``change`` is "increase", "decrease" or None.
    ``same_as`` is the index in :attr:`Annotations.quantities` of the same measurement in another unit.
    """

    span: Span
    core: Span
    kind: QuantityKind
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    unit: str | None = None
    currency: str | None = None
    bound: Bound = Bound.EXACT
    date: str | None = None
    counted: str | None = None
    counted_span: Span | None = None
    canonical: float | int | None = None
    canonical_unit: str | None = None
    per: str | None = None
    change: str | None = None
    same_as: int | None = None


class CheckKind(StrEnum):
    """What does not agree with what."""

    CHANGE = "change"
    DIRECTION = "direction"
    POINTS = "points"
    SHARE = "share"
    SUM = "sum"
    CONVERSION = "conversion"
    HEADLINE_QUOTE = "headline-quote"
    HEADLINE_FIGURE = "headline-figure"


@dataclass(frozen=True, slots=True)
class Check:
    """Something in the article that does not agree with itself, for the reader to look at.

    ``spans`` are the quantities and quotations it is about, in order of the text, at least one; ``sentence`` says what
    was noticed. ``printed`` is what the article says, ``expected`` what the rest of it implies, "" if nothing does.
    """

    kind: CheckKind
    spans: tuple[Span, ...]
    sentence: str
    printed: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the pipeline says about one document.

    Records are sorted by start, the containing one first. Named mentions and quantities are disjoint from each other;
    a quotation may contain mentions, quantities and other quotations. Every span but a quotation's lies within one
    block; a quotation over several blocks has one fragment per block. ``pipeline`` names the version that spoke.
    ``checks`` are what the machine noticed in the article for its readers, by their first span. ``missing`` names what
    could not be found, though the rest is complete: "quotes", "numbers".
    """

    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    pipeline: str = field(default="", compare=False)
    checks: tuple[Check, ...] = ()
    missing: tuple[str, ...] = ()
