"""What a card says of an entity while the reader points at its name."""

from __future__ import annotations

from dataclasses import dataclass

from articles.document import Form
from articles.models import Article, Entity
from articles.queries.cards import EntityLink, entity_link


@dataclass(frozen=True, slots=True)
class EntityCard:
    """An entity with the other names that this article has for it, and how often it is there and elsewhere."""

    link: EntityLink
    label: str
    aliases: tuple[str, ...]
    mentions: int
    quotes: int
    articles: int


def entity_card(article: Article, entity: Entity) -> EntityCard:
    """The card of ``entity`` in ``article``."""
    spans = article.mentions.filter(entity=entity, form=Form.NAME).order_by("start").values_list("start", "end")
    forms = [article.text[start:end] for start, end in spans]
    return EntityCard(
        entity_link(entity),
        entity.get_label_display(),
        tuple(form for form in dict.fromkeys(forms) if form != entity.name)[:3],
        len(forms),
        article.quotations.filter(speaker=entity).count(),
        entity.article_count,
    )
