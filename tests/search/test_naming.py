"""Which entities a name in a filter means."""

from __future__ import annotations

import pytest

from articles.models import Article, Entity
from articles.search.finding import entities_named

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    made = Article(text="A headline\n\nSome words.")
    made.save()
    return made


def entity(name: str, label: str = "PERSON", article: Article | None = None) -> int:
    return Entity.objects.create(name=name, key=name.casefold(), label=label, article=article).pk


def test_a_surname_means_everybody_who_bears_it_even_where_an_article_knows_no_more(article) -> None:
    full, bare = entity("Moira Sutherland"), entity("Sutherland", article=article)

    assert entities_named("Sutherland") == {full, bare}


def test_the_very_name_of_a_shared_entity_means_it_alone() -> None:
    iran = entity("Iran", "GPE")
    entity("Iran Air", "ORG")

    assert entities_named("iran") == {iran}
