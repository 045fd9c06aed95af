"""Parts of a whole: "X of Y (P%)", "P% of T, or X", and parts that sum to a stated total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from articles.document import Check, CheckKind, Quantity, QuantityKind
from articles.language.checks.passages import Passage
from articles.language.checks.reach import Reach, plain, printed, reach

_DETERMINER: Final = r"(?:the|its|their|his|her|our|all|a total of|some)"
_OF: Final = re.compile(rf",? of (?:{_DETERMINER} )?(?:[\w-]+'s )?", re.IGNORECASE)
_OUT_OF: Final = re.compile(rf" (?:out )?of (?:{_DETERMINER} )?", re.IGNORECASE)
# X -> P in "2,500 jobs, or about 12% of its 20,800 staff"
_OR: Final = re.compile(r",? or |,? \(|, ")
# T -> P in "120 of the 400 seats in the chamber (30%)", and T -> X in "12% of its 20,800 staff, or 2,500 jobs"
_THEN_OR: Final = re.compile(r"(?: [a-z]+){0,3}(?:, or | \()")
_CLOSES: Final = re.compile(r"\s*(?:[,.;:)\]!?]|$)")
_PARTS_BEGIN: Final = re.compile(r"(?: [\w']+){0,3}(?:: | \(| – | — | - |—)")
_PARTS_GO_ON: Final = re.compile(r"(?: [\w'-]+){0,4}(?:, and |, | and )")
_PARTS_END: Final = re.compile(r"(?: [\w'-]+){0,4}\s*(?:[.;)]|$| – | — |—)")
_IN_TOTAL: Final = re.compile(r"(?: [\w'-]+){0,4}(?:,| –| —)? (?:for |making |giving )?a total of ")
_MOST_PARTS: Final = 12


def check_shares(passage: Passage) -> Iterator[Check]:
    """The parts whose printed share of their whole is not the one that they have."""
    for one, two, three in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        first, second = passage.gap(one, two), passage.gap(two, three)
        if first is None or second is None:
            continue
        closes = bool(_CLOSES.match(passage.behind(three)))
        if _is_share(two) and _OR.fullmatch(first) and _OF.fullmatch(second):
            yield from _check_share(passage.text, part=one, share=two, whole=three)
        elif _is_share(three) and closes and _OUT_OF.fullmatch(first) and _THEN_OR.fullmatch(second):
            yield from _check_share(passage.text, part=one, share=three, whole=two)
        elif _is_share(one) and closes and _OF.fullmatch(first) and _THEN_OR.fullmatch(second):
            yield from _check_share(passage.text, part=three, share=one, whole=two)


def _is_share(figure: Quantity) -> bool:
    is_percent = figure.kind is QuantityKind.PERCENT and figure.unit == "percent"
    return (is_percent or figure.kind is QuantityKind.FRACTION) and figure.change is None


def _check_share(text: str, *, part: Quantity, share: Quantity, whole: Quantity) -> Iterator[Check]:
    parts, shares, wholes = reach(text, part), reach(text, share, cut=True), reach(text, whole)
    if parts is None or shares is None or wholes is None or not _same_sort(part, whole):
        return
    if part.value is None or whole.value is None or not 1 < part.value < whole.value:
        return
    if wholes.low <= 0 or parts.low < 0:
        return
    if share.kind is QuantityKind.FRACTION:
        shares = Reach(100 * shares.low, 100 * shares.high)
    if shares.meets(Reach(100 * parts.low / wholes.high, 100 * parts.high / wholes.low)):
        return
    expected = f"{plain(100 * part.value / whole.value)}%"
    yield Check(
        CheckKind.SHARE,
        tuple(sorted((part.span, share.span, whole.span))),
        f"{_capital(printed(text, part))} of {printed(text, whole)} is about {expected}; "
        f"the article says “{printed(text, share)}”.",
        printed(text, share),
        expected,
    )


def _same_sort(one: Quantity, other: Quantity) -> bool:
    if one.kind is not other.kind or one.per != other.per:
        return False
    if one.kind is QuantityKind.MONEY:
        return one.currency == other.currency
    return one.kind is QuantityKind.CARDINAL or (one.kind is QuantityKind.MEASURE and one.unit == other.unit)


def check_sums(passage: Passage) -> Iterator[Check]:
    """The totals that their parts, told one by one, do not sum to."""
    figures = passage.figures
    at = 0
    while at < len(figures):
        end = _end_of_parts(passage, at + 1)
        gap = passage.gap(figures[at], figures[at + 1]) if at + 1 < len(figures) else None
        if gap is not None and end - at > 2 and _PARTS_BEGIN.fullmatch(gap):
            if _PARTS_END.match(_rest(passage, figures[end - 1])):
                yield from _check_sum(passage.text, figures[at], figures[at + 1 : end], skip=0)
            at = end
            continue
        end = _end_of_parts(passage, at)
        if end - at > 1 and end < len(figures):
            gap = _words_between(passage, figures[end - 1], figures[end])
            if gap is not None and _IN_TOTAL.fullmatch(gap):
                yield from _check_sum(passage.text, figures[end], figures[at:end], skip=end - at - 2)
        at = max(end, at + 1)


def _words_between(passage: Passage, left: Quantity, right: Quantity) -> str | None:
    """As :meth:`Passage.gap`, with the noun that is counted."""
    words = passage.text[left.span.end : right.span.start]
    return None if len(words) > 60 or "\n" in words else words


def _rest(passage: Passage, figure: Quantity) -> str:
    return passage.text[figure.span.end : min(passage.block.span.end, figure.span.end + 60)]


def _end_of_parts(passage: Passage, at: int) -> int:
    """The index behind the list of parts that begins at ``at``."""
    end = at + 1
    while end < len(passage.figures) and end - at < _MOST_PARTS:
        gap = _words_between(passage, passage.figures[end - 1], passage.figures[end])
        if gap is None or not _PARTS_GO_ON.fullmatch(gap):
            break
        end += 1
    return min(end, len(passage.figures))


def _check_sum(text: str, total: Quantity, parts: Sequence[Quantity], *, skip: int) -> Iterator[Check]:
    """``skip``: how many of the first figures may be no parts."""
    whole = reach(text, total)
    values = [part.value for part in parts if part.value is not None]
    reaches = [found for part in parts if (found := reach(text, part)) is not None]
    if whole is None or total.value is None or total.kind not in (QuantityKind.CARDINAL, QuantityKind.MONEY):
        return
    if len(reaches) != len(parts) or len(values) != len(parts) or not all(_same_sort(total, part) for part in parts):
        return
    sums = [
        Reach(sum(one.low for one in reaches[start:]), sum(one.high for one in reaches[start:]))
        for start in range(skip + 1)
    ]
    # another way of counting, not the parts of it
    if max(values) >= total.value or not total.value / 2 < sum(values) < total.value * 2:
        return
    if any(whole.meets(one) for one in sums):
        return
    expected, told = plain(sum(values)), " + ".join(printed(text, part) for part in parts)
    yield Check(
        CheckKind.SUM,
        (*sorted((total.span, *(part.span for part in parts))),),
        f"{told} makes {expected}; the article says “{printed(text, total)}”.",
        printed(text, total),
        expected,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
