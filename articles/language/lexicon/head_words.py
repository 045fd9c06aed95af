"""What the first or last word of a longer name says about its label."""

from __future__ import annotations

from functools import cache

from articles.document import Label
from articles.language.lexicon import rows


@cache
def _hints() -> dict[tuple[str, str], Label]:
    hints = {(word, place): Label(label) for word, place, label in rows("head_words")}
    return hints | {(noun, "last"): Label(label) for noun, label in rows("event_nouns")}


def hinted_label(name: str) -> Label | None:
    """The label that the last word of ``name``, else its first, speaks for; None for single words and all others."""
    parts = name.split()
    if len(parts) < 2:
        return None
    return _hints().get((parts[-1].rstrip("."), "last")) or _hints().get((parts[0], "first"))
