"""The article as it is stored."""

from __future__ import annotations

import pytest

from articles.models import Article, State

pytestmark = pytest.mark.django_db

TEXT = "Bridge closes\n\nThe bridge was closed to all traffic on Tuesday after inspectors found cracks in a bearing."


def test_saving_reads_the_structure_and_queues() -> None:
    article = Article(text=TEXT)
    article.save()

    stored = Article.objects.get()
    assert (stored.title, stored.words, stored.state) == ("Bridge closes", 18, State.WAITING)
    assert [kind for kind, *_ in stored.blocks] == ["headline", "paragraph"]


def test_saving_an_old_copy_keeps_what_a_worker_wrote_since() -> None:
    article = Article(text=TEXT)
    article.save()
    Article.objects.update(state=State.DONE, version=3)

    article.source = "The Courier"
    article.save()

    stored = Article.objects.get()
    assert (stored.source, stored.state, stored.version) == ("The Courier", State.DONE, 3)


def test_a_new_date_annotates_again() -> None:
    article = Article(text=TEXT)
    article.save()
    Article.objects.update(state=State.DONE)

    article.published = "2024-02-06"
    article.save()

    assert Article.objects.get().state == State.WAITING
