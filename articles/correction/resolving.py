"""The entities of one article's annotations -> those of the store: one across articles only where a name tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from articles.correction.entities import KEY, final, key_of
from articles.document import Annotations, Label
from articles.document import Entity as Said
from articles.language.linking import KnownEntity, Verdict, is_full_name, link, lookup_keys
from articles.models import Alias, Article, Entity


def resolve(article: Article, said: Annotations) -> list[int]:
    """The primary key of the store's entity for each of the pipeline's, made where there is none.

    Merges are followed. What no full name ties to other articles, or what several known entities could be, stays the
    article's own.
    """
    keys = {key[:KEY] for entity in said.entities for key in lookup_keys(entity)}
    renamed = Alias.objects.filter(key__in=keys).exclude(label="").select_related("entity")
    store = _Store(
        article,
        _known(keys),
        {
            (alias.key, alias.label): final(alias.entity).pk
            for alias in renamed
            if alias.entity.article_id in {None, article.pk}
        },
        {(row.key, row.label): final(row).pk for row in Entity.objects.filter(article=article)},
    )
    return [store.find(entity) for entity in said.entities]


@dataclass(frozen=True, slots=True)
class _Store:
    """What the store knows when an article is resolved."""

    article: Article
    # the shared entities by each of their keys
    known: Mapping[str, Sequence[KnownEntity]]
    # what editors renamed or relabelled, and the article's own entities: by the pipeline's key and label
    renamed: Mapping[tuple[str, str], int]
    own: dict[tuple[str, str], int]
    # keys of own entities that this article's annotations have used: two entities of one name stay two
    used: set[str] = field(default_factory=set)

    def find(self, entity: Said) -> int:
        key, label = key_of(entity.name, entity.label), entity.label.value
        if (renamed := self.renamed.get((key, label))) is not None:
            return renamed
        candidates = [one for key in lookup_keys(entity) for one in self.known.get(key[:KEY], ())]
        decision = link(entity, candidates)
        if decision.verdict is Verdict.LINK and decision.entity is not None:
            return decision.entity
        if decision.verdict is Verdict.NEW and is_full_name(entity.name, entity.label):
            row, _ = Entity.objects.get_or_create(key=key, label=label, article=None, defaults={"name": entity.name})
            return final(row).pk
        return self._own(entity.name, key, label)

    def _own(self, name: str, key: str, label: str) -> int:
        number = 1
        while (mine := f"{key} {number}"[-KEY:] if number > 1 else key) + label in self.used:
            number += 1
        self.used.add(mine + label)
        if (mine, label) not in self.own:
            self.own[mine, label] = Entity.objects.create(article=self.article, key=mine, label=label, name=name).pk
        return self.own[mine, label]


def _known(keys: set[str]) -> Mapping[str, Sequence[KnownEntity]]:
    rows = {row.pk: row for row in Entity.objects.filter(key__in=keys, article=None)}
    rows |= {row.pk: row for row in Entity.objects.filter(aliases__key__in=keys, article=None)}
    aliases: defaultdict[int, list[Alias]] = defaultdict(list)
    for alias in Alias.objects.filter(entity__in=rows):
        aliases[alias.entity_id].append(alias)
    found: defaultdict[str, list[KnownEntity]] = defaultdict(list)
    for row in rows.values():
        one = KnownEntity(final(row).pk, row.name, Label(row.label), tuple(alias.name for alias in aliases[row.pk]))
        for key in {row.key, *(alias.key for alias in aliases[row.pk])} & keys:
            found[key].append(one)
    return found
