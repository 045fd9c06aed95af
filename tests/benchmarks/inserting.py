"""Rows into the database without an object for each: several times as fast where there are a million of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows, given by the names of the model's attributes; what a row does not name has its default."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    defaults = {field.attname: field.get_default() for field in fields}
    # other values are what the database's driver takes
    prepared = [field for field in fields if isinstance(field, models.DateField | models.JSONField)]
    names = ", ".join(connection.ops.quote_name(field.column or "") for field in fields)
    values = ", ".join(["%s"] * len(fields))
    table = connection.ops.quote_name(model._meta.db_table)

    def columns(row: Mapping[str, Any]) -> list[Any]:
        whole = {**defaults, **row}
        for field in prepared:
            whole[field.attname] = field.get_db_prep_save(whole[field.attname], connection)
        return [whole[name] for name in defaults]

    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({values})",  # noqa: S608 -- names of the model's own
            [columns(row) for row in rows],
        )
