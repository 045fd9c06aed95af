"""What the form of one block gives away: a byline, a photo credit, a source line, a dateline, a list mark.

Every function looks at one block's text without outer white space, and at a bounded stretch of it, so that it takes
the same time on any text.
"""

from __future__ import annotations

import re

_LONGEST_BYLINE = 120
_LONGEST_CAPTION = 400
_LONGEST_CREDIT = 140
_LONGEST_NOTE = 200

OPENING_MARKS = "\"“‘«'„"

_HEADING_MARK = re.compile(r"#{1,6}\s{1,4}\S")
_QUOTE_MARK = re.compile(r">\s?[^\s>]|>>")
_BULLET = re.compile(r"[•●▪◦‣∙·*]\s{1,4}\S")
_DASH = re.compile(r"[-–—]\s{1,4}\S")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s{1,4}\S")
_PULL_QUOTE = re.compile(r"[\"”’»']\s?[-–—]{1,2}\s?[^\W\d_a-z][\w .,'’-]{2,60}$")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_MONTH} {_DAY}(?:,? \d{{4}})?|{_DAY} {_MONTH}(?:,? \d{{4}})?)"
_DATE_LINE = re.compile(
    r"(?:(?:Published|Posted|Updated|Created|Last (?:updated|modified))(?: on| at)?:? )?"
    rf"(?:{_WEEKDAY},? )?(?:{_DATE}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
    r"(?:[ ,|·•–-]{1,3}(?:at |updated )?\d{1,2}[:.]\d\d[\w :.,+()-]{0,30})?"
)
_READING_TIME = re.compile(r"\d{1,3}[ -]min(?:ute)?s?[ -]read", re.IGNORECASE)

# A word with a capital first letter, in any script that has capitals.
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]{0,30}"
_BYLINE = re.compile(
    r"(?:(?:Words|Reported|Written|Story|Report|Text|Analysis|Review|Reviewed|Opinion|Interview|Pictures) )?[Bb](?:y|Y):? "
)
_ROLE_WORD = (
    r"(?:[Cc]orrespondents?|[Rr]eporters?|[Ss]taff|[Ss]taff [Ww]riters?|[Ee]ditor|Bureau|News [Dd]esk|[Aa]gencies)"
)
_OUR_BYLINE = re.compile(rf"(?:From|By) (?:[Oo]ur|[Aa]|[Tt]he) (?:[\w'’-]{{1,20}} ){{0,4}}{_ROLE_WORD}\.?")
_ROLE_BYLINE = re.compile(rf"(?:{_NAME},? ){{1,6}}{_ROLE_WORD}")
_SMALL_WORDS = frozenset(
    "and in of for the at with de del da di du van von der den la le el al bin ibn ul y e & | – — - · our chief senior "
    "staff special political foreign diplomatic economics science health sports business religion education crime "
    "defence defense environment correspondent correspondents reporter reporters editor writer contributor".split()
)

