"""Pasted text, with a title or without one -> Extracted."""

from __future__ import annotations

from dataclasses import replace

from articles.extraction.extracted import Extracted, ExtractionError, checked, clean, one_line, with_title
from articles.extraction.structure import find_blocks


def extract_text(text: str, *, title: str = "", limit: int) -> Extracted:
    """The article of a pasted text: cleaned once, with ``title`` as its first line.

    Raises :class:`ExtractionError` if there is no text besides the title, or more than ``limit`` characters.
    """
    text, title = clean(text), one_line(title)
    if not text.strip():
        said = "There is only white space in it." if text else "The text is empty."
        raise ExtractionError("empty", f"{said} Add the words of the article and try again.")
    extracted = checked(with_title(Extracted(title, text)), limit=limit)
    if not title:
        return extracted
    # whoever gave a title says what the first block is, whatever it reads like
    return replace(extracted, blocks=find_blocks(extracted.text, title=extracted.title))
