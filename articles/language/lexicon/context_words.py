"""What the small words beside a name say about its label: "the ship", "aboard the"; "province", "missiles"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from articles.document import Label, Span
from articles.language.lexicon import rows

_BEFORE: Final = re.compile(r"(?:([a-z-]+) )?([a-z-]+)(?:(?: the)? [“\"‘]?|, [“\"])$")
_AFTER: Final = re.compile(r"[”\"’]? ([a-z-]+)")


@cache
def _cues() -> dict[tuple[str, str], Label]:
    return {(cue, place): Label(label) for cue, place, label in rows("context_words")}


def cued_label(text: str, span: Span) -> Label | None:
    """The label that the word behind ``span`` speaks for, else the one or two before it; None if they say nothing."""
    after = _AFTER.match(text, span.end)
    label = _cues().get((after.group(1), "after")) if after else None
    before = _BEFORE.search(text[max(0, span.start - 40) : span.start])
    if label is None and before:
        last = before.group(2)
        label = _cues().get((f"{before.group(1)} {last}", "before")) or _cues().get((last, "before"))
    return label
