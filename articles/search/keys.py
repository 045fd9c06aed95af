"""Many primary keys, as one text from the database and back: so many rows would take much longer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, F, Lookup, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

# what joins many texts, with commas
_JOIN: Final = {"sqlite": "group_concat", "postgresql": "string_agg"}


class OneOf(Lookup[str]):
    """Whether the left side is one of these keys."""

    prepare_rhs = False

    def __init__(self, column: F | Combinable, keys: Iterable[int]) -> None:
        super().__init__(column, ",".join(map(str, keys)))

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[str | int, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        params = (*left_params, *right_params)
        if connection.vendor == "postgresql":
            # an array is hashed; every row would be compared with every one of a query
            return f"{left} = ANY(string_to_array({right}, ',')::bigint[])", params
        return f"{left} IN (SELECT value FROM json_each('[' || {right} || ']'))", params  # noqa: S608 -- both compiled


def keys_of(rows: QuerySet[Any], column: str = "pk") -> set[int]:
    """What the rows have in the column, which holds primary keys."""
    joined = Aggregate(
        Cast(column, TextField()), Value(","), function=_JOIN[connection.vendor], output_field=TextField()
    )
    return read_keys(rows.order_by().aggregate(keys=joined)["keys"])


def read_keys(text: str | None) -> set[int]:
    """The keys in a text that the database joined."""
    return set(map(int, text.split(","))) if text else set()
