"""Scores of quotations: content, type, cue and speaker."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from articles.document import QuotationType
from articles.language.scoring.counts import Mistake, Pair, Record, Score, likeness, share

STRICT: Final = 0.8
LENIENT: Final = 0.5
UNNAMED_SPEAKER: Final = 0.5

_EDGE: Final = frozenset(" \t\r\n\u00a0\u202f\u2009\"'`‘’‚‛“”„‟«»‹›,.;:")
_HONORIFICS: Final = frozenset(
    word
    for words in (
        "mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend hon emeritus the",
        "president vice prime minister chancellor secretary ambassador governor gov mayor councillor cllr",
        "senator sen representative rep congressman congresswoman judge justice",
        "general gen major maj colonel col captain capt lieutenant lt sergeant sgt",
        "detective det inspector superintendent chief",
        "king queen prince princess pope cardinal bishop archbishop",
    )
    for word in words.split()
)


@dataclass(frozen=True, slots=True)
class QuoteScores:
    """Scores at one threshold of overlap.

    ``attributed``: found and the speaker right. ``speaker``, ``cue`` and ``type`` are shares of the matched quotes
    (of those whose gold has one), None where there is none.
    """

    found: Score
    by_type: Mapping[str, Score]
    attributed: Score
    speaker: float | None
    cue: float | None
    type: float | None
    mistakes: Sequence[Mistake]


@dataclass
class _Counts:
    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    of_matched: Counter[str] = field(default_factory=Counter)
    mistakes: list[Mistake] = field(default_factory=list)


def score_quotes(pairs: Iterable[Pair], threshold: float) -> QuoteScores:
    """Score the ``quotes`` of records; two match where their trimmed spans are alike by ``threshold`` or more.

    A gold quote that is ``optional`` is not missed, and what matches it does not count.
    """
    counts = _Counts()
    for gold, predicted in pairs:
        _count(counts, gold, predicted["quotes"], threshold)
    matched = counts.of_matched
    return QuoteScores(
        found=Score(counts.right.total(), counts.predicted.total(), counts.gold.total()),
        by_type={
            kind: Score(counts.right[kind], counts.predicted[kind], counts.gold[kind], counts.found[kind])
            for kind in map(str, QuotationType)
        },
        attributed=Score(matched["attributed"], counts.predicted.total(), counts.gold.total()),
        speaker=share(matched["speaker right"], matched["speaker"]),
        cue=share(matched["cue right"], matched["cue"]),
        type=share(matched["type right"], counts.right.total()),
        mistakes=counts.mistakes,
    )


def _count(counts: _Counts, record: Record, predicted: Sequence[Record], threshold: float) -> None:
    text, name = record["text"], str(record["id"])
    required = [quote for quote in record["quotes"] if not quote.get("optional")]
    optional = [quote for quote in record["quotes"] if quote.get("optional")]
    pairs = _paired(_spans(text, required), _spans(text, predicted), threshold)
    found, right = {one for one, _ in pairs}, {other for _, other in pairs}
    rest = [number for number in range(len(predicted)) if number not in right]
    excused = _paired(_spans(text, optional), _spans(text, [predicted[number] for number in rest]), LENIENT)
    counted = set(range(len(predicted))) - {rest[number] for _, number in excused}
    counts.gold.update(quote["type"] for quote in required)
    counts.predicted.update(predicted[number]["type"] for number in counted)
    counts.found.update(required[number]["type"] for number in found)
    counts.right.update(predicted[number]["type"] for number in right)
    for one, other in pairs:
        _count_matched(counts, record, required[one], predicted[other])
    notes = [("missed", required[number]) for number in range(len(required)) if number not in found]
    notes += [("spurious", predicted[number]) for number in sorted(counted - right)]
    counts.mistakes.extend(
        Mistake(f"quote {kind}", name, quote["start"], quote["end"], quote["type"]) for kind, quote in notes
    )


def _count_matched(counts: _Counts, record: Record, gold: Record, predicted: Record) -> None:
    text, matched = record["text"], counts.of_matched
    matched["type right"] += gold["type"] == predicted["type"]
    if gold.get("cue"):
        matched["cue"] += 1
        matched["cue right"] += bool(predicted.get("cue") and likeness(gold["cue"], predicted["cue"]))
    if not gold.get("speaker") and not gold.get("speaker_name"):
        matched["attributed"] += not predicted.get("speaker") and not predicted.get("speaker_name")
        return
    right = same_speaker(text, gold, predicted)
    matched["speaker"] += 1
    matched["speaker right"] += right
    matched["attributed"] += right
    if not right:
        detail = f"{_speaker(text, gold)!r}, found {_speaker(text, predicted)!r}"
        counts.mistakes.append(Mistake("quote speaker", str(record["id"]), gold["start"], gold["end"], detail))


def _speaker(text: str, quote: Record) -> str | None:
    span = quote.get("speaker")
    return quote.get("speaker_name") or (text[span[0] : span[1]] if span else None)


def same_speaker(text: str, gold: Record, predicted: Record) -> bool:
    """Whether the speaker is right: the same phrase, or a name the gold knows; half the phrase where it has no name."""
    said, meant = predicted.get("speaker"), gold.get("speaker")
    if said and meant and _trimmed(text, *said) == _trimmed(text, *meant):
        return True
    name = _speaker(text, predicted)
    names = {_plain(known) for known in (gold.get("speaker_name"), *(gold.get("speaker_aliases") or ())) if known}
    if name and _plain(name) in names:
        return True
    return bool(not gold.get("speaker_name") and said and meant and likeness(said, meant) >= UNNAMED_SPEAKER)


def _plain(name: str) -> str:
    """The name without case, accents, punctuation, honorifics and possessive."""
    decomposed = unicodedata.normalize("NFKD", name)
    name = "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()
    name = name.removesuffix("'s").removesuffix("’s")
    spaced = "".join(c if c.isalnum() else "" if c in ".'’" else " " for c in name).split()
    return " ".join([word for word in spaced if word not in _HONORIFICS] or spaced)


def _spans(text: str, quotes: Iterable[Record]) -> list[tuple[int, int]]:
    return [_trimmed(text, quote["start"], quote["end"]) for quote in quotes]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space, marks, outer punctuation and a leading "that"."""
    first, last = start, end
    while True:
        while first < last and text[first] in _EDGE:
            first += 1
        if text[first : min(first + 5, last)].lower() != "that " or last - first <= len("that ") + 3:
            break
        first += len("that ")
    while last > first and text[last - 1] in _EDGE:
        last -= 1
    return (first, last) if last > first else (start, end)


def _paired(gold: Sequence[Any], predicted: Sequence[Any], threshold: float) -> list[tuple[int, int]]:
    """Pairs of numbers, one to one, those most alike first."""
    alike = ((likeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(predicted))
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, one, other in sorted((-value, i, j) for value, i, j in alike if value >= threshold):
        if one not in used_gold and other not in used_predicted:
            used_gold.add(one)
            used_predicted.add(other)
            pairs.append((one, other))
    return pairs
