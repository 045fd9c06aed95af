"""``annotate``: texts in, annotated records out; needs no database."""

from __future__ import annotations

import datetime
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.extraction.encoding import decode
from articles.extraction.extracted import ExtractionError
from articles.language.encoder import ModelMissing
from articles.management.interchange import BadLine, annotate_lines, annotated, as_line
from articles.management.progress import with_progress


def _date(value: str) -> str:
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ArgumentTypeError(f"not a date like 2019-03-08: {value!r}") from error


def _count(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise ArgumentTypeError(f"not a number of processes: {value!r}")
    return int(value)


class Command(BaseCommand):
    """Annotate text files, or lines of JSON, and print one record a line."""

    help = "Annotate texts without storing them and print one JSON record a line."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("files", nargs="*", metavar="FILE", help='text files; with --jsonl one file, "-" is input')
        parser.add_argument("--published", type=_date, metavar="DATE", help="the day the text files were published")
        parser.add_argument("--jsonl", action="store_true", help='read lines of {"id", "text", "published"}')
        parser.add_argument("--workers", type=_count, default=1, metavar="N", help="processes (with --jsonl)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the records; exit status 1 if there was a line or file that gave none."""
        files: list[str] = options["files"]
        if options["jsonl"] and len(files) > 1:
            raise CommandError("--jsonl reads one file.")
        if not options["jsonl"] and not files:
            raise CommandError("Name the text files, or use --jsonl.")
        try:
            if options["jsonl"]:
                good = self._annotate_lines(files[0] if files else "-", options["workers"])
            else:
                good = self._annotate_files(files, options["published"])
        except ModelMissing as error:
            raise CommandError(str(error)) from error
        if not good:
            sys.exit(1)

    def _annotate_lines(self, name: str, workers: int) -> bool:
        good = True
        with ExitStack() as stack:
            lines: BinaryIO = sys.stdin.buffer
            if name != "-":
                try:
                    lines = stack.enter_context(Path(name).open("rb"))
                except OSError as error:
                    raise CommandError(f"{name}: {error.strerror}") from error
            results = annotate_lines(lines, workers=workers)
            for result in with_progress(results, sys.stderr):
                if isinstance(result, BadLine):
                    good = False
                    self.stderr.write(f"line {result.number}: {result.reason}")
                else:
                    self.stdout.write(result)
        return good

    def _annotate_files(self, names: list[str], published: str | None) -> bool:
        bad: list[str] = []

        def records() -> Iterator[dict[str, Any]]:
            for name in names:
                try:
                    text = decode(Path(name).read_bytes())
                except OSError as error:
                    bad.append(f"{name}: {error.strerror}")
                except ExtractionError as error:
                    bad.append(f"{name}: {error}")
                else:
                    yield {"id": Path(name).name, "text": text, "published": published}

        for record in with_progress(annotated(records()), sys.stderr, total=len(names)):
            self.stdout.write(as_line(record))
        for reason in bad:
            self.stderr.write(reason)
        return not bad
