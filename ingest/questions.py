"""Questions to the warehouse: SQL in, rows as text out. Read-only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from ingest.tabular import FORMATS


def print_query(warehouse: Path, sql: str, form: str, parameters: Sequence[object] = ()) -> None:
    """Asks and prints.

    Args:
        warehouse: the DuckDB file.
        sql: one statement that only reads.
        form: a name of ``FORMATS``.
        parameters: values for its question marks.
    """
    from warehouse.query import run_sql

    answer = run_sql(warehouse, sql, parameters)
    click.echo(FORMATS[form](answer.columns, answer.rows))