_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|PA(?: Media| Wire)?|UPI|ANSA|DPA|dpa|TASS|Xinhua|Anadolu(?: Agency)?|AAP"
    r"|PTI|ANI|Bloomberg(?: News)?|Getty(?: Images)?|Shutterstock|Alamy|NurPhoto|Associated Press|Agence France-Presse"
    r"|Press Association|iStock|Corbis|Magnum(?: Photos)?)"
)
_PICTURE = r"(?:Photo(?:graph|graphy)?s?|Pictures?|Images?|Illustrations?|Graphics?|PHOTOS?|IMAGES?|PICTURES?)"
_CREDIT_OPENING = (
    rf"(?:(?:(?:File|AP|AFP|EPA|PA|Handout|FILE|Reuters) )?{_PICTURE}(?: [Cc]redits?)?|Credits?)"
    r"(?: ?: ?| by (?=[^\W\d_a-z])| courtesy (?:of )?|/)"
)
_PHOTOGRAPHER = rf"(?:{_NAME} ){{0,4}}{_NAME} ?/ ?{_AGENCY}(?:(?: via |/){_AGENCY})?"
_CREDIT_LINE = re.compile(
    rf"[\[(]?(?:{_CREDIT_OPENING}\S[^.!?]{{1,110}}|{_PHOTOGRAPHER}|(?:© ?)?{_AGENCY}(?:/{_AGENCY})? {_PICTURE})[.\])]{{0,2}}"
)
_BRACKETED_END = re.compile(r"[\[(][^\[\]()]{2,130}[\])]\.?$")
_CREDIT_IN_SQUARE = re.compile(
    rf"\[(?:[^\[\]]{{0,100}}(?:/|\bvia\b|\b{_PICTURE}\b|\b[Hh]andout\b|\b[Cc]ourtesy\b)|(?:{_AGENCY}|Al Jazeera)(?=[\],]))"
)
_CREDIT_IN_ROUND = re.compile(
    rf"\((?:[^()]{{0,100}}(?:\w ?/ ?{_AGENCY}|\bvia {_AGENCY}|\bGetty Images|\b[Ff]ile photo\b)|{_CREDIT_OPENING})"
)
_CREDIT_SENTENCE = re.compile(
    rf"(?<=[.!?”\"’)] )(?:{_CREDIT_OPENING}[^.!?]{{2,110}}\.?|{_PHOTOGRAPHER}|(?:© ?){_NAME}[^.!?]{{0,60}})$"
)
_POSITIONS = re.compile(
    r"\((?:far |second |third |front |back |top |bottom )?(?:left|right|centre|center|L|R|C|pictured)\)"
)
_PICTURED = re.compile(
    r"(?:Pictured|PICTURED|Above|ABOVE|Caption|CAPTION|FILE|File photo)(?: (?:above|here|left|right))?(?: ?:| ?[–—]| -)\s\S"
)

_SOURCE = re.compile(r"(?:Sources?|SOURCES?) ?:\s?\S")
_SIGN_OFF = re.compile(
    r"[\[(]?(?:(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)|Compiled|Translated|Edited|Translation) by "
    r"[^\W\d_a-z]|[-–—(]?\s?With (?:additional )?(?:reporting|files|inputs?|agencies)\b|© ?[^\W_]|\([cC]\) ?\d{4}|Copyright\b"
)
_AGENCY_LINE = re.compile(
    rf"[-–—(\[]{{0,3}}\s?(?:{_AGENCY}|(?:News )?[Aa]gencies)(?:[/,]\s?(?:{_AGENCY}|(?:News )?[Aa]gencies)){{0,3}}\s?[)\].]{{0,2}}"
)

_CAPITALS = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ'’.]{1,24}(?:[ /-]{1,2}[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ'’.]{0,24}){0,4}"
_PLACE = rf"{_NAME}(?:[ /]{_NAME}){{0,3}}"
_AFTER_PLACE = (
    rf"(?:, (?!{_WEEKDAY}|{_MONTH} \d){_PLACE}){{0,2}}(?:,? (?:{_DATE}|{_WEEKDAY})){{0,2}}"
    rf"(?:,? ?\([^()]{{2,40}}\))?(?:,? {_DATE})?"
)
_DASH_AFTER = r"(?: ?(?:—|–|--)| [-_])(?=\s)"
_DATELINE = re.compile(rf"{_CAPITALS}{_AFTER_PLACE}{_DASH_AFTER}")
# Forms that open other paragraphs too ("Conditions: ...", "Prime Minister — ..."): believed at the top of the story only.
_OPENING_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_AFTER_PLACE}:(?=\s)|{_PLACE}(?:, {_PLACE}|, {_DATE}| \([^()]{{2,40}}\)){{1,3}}{_DASH_AFTER}"
    rf"|{_NAME}(?: {_NAME})?(?: ?—| --)(?=\s)|\((?:{_AGENCY}|[^()a-z]{{2,12}})\){_DASH_AFTER})"
)


def is_heading_mark(text: str) -> bool:
    """Whether the block is a heading in Markdown: ``## What comes next``."""
    return bool(_HEADING_MARK.match(text))


def is_quote_mark(text: str) -> bool:
    """Whether the block opens with the ``>`` of quoted mail or Markdown."""
    return bool(_QUOTE_MARK.match(text))


