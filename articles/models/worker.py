"""Which annotation workers are alive."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

# A worker says that it lives every few seconds; one that was silent for so long is dead.
SILENCE = datetime.timedelta(seconds=30)


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self) -> WorkerQuerySet:
        return self.filter(seen__gte=timezone.now() - SILENCE)


class Worker(models.Model):
    """One annotation worker and when it was last heard of."""

    name = models.CharField(max_length=64, unique=True)
    seen = models.DateTimeField(default=timezone.now)

    objects = WorkerQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
