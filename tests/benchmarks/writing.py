"""Invented articles: a text with what the pipeline would say of it, true to the text by the way it is written.

A pattern becomes a sentence of tokens (what is chosen), tokens become text and records (where that stands). So a
sentence can stand in several articles, as news of an agency does.
"""

# ruff: noqa: S311 -- what is invented needs no cryptography

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from random import Random
from typing import Final

from articles.correction.rows import parents
from articles.document import (
    Annotations,
    Block,
    BlockKind,
    Entity,
    Form,
    Mention,
    Quantity,
    Quotation,
    QuotationType,
    Span,
)
from tests.benchmarks import vocabulary
from tests.benchmarks.cast import SLOTS, Company, Name
from tests.benchmarks.figures import Figure, figures

PIPELINE: Final = "invented"
# of a hundred marks: mentions, quotations, figures
SHARES: Final = (60, 15, 25)
_PARTS: Final = re.compile(r"\[([DMICSUF])(2?)\||(\])|\{(\w+)\}|([^\[\]{}]+)")
_TYPES: Final = {"D": QuotationType.DIRECT, "M": QuotationType.MIXED, "I": QuotationType.INDIRECT}
# the chance that a sentence is one that an earlier article has
_AGENCY: Final = 0.08
_REMEMBERED: Final = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A name where it is told: ``words`` of ``name``."""

    name: Name
    words: str
    form: Form = Form.NAME


@dataclass(frozen=True, slots=True)
class Opens:
    """A part begins: ``what`` is the letter in the pattern, ``depth`` 1 or 2."""

    what: str
    depth: int


class Closes:
    """A part ends."""


Token = str | Told | Figure | Opens | Closes
_CLOSES: Final = Closes()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; ``parts`` are text, tokens, or the names of slots in a tuple of one."""

    parts: tuple[Token | tuple[str], ...]


def _compiled(pattern: str) -> Pattern:
    parts: list[Token | tuple[str]] = []
    for what, depth, closes, slot, text in _PARTS.findall(pattern):
        if what:
            parts.append(Opens(what, 2 if depth else 1))
        elif closes:
            parts.append(_CLOSES)
        elif slot:
            parts.append((slot,))
        else:
            parts.append(text)
    return Pattern(tuple(parts))


def _all(patterns: Sequence[str]) -> tuple[Pattern, ...]:
    return tuple(map(_compiled, patterns))


