"""Cells that reach as far as the one fill behind them: words alone tell only the columns they stand over.

A line for updates under an action ("Update: chapters one to three are drafted.") is shaded from the
second column to the last and parted by no rule. Its words run over two columns here and over four in
the next such line; the shading says that both are one cell as wide as it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.grids.columns import Boundary
from parsers.grids.grid import GridCell, GridRow
from planhouse.geometry import Box
from planhouse.page import Fill

SAME_EDGE = 3.0
"""Points by which the side of a fill may miss the column edge or row edge it is drawn at."""


def widen_over_fills(
    cells: Sequence[GridCell], boundaries: Sequence[Boundary], rows: Sequence[GridRow], fills: Sequence[Fill]
) -> list[GridCell]:
    """The cells, those whose words run over columns joined with the blank ones on the same fill.

    Args:
        cells: of the grid.
        boundaries: of its columns, outer edges included.
        rows: of the grid, from the top.
        fills: of the page that one can see.
    """
    found = list(cells)
    for cell in cells:
        if cell.colspan < 2 or cell.rowspan > 1 or not cell.pieces:
            continue
        end = _end_of_fill(cell, boundaries, rows[cell.row], fills)
        if end <= cell.col + cell.colspan:
            continue
        beside = [c for c in found if c.row <= cell.row < c.row + c.rowspan and cell.col < c.col < end]
        if any(c.pieces or c.rowspan > 1 or c.col + c.colspan > end for c in beside):
            continue
        at = next(i for i, c in enumerate(found) if c.row == cell.row and c.col == cell.col)
        found[at] = replace(cell, colspan=end - cell.col)
        found = [c for c in found if not any(c is b for b in beside)]
    return found


def _end_of_fill(cell: GridCell, boundaries: Sequence[Boundary], row: GridRow, fills: Sequence[Fill]) -> int:
    """The boundary at which the uppermost fill behind a cell ends, drawn as high as its row; 0 for none."""
    left, top, bottom = boundaries[cell.col].x, row.top, row.bottom
    right = boundaries[cell.col + cell.colspan].x
    behind = [
        f.box
        for f in fills
        if f.box.x0 <= left + SAME_EDGE
        and f.box.x1 >= right - SAME_EDGE
        and f.box.top < (top + bottom) / 2 < f.box.bottom
    ]
    if not behind or any(abs(a - b) > SAME_EDGE for a, b in _sides(behind[-1], left, top, bottom)):
        return 0
    ends = (i for i, b in enumerate(boundaries) if abs(b.x - behind[-1].x1) <= SAME_EDGE)
    end = next(ends, 0)
    parted = any(b.is_drawn_at(top + 1, bottom - 1) for b in boundaries[cell.col + 1 : end])
    return 0 if parted else end


def _sides(box: Box, left: float, top: float, bottom: float) -> tuple[tuple[float, float], ...]:
    """Pairs of places that must agree: the fill's and the cell's."""
    return ((box.x0, left), (box.top, top), (box.bottom, bottom))
