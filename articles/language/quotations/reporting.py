"""The words that report speech and writing, by form: lemma, stance and use, from the lexicon."""

from __future__ import annotations

from functools import cache
from typing import Final

from articles.document import Stance
from articles.language.lexicon import rows, values, words

_VOWELS: Final = frozenset("aeiou")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {row[0]: values(row[1]) for row in rows("irregular_verbs")}


def _forms(lemma: str) -> tuple[str, ...]:
    """All forms of a verb, the lemma first."""
    if lemma in _irregular():
        return (lemma, *_irregular()[lemma])
    if lemma.endswith("e"):
        return (lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    sibilant = lemma.endswith(("s", "x", "z", "ch", "sh"))
    return (lemma, lemma + ("es" if sibilant else "s"), lemma + "ed", lemma + "ing")


@cache
def _verbs() -> dict[str, str]:
    """Every form of every reporting verb -> its lemma."""
    return {form: row[0] for row in rows("reporting_verbs") for form in _forms(row[0])}


@cache
def _phrases() -> dict[str, tuple[str, Stance]]:
    """Every form of every reporting phrase ("pointed out") -> its lemma and stance."""
    found = {}
    for row in rows("reporting_phrases"):
        verb, _, rest = row[0].partition(" ")
        for form in _forms(verb):
            found[f"{form} {rest}"] = (row[0], Stance(row[1]))
    return found


@cache
def _particles() -> dict[str, tuple[str, ...]]:
    """First word of a phrase, in any form -> what may follow it."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in _phrases():
        verb, _, rest = phrase.partition(" ")
        found[verb] = (*found.get(verb, ()), rest)
    return found


@cache
def _entries() -> dict[str, tuple[Stance, tuple[str, ...]]]:
    return {row[0]: (Stance(row[1]), values(row[2]) if len(row) > 2 else ()) for row in rows("reporting_verbs")}


@cache
def _thoughts() -> frozenset[str]:
    return frozenset(form for lemma in words("thought_verbs") for form in _forms(lemma))


def is_thought(word: str) -> bool:
    """Whether the word is a form of a verb of thought or feeling: what it governs is not reported speech."""
    return word.lower() in _thoughts()


def lemma_of(word: str) -> str | None:
    """The reporting verb that ``word`` is a form of; None: it is none."""
    return _verbs().get(word.lower())


def is_base_form(word: str) -> bool:
    """Whether the word is a reporting verb's lemma, which may be a noun as well: "claim", "report"."""
    return lemma_of(word) == word.lower()


def particles_after(word: str) -> tuple[str, ...]:
    """What may follow a verb form so that both are one cue: "out" after "pointed"."""
    return _particles().get(word.lower(), ())


def is_reporting_noun(word: str) -> bool:
    """Whether ``word`` names something said or written: "message", "statement"."""
    lower = word.lower()
    return lower in words("reporting_nouns") or lower.removesuffix("s") in words("reporting_nouns")


def stance_of(cue: str) -> Stance:
    """What the cue tells of the author's distance to the words it reports."""
    lower = " ".join(cue.lower().split())
    if lower in _phrases():
        return _phrases()[lower][1]
    for word in lower.split():
        lemma = lemma_of(word)
        if lemma is not None:
            return _entries()[lemma][0]
    return Stance.NEUTRAL


def is_directive(cue: str) -> bool:
    """Whether an infinitive after the cue is asked for or promised rather than reported."""
    return _has_use(cue, "directive")


def is_finding(cue: str) -> bool:
    """Whether the cue is what a study or figures do: find, show."""
    return _has_use(cue, "finding")


def is_naming(cue: str) -> bool:
    """Whether the cue says what somebody calls a thing: describe as, dub, accuse of."""
    return _has_use(cue, "naming")


def _has_use(cue: str, use: str) -> bool:
    first = cue.split()[0] if cue.split() else ""
    lemma = lemma_of(first)
    return lemma is not None and use in _entries()[lemma][1]
