"""Ages: said with "old" or "aged", or told by their place alone: "Montalvo, 19,", "when she was six"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from articles.document import QuantityKind
from articles.language.quantities.bounds import bound_before
from articles.language.quantities.durations import iso, read_time_unit
from articles.language.quantities.readings import Reading
from articles.language.quantities.units import read_unit
from articles.language.quantities.words import DASHES, Words, forms

_OLDEST: Final = 119
_YOUNGEST_NAMED: Final = 15
_KIN: Final = forms(
    "boy girl man woman child children son daughter infant baby boys girls men women people pupils sons daughters "
    "toddler teenager youth cousin nephew niece grandson granddaughter mother father aunt uncle brother sister "
    "wife husband widow grandmother grandfather youngest eldest oldest horse mum dad twins"
)
_GROUPS: Final = forms(
    "children people persons voters anyone nobody everyone those patients women men adults youth players drivers "
    "girls boys youths citizens residents students neighbour neighbours anybody everybody most them were are "
    "workers fans tickets"
)
_SUBJECTS: Final = frozenset({"i", "he", "she", "they", "we", "who", "you", "both"})
_BEING: Final = frozenset(
    {"was", "is", "am", "were", "are", "turned", "turns", "be", "m", "s", "being", "looked", "ll"}
)
_ENDS: Final = frozenset(
    {
        ".",
        ",",
        ";",
        ")",
        "",
        "when",
        "and",
        "but",
        "at",
        "years",
        "or",
        "”",
        '"',
        "’",
        "'",
        "now",
        "then",
        "so",
        "because",
        "has",
        "the",
    }
)
_AGENTS: Final = ("er", "or", "ist", "ian", "man", "woman", "ary", "ent", "ant", "eur", "ert")
_NO_AGENTS: Final = frozenset(
    {
        "number",
        "factor",
        "order",
        "power",
        "quarter",
        "average",
        "percent",
        "per",
        "another",
        "over",
        "under",
        "amount",
        "remainder",
        "after",
    }
)
_AGE_WORDS: Final = frozenset({"age", "ages"})
_DYING: Final = frozenset({"dies", "died", "dead", "dying", "married", "retired", "retires"})


def read_age(words: Words, reading: Reading) -> Reading | None:
    """``reading`` (a length of time or a bare number) as an age, None where it is none."""
    if reading.kind is QuantityKind.DURATION:
        return _told(words, reading)
    if reading.kind is not QuantityKind.CARDINAL:
        return None
    if reading.value is None:
        return _range(words, reading)
    if reading.value != int(reading.value) or not 0 < reading.value <= _OLDEST:
        return None
    last = reading.last
    if words[last] in ("yo", "y") and words[last + 1] in ("", "man", "woman", "male", "female", "patient", ".", ","):
        return _years(reading.first, last + 1, reading.value)
    if _is_measured(words, last):
        return None
    found = bound_before(words, reading.first)
    start = found[1] if found and found[2] else reading.first
    if _stands_as_age(words, reading, start, bounded=found is not None):
        return _years(reading.first, last, reading.value)
    return None


def _told(words: Words, reading: Reading) -> Reading | None:
    """'14-year-old', '29 years old', 'ten months of age', 'century-old'."""
    at = words.skip_hyphen(reading.last)
    if words[at] in ("old", "olds"):
        return replace(reading, last=at + 1, kind=QuantityKind.AGE, counts=False)
    if words[at] == "of" and words[at + 1] == "age":
        return replace(reading, last=at + 2, kind=QuantityKind.AGE, counts=False)
    if words[reading.first - 1] == "aged":
        return replace(reading, kind=QuantityKind.AGE, counts=False)
    return None


def _range(words: Words, reading: Reading) -> Reading | None:
    """'aged 16 to 18', 'aged between 19 and 44'."""
    before = words[reading.first - 1] if words[reading.first - 1] != "between" else words[reading.first - 2]
    if reading.low is None or reading.high is None or before not in ("aged", "ages"):
        return None
    return replace(reading, kind=QuantityKind.AGE, unit="year", counts=False)


def _years(first: int, last: int, value: Decimal) -> Reading:
    return Reading(first, last, QuantityKind.AGE, value=value, unit="year", date=iso(value, "year"))


def _is_measured(words: Words, last: int) -> bool:
    """Whether a unit, a magnitude or a hyphenated noun follows."""
    if words[last] in DASHES and words.glued(last):
        return True
    return words[last] in ("%", "percent", "per", "times", ":") or (
        words.is_word(last) and bool(read_unit(words, last))
    )


def _stands_as_age(words: Words, reading: Reading, start: int, *, bounded: bool) -> bool:
    """Whether the words around the number, which begins with its bound at ``start``, make it an age."""
    before, earlier, after = words[start - 1], words[start - 2], words[reading.last]
    if before in ("aged", "age", "ages") and after != "-":
        return True
    if before in ("of", "at") and earlier in _AGE_WORDS:
        return True
    if before == "of":
        return _is_of_age(words, reading, start)
    if before in (",", "(", "now") or earlier == ",":
        return _behind_a_name(words, reading, start)
    if before == "at":
        return earlier in _DYING or after in ("she", "he", "i", "they")
    if before in _BEING or (before in ("just", "only") and earlier in _BEING):
        return _is_predicate(words, reading, start)
    if bounded and earlier != "" and words[reading.first - 1] in ("under", "over", "below", "above"):
        return (before in _GROUPS and not (words.is_word(reading.last) or words.is_number(reading.last))) or (
            before in _GROUPS
            and after in ("can", "would", "have", "free", "who", "in", "and", "according", "from", "was", "to", "are")
        )
    return False


def _is_of_age(words: Words, reading: Reading, start: int) -> bool:
    """'a boy of four', 'a surveyor of 26', 'a man of about 40'."""
    noun, determiner, after = words[start - 2], words[start - 3], words[reading.last]
    if noun in ("boy", "girl") and determiner in ("a", "the", "old", "young", "and", "little"):
        return True
    closed = not words.is_word(reading.last) and not words.is_number(reading.last)
    closed = closed or after in ("who", "with", "in", "and", "from", "had", "has", "was", "is")
    if not closed:
        return False
    if noun in _KIN and noun not in ("people", "children", "men", "women"):
        return True
    agent = noun.endswith(_AGENTS) and noun not in _NO_AGENTS and not words.is_capitalised(start - 2)
    return agent and determiner != "the" and reading.value is not None and reading.value >= _YOUNGEST_NAMED


def _behind_a_name(words: Words, reading: Reading, start: int) -> bool:
    """'Montalvo, 19,', 'the president, 74, returned', 'the youngest, 17 at the time', 'Ann Lee, 71 and 69,'."""
    at = start - 1 if words[start - 1] in (",", "(") else start - 2
    if words[at] not in (",", "("):
        return False
    name, after = at - 1, words[reading.last]
    digits = words.forms[reading.first].isdecimal()
    full_name = words.is_capitalised(name) and _is_named(words, name - 1)
    if not digits and not (full_name and after == ","):
        return False
    if words[at] == "(":
        return full_name and after == ")" and (reading.value or 0) >= _YOUNGEST_NAMED and not _is_party(words, name)
    if words[start - 1] == "now":
        return after in (",", ".", ";")
    if after in (",", ";", ")", "—", "–") and start - 1 == at:
        return _is_person(words, name) and not (words.is_number(reading.last + 1) and after == ",")
    if after == "and" and words[reading.last + 1].isdecimal() and words[reading.last + 2] in (",", "."):
        return full_name or words[name] in _KIN
    ends = after in (".", "", "at") and (full_name or _is_suffix(words, name))
    return ends and start - 1 == at and ((reading.value or 0) >= _YOUNGEST_NAMED or full_name)


def _is_party(words: Words, name: int) -> bool:
    return words[name] in (
        "party",
        "union",
        "coalition",
        "league",
        "front",
        "movement",
        "alliance",
        "list",
        "democrats",
    )


def _is_suffix(words: Words, i: int) -> bool:
    return words[i] == "." and words[i - 1] in ("sr", "jr")


def _is_named(words: Words, i: int) -> bool:
    """Whether token ``i`` is the rest of a name: a capitalised word, a particle, or the hyphen of a double one."""
    return (
        words.is_capitalised(i)
        or (words[i] in DASHES | {"'", "’", "."} and words.is_capitalised(i - 1))
        or words[i] in ("de", "al", "van", "bin", "of", "la", "von")
    )


def _is_person(words: Words, name: int) -> bool:
    """Whether the word before the comma may end somebody's name or title, and no list of numbers goes on."""
    if not words.is_word(name) and words[name] not in ("”", '"', "’", ")", "."):
        return False
    return not (words.is_number(name - 1) and words.is_capitalised(name)) and words[name] not in (
        "page",
        "pages",
        "in",
        "of",
    )


