"""A grid -> a page table: texts, places and what the print says about each cell."""

from __future__ import annotations

from typing import Literal

from parsers.grids.cells import common_size, is_all_bold, order_words, render_text
from parsers.grids.filled_spans import widen_over_fills
from parsers.grids.grid import Grid, GridCell
from parsers.grids.region import covered
from planhouse.geometry import Box, Place
from planhouse.page import Fill, PageGeometry
from planhouse.table import Cell, PageTable

RULED = 0.25
"""Share of the table's width from which a rule above a row counts: beside a spanning cell it is short."""


def build_table(
    page: PageGeometry,
    grid: Grid,
    score: float,
    signals: dict[str, float],
    opinion: Literal["camelot", "tagged"] | None = None,
) -> PageTable:
    """The page table of a grid.

    Args:
        page: the grid stands on.
        grid: rows, columns and cells.
        score: how sure it is a table, 0 to 1.
        signals: behind the score, by name.
        opinion: who proposed it, where not the geometry.
    """
    fills = [f for f in page.fills if f.colour != "ffffff"]
    spanned = widen_over_fills(grid.cells, grid.boundaries, grid.rows, fills)
    cells = tuple(_build_cell(page, grid, cell, fills) for cell in spanned)
    edges = tuple(round(b.x, 2) for b in grid.boundaries)
    box = Box(edges[0], grid.rows[0].top, edges[-1], grid.rows[-1].bottom)
    inner = grid.boundaries[1:-1]
    ruled = sum(b.is_ruled for b in inner)
    method: Literal["ruled", "stream", "mixed", "camelot", "tagged"] = (
        "stream" if grid.region.source == "stream" else "mixed"
    )
    if ruled == len(inner):
        method = "ruled"
    method = opinion or method
    return PageTable(
        page.number,
        cells,
        len(grid.rows),
        grid.n_cols,
        Place(page.number, box),
        method=method,
        score=round(score, 3),
        header_rows=grid.header_rows,
        column_edges=edges,
        ruled_rows=tuple(covered(r.strokes, edges[0], edges[-1]) >= RULED for r in grid.rows),
        signals=signals,
    )


def _build_cell(page: PageGeometry, grid: Grid, cell: GridCell, fills: list[Fill]) -> Cell:
    """One cell with its text and look."""
    left, right = grid.boundaries[cell.col], grid.boundaries[cell.col + cell.colspan]
    top = grid.rows[cell.row].top
    bottom = grid.rows[cell.row + cell.rowspan - 1].bottom
    box = Box(left.x, top, right.x, bottom)
    rows = order_words([w for p in cell.pieces for w in p.segment.words])
    words = [w for row in rows for w in row]
    return Cell(
        cell.row,
        cell.col,
        render_text(rows, right.x),
        Place(page.number, box),
        tuple(w.number for w in words),
        cell.rowspan,
        cell.colspan,
        bold=is_all_bold(words),
        filled=_colour_behind(box, fills),
        open_top=_is_open(grid, cell, cell.row),
        open_bottom=_is_open(grid, cell, cell.row + cell.rowspan),
        size=common_size(words),
    )


def _is_open(grid: Grid, cell: GridCell, row: int) -> bool:
    """Whether no stroke closes the cell at the table's upper or lower end although the table is ruled."""
    if not any(r.strokes for r in grid.rows[1:]) and not grid.bottom_strokes:
        return False
    if 0 < row < len(grid.rows):
        return False
    strokes = grid.bottom_strokes if row else grid.rows[0].strokes
    left, right = grid.boundaries[cell.col], grid.boundaries[cell.col + cell.colspan]
    return covered(strokes, left.x + 1, right.x - 1) < 0.5


def _colour_behind(box: Box, fills: list[Fill]) -> str:
    """Colour of the uppermost shading that covers most of the cell."""
    colour = ""
    for fill in fills:
        if fill.box.overlap_area(box) >= 0.6 * max(box.area, 1.0):
            colour = fill.colour
    return colour
