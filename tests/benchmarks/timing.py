"""How long the server takes to answer, and what it asks the database meanwhile."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.db import close_old_connections, connection
from django.test import Client

from tests.benchmarks.addresses import Address

TIMES: Final = 20
WARM_UP: Final = 2
# a page that takes longer than so many seconds is asked for a few times only
_SLOW: Final = 1.5
FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was sent, and the seconds until the database had its first row."""

    sql: str
    params: Any
    seconds: float


@dataclass(frozen=True, slots=True)
class Timing:
    """The median of ``times`` answers and the fastest, in milliseconds; the bytes of one as sent; its queries.

    ``cpu`` is the median of what the process itself computed: on a machine with other work it tells more.
    """

    milliseconds: float
    best: float
    cpu: float
    times: int
    size: int
    queries: tuple[Query, ...] = field(repr=False)


def time_page(page: Address) -> Timing:
    """Ask for the page until the answers are warm, once more to see its queries, then ``TIMES`` times for the time."""
    ask = _asking(page)
    for _ in range(WARM_UP):
        ask()
    queries = _watched(ask)
    gc.collect()
    first = _spent(ask)
    times = TIMES if first.wall < _SLOW else FEW
    spent = [first, *(_spent(ask) for _ in range(times - 1))]
    wall = [one.wall * 1000 for one in spent]
    cpu = [one.cpu * 1000 for one in spent]
    return Timing(statistics.median(wall), min(wall), statistics.median(cpu), times, first.size, queries)


def queries_of(page: Address) -> tuple[Query, ...]:
    """What the page asks the database once everything that is asked only once was."""
    ask = _asking(page)
    ask()
    return _watched(ask)


def _asking(page: Address) -> Callable[[], int]:
    """Asks for the page as a browser would that has been on the site before; gives the bytes of the answer."""
    client, wanted = Client(), 304 if page.is_cached else 200
    headers = {"Accept-Encoding": "gzip"}
    if page.is_cached:
        # the first answer sets a cookie, which the tag of the second one counts on
        client.get(page.path)
        headers["If-None-Match"] = client.get(page.path)["ETag"]

    def ask() -> int:
        # as a server does before each request: a connection of SQLite is a new one each time
        close_old_connections()
        answer = client.get(page.path, headers=headers)
        if answer.status_code != wanted:
            raise LookupError(f"{page.path} answers {answer.status_code}, not {wanted}")
        return len(answer.content)

    return ask


def _watched(ask: Callable[[], object]) -> tuple[Query, ...]:
    queries = []

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            queries.append(Query(sql, params, time.perf_counter() - started))

    with connection.execute_wrapper(watch):
        ask()
    return tuple(queries)


class _Spent(NamedTuple):
    """Seconds by the clock and of this process, and the bytes that came of it."""

    wall: float
    cpu: float
    size: int


def _spent(ask: Callable[[], int]) -> _Spent:
    wall, cpu = time.perf_counter(), time.process_time()
    size = ask()
    return _Spent(time.perf_counter() - wall, time.process_time() - cpu, size)
