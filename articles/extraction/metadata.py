"""What a web page says about itself: title, date, outlet, author, address."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.extraction.dom import Element
from articles.extraction.extracted import one_line

_ISO_DATE = re.compile(r"\s{0,9}(\d{4}-\d\d-\d\d)(?!\d)")
_LINKED_DATA = re.compile(r"<script\b[^>]{0,300}\bapplication/ld\+json\b[^>]{0,300}>", re.IGNORECASE)
_ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog")
# Between a headline and the name of the site in <title>.
_SITE_SEPARATOR = re.compile(r" (?:[|·–—»]|-|::) ")
_MOST_LINKED_DATA = 20


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found, cleaned and on one line each; empty or None where the page does not say."""

    title: str = ""
    published: datetime.date | None = None
    source: str = ""
    url: str = ""
    byline: str = ""
    standfirst: str = ""


def read_metadata(markup: str, page: Element) -> Metadata:
    """The metadata of a page: of its linked data (JSON-LD) first, then its meta elements, then what is visible."""
    meta = _meta(page)
    article = _linked_article(markup)
    source = _named(article.get("publisher")) or meta.get("og:site_name", "") or meta.get("application-name", "")
    title = _string(article.get("headline")) or meta.get("og:title", "") or meta.get("twitter:title", "")
    author = meta.get("author") or meta.get("article:author") or meta.get("parsely-author") or ""
    return Metadata(
        title=_unescaped(title) or _without_site(_document_title(page), source),
        published=_first_date(
            _string(article.get("datePublished")),
            meta.get("article:published_time"),
            meta.get("datepublished"),
            meta.get("date"),
            meta.get("dc.date.issued"),
            meta.get("parsely-pub-date"),
            *_times(page),
        ),
        source=_unescaped(source),
        url=_address(page, meta),
        byline=_unescaped(_named(article.get("author")) or ("" if author.startswith("http") else author)),
        standfirst=_unescaped(_string(article.get("description")) or meta.get("og:description", "")),
    )


def _meta(page: Element) -> dict[str, str]:
    """The meta elements by lower-case name; the first of each name counts."""
    found: dict[str, str] = {}
    for element in page.walk():
        attributes = element.attributes
        if element.tag == "meta" and "content" in attributes:
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            found.setdefault(name.lower(), one_line(attributes["content"]))
    return found


def _document_title(page: Element) -> str:
    return next((one_line(element.text()) for element in page.walk() if element.tag == "title"), "")


def _without_site(title: str, source: str) -> str:
    """``<title>`` without the name of the site: the short piece behind the last separator."""
    if source:
        for separator in (" | ", " - ", " – ", " — ", " · ", " :: ", " » "):
            title = title.removesuffix(separator + source).removeprefix(source + separator)
    separators = list(_SITE_SEPARATOR.finditer(title))
    if separators and not source:
        head, tail = title[: separators[-1].start()], title[separators[-1].end() :]
        if len(tail) <= 40 and len(tail) * 2 < len(head):
            return head
    return title


def _linked_article(markup: str) -> dict[str, Any]:
    """The article among the page's JSON-LD objects; empty if there is none."""
    for data in _linked_data(markup):
        waiting = [data]
        for _ in range(200):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting.extend(node[:50])
            elif isinstance(node, dict):
                if _ARTICLE_TYPES.search(str(node.get("@type", ""))[:200]):
                    return node
                waiting.extend(
                    value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")
                )
    return {}


def _linked_data(markup: str) -> Iterator[Any]:
    lower = markup.lower()
    for count, opening in enumerate(_LINKED_DATA.finditer(markup)):
        end = (
            lower.find("</script", opening.end())
            if len(lower) == len(markup)
            else markup.find("</script", opening.end())
        )
        if end < 0 or count == _MOST_LINKED_DATA:
            return
        try:
            yield json.loads(markup[opening.end() : end], strict=False)
        except (ValueError, RecursionError):
            continue


def _string(value: Any) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _named(value: Any) -> str:
    """The names in a JSON-LD value: a string, an object with a name, or a list of them."""
    names = []
    for item in value[:10] if isinstance(value, list) else [value]:
        name = _string(item.get("name")) if isinstance(item, dict) else _string(item)
        if name and not name.startswith("http"):
            names.append(name)
    return ", ".join(names)


def _unescaped(text: str) -> str:
    """``text`` without the entities that careless pages leave in their linked data."""
    for entity, character in (("&amp;", "&"), ("&quot;", '"'), ("&#39;", "'"), ("&#x27;", "'"), ("&apos;", "'")):
        text = text.replace(entity, character)
    return text


def _times(page: Element) -> Iterator[str]:
    for element in page.walk():
        if element.tag == "time" and "datetime" in element.attributes:
            yield element.attributes["datetime"]


def _first_date(*values: str | None) -> datetime.date | None:
    """The first of the values that opens with a real ISO date: the day that the page prints, in its own time zone."""
    for value in values:
        match = _ISO_DATE.match(value or "")
        if match:
            try:
                return datetime.date.fromisoformat(match[1])
            except ValueError:
                continue
    return None


def _address(page: Element, meta: dict[str, str]) -> str:
    for element in page.walk():
        if element.tag == "link" and "canonical" in element.attributes.get("rel", "").lower().split():
            address = element.attributes.get("href", "").strip()
            break
    else:
        address = meta.get("og:url", "")
    return address if re.match(r"https?://[^\s/]", address) and len(address) <= 2000 else ""
