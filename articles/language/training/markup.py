"""Our own annotated articles: news written for this project in a light inline markup, read into gold records.

A source file has a header (id, published, style), a line ``---``, then the article. Its first line is the headline,
blank lines separate paragraphs. The markup nests::

    [[Akar|PERSON|Hulusi Akar]]              a mention: surface | label | canonical name where it differs
    {{at least 400,000|cardinal|400000|at_least|people}}   a number: surface | kind | value | bound | counted
    <q 1 direct "Hulusi Akar">"Our ..."</q>  a quote: number, type, speaker (canonical name; "~the report" for a speaker
                                             without a name; "" where nobody knows)
    <c 1>said</c>  <s 1>[[Akar|...]]</s>     cue and speaker of quote 1; "<c 1 2>" serves two quotes
    \\[  \\{  \\<  \\|                           the characters themselves

Values: 400000 | 15..20 (range) | 12.. (low only) | "1500000000 USD" | "900 kilometer" | "3 percentage-point" | dates in
EDTF (2018-09, 2015-W37, 199X) | times T06:00 | durations P5Y | ages 14 | scores 2-1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from articles.document import Bound, Label, QuantityKind, QuotationType

Record = dict[str, Any]

_MARK: Final = re.compile(
    r"""
      \\(?P<raw>[\[\]{}<>|\\])
    | (?P<open>\[\[|\{\{) | (?P<close>\]\]|\}\}) | (?P<bar>\|)
    | <q[ ](?P<quote>[^>]*)> | <c[ ](?P<cue>[\d ]+)> | <s[ ](?P<speaker>[\d ]+)> | </(?P<end>[qcs])>
    """,
    re.VERBOSE,
)
_QUOTE: Final = re.compile(r'(\d+)\s+(\w+)\s+"([^"]*)"')
_DURATION: Final = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWD])|T(\d+(?:\.\d+)?)([HMS]))")
_DURATION_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_CLOCK_UNITS: Final = {"H": "hour", "M": "minute", "S": "second"}
_FRACTION: Final = re.compile(
    r"\b(?:half|halves|thirds?|quarters?|(?:fif|six|seven|eigh|nin|ten)ths?|hundredths?|\d+/\d+)\b|[½⅓⅔¼¾⅛]",
    re.IGNORECASE,
)
_RATIO: Final = re.compile(r"\b(?:in|out of|of) (?:every )?\w+\b", re.IGNORECASE)
_MULTIPLIER: Final = re.compile(r"fold\b|\btimes\b", re.IGNORECASE)
_MARKS: Final = {"“": "”", "‘": "’", '"': '"', "«": "»"}
_PARAGRAPH: Final = re.compile(r"\S.*?(?=\n\n|\Z)", re.DOTALL)


class MarkupError(ValueError):
    """The markup cannot be read; the message says where and why."""


@dataclass
class _Element:
    """An element whose end has not come yet; ``fields`` are what follows its bars, for mentions and numbers."""

    kind: str
    start: int
    fields: list[str] = field(default_factory=list)
    quotes: tuple[int, ...] = ()
    type: str = ""
    speaker: str = ""
    end: int = 0


class _Reader:
    """Reads one article's body: collects the text without the markup, and the elements by kind."""

    def __init__(self, body: str, name: str) -> None:
        self._body, self._name = body, name
        self._parts: list[str] = []
        self._size = 0
        self._open: list[_Element] = []
        self.elements: list[_Element] = []
        position = 0
        for mark in _MARK.finditer(body):
            self._emit(body[position : mark.start()])
            position = mark.end()
            self._take(mark)
        self._emit(body[position:])
        if self._open:
            raise MarkupError(f"{name}: {self._open[-1].kind} is never closed")
        self.text = "".join(self._parts).rstrip("\n")

    def _emit(self, text: str) -> None:
        if self._open and self._open[-1].fields:
            self._open[-1].fields[-1] += text
        else:
            self._parts.append(text)
            self._size += len(text)

    def _take(self, mark: re.Match[str]) -> None:
        if mark["raw"]:
            self._emit(mark["raw"])
        elif mark["bar"]:
            if self._open and self._open[-1].kind in {"[[", "{{"}:
                self._open[-1].fields.append("")
            else:
                self._emit("|")
        elif mark["open"]:
            self._open.append(_Element(mark["open"], self._size))
        elif mark["quote"] is not None:
            quote = _QUOTE.fullmatch(mark["quote"].strip())
            if not quote:
                raise self.error(mark.start(), 'write <q 1 direct "Speaker Name">')
            number, kind, speaker = quote.groups()
            self._open.append(_Element("q", self._size, quotes=(int(number),), type=kind, speaker=speaker))
        elif served := mark["cue"] or mark["speaker"]:
            kind = "c" if mark["cue"] else "s"
            self._open.append(_Element(kind, self._size, quotes=tuple(map(int, served.split()))))
        else:
            kind = mark["end"] or {"]]": "[[", "}}": "{{"}[mark["close"]]
            if not self._open or self._open[-1].kind != kind:
                raise self.error(mark.start(), f"{mark[0]} closes nothing")
            element = self._open.pop()
            element.end = self._size
            element.fields = [value.strip() for value in element.fields]
            self.elements.append(element)

    def error(self, position: int, reason: str) -> MarkupError:
        near = self._body[max(0, position - 30) : position + 40]
        return MarkupError(f"{self._name}: near «{near}»: {reason}")

    def of(self, kind: str) -> Iterator[_Element]:
        return (element for element in self.elements if element.kind == kind)


