"""``evaluate``: how right the pipeline is on a gold set."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.language.encoder import ModelMissing
from articles.language.scoring import Mistake, report, score_entities, score_numbers, score_quotes
from articles.language.scoring.quotes import LENIENT, STRICT
from articles.language.training.corpora import read_records
from articles.language.training.markup import read_articles
from articles.management.interchange import annotated
from articles.management.progress import with_progress


class Command(BaseCommand):
    """Annotate the texts of a gold set and compare."""

    help = "Score the pipeline on a gold set (JSON Lines, compressed or not, or our markup) and show its worst errors."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("gold", type=Path, metavar="GOLD", help="gold records, or a folder of our own articles")
        parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each kind in context")
        parser.add_argument("--labels", help="score only these labels (default: complete_for of meta.json beside it)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the scores of all that the gold annotates."""
        path: Path = options["gold"]
        try:
            gold = read_articles(path) if path.is_dir() else list(read_records(path))
        except (OSError, ValueError) as error:
            raise CommandError(f"{path}: {error}") from error
        if not gold or not all(isinstance(record.get("text"), str) and "id" in record for record in gold):
            raise CommandError(f"{path}: no records with id and text")
        try:
            predicted = list(with_progress(annotated(gold), sys.stderr, total=len(gold)))
        except ModelMissing as error:
            raise CommandError(str(error)) from error
        pairs = list(zip(gold, predicted, strict=True))
        lines: list[str] = [f"{len(gold)} records"]
        mistakes: list[Mistake] = []
        if "entities" in gold[0]:
            entities = score_entities(pairs, _labels(path, options["labels"]))
            lines += report.entity_lines(entities)
            mistakes += entities.mistakes
        if "quotes" in gold[0]:
            quotes = {"strict": score_quotes(pairs, STRICT), "lenient": score_quotes(pairs, LENIENT)}
            lines += report.quote_lines(quotes)
            mistakes += quotes["lenient"].mistakes
        if "numbers" in gold[0]:
            numbers = score_numbers(pairs)
            lines += report.number_lines(numbers)
            mistakes += numbers.mistakes
        if options["errors"]:
            lines += report.mistake_lines(mistakes, {str(record["id"]): record for record in gold}, options["errors"])
        self.stdout.write("\n".join(lines))


def _labels(path: Path, given: str | None) -> frozenset[str] | None:
    """The labels to score: those given, else those that the set says it is complete for, else all (None)."""
    if given:
        return frozenset(given.split(","))
    meta = path.parent / "meta.json"
    if not meta.exists():
        return None
    return frozenset(json.loads(meta.read_text(encoding="utf-8"))["complete_for"])