def _is_predicate(words: Words, reading: Reading, start: int) -> bool:
    """'she was six', 'My mother is 83.', 'when Lalla Mina was 11', 'turned 40'."""
    at = start - 1 if words[start - 1] in _BEING else start - 2
    subject, after = words[at - 1], words[reading.last]
    if words[at] in ("turned", "turns"):
        return after in _ENDS
    if words[at - 2] == "when" or words[at - 3] == "when":
        return read_time_unit(words, reading.last) is None and after in _ENDS | {
            "in",
            "on",
            "to",
            "he",
            "she",
            "they",
            "his",
            "her",
            "that",
        }
    if after not in _ENDS:
        return False
    if subject in _SUBJECTS or words[at - 2] in _SUBJECTS or (subject in ("'", "’") and words[at - 2] in _SUBJECTS):
        return not (subject in ("they", "we") and (reading.value or 0) < 4 and words[at + 1] != "both")
    if subject in _KIN and words[at - 2] in ("my", "his", "her", "the", "our", "their"):
        return True
    near = set(words.forms[max(0, start - 9) : start])
    return bool(near & _AGE_WORDS)


def read_decade_of_life(words: Words, i: int) -> Reading | None:
    """'in her 50s', 'in their eighties', 'in his late twenties': low and high years."""
    if words[i - 1] not in ("his", "her", "their", "my", "your", "our") or words[i - 2] not in (
        "in",
        "into",
        "of",
        "to",
    ):
        return None
    part = words[i] if words[i] in _PARTS else ""
    at = words.skip_hyphen(i + 1) if part else i
    low, last = _TENS.get(words[at]), at + 1
    if low is None and words[at].isdecimal() and len(words[at]) == 2 and words[at].endswith("0"):
        if words[at + 1] != "s" or not words.glued(at + 1):
            return None
        low, last = int(words[at]), at + 2
    if low is None:
        return None
    start, end = _PARTS.get(part, (0, 9))
    return Reading(i, last, QuantityKind.AGE, low=Decimal(low + start), high=Decimal(low + end), unit="year")


_PARTS: Final = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}
_TENS: Final = {
    "teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70,
    "eighties": 80, "nineties": 90,
}  # fmt: skip