def read_articles(folder: Path) -> list[Record]:
    """The articles of ``folder`` and the folders in it, sorted by path; raises :class:`MarkupError`."""
    return [parse(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.rglob("*.txt"))]


def parse(source: str, name: str) -> Record:
    """One article as a record of the interchange format (annotation guidelines, section 4).

    ``name`` is the id where the header has none. Quotes are sorted, the outer one first; ``optional`` and ``core`` are
    not expressed by the markup. Raises :class:`MarkupError`.
    """
    head, separator, body = source.partition("\n---\n")
    if not separator:
        raise MarkupError(f"{name}: no line '---' after the header")
    header = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in head.splitlines())}
    reader = _Reader(body.strip("\n") + "\n", name)
    entities = _entities(reader, name)
    return {
        "id": header.get("id", name),
        "source": header.get("source", "original"),
        "licence": "CC0-1.0",
        "style": header.get("style"),
        "published": header.get("published"),
        "title": reader.text.split("\n", 1)[0],
        "text": reader.text,
        "entities": entities,
        "quotes": _quotes(reader, entities, name),
        "numbers": sorted((_number(reader, element, name) for element in reader.of("{{")), key=lambda n: n["start"]),
    }


def _entities(reader: _Reader, name: str) -> list[Record]:
    entities: dict[tuple[str, str], Record] = {}
    for element in sorted(reader.of("[["), key=lambda element: element.start):
        label, canonical = [*element.fields, "", ""][:2]
        if label not in Label.__members__:
            raise MarkupError(f"{name}: unknown label {label!r}")
        canonical = canonical or reader.text[element.start : element.end]
        entity = entities.setdefault(
            (canonical, label), {"id": f"E{len(entities) + 1}", "name": canonical, "label": label, "mentions": []}
        )
        entity["mentions"].append([element.start, element.end])
    return list(entities.values())


def _quotes(reader: _Reader, entities: list[Record], name: str) -> list[Record]:
    roles = {kind: {number: [e.start, e.end] for e in reader.of(kind) for number in e.quotes} for kind in ("c", "s")}
    by_name: dict[str, Record] = {}
    for entity in entities:
        by_name.setdefault(entity["name"], entity)
    elements = sorted(reader.of("q"), key=lambda element: (element.start, -element.end))
    numbers = [element.quotes[0] for element in elements]
    if len(set(numbers)) < len(numbers) or not (roles["c"].keys() | roles["s"].keys()) <= set(numbers):
        raise MarkupError(f"{name}: a quote's number is there twice, or a cue or speaker has no quote")
    quotes: list[Record] = []
    for element, number in zip(elements, numbers, strict=True):
        if element.type not in set(QuotationType):
            raise MarkupError(f"{name}: unknown type {element.type!r} of quote {number}")
        unnamed = element.speaker.startswith("~")
        speaker = None if unnamed or not element.speaker else by_name.get(element.speaker)
        if element.speaker and not unnamed and speaker is None:
            raise MarkupError(f"{name}: quote {number}: no mention has the canonical name {element.speaker!r}")
        around = [
            place
            for place, other in enumerate(quotes)
            if other["start"] <= element.start and element.end <= other["end"]
        ]
        quotes.append(
            {
                "start": element.start,
                "end": element.end,
                "type": element.type,
                "fragments": _fragments(reader.text, element),
                "cue": roles["c"].get(number),
                "speaker": roles["s"].get(number),
                "speaker_entity": speaker["id"] if speaker else None,
                "speaker_name": element.speaker[1:] if unnamed else speaker["name"] if speaker else None,
                "parent": around[-1] if around else None,
            }
        )
    return quotes


