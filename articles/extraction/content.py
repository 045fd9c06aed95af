"""The tree of a page -> the lines of its article, navigation and other boilerplate left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.document import BlockKind
from articles.extraction.dom import Element

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
# Hints for line breaking, not text.
_HINTS = {ord("\u00ad"): None, ord("\u200b"): None}

_LINE_TAGS = """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul
"""
_LINES = frozenset(_LINE_TAGS.split())
_KINDS = {
    "h1": BlockKind.HEADLINE,
    "h2": BlockKind.SUBHEADING,
    "h3": BlockKind.SUBHEADING,
    "h4": BlockKind.SUBHEADING,
    "h5": BlockKind.SUBHEADING,
    "h6": BlockKind.SUBHEADING,
    "li": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "figcaption": BlockKind.CAPTION,
}
_STANDFIRST = frozenset({"standfirst", "dek", "deck", "subtitle", "subheadline", "strapline"})
_BYLINE = frozenset({"byline", "bylines", "author", "authors", "dateline", "pubdate", "timestamp", "dateblock"})
_CREDIT = frozenset({"credit", "credits", "copyright", "photographer"})

_NO_ARTICLE_TAGS = frozenset({"nav", "aside", "form", "menu", "title", "fieldset"})
_NO_ARTICLE_ROLES = frozenset(
    {"navigation", "complementary", "banner", "contentinfo", "search", "dialog", "alert", "menu", "toolbar", "tooltip"}
)
_BOILERPLATE_WORDS = """
    share sharing social related promo newsletter subscribe subscription cookie cookies consent comment comments advert
    advertisement ads sidebar breadcrumb breadcrumbs pagination toolbar menu nav navbar navigation footer recommended
    recommendations signup signin login paywall skip sponsored trending popular outbrain taboola popup modal banner
"""
_NO_ARTICLE_NAMES = frozenset(_BOILERPLATE_WORDS.split())
_HIDDEN_STYLE = re.compile(r"(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)", re.IGNORECASE)
_TEASER = re.compile(r"(?:Read more|Related|See also|Also read|More on this|Sign up|Click here)\b", re.IGNORECASE)

# Named boilerplate may hold this share of the page at most; more, and the name belongs to the whole page.
_MOST_BOILERPLATE = 0.3
_MOSTLY_LINKS = 0.8
_LONGEST_STANDFIRST = 400
_LONGEST_BYLINE = 200
# What is less than this is no article; then everything on the page is taken.
_LEAST = 200


@dataclass(frozen=True, slots=True)
class PageLine:
    """One line of the article; ``kind`` is None for running text, of which markup says nothing more."""

    text: str
    kind: BlockKind | None = None


@dataclass(slots=True)
class _Content:
    """What is visible in an element: characters of text, those of them in links, how many links, any headline."""

    length: int = 0
    linked: int = 0
    links: int = 0
    has_headline: bool = False


def article_lines(page: Element) -> list[PageLine]:
    """The lines of the article on the page, in order: from its headline on, if it has one."""
    sizes = _sizes(page)
    main = _main(page, sizes)
    lines = _from_headline(list(_lines(main, sizes, strict=True)))
    found = sum(len(line.text) for line in lines)
    if found < _LEAST and found < sizes[page].length / 2:
        lines = _from_headline(list(_lines(page, sizes, strict=False)))
    return lines


def _sizes(page: Element) -> dict[Element, _Content]:
    """What each element has in it, counted from the leaves up, so that deep pages take no longer than flat ones."""
    sizes: dict[Element, _Content] = {}
    for element in reversed(list(page.walk())):
        content = sizes[element] = _Content()
        if _is_hidden(element):
            continue
        for child in element.children:
            if isinstance(child, str):
                content.length += len(child.strip())
                continue
            below = sizes[child]
            content.length += below.length
            content.linked += below.linked
            content.links += below.links
            content.has_headline |= below.has_headline
        if element.tag == "a":
            content.linked = content.length
            content.links += 1
        content.has_headline |= element.tag == "h1"
    return sizes


def _is_hidden(element: Element) -> bool:
    attributes = element.attributes
    return (
        element.tag == "title"
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(attributes.get("style", "")[:500]))
    )


def _main(page: Element, sizes: dict[Element, _Content]) -> Element:
    """The element that holds the article: an ``article`` that dwarfs the others, or ``main``, or the page."""
    articles = [element for element in page.walk() if element.tag == "article"]
    if articles:
        largest = max(articles, key=lambda element: sizes[element].length)
        outside = sum(
            sizes[element].length for element in articles if element.parent is None or element.parent.tag != "article"
        )
        if sizes[largest].length >= max(_LEAST, outside / 2):
            return largest
    for element in page.walk():
        if (element.tag == "main" or element.attributes.get("role") == "main") and sizes[element].length >= _LEAST:
            return element
    return page


def _is_boilerplate(element: Element, sizes: dict[Element, _Content], whole: int) -> bool:
    content = sizes[element]
    attributes = element.attributes
    if element.tag in _NO_ARTICLE_TAGS or attributes.get("role") in _NO_ARTICLE_ROLES:
        return True
    if element.tag == "footer":
        return element.parent is None or element.parent.tag != "blockquote"
    if content.length <= whole * _MOST_BOILERPLATE:
        if element.tokens() & _NO_ARTICLE_NAMES and not content.has_headline:
            return True
        if element.tag in ("ul", "ol", "div", "section") and content.linked > content.length * _MOSTLY_LINKS:
            return content.links >= 3
    is_link = element.tag == "p" and content.length == content.linked < 120
    return is_link and bool(_TEASER.match(element.text().strip()))


def _lines(main: Element, sizes: dict[Element, _Content], *, strict: bool) -> Iterator[PageLine]:
    """The lines of what is in ``main``; ``strict``: without boilerplate."""
    whole = sizes[main].length
    reader = _LineReader()
    # Elements still to be opened, texts, and elements that are to be closed after their children.
    waiting: list[Element | str | _Open] = [main]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            reader.words.append(node)
        elif isinstance(node, _Open):
            yield from reader.close(node)
        elif not (_is_hidden(node) or (strict and node is not main and _is_boilerplate(node, sizes, whole))):
            opened = _Open(node, reader.kind)
            yield from reader.open(node, sizes[node].length)
            waiting.append(opened)
            waiting.extend(reversed(node.children))
    yield from reader.line()


@dataclass(frozen=True, slots=True)
class _Open:
    """An element whose children are being read, and the kind of line around it."""

    element: Element
    outer: BlockKind | None


class _LineReader:
    """Collects the words of a line until an element begins or ends that stands on lines of its own."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.kind: BlockKind | None = None
        self._counters: dict[Element, int] = {}

    def line(self) -> Iterator[PageLine]:
        """The line so far, if there is one."""
        text = _WHITE_SPACE.sub(" ", "".join(self.words)).translate(_HINTS).strip()
        if self.kind is BlockKind.LIST_ITEM and not any(character.isalnum() for character in text):
            return  # only its mark so far: a paragraph in the item follows
        self.words.clear()
        if text:
            yield PageLine(text, self.kind)

    def open(self, element: Element, size: int) -> Iterator[PageLine]:
        kind = _kind_of(element, self.kind, size)
        if element.tag in _LINES or element.tag == "br" or kind is not self.kind:
            yield from self.line()
        self.kind = kind
        if element.tag in ("td", "th"):
            self.words.append(" ")
        elif element.tag == "li":
            self.words.append(_list_mark(element, self._counters))
        elif element.tag == "q":
            self.words.append("“")

    def close(self, opened: _Open) -> Iterator[PageLine]:
        tag = opened.element.tag
        if tag in _LINES or self.kind is not opened.outer:
            yield from self.line()
        self.kind = opened.outer
        if tag == "q":
            self.words.append("”")
        elif tag == "li":
            self.words.clear()


