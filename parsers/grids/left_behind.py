"""A row of headers at a page's foot whose rows stand on the next page."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.grids.grid import Grid
from parsers.grids.segments import Line, is_numeric

LEAST_COLUMNS = 3
"""Headers that such a row needs: two coloured boxes side by side are often buttons or a legend."""


def is_left_behind(grid: Grid, lines: Iterable[Line]) -> bool:
    """Whether a grid is one row of bold labels in drawn columns and nothing stands below it.

    Shading alone draws such rows, which elsewhere are too little to be a table.

    Args:
        grid: as found.
        lines: of the page without furniture.
    """
    inner = grid.boundaries[1:-1]
    rows = {c.row for c in grid.cells if c.pieces}
    if len(rows) != 1 or grid.n_cols < LEAST_COLUMNS or not all(b.is_ruled for b in inner):
        return False
    filled = {c for cell in grid.cells if cell.pieces for c in range(cell.col, cell.col + cell.colspan)}
    pieces = [p for cell in grid.cells for p in cell.pieces]
    labels = all(w.bold for p in pieces for w in p.segment.words) and not any(
        is_numeric(p.segment.text) for p in pieces
    )
    foot = grid.rows[-1].bottom
    return len(filled) == grid.n_cols and labels and not any(line.mid_y > foot for line in lines)
