"""Questions to the warehouse: SQL in, rows as text out. Read-only."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from planhouse.errors import QueryError, SettingsError


def print_query(
    warehouse: Path, sql: str, form: str, parameters: Sequence[object] = (), most_rows: int | None = None
) -> None:
    """Asks and prints.

    Args:
        warehouse: the DuckDB file.
        sql: statements that only read; the last one's rows are printed.
        form: a format of ``warehouse.render``.
        parameters: values for question marks.
        most_rows: rows at most.
    """
    from warehouse.query import query_file
    from warehouse.render import render_result

    answer = query_file(warehouse, sql, list(parameters) or None, most_rows)
    click.echo(render_result(answer, form, terminal_width()), nl=False)


def terminal_width() -> int:
    """Columns of text of the terminal; 120 where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 120


def read_sql(sql: str, file: Path | None) -> str:
    """The statement given as an argument, in a file, or (``-``) on the standard input.

    Raises:
        SettingsError: neither or both are given, or the file cannot be read.
    """
    if bool(sql) == (file is not None):
        raise SettingsError('give a statement ("SELECT ...") or --file FILE, not both')
    if file is None:
        return sys.stdin.read() if sql == "-" else sql
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{file}: cannot be read as SQL ({error})") from error
