"""Rows into a table, many at once.

Public function: ``append_rows``. Measured on the sample plans: DuckDB's appender takes 2 microseconds for a
row of 14 plain columns; JSON, data frames and CSV of the same rows take longer to make than that.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import duckdb

from warehouse.definition import Table
from warehouse.rows import Row
from warehouse.schema import BY_NAME

STAGED_FROM = 200
"""Rows from which a table with maps or lists is loaded through a stage: a map costs 10 microseconds as a
dictionary, a list 2, either half a microsecond as JSON; the stage costs 2 milliseconds."""


def append_rows(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Row]) -> None:
    """Adds rows to a table inside the caller's transaction.

    Args:
        connection: a warehouse opened for writing.
        name: a table of ``warehouse.schema``.
        rows: values in the order of the columns; those of MAP and list columns as JSON.
    """
    if not rows:
        return
    table = BY_NAME[name]
    packed = [at for at, column in enumerate(table.columns) if column.is_packed]
    if packed and len(rows) >= STAGED_FROM:
        _append_by_stage(connection, table, rows)
        return
    with connection.appender(name) as appender:
        appender.append_rows([_unpacked(row, packed) for row in rows] if packed else rows)


def _unpacked(row: Row, packed: Sequence[int]) -> list[object]:
    """The row with its lists, and its maps as the appender takes them: a list of names and one of values.

    A plain dictionary whose only name is empty, as a column without a header gives it, is refused.
    """
    values = list(row)
    for at in packed:
        if row[at] is None:
            continue
        found: Any = json.loads(str(row[at]))
        is_map = isinstance(found, dict)
        values[at] = {"key": list(found), "value": list(found.values())} if is_map else found
    return values


def _append_by_stage(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> None:
    """Through a table of the connection's own, whose JSON is cast all at once."""
    stage = f"stage_{table.name}"
    columns = ", ".join(f'"{c.name}" {"VARCHAR" if c.is_packed else c.type}' for c in table.columns)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {stage} ({columns})")
    with connection.appender(stage) as appender:
        appender.append_rows(rows)
    values = ", ".join(f'"{c.name}"{f"::JSON::{c.type}" if c.is_packed else ""}' for c in table.columns)
    connection.execute(f"INSERT INTO {table.name} SELECT {values} FROM {stage}")
    connection.execute(f"DROP TABLE {stage}")
