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
CLOSING_MARKS = "\"”’»'"

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
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"{_CAPITAL}[\w'’.-]{{0,30}}"
_BYLINE = re.compile(
    r"(?:(?:EXCLUSIVE|Exclusive|Words|Reported|Written|Story|Report|Text|Analysis|Reviewed|Interview) [Bb]y|By|BY):? "
    rf"(?={_CAPITAL}|our |a |the )"
)
_FROM_BYLINE = re.compile(rf"From (?:{_NAME} ){{1,5}}in {_NAME}|From (?:{_NAME} ){{1,5}}{_NAME}, {_NAME}")
_ROLE_WORD = (
    r"(?:[Cc]orrespondents?|[Rr]eporters?|[Ss]taff|(?:[Ss]taff )?[Ww]riters?|[Ee]ditor|Bureau|News [Dd]esk|[Aa]gencies)"
)
_ROLE_BYLINE = re.compile(
    rf"(?:{_NAME},? |[Ss]taff ){{1,6}}{_ROLE_WORD}|(?:From|By) (?:[Oo]ur|[Aa]|[Tt]he) .{{0,60}}{_ROLE_WORD}.{{0,30}}"
)
_RELEASE = re.compile(r"for immediate release|embargoed|press release", re.IGNORECASE)
_NAME_JOINTS = frozenset(
    {
        "and",
        "in",
        "of",
        "for",
        "the",
        "at",
        "with",
        "de",
        "del",
        "da",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "wa",
        "y",
        "e",
        "&",
        "|",
        "from",
    }
)

_AGENCIES = (
    r"AP|AFP|Reuters|REUTERS|EPA(?:-EFE)?|EFE|PA(?: Media| Wire)?|UPI|ANSA|DPA|dpa|TASS|Xinhua|Anadolu(?: Agency)?"
    r"|AAP|PTI|ANI|Bloomberg(?: News)?|Getty(?: Images)?|Shutterstock|Alamy|NurPhoto|Associated Press"
    r"|Agence France-Presse|Press Association|iStock|Corbis|Magnum(?: Photos)?|Kyodo|CNA|CTK|Yonhap|[Hh]andout"
)
_AGENCY = rf"(?:{_AGENCIES}|(?:{_NAME} ){{0,2}}(?:Images|Pictures|Photos|Press|News))"
_PICTURE = r"(?:Photo(?:graph|graphy)?s?|Pictures?|Images?|Illustrations?|Graphics?|PHOTOS?|IMAGES?|PICTURES?)"
_CREDIT_OPENING = (
    rf"(?:(?:(?:File|AP|AFP|EPA|PA|Handout|FILE|Reuters) )?{_PICTURE}(?: [Cc]redits?)?|Credits?)"
    r"(?: ?: ?| by (?=[^\W\d_a-z])| courtesy (?:of )?|/)"
)
_PHOTOGRAPHER = rf"(?:{_NAME} ){{0,4}}{_NAME} ?/ ?{_AGENCY}(?:(?: via |/){_AGENCY})?"
# Words of one sentence; the stop after an initial is none.
_TO_STOP = rf"(?:[^.!?]|(?<={_CAPITAL})\.(?! ?$))"
_AGENCY_PICTURE = rf"(?:© ?)?{_AGENCY}(?:/{_AGENCY})? {_PICTURE}"
_CREDIT_LINE = re.compile(
    rf"[\[(]?(?:{_CREDIT_OPENING}\S{_TO_STOP}{{1,110}}|{_PHOTOGRAPHER}|{_AGENCY_PICTURE})[.\])]{{0,2}}"
)
_BRACKETED_END = re.compile(r"[\[(][^\[\]()]{2,130}[\])]\.?$")
_CREDIT_IN_SQUARE = re.compile(
    rf"\[(?:[^\[\]]{{0,100}}(?:/|\bvia\b|\b{_PICTURE}\b|\b[Hh]andout\b|\b[Cc]ourtesy\b)"
    rf"|(?:{_AGENCY}|Al Jazeera)(?=[\],]))"
)
_CREDIT_IN_ROUND = re.compile(
    rf"\((?:[^()]{{0,100}}(?:\w ?/ ?{_AGENCY}|\bvia {_AGENCY}|\bGetty Images|\b[Ff]ile photo\b|\b{_PICTURE}/)"
    rf"|{_CREDIT_OPENING})"
)
_CREDIT_SENTENCE = re.compile(
    rf"(?<=[.!?”\"’)] )(?:{_CREDIT_OPENING}{_TO_STOP}{{2,110}}\.?|{_PHOTOGRAPHER}|(?:© ?){_NAME}[^.!?]{{0,60}})$"
)
_POSITIONS = re.compile(
    r"\((?:far |second |third |front |back |top |bottom )?(?:left|right|centre|center|L|R|C|pictured)\)"
)
_PICTURED = re.compile(
    r"(?:Pictured|PICTURED|Above|ABOVE|Caption|CAPTION|FILE|File photo)(?: (?:above|here|left|right))?"
    r"(?: ?:| ?[–—]| -)\s\S"
)

