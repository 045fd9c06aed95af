"""The slowest queries and how the database goes about them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from typing import Final

from django.db import connection

from tests.benchmarks.timing import Query

_EXPLAIN: Final = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN (ANALYZE, BUFFERS)"}
# columns that are only fetched say nothing of what is slow
_COLUMNS: Final = re.compile(r'(?:"\w+"\."\w+", ){3,}')
_LONGEST: Final = 1_500


def slowest(queries: Iterable[tuple[str, Query]], count: int) -> Iterator[str]:
    """The queries, given with their pages, that take longest until their last row was fetched: seconds, text, plan.

    Each is sent again for that, alone and twice: the time that the page waited for its first row is not all of it.
    """
    reading = [(page, query) for page, query in queries if query.sql.lstrip("( ").startswith("SELECT")]
    timed = sorted(((_seconds(query), page, query) for page, query in reading), key=lambda one: -one[0])
    for seconds, page, query in timed[:count]:
        plan = "\n".join(f"    {line}" for line in _plan(query))
        yield f"{seconds * 1000:,.1f} ms, in {page}\n  {shortened(query.sql)}\n{plan}\n"


def _seconds(query: Query) -> float:
    best = float("inf")
    for _ in range(2):
        started = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(query.sql, query.params)
            cursor.fetchall()
        best = min(best, time.perf_counter() - started)
    return best


def _plan(query: Query) -> list[str]:
    """The plan, a step a line; a step of SQLite is indented by what it is a part of."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_EXPLAIN[connection.vendor]} {query.sql}", query.params)
        rows = cursor.fetchall()
    if connection.vendor == "postgresql":
        return [line for (line,) in rows]
    depth = {0: -1}
    for number, parent, *_ in rows:
        depth[number] = depth[parent] + 1
    return ["  " * depth[number] + detail for number, _, _, detail in rows]


def shortened(sql: str) -> str:
    """The statement without columns that are only fetched, and not too long to be read."""
    short = _COLUMNS.sub("…, ", sql)
    return short if len(short) <= _LONGEST else f"{short[:_LONGEST]}…"
