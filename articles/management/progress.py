"""A progress bar on a terminal, and nothing elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Final, TextIO, TypeVar

_Item = TypeVar("_Item")
_EVERY: Final = 0.2
_WIDTH: Final = 30


def with_progress(items: Iterable[_Item], out: TextIO, *, total: int | None = None) -> Iterator[_Item]:
    """Pass the items on and show on ``out`` how many went by; ``total``: how many there are, if that is known."""
    if not out.isatty():
        yield from items
        return
    started = shown = time.monotonic()
    count = 0
    for count, item in enumerate(items, 1):
        yield item
        if time.monotonic() - shown >= _EVERY:
            shown = time.monotonic()
            _show(out, count, total, shown - started)
    _show(out, count, total, time.monotonic() - started)
    out.write("\n")


def _show(out: TextIO, count: int, total: int | None, seconds: float) -> None:
    speed = f"{count / seconds:.1f} a second" if seconds else ""
    if total:
        filled = _WIDTH * count // total
        out.write(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {count}/{total}, {speed} ")
    else:
        out.write(f"\r{count}, {speed} ")
    out.flush()
