"""Parts of what the pipeline said of an article, without reading all of it: of a long article it is megabytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from articles.models import Article, Entity, PipelineResult
from articles.queries.keeping import Kept

# descriptions and checks of so many entities and articles are kept by a process
_MOST: Final = 100_000

Roles = Mapping[tuple[str, str], tuple[str, ...]]

_roles: Final = Kept[Roles](_MOST)
_checks: Final = Kept[list[dict[str, Any]]](_MOST)


def descriptions_of(article: Article, entity: Entity) -> tuple[str, ...]:
    """The roles that the article gives the entity, as the pipeline found them."""
    known = _roles.get(_key(article), lambda: _described(_part(article, "entities")), lambda roles: 1 + len(roles))
    return known.get((entity.name, entity.label), ())


def said_checks(article: Article) -> list[dict[str, Any]]:
    """What the pipeline noticed in the article, as it is stored."""
    return _checks.get(_key(article), lambda: _part(article, "checks"), lambda checks: 1 + len(checks))


def _key(article: Article) -> tuple[object, ...]:
    # whatever a worker writes of an article comes with another version
    return article.pk, article.version, article.updated


def _part(article: Article, name: str) -> list[dict[str, Any]]:
    return PipelineResult.objects.filter(article=article).values_list(f"said__{name}", flat=True).first() or []


def _described(entities: list[dict[str, Any]]) -> Roles:
    return {
        (str(one.get("name")), str(one.get("label"))): tuple(one["descriptions"])
        for one in entities
        if one.get("descriptions")
    }
