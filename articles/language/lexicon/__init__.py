"""Facts about words, compiled by us: one topic a file, read once.

A file holds one entry a line; columns are separated by " | ", several values in one column by "; ". Blank lines and
lines that start with "#" are left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def rows(topic: str) -> tuple[tuple[str, ...], ...]:
    """The entries of ``topic``.txt in order, each as its columns, stripped of white space."""
    lines = (Path(__file__).parent / f"{topic}.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.strip() for line in lines if not line.startswith("#"))
    return tuple(tuple(column.strip() for column in entry.split("|")) for entry in entries if entry)


@cache
def words(topic: str) -> frozenset[str]:
    """The first columns of ``topic``.txt as a set."""
    return frozenset(row[0] for row in rows(topic))


def values(column: str) -> tuple[str, ...]:
    """The values of a column that holds several."""
    return tuple(value.strip() for value in column.split(";") if value.strip())
