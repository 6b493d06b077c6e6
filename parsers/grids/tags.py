"""The PDF's own table tags, checked against the geometry: where they hold they decide, else they only count.

Producers write the structure with the table, so that a row or cell printed on two pages has one id on
both. But tags are also wrong: stray paragraphs in rows, missing spans, one table for a whole layout.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from parsers.grids.columns import Boundary
from parsers.grids.grid import Grid, GridCell, GridRow
from parsers.grids.pieces import Piece
from parsers.grids.region import Region
from parsers.grids.segments import Segment
from planhouse.geometry import Box, union_boxes
from planhouse.page import TaggedCell, TaggedTable, Word
from planhouse.table import Cell, PageTable


@dataclass(frozen=True, slots=True)
class TagLimits:
    """When tags are believed."""

    agreed: float = 0.8
    """Share of tagged cells that are exactly one of our cells, from which ids are taken over."""
    bonus: float = 0.1
    """What full agreement adds to a table's score."""
    slack: float = 2.0
    """Points by which the words of neighbouring columns or rows may overlap."""
    least_rows: int = 3
    least_score: float = 0.7
    """Score of a table made from tags that hold."""


LIMITS = TagLimits()


@dataclass(slots=True)
class _Slotted:
    """A tagged cell in its slot, with its words."""

    cell: TaggedCell
    row: int
    col: int
    words: list[Word]
    box: Box | None


def attach_tags(table: PageTable, tagged: Iterable[TaggedTable]) -> PageTable:
    """The table with the ids and headers of the tagged table that agrees with it.

    Ids of rows and cells begin with the table's (``12/15``): where a producer tags each page's piece as
    a table of its own, ids that differ say nothing.
    Where the tags disagree nothing but the signal ``tags`` is changed: the share that agreed.
    """
    own = {n: cell for cell in table.cells for n in cell.words}
    best: tuple[float, TaggedTable, dict[int, TaggedCell]] | None = None
    for candidate in tagged:
        pairs, total = _pair_cells(candidate, own)
        if total and pairs and (best is None or len(pairs) / total > best[0]):
            best = (len(pairs) / total, candidate, pairs)
    if best is None:
        return table
    share, chosen, pairs = best
    signals = {**table.signals, "tags": round(share, 3)}
    if share < LIMITS.agreed:
        return replace(table, signals=signals)
    cells = tuple(_with_tag(c, pairs.get(id(c)), chosen.tag) for c in table.cells)
    return replace(
        table,
        cells=cells,
        signals=signals,
        tag=chosen.tag,
        row_tags=_row_tags(table, chosen, pairs),
        score=round(min(1.0, table.score + LIMITS.bonus * share), 3),
        header_rows=_header_rows(cells, table),
    )


def _pair_cells(tagged: TaggedTable, own: Mapping[int, Cell]) -> tuple[dict[int, TaggedCell], int]:
    """Our cells (by identity) that hold exactly the words of one tagged cell; tagged cells with words."""
    pairs: dict[int, TaggedCell] = {}
    total = 0
    for row in tagged.rows:
        for cell in row.cells:
            if not cell.words:
                continue
            total += 1
            mine = {id(own[n]): own[n] for n in cell.words if n in own}
            if len(mine) != 1:
                continue
            (one,) = mine.values()
            if set(one.words) == set(cell.words):
                pairs[id(one)] = cell
    return pairs, total


def _with_tag(cell: Cell, tagged: TaggedCell | None, table: str) -> Cell:
    """The cell with its id under its table's, and marked as header where it is a TH."""
    if tagged is None:
        return cell
    return replace(cell, tag=f"{table}/{tagged.tag}", is_header=cell.is_header or tagged.is_header)


def _row_tags(
    table: PageTable, tagged: TaggedTable, pairs: Mapping[int, TaggedCell]
) -> tuple[str | None, ...]:
    """Id of the TR of each row; None where its cells come from none or several.

    A cell that spans rows belongs to the TR it began in, perhaps pages ago, and tells only of a row
    that has no other.
    """
    row_of = {cell.tag: f"{tagged.tag}/{row.tag}" for row in tagged.rows for cell in row.cells}
    own: list[set[str]] = [set() for _ in range(table.n_rows)]
    spanning: list[set[str]] = [set() for _ in range(table.n_rows)]
    for cell in table.cells:
        match = pairs.get(id(cell))
        if match is not None:
            (own if match.row_span == 1 else spanning)[cell.row].add(row_of[match.tag])
    found = [one or other for one, other in zip(own, spanning, strict=True)]
    return tuple(next(iter(tags)) if len(tags) == 1 else None for tags in found)


