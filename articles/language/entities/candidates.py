"""What a tagger proposes: spans with a label and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from articles.document import Label, Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that a tagger takes for a name. ``score`` is its probability, between 0 and 1."""

    span: Span
    label: Label
    score: float = 1.0
