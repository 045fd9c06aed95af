"""From what a tagger marks to what the guidelines call a mention: the name, the whole name and nothing but the name.

Every rule looks at one candidate and its neighbourhood; nothing is moved across a line or out of its block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from articles.document import Document, Label, Span
from articles.language.entities.candidates import Candidate
from articles.language.entities.exclusions import Exclusions, begins_sentence, without_bare_heads, without_common_words
from articles.language.entities.forms import is_acronym
from articles.language.entities.joins import joined
from articles.language.entities.works import with_works
from articles.language.lexicon import words
from articles.language.lexicon.head_words import hinted_label
from articles.language.lexicon.known_names import usual_label
from articles.language.lexicon.people import gender_of_given_name, gender_of_noun

_EDGE: Final = " \t\xa0\u200b\"“”„«»‘’'`()[]{}<>,;:|/\\*_=~–—-…!?•·"
_OPENED_BY: Final = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"', "»": "«"}
_ABBREVIATION: Final = re.compile(
    r"(?:^|[\s.])(?:[^\W\d_]|Jr|Sr|Inc|Corp|Co|Ltd|Bros|St|Ste|Mt|Ft|Dept|Univ|Assn|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|"
    r"Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ont|Que|Sask|"
    r"Alta|Man|No)$"
)
_POSSESSIVE: Final = re.compile(r"[’'](?:s|S)$")
_HYPHENATED: Final = re.compile(rf"[-‐‑–](?:{'|'.join(sorted(words('hyphenated')))})$")
_HYPHENATED_INSIDE: Final = re.compile(rf"([^\W\d_][\w.]*)[-‐‑–](?:{'|'.join(sorted(words('hyphenated')))})[ \xa0]")
_CONNECTOR: Final = re.compile(r"(?:^|[ \xa0])(?:of|for|and|in|at)(?: the)?$")
# what people may put behind their names, as titles stand before them
_LETTERS_BEHIND: Final = re.compile(r",?[ \xa0](?:KC|QC|SC|MP|MEP|MSP|TD|OBE|MBE|CBE|KBE|DBE|PhD|MD|RN|FRS)$")
_FIRM_OF_PLACE: Final = re.compile(
    r"(.{3,60} (?:Industries|Motors|Airlines|Airways|Electronics|Steel|Holdings)) of (.+)"
)
_PREFIXED: Final = re.compile(
    r"(?:anti|pro|non|ex|post|pre|trans|inter|intra|mid|sub|neo|un|former|then|all|cross|half|part|semi|ultra)[-‐‑](?=[A-Z])"
)
_PREFIXED_LARGE: Final = re.compile(r"(?:Anti|Pro|Non|Ex|Post|Pre)[-‐‑](?=[A-Z])")
_BRACKETS_BEHIND: Final = re.compile(r"[ \xa0]?[(\[]([^()\[\]]{1,40})[)\]]?$")
_TRAILING_NOUN: Final = re.compile(rf"[ \xa0](?:{'|'.join(sorted(words('common_nouns')))})$")
_OFFICE_BEHIND: Final = re.compile(
    rf"(?:[ \xa0](?:{'|'.join(sorted(words('portfolios')))}))*[ \xa0]"
    r"(?:Ministers?|Secretar(?:y|ies)|Chief|Officer|Leader|Whip)\b"
)
_ALWAYS_SHORT: Final = frozenset(("Inc", "Corp", "Ltd", "Jr", "Sr", "Co", "Bros"))
_GIVEN_BEFORE: Final = re.compile(r"\b[a-z]+ ([^\W\d_a-z][^\W\d_A-Z]{2,}) \Z")
_LONGEST_GIVEN: Final = 40
_WITH_ARTICLE: Final = frozenset((Label.ORG, Label.WORK_OF_ART, Label.FAC, Label.LOC, Label.PRODUCT))
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
    for candidate in joined(text, with_works(text, candidates)):
        if len(candidate.span) > MAX_NAME:
            continue
        for line in _lines(text, candidate.span, blocks, block_starts):
            for start, end, label in _pieces(text, *line, candidate.label):
                span = _trimmed(text, start, end, label)
                if span and not exclusions.bar(span, label) and _is_behind(span, found):
                    found.append(Candidate(span, label, candidate.score))
    return without_bare_heads(text, without_common_words(text, _with_given_names(text, _with_articles(text, found))))


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


def _pieces(text: str, start: int, end: int, label: Label) -> Iterator[tuple[int, int, Label]]:
    """The names in ``text[start:end]``, a stretch that may hold two."""
    name = text[start:end]
    inner = _HYPHENATED_INSIDE.match(name)
    if inner:
        # Vienna-based Institute for Inner Eurasia
        yield start, start + inner.end(1), usual_label(inner.group(1)) or Label.GPE
        yield start + inner.end(), end, label
        return
    person = _person_behind(name) if label is Label.ORG else 0
    if person:
        # Refugee Council Enver Solomon
        yield start, start + person, label
        yield start + person, end, Label.PERSON
        return
    for first, last in _parts(name, label):
        yield start + first, start + last, label


def _person_behind(name: str) -> int:
    """Where a person's name begins right behind the head of an organisation's; 0 if none does."""
    parts = name.split(" ")
    for number in range(2, len(parts) - 1):
        if parts[number] in gender_of_given_name() and hinted_label(" ".join(parts[:number])) is Label.ORG:
            return len(" ".join(parts[:number])) + 1 if len(parts) - number <= 3 else 0
    return 0


def _parts(name: str, label: Label) -> list[tuple[int, int]]:
    """Where the names stand in ``name``, which the tagger took for one."""
    behind = _BRACKETS_BEHIND.search(name)
    if behind and behind.start() > 0:
        inside = behind.group(1)
        if is_acronym(inside.strip(" \"“”'’")):
            return [(0, behind.start()), behind.span(1)]
        if label is Label.PRODUCT and re.search(r"\d", inside):
            return [(0, behind.start())]
    if label is Label.GPE and re.search(r"[^,]+, [^,]+", name):
        return _split(name, ",")
    halves = [part for separator in "-‐‑–—/" if separator in name for part in _split(name, separator)][:4]
    places = label in (Label.GPE, Label.NORP) and len(halves) > 1 and usual_label(name) is None
    if places and all(usual_label(name[first:last].strip()) is label for first, last in halves):
        # Turkey-Syria, Syrian-Italian
        return halves
    firm = _FIRM_OF_PLACE.fullmatch(name) if label is Label.ORG else None
    if firm and usual_label(firm.group(2)) is Label.GPE:
        # Daikyo Industries of Japan
        return [firm.span(1), firm.span(2)]
    halves = _split(name, " and ")
    if len(halves) == 2 and min(last - first for first, last in halves) > 2 and usual_label(name) is None:
        words_behind = name[slice(*halves[1])]
        if label in (Label.PERSON, Label.NORP) and words_behind[0].isupper():
            return halves
        is_body_of_both = re.search(r" (?:of|for) ", name)
        if label is Label.ORG and usual_label(words_behind) is Label.GPE and not is_body_of_both:
            return halves
    return [(0, len(name))]


def _split(name: str, separator: str) -> list[tuple[int, int]]:
    parts, start = [], 0
    for part in name.split(separator):
        parts.append((start, start + len(part)))
        start += len(part) + len(separator)
    return parts


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
    # an Anti-Masonic Party is called so, anti-NATO protesters are not
    prefix = _PREFIXED.match(name) or (" " not in name and _PREFIXED_LARGE.match(name))
    return prefix.end() if prefix else 0


def _appended(name: str, label: Label) -> int:
    """How many characters at the end of ``name`` are a participle, a possessive or a common noun."""
    patterns = [_HYPHENATED, _CONNECTOR, _LETTERS_BEHIND] if label is Label.PERSON else [_HYPHENATED, _CONNECTOR]
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
    return label is Label.WORK_OF_ART or (
        label not in (Label.NORP, Label.LANGUAGE) and not begins_sentence(text, start)
    )


def _with_articles(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with a capital "The" that is part of the name: one that begins no sentence ("told The Athletic").

    Where the document mostly prints the name without it, the capital says nothing ("We are The Church of Rome").
    """
    printed = Counter(candidate.span.of(text) for candidate in found)
    result = []
    for number, candidate in enumerate(found):
        start, name = candidate.span.start, candidate.span.of(text)
        if name.startswith("The "):
            if printed[name[4:]] > printed[name]:
                candidate = replace(candidate, span=Span(start + 4, candidate.span.end))
        elif text[max(0, start - 4) : start] == "The " and candidate.label in _WITH_ARTICLE and printed[name] < 2:
            is_free = not number or found[number - 1].span.end <= start - 4
            if is_free and not begins_sentence(text, start - 4):
                candidate = replace(candidate, span=Span(start - 4, candidate.span.end))
        result.append(candidate)
    return result


