"""The five kinds of entity that readers see: each has its own mark, icon, filter and heading."""

from __future__ import annotations

from functools import cache
from typing import Final

from articles.document import Label

# in the order of the toolbar
KIND_NAMES: Final = {
    "person": "People",
    "org": "Organisations",
    "place": "Places",
    "group": "Groups",
    "other": "Other",
}

_KINDS: Final = {
    Label.PERSON: "person",
    Label.ORG: "org",
    Label.GPE: "place",
    Label.LOC: "place",
    Label.FAC: "place",
    Label.NORP: "group",
}


@cache
def kind_of(label: str) -> str:
    """The kind that marks of this label wear: ``place`` for GPE, ``other`` for what has no mark of its own."""
    return _KINDS.get(Label(label), "other")


def labels_of(kind: str) -> tuple[Label, ...]:
    """The labels that wear this kind."""
    return tuple(label for label in Label if kind_of(label) == kind)