_SOURCE = re.compile(r"(?:Sources?|SOURCES?) ?:\s?\S")
_SIGN_OFF = re.compile(
    r"[\[(]?(?:(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)|Compiled|Translated|Edited|Translation)"
    r" by [^\W\d_a-z]|[-–—(]?\s?With (?:additional )?(?:reporting|files|inputs?|agencies)\b"
    r"|© ?[^\W_]|\([cC]\) ?\d{4}|Copyright\b"
)
_AGENCIES_NAMED = rf"(?:{_AGENCY}|(?:News )?[Aa]gencies)"
_AGENCY_LINE = re.compile(rf"[-–—(\[]{{0,3}}\s?{_AGENCIES_NAMED}(?:[/,]\s?{_AGENCIES_NAMED}){{0,3}}\s?[)\].]{{0,2}}")

# Places: "OSLO/FRANKFURT", "MAZAR-I-SHARIF", then "Democratic Republic of the Congo".
_UPPER_WORD = rf"{_CAPITAL}[^\W\d_a-zß-öø-ÿ]{{1,24}}"
_CAPITALS = rf"(?:Mc|Mac)?{_UPPER_WORD}(?:[ /-]{{1,2}}{_CAPITAL}[^\W\d_a-zß-öø-ÿ]{{0,24}}){{0,4}}"
_JOINT = r"(?:of the|of|and|de la|de|del|do|da|[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern|[Cc]entral)"
_PLACE_WORD = rf"(?:d['’])?{_NAME}"
_PLACE = rf"{_PLACE_WORD}(?:[ /](?:{_JOINT} )?{_PLACE_WORD}){{0,3}}"
_REGION = rf"(?:{_JOINT} )?{_PLACE}"
_DAY_OR_DATE = rf"(?:{_DATE}|{_WEEKDAY}(?: (?:morning|afternoon|evening|night))?)"
_AFTER_PLACE = (
    rf"(?:, (?!{_WEEKDAY}|{_MONTH} \d){_REGION}){{0,2}}(?:,? {_DAY_OR_DATE}){{0,2}}"
    rf"(?:,? ?\([^()]{{2,40}}\))?(?:,? {_DATE})?"
)
_SPACED_DASH = r"(?: ?(?:—|–|--)| [-_])(?=\s)"
_DASH_AFTER = rf"(?:{_SPACED_DASH}|(?:—|--)(?={_CAPITAL}|[\"“‘]))"
_DATELINE = re.compile(rf"{_CAPITALS}\.?{_AFTER_PLACE}{_DASH_AFTER}")
_BARE_DATELINE = re.compile(rf"{_CAPITALS}{_DASH_AFTER}")
# Forms that open other paragraphs too ("CONDITIONS: ...", "Prime Minister — ..."): believed at the top of a story only.
_OPENING_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_AFTER_PLACE}:(?=\s)"
    rf"|{_PLACE}(?:, {_REGION}|, {_DAY_OR_DATE}| \([^()]{{2,40}}\)){{1,3}}{_SPACED_DASH}"
    rf"|{_NAME}(?: {_NAME})?(?: ?—| --)(?=\s)|(?:{_DATE} )?\((?:{_NAME} ){{0,2}}{_NAME}\){_SPACED_DASH})"
)
_PLACE_LINE = re.compile(rf"{_CAPITALS}(?:, {_REGION})?(?:,? {_DAY_OR_DATE})?(?: ?\([^()]{{2,40}}\))?")
_NO_PLACE = frozenset(
    {
        "SIR",
        "MADAM",
        "SIRS",
        "EDITOR",
        "UPDATE",
        "BREAKING",
        "EXCLUSIVE",
        "WATCH",
        "OPINION",
        "ANALYSIS",
        "CORRECTION",
        "NOTE",
    }
)


