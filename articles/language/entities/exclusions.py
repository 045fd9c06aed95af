"""What a tagger may take for a name, and the guidelines do not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from articles.document import Label, Span
from articles.language.entities.candidates import Candidate
from articles.language.entities.forms import fold
from articles.language.lexicon import words

# addresses, handles and hashtags; every repetition is bounded by what may stand before it, so the search is linear
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]+)+|(?<![\w@#])[@#]\w+", re.IGNORECASE
)
_NUMERAL: Final = re.compile(r"[IVX]+")
_JARGON: Final = re.compile(
    r"(?:Group|Pool|Section|Article|Chapter|Figure|Table|Part|Phase|Protected|Category) [A-Z0-9]"
)
_SMALL_WORD: Final = re.compile(r"(?<![\w.@/-])[a-zß-ÿ]+(?![\w@]|\.\w)")
_DOMAIN_BEHIND: Final = re.compile(r"\.(?:com|org|net|info|edu|gov|co|io|tv|uk|de|fr|ru|eu|au|ca)\b")
_PLACE_BEHIND: Final = re.compile(r"[-–][A-Z]")
_NEXT_WORD: Final = re.compile(r"[ \xa0-]([^\W\d_]+)")
_AMOUNT: Final = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|ten|hundred|thousand|million|billion|trillion|m|bn|tn))[ \xa0]?$"
)
# a person or place this sure may bear a common word as a name, even at a sentence's start
SURE: Final = 0.8
_SURNAMES_THAT_ARE_TITLES: Final = frozenset(("King", "Major", "Bishop", "Pope", "Judge", "Prince", "Dean"))


class Exclusions:
    """The stretches of one text where nothing is a name, found once."""

    def __init__(self, text: str) -> None:
        """Look for addresses, handles and hashtags in ``text``."""
        self._text = text
        self._barred = [match.span() for match in _ADDRESS.finditer(text)]
        self._starts = [start for start, _ in self._barred]

    def cover(self, position: int) -> bool:
        """Whether the character at ``position`` is part of an address, a handle or a hashtag."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._barred[index][1]

    def bar(self, span: Span, label: Label) -> bool:
        """Whether the stretch, although a tagger gave it ``label``, is no entity."""
        name = span.of(self._text)
        if not any(map(str.isalnum, name)) or self.cover(span.start) or name in words("not_names"):
            return True
        if name.lower() in words("small_words") or (_NUMERAL.fullmatch(name) and len(name) > 1):
            return True
        if _DOMAIN_BEHIND.match(self._text, span.end):
            return True
        if len(name) == 1 and _PLACE_BEHIND.match(self._text, span.end):
            # the party of "Sen. Ada Obi, R-Dayton"
            return True
        if label is Label.PERSON:
            return len(name) == 1 or (name.rstrip(".") in words("titles") and name not in _SURNAMES_THAT_ARE_TITLES)
        if fold(name) in words("date_words") or name.rstrip(".") in words("titles") or _JARGON.fullmatch(name):
            return True
        return is_money(self._text, span, label)


def is_money(text: str, span: Span, label: Label) -> bool:
    """Whether a demonym is part of an amount: "2.1 billion [Norwegian] crowns", but not "the [Turkish] lira fell"."""
    if label not in (Label.NORP, Label.GPE):
        return False
    following = _NEXT_WORD.match(text, span.end)
    if not following or following.group(1) not in words("currencies"):
        return False
    return bool(_AMOUNT.search(text[max(0, span.start - 16) : span.start]))


def begins_sentence(text: str, position: int) -> bool:
    """Whether a sentence, a line or a quotation may begin at ``position``, so that a capital there says little."""
    before = text[max(0, position - 4) : position].rstrip(" \xa0\"“‘'([")
    return not before or before[-1] in ".!?\n\r:;—–-•*…"


def without_common_words(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without single words that are capital only because a sentence begins: "Copper offered some comfort".

    Such a word is written small elsewhere in the document and nowhere in a sentence with a capital.
    """
    small = set(_SMALL_WORD.findall(text))
    inside = {candidate.span.of(text) for candidate in candidates if not begins_sentence(text, candidate.span.start)}

    def is_common(candidate: Candidate) -> bool:
        name = candidate.span.of(text)
        if candidate.label in (Label.PERSON, Label.GPE) and candidate.score > SURE:
            return False
        return name.lower() in small and name not in inside

    return [candidate for candidate in candidates if not is_common(candidate)]


def without_bare_heads(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Without nouns like "the Agency" or "the State" where no longer name in the document has that word."""
    longer = {word for one in candidates for word in one.span.of(text).split() if len(word) < len(one.span)}
    return [
        one
        for one in candidates
        if (name := one.span.of(text)) not in words("head_nouns") or name in longer or one.label is Label.PERSON
    ]
