"""From what a tagger marks to what the guidelines call a mention: the name, the whole name and nothing but the name.

Every rule looks at one candidate and its neighbourhood; nothing is moved across a line or out of its block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from articles.document import Document, Label, Span
from articles.language.entities.candidates import Candidate
from articles.language.entities.exclusions import Exclusions
from articles.language.entities.forms import is_acronym
from articles.language.entities.joins import joined
from articles.language.lexicon import words
from articles.language.lexicon.countries import country_names, demonyms
from articles.language.lexicon.known_names import usual_label

_EDGE: Final = " \t\xa0\u200b\"“”„«»‘’'`()[]{}<>,;:|/\\*_=~–—-…!?•·"
_OPENED_BY: Final = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"', "»": "«"}
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s.])(?:[^\W\d_]|Jr|Sr|Inc|Corp|Co|Ltd|Bros|St|Ste|Mt|Ft|Dept|Univ|Assn|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|"
    r"Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ont|Que|Sask|"
    r"Alta|Man|No)$"
)
_POSSESSIVE: Final = re.compile(r"[’'](?:s|S)$")
_HYPHENATED: Final = re.compile(rf"[-‐‑–](?:{'|'.join(sorted(words('hyphenated')))})$")
_HYPHENATED_INSIDE: Final = re.compile(rf"[^\W\d_][\w.]*[-‐‑–](?:{'|'.join(sorted(words('hyphenated')))})[ \xa0]")
_CONNECTOR: Final = re.compile(r"(?:^|[ \xa0])(?:of|for|and|in|at)(?: the)?$")
_PREFIXED: Final = re.compile(
    r"^(?:anti|pro|non|ex|post|pre|trans|inter|intra|mid|sub|neo|un|former|then|all|cross|half|part|semi|ultra|"
    r"Anti|Pro|Non|Ex|Post|Pre)[-‐‑](?=[A-Z])"
)
_BRACKETS_BEHIND: Final = re.compile(r"[ \xa0]?[(\[]([^()\[\]]{1,40})[)\]]?$")
_TRAILING_NOUN: Final = re.compile(rf"[ \xa0](?:{'|'.join(sorted(words('common_nouns')))})$")
_OFFICE_BEHIND: Final = re.compile(
    rf"(?:[ \xa0](?:{'|'.join(sorted(words('portfolios')))}))*[ \xa0](?:Ministers?|Secretar(?:y|ies)|Chief|Officer)\b"
)
_ALWAYS_SHORT: Final = frozenset(("Inc", "Corp", "Ltd", "Jr", "Sr", "Co", "Bros"))
MAX_NAME: Final = 200


def clean(document: Document, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates as the guidelines want them: sorted, disjoint, each inside one line and block.

    One candidate can become several ("Turkey-Syria", "Hay'et Tahrir al-Sham (HTS)") or none (a handle, a bare title),
    and pieces of one name become one ("Joint Council for", "Welfare of Immigrants").
    """
    text = document.text
    exclusions = Exclusions(text)
    blocks = [block.span for block in document.blocks]
    block_starts = [block.start for block in blocks]
    found: list[Candidate] = []
    for candidate in joined(text, sorted(candidates, key=lambda one: (one.span.start, -one.span.end))):
        if len(candidate.span) > MAX_NAME:
            continue
        for start, end in _lines(text, candidate.span, blocks, block_starts):
            for piece in _pieces(text, start, end, candidate.label):
                span = _trimmed(text, *piece, candidate.label)
                if span and not exclusions.bar(span, candidate.label) and _is_behind(span, found):
                    found.append(Candidate(span, candidate.label, candidate.score))
    return found


def _is_behind(span: Span, found: Sequence[Candidate]) -> bool:
    return not found or found[-1].span.end <= span.start


