"""Words as one compares them: without case, marks, contractions and spelling of numbers."""

from __future__ import annotations

import re
from typing import Final

from articles.language.quantities.words import forms

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|%|\d+(?:[.,]\d+)*")
_CONTRACTED: Final = {"s": "is", "re": "are", "m": "am", "ve": "have", "ll": "will", "d": "would"}
_NOT: Final = {"can't": "can not", "won't": "will not", "cannot": "can not", "shan't": "shall not", "ain't": "is not"}
_NUMBERS: Final = "zero one two three four five six seven eight nine ten eleven twelve"
_DIGITS: Final = {word: str(number) for number, word in enumerate(_NUMBERS.split())}
_SPELLED: Final = (("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("our", "or"))
# what carries no meaning of its own
_SMALL: Final = forms(
    "a an the and or but of in on at to for from by with as is are was were be been has have had will would it its he "
    "she they we you i his her their our your my this that these those not no so than then there here who what which "
    "after before over under into out up down new more most less about says said say can could may just all one two "
    "three us me him them when how"
)
_STEM: Final = 5


def comparable(text: str) -> list[str]:
    """The words of ``text``, so spelled that the same words are equal."""
    found: list[str] = []
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("’", "'")
        if word in _NOT:
            found += _NOT[word].split()
        elif word.endswith("n't"):
            found += [word[:-3], "not"]
        elif "'" in word:
            first, _, rest = word.partition("'")
            found += [first, _CONTRACTED.get(rest, rest)]
        elif word == "%":
            found.append("percent")
        elif word == "cent" and found and found[-1] == "per":
            found[-1] = "percent"
        else:
            found.append(_DIGITS.get(word) or _one_spelling(word))
    return found


def _one_spelling(word: str) -> str:
    for british, american in _SPELLED:
        if word.endswith(british) and len(word) > len(british) + 2:
            return word.removesuffix(british) + american
    return word


def stems(words: list[str]) -> set[str]:
    """The beginnings of the words that carry meaning: "kills", "killed" and "killing" are one."""
    return {word[:_STEM].removesuffix("s") for word in words if word not in _SMALL and len(word) > 2}
