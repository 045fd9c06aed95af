"""Currencies: the signs before an amount, the words behind it, and which country's dollar is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from articles.language.lexicon import rows, values
from articles.language.quantities.numerals import Form, Numeral, read_numeral
from articles.language.quantities.setting import Setting, country_of
from articles.language.quantities.units import read_unit
from articles.language.quantities.words import Words, forms

_HUNDREDTH: Final = Decimal("0.01")
# words with another use: they are money only behind a magnitude or a large number, or with a country's adjective
_NEEDS_SIZE: Final = forms("won mark marks real sum sol crown crowns bob colon som lei ether sterling")
_SIZE: Final = 20
# of a weight, not of money
_WEIGHT_WORDS: Final = forms(
    "weigh weighs weighed weighing weight heavy heavier lost loses losing gained lifted birth heaviest drop dropped"
)
_PRICE_WORDS: Final = forms(
    "pay pays paid cost costs price prices worth fine fined fee sold sell bought earn earned salary spent spend "
    "bank tax profit debt budget funding invest raised donated loan sterling million billion"
)
_BEFORE_DIGITS: Final = frozenset("-−.")
# mentions of a country that make a story its own
_WHOLE_STORY: Final = 3
_NEARBY: Final = 7


@dataclass(frozen=True, slots=True)
class Money:
    """What makes a number an amount of money: its currency, the end of the words, the part of it that is counted."""

    currency: str
    last: int
    part: Decimal = Decimal(1)


@cache
def _signs() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """First token of a sign or code, as printed -> all its tokens and the currencies it may stand for."""
    by_sign: dict[tuple[str, ...], list[str]] = {}
    for code, _, _, signs, *_ in rows("money"):
        for sign in (*values(signs), code):
            tokens = tuple(_split(sign))
            if code not in by_sign.setdefault(tokens, []):
                by_sign[tokens].append(code)
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for tokens, codes in sorted(by_sign.items(), key=lambda entry: -len(entry[0])):
        table.setdefault(tokens[0], []).append((tokens, tuple(codes)))
    return table


def _split(sign: str) -> list[str]:
    tokens: list[str] = []
    for character in sign:
        if tokens and character.isalpha() and tokens[-1][-1].isalpha():
            tokens[-1] += character
        else:
            tokens.append(character)
    return tokens


@cache
def _nouns() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """First word of a currency's name in lower case -> all its words and the currencies it may mean."""
    by_name: dict[tuple[str, ...], list[str]] = {}
    for code, names, *_ in rows("money"):
        for name in values(names):
            parts = tuple(name.lower().split())
            for variant in {parts, (*parts[:-1], parts[-1] + "s")}:
                if code not in by_name.setdefault(variant, []):
                    by_name[variant].append(code)
    table: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for parts, codes in sorted(by_name.items(), key=lambda entry: -len(entry[0])):
        table.setdefault(parts[0], []).append((parts, tuple(codes)))
    return table


@cache
def _hundredths() -> dict[str, tuple[str, ...]]:
    """Words for a hundredth part -> the currencies that have it."""
    table: dict[str, list[str]] = {}
    for row in rows("money"):
        for name in values(row[4]) if len(row) > 4 else ():
            for word in {name, name + "s"}:
                table.setdefault(word, []).append(row[0])
    return {word: tuple(codes) for word, codes in table.items()}


@cache
def _homes() -> dict[str, frozenset[str]]:
    """Currency -> the countries that pay in it."""
    return {row[0]: frozenset(country_of(country) or country for country in values(row[2])) for row in rows("money")}


@cache
def sign_starts() -> frozenset[str]:
    """The tokens, in lower case, that a currency sign before a number may begin with."""
    return frozenset(sign.lower() for sign in _signs()) | {"dollar"}


def read_sign(words: Words, i: int, setting: Setting) -> tuple[str, int] | None:
    """The currency whose sign or code stands at token ``i`` before a number, and the token of that number."""
    if words.follows(i, "dollar") and words.is_number(i + 1):
        return _dollar(setting), i + 1
    for tokens, codes in _signs().get(words.printed(i), ()) or _lower_codes(words, i):
        at = i + len(tokens)
        exact = all(words.printed(i + k) == token for k, token in enumerate(tokens))
        if not exact and not (
            len(tokens[0]) > 1 and all(words[i + k] == token.lower() for k, token in enumerate(tokens))
        ):
            continue
        while words[at] == "." and words.glued(at):
            at += 1
        if not words.is_number(at) and words[at] not in _BEFORE_DIGITS:
            continue
        if i and words.glued(i) and (words.is_word(i - 1) or words.is_number(i - 1)):
            continue
        letters = tokens[-1].isalpha()
        if letters and not _means_money(words, tokens, codes, at, setting):
            continue
        return (_dollar(setting) if tokens == ("$",) else _choose(codes, setting)), at
    return None


