"""The databases that the libraries of the benchmark are in: made when they are not there, kept where asked."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

from django.core.management import call_command
from django.db import connection

from articles.models import Entity, Mention, Quantity, Quotation
from newsreader.settings import BASE_DIR
from tests.benchmarks.library import fill

# what a kept library is made by: it is made anew when one of these has changed
_MAKERS: Final = (
    *(f"tests/benchmarks/{name}.py" for name in ("vocabulary", "figures", "cast", "writing", "library", "inserting")),
    *("articles/correction/rows.py", "articles/correction/counting.py", "articles/migrations/*.py"),
)
# kept beside a library; there only when it is whole
_MADE: Final = "{}.json"


@dataclass(frozen=True, slots=True)
class Made:
    """How a library was made: by what, in how many seconds, how large it is (bytes) and what is in it."""

    maker: str
    seconds: float
    size: int
    articles: int
    mentions: int
    quotations: int
    quantities: int
    entities: int

    @classmethod
    def of(cls, file: Path) -> Self | None:
        """What is known of the library in this file, if it is whole and would be made like this today."""
        note = file.with_name(_MADE.format(file.name))
        if not (file.exists() and note.exists()):
            return None
        made = cls(**json.loads(note.read_text(encoding="utf-8")))
        return made if made.maker == maker() else None

    def __str__(self) -> str:
        return (
            f"{self.articles:,} articles with {self.mentions:,} mentions of {self.entities:,} entities, "
            f"{self.quotations:,} quotations and {self.quantities:,} quantities: "
            f"{self.size / 1e6:,.0f} MB, made in {self.seconds:,.0f} s"
        )


def maker() -> str:
    """A digest of the code that makes libraries."""
    digest = hashlib.sha256()
    for pattern in _MAKERS:
        for file in sorted(BASE_DIR.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def open_library(name: str, articles: int) -> Made:
    """Work from now on with the library of so many articles in the database ``name``; it is made if need be.

    ``name`` is a file where the default database is SQLite, where it is kept; else a new database of the same server.
    """
    if connection.vendor == "sqlite":
        if made := Made.of(Path(name)):
            _use(name)
            return made
        for file in Path(name).parent.glob(f"{Path(name).name}*"):
            file.unlink()
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)}")
    _use(name)
    made = _make(articles)
    if connection.vendor == "sqlite":
        Path(_MADE.format(name)).write_text(json.dumps(asdict(made)), encoding="utf-8")
    return made


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _make(articles: int) -> Made:
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    fill(articles)
    if connection.vendor == "postgresql":
        # what autovacuum does on any server soon after so much was written; that of the tests has it switched off
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    seconds = time.perf_counter() - started
    counts = {model: model._default_manager.count() for model in (Mention, Quotation, Quantity, Entity)}
    return Made(
        maker(),
        seconds,
        _size(),
        articles,
        mentions=counts[Mention],
        quotations=counts[Quotation],
        quantities=counts[Quantity],
        entities=counts[Entity],
    )


def _size() -> int:
    """The bytes that the database takes on the disk."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        row: tuple[int] = cursor.fetchone()
    return row[0]
