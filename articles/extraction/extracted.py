"""What comes out of extraction: the text as it will be stored, and what the page or file said about itself."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

from articles.document import Block

# Whatever is no text: controls but tab and line feed, lone surrogates, byte order marks, noncharacters.
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# So that a page whose first line is a whole chapter still has a title one can read.
_LONGEST_TAKEN_TITLE = 300
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})


class ExtractionError(Exception):
    """No article can be made of this; the message is a sentence for the user: what happened, then what to do.

    ``reason`` is one of ``empty``, ``too-long``, ``binary``, ``unreadable``.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Extracted:
    """A text ready to be stored, headline first, and its metadata where the source gave them (else empty or None).

    ``title`` is the first line of ``text``, shortened with an ellipsis where that line is no title but a whole chapter.
    ``blocks`` index ``text`` where markup or a given title told the structure; None: ``find_blocks`` is to find it.
    """

    title: str
    text: str
    blocks: tuple[Block, ...] | None = None
    published: datetime.date | None = None
    source: str = ""
    url: str = ""
    byline: str = ""
    standfirst: str = ""


def clean(text: str) -> str:
    """``text`` with every line break a line feed and without the characters that cannot be text; no word changes.

    Unicode is not normalised: what a reader copies out is what was put in.
    """
    return _NO_TEXT.sub("", _LINE_BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """``text`` cleaned, with each run of white space a single space."""
    return " ".join(clean(text).split())


def with_title(extracted: Extracted) -> Extracted:
    """``extracted`` with its title as the first line of its text, put there once if it is not there yet.

    The text is cleaned already. An empty title is taken from the first line. A title that the text repeats over its
    first lines, or with other quotation marks or capitals, is there. Blocks are given up when the text changes.
    """
    text = extracted.text.strip()
    blocks = extracted.blocks if text == extracted.text else None
    title = one_line(extracted.title)
    printed = _printed_title(text, title)
    if printed is None:
        return replace(extracted, title=title, text=f"{title}\n\n{text}" if text else title, blocks=None)
    return replace(extracted, title=printed, text=text, blocks=blocks)


def _printed_title(text: str, title: str) -> str | None:
    """The title as it opens ``text``; None if it does not."""
    if not title:
        first = text.split("\n", 1)[0].strip()
        return _shortened(first)
    wanted = _comparable(title)
    end = length = 0
    for line in text.split("\n", 40)[:40]:
        if not line.strip():
            break
        end += len(line) + 1
        length += len(_comparable(line)) + 1
        if length > len(wanted):
            break
    opening = " ".join(text[:end].split())
    return opening if _comparable(opening) == wanted else None


def _comparable(text: str) -> str:
    return " ".join(text.translate(_ALIKE).casefold().split())


def _shortened(line: str) -> str:
    if len(line) <= _LONGEST_TAKEN_TITLE:
        return line
    head = line[:_LONGEST_TAKEN_TITLE]
    cut = head.rsplit(maxsplit=1)[0] if " " in head else head
    return cut.rstrip(" ,;:-–—") + "…"


def checked(extracted: Extracted, *, limit: int) -> Extracted:
    """``extracted`` if it has text and no more than ``limit`` characters of it, else an :class:`ExtractionError`."""
    if not extracted.text.strip():
        raise ExtractionError("empty", "There is no text in it. Add the words of the article and try again.")
    if len(extracted.text) > limit:
        raise ExtractionError(
            "too-long",
            f"The text has {len(extracted.text):,} characters, and an article may have {limit:,}. "
            "Split it into several articles.",
        )
    return extracted
