"""The warehouse, or one document of it, as an Excel workbook: a sheet a view, as councils will open it.

Public function: ``write_workbook``. The first sheet lists the others with their rows, the last explains every
column.
"""

from __future__ import annotations

import datetime as dt
import math
import secrets
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import duckdb

from warehouse.render import cell_text
from warehouse.views import read_views, select_view
from warehouse.xlsx import Workbook

EXCEL_ROWS = 1_048_575
"""Rows of a sheet below its header."""
EXCEL_TEXT = 32_767
"""Characters of a cell; a longer text is cut with a mark, which no printed cell has needed so far."""
EXCEL_WIDTHS = (10, 60)
"""Narrowest and widest column of a sheet, in characters."""


def write_workbook(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    views: Sequence[str],
    document_id: str | None = None,
) -> Path:
    """Writes a workbook: headers fixed and filtered, columns as wide as they read, text never a formula.

    Args:
        connection: a warehouse.
        path: the file; it is put in place whole.
        views: a sheet each, in this order.
        document_id: only rows of this document; all where not given.

    Returns:
        The file.
    """
    sources = {view: select_view(connection, view, document_id) for view in views}
    counts = {view: _count(connection, sql) for view, sql in sources.items()}
    grains = {v.name: v.grain for v, _ in read_views()}
    listed = [(view, counts[view], grains[view] + _cut(counts[view])) for view in views]
    meanings = [(v.name, *column) for v, _ in read_views() if v.name in views for column in v.columns]
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with Workbook(part) as book:
            _add_sheet(book, "contents", ["sheet", "rows", "one row is"], listed)
            for view in views:
                found = connection.execute(sources[view])
                names = [d[0] for d in found.description or []]
                _add_sheet(book, view, names, found.fetchmany(EXCEL_ROWS))
            _add_sheet(book, "columns", ["sheet", "column", "meaning"], meanings)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    ((count,),) = connection.execute(f"SELECT count(*) FROM ({sql})").fetchall()
    return int(count)


def _cut(count: int) -> str:
    """What is said of a view that has more rows than a sheet can hold."""
    return f" Only the first {EXCEL_ROWS:,} rows fit in a sheet." if count > EXCEL_ROWS else ""


def _add_sheet(book: Workbook, title: str, names: list[str], rows: Sequence[tuple[object, ...]]) -> None:
    narrowest, widest = EXCEL_WIDTHS
    widths = [
        min(widest, max(narrowest, 2 + _longest([name, *(r[at] for r in rows[:200])])))
        for at, name in enumerate(names)
    ]
    book.add_sheet(title, names, widths, (tuple(map(_value, r)) for r in rows), len(rows))


def _longest(values: Sequence[object]) -> int:
    """Characters of the longest line of these values."""
    return max(len(line) for value in values for line in cell_text(value).split("\n"))


def _value(value: object) -> object:
    """A value as a cell holds it: numbers, dates and truth values as they are, all else as text."""
    if value is None or isinstance(value, bool | int | dt.date):
        return value
    if isinstance(value, Decimal | float):
        return value if math.isfinite(value) else str(value)
    text = value if isinstance(value, str) else cell_text(value)
    return (text if len(text) <= EXCEL_TEXT else text[: EXCEL_TEXT - 1] + "…") or None
