"""Annotates a stored article: the language core on its text, then everything that readers see in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.db import DatabaseError

from articles.correction.refreshing import alone, refresh
from articles.correction.said import to_json
from articles.document import Annotations
from articles.lease import Lease, claim
from articles.models import Article, PipelineResult, State

logger = logging.getLogger(__name__)


def annotate_article(pk: int) -> None:
    """Annotate the article with this primary key, unless it is gone, done, or a living worker has it.

    Readers see the old annotations or the new ones, never a mixture. A text that cannot be annotated makes the article
    fail with the reason; one of which only quotes or numbers cannot be found is done, and ``failure`` says what lacks.
    Whatever stops the process - a signal, a lost database - leaves it waiting.
    """
    # only here: whoever imports this module to queue an article must not load spaCy
    from articles.language import annotate_leniently

    lease = claim(pk)
    if lease is None:
        return
    try:
        with lease:
            article = Article.objects.get(pk=pk)
            said = annotate_leniently(article.document())
        _store(article, said, lease)
    except Article.DoesNotExist:
        return
    except DatabaseError:
        lease.release()
        raise
    except Exception as error:
        logger.exception("could not annotate article %s", pk)
        # everybody reads this; what the error says may name places of this machine
        lease.fail(f"The pipeline stopped on this text ({type(error).__name__}). The worker's log has the details.")
    except BaseException:
        lease.release()
        raise


def _store(article: Article, said: Annotations, lease: Lease) -> None:
    """Store what the pipeline said, if the article is still the one that it said it of."""
    with alone():
        if not lease.mine().select_for_update().exists():
            logger.info("article %s changed hands or text while it was annotated", article.pk)
            return
        PipelineResult.objects.update_or_create(
            article=article,
            defaults={
                "pipeline": said.pipeline[:120],
                "digest": article.digest,
                "said": to_json(said),
            },
        )
        refresh(article)
        lacks = _lacks(said.missing)
        lease.mine().update(state=State.DONE, failure=lacks, attempts=0, leased_by="", leased_until=None)


def _lacks(missing: Sequence[str]) -> str:
    """What could not be found of a text, and what is complete; empty where all of it is."""
    if not missing:
        return ""
    complete = [kind for kind in ("names", "quotes", "numbers") if kind not in missing]
    return (
        f"{' and '.join(missing).capitalize()} could not be found. {' and '.join(complete).capitalize()} are complete."
    )
