"""Whether a date lies behind or ahead: by the verbs around it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from articles.language.quantities.dated import calendar_words
from articles.language.quantities.periods import Period
from articles.language.quantities.setting import Setting
from articles.language.quantities.words import Words, forms

_BEFORE: Final = 14
_BEHIND: Final = 12
_AHEAD: Final = forms(
    "will ll shall would due scheduled expected expects expect set plans planned planning aims hopes going ahead "
    "upcoming must should could can may might tomorrow resume resumes takes opens starts begins returns deadline "
    "forecast wait vote face faces host hosts visit visits meet plays play closes continue continues decide decides "
    "expires reopens meets"
)
# what may stand between "until" and the date
_BETWEEN: Final = forms("on the least at midnight noon end of a p m am pm .")
_PLANS: Final = frozenset({"due", "set", "going"})
_PLANNED: Final = frozenset({"planned", "scheduled", "expected"})
_MODALS: Final = frozenset({"will", "ll", "would", "shall"})
_MODALS_OF_DOUBT: Final = frozenset({"can", "could", "may", "might", "should", "would", "must"})
_NOUNS_TOO: Final = forms("vote visit host wait set forecast deadline play plays face")
# whom a team plays stands behind these: "Wolves host Leeds on Friday"
_MEETINGS: Final = forms("host hosts visit visits face faces play plays")
# "the reopening slips to July"
_PUT_OFF: Final = forms("slips slip slipped postponed delayed deferred pushed back")
_DEADLINES: Final = forms("the next this late early mid end year")
_PAST: Final = forms(
    "was were had did said told began came went took gave made left saw won lost beat held met died killed found "
    "fell rose sent spent struck wrote drew shot cut hit put broke brought built bought caught fought got grew "
    "knew led paid ran sang sat sold spoke stood swept taught threw wore became has have been since ago last "
    "after"
)
_PAST_VERBS: Final = _PAST - forms("has have been since ago last after cut hit put beat lost saw found broke left met")
# what lies behind is meant unless what lies ahead is this many times nearer
_MUCH_NEARER: Final = 4
_CLAUSE_ENDS: Final = frozenset({".", ";", ":", "?", "!", "\n"})
_ABBREVIATIONS: Final = forms("mr mrs ms dr st sen gov rep gen col lt sgt capt prof rev jr sr inc corp ltd co no vs")


def looks_forward(words: Words, first: int, last: int) -> bool | None:
    """True: the date at those tokens lies ahead; False: behind; None: nothing tells.

    The nearest telling word of the sentence decides, those before the date first.
    """
    if _leads_ahead(words, first):
        return True
    weak = False
    for at in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        word = words.forms[at]
        if word in _CLAUSE_ENDS and not is_inner(words, at):
            break
        if word == "by":
            weak = weak or _is_deadline(words, at)
        elif word in _AHEAD and not _is_hollow(words, at):
            # "was due to leave on Sunday" tells of a plan that is past
            return not (word in _PLANS and words[at - 1] in ("was", "were") and words[at + 1] == "to")
        elif word in _PAST or _is_participle(words, at):
            return word in _PLANNED
        elif word in ("is", "are") and words[at + 1] == "to":
            return True
    for at in range(last, min(len(words), last + _BEHIND)):
        word = words.forms[at]
        if word in _CLAUSE_ENDS:
            break
        if word in _MODALS and not words.is_capitalised(at):
            return True
        if word in _PAST or _is_participle(words, at):
            return False
    return True if weak else None


def tells_of_the_past(words: Words) -> bool:
    """Whether the block has a verb in the past: programmes and forecasts have none."""
    key = ("past", 0)
    if key not in words.memo:
        words.memo[key] = any(form in _PAST_VERBS or _is_participle(words, at) for at, form in enumerate(words.forms))
    return bool(words.memo[key])


def is_inner(words: Words, at: int) -> bool:
    """Whether a stop or colon ends nothing: 'a.m.', 'Sept. 3', '3:40'."""
    if words[at] == ":":
        return words.glued(at + 1)
    if words[at] != "." or not at:
        return False
    before = words[at - 1]
    if len(before) == 1 or before in _ABBREVIATIONS:
        return True
    if calendar_words().get(before, ("",))[0] in ("month", "weekday"):
        return words.is_number(at + 1) or words[at + 1] == ","
    return words.is_word(at + 1) and not words.is_capitalised(at + 1)


def _leads_ahead(words: Words, first: int) -> bool:
    """Whether the words right before the date point ahead: 'until', 'for Friday', 'until at least 7am on Friday'."""
    at = first - 1
    while at > first - 6 and (words[at] in _BETWEEN or words[at][:1].isdecimal()):
        at -= 1
    if words[at] in ("until", "till", "through"):
        return True
    if words[first - 1] == "to" and words[first - 2] in _PUT_OFF:
        return True
    if words[first - 1] == "on" and words[first - 2] in ("is", "are", "s", "m", "re"):
        # "voting is on Friday"
        return True
    return words[first - 1 - (words[first - 1] == "the")] in ("for", "before") and words.is_capitalised(first)


def _is_deadline(words: Words, at: int) -> bool:
    """Whether "by" leads to a date: 'by Friday', 'by the end of May'."""
    return words.is_capitalised(at + 1) or words.is_number(at + 1) or words[at + 1] in _DEADLINES


def _is_hollow(words: Words, at: int) -> bool:
    """Whether a word that often tells of the future does not: 'as expected', 'the vote', 'may have', 'Will Rogers'."""
    word, before = words[at], words[at - 1]
    if words.is_capitalised(at) and at and before not in _CLAUSE_ENDS:
        return True
    if word in _NOUNS_TOO:
        has_object = words.is_capitalised(at + 1 + (words[at + 1] == "the")) and word in _MEETINGS
        return before not in ("to", "will", "is", "are") and not has_object
    return word in _MODALS_OF_DOUBT and words[at + 1] == "have"


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
    closest = min(known, key=lambda period: (_distance(period, anchor), period.start > anchor))
    if forward or closest.start <= anchor or (forward is None and closest.grain == "day"):
        return closest
    behind = [period for period in known if period.start <= anchor]
    best = min(behind, key=lambda period: _distance(period, anchor), default=closest)
    return closest if _distance(closest, anchor) * _MUCH_NEARER < _distance(best, anchor) else best


def _distance(period: Period, anchor: datetime.date) -> int:
    if period.start <= anchor <= period.end:
        return 0
    return min(abs((period.start - anchor).days), abs((period.end - anchor).days))
