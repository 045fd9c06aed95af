"""Transcripts, and questions with their answers: speech that the layout marks, not quotation marks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.document import BlockKind, Document, Label, Mention, QuotationType, Span
from articles.language.quotations.content import Content

# "SEN. ROBICHAUX: Where ...", "RUFUS ARMSTRONG-DACRE (Conservative, Hexham): The ..."
_TURN: Final = re.compile(r"(?P<label>[^\W\d_a-z][^:\n\"“”‘]{0,50}?)(?:\s\([^)\n]{1,60}\))?:\s+(?=[^\s\"“”‘'«„])")
_QUESTION: Final = re.compile(r"(?:Q|Question)[.:]\s+")
_ANSWER: Final = re.compile(r"(?:A|Answer)[.:]\s+")
_SPEECH: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.SUBHEADING})
_LONGEST_LABEL: Final = 6
_SCORE: Final = 0.9
# the rules that find turns
TRANSCRIPT: Final = "transcript"
ANSWER: Final = "answer"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker of a conversation says; ``speaker`` is the label before it, None for an answer after "A:"."""

    content: Content
    speaker: Span | None


def find_turns(document: Document, mentions: Sequence[Mention]) -> list[Turn]:
    """The turns of a document's conversations, sorted; questions of an interviewer are none."""
    return sorted([*_answers(document), *_labelled(document, mentions)], key=lambda turn: turn.content.span)


def _answers(document: Document) -> list[Turn]:
    """Blocks after "A:", where others stand after "Q:"."""
    text = document.text
    questions = sum(1 for block in document.blocks if _QUESTION.match(text, block.span.start))
    answers = [(block, _ANSWER.match(text, block.span.start, block.span.end)) for block in document.blocks]
    if not questions:
        return []
    return [_turn(Span(match.end(), block.span.end), None) for block, match in answers if match]


def _labelled(document: Document, mentions: Sequence[Mention]) -> list[Turn]:
    """Blocks that begin with a speaker's name and a colon, at least two after each other, one of them known."""
    text = document.text
    surnames = {name.of(text).split()[-1].lower() for name in (m.span for m in mentions if m.label is Label.PERSON)}
    labels = [_label(document, index) for index in range(len(document.blocks))]
    known = Counter(label.of(text).lower() for label in labels if label is not None)
    turns: list[Turn] = []
    run: list[tuple[int, Span]] = []
    for index, label in enumerate([*labels, None]):
        if label is not None:
            run.append((index, label))
            continue
        names = [span.of(text).lower() for _, span in run]
        familiar = sum(1 for name in names if known[name] > 1 or name.split()[-1] in surnames)
        if len(set(names)) > 1 and 2 * familiar >= len(names):
            for number, span in run:
                block = document.blocks[number].span
                colon = text.index(":", span.end)
                start = colon + 1 + len(text[colon + 1 : block.end]) - len(text[colon + 1 : block.end].lstrip())
                turns.append(_turn(Span(start, block.end), span))
        run = []
    return turns


def _label(document: Document, index: int) -> Span | None:
    block = document.blocks[index]
    match = _TURN.match(document.text, block.span.start, block.span.end)
    if match is None or block.kind not in _SPEECH or _QUESTION.match(document.text, block.span.start):
        return None
    words = match["label"].split()
    if len(words) > _LONGEST_LABEL or not all(word[0].isupper() or not word[0].isalpha() for word in words):
        return None
    return Span(match.start("label"), match.end("label"))


def _turn(span: Span, speaker: Span | None) -> Turn:
    rule = TRANSCRIPT if speaker is not None else ANSWER
    return Turn(Content(span, QuotationType.DIRECT, (span,), _SCORE, rule), speaker)
