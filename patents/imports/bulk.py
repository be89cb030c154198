"""Insert many rows of a model with one prepared statement: bulk_create spends most of an import in building SQL.

Only for tables that this room fills: no signals, no validation, primary keys are not returned.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection, models

_encoder = json.JSONEncoder(separators=(",", ":")).encode


def rows_insert(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows given by column attribute (`patent_id`, not `patent`); all rows name the same columns."""
    given = list(rows)
    if not given:
        return
    names = list(given[0])
    statement, writers = _statement(model, tuple(names), connection.vendor)
    values = [[writer(row[name]) for name, writer in zip(names, writers, strict=True)] for row in given]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def statistics_refresh(*tables: type[models.Model]) -> None:
    """Have the planner look at tables that were just filled; PostgreSQL's own look comes a minute later or more.

    Seen without it: a join over 17,000 fresh patents planned for empty tables and not back after ten minutes.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


@cache
def _statement(
    model: type[models.Model], names: tuple[str, ...], vendor: str
) -> tuple[str, tuple[Callable[[Any], Any], ...]]:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(fields[name].column)) for name in names)
    places = ", ".join(["%s"] * len(names))
    table = quote(model._meta.db_table)
    writers = tuple(_writer(fields[name]) for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES ({places})", writers  # noqa: S608  names come from the model alone


def _writer(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    if isinstance(field, models.JSONField):
        return _encode
    if isinstance(field, models.DateTimeField):
        return _instant
    if isinstance(field, models.DateField):
        return _day
    return _same


def _encode(value: Any) -> str:
    """Most lists of a patent are empty: those need no encoder."""
    if not value and isinstance(value, list | dict):
        return "[]" if isinstance(value, list) else "{}"
    return _encoder(value)


def _same(value: Any) -> Any:
    return value


def _day(value: date | None) -> Any:
    return value if value is None else connection.ops.adapt_datefield_value(value)


def _instant(value: datetime | None) -> Any:
    return value if value is None else connection.ops.adapt_datetimefield_value(value)
