"""``manage.py worker``: annotate what is saved, until told to stop."""

from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand

from articles.worker import AnnotationWorker

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Annotate saved articles; run as many of these as there are cores to spare."

    def handle(self, *args: Any, **options: Any) -> None:
        worker = AnnotationWorker()
        worker.configure_signals()
        worker.work()
