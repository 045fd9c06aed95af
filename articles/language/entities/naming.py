"""What an entity is called: its fullest name in the text, its other names, and the roles said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from articles.document import Entity, Label, Mention
from articles.language.entities.descriptions import roles_of
from articles.language.entities.forms import is_acronym
from articles.language.lexicon.countries import country_names, demonyms, state_names


def describe(text: str, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """The entities that ``mentions`` number from 0, each with its name, its aliases and the roles said of it."""
    spellings: dict[int, dict[str, int]] = defaultdict(dict)
    labels: dict[int, Label] = {}
    for mention in mentions:
        name = " ".join(mention.span.of(text).split())
        counts = spellings[mention.entity]
        counts[name] = counts.get(name, 0) + 1
        labels.setdefault(mention.entity, mention.label)
    roles = roles_of(text, mentions)
    return tuple(_entity(labels[number], spellings[number], roles.get(number, ())) for number in sorted(spellings))


def _entity(label: Label, spellings: dict[str, int], roles: tuple[str, ...]) -> Entity:
    name = _fullest(label, spellings)
    aliases = sorted((other for other in spellings if other != name), key=lambda other: (-len(other), other))
    return Entity(_in_normal_case(name, label), label, tuple(aliases), roles)


def _fullest(label: Label, spellings: dict[str, int]) -> str:
    def fullness(name: str) -> tuple[object, ...]:
        if label is Label.NORP:
            return (demonyms().get(name) == name, not name.endswith("s"), spellings[name], len(name))
        known = (state_names() | country_names()).get(name) == name if label is Label.GPE else False
        return (known, not is_acronym(name), not name.isupper(), len(name), spellings[name])

    return max(spellings, key=fullness)


def _in_normal_case(name: str, label: Label) -> str:
    """An all-capital name as it would be printed in running text; acronyms and short names stay."""
    is_initials = "." in name and is_acronym(name)
    if (
        not name.isupper()
        or len(name) < 4
        or is_initials
        or (label not in (Label.PERSON, Label.GPE, Label.LOC) and " " not in name)
    ):
        return name
    return " ".join("-".join(part.capitalize() for part in word.split("-")) for word in name.split())
