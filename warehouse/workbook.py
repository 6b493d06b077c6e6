"""The warehouse, or one document of it, as an Excel workbook: a sheet a view, as councils will open it.

Public function: ``write_workbook``. The first sheet lists the others with their rows, the last explains every
column.
"""

from __future__ import annotations

import datetime as dt
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.render import cell_text
from warehouse.views import read_views, select_view

EXCEL_ROWS = 1_048_575
"""Rows of a sheet below its header."""
EXCEL_TEXT = 32_767
"""Characters of a cell; a longer text is cut with a mark, which no printed cell has needed so far."""
OPTIONS = {"constant_memory": True}
"""Rows go to disk as they come; texts stand in their cells."""
EXCEL_WIDTHS = (10, 60)
"""Narrowest and widest column of a sheet, in characters."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Formats of a sheet's cells."""

    plain: Format
    bold: Format
    date: Format
    moment: Format


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
        with Workbook(part, OPTIONS) as book:
            styles = _add_styles(book)
            _add_sheet(book, styles, "contents", ["sheet", "rows", "one row is"], listed)
            for view in views:
                found = connection.execute(sources[view])
                names = [d[0] for d in found.description or []]
                _add_sheet(book, styles, view, names, found.fetchmany(EXCEL_ROWS))
            _add_sheet(book, styles, "columns", ["sheet", "column", "meaning"], meanings)
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


def _add_sheet(
    book: Workbook, styles: Styles, title: str, names: list[str], rows: Sequence[tuple[object, ...]]
) -> None:
    narrowest, widest = EXCEL_WIDTHS
    widths = [
        min(widest, max(narrowest, 2 + _longest([name, *(r[at] for r in rows[:200])])))
        for at, name in enumerate(names)
    ]
    sheet = book.add_worksheet(title)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width, styles.plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(names) - 1)
    sheet.write_row(0, 0, names, styles.bold)
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row):
            _write_cell(sheet, number, at, value, styles)


def _longest(values: Sequence[object]) -> int:
    """Characters of the longest line of these values."""
    return max(len(line) for value in values for line in cell_text(value).split("\n"))


def _add_styles(book: Workbook) -> Styles:
    lines = {"text_wrap": True, "valign": "top"}
    days, moments = {"num_format": "yyyy-mm-dd"}, {"num_format": "yyyy-mm-dd hh:mm"}
    return Styles(
        book.add_format(lines), book.add_format({"bold": True}),
        book.add_format({**lines, **days}), book.add_format({**lines, **moments}),
    )  # fmt: skip


def _write_cell(sheet: Worksheet, row: int, column: int, value: object, styles: Styles) -> None:
    """A value as a cell holds it: numbers, dates and truth values as they are, all else as text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, styles.plain)
    elif isinstance(value, int | Decimal | float) and math.isfinite(value):
        sheet.write_number(row, column, float(value), styles.plain)
    elif isinstance(value, dt.date):
        sheet.write_datetime(
            row, column, value, styles.moment if isinstance(value, dt.datetime) else styles.date
        )
    else:
        text = cell_text(value)
        cut = text if len(text) <= EXCEL_TEXT else text[: EXCEL_TEXT - 1] + "…"
        sheet.write_string(row, column, cut, styles.plain)
