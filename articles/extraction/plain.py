"""Pasted text, with a title or without one -> Extracted."""

from __future__ import annotations

from articles.extraction.extracted import Extracted, ExtractionError, checked, clean, with_title


def extract_text(text: str, *, title: str = "", limit: int) -> Extracted:
    """The article of a pasted text: cleaned once, with ``title`` as its first line.

    Raises :class:`ExtractionError` if there is no text besides the title, or more than ``limit`` characters.
    """
    text = clean(text)
    if not text.strip():
        said = "There is only white space in it." if text else "The text is empty."
        raise ExtractionError("empty", f"{said} Add the words of the article and try again.")
    return checked(with_title(Extracted(title, text)), limit=limit)