def is_bullet(text: str) -> bool:
    """Whether the block opens with a bullet, which nothing else does."""
    return bool(_BULLET.match(text))


def list_mark(text: str) -> str | None:
    """``dash`` or ``number`` if the block opens with such a mark; a dash or a number alone makes no list."""
    if _DASH.match(text):
        return "dash"
    return "number" if _NUMBERED.match(text) else None


def is_pull_quote(text: str) -> bool:
    """Whether the block is a quotation signed with a name: ``"It's a long game." - Matthew Ingram``."""
    return text[0] in OPENING_MARKS and len(text) <= _LONGEST_CAPTION and bool(_PULL_QUOTE.search(text[-80:]))


def is_byline(text: str) -> bool:
    """Whether the block says who wrote the article: ``By Ana Ruiz and Tom Ash in Lima``."""
    if len(text) > _LONGEST_BYLINE:
        return False
    if _OUR_BYLINE.fullmatch(text) or _ROLE_BYLINE.fullmatch(text):
        return True
    opening = _BYLINE.match(text)
    if opening is None or text[-1] in "!?:;":
        return False
    words = text[opening.end() :].replace(",", " ").split()
    names = [word for word in words if word[0].isupper() or not word[0].isalpha()]
    others = [word for word in words if not (word[0].isupper() or not word[0].isalpha())]
    return bool(names) and words[0][0].isupper() and all(word.strip(".;").lower() in _SMALL_WORDS for word in others)


def is_dated(text: str) -> bool:
    """Whether the block says only when the article was published, or how long it takes to read."""
    return len(text) <= _LONGEST_BYLINE and bool(_DATE_LINE.fullmatch(text) or _READING_TIME.fullmatch(text))


def is_credit(text: str) -> bool:
    """Whether the whole block credits a picture: ``AP Photo/Jane Doe``, ``[Jane Doe/Reuters]``."""
    if len(text) > _LONGEST_CREDIT:
        return False
    return bool(_CREDIT_LINE.fullmatch(text)) or _credit_in_brackets(text) == 0


def credit_start(text: str) -> int | None:
    """Where the credit at the end of a caption begins (index in ``text``), None if it has none."""
    if len(text) > _LONGEST_CAPTION:
        return None
    bracket = _credit_in_brackets(text)
    if bracket is not None:
        return bracket
    tail = max(0, len(text) - _LONGEST_CREDIT)
    sentence = _CREDIT_SENTENCE.search(text, tail)
    return sentence.start() if sentence else None


def _credit_in_brackets(text: str) -> int | None:
    bracketed = _BRACKETED_END.search(text, max(0, len(text) - _LONGEST_CREDIT))
    if bracketed is None:
        return None
    sign = _CREDIT_IN_SQUARE if text[bracketed.start()] == "[" else _CREDIT_IN_ROUND
    return bracketed.start() if sign.match(text, bracketed.start()) else None


def is_pictured(text: str) -> bool:
    """Whether the block points into a picture: ``Braverman (left) and Sunak (right)``."""
    if len(text) > _LONGEST_CAPTION:
        return False
    return bool(_PICTURED.match(text) or _POSITIONS.search(text))


def is_source(text: str) -> bool:
    """Whether the block names the sources of the article or who worked on it: ``Source: Reuters``, ``(Editing by ...)``."""
    return len(text) <= _LONGEST_NOTE and bool(_SOURCE.match(text) or _SIGN_OFF.match(text))


def is_agency(text: str) -> bool:
    """Whether the block is nothing but the names of news agencies, as under a finished story."""
    return len(text) <= _LONGEST_NOTE and bool(_AGENCY_LINE.fullmatch(text))


def dateline_end(text: str, *, opening: bool) -> int | None:
    """Where the dateline of a paragraph ends, its dash included; None if there is none.

    ``opening``: the paragraph is the first of the story, where "Taipei, Taiwan — " and "LONDON: " are believed too.
    """
    match = _DATELINE.match(text, 0, _LONGEST_NOTE)
    if match is None and opening:
        match = _OPENING_DATELINE.match(text, 0, _LONGEST_NOTE)
    return match.end() if match else None
