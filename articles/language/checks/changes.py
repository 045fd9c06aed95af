"""Whether "A rose from X to Y, by Z" and "A lost D, or P%, to Y" hold: the size of the change and its direction."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from articles.document import Check, CheckKind, Quantity, QuantityKind
from articles.language.checks.passages import Passage, rate_of
from articles.language.checks.reach import Reach, plain, printed, reach

_UP: Final = (
    r"r(?:o|i)ses?|risen|rising|increas(?:e|es|ed|ing)|grew|grows?|grown|growing|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|"
    r"gain(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)"
)
_DOWN: Final = (
    r"f(?:e|a)lls?|fallen|falling|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|"
    r"shr(?:a|i|u)nk|plung(?:e|es|ed|ing)|tumbl(?:e|es|ed|ing)|slump(?:s|ed|ing)?|sank"
)
_OTHER: Final = r"rais(?:e|es|ed|ing)|lift(?:s|ed)?|cuts?|cutting|lower(?:s|ed)?|reduc(?:e|es|ed|ing)|up|down|by"
_MOVE: Final = rf"(?:{_UP}|{_DOWN}|{_OTHER}|slipped|slid|eased|edged|advanced|lost|loses|added|adds)"
_NOUN: Final = r"(?:rise|increase|gain|jump|surge|growth|climb|fall|drop|decline|decrease|cut|reduction|loss|slump)"
_FOLD: Final = {"doubled": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5}

# "from X [in May] to Y", "to Y [in June], up from X"
_FROM: Final = re.compile(r"\bfrom $", re.IGNORECASE)
_TO: Final = re.compile(r"\bto $", re.IGNORECASE)
_TO_BETWEEN: Final = re.compile(r"(?: [\w' ]{1,40})?,? to ")
_FROM_BETWEEN: Final = re.compile(r"(?: [\w' ]{1,30})?,?(?: up| down)? from ")
# Z before the pair: "rose by Z", "a Z rise in sales"; and behind it
_MOVED_BY: Final = re.compile(rf"\b{_MOVE}(?: by)?(?: a further| another| an?)? $", re.IGNORECASE)
_BEFORE_PAIR: Final = re.compile(r",? (?:from|to) ")
_NOUN_BEFORE_PAIR: Final = re.compile(rf"[ -]{_NOUN}(?: in [\w' ]{{1,30}})?,? (?:from|to) ")
_BEHIND_PAIR: Final = re.compile(
    r"(?: (?:a|one|the) \w+ (?:earlier|before|ago))?"
    rf"(?:,? by |, or |, (?:up|down) |,? an? (?:\w+ )?{_NOUN} of | \(up | \(down )"
)
_ARTICLE_BEHIND_PAIR: Final = re.compile(r"(?: (?:a|one|the) \w+ (?:earlier|before|ago))?(?:,| -| –|—| —) ?an? ")
_NOUN_BEHIND: Final = re.compile(rf"[ -](?:\w+ )?{_NOUN}\b")
_ENDS: Final = re.compile(
    r"\s*(?:[,.;:!?)\]\"”’—–]|$)|\s+(?:in|over|on|since|compared|between|this|last|during|after|while|and|but)\s"
)
_PER_TIME: Final = re.compile(r"\s*(?:,? (?:a|per|each|every|an) \w+|,? annual|,? on average|/)")
# the verb itself right before "from X to Y"
_ROSE: Final = re.compile(rf"\b(?:{_UP})(?: \w+ly)? (?:from|to) $", re.IGNORECASE)
_FELL: Final = re.compile(rf"\b(?:{_DOWN})(?: \w+ly)? (?:from|to) $", re.IGNORECASE)
# negated or wished, or where less is more: rates of exchange, ranks
_NO_DIRECTION: Final = re.compile(
    r"\b(?:against|dollar|currency|exchange|yields?|rank\w*|place|position|not|n't|never|odds|handicap|above zero|"
    r"below|minus|negative)\b",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(
    r"\b(?:(more than|over|nearly|almost|about|roughly|at least|less than) )?"
    r"(doubled|tripled|trebled|quadrupled|halved)"
    r",? (?:from|to) $",
    re.IGNORECASE,
)
# "lost 453 points, or 5 percent, to finish at 8,577"
_OR: Final = re.compile(r"(?: points?)?,? or |(?: points?)?,? \(")
_ENDED_AT: Final = re.compile(
    r"[,)]* (?:to|to (?:finish|close|end|settle|stand|trade) at|at|to reach|to hit|and (?:closed|ended|finished) at) "
)
_GAINED: Final = re.compile(rf"\b(?:{_UP}|added|adds|advanced|up) (?:by )?$", re.IGNORECASE)
_LOST: Final = re.compile(rf"\b(?:{_DOWN}|lost|loses|shed|sheds|slipped|slid|eased|down) (?:by )?$", re.IGNORECASE)
_VALUED: Final = frozenset({QuantityKind.CARDINAL, QuantityKind.PERCENT, QuantityKind.MONEY, QuantityKind.MEASURE})


@dataclass(frozen=True, slots=True)
class _Move:
    """ "from ``old`` to ``new``", whichever is ``first`` in the text."""

    old: Quantity
    new: Quantity
    first: Quantity
    last: Quantity


def check_changes(passage: Passage) -> Iterator[Check]:
    """The changes whose stated size, or direction, is not that of the two values."""
    for index in range(len(passage.figures) - 1):
        move = _move(passage, index)
        if move is None:
            continue
        old, new = reach(passage.text, move.old), reach(passage.text, move.new)
        if old is None or new is None or old.low <= 0 or new.low < 0 or math.inf in (old.high, new.high):
            continue
        said = _said(passage, index)
        if said is not None:
            yield from _check_size(passage, move, said, old, new)
        else:
            yield from _check_fold(passage, move, old, new)
            yield from _check_direction(passage, move, old, new)


def check_gains(passage: Passage) -> Iterator[Check]:
    """The gains and losses, told as an amount and a percentage, that do not lead to the value reached."""
    for by, share, to in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        if by.kind not in _VALUED - {QuantityKind.PERCENT} or share.kind is not QuantityKind.PERCENT:
            continue
        if share.unit != "percent" or (by.kind, by.currency, by.unit) != (to.kind, to.currency, to.unit):
            continue
        first, second, before = passage.gap(by, share), passage.gap(share, to), passage.before(by)
        rose, fell = bool(_GAINED.search(before)), bool(_LOST.search(before))
        if rose is fell or not first or not _OR.fullmatch(first) or not second or not _ENDED_AT.fullmatch(second):
            continue
        yield from _check_gain(passage.text, by, share, to, sign=1 if rose else -1)


def _check_gain(text: str, by: Quantity, share: Quantity, to: Quantity, *, sign: int) -> Iterator[Check]:
    amount, stated, now = reach(text, by), reach(text, share, cut=True), reach(text, to)
    if amount is None or stated is None or now is None or by.value is None or to.value is None:
        return
    lowest, before = min(now.low - amount.high, now.low + amount.low), to.value - sign * by.value
    if lowest <= 0 or before <= 0 or amount.low < 0 or math.inf in (amount.high, now.high):
        return
    least = 100 * amount.low / (now.high - sign * amount.low)
    most = 100 * amount.high / (now.low - sign * amount.high)
    if stated.meets(Reach(least, most)):
        return
    expected = f"{plain(100 * by.value / before)}%"
    yield Check(
        CheckKind.CHANGE,
        (by.span, share.span, to.span),
        f"A {'gain' if sign > 0 else 'loss'} of {printed(text, by)} to {printed(text, to)} is one of about {expected}; "
        f"the article says “{printed(text, share)}”.",
        printed(text, share),
        expected,
    )


def _move(passage: Passage, index: int) -> _Move | None:
    first, last = passage.figures[index], passage.figures[index + 1]
    if (
        first.kind not in _VALUED
        or not _alike(passage.text, first, last)
        or _shares_magnitude(passage.text, first, last)
    ):
        return None
    gap, before = passage.gap(first, last), passage.before(first)
    if gap is None:
        return None
    if _FROM.search(before) and _TO_BETWEEN.fullmatch(gap):
        return _Move(first, last, first, last)
    if _TO.search(before) and _FROM_BETWEEN.fullmatch(gap):
        return _Move(last, first, first, last)
    return None


def _alike(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether the two are values of one thing; "from 300 to 600 euros a month" says only once per what."""
    if (one.kind, one.unit, one.currency) != (other.kind, other.unit, other.currency):
        return False
    return rate_of(text, one) in (None, rate_of(text, other))


