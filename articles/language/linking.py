"""Which entity of an article is one already known from others: plain values in, decisions out.

Caution first: two articles speak of one entity only where its full name says so, or an editor did. What fits several,
or bears a name that many bear, stays open and is said to be so. The caller asks in three steps: :func:`lookup_keys` of
the new entity, then the known entities stored under one of these keys (:func:`normal_name` of their name and of every
confirmed alias), then :func:`link`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from articles.document import Entity, Label
from articles.language.entities.forms import fold, is_acronym, words_of
from articles.language.entities.grouping import GENERATIONS, known_name
from articles.language.lexicon import words

# labels that taggers and people give one and the same thing
COMPATIBLE: Final = (
    frozenset((Label.GPE, Label.LOC)),
    frozenset((Label.FAC, Label.ORG)),
    frozenset((Label.FAC, Label.LOC)),
    frozenset((Label.FAC, Label.GPE)),
    frozenset((Label.EVENT, Label.LAW)),
)


MAX_KEY: Final = 200


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity of earlier articles. ``aliases`` are only those that an editor confirmed."""

    id: int
    name: str
    label: Label
    aliases: tuple[str, ...] = ()


class Verdict(StrEnum):
    """What to do with an entity of a new article."""

    # it is this known entity
    LINK = "link"
    # nobody knows it yet, and its name is enough for later articles to find it
    NEW = "new"
    # it stays its article's own: several entities come into question, or its name says too little elsewhere
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict and what it rests on.

    ``entity`` is the id to link to, None unless the verdict is ``LINK``. ``candidates`` are the ids that came into
    question, best first: the one linked to, those between which nothing decides, or none. ``score`` is between 0 and
    1; ``reason`` says in a few words why.
    """

    verdict: Verdict
    entity: int | None
    candidates: tuple[int, ...]
    score: float
    reason: str


def normal_name(name: str, label: Label) -> str:
    """The key under which an entity of this name and label is stored: at most 200 characters, none for no name.

    Case, accents, punctuation, quotation marks and a leading "the" do not count. Countries, peoples and organisations
    known by several names have that of the lexicon ("U.S.", GPE: "united states"; "Swedes", NORP: "swedish").
    """
    known = known_name(name, label)
    folded = fold(known if known is not None else name)
    plain = "".join(character if character.isalnum() else " " for character in folded.replace("&", " and "))
    return (" ".join(plain.split()) or name.casefold().strip())[:MAX_KEY]


def is_full_name(name: str, label: Label) -> bool:
    """Whether the name alone tells who or what is meant, in any article.

    A person needs two names; a body more than the words that every country's bodies are called by ("the Supreme
    Court"); initials only count where the lexicon knows them; a few place names stand for several places.
    """
    if label is Label.PERSON:
        return len([word for word in words_of(name) if word.strip(",") not in GENERATIONS]) > 1
    if known_name(name, label) is not None and not _is_shared_place(name):
        return True
    if label in (Label.GPE, Label.LOC):
        return not _is_shared_place(name)
    if label in (Label.ORG, Label.FAC, Label.LAW, Label.EVENT):
        says_little = is_acronym(name) and len(name) < 4 and name not in words("outlets")
        return not (says_little or _is_generic(name))
    return True


@cache
def _shared_places() -> frozenset[str]:
    return frozenset(map(fold, words("shared_place_names")))


def _is_shared_place(name: str) -> bool:
    return fold(name) in _shared_places()


def _is_generic(name: str) -> bool:
    everyday = words("generic_bodies") | words("small_words")
    return all(word.isdigit() or word in everyday for word in words_of(name.replace(",", " ")))


def lookup_keys(entity: Entity) -> tuple[str, ...]:
    """The keys under which known entities may be found for this one, that of its name first, without repeats."""
    full = (name for name in (entity.name, *entity.aliases) if name == entity.name or _stands_for(name, entity.label))
    return tuple(dict.fromkeys(normal_name(name, entity.label) for name in full))


def _stands_for(alias: str, label: Label) -> bool:
    """Whether another form in the article is as good as the name: a full name, no initials or head noun."""
    return label in (Label.PERSON, Label.ORG) and len(words_of(alias)) > 1 and is_full_name(alias, label)


def link(entity: Entity, known: Iterable[KnownEntity]) -> Decision:
    """Decide whether ``entity`` is one of ``known``, which should hold what its lookup keys find; more does no harm."""
    name_key, *other_keys = lookup_keys(entity)
    strengths: dict[int, tuple[float, str]] = {}
    for other in known:
        strength = _strength(entity, name_key, frozenset(other_keys), other)
        if strength is not None and strength > strengths.get(other.id, (0.0, "")):
            strengths[other.id] = strength
    ranked = tuple(sorted(strengths, key=lambda id_: (-strengths[id_][0], id_)))
    if not ranked and is_full_name(entity.name, entity.label):
        return Decision(Verdict.NEW, None, (), 1.0, "no known entity has this name")
    if not ranked:
        return Decision(Verdict.AMBIGUOUS, None, (), 0.0, "a name that says too little outside its article")
    best, reason = strengths[ranked[0]]
    if best < OPEN_BELOW:
        return Decision(Verdict.AMBIGUOUS, None, ranked, best, reason)
    rivals = [id_ for id_ in ranked if strengths[id_][0] == best]
    if len(rivals) > 1:
        return Decision(Verdict.AMBIGUOUS, None, ranked, best / len(rivals), "several known entities have this name")
    return Decision(Verdict.LINK, ranked[0], ranked[:1], best, reason)


# a likeness that scores less is shown, never acted on
OPEN_BELOW: Final = 0.8


def _strength(
    entity: Entity, name_key: str, other_keys: frozenset[str], known: KnownEntity
) -> tuple[float, str] | None:
    """How sure it is that the two are one, and why; None if nothing speaks for it."""
    if entity.label is not known.label and frozenset((entity.label, known.label)) not in COMPATIBLE:
        return None
    known_key = normal_name(known.name, known.label)
    confirmed = {normal_name(alias, known.label) for alias in known.aliases}
    same_label = entity.label is known.label
    full = is_full_name(entity.name, entity.label)
    if name_key in confirmed:
        if full or not _is_part(name_key, known_key):
            return 0.95, "an editor confirmed this alias"
        return 0.5, "a bare name, although confirmed as an alias"
    if name_key == known_key:
        if not full:
            return 0.4, "the same name, but one that many bear"
        return (1.0, "the same name") if same_label else (0.85, "the same name with a related label")
    if known_key in other_keys and same_label:
        return 0.9, "the known name is another full form in the article"
    if other_keys & confirmed and same_label:
        return 0.9, "an editor confirmed another full form in the article"
    return None


def _is_part(short: str, long: str) -> bool:
    return f" {short} " in f" {long} "
