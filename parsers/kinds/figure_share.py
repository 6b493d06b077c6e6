"""How surely a logical table is one of statistics, not of actions, contents or a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.kinds.figure_grid import FigureGrid, build_grid
from parsers.kinds.labels import parse_label
from parsers.numbers import has_digits
from planhouse.table import LogicalRow, LogicalTable


@dataclass(frozen=True, slots=True)
class ShareTolerances:
    """What speaks against statistics; set on the tuning cases and action tables."""

    long_cell_words: int = 25
    """A cell of more words is prose; tables of figures have few of them."""
    contents_factor: float = 0.1
    """What remains of the share where the figures are page numbers, or numbers before words."""
    register_rows: int = 8
    """Rows of a list with a column of money, from which it is a register of payments..."""
    register_filled: float = 0.8
    """... where so many of them have a figure in it."""
    list_rows: int = 3
    """Rows of a list of sums, be it short, in each of which the sum is printed."""
    list_words: int = 12
    """Words of a cell that names who or what the money is for; a longer one tells what is to be done."""
    min_figures: int = 2
    """A table with fewer figures is not one of statistics on its figures alone."""


TOLERANCES = ShareTolerances()
_MONEY = re.compile(
    r"\b(?:amounts?|values?|payments?|net|gross|paid|totals?|costs?|sums?|awards?|grants?)\b", re.I
)
_DEED = re.compile(
    r"\b(?:actions?|activity|activities|tasks?|steps?|commitments?|"
    r"recommendations?|deliverables?|interventions?|what|how|we will|why)\b",
    re.I,
)
"""Headers over what is to be done: money beside it is the cost of an action."""
_YEAR = re.compile(r"(?:19|20)\d\d")
"""A timetable's cells are years; alone they make no statistics."""


def is_statistics(table: LogicalTable) -> float:
    """How surely a table is one of statistics.

    Returns:
        0 to 1: the share of figures among the filled cells that are no labels, lowered for cells of
        prose and for what looks like a contents list. From 0.5 on it is taken as statistics.
    """
    grid = build_grid(table)
    headers = {*grid.header_rows, grid.title_row}
    labels = _label_columns(table, grid)
    texts = [
        c.text.strip()
        for i, row in enumerate(table.rows, 1)
        if i not in headers
        for n, c in enumerate(row.cells)
        if n not in labels and c.text.strip()
    ]
    figures = sum(
        1 for f in grid.cells if has_digits(f.cell.text) and not _YEAR.fullmatch(f.cell.text.strip())
    )
    everything = [c.text for row in table.rows for c in row.cells if c.text.strip()]
    if figures < TOLERANCES.min_figures or not texts:
        return 0.0
    if _is_register(table, grid):
        return 1.0
    long = sum(1 for t in everything if len(t.split()) > TOLERANCES.long_cell_words) / len(everything)
    signs = sum(1 for f in grid.cells if not has_digits(f.cell.text) and len(f.cell.text) <= 4)
    score = min(1.0, (figures + signs) / len(texts)) * (1.0 - long)
    return score * (TOLERANCES.contents_factor if _is_numbered(table, grid) else 1.0)


def _is_register(table: LogicalTable, grid: FigureGrid) -> bool:
    """Whether a long list has a column of money beside its words: payments over a limit, grants."""
    roles = {c.role for c in table.columns}
    if len(table.rows) < TOLERANCES.register_rows or roles & {"activity", "issue", "outcomes", "measures"}:
        return False
    filled: dict[int, int] = {}
    for cell in grid.cells:
        header = parse_label(cell.column_path[-1]) if cell.column_path else None
        if header and header.unit == "GBP" and _MONEY.search(header.core) and has_digits(cell.cell.text):
            filled[cell.column] = filled.get(cell.column, 0) + 1
    return any(n >= TOLERANCES.register_filled * len(table.rows) for n in filled.values())


def is_money_list(table: LogicalTable) -> bool:
    """Whether a table, however short, lists sums: each row has its money, and names for whom or what.

    "Project | Lead | Amount" is such a list though its headers are those of an action plan; what is to be
    done, by when and to what end is not asked of it.
    """
    roles = {c.role for c in table.columns} - {None}
    if roles & {"need", "outcomes", "measures", "impact", "when", "progress"}:
        return False
    rows = [r for r in table.rows if sum(1 for c in r.cells if c.text.strip()) > 1]
    if len(rows) < TOLERANCES.list_rows or any(_DEED.search(c.label) for c in table.columns):
        return False
    money = [n for n in range(len(table.columns)) if _is_money_column(table, rows, n)]
    others = [
        c.text
        for r in rows
        for n, c in enumerate(r.cells)
        if n not in money and c.text.strip() and c.origin == "printed"
    ]
    if not money or not others:
        return False
    return all(len(t.split()) <= TOLERANCES.list_words for t in others)


def _is_money_column(table: LogicalTable, rows: list[LogicalRow], column: int) -> bool:
    """Whether every row has a sum in a column: pounds in its cells, or in its header."""
    texts = [r.cells[column].text.strip() for r in rows]
    if not all(has_digits(t) or (len(t) <= 3 and t) for t in texts):
        return False
    header = parse_label(table.columns[column].label)
    is_headed = header.unit == "GBP" and header.kind not in ("change_abs", "change_pct")
    return is_headed or all("£" in t for t in texts if has_digits(t))


def _label_columns(table: LogicalTable, grid: FigureGrid) -> set[int]:
    """The first column of words; further columns of words speak against statistics."""
    others = [c for c in range(len(table.columns)) if c not in grid.figure_columns]
    return {others[0]} if others else set()


def _is_numbered(table: LogicalTable, grid: FigureGrid) -> bool:
    """Whether the figures only number words: pages of a contents list, items before their text."""
    return _is_contents(table, grid) or (grid.figure_columns == (0,) and len(table.columns) > 1)


def _is_contents(table: LogicalTable, grid: FigureGrid) -> bool:
    """Page numbers: one column, the last, whole and never falling, under no header that names figures."""
    if len(grid.figure_columns) != 1 or not grid.cells or grid.cells[0].column_path:
        header = " ".join(grid.cells[0].column_path).strip().casefold() if grid.cells else ""
        if not (len(grid.figure_columns) == 1 and re.fullmatch(r"pages?(?: no\.?| number)?|p\.?", header)):
            return False
    texts = [f.cell.text.strip(" .…") for f in grid.cells]
    numbers = [int(t) for t in texts if t.isdigit()]
    titled = any("contents" in (t or "").casefold() for t in (table.caption, table.heading))
    rising = len(numbers) == len(texts) >= 4 and numbers == sorted(numbers) and numbers[-1] < 1000
    return titled or (rising and not table.caption)
