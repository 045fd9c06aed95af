"""What names known everywhere usually are: a hint for the label, never the last word on it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from articles.document import Label
from articles.language.lexicon import words
from articles.language.lexicon.countries import country_names, demonyms, state_names
from articles.language.lexicon.organisations import organisation_names

_TOPICS: Final = {
    "peoples": Label.NORP,
    "regions": Label.LOC,
    "languages": Label.LANGUAGE,
    "outlets": Label.ORG,
    "products": Label.PRODUCT,
    "events": Label.EVENT,
}


_INITIALS: Final = frozenset(("US", "U.S.", "USA", "U.S.A.", "UK", "U.K.", "UAE", "USSR", "DRC", "NZ"))
_VERSION: Final = re.compile(r"[ -]?\d+(?:\.\d+)*$")


def usual_label(name: str) -> Label | None:
    """The usual label of a name as printed; a known product's version is that product's ("Firefox 4", "IE6")."""
    labels = usual_labels()
    return labels.get(name) or (Label.PRODUCT if labels.get(_VERSION.sub("", name)) is Label.PRODUCT else None)


def _is_plain(name: str) -> bool:
    """Whether a country's name is more than initials that parties and firms bear as well ("PRC")."""
    return not name.isupper() or name in _INITIALS


@cache
def usual_labels() -> dict[str, Label]:
    """Names as printed -> their usual label; countries and their people go before everything else."""
    labels: dict[str, Label] = {}
    labels.update(dict.fromkeys(filter(_is_plain, country_names()), Label.GPE))
    labels.update(dict.fromkeys(filter(_is_plain, state_names()), Label.GPE))
    for name in demonyms():
        labels.setdefault(name, Label.NORP)
    for topic, label in _TOPICS.items():
        for name in words(topic):
            labels.setdefault(name, label)
    for name in organisation_names():
        labels.setdefault(name, Label.ORG)
    return labels
