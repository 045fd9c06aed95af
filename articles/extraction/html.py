"""A web page -> Extracted: boilerplate and hostile markup dropped, the structure taken from the markup.

No reader-view library: trafilatura (Apache) and its like reword lists and quotes, lose which block is which, and bring
lxml and eight more packages for what the two hundred lines of ``content.py`` do here. The markup itself is read by nh3
(see ``dom.py``), so that broken and hostile pages come out as in a browser.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from articles.document import Block, BlockKind, Span
from articles.extraction.content import PageLine, article_lines
from articles.extraction.dom import parse
from articles.extraction.extracted import Extracted, ExtractionError, checked, clean, with_title
from articles.extraction.metadata import read_metadata
from articles.extraction.structure import find_blocks

_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
# Markup may be this many times as long as the text that is allowed.
_MARKUP_PER_TEXT = 10


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the page declares in its first kilobyte, if it is one that this can be true of."""
    found = _CHARSET.search(data[:2048])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", errors="replace")).name
    except LookupError:
        return None
    # browsers read a page that declares Latin-1 as Windows-1252; a declaration one can read is no UTF-16 or UTF-7
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return (
        None
        if name.startswith("utf-") or not name.startswith(("cp", "iso", "koi", "mac", "gb", "big5", "euc", "shift"))
        else name
    )


def extract_html(markup: str, *, title: str = "", limit: int) -> Extracted:
    """The article of a web page, with what the page says about itself; ``title`` overrides the page's own.

    List items carry the mark that a browser prints. Raises :class:`ExtractionError` if the page has no text, more than
    ``limit`` characters of it, or is nested too deeply to be read.
    """
    markup = clean(markup)
    if len(markup) > limit * _MARKUP_PER_TEXT:
        raise ExtractionError(
            "too-long",
            f"The page has {len(markup):,} characters of markup. Copy the article's text and paste that instead.",
        )
    page = parse(markup)
    lines = article_lines(page)
    if not lines:
        raise ExtractionError("empty", "No article text was found on this page. Copy the text and paste it instead.")
    metadata = read_metadata(markup, page)
    if not title:
        title = next((line.text for line in lines if line.kind is BlockKind.HEADLINE), metadata.title)
    text, spans = _joined(lines)
    extracted = with_title(
        Extracted(
            title,
            text,
            published=metadata.published,
            source=metadata.source,
            url=metadata.url,
            byline=metadata.byline,
        )
    )
    shift = len(extracted.text) - len(text)
    blocks = _blocks(extracted, lines, [Span(span.start + shift, span.end + shift) for span in spans])
    standfirst = next((block.span.of(extracted.text) for block in blocks if block.kind is BlockKind.STANDFIRST), "")
    return checked(replace(extracted, blocks=blocks, standfirst=standfirst or metadata.standfirst), limit=limit)


def _joined(lines: list[PageLine]) -> tuple[str, list[Span]]:
    """The lines as one text, and where each stands in it: items of a list close together, all else apart."""
    parts: list[str] = []
    spans = []
    end = 0
    for number, line in enumerate(lines):
        if number:
            in_list = line.kind is BlockKind.LIST_ITEM and lines[number - 1].kind is BlockKind.LIST_ITEM
            gap = "\n" if in_list else "\n\n"
            parts.append(gap)
            end += len(gap)
        parts.append(line.text)
        spans.append(Span(end, end + len(line.text)))
        end += len(line.text)
    return "".join(parts), spans


def _blocks(extracted: Extracted, lines: list[PageLine], spans: list[Span]) -> tuple[Block, ...]:
    """The blocks of the text, with the kinds that the markup told where it told one."""
    told = {span.start: line.kind for line, span in zip(lines, spans, strict=True)}
    ends = {span.start: span.end for span in spans}
    blocks: list[Block] = []
    for block in find_blocks(extracted.text, title=extracted.title):
        kind = told.get(block.span.start)
        if kind is BlockKind.HEADLINE and blocks:
            kind = BlockKind.SUBHEADING
        is_split = block.span.end != ends.get(block.span.start, block.span.end)
        if kind is None or is_split or (not blocks and block.kind is BlockKind.HEADLINE):
            blocks.append(block)
        else:
            blocks.append(Block(kind, block.span))
    return tuple(blocks)
