"""Whether a date lies behind or ahead: by the verbs around it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from articles.language.quantities.periods import Period
from articles.language.quantities.setting import Setting
from articles.language.quantities.words import Words, forms

_BEFORE: Final = 14
_BEHIND: Final = 9
_AHEAD: Final = forms(
    "will ll shall would due scheduled expected expects expect set plans planned planning aims hopes going ahead "
    "upcoming must should could can may might tomorrow resume resumes takes opens starts begins returns deadline "
    "forecast wait vote face faces host hosts visit visits"
)
# of the future unless a verb says otherwise
_WEAKLY_AHEAD: Final = frozenset({"until", "till", "by", "for"})
_PAST: Final = forms(
    "was were had did said told began came went took gave made left saw won lost beat held met died killed found "
    "fell rose sent spent struck wrote drew shot cut hit put broke brought built bought caught fought got grew "
    "knew led paid ran sang sat sold spoke stood swept taught threw wore became has have been since ago last "
    "after"
)
_CLAUSE_ENDS: Final = frozenset({".", ";", ":", "?", "!", "\n"})


def looks_forward(words: Words, first: int, last: int) -> bool | None:
    """True: the date at those tokens lies ahead; False: behind; None: nothing tells.

    The nearest telling word of the sentence decides, those before the date first.
    """
    weak = False
    for at in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        word = words.forms[at]
        if word in _CLAUSE_ENDS and not (word == "." and at and len(words[at - 1]) < 4):
            break
        if word in _WEAKLY_AHEAD:
            weak = weak or not _is_hollow(words, at)
            continue
        if (
            word in _AHEAD
            and not _is_hollow(words, at)
            and not (words.is_capitalised(at) and at and words[at - 1] not in _CLAUSE_ENDS)
        ):
            return True
        if word in _PAST or _is_participle(words, at):
            return False if word not in ("planned", "scheduled", "expected") else True
        if word in ("is", "are") and words[at + 1] == "to":
            return True
    for at in range(last, min(len(words), last + _BEHIND)):
        word = words.forms[at]
        if word in _CLAUSE_ENDS:
            break
        if word in ("will", "ll", "would", "shall"):
            return True
        if word in _PAST or _is_participle(words, at):
            return False
    return True if weak else None


def _is_hollow(words: Words, at: int) -> bool:
    """Whether a word that often tells of the future does not: 'as expected', 'the vote', 'by a car'."""
    word, before = words[at], words[at - 1]
    if word in ("vote", "visit", "host", "wait", "set", "forecast", "deadline") and before not in (
        "to",
        "will",
        "is",
        "are",
    ):
        return True
    if word == "by":
        return (
            at + 2 < len(words)
            and words[at + 1] not in ("the", "next", "this", "late", "early", "mid", "end", "year")
            and not words.is_capitalised(at + 1)
            and not words.is_number(at + 1)
        )
    if word in ("can", "could", "may", "might", "should", "would") and words[at + 1] == "have":
        return True
    return word == "for" and at != len(words) and False


def _is_participle(words: Words, at: int) -> bool:
    word = words[at]
    return word.endswith("ed") and len(word) > 4 and words.is_word(at)


def nearest(candidates: Iterable[Period | None], setting: Setting, forward: bool | None) -> Period | None:
    """The candidate nearest to the anchor on the side that ``forward`` tells; a period around the anchor is on both."""
    anchor = setting.published
    known = [period for period in candidates if period is not None]
    if anchor is None or not known:
        return None
    if forward is None and setting.looks_ahead:
        forward = True
    if forward is True:
        known = [period for period in known if period.end >= anchor] or known
    elif forward is False:
        known = [period for period in known if period.start <= anchor] or known
    return min(known, key=lambda period: (_distance(period, anchor), period.start > anchor))


def _distance(period: Period, anchor: datetime.date) -> int:
    if period.start <= anchor <= period.end:
        return 0
    return min(abs((period.start - anchor).days), abs((period.end - anchor).days))
