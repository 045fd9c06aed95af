"""A block as the tokens that quantities are read from.

A token is a number as printed ("1,234.5"), a run of letters, a vulgar fraction, a run of line breaks or a single other
character. "5km" is therefore two tokens without a gap, "14-year-old" five.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from articles.document import Span

_TOKEN: Final = re.compile(
    r"""
      \d+ (?: [.,] \d+ )*
    | [¼-¾⅐-⅞]
    | [^\W\d_¼-¾⅐-⅞]+
    | [\n\r]+
    | [^\w\s]
    | _
    """,
    re.VERBOSE,
)
# what separates the numbers of a range, and what joins the words of a number
DASHES: Final = frozenset("-–—‐‑−~")


def forms(words: str) -> frozenset[str]:
    """The words of a string, in the lower case that :class:`Words` has them in."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The tokens of one block: ``starts`` and ``ends`` index the document's text, ``forms`` are in lower case.

    ``words[i]`` is the form of token ``i``, "" before the first and after the last. ``memo`` holds what readers found
    at a token, since several of them ask for the same.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    memo: dict[tuple[str, int], object] = field(default_factory=dict)

    @classmethod
    def of(cls, text: str, span: Span) -> Words:
        """The tokens of ``text`` within ``span``."""
        spans = [match.span() for match in _TOKEN.finditer(text, span.start, span.end)]
        return cls(
            text,
            tuple(start for start, _ in spans),
            tuple(end for _, end in spans),
            tuple([text[start:end].lower() for start, end in spans]),
        )

    def __len__(self) -> int:
        return len(self.forms)

    def __getitem__(self, i: int) -> str:
        return self.forms[i] if 0 <= i < len(self.forms) else ""

    def printed(self, i: int) -> str:
        """Token ``i`` as it stands in the text, "" where there is none."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.forms) else ""

    def glued(self, i: int) -> bool:
        """Whether token ``i`` follows token ``i - 1`` without a gap."""
        return 0 < i < len(self.forms) and self.starts[i] == self.ends[i - 1]

    def gap(self, i: int) -> int:
        """How many characters lie between token ``i - 1`` and token ``i``; a large number where one is missing."""
        return self.starts[i] - self.ends[i - 1] if 0 < i < len(self.forms) else len(self.text)

    def is_number(self, i: int) -> bool:
        """Whether token ``i`` is printed in digits."""
        return self[i][:1].isdecimal()

    def is_word(self, i: int) -> bool:
        """Whether token ``i`` is made of letters."""
        return self[i][:1].isalpha()

    def is_capitalised(self, i: int) -> bool:
        """Whether token ``i`` begins with a capital."""
        return self.printed(i)[:1].isupper()

    def follows(self, i: int, *forms: str) -> bool:
        """Whether the tokens from ``i`` on are ``forms``."""
        return all(self[i + offset] == form for offset, form in enumerate(forms))

    def skip_hyphen(self, i: int) -> int:
        """The token after ``i`` if that is a hyphen without gaps around it ("two-thirds"), else ``i``."""
        if self[i] in DASHES and self.glued(i) and self.glued(i + 1):
            return i + 1
        return i

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens from ``first`` (inclusive) to ``last`` (exclusive)."""
        return Span(self.starts[first], self.ends[last - 1])