def _shares_magnitude(text: str, first: Quantity, last: Quantity) -> bool:
    """ "from 5 to 6 million", "from $8 to $10 billion": the first one means millions as well."""
    has_word = [bool(re.search(r"[^\W\d]", figure.core.of(text))) for figure in (first, last)]
    values = first.value or 0, last.value or 0
    return has_word == [False, True] and min(values) * 100 < max(values)


def _said(passage: Passage, index: int) -> Quantity | None:
    """The figure that says how much: before the two at ``index`` or behind them."""
    first, last = passage.figures[index], passage.figures[index + 1]
    if index > 0:
        said = passage.figures[index - 1]
        gap = passage.gap(said, first)
        if gap is not None and said.per is None:
            if _BEFORE_PAIR.fullmatch(gap) and _MOVED_BY.search(passage.before(said)):
                return said
            if _NOUN_BEFORE_PAIR.fullmatch(gap):
                return said
    if index + 2 < len(passage.figures):
        said = passage.figures[index + 2]
        gap = passage.gap(last, said)
        behind = passage.behind(said)
        if gap is None or said.per is not None or _PER_TIME.match(behind):
            return None
        if _BEHIND_PAIR.fullmatch(gap) and _ENDS.match(behind):
            return said
        if _ARTICLE_BEHIND_PAIR.fullmatch(gap) and _NOUN_BEHIND.match(behind):
            return said
    return None


