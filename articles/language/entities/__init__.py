"""Names -> mentions -> the entities of one document."""

from __future__ import annotations

from collections.abc import Sequence

from articles.document import Document, Entity, Mention
from articles.language.entities.candidates import Candidate
from articles.language.entities.evidence import Evidence
from articles.language.entities.grouping import group
from articles.language.entities.labels import agree
from articles.language.entities.naming import describe
from articles.language.entities.repeats import with_repeats
from articles.language.entities.spans import clean
from articles.language.tags import Tags

__all__ = ["Candidate", "find_entities"]


def find_entities(
    document: Document, candidates: Sequence[Candidate], *, tags: Tags | None = None
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """The entities that a document names, and where it does so.

    ``candidates`` are what a tagger proposes, in any order; ``tags``, where the encoder is that tagger, tell what it
    thinks of all other words too. Entities come in order of their first mention; mentions are sorted by start,
    disjoint, each inside one line and block, all of the form ``NAME``, with the label of their entity.
    """
    text = document.text
    evidence = Evidence(tags) if tags is not None and len(tags.starts) else None
    names = agree(text, clean(document, candidates), evidence)
    names = with_repeats(text, names, evidence)
    groups = group(text, names)
    mentions = tuple(
        Mention(candidate.span, candidate.label, entity, round(candidate.score, 4))
        for candidate, entity in zip(names, groups, strict=True)
    )
    return describe(text, mentions), mentions