def _lines(text: str, span: Span, blocks: Sequence[Span], block_starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The parts of ``span`` between line breaks and inside a block."""
    start = span.start
    for line in re.split(r"([\n\r]+)", span.of(text)):
        end = start + len(line)
        if line.strip():
            if not blocks:
                yield start, end
            else:
                index = max(bisect_right(block_starts, start) - 1, 0)
                inner = max(start, blocks[index].start), min(end, blocks[index].end)
                if inner[0] < inner[1]:
                    yield inner
        start = end


def _pieces(text: str, start: int, end: int, label: Label) -> Iterator[tuple[int, int]]:
    """The names in ``text[start:end]``, a stretch that may hold two."""
    name = text[start:end]
    behind = _BRACKETS_BEHIND.search(name)
    if behind and behind.start() > 0:
        inside = behind.group(1)
        if is_acronym(inside.strip(" \"“”'’")):
            yield start, start + behind.start()
            yield start + behind.start(1), start + behind.end(1)
            return
        if label is Label.PRODUCT and re.search(r"\d", inside):
            yield start, start + behind.start()
            return
    if inner := _HYPHENATED_INSIDE.match(name):
        # Vienna-based Institute for Inner Eurasia: the place is found where it stands alone, or known everywhere
        yield start + inner.end(), end
        return
    if label is Label.GPE and re.search(r"[^,]+, [^,]+", name):
        offset = start
        for part in name.split(","):
            yield offset, offset + len(part)
            offset += len(part) + 1
        return
    if label in (Label.GPE, Label.NORP):
        halves = re.split(r"[-‐‑–—/]", name)
        known: Iterable[str] = country_names() if label is Label.GPE else demonyms()
        if len(halves) > 1 and name not in known and all(half.strip() in known for half in halves):
            offset = start
            for half in halves:
                yield offset, offset + len(half)
                offset += len(half) + 1
            return
    halves = name.split(" and ")
    if len(halves) == 2 and label is Label.ORG and usual_label(halves[1]) is Label.GPE:
        yield start, start + len(halves[0])
        yield end - len(halves[1]), end
        return
    if label in (Label.PERSON, Label.NORP) and (
        both := re.fullmatch(r"(\S+(?: \S+){0,4}) (?:and|&) ([A-Z]\S+(?: \S+){0,4})", name)
    ):
        yield start + both.start(1), start + both.end(1)
        yield start + both.start(2), start + both.end(2)
        return
    yield start, end


def _trimmed(text: str, start: int, end: int, label: Label) -> Span | None:
    """The span of the bare name in ``text[start:end]``; None if nothing of a name is left."""
    while True:
        start, end = _without_edges(text, start, end)
        if start >= end:
            return None
        name = text[start:end]
        front = _not_of_the_name(text, start, name, label)
        back = 0 if front else _appended(name, label) or _portfolio(text, end, name)
        if not front and not back:
            break
        start, end = start + front, end - back
    return Span(start, end)


def _not_of_the_name(text: str, start: int, name: str, label: Label) -> int:
    """How many characters at the start of ``name`` are an article, titles or a prefix."""
    if name[:4] in ("the ", "THE ", "the\xa0") or (name[:4] == "The " and not _keeps_article(text, start, label)):
        return 4
    if label is Label.PERSON and (titles := _leading_titles(name)):
        return titles
    prefix = _PREFIXED.match(name)
    return prefix.end() if prefix else 0


def _appended(name: str, label: Label) -> int:
    """How many characters at the end of ``name`` are a participle, a possessive or a common noun."""
    patterns = [_HYPHENATED, _CONNECTOR]
    if label in (Label.PERSON, Label.GPE, Label.LOC, Label.NORP) and not name.startswith(("St ", "St. ", "Saint ")):
        patterns.append(_POSSESSIVE)
    if label in (Label.GPE, Label.NORP, Label.ORG, Label.LOC):
        patterns.append(_TRAILING_NOUN)
    return next((len(name) - match.start() for pattern in patterns if (match := pattern.search(name))), 0)


def _portfolio(text: str, end: int, name: str) -> int:
    """How many characters at the end of ``name`` belong to the office behind it: "Pentagon Press" Secretary."""
    last = name.rsplit(" ", 1)[-1]
    return len(last) if last in words("portfolios") and _OFFICE_BEHIND.match(text, end) else 0


def _without_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the marks around the name, but with the stop of an abbreviation."""
    while start < end and text[start] in _EDGE and not _begins_word(text, start, end):
        start += 1
    while start < end and not _ends_name(text, start, end):
        end -= 1
    last_word = text[max(start, end - 12) : end].rsplit(" ", 1)[-1]
    if text[end : end + 1] == "." and ("." in last_word or last_word in _ALWAYS_SHORT):
        end += 1
    return start, end


def _begins_word(text: str, start: int, end: int) -> bool:
    """Whether the mark at ``start`` is an apostrophe that a word begins with ('t Schip), and opens no quotation."""
    return (
        text[start] in "’'‘"
        and text[start + 1 : start + 2].isalpha()
        and text[start - 1 : start].isspace()
        and text[end - 1] not in "’'"
        and text[end : end + 1] not in ("’", "'")
    )


def _ends_name(text: str, start: int, end: int) -> bool:
    """Whether the last character may be the name's last: no mark, or one that belongs to it."""
    last, before = text[end - 1], text[start : end - 1]
    if last == ".":
        last_word = before.rsplit(" ", 1)[-1]
        return "." in last_word or bool(_ABBREVIATION.search(before[-8:]))
    # an exclamation mark ends names like "Yahoo!"; a closing mark stays where its opening one is inside
    return last not in _EDGE or last == "!" or _OPENED_BY.get(last, "\0") in before


def _keeps_article(text: str, start: int, label: Label) -> bool:
    """Whether a capital "The" belongs to the name: works do so; else where no sentence begins with it."""
    if label is Label.WORK_OF_ART:
        return True
    before = text[max(0, start - 3) : start].rstrip(" \xa0\"“‘'(")
    return (
        bool(before)
        and before[-1] not in ".!?\n\r:;—–-"
        and label in (Label.ORG, Label.FAC, Label.LOC, Label.GPE, Label.PRODUCT, Label.PERSON)
    )


_TITLE: Final = re.compile(r"([A-Z][\w-]*\.?)(?:[ \xa0]+|$)")


def _leading_titles(name: str) -> int:
    """How many characters of titles ``name`` begins with; 0 if it has none, or nothing else."""
    offset = 0
    while match := _TITLE.match(name, offset):
        if match.group(1).rstrip(".") not in words("titles") or match.end() >= len(name):
            break
        offset = match.end()
    return offset
