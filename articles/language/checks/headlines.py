"""The headline against the body: the words that it quotes, and the figures that it gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from articles.document import Block, BlockKind, Check, CheckKind, Document, Quantity, QuantityKind, Quotation, Span
from articles.language.checks.passages import FARTHEST
from articles.language.checks.reach import Reach, printed, reach
from articles.language.checks.words import comparable, stems

_HEADINGS: Final = frozenset({BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.CREDIT, BlockKind.SOURCE})
_LEAD: Final = 3
# a body of fewer words is a stub that cannot hold what its headline quotes
_FEWEST_WORDS: Final = 20
_LONGEST_HEADLINE: Final = 400
_MOST: Final = 5
# so much of the headline's words stand in what it quotes
_RESEMBLES: Final = 0.6
_SENTENCE: Final = re.compile(r"[^.!?\n]+")
# sentences, and what is left out between words, of one quotation
_PIECES: Final = re.compile(r"…|\.\.\.|\[[^\]]{0,40}\]|[.!?;]+ ")
_MARKS: Final = " “”\"‘’'«»,"
_COMPARED: Final = frozenset({QuantityKind.CARDINAL, QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.PERCENT})
_PEOPLE: Final = frozenset({"person", "people", "persons"})


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: str
    stems: frozenset[str]


def _headline(document: Document) -> Block | None:
    first = document.blocks[0] if document.blocks else None
    if first is None or first.kind is not BlockKind.HEADLINE or len(first.span) > _LONGEST_HEADLINE:
        return None
    return first


def check_headline_quotes(document: Document, quotations: Sequence[Quotation]) -> Iterator[Check]:
    """The quotations of the headline whose words the body does not have, or not so."""
    headline = _headline(document)
    if headline is None:
        return
    quoted = [
        (quotation.span, fragment)
        for quotation in quotations
        if headline.span.contains(quotation.span) and quotation.parent is None
        for fragment in quotation.fragments
    ][:_MOST]
    if not quoted:
        return
    body = [block.span for block in document.blocks[1:] if block.kind not in _HEADINGS]
    words = [comparable(span.of(document.text)) for span in body]
    if sum(map(len, words)) < _FEWEST_WORDS:
        return
    spoken = [
        fragment
        for quotation in quotations
        if quotation.span.start >= headline.span.end and quotation.parent is None
        for fragment in quotation.fragments
    ]
    # a quotation that words interrupt is one in the headline: its pieces are read on as well
    read_on = (word for fragment in spoken for word in comparable(fragment.of(document.text)))
    has = "".join(f" {' '.join(part)} |" for part in words) + f" {' '.join(read_on)} "
    sentences: list[_Sentence] = []
    for span, fragment in quoted:
        said = fragment.of(document.text)
        for piece in _PIECES.split(said):
            words_of_piece = comparable(piece)
            if len(words_of_piece) > 1 and f" {' '.join(words_of_piece)} " not in has:
                sentences = sentences or _sentences(document.text, [*spoken, *body])
                yield from _check_words(span, " ".join(piece.split()), words_of_piece, sentences)
                break


def _sentences(text: str, within: Sequence[Span]) -> list[_Sentence]:
    matches = (match for part in within for match in _SENTENCE.finditer(text, part.start, part.end))
    return [_Sentence(match[0], frozenset(stems(comparable(match[0])))) for match in matches]


def _check_words(span: Span, said: str, words: list[str], sentences: Sequence[_Sentence]) -> Iterator[Check]:
    said = said.strip(_MARKS)
    wanted = stems(words)
    if len(words) < 2 or not wanted:
        return
    best, nearest = 0.0, ""
    anywhere: set[str] = set()
    for sentence in sentences:
        found = wanted & sentence.stems
        anywhere |= found
        if len(found) / len(wanted) > best:
            best, nearest = len(found) / len(wanted), " ".join(sentence.words.split())
    if len(words) < 3 and anywhere:
        # two words of a longer phrase, put the other way round
        return
    if len(wanted) > 1 and best >= _RESEMBLES:
        nearest = nearest.strip(_MARKS)
        notice = f"The headline quotes “{said}”; the nearest to it in the article is “{nearest}”."
        yield Check(CheckKind.HEADLINE_QUOTE, (span,), notice, said, nearest)
    else:
        yield Check(
            CheckKind.HEADLINE_QUOTE, (span,), f"The article does not have the words “{said}” of its headline.", said
        )


def check_headline_figures(document: Document, quantities: Sequence[Quantity]) -> Iterator[Check]:
    """The figures of the headline that the body gives otherwise: same noun or unit, same context, another value."""
    headline = _headline(document)
    if headline is None:
        return
    text = document.text
    above = [q for q in quantities if headline.span.contains(q.span) and q.kind in _COMPARED][:_MOST]
    if not above:
        return
    below = [q for q in quantities if q.span.start >= headline.span.end]
    reaches = [(q, found) for q in below if (found := reach(text, q)) is not None]
    lead_end = ([block for block in document.blocks[1:] if block.kind not in _HEADINGS][:_LEAD] or [headline])[-1].span
    lead = [q for q in below if q.span.end <= lead_end.end]
    for figure in above:
        stands = reach(text, figure)
        if stands is None or figure.value is None or _is_known(figure, stands, reaches):
            continue
        around = _context(text, figure, headline.span)
        candidates = [
            other
            for other in lead
            if other.value is not None
            and _of_same_thing(figure, other)
            and 0.5 <= float(other.value) / (float(figure.value) or 1) <= 2
            and len(around & _context(text, other, _block_of(document, other))) > (figure.counted is None)
        ]
        if len({candidate.value for candidate in candidates}) == 1:
            yield _differs(text, figure, candidates[0])


def _is_known(figure: Quantity, stands: Reach, below: Sequence[tuple[Quantity, Reach]]) -> bool:
    """Whether the body has the figure, in whatever words, or the parts of it."""
    same = [found for other, found in below if other.kind is figure.kind]
    if any(stands.meets(found) for found in same):
        return True
    if any(other.value == figure.value for other, _ in below):
        return True
    parts = same[:12]
    return any(
        stands.meets(Reach(sum(one.low for one in some), sum(one.high for one in some)))
        or (count == 2 and stands.meets(Reach(some[0].low - some[1].high, some[0].high - some[1].low)))
        or (count == 2 and stands.meets(Reach(some[1].low - some[0].high, some[1].high - some[0].low)))
        for count in (2, 3)
        for some in combinations(parts, count)
    )


def _of_same_thing(figure: Quantity, other: Quantity) -> bool:
    if (figure.kind, figure.unit, figure.currency, figure.per) != (other.kind, other.unit, other.currency, other.per):
        return False
    return figure.kind is not QuantityKind.CARDINAL or (
        figure.counted is not None and other.counted is not None and _noun(figure.counted) == _noun(other.counted)
    )


def _noun(counted: str) -> str:
    last = counted.lower().split()[-1]
    return "people" if last in _PEOPLE else last.removesuffix("s")


def _context(text: str, figure: Quantity, within: Span) -> set[str]:
    """The stems around a figure, without those of the noun that it counts."""
    around = text[max(within.start, figure.span.start - FARTHEST) : figure.span.start]
    behind = text[figure.span.end : min(within.end, figure.span.end + FARTHEST)]
    return stems(comparable(f"{around} {behind}")) - stems(comparable(figure.counted or ""))


def _block_of(document: Document, figure: Quantity) -> Span:
    return next((block.span for block in document.blocks if block.span.contains(figure.span)), figure.span)


def _differs(text: str, figure: Quantity, other: Quantity) -> Check:
    here, there = _with_noun(text, figure), _with_noun(text, other)
    return Check(
        CheckKind.HEADLINE_FIGURE,
        (figure.span, other.span),
        f"The headline says “{here}”, the article “{there}”.",
        here,
        there,
    )


def _with_noun(text: str, figure: Quantity) -> str:
    noun = figure.counted_span
    words = printed(text, figure)
    return f"{words} {noun.of(text)}" if noun is not None and noun.start >= figure.span.end else words
