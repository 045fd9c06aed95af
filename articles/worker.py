"""The annotation worker: runs the queued tasks, shows that it lives, and takes up what the dead left behind."""

from __future__ import annotations

import datetime
import logging
import os
import signal
import socket
import threading
import time
from contextlib import suppress
from types import FrameType
from typing import Final

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker as TaskRunner
from django_tasks_db.models import DBTaskResult

from articles import tasks
from articles.correction import entities
from articles.correction.refreshing import alone
from articles.models import Article, State, Worker

logger = logging.getLogger(__name__)

# seconds between two looks at the queue when it was empty
INTERVAL: Final = 0.5
# seconds between two looks for what no task stands for, between two signs of life, between two clean-ups
SWEEP: Final = 1.0
HEARTBEAT: Final = 5.0
TIDYING: Final = 600.0
# finished tasks tell nothing that the articles do not
KEPT: Final = datetime.timedelta(days=1)


class Stopped(BaseException):
    """The worker was told to stop; no task may take it for its own failure."""


class AnnotationWorker(TaskRunner):
    """The task runner of django-tasks-db, made to survive the death of its like.

    That runner leaves the task of a killed worker running for ever (its issue 46), and finishes a task before it
    stops. Here articles are what counts: any that waits, or whose lease ran out, and has no task gets one; and a
    signal stops the work at once, for the article is given back and annotating it again does no harm.
    """

    def __init__(self, *, batch: bool = False) -> None:
        super().__init__(
            queue_names=[DEFAULT_TASK_QUEUE_NAME],
            interval=INTERVAL,
            batch=batch,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=f"{socket.gethostname()[:30]}-{os.getpid()}-{get_random_string(8)}",
            excluded_queue_names=[],
        )
        self._ended = threading.Event()

    def work(self) -> None:
        """Load the pipeline, then annotate until a signal comes; in a batch, until nothing is left to do."""
        try:
            load()
            self.run()
        except Stopped:
            logger.info("worker %s stopped", self.worker_id)

    def run(self) -> None:
        """Annotate with what is loaded, or loaded by the first article."""
        keeper = threading.Thread(target=self._keep_alive, name="worker's keeper", daemon=True)
        # before the first task: another worker's sweep shall know whose it is
        self._beat()
        sweep()
        keeper.start()
        try:
            super().run()
        finally:
            self._ended.set()
            keeper.join()
            with suppress(DatabaseError):
                Worker.objects.filter(name=self.worker_id).delete()

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop at once, whatever is being done."""
        logger.debug("signal %s at %s", signum, frame)
        self.running = False
        # once is enough: a second signal shall not break the giving back
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    def _beat(self) -> None:
        Worker.objects.update_or_create(name=self.worker_id, defaults={"seen": timezone.now()})

    def _keep_alive(self) -> None:
        """In a thread of its own, for as long as the worker lives: also while it annotates."""
        beat = tidied = float("-inf")
        try:
            while True:
                now = time.monotonic()
                try:
                    if now - beat >= HEARTBEAT:
                        self._beat()
                        beat = now
                    if now - tidied >= TIDYING:
                        tidy()
                        tidied = now
                    sweep()
                except DatabaseError:
                    # the database may be restarting; so is whoever waits for it
                    logger.warning("worker %s cannot reach the database", self.worker_id, exc_info=True)
                    close_old_connections()
                if self._ended.wait(SWEEP):
                    return
        finally:
            connection.close()


def load() -> None:
    """Load the pipeline, so that the first article does not wait for it; without one, each article says so."""
    # seconds, in which a signal should be heeded already
    from articles.language.encoder import ModelMissing
    from articles.language.pipeline import load_pipeline

    try:
        load_pipeline()
    except (ModelMissing, OSError, ValueError) as error:
        logger.warning("there is no pipeline to annotate with: %s", error)


def sweep() -> int:
    """Queue every article that no living worker has and no task stands for; how many those were.

    Its task was lost: the process died before it was queued, or its worker died with it.
    """
    results = DBTaskResult.objects.filter(task_path=tasks.annotate.module_path).only("args_kwargs", "worker_ids")
    queued = {_article(result) for result in results.filter(status=TaskResultStatus.READY)}
    alive = set(Worker.objects.alive().values_list("name", flat=True))
    # taken from the queue a moment ago, and the article about to be claimed
    begun = {_article(result) for result in results.running() if alive.intersection(result.worker_ids)}
    waiting = Article.objects.waiting().order_by("queued", "pk").values_list("pk", "state")
    lost = [pk for pk, state in waiting if pk not in queued and not (state == State.WAITING and pk in begun)]
    for pk in lost:
        tasks.enqueue(pk)
    return len(lost)


def _article(result: DBTaskResult[[int], None]) -> int:
    """The primary key of the article that a task is about."""
    pk: int = result.args_kwargs["args"][0]
    return pk


def tidy() -> None:
    """Delete what nobody needs: tasks of yesterday, workers long dead, entities that nothing refers to."""
    past = timezone.now() - KEPT
    DBTaskResult.objects.filter(enqueued_at__lt=past).exclude(status=TaskResultStatus.READY).delete()
    Worker.objects.filter(seen__lt=past).delete()
    with alone():
        entities.unused().delete()
