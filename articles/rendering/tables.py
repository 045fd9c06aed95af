"""Rows -> CSV that spreadsheets open as it is meant: RFC 4180, UTF-8 with its mark, and nothing that they would run."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

Cell = str | float | int | datetime.date | None

# programs that have no other sign take a file without it for a local encoding
_MARK: Final = "\ufeff"
# a cell of text that begins so is a formula to a spreadsheet, wide forms included
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


class _Line:
    """What the writer of the standard library writes to: hands each line back."""

    def write(self, line: str) -> str:
        return line


class _Writer(Protocol):
    def writerow(self, row: Iterable[str | float | int | None], /) -> str: ...


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The table line by line; numbers stand bare, words in quotation marks, days as ISO 8601 has them."""
    writer: _Writer = csv.writer(_Line(), quoting=csv.QUOTE_NONNUMERIC)
    yield _MARK + writer.writerow(header)
    for row in rows:
        yield writer.writerow([_cell(cell) for cell in row])


def _cell(cell: Cell) -> str | float | int:
    if cell is None:
        return ""
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, str):
        return harmless(cell)
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell


def harmless(text: str) -> str:
    """The text in one line, with an apostrophe before what a spreadsheet would take for a formula."""
    line = " ".join(text.replace("\0", "").split())
    return f"'{line}" if line.startswith(_FORMULA) else line
