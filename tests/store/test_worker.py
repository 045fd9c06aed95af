"""Workers: they find what waits, show that they live, and may be killed at any moment."""

from __future__ import annotations

import datetime
import json
import signal

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from articles.intake import SAMPLES
from articles.lease import claim
from articles.models import Article, Worker
from articles.worker import AnnotationWorker, sweep, tidy
from tests.instance import Instance

TEXT = "Bridge closes\n\nThe bridge was closed."


@pytest.fixture
def queue(settings):
    """The queue that production has."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def saved(text: str = TEXT) -> Article:
    article = Article(text=text)
    article.save()
    return article


@pytest.mark.django_db(transaction=True)
def test_saving_queues_and_a_worker_annotates(queue, core) -> None:
    saved()

    AnnotationWorker(batch=True).run()

    assert Article.objects.get().state == "done"
    assert (DBTaskResult.objects.get().status, Worker.objects.count()) == (TaskResultStatus.SUCCESSFUL, 0)


@pytest.mark.django_db(transaction=True)
def test_articles_are_annotated_in_the_order_they_came(queue, core) -> None:
    texts = [f"Bridge {number}\n\nThe bridge was closed." for number in range(3)]
    seen: list[str] = []
    say = core.says
    core.says = lambda document: (seen.append(document.text), say(document))[1]
    for text in texts:
        saved(text)

    AnnotationWorker(batch=True).run()

    assert seen == texts


@pytest.mark.django_db
def test_an_article_whose_task_was_lost_is_queued_once(queue) -> None:
    article = saved()

    assert (sweep(), sweep()) == (1, 0)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [article.pk]


@pytest.mark.django_db
def test_an_article_is_queued_again_only_when_its_worker_is_dead(queue) -> None:
    article = saved()
    claim(article.pk)
    alive = sweep()

    Article.objects.update(leased_until=timezone.now() - datetime.timedelta(seconds=1))

    assert (alive, sweep()) == (0, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("silent", "queued"), [(0, 0), (60, 1)], ids=["living", "dead"])
def test_an_article_whose_task_a_living_worker_has_just_taken_is_not_queued_again(queue, silent, queued) -> None:
    saved()
    sweep()
    Worker.objects.create(name="taker", seen=timezone.now() - datetime.timedelta(seconds=silent))
    DBTaskResult.objects.get().claim("taker")

    assert sweep() == queued


@pytest.mark.django_db
def test_tidying_removes_what_is_of_no_use_any_more(queue) -> None:
    saved()
    sweep()
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, enqueued_at=timezone.now() - datetime.timedelta(2))
    Worker.objects.create(name="dead", seen=timezone.now() - datetime.timedelta(2))
    Worker.objects.create(name="living")

    tidy()

    assert (DBTaskResult.objects.count(), [worker.name for worker in Worker.objects.all()]) == (0, ["living"])


@pytest.fixture
def one_long_article(prepared):
    """An instance with an article that keeps a worker busy for some seconds."""
    text = "\n\n".join(file.read_text().partition("\n---\n")[2] for file in sorted(SAMPLES.glob("*.txt")))
    imported = prepared.manage("import_articles", "-", input=json.dumps({"title": "All of it", "text": text}))
    assert imported.returncode == 0, imported.stderr
    return prepared


def state(instance: Instance) -> tuple[str, int, int]:
    return instance.sql("SELECT state, leased_by != '', attempts FROM articles_article")[0]


def test_a_killed_workers_article_is_annotated_by_the_next(one_long_article) -> None:
    """The real worker with the real pipeline, killed in the middle of its work."""
    one_long_article.start("worker")
    one_long_article.wait_for(lambda: state(one_long_article)[0] == "annotating")
    one_long_article.stop(signal.SIGKILL)
    killed = state(one_long_article), one_long_article.sql("SELECT count(*) FROM articles_mention")
    # as if the time had passed in which the dead one would have renewed it
    one_long_article.sql("UPDATE articles_article SET leased_until = '2024-01-01 00:00:00'")
    one_long_article.start("worker")
    one_long_article.wait_for(lambda: state(one_long_article)[0] == "done")

    assert killed == (("annotating", 1, 1), [(0,)])
    assert state(one_long_article) == ("done", 0, 0)
    assert one_long_article.sql("SELECT count(*) > 100 FROM articles_mention") == [(1,)]


def test_a_worker_that_is_told_to_stop_gives_its_article_back(one_long_article) -> None:
    one_long_article.start("worker")
    one_long_article.wait_for(lambda: state(one_long_article)[0] == "annotating")
    code = one_long_article.stop()

    assert (code, state(one_long_article)) == (0, ("waiting", 0, 0))
    assert one_long_article.sql("SELECT count(*) FROM articles_worker") == [(0,)]


def test_workers_side_by_side_annotate_each_article_once(prepared) -> None:
    imported = prepared.manage("import_articles", str(SAMPLES))
    assert imported.returncode == 0, imported.stderr
    for _ in range(2):
        prepared.start("worker")

    prepared.wait_for(lambda: prepared.sql("SELECT count(*) FROM articles_article WHERE state != 'done'") == [(0,)])
    prepared.end()

    # the version rises each time that annotations are stored
    assert prepared.sql("SELECT DISTINCT version FROM articles_article") == [(1,)]
    assert [line for line in prepared.lines() if "locked" in line] == []
