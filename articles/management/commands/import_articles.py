"""``manage.py import_articles PATH… or -``: take in texts from files, folders, JSON Lines or standard input."""

from __future__ import annotations

import datetime
import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.annotation import annotate_article
from articles.extraction.extracted import Extracted, ExtractionError
from articles.extraction.files import ENDINGS, extract_file
from articles.extraction.plain import extract_text
from articles.intake import DuplicateArticle, take_in
from articles.models import Article, State, Worker

_LINES: Final = ".jsonl"
# seconds between two looks at how far the workers are
_LOOK: Final = 0.3


class Command(BaseCommand):
    help = (
        "Import articles from text, Markdown and HTML files, folders of these, or JSON Lines with the keys title, "
        "text, published (YYYY-MM-DD), source and url; - reads JSON Lines from standard input. "
        "What is there already is skipped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, or - for standard input")
        parser.add_argument("--wait", action="store_true", help="return when all are annotated; exit 1 if one failed")
        parser.add_argument("--owner", default="", help="name of the account that the articles belong to")

    def handle(self, *args: Any, paths: list[str], wait: bool, owner: str, **options: Any) -> None:
        account = User.objects.filter(username=owner).first() if owner else None
        if owner and account is None:
            raise CommandError(f"There is no account {owner}.")
        there: dict[int, str] = {}
        bad = 0
        for path in paths:
            for place, found in _read(path):
                if isinstance(found, Exception):
                    bad += 1
                    self.stderr.write(f"{place}: {found}")
                    continue
                try:
                    article = take_in(found, owner=account)
                    self.stdout.write(f"{place}: imported as {article.slug}")
                except DuplicateArticle as duplicate:
                    article = duplicate.article
                    self.stdout.write(f"{place}: already here as {article.slug}")
                there[article.pk] = place
        if wait:
            bad += self._wait(there)
        if bad:
            raise CommandError(f"{bad} could not be done.")

    def _wait(self, places: dict[int, str]) -> int:
        """Return when no article is left to annotate; how many of them failed."""
        open_states = [State.WAITING, State.ANNOTATING]
        while left := list(
            Article.objects.filter(pk__in=places, state__in=open_states).order_by("queued").values_list("pk", flat=True)
        ):
            free = Article.objects.waiting().filter(pk__in=left).order_by("queued").values_list("pk", flat=True).first()
            if free is not None and not Worker.objects.alive().exists():
                annotate_article(free)
            else:
                time.sleep(_LOOK)
        failed = Article.objects.filter(pk__in=places, state=State.FAILED)
        for article in failed:
            self.stderr.write(f"{places[article.pk]}: {article.failure}")
        self.stdout.write(f"{len(places) - len(failed)} annotated, {len(failed)} failed")
        return len(failed)


def _read(path: str) -> Iterator[tuple[str, Extracted | Exception]]:
    """What is to be imported, each with the place it came from; an exception where it is no article."""
    if path == "-":
        yield from _lines("standard input", sys.stdin.buffer)
        return
    file = Path(path)
    if not file.exists():
        yield path, FileNotFoundError("There is no such file or folder.")
        return
    for one in _files(file):
        if one.suffix.lower() == _LINES:
            with one.open("rb") as lines:
                yield from _lines(str(one), lines)
        else:
            yield str(one), _one_file(one)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        wanted = {*ENDINGS, _LINES}
        yield from sorted(file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in wanted)
    else:
        yield path


def _one_file(file: Path) -> Extracted | Exception:
    try:
        return extract_file(file.name, file.read_bytes(), limit=settings.MAX_TEXT)
    except (ExtractionError, OSError) as error:
        return error


def _lines(name: str, lines: Any) -> Iterator[tuple[str, Extracted | Exception]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{name}, line {number}", _one_line(line)


def _one_line(line: bytes) -> Extracted | Exception:
    """The article of one JSON line."""
    try:
        data = json.loads(line)
        if not isinstance(data, dict) or not isinstance(data.get("text"), str):
            return ValueError("This is no JSON object with a text.")
        published = data.get("published")
        date = datetime.date.fromisoformat(published) if published else None
        extracted = extract_text(data["text"], title=_text(data, "title"), limit=settings.MAX_TEXT)
    except (ExtractionError, ValueError, TypeError) as error:
        return error
    return Extracted(
        extracted.title,
        extracted.text,
        extracted.blocks,
        date,
        _text(data, "source"),
        _text(data, "url"),
    )


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""
