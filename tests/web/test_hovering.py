"""The card beside a name."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.web.shelf import marked, quoted, shelved

pytestmark = pytest.mark.django_db


def test_card_says_who_it_is_here_and_how_often_elsewhere(client) -> None:
    article = shelved("Title\n\nAna Ruiz and Ms Ruiz said “no”.")
    ruiz = marked(article, "Ana Ruiz").entity
    marked(article, "Ms Ruiz", name="Ana Ruiz")
    quoted(article, "“no”", speaker=ruiz)
    marked(shelved("Other\n\nAna Ruiz."), "Ana Ruiz")

    card = client.get(reverse("card", args=[article.slug]), {"sel": f"e:{ruiz.pk}"}).context["card"]

    assert (card.link.name, card.aliases) == ("Ana Ruiz", ("Ms Ruiz",))
    assert (card.mentions, card.quotes, card.articles) == (2, 1, 2)


@pytest.mark.parametrize("sel", ["", "q:1", "e:0", f"e:{10**17}"])
def test_what_is_no_entity_has_no_card(client, sel) -> None:
    article = shelved("Title\n\nWords.")

    assert client.get(reverse("card", args=[article.slug]), {"sel": sel}).status_code == 404