def _header_rows(cells: Sequence[Cell], table: PageTable) -> int | None:
    """Rows from the top whose cells with words are all TH; our own belief where there is none."""
    count = 0
    for row in range(table.n_rows):
        filled = [c for c in cells if c.row == row and c.words]
        if filled and not all(c.is_header for c in filled):
            break
        if filled:
            count = row + 1
    return count if 0 < count < table.n_rows else table.header_rows


def build_tagged_grid(tagged: TaggedTable, words: Mapping[int, Word]) -> Grid | None:
    """The grid the tags describe, where the print bears them out; None where it does not.

    Args:
        tagged: a table of the structure tree on this page.
        words: of the page by number.
    """
    cells = _place_cells(tagged, words)
    columns = _check_columns(cells)
    rows = _check_rows(cells)
    if columns is None or rows is None or len(columns) < 3 or len(rows) <= LIMITS.least_rows:
        return None
    boundaries = [Boundary(x) for x in columns]
    grid_rows = [GridRow(a, b, []) for a, b in itertools.pairwise(rows)]
    grid_cells = [_grid_cell(s, len(grid_rows)) for s in cells]
    taken = {
        (r, c)
        for g in grid_cells
        for r in range(g.row, g.row + g.rowspan)
        for c in range(g.col, g.col + g.colspan)
    }
    for r, c in itertools.product(range(len(grid_rows)), range(len(boundaries) - 1)):
        if (r, c) not in taken:
            grid_cells.append(GridCell(r, c, 1, 1, []))
    grid_cells.sort(key=lambda g: (g.row, g.col))
    region = Region(Box(columns[0], rows[0], columns[-1], rows[-1]), "stream")
    heads = sum(all(c.is_header for c in row.cells) for row in tagged.rows) or None
    return Grid(region, boundaries, grid_rows, grid_cells, [], heads)


def _place_cells(tagged: TaggedTable, words: Mapping[int, Word]) -> list[_Slotted]:
    """Tagged cells in slots, a cell that spans rows keeping its columns from the rows below."""
    taken: set[tuple[int, int]] = set()
    placed: list[_Slotted] = []
    for r, row in enumerate(tagged.rows):
        c = 0
        for cell in row.cells:
            while (r, c) in taken:
                c += 1
            spanned = itertools.product(range(cell.row_span), range(cell.column_span))
            taken.update((r + i, c + j) for i, j in spanned)
            own = [words[n] for n in cell.words if n in words]
            placed.append(_Slotted(cell, r, c, own, union_boxes(w.box for w in own)))
            c += cell.column_span
    return placed


def _check_columns(cells: Sequence[_Slotted]) -> list[float] | None:
    """Column edges, where the words of each column stand between its neighbours'."""
    single = [s for s in cells if s.box is not None and s.cell.column_span == 1]
    return _edges([(s.col, s.box.x0, s.box.x1) for s in single if s.box is not None])


def _check_rows(cells: Sequence[_Slotted]) -> list[float] | None:
    """Row edges, where the words of each row stand between its neighbours'."""
    single = [s for s in cells if s.box is not None and s.cell.row_span == 1]
    return _edges([(s.row, s.box.top, s.box.bottom) for s in single if s.box is not None])


def _edges(extents: Sequence[tuple[int, float, float]]) -> list[float] | None:
    """Edges half-way between following columns (or rows); None where they overlap or one is missing."""
    if not extents:
        return None
    count = max(e[0] for e in extents) + 1
    spans: list[tuple[float, float]] = []
    for index in range(count):
        own = [e for e in extents if e[0] == index]
        if not own:
            return None
        spans.append((min(e[1] for e in own), max(e[2] for e in own)))
    for above, below in itertools.pairwise(spans):
        if below[0] < above[1] - LIMITS.slack:
            return None
    inner = [(a[1] + b[0]) / 2 for a, b in itertools.pairwise(spans)]
    return [spans[0][0] - 1.0, *inner, spans[-1][1] + 1.0]


def _grid_cell(slotted: _Slotted, n_rows: int) -> GridCell:
    """The cell as the grid holds it; one that spans rows of the next page ends with this one."""
    cell = slotted.cell
    last = slotted.col + cell.column_span - 1
    pieces = [Piece(Segment(slotted.words), slotted.col, last)] if slotted.words else []
    span = min(cell.row_span, n_rows - slotted.row)
    return GridCell(slotted.row, slotted.col, span, cell.column_span, pieces)
