"""SQL that only reads.

Public functions: ``run_query`` (a ``Result``), ``run_statements`` (one for each statement), ``query_file``
and ``query_statements`` (open the warehouse for it), ``save_parquet`` (writes a Parquet file). Results are
rendered by ``warehouse.render``.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from planhouse.errors import QueryError
from warehouse.connection import open_for_questions
from warehouse.definition import literal

READING = frozenset({"SELECT", "EXPLAIN", "PRAGMA", "RELATION", "CALL", "VARIABLE_SET"})
"""Statement types that may run; PRAGMA and CALL are what SHOW and DESCRIBE become. On a connection of
``open_for_questions`` DuckDB itself refuses the settings and files that a PRAGMA or CALL could touch."""
ROWS_COUNTED = 10_000
"""Rows counted at a time that are not shown."""
MOST_LINES_OF_ERROR = 6
"""DuckDB's message with its hint and the marked place; what follows repeats the query."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    """DuckDB types of the columns."""
    rows: tuple[tuple[object, ...], ...]
    seconds: float = 0.0
    """Elapsed time."""
    is_cut: bool = False
    """More rows there were than asked for."""
    total: int | None = None
    """Rows there were, where they were counted."""

    def as_dicts(self) -> list[dict[str, object]]:
        """One dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def query_file(
    path: str | Path,
    sql: str,
    parameters: Sequence[object] | Mapping[str, object] | None = None,
    most_rows: int | None = None,
) -> Result:
    """Runs SQL on a warehouse file opened so that nothing can be changed or read beside it.

    Raises:
        WarehouseError: the file cannot be opened.
        QueryError: as ``run_query``.
    """
    with open_for_questions(path) as connection:
        return run_query(connection, sql, parameters, most_rows)


def query_statements(
    path: str | Path, sql: str, parameters: Sequence[object] | None = None, most_rows: int | None = None
) -> list[Result]:
    """As ``query_file``, with the rows of every statement: as ``run_statements``.

    Raises:
        WarehouseError: the file cannot be opened.
        QueryError: as ``run_query``.
    """
    with open_for_questions(path) as connection:
        return run_statements(connection, sql, parameters, most_rows)


def save_parquet(path: str | Path, sql: str, target: Path, most_rows: int | None = None) -> int:
    """Writes what a query gives to a Parquet file, with the types DuckDB has for it.

    The query may read no other file, and the target is the only file that is written.

    Args:
        path: the warehouse.
        sql: one SELECT.
        target: the file; it is put in place whole.
        most_rows: rows at most.

    Returns:
        How many rows were written.

    Raises:
        WarehouseError: the warehouse cannot be opened.
        QueryError: no single SELECT, a wrong one, or the target cannot be written.
    """
    if not target.parent.is_dir():
        raise QueryError(f"{target}: cannot be written (no such folder)")
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}").absolute()
    try:
        with open_for_questions(path, may_write=part) as connection:
            asked = _one_select(connection, sql)
            limit = "" if most_rows is None else f" LIMIT {most_rows}"
            rows = f"SELECT * FROM ({asked}\n){limit}"
            options = "FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false"
            copied = connection.execute(f"COPY ({rows}) TO {literal(str(part))} ({options})").fetchone()
        part.replace(target)
    except (duckdb.Error, OSError) as error:
        raise QueryError(_first_lines(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return int(copied[0]) if copied else 0


def _one_select(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    statements = connection.extract_statements(sql)
    if len(statements) != 1 or statements[0].type.name != "SELECT":
        raise QueryError("--format parquet takes one SELECT")
    return str(statements[0].query).strip().rstrip(";")


def run_query(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Sequence[object] | Mapping[str, object] | None = None,
    most_rows: int | None = None,
    is_counted: bool = False,
) -> Result:
    """Runs SQL that reads; of several statements the last one's rows are returned.

    Args:
        connection: a warehouse.
        sql: one or more statements; parameters are ``?``, ``$1`` or ``$name``.
        parameters: their values; only for a single statement.
        most_rows: rows to fetch at most; all where not given.
        is_counted: where more rows there are, they are counted, which asks nothing twice.

    Raises:
        QueryError: a statement that writes, is wrong, or none at all; the message is DuckDB's own.
    """
    return run_statements(connection, sql, parameters, most_rows, is_counted)[-1]


def run_statements(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Sequence[object] | Mapping[str, object] | None = None,
    most_rows: int | None = None,
    is_counted: bool = False,
) -> list[Result]:
    """Runs SQL that reads; returns what each statement gave.

    Args:
        connection: a warehouse.
        sql: one or more statements; parameters are of the last.
        parameters: their values.
        most_rows: rows to fetch at most of each; all where not given.
        is_counted: as in ``run_query``.

    Raises:
        QueryError: as ``run_query``.
    """
    try:
        statements = connection.extract_statements(sql)
    except duckdb.Error as error:
        raise QueryError(_first_lines(error)) from error
    if not statements:
        raise QueryError("No SQL given. Try: SELECT * FROM document")
    for statement in statements:
        kind = statement.type.name
        if kind not in READING:
            raise QueryError(f"{kind} is refused: questions only read. Load plans with: planhouse ingest")
    last = len(statements) - 1
    return [
        _run(connection, statement, parameters if at == last else None, most_rows, is_counted)
        for at, statement in enumerate(statements)
    ]


def _run(
    connection: duckdb.DuckDBPyConnection,
    statement: duckdb.Statement,
    parameters: Sequence[object] | Mapping[str, object] | None,
    most_rows: int | None,
    is_counted: bool,
) -> Result:
    """What one statement gives."""
    began = time.perf_counter()
    try:
        found = connection.execute(statement, parameters)
        rows = found.fetchall() if most_rows is None else found.fetchmany(most_rows + 1)
        described = found.description or []
        total = _count_on(found, len(rows)) if is_counted and most_rows is not None else None
    except duckdb.Error as error:
        raise QueryError(_first_lines(error)) from error
    is_cut = most_rows is not None and len(rows) > most_rows
    return Result(
        tuple(str(d[0]) for d in described),
        tuple(str(d[1]) for d in described),
        tuple(tuple(r) for r in (rows[:most_rows] if is_cut else rows)),
        time.perf_counter() - began,
        is_cut,
        total if is_cut else None,
    )


def _count_on(found: duckdb.DuckDBPyConnection, fetched: int) -> int:
    """How many rows there are in all, those fetched included."""
    while more := len(found.fetchmany(ROWS_COUNTED)):
        fetched += more
    return fetched


def _first_lines(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return "\n".join(lines[:MOST_LINES_OF_ERROR])
