"""A row of headers at a page's foot whose rows stand on the next page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.grids.grid import Grid
from parsers.grids.segments import Line
from planhouse.page import Fill

LEAST_COLUMNS = 3
"""Headers that such a row needs: two coloured boxes side by side are often buttons or a legend."""
_WHITE = "ffffff"


def is_left_behind(grid: Grid, lines: Iterable[Line], fills: Sequence[Fill]) -> bool:
    """Whether a grid is one row of bold labels in drawn columns and nothing stands below it.

    Shading alone draws such rows, which elsewhere are too little to be a table. The boxes of a legend
    ("Green", "Amber", "Red") differ in colour.

    Args:
        grid: as found.
        lines: of the page without furniture.
        fills: of the page.
    """
    inner = grid.boundaries[1:-1]
    rows = {c.row for c in grid.cells if c.pieces}
    if len(rows) != 1 or grid.n_cols < LEAST_COLUMNS or not all(b.is_ruled for b in inner):
        return False
    filled = {c for cell in grid.cells if cell.pieces for c in range(cell.col, cell.col + cell.colspan)}
    pieces = [p for cell in grid.cells for p in cell.pieces]
    labels = all(p.segment.is_bold and not p.segment.is_numeric for p in pieces)
    colours = {
        fill.colour
        for fill in fills
        for p in pieces
        if fill.box.x0 <= p.segment.mid_x <= fill.box.x1
        and fill.box.top <= p.segment.mid_y <= fill.box.bottom
    }
    foot = grid.rows[-1].bottom
    if len(filled) < grid.n_cols or not labels or len(colours - {_WHITE}) > 1:
        return False
    return not any(line.mid_y > foot for line in lines)
