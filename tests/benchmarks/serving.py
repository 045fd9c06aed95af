"""Server time of every page of a large library, and the queries that take most of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from django.db import connection

from tests.benchmarks.addresses import addresses
from tests.benchmarks.databases import open_library
from tests.benchmarks.plans import shortened, slowest
from tests.benchmarks.timing import FEW, TIMES, Query, queries_of, time_page

# articles of the library whose pages must ask the database as often as those of the large one
SMALL: Final = 200
_SLOWEST: Final = 5
# so much more often a statement may be sent, as by the rows of articles that may match beside those that do
_HAPPENING: Final = 2
_LIST: Final = re.compile(r"\(%s(?:, %s)*\)")


def measure(folder: Path, articles: int, only: str, say: Callable[[str], None]) -> list[str]:
    """Say how long each page with ``only`` in its name takes, and which queries are slowest.

    Gives a line for each page that asks the database more often in the large library than in a small one.
    The libraries are in ``folder`` where the database is SQLite.
    """
    open_library(library(folder, SMALL), SMALL)
    before = {page.name: queries_of(page) for page in addresses() if only in page.name}
    made = open_library(library(folder, articles), articles)
    say(f"{connection.vendor}: {made}")
    say(f"beside it, for the number of queries, one of {SMALL} articles\n")
    say(f"server time, warm, in ms: median of {TIMES} (*: of {FEW}), best, median of the process's own time;")
    say("bytes as sent; queries here and there\n")
    say(f"{'':<50}{'ms':>9}{'best':>8}{'cpu':>8}{'aim':>6}{'bytes':>9}{'queries':>9}{SMALL:>7}")
    slow: dict[str, tuple[str, Query]] = {}
    grown = []
    for page in addresses():
        if only not in page.name:
            continue
        timing = time_page(page)
        now, then = len(timing.queries), len(before[page.name])
        mark = "*" if timing.times == FEW else " "
        aim = f"{page.aim:.0f}" if page.aim else ""
        over = "  OVER" if page.aim and timing.milliseconds > page.aim else ""
        times = f"{timing.milliseconds:>9,.1f}{mark}{timing.best:>7,.1f}{timing.cpu:>8,.1f}{aim:>6}"
        say(f"{page.name:<50}{times}{timing.size:>9,}{now:>9}{then:>7}{over}")
        if why := _growth(timing.queries, before[page.name]):
            grown.append(f"{connection.vendor}, {page.name}: {now} queries, but {then} with {SMALL} articles: {why}")
        for query in timing.queries:
            if query.sql not in slow or slow[query.sql][1].seconds < query.seconds:
                slow[query.sql] = page.name, query
    say(f"\nthe slowest {_SLOWEST} queries, until the last row was fetched\n")
    for text in slowest(slow.values(), _SLOWEST):
        say(text)
    return grown


def library(folder: Path, articles: int) -> str:
    """The name of the database with so many articles; a file in ``folder`` where it is SQLite."""
    return str(folder / f"library-{articles}.sqlite3") if connection.vendor == "sqlite" else f"library_{articles}"


def _growth(now: Sequence[Query], then: Sequence[Query]) -> str:
    """The statement that a page sends more often the larger the library is; empty where there is none.

    Other statements do not count: a page may ask for what the same page of a small library happens not to have.
    """
    before = Counter(_statement(query) for query in then)
    for statement, count in Counter(_statement(query) for query in now).items():
        if count > before[statement] + _HAPPENING:
            return f"{count} times instead of {before[statement]} {shortened(statement)}"
    return ""


def _statement(query: Query) -> str:
    """The query without its values, however many there are in a list."""
    return _LIST.sub("(…)", query.sql)