def _check_size(passage: Passage, move: _Move, said: Quantity, old: Reach, new: Reach) -> Iterator[Check]:
    text = passage.text
    stated = reach(text, said, cut=True)
    if stated is None or move.old.value is None or move.new.value is None:
        return
    stated = _size(stated)
    difference = _size(Reach(new.low - old.high, new.high - old.low))
    relative = _size(Reach(100 * (new.low / old.high - 1), 100 * (new.high / old.low - 1)))
    by = abs(move.new.value - move.old.value)
    share = 100 * by / move.old.value
    is_percent = move.old.kind is QuantityKind.PERCENT
    spans = tuple(sorted((said.span, move.old.span, move.new.span)))
    words, from_to = printed(text, said), f"From {printed(text, move.old)} to {printed(text, move.new)}"
    expected = ""
    if said.unit == "percentage-point":
        if is_percent and not stated.meets(difference):
            expected = f"{plain(100 * by)} basis points" if "basis" in words else f"{plain(by)} percentage points"
    elif said.kind in (QuantityKind.PERCENT, QuantityKind.FRACTION):
        if said.kind is QuantityKind.FRACTION:
            stated = Reach(100 * stated.low, 100 * stated.high)
        is_difference = is_percent and said.value is not None and abs(said.value - by) < 1e-9 and share > 2 * by
        if stated.meets(relative) and not is_difference:
            return
        if is_percent and stated.meets(difference):
            expected = f"{plain(by)} percentage point{'' if by == 1 else 's'}"
            sentence = f"{from_to} is {expected}, or about {plain(share)}%; the article says “{words}”."
            yield Check(CheckKind.POINTS, spans, sentence, words, expected)
            return
        expected = f"{plain(by)} percentage points" if is_percent else f"about {plain(share)}%"
    elif _alike(text, said, move.old) and not stated.meets(difference):
        expected = _in_unit(by, move.old)
    if expected:
        sentence = f"{from_to} is a change of {expected}; the article says “{words}”."
        yield Check(CheckKind.CHANGE, spans, sentence, words, expected)


def _in_unit(value: float, like: Quantity) -> str:
    if like.currency:
        return f"{plain(value)} {like.currency}"
    unit = like.unit or like.counted
    return f"{plain(value)} {unit}" if unit and like.kind is not QuantityKind.CARDINAL else plain(value)


def _size(change: Reach) -> Reach:
    """The change without its sign."""
    if change.low >= 0:
        return change
    return Reach(-change.high, -change.low) if change.high <= 0 else Reach(0, max(-change.low, change.high))


def _check_fold(passage: Passage, move: _Move, old: Reach, new: Reach) -> Iterator[Check]:
    match = _TIMES.search(passage.before(move.first))
    if match is None or move.old.value is None or move.new.value is None:
        return
    fold = _FOLD[match[2].lower()]
    low, high = fold * 0.8, fold * 1.25
    if (match[1] or "").lower() in ("more than", "over", "at least"):
        low, high = (fold * 0.97, math.inf) if fold > 1 else (0.0, fold * 1.03)
    if Reach(low, high).meets(Reach(new.low / old.high, new.high / old.low)):
        return
    expected = f"{plain(move.new.value / move.old.value)} times"
    yield Check(
        CheckKind.CHANGE,
        tuple(sorted((move.old.span, move.new.span))),
        f"From {printed(passage.text, move.old)} to {printed(passage.text, move.new)} is about {expected} as much; "
        f"the article says “{match[2].lower()}”.",
        match[2].lower(),
        expected,
    )


def _check_direction(passage: Passage, move: _Move, old: Reach, new: Reach) -> Iterator[Check]:
    before = passage.before(move.first)
    rose, fell = bool(_ROSE.search(before)), bool(_FELL.search(before))
    around = f"{before} {passage.gap(move.first, move.last)} {passage.behind(move.last)}"
    if rose is fell or _NO_DIRECTION.search(around):
        return
    wrong = new.high < old.low if rose else new.low > old.high
    if wrong:
        said, is_so = ("rose", "lower") if rose else ("fell", "higher")
        yield Check(
            CheckKind.DIRECTION,
            tuple(sorted((move.old.span, move.new.span))),
            f"The article says that it {said}, but {printed(passage.text, move.new)} is {is_so} than "
            f"{printed(passage.text, move.old)}.",
            said,
            is_so,
        )