def is_heading_mark(text: str) -> bool:
    """Whether the block is a heading in Markdown: ``## What comes next``."""
    return bool(_HEADING_MARK.match(text))


def is_quote_mark(text: str) -> bool:
    """Whether the block opens with the ``>`` of quoted mail or Markdown."""
    return bool(_QUOTE_MARK.match(text))


def is_bullet(text: str) -> bool:
    """Whether the block opens with a bullet, which nothing else does."""
    return bool(_BULLET.match(text)) and any(character.isalnum() for character in text[:60])


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
    if len(text) > _LONGEST_BYLINE or text[-1] in '!?:;"”':
        return False
    if _ROLE_BYLINE.fullmatch(text) or _FROM_BYLINE.match(text):
        return True
    opening = _BYLINE.match(text)
    if opening is None:
        return False
    words = text[opening.end() :].split()
    named = sum(word[0].isupper() or word in _NAME_JOINTS or not word[0].isalpha() for word in words)
    return named >= len(words) * 0.6


def is_name_line(text: str) -> bool:
    """Whether the block is nothing but names, as of an author and a paper: ``Gerald Hayes in Brussels``."""
    words = text.split()
    names = sum(word[0].isupper() for word in words)
    return (
        names >= 2
        and len(words) <= 10
        and len(text) <= _LONGEST_BYLINE
        and text[-1].isalpha()
        and all(word[0].isupper() or word in _NAME_JOINTS or word == "reports" for word in words)
        and not any(mark in text for mark in ':;?!—–“"')
    )


def is_dated(text: str) -> bool:
    """Whether the block says only when the article was published, where, or how long it takes to read."""
    if len(text) > _LONGEST_BYLINE:
        return False
    place = _PLACE_LINE.fullmatch(text)
    return bool(
        _DATE_LINE.fullmatch(text)
        or _READING_TIME.fullmatch(text)
        or _RELEASE.match(text)
        or (place and ("," in text or text[-1] == ")") and not text.isupper())
    )


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
    """Whether the block says where the article comes from: ``Source: Reuters``, ``(Editing by ...)``."""
    return len(text) <= _LONGEST_NOTE and bool(_SOURCE.match(text) or _SIGN_OFF.match(text))


def is_agency(text: str) -> bool:
    """Whether the block is nothing but the names of news agencies, as under a finished story."""
    return len(text) <= _LONGEST_NOTE and bool(_AGENCY_LINE.fullmatch(text))


def dateline_end(text: str, *, opening: bool) -> int | None:
    """Where the dateline of a paragraph ends, its dash included; None if there is none.

    ``opening``: the paragraph is the first of a story, where "QUITO — ", "Taipei, Taiwan — " and "LONDON: " are
    believed too.
    """
    match = _DATELINE.match(text, 0, _LONGEST_NOTE)
    if match is not None and not opening and _BARE_DATELINE.fullmatch(match.group()):
        match = None
    if match is None and opening:
        match = _OPENING_DATELINE.match(text, 0, _LONGEST_NOTE)
    if match is None or text[:30].split(maxsplit=1)[0].rstrip(",:.—–-") in _NO_PLACE:
        return None
    return match.end()