_CODES_THAT_ARE_WORDS: Final = forms("ALL TOP CUP MAD LAK ETH SOS PEN TRY BOB GEL")


def _lower_codes(words: Words, i: int) -> Sequence[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The codes that token ``i`` may be in lower case: "20 usd", "aud$ 15"."""
    code = words[i].upper()
    if words.is_capitalised(i) or len(code) > 3 or code in _CODES_THAT_ARE_WORDS:
        return ()
    return _signs().get(code, ())


def _means_money(words: Words, tokens: tuple[str, ...], codes: tuple[str, ...], at: int, setting: Setting) -> bool:
    """Whether letters before a number are a currency's: codes always are, "P800" where its country is named."""
    sign = "".join(tokens)
    if sign in codes and len(sign) == 3:
        return sign not in _CODES_THAT_ARE_WORDS or words.glued(at)
    if len(sign) > 2 or sign in ("Rs", "RM", "Tk"):
        return words.gap(at) <= 1
    if words.glued(at) and (
        (len(sign) == 2 and sign.istitle()) or words.text[words.starts[at - 1] : words.starts[at]] in setting.signs
    ):
        return True
    named = any(setting.countries[country] for code in codes for country in _homes()[code])
    return named and (words.glued(at) or sign in ("Le", "Kr", "kr", "f", "fl", "Rp", "Sh", "Dr"))


def read_currency(words: Words, numeral: Numeral, setting: Setting) -> Money | None:
    """The currency named or signed behind ``numeral``; "20 pounds" is money unless it is a weight."""
    start = words.skip_hyphen(numeral.last)
    at, country = _adjective(words, start)
    for parts, codes in _nouns().get(words[at], ()):
        if not words.follows(at, *parts):
            continue
        last = at + len(parts)
        if not _is_amount(words, numeral, at, last, country, setting):
            return None
        return Money(_choose(codes, setting, country=country), last)
    hundredth = _hundredths().get(words[start])
    if hundredth and (len(words[start]) > 1 or words.glued(start)):
        if words[start] in ("para", "fen", "ban", "sent", "hao", "jeon", "fils", "pul") and numeral.value < 2:
            return None
        return Money(_of_hundredth(words[start], hundredth, setting), start + 1, _HUNDREDTH)
    if at > start and _hundredths().get(words[at]):
        return Money(_choose(_hundredths()[words[at]], setting, country=country), at + 1, _HUNDREDTH)
    return _code_behind(words, start, setting)


def _code_behind(words: Words, at: int, setting: Setting) -> Money | None:
    """'200 USD', '30 MUSD', '5 €', '10k$'."""
    printed = words.printed(at)
    if (
        len(printed) == 4
        and printed[0] == "M"
        and printed.isupper()
        and (printed[1:],) in {t for t, _ in _signs().get(printed[1:], ())}
    ):
        return Money(printed[1:], at + 1, Decimal(10**6))
    if printed == "c" and words.glued(at) and not words.is_capitalised(at):
        return Money(_dollar(setting), at + 1, _HUNDREDTH)
    for tokens, codes in _signs().get(printed, ()) or (
        _signs().get(words[at].upper(), ()) if len(words[at]) == 3 else ()
    ):
        if len(tokens) > 1 or (tokens[0].isalpha() and len(tokens[0]) < 3 and printed not in ("RM", "Kč", "zł", "Ft")):
            continue
        if (
            tokens[0].isalpha()
            and printed != tokens[0]
            and tokens[0] in ("ALL", "TOP", "CUP", "MAD", "LAK", "ETH", "SOS", "PEN", "TRY")
        ):
            continue
        follows_number = words.is_number(at + 1) and words.glued(at + 1)
        if not tokens[0].isalpha() and (follows_number or words.gap(at) > 1):
            continue
        return Money(_choose(codes, setting), at + 1)
    return None


def _adjective(words: Words, at: int) -> tuple[int, str | None]:
    """The token behind a country's adjective ("Norwegian", "U.S.", "new") and the country."""
    if words.follows(at, "u", ".", "s", "."):
        return at + 4, "United States"
    if words[at] == "us" and words[at + 1] != "about":
        return at + 1, "United States"
    if not words.is_word(at):
        return at, None
    one = words[at].capitalize() if not words.is_capitalised(at) else words.printed(at)
    country = country_of(f"{one} {words[at + 1].capitalize()}") if words.is_word(at + 1) else None
    if country and (words[at + 2] in _nouns() or words[at + 2] in _hundredths()):
        return at + 2, country
    country = country_of(one)
    if country and (words[at + 1] in _nouns() or words[at + 1] in _hundredths()):
        return at + 1, country
    if words[at] in ("new", "old") and words[at + 1] in _nouns():
        return at + 1, None
    return at, None


def _is_amount(words: Words, numeral: Numeral, at: int, last: int, country: str | None, setting: Setting) -> bool:
    word = words[at]
    if numeral.form is Form.ORDINAL:
        return False
    if word in ("pound", "pounds") and last == at + 1:
        return country is not None or _is_sterling(words, numeral, at, setting)
    if word in _NEEDS_SIZE and country is None:
        return numeral.value >= _SIZE or numeral.value != int(numeral.value)
    return True


def _is_sterling(words: Words, numeral: Numeral, at: int, setting: Setting) -> bool:
    """Whether "pounds" are money: what is nearby decides, then the place."""
    nearby = set(words.forms[max(0, numeral.first - _NEARBY) : at + _NEARBY])
    if words[at + 1] == "of" or nearby & _WEIGHT_WORDS:
        return bool(numeral.scale >= 1000 or ("£" in nearby))
    if numeral.scale >= 1000 or nearby & _PRICE_WORDS or "£" in nearby:
        return True
    if read_unit(words, at + 1) or words[words.skip_hyphen(numeral.last)] != words[numeral.last]:
        return False
    american = setting.countries["United States"] > setting.countries["United Kingdom"]
    return not american and numeral.value != 1


def hundredths_behind(words: Words, last: int) -> tuple[Decimal, int] | None:
    """The hundredths that follow a currency's word: 'three dollars *and 50 cents*', 'twenty rupees *43*'."""
    at = last + 1 if words[last] == "and" else last
    if words.glued(at):
        return None
    more = read_numeral(words, at)
    if more is None or more.form is not Form.CARDINAL or not 0 < more.value < 100:
        return None
    word = words[more.last]
    if word in _hundredths() or (word == "c" and words.glued(more.last)):
        return more.value * _HUNDREDTH, more.last + 1
    if word in ("", ".", "!", "?") and more.value >= 1:
        return more.value * _HUNDREDTH, more.last
    return None


def _of_hundredth(word: str, codes: Sequence[str], setting: Setting) -> str:
    """Whose cents are meant: euro cents where the document writes euros and no dollars, else those of its dollar."""
    if not word.startswith("cent") or word.startswith(("centa", "centi")):
        return _choose(codes, setting)
    dollars = any("$" in sign for sign in setting.signs)
    return "EUR" if "€" in setting.signs and not dollars else _dollar(setting)


def _choose(codes: Sequence[str], setting: Setting, *, country: str | None = None) -> str:
    """Which of ``codes`` is meant: the country's own, else the one whose countries the document names most."""
    if country is not None:
        for code in codes:
            if country in _homes()[code]:
                return code
        for code, homes in _homes().items():
            if country in homes and any(_name_shared(code, other) for other in codes):
                return code
    named = {code: max((setting.countries[home] for home in _homes()[code]), default=0) for code in codes}
    best = max(codes, key=lambda code: named[code])
    return best if named[best] else codes[0]


@cache
def _name_shared(one: str, other: str) -> bool:
    names = {row[0]: set(values(row[1])) for row in rows("money")}
    return bool(names[one] & names[other])


def _dollar(setting: Setting) -> str:
    """The currency of a bare "$": the American one, unless the story is another dollar country's.

    It is where nothing else is named, or where "US$" is told apart from "$".
    """
    if any(len(sign) > 1 and sign.endswith("$") and sign != "US$" for sign in setting.signs):
        return "USD"
    dollars = [row[0] for row in rows("money") if "dollar" in values(row[1])]
    counts = {code: sum(setting.countries[home] for home in _homes()[code]) for code in dollars}
    best = max((code for code in dollars if code != "USD"), key=lambda code: counts[code])
    if "US$" in setting.signs:
        return best if counts[best] else "USD"
    top = max(setting.countries.values(), default=0)
    local = counts[best] >= _WHOLE_STORY and counts[best] >= top and not counts["USD"]
    return best if local else "USD"
