"""What a new reading of an unchanged file says differently, value by value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import duckdb

from warehouse.definition import Table
from warehouse.reading import Reading
from warehouse.rows import Row
from warehouse.schema import BY_NAME

COMPARED = (
    "dim_document", "fact_priority", "fact_action", "fact_figure", "fact_promise", "fact_member",
    "fact_definition", "fact_check", "fact_mention", "fact_period", "fact_table", "lineage_cell",
)  # fmt: skip
"""Tables whose changes are written down; the others follow from them or number their rows by order."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row added or dropped, or one value of a row changed."""

    change: Literal["added", "dropped", "changed"]
    table: str
    subject_id: str
    """The row's key; parts joined by a blank."""
    field: str | None = None
    old: str | None = None
    new: str | None = None


def find_changes(connection: duckdb.DuckDBPyConnection, reading: Reading) -> list[Change]:
    """Compares a document's rows in the warehouse with those about to replace them.

    Args:
        connection: the warehouse, which still holds the old reading.
        reading: the new reading.

    Returns:
        Changes in the order of tables, then of rows.
    """
    changes: list[Change] = []
    for name in COMPARED:
        table = BY_NAME[name]
        found = connection.execute(
            f"SELECT * FROM {name} WHERE document_id = ?",
            [reading.document_id],
        ).fetchall()
        changes.extend(_compare(table, _by_key(table, found), _by_key(table, _decoded(table, reading))))
    return changes


def _decoded(table: Table, reading: Reading) -> list[Row]:
    """The new rows as the warehouse would give them back: maps as dictionaries, lists as lists."""
    rows = reading.tables.get(table.name, [])
    packed = {at for at, column in enumerate(table.columns) if column.is_packed}
    if not packed:
        return rows
    return [
        tuple(json.loads(str(v)) if at in packed and v is not None else v for at, v in enumerate(row))
        for row in rows
    ]


def _by_key(table: Table, rows: list[Row]) -> dict[Row, Row]:
    at = [table.names.index(k) for k in table.key]
    return {tuple(row[i] for i in at): row for row in rows}


def _compare(table: Table, old: dict[Row, Row], new: dict[Row, Row]) -> Iterator[Change]:
    for key, row in old.items():
        subject = " ".join(str(k) for k in key)
        if key not in new:
            yield Change("dropped", table.name, subject, old=_summary(table, row))
            continue
        for name, before, after in zip(table.names, row, new[key], strict=True):
            if before != after:
                yield Change("changed", table.name, subject, name, _text(before), _text(after))
    for key, row in new.items():
        if key not in old:
            yield Change("added", table.name, " ".join(str(k) for k in key), new=_summary(table, row))


def _summary(table: Table, row: Row) -> str:
    """The filled columns of a row in one line, its key left out."""
    left_out = {*table.key, "document_id"}
    return "; ".join(
        f"{name}={value}"
        for name, value in zip(table.names, row, strict=True)
        if name not in left_out and value not in (None, "", [], {})
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