def _with_given_names(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, surnames with the given name that the tagger left out: "said [Drita] Hoxhallari, 54"."""
    result: list[Candidate] = []
    for candidate in found:
        start = candidate.span.start
        before = _GIVEN_BEFORE.search(text, max(0, start - _LONGEST_GIVEN), start)
        if before is not None and candidate.label is Label.PERSON:
            # before a whole name stands a title that no list knows more often than another given name
            is_alone = " " not in candidate.span.of(text)
            is_given = before.group(1) in gender_of_given_name() or (is_alone and _may_be_given(before.group(1)))
            if is_given and (not result or result[-1].span.end <= before.start(1)):
                candidate = replace(candidate, span=Span(before.start(1), candidate.span.end))
        result.append(candidate)
    return result


def _may_be_given(word: str) -> bool:
    """Whether a capitalised word before a surname is no title, office, people or place."""
    lower = word.lower()
    is_office = word in words("titles") or word in words("portfolios") or lower in gender_of_noun()
    is_other = lower in words("role_modifiers") or word in words("role_modifiers") or lower in words("date_words")
    return not (is_office or is_other or word in words("not_names") or usual_label(word) is not None)


_TITLE: Final = re.compile(r"([A-Z][\w-]*\.?)(?:[ \xa0]+|$)")


def _leading_titles(name: str) -> int:
    """How many characters of titles ``name`` begins with; 0 if it has none, or nothing else."""
    offset = 0
    while match := _TITLE.match(name, offset):
        if match.group(1).rstrip(".") not in words("titles") or match.end() >= len(name):
            break
        offset = match.end()
    return offset
