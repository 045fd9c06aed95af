"""Whom a speaker phrase, a pronoun or the lack of both refers to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.document import BlockKind, QuotationType, Span
from articles.language.quotations.attribution import Reported
from articles.language.quotations.cast import PRONOUNS, Cast
from articles.language.quotations.nesting import Nested
from articles.language.quotations.phrases import fullest
from articles.language.quotations.turns import ANSWER, TRANSCRIPT
from articles.language.quotations.words import Words


@dataclass(frozen=True, slots=True)
class Source:
    """Who said something: the entity, where there is one, and its name or the phrase at its fullest."""

    entity: int | None = None
    name: str | None = None


_NOBODY: Final = Source()
# blocks whose quotations repeat the body's
_TITLES: Final = frozenset({BlockKind.HEADLINE, BlockKind.STANDFIRST, BlockKind.SUBHEADING, BlockKind.QUOTE})
_MOST_TITLES: Final = 20
# the share of a headline quotation's words that the body's must have
_SAME_WORDS: Final = 0.75
_BODIES_TOO: Final = frozenset({"it", "they"})
_SPEAKER_HIMSELF: Final = frozenset({"i", "we"})


def resolve(words: Words, reported: Sequence[Reported], cast: Cast) -> list[Source]:
    """The source of each outermost content, in order of the text.

    A quotation without cue and speaker belongs to whom the sentence before it introduces, else to the last quoted
    speaker; one in a headline to whoever says the same words in the body.
    """
    sources: list[Source] = []
    last, before = _NOBODY, None
    first_answer = next((each.content.span.start for each in reported if each.content.rule == ANSWER), 0)
    interviewee = _of(cast, cast.focus(first_answer))
    for each in reported:
        if each.content.rule == ANSWER:
            source = interviewee
        elif _floats(each):
            in_title = words.blocks[words.block(each.content.span.start)].kind in _TITLES
            source = _NOBODY if in_title else _introduced(words, each, before, cast, last) or last
        else:
            source = _source(words, each, cast, last, before)
        sources.append(source)
        if source.name is not None:
            last = source
        before = each
    return _with_titles(words, reported, sources)


def _of(cast: Cast, entity: int | None) -> Source:
    return Source(entity, cast.entities[entity].name) if entity is not None else _NOBODY


def _floats(each: Reported) -> bool:
    return each.speaker is None and each.cue is None and each.content.type is QuotationType.DIRECT


def _introduced(words: Words, each: Reported, before: Reported | None, cast: Cast, last: Source) -> Source | None:
    """Whom the narrative right before a quotation is about; None: nobody, or the last quotation is right before it."""
    start = each.content.span.start
    sentence = words.sentence_span(start)
    told_until = max(_end(before), 0) if before is not None else 0
    lead = Span(max(sentence.start, told_until), start) if max(sentence.start, told_until) < start else None
    if lead is None or not lead.of(words.text).strip():
        if not sentence.start:
            return None
        lead = words.sentence_span(sentence.start - 1)
        if lead.start < told_until or words.block(start) - words.block(lead.start) > 1:
            return None
    entity = cast.subject(lead, last.entity)
    return _of(cast, entity) if entity is not None else None


def _end(each: Reported) -> int:
    """Where a quotation with its reporting clause ends."""
    spans = (each.content.span, each.cue, each.speaker)
    return max(span.end for span in spans if span is not None)


def _with_titles(words: Words, reported: Sequence[Reported], sources: Sequence[Source]) -> list[Source]:
    """The sources, those of quotations in headlines and pull quotes taken from the same words in the body."""
    said: list[tuple[set[str], Source]] = []
    found = list(sources)
    titles: list[int] = []
    for number, (each, source) in enumerate(zip(reported, sources, strict=True)):
        if words.blocks[words.block(each.content.span.start)].kind in _TITLES:
            if source is _NOBODY and len(titles) < _MOST_TITLES:
                titles.append(number)
        elif source is not _NOBODY:
            said.append((_bag(words, each), source))
    for number in titles:
        wanted = _bag(words, reported[number])
        best = max(said, key=lambda pair: len(wanted & pair[0]), default=None)
        if best is not None and len(wanted & best[0]) >= _SAME_WORDS * len(wanted):
            found[number] = best[1]
    return found


def _bag(words: Words, each: Reported) -> set[str]:
    tokens = (words.tokens[index].lower() for index in words.inside(each.content.span))
    return {token for token in tokens if token[0].isalnum()}


def resolve_nested(words: Words, nested: Sequence[Nested], outer: Sequence[Source], cast: Cast) -> list[Source]:
    """The source of each nested content, in order; ``outer`` holds those of the outermost contents."""
    sources = []
    for each in nested:
        around = outer[each.parent]
        phrase = each.reported.speaker.of(words.text).lower() if each.reported.speaker else ""
        sources.append(around if phrase in _SPEAKER_HIMSELF else _source(words, each.reported, cast, _NOBODY))
    return sources


def _source(words: Words, each: Reported, cast: Cast, last: Source, before: Reported | None = None) -> Source:
    if each.speaker is None:
        return _NOBODY
    entity = cast.named(each.speaker)
    if entity is None and each.content.rule == TRANSCRIPT:
        entity = cast.surnamed(each.speaker)
    if entity is not None:
        return _of(cast, entity)
    phrase = each.speaker.of(words.text)
    if phrase.lower() in PRONOUNS:
        if before is not None and before.speaker is not None and last.entity is None and last.name is not None:
            follows = words.sentence(each.speaker.start) - words.sentence(before.speaker.start) == 1
            if follows and phrase.lower() in _BODIES_TOO and before.speaker.of(words.text).lower() not in PRONOUNS:
                # "the council said. It promised ..."
                return last
        spoke_at = before.speaker.start if before is not None and before.speaker is not None else None
        entity = cast.referent(phrase, each.speaker.start, last.entity, spoke_at)
        if entity is not None:
            return _of(cast, entity)
        return last if last.entity is None else _NOBODY
    entity = cast.described(phrase)
    if entity is not None:
        return _of(cast, entity)
    return Source(None, fullest(words, each.speaker, each.cue).of(words.text))