def _kind_of(element: Element, outer: BlockKind | None, size: int) -> BlockKind | None:
    """The kind of the lines in ``element``: a list in a quotation stays a list, a credit in a caption is a credit."""
    own = _KINDS.get(element.tag)
    if own is BlockKind.HEADLINE and outer is not None:
        return BlockKind.SUBHEADING
    if own is not None:
        return own
    if element.tag in ("article", "section", "main", "body", "header"):
        return outer
    tokens = element.tokens()
    if outer is BlockKind.CAPTION:
        return BlockKind.CREDIT if tokens & _CREDIT else outer
    if outer is None and size <= _LONGEST_STANDFIRST and tokens & _STANDFIRST:
        return BlockKind.STANDFIRST
    if outer is None and size <= _LONGEST_BYLINE and (tokens & _BYLINE or element.attributes.get("rel") == "author"):
        return BlockKind.BYLINE
    return outer


def _list_mark(item: Element, counters: dict[Element, int]) -> str:
    """The mark that a browser prints before the item; it tells a list as a list in plain text too."""
    parent = item.parent
    if parent is None or parent.tag != "ol":
        return "• "
    if parent not in counters:
        start = parent.attributes.get("start", "1")
        counters[parent] = int(start) - 1 if start.isdecimal() and len(start) < 6 else 0
    counters[parent] += 1
    return f"{counters[parent]}. "


def _from_headline(lines: list[PageLine]) -> list[PageLine]:
    """The lines from the headline on; a kicker or breadcrumb above it goes, further headlines become subheadings."""
    headlines = [number for number, line in enumerate(lines) if line.kind is BlockKind.HEADLINE]
    if not headlines:
        return lines
    first = headlines[0]
    above = sum(len(line.text) for line in lines[:first])
    kept = lines[first:] if above < _LEAST else lines
    return [
        PageLine(line.text, BlockKind.SUBHEADING) if line.kind is BlockKind.HEADLINE and number else line
        for number, line in enumerate(kept)
    ]
