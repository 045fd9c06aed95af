"""Uploaded files -> Extracted: plain text, Markdown and web pages, by the file's name and, first of all, its bytes."""

from __future__ import annotations

import re
from pathlib import PurePath

from articles.extraction.encoding import decode
from articles.extraction.extracted import Extracted
from articles.extraction.html import declared_encoding, extract_html
from articles.extraction.plain import extract_text

#: The endings that an upload form may offer.
ENDINGS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml")
_PAGE_ENDINGS = frozenset({".html", ".htm", ".xhtml"})
_PAGE_OPENING = re.compile(r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,20})?<(?:!doctype html|html)\b", re.IGNORECASE)


def extract_file(name: str, data: bytes, *, title: str = "", limit: int) -> Extracted:
    """The article in an uploaded file; ``title`` overrides what the file says.

    A file is a web page by its ending or because it opens like one; anything else is text, whatever its name.
    Raises :class:`~articles.extraction.extracted.ExtractionError` for empty, binary, unreadable and too long files.
    """
    is_page = PurePath(name).suffix.lower() in _PAGE_ENDINGS
    text = decode(data, declared=declared_encoding(data) if is_page else None)
    if is_page or _PAGE_OPENING.match(text):
        return extract_html(text, title=title, limit=limit)
    return extract_text(text, title=title, limit=limit)
