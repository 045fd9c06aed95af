"""A reported content: the record that the stages hand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from articles.document import QuotationType, Span

# what a content is trimmed of
EDGE: Final = " \t\r\n\u00a0\u202f,.;:–—-"


@dataclass(frozen=True, slots=True)
class Content:
    """What is reported, before its cue and speaker are known.

    ``fragments`` are the pieces in quotation marks, ``rule`` names what found it, ``score`` (0 to 1) how sure that is.
    """

    span: Span
    type: QuotationType
    fragments: tuple[Span, ...] = ()
    score: float = 1.0
    rule: str = "encoder"


def trimmed(text: str, span: Span) -> Span | None:
    """``span`` without outer punctuation and a leading "that"; None: nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    if text[start : start + 5].lower() == "that " and end - start > 5:
        return trimmed(text, Span(start + 5, end))
    return Span(start, end) if end > start else None
