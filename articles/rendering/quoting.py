"""The words of a quotation outside its article -> HTML, with links to what they name and bands on what is verbatim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby, pairwise
from typing import Final

from articles.document import Span

# characters that a list shows of one quotation
LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that are a link: ``classes`` say how they are marked."""

    span: Span
    url: str
    classes: str


@dataclass(frozen=True, slots=True)
class Band:
    """Words that stand on a band: verbatim in a mixed quotation, or ``is_nested``: said inside the quotation."""

    span: Span
    is_nested: bool = False


def quoted_html(text: str, span: Span, links: Iterable[Linked], bands: Sequence[Band]) -> str:
    """The words of ``span``, cut at a space after ``LONGEST`` characters, with what of ``links`` lies inside them.

    Of links that share words the first and longest stays; none is split, and a band that ends inside one ends before.
    """
    end = span.end
    if end - span.start > LONGEST:
        cut = text.rfind(" ", span.start, span.start + LONGEST)
        end = cut if cut > span.start else span.start + LONGEST
    inside = _disjoint(link for link in links if span.start <= link.span.start and link.span.end <= end)
    runs = [(run, link, _band(run, bands)) for run, link in _runs(Span(span.start, end), inside, bands)]
    parts = [
        _banded("".join(_linked(run.of(text), link) for run, link, _ in some), band)
        for band, some in groupby(runs, key=lambda part: part[2])
    ]
    return "".join(parts) + ("…" if end < span.end else "")


def _disjoint(links: Iterable[Linked]) -> list[Linked]:
    kept: list[Linked] = []
    for link in sorted(links, key=lambda link: (link.span.start, -link.span.end)):
        if not kept or kept[-1].span.end <= link.span.start:
            kept.append(link)
    return kept


def _runs(span: Span, links: Sequence[Linked], bands: Sequence[Band]) -> list[tuple[Span, Linked | None]]:
    """The words in pieces: each link one, the rest cut where bands begin and end."""
    edges = sorted({edge for band in bands for edge in (band.span.start, band.span.end)})
    runs: list[tuple[Span, Linked | None]] = []
    done = span.start
    for link in [*links, None]:
        start = link.span.start if link else span.end
        cuts = [done, *(edge for edge in edges if done < edge < start), start]
        runs += [(Span(a, b), None) for a, b in pairwise(cuts) if a < b]
        if link:
            runs.append((link.span, link))
            done = link.span.end
    return runs


def _band(run: Span, bands: Sequence[Band]) -> Band | None:
    """The innermost band under the whole run."""
    under = [band for band in bands if band.span.start <= run.start and run.end <= band.span.end]
    return min(under, key=lambda band: band.span.end - band.span.start, default=None)


def _linked(words: str, link: Linked | None) -> str:
    return f'<a class="{link.classes}" href="{escape(link.url)}">{escape(words)}</a>' if link else escape(words)


def _banded(inner: str, band: Band | None) -> str:
    if band is None:
        return inner
    words = f'<span class="quote direct">{inner}</span>'
    return f'<span class="quote">{words}</span>' if band.is_nested else words
