"""The warehouse, or one document of it, as an Excel workbook: a sheet a view, as councils will open it.

Public function: ``write_workbook``. The first sheet lists the others with their rows, the last explains every
column.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from warehouse.render import cell_text
from warehouse.views import read_views, select_view

EXCEL_ROWS = 1_048_575
"""Rows of a sheet below its header."""
EXCEL_TEXT = 32_767
"""Characters of a cell; a longer text is cut with a mark, which no printed cell has needed so far."""
EXCEL_WIDTHS = (10, 60)
"""Narrowest and widest column of a sheet, in characters."""
FORMULA_STARTS = ("=", "+", "-", "@")
"""A text that begins so is stored as text, never as a formula."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters a workbook cannot hold."""


def write_workbook(
    connection: duckdb.DuckDBPyConnection, path: Path, views: Sequence[str], document_id: str | None = None
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
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sources = {view: select_view(connection, view, document_id) for view in views}
    counts = {view: _count(connection, sql) for view, sql in sources.items()}
    grains = {v.name: v.grain for v, _ in read_views()}
    listed = [(view, counts[view], grains[view] + _cut(counts[view])) for view in views]
    _fill_sheet(book, "contents", ["sheet", "rows", "one row is"], listed)
    for view in views:
        found = connection.execute(sources[view])
        names = [d[0] for d in found.description or []]
        _fill_sheet(book, view, names, found.fetchmany(EXCEL_ROWS))
    meanings = [(v.name, *column) for v, _ in read_views() if v.name in views for column in v.columns]
    _fill_sheet(book, "columns", ["sheet", "column", "meaning"], meanings)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        book.save(part)
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


def _fill_sheet(book: Any, title: str, names: list[str], rows: Sequence[tuple[object, ...]]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    narrowest, widest = EXCEL_WIDTHS
    for at, name in enumerate(names, 1):
        longest = max(
            [len(name), *(len(line) for r in rows[:200] for line in cell_text(r[at - 1]).split("\n"))]
        )
        sheet.column_dimensions[get_column_letter(at)].width = min(widest, max(narrowest, longest + 2))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}{len(rows) + 1}"
    sheet.append([_cell(sheet, n, Font(bold=True), None) for n in names])
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row in rows:
        sheet.append([_cell(sheet, v, None, wrapped) for v in row])


def _cell(sheet: Any, value: Any, font: Any, alignment: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, Decimal):
        value = int(value) if value == value.to_integral_value() else float(value)
    elif not isinstance(value, bool | int | float) and not hasattr(value, "isoformat"):
        value = CONTROL.sub(" ", cell_text(value)) or None
    if isinstance(value, str) and len(value) > EXCEL_TEXT:
        value = value[: EXCEL_TEXT - 1] + "…"
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        cell.data_type = "s"
    if font is not None:
        cell.font = font
    if alignment is not None:
        cell.alignment = alignment
    return cell
