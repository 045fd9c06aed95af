"""Who annotates an article just now: a claim that its holder renews while it lives, and that runs out when it dies."""

from __future__ import annotations

import datetime
import logging
import threading
from types import TracebackType
from typing import Final, Self

from django.db import DatabaseError, connection
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string

from articles.models import Article, State
from articles.models.article import ArticleQuerySet

logger = logging.getLogger(__name__)

# a worker that has not renewed its lease for so long is dead, or as good as dead: another takes the article
LEASE: Final = datetime.timedelta(seconds=40)
RENEWAL: Final = datetime.timedelta(seconds=8)
# an article that took so many workers down with it is not tried again by itself
ATTEMPTS: Final = 3


class Lease:
    """The claim on one article, renewed by a thread as long as the ``with`` block runs.

    ``token`` stands in the article's row; whoever finds another one there has lost the article, to an editor who
    changed its text or to a worker that took it for abandoned, and must store nothing.
    """

    def __init__(self, article: int, token: str) -> None:
        self.article = article
        self.token = token
        self._done = threading.Event()
        self._renewer = threading.Thread(target=self._renew, name=f"lease of article {article}", daemon=True)

    def __enter__(self) -> Self:
        self._renewer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._done.set()
        self._renewer.join()

    def _renew(self) -> None:
        try:
            while not self._done.wait(RENEWAL.total_seconds()):
                try:
                    held = self.mine().update(leased_until=timezone.now() + LEASE)
                except DatabaseError:
                    # the next renewal comes well before the lease runs out
                    logger.warning("could not renew the lease of article %s", self.article, exc_info=True)
                    continue
                if not held:
                    return
        finally:
            connection.close()

    def mine(self) -> ArticleQuerySet:
        """The article, if this lease still holds it."""
        return Article.objects.filter(pk=self.article, state=State.ANNOTATING, leased_by=self.token)

    def release(self) -> None:
        """Give the article back unannotated, as if this attempt had not been."""
        self.mine().update(state=State.WAITING, leased_by="", leased_until=None, attempts=F("attempts") - 1)

    def fail(self, reason: str) -> None:
        """Say why this article cannot be annotated; it stays so until somebody retries."""
        self.mine().update(state=State.FAILED, failure=reason, leased_by="", leased_until=None)


def claim(article: int) -> Lease | None:
    """Take the article with this primary key; None if it is gone, done, or somebody alive has it.

    One that was taken ``ATTEMPTS`` times and never came back fails instead, with the reason.
    """
    token = get_random_string(32)
    free = Article.objects.waiting().filter(pk=article)
    if free.filter(attempts__lt=ATTEMPTS).update(
        state=State.ANNOTATING,
        leased_by=token,
        leased_until=timezone.now() + LEASE,
        attempts=F("attempts") + 1,
    ):
        return Lease(article, token)
    free.filter(attempts__gte=ATTEMPTS).update(
        state=State.FAILED,
        failure=f"The worker stopped {ATTEMPTS} times while it annotated this article.",
        leased_by="",
        leased_until=None,
    )
    return None