_HEADLINES: Final = _all(vocabulary.HEADLINES)
_STANDFIRSTS: Final = _all(vocabulary.STANDFIRSTS)
_PLAIN: Final = _all(vocabulary.PLAIN)
_STARRING: Final = _all(vocabulary.STARRING)
# in the order of SHARES
_KINDS: Final = (_all(vocabulary.NAMING), _all(vocabulary.QUOTING), _all(vocabulary.FIGURING))
_NESTED: Final[Mapping[str, tuple[Pattern, ...]]] = {
    "clause": _all(vocabulary.CLAUSES),
    "bare": _all(vocabulary.BARE),
}
_WORDS: Final[Mapping[str, Sequence[str]]] = {
    "noun": vocabulary.NOUNS,
    "adjective": vocabulary.ADJECTIVES,
    "verb": vocabulary.VERBS,
    "role": vocabulary.ROLES,
}
_WEIGHTS: Final = {slot: list(accumulate(1 / (n + 8) for n in range(len(words)))) for slot, words in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an article shall be like: about how many marks, at least so many words for each, and who stars how often."""

    marks: int
    words_per_mark: float = 6.5
    size: float = 1.0
    star: Name | None = None
    starring: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """An invented article. ``names`` are the entities that ``annotations`` number, in that order."""

    title: str
    standfirst: str
    byline: str
    text: str
    blocks: tuple[Block, ...]
    annotations: Annotations
    names: tuple[Name, ...]


class Author:
    """Writes one article after the other; the same ones for one seed."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.company = Company(seed)
        self._figures = figures(seed)
        self._agency: deque[tuple[int, list[Token]]] = deque(maxlen=_REMEMBERED)

    def write(self, plan: Plan) -> Written:
        """The next article."""
        random = self._random
        cast = self.company.cast(random, plan.size)
        page, chooser = _Page(), _Chooser(random, cast, self._figures, plan.star)
        page.block(BlockKind.HEADLINE, [chooser.sentence(random.choice(_HEADLINES))])
        page.block(BlockKind.STANDFIRST, [chooser.sentence(random.choice(_STANDFIRSTS))])
        byline = random.choice(vocabulary.FIRST_NAMES) + " " + random.choice(vocabulary.OPENINGS) + "son"
        page.block(BlockKind.BYLINE, [["By " + byline]])
        starring = plan.starring
        while page.marks < plan.marks or starring:
            sentences = []
            for _ in range(random.choice((1, 2, 2, 3))):
                behind = page.words < plan.words_per_mark * page.marks
                sentences.append(chooser.sentence(random.choice(_PLAIN)) if behind else self._next(page, chooser))
            if starring:
                sentences.append(chooser.sentence(random.choice(_STARRING)))
                starring -= 1
            page.block(BlockKind.PARAGRAPH, sentences)
        return page.written(random)

    def _next(self, page: _Page, chooser: _Chooser) -> list[Token]:
        """A sentence of the kind that the article lacks most."""
        kind = page.lacking()
        if self._agency and self._random.random() < _AGENCY:
            known, sentence = self._random.choice(self._agency)
            if known == kind:
                return sentence
        sentence = chooser.sentence(self._random.choice(_KINDS[kind]))
        if self._random.random() < _AGENCY:
            self._agency.append((kind, sentence))
        return sentence


def _capital(token: Token) -> Token:
    """The token with a capital letter at its beginning."""
    if isinstance(token, str):
        return token[0].upper() + token[1:]
    if isinstance(token, Told | Figure):
        return replace(token, words=token.words[0].upper() + token.words[1:])
    return token


class _Chooser:
    """Patterns -> sentences of one article."""

    def __init__(
        self,
        random: Random,
        cast: Mapping[str, Sequence[Name]],
        figures: Mapping[str, Sequence[Figure]],
        star: Name | None,
    ) -> None:
        self._random = random
        self._figures = figures
        self._star = star
        self._cast = cast
        self._weights = {slot: list(accumulate(1 / (n + 1) for n in range(len(names)))) for slot, names in cast.items()}
        self._known: set[Name] = set()
        self._last: Name | None = None

    def sentence(self, pattern: Pattern) -> list[Token]:
        """The pattern with something in each slot, beginning with a capital letter."""
        tokens = list(self._tokens(pattern))
        first = next(i for i, token in enumerate(tokens) if not isinstance(token, Opens) and token != "“")
        tokens[first] = _capital(tokens[first])
        return tokens

    def _tokens(self, pattern: Pattern) -> Iterator[Token]:
        for part in pattern.parts:
            if isinstance(part, tuple):
                yield from self._filled(part[0])
            else:
                yield part

    def _filled(self, slot: str) -> Iterator[Token]:
        random = self._random
        lower = slot.lower()
        if slot in _WORDS:
            yield random.choices(_WORDS[slot], cum_weights=_WEIGHTS[slot])[0]
        elif lower in _NESTED:
            first, *rest = self._tokens(random.choice(_NESTED[lower]))
            yield first if slot == lower else _capital(first)
            yield from rest
        elif slot in SLOTS:
            yield self._told(random.choices(self._cast[slot], cum_weights=self._weights[slot])[0])
        elif slot == "star" and self._star is not None:
            yield self._told(self._star)
        elif slot == "he":
            yield self._he()
        else:
            yield random.choice(self._figures[slot])

    def _told(self, name: Name) -> Told:
        words = name.short if name in self._known and self._random.random() < 0.8 else name.name
        self._known.add(name)
        if name.label in SLOTS["person"]:
            self._last = name
        return Told(name, words)

    def _he(self) -> Told:
        if self._last is None or self._last is self._star:
            return self._told(self._cast["person"][0])
        return Told(self._last, "she" if len(self._last.name) % 2 else "he", Form.PRONOUN)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that is being written: where it begins in the text, and which piece and mention come first in it."""

    opens: Opens
    start: int
    piece: int
    mention: int


@dataclass(slots=True)
class _Open:
    """What is known so far of a quotation; without a type it is none."""

    type: QuotationType | None = None
    span: Span | None = None
    fragments: list[Span] = field(default_factory=list)
    cue: Span | None = None
    speaker: Span | None = None
    entity: int | None = None
    name: str | None = None


class _Page:
    """Sentences -> a text with its records."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._called: list[Name] = []
        self._numbers: dict[Name, int] = {}
        # by entity, the forms of its name in order
        self._forms: list[dict[str, None]] = []
        self._mentions: list[Mention] = []
        self._quotations: list[Quotation] = []
        self._quantities: list[Quantity] = []
        self._blocks: list[Block] = []
        self.words = 0

    @property
    def marks(self) -> int:
        return len(self._mentions) + len(self._quotations) + len(self._quantities)

    def lacking(self) -> int:
        """The kind of mark, in the order of ``SHARES``, that the page is shortest of."""
        counts = (len(self._mentions), len(self._quotations), len(self._quantities))
        return min(range(3), key=lambda kind: counts[kind] / SHARES[kind])

    def block(self, kind: BlockKind, sentences: Sequence[Sequence[Token]]) -> None:
        """Write a block of these sentences."""
        if self._blocks:
            self._write("\n\n")
        start = self._length
        for number, sentence in enumerate(sentences):
            if number:
                self._write(" ")
            self._sentence(sentence)
        self._blocks.append(Block(kind, Span(start, self._length)))

    def written(self, random: Random) -> Written:
        """All of it."""
        text = "".join(self._pieces)
        first = {block.kind: block.span.of(text) for block in reversed(self._blocks)}
        entities = tuple(
            Entity(
                name.name,
                name.label,
                tuple(sorted((form for form in forms if form != name.name), key=len, reverse=True)),
                (f"{random.choice(vocabulary.ROLES)} of the {random.choice(vocabulary.NOUNS)}",),
            )
            for name, forms in zip(self._called, self._forms, strict=True)
        )
        annotations = Annotations(
            entities, tuple(self._mentions), tuple(self._nested()), tuple(self._quantities), PIPELINE
        )
        return Written(
            first[BlockKind.HEADLINE],
            first[BlockKind.STANDFIRST],
            first[BlockKind.BYLINE],
            text,
            tuple(self._blocks),
            annotations,
            tuple(self._called),
        )

    def _nested(self) -> Iterator[Quotation]:
        """The quotations in order, each with the number of the one around it."""
        quotations = sorted(self._quotations, key=lambda q: (q.span.start, -q.span.end))
        numbers = {quotation.span: number for number, quotation in enumerate(quotations)}
        for quotation, around in zip(quotations, parents(list(numbers)), strict=True):
            yield replace(quotation, parent=None if around is None else numbers[around])

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        self.words += text.count(" ")

    def _sentence(self, tokens: Sequence[Token]) -> None:
        quotations = {1: _Open(), 2: _Open()}
        parts: list[_Part] = []
        for token in tokens:
            start = self._length
            if isinstance(token, str):
                self._write(token)
            elif isinstance(token, Told):
                self._tell(token)
            elif isinstance(token, Figure):
                self._quantities.append(token.at(start))
                self._write(token.words)
            elif isinstance(token, Opens):
                parts.append(_Part(token, start, len(self._pieces), len(self._mentions)))
            else:
                part = parts.pop()
                self._close(part, quotations[part.opens.depth])
        outer, inner = quotations.values()
        if inner.cue is None:
            # it goes on after its speaker was named
            inner.speaker, inner.entity, inner.name = outer.speaker, outer.entity, outer.name
        for quotation in (outer, inner):
            if quotation.type is not None and quotation.span is not None:
                self._quote(quotation, quotation.type, quotation.span)

    def _tell(self, told: Told) -> None:
        if told.name not in self._numbers:
            self._numbers[told.name] = len(self._called)
            self._called.append(told.name)
            self._forms.append({})
        entity = self._numbers[told.name]
        if told.form is Form.NAME:
            self._forms[entity][told.words] = None
        span = Span(self._length, self._length + len(told.words))
        self._mentions.append(Mention(span, told.name.label, entity, _score(span.start), told.form))
        self._write(told.words)

    def _close(self, part: _Part, quotation: _Open) -> None:
        what, span = part.opens.what, Span(part.start, self._length)
        if what in _TYPES:
            quotation.type, quotation.span = _TYPES[what], span
            if quotation.type is QuotationType.DIRECT:
                quotation.fragments.append(span)
        elif what == "F":
            quotation.fragments.append(span)
        elif what == "C":
            quotation.cue = span
        else:
            quotation.speaker = span
            quotation.name = "".join(self._pieces[part.piece :])
            if what == "S":
                quotation.entity = self._mentions[part.mention].entity
                quotation.name = self._called[quotation.entity].name

    def _quote(self, told: _Open, type: QuotationType, span: Span) -> None:
        self._quotations.append(
            Quotation(
                span,
                type,
                tuple(told.fragments),
                told.cue,
                told.speaker,
                told.entity,
                told.name,
                rule=f"invented-{type.value}",
                score=_score(span.start),
            )
        )


def _score(start: int) -> float:
    """Anything between 0.6 and 1, always the same in the same place."""
    return round(0.6 + 0.4 * (start * 7919 % 1000) / 1000, 3)