def _fragments(text: str, quote: _Element) -> list[list[int]]:
    start, end = quote.start, quote.end
    if quote.type == QuotationType.DIRECT:
        return [[start + part.start(), start + part.end()] for part in _PARAGRAPH.finditer(text[start:end])]
    fragments: list[list[int]] = []
    if quote.type == QuotationType.MIXED:
        position = start
        while position < end:
            close = _MARKS.get(text[position])
            apostrophe = text[position] == "‘" and position > 0 and text[position - 1].isalnum()
            stop = text.find(close, position + 1, end) if close and not apostrophe else -1
            if stop > 0:
                fragments.append([position, stop + 1])
                position = stop
            position += 1
    return fragments


def _number(reader: _Reader, element: _Element, name: str) -> Record:
    kind, raw, bound, counted = [*element.fields, "", "", "", ""][:4]
    bound = bound or Bound.EXACT
    if kind not in set(QuantityKind) or bound not in set(Bound):
        raise MarkupError(f"{name}: unknown kind {kind!r} or bound {bound!r}")
    surface = reader.text[element.start : element.end]
    try:
        values = _values(kind, raw, bound)
    except ValueError as error:
        raise MarkupError(f"{name}: value {raw!r} of {surface!r}: {error}") from error
    kind = _refined(kind, surface, values["value"])
    return {
        "start": element.start,
        "end": element.end,
        "kind": kind,
        **values,
        "bound": str(bound),
        "counted": counted or None,
    }


def _amount(text: str) -> float | int:
    return float(text) if "." in text else int(text)


def _values(kind: str, raw: str, bound: str) -> Record:
    """The value fields of a number, from the compact value of the markup."""
    values: Record = dict.fromkeys(("value", "low", "high", "unit", "currency", "date"))
    if kind in {QuantityKind.DATE, QuantityKind.TIME}:
        return values | {"date": raw or None}
    if kind == QuantityKind.SCORE:
        return values | dict(zip(("low", "high"), map(_amount, raw.split("-")), strict=True)) if raw else values
    if kind == QuantityKind.DURATION:
        values["date"] = raw or None
        if length := _DURATION.fullmatch(raw):
            values["value"] = _amount(length[1] or length[3])
            values["unit"] = _DURATION_UNITS[length[2]] if length[2] else _CLOCK_UNITS[length[4]]
    else:
        amount, _, unit = raw.partition(" ")
        if kind == QuantityKind.MONEY:
            values["currency"] = unit or None
        else:
            values["unit"] = unit or {"age": "year", "percent": "percent"}.get(kind)
        if ".." in amount:
            low, high = amount.split("..")
            values["low"], values["high"] = (_amount(end) if end else None for end in (low, high))
        elif amount:
            values["value"] = _amount(amount)
        if kind == QuantityKind.AGE and values["value"] is not None:
            letters = {unit: letter for letter, unit in _DURATION_UNITS.items()}
            values["date"] = f"P{amount}{letters.get(values['unit'], 'Y')}"
    if values["value"] is not None:
        if bound in {Bound.AT_LEAST, Bound.MORE_THAN}:
            values["low"] = values["value"]
        if bound in {Bound.AT_MOST, Bound.LESS_THAN}:
            values["high"] = values["value"]
    return values


def _refined(kind: str, surface: str, value: float | None) -> str:
    """Fractions, ratios and multipliers may be written as cardinals; this gives them their kind."""
    if kind != QuantityKind.CARDINAL or value is None:
        return kind
    if _MULTIPLIER.search(surface):
        return QuantityKind.MULTIPLIER.value
    if 0 < value < 1 and _RATIO.search(surface):
        return QuantityKind.RATIO.value
    if 0 < value < 1 and _FRACTION.search(surface):
        return QuantityKind.FRACTION.value
    return kind
