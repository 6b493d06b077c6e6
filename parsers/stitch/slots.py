"""A page table row by row, slot by slot: what the stitching works on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planhouse.ids import fold_text
from planhouse.table import Cell, PageTable

_FIGURE = re.compile(
    r"[(\[]?[-+\u2212\u2013]?\s?[£$€]?\s?\d[\d,. ]*(?:%|k|m|bn|p)?[)\]]?[*\u2020\u2021]{0,3}"
    r"|n/?a|nil|-|\u2013|\u00b7|\*|\.\.",
    re.I,
)

DRAWN = ("ruled", "tagged")
"""Methods by which a cell over several columns is one: elsewhere long words may run over a lane."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a page table."""

    table: PageTable
    index: int
    """Row number in its page table, from 0."""
    slots: tuple[Cell | None, ...]
    """The cell that covers each slot; None where none does."""

    def own(self, col: int) -> Cell | None:
        """The cell whose upper left corner is this slot; None where another covers it, or none does."""
        cell = self.slots[col]
        return cell if cell is not None and cell.row == self.index and cell.col == col else None

    def text(self, col: int) -> str:
        """Text of the own cell; empty where there is none."""
        cell = self.own(col)
        return cell.text if cell is not None else ""

    @property
    def filled(self) -> tuple[Cell, ...]:
        """Own cells that hold text, left to right."""
        cells = (self.own(c) for c in range(len(self.slots)))
        return tuple(c for c in cells if c is not None and c.text)

    @property
    def tag(self) -> str | None:
        """Id of the TR it was made from."""
        tags = self.table.row_tags
        return tags[self.index] if self.index < len(tags) else None


def build_rows(table: PageTable) -> tuple[Row, ...]:
    """The rows of a page table from top to bottom."""
    grid: list[list[Cell | None]] = [[None] * table.n_cols for _ in range(table.n_rows)]
    for cell in table.cells:
        for r in range(cell.row, min(cell.row + cell.rowspan, table.n_rows)):
            for c in range(cell.col, min(cell.col + cell.colspan, table.n_cols)):
                if grid[r][c] is None:
                    grid[r][c] = cell
    return tuple(Row(table, i, tuple(slots)) for i, slots in enumerate(grid))


def is_figure(text: str) -> bool:
    """Whether a cell holds nothing but a figure or a sign that stands for one."""
    return _FIGURE.fullmatch(text.strip()) is not None


def fold_row(row: Row) -> tuple[str, ...]:
    """The folded texts of a row's filled cells: what makes two header rows the same."""
    return tuple(fold_text(c.text) for c in row.filled)
