"""Markup -> a small tree of elements, as a browser would read it.

The markup goes through nh3 first (ammonia and html5ever, the HTML parser of the Servo browser, MIT): it repairs broken
markup by the rules of the HTML standard in linear time and drops scripts for good. What it returns is well formed, so
that the parser of the standard library, which is slow and lenient on hostile input, only ever sees tidy markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

from articles.extraction.extracted import ExtractionError

# Dropped with all that is in them: nothing of it is text of the page.
_DROPPED_TAGS = """
    script style noscript template svg math iframe object embed applet canvas audio video select button textarea
    datalist dialog frameset noframes noembed xmp plaintext
"""
VOID = frozenset({"meta", "link", "br", "hr", "img", "wbr"})
_KEPT_TAGS = """
    meta link br hr img wbr title a abbr address article aside b bdi bdo big blockquote caption center cite code dd del
    details dfn div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup i ins kbd label
    legend li main mark menu nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table
    tbody td tfoot th thead time tr tt u ul var
"""
_ATTRIBUTES = {
    "*": {"class", "id", "hidden", "aria-hidden", "role", "style", "itemprop", "lang"},
    "meta": {"name", "property", "content", "charset"},
    "link": {"rel", "href"},
    "a": {"rel", "href"},
    "time": {"datetime", "pubdate"},
    "ol": {"start", "reversed"},
}


# Far beyond any real page.
_DEEPEST = 2000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# These close themselves, or are closed by their likes: pages that never close them do not nest.
_SELF_CLOSING = VOID | {"p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "input", "a"}


def _depth(markup: str) -> int:
    """How deep the elements of the page nest at most, counted roughly."""
    depth = deepest = 0
    for close, tag in _TAG.findall(markup):
        if tag.lower() not in _SELF_CLOSING:
            depth = max(0, depth - 1) if close else depth + 1
            deepest = max(deepest, depth)
    return deepest


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes and, in order, its child elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in order of the page."""
        yield self
        for node in self.nodes():
            if isinstance(node, Element):
                yield node

    def text(self) -> str:
        """All text in it, as it stands in the markup."""
        return "".join(node for node in self.nodes() if isinstance(node, str))

    def nodes(self) -> Iterator[Element | str]:
        """The elements and texts below this one, in order of the page (without recursion: pages nest deep)."""
        waiting: list[Element | str] = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, Element):
                waiting.extend(reversed(node.children))

    def tokens(self) -> frozenset[str]:
        """The words of its class and id: ``site-nav__item`` gives ``site``, ``nav`` and ``item``."""
        names = f"{self.attributes.get('class', '')} {self.attributes.get('id', '')}".lower()
        return frozenset(names.replace("-", " ").replace("_", " ").split())


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.current = Element("body")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.current)
        self.current.children.append(element)
        if tag not in VOID:
            self.current = element

    def handle_endtag(self, tag: str) -> None:
        if self.current.tag == tag and self.current.parent is not None:
            self.current = self.current.parent

    def handle_data(self, data: str) -> None:
        self.current.children.append(data)


def parse(markup: str) -> Element:
    """The tree of a page or of a piece of one; its root stands for the body, with metadata elements among the rest.

    Raises :class:`ExtractionError` for elements nested thousands deep, on which any HTML parser takes ever longer.
    """
    if _depth(markup) > _DEEPEST:
        raise ExtractionError(
            "unreadable", "The page is nested too deeply to be read. Copy the article's text and paste that instead."
        )
    tidy = nh3.clean(
        markup,
        tags=set(_KEPT_TAGS.split()),
        clean_content_tags=set(_DROPPED_TAGS.split()),
        attributes=_ATTRIBUTES,
        link_rel=None,
        url_schemes={"http", "https"},
    )
    builder = _TreeBuilder()
    builder.feed(tidy)
    builder.close()
    return builder.root
