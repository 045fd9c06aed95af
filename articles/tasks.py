"""The one task: annotate an article. The task queue only wakes workers; the article's state is the truth."""

from __future__ import annotations

from django_tasks import task


@task()
def annotate(article: int) -> None:
    """Annotate the article with this primary key, unless another worker has it or it is gone."""
    # inside the body: whoever saves an article queues this task and must not load spaCy
    from articles.annotation import annotate_article

    annotate_article(article)


def enqueue(article: int) -> None:
    """Queue the article with this primary key."""
    annotate.enqueue(article)
