"""Tables of one page: regions proposed, grids built, the likely ones kept."""

from __future__ import annotations

from parsers.grids.bands import adopt_heads, find_banded_regions
from parsers.grids.choose import score_grid
from parsers.grids.extend import extend_region
from parsers.grids.grid import Grid, build_grid
from parsers.grids.lattice import find_ruled_regions, join_regions
from parsers.grids.marks import Marks, build_marks
from parsers.grids.region import Region
from parsers.grids.segments import Line, build_lines
from parsers.grids.stream import find_stream_regions
from parsers.grids.table import build_table
from planhouse.geometry import Box
from planhouse.page import PageGeometry, Word
from planhouse.table import PageTable

LEAST_SCORE = 0.5
"""A grid below this is prose, a chart or a letterhead."""


def find_tables(page: PageGeometry, taken: frozenset[int] = frozenset()) -> tuple[PageTable, ...]:
    """The tables of a page, in reading order.

    Args:
        page: everything drawn on the page.
        taken: numbers of words that are page furniture and stay out.

    Returns:
        Tables whose cells name their words; words in no cell remain for prose.
    """
    words = [w for w in page.words if w.number not in taken and w.text.strip()]
    if not words:
        return ()
    marks = build_marks(page.rules, words)
    tables = []
    for grid in find_grids(words, marks, page.width):
        score, signals = score_grid(grid)
        if score >= LEAST_SCORE:
            tables.append(build_table(page, grid, score, signals))
    return tuple(sorted(tables, key=lambda t: (_box(t).top, _box(t).x0)))


def _box(table: PageTable) -> Box:
    """The table's box."""
    assert table.place.box is not None  # noqa: S101
    return table.place.box


def find_grids(words: list[Word], marks: Marks, width: float) -> list[Grid]:
    """Grids of the page, each word in at most one of them."""
    flat = [w for w in words if w.upright]
    lines = build_lines(flat, marks.verticals)
    ruled, loose = find_ruled_regions(marks, lines, width)
    ruled = join_regions(ruled, lines)
    ruled = adopt_heads(ruled, loose, lines)
    grids: list[Grid] = []
    used: set[int] = set()
    for region in sorted(ruled, key=lambda r: -r.box.area):
        _try_region(region, lines, used, grids)
    left = _lines_without(lines, used)
    for region in sorted(find_banded_regions(loose, left), key=lambda r: -r.box.width):
        _try_region(region, left, used, grids)
    left = _lines_without(lines, used)
    for region in find_stream_regions(left):
        _try_region(region, left, used, grids)
    return grids


def _try_region(region: Region, lines: list[Line], used: set[int], grids: list[Grid]) -> None:
    """Build the region's grid and keep it where it is likely a table."""
    inside = lines_in(lines, region.box, used)
    if not inside or any(_overlaps(g, region) for g in grids):
        return
    grid = build_grid(region, inside)
    if grid is not None and _may_grow(region):
        placed = [line for row in grid.rows for line in row.lines]
        box = extend_region(region, grid.boundaries, placed, _lines_without(lines, used))
        if box != region.box:
            region.box = box
            grid = build_grid(region, lines_in(lines, box, used))
    if grid is None or score_grid(grid)[0] < LEAST_SCORE:
        return
    grids.append(grid)
    used.update(w.number for w in grid.words())


def _overlaps(grid: Grid, region: Region) -> bool:
    """Whether a kept grid stands in the region already."""
    box = Box(grid.boundaries[0].x, grid.rows[0].top, grid.boundaries[-1].x, grid.rows[-1].bottom)
    shared = box.overlap_area(region.box)
    return shared > 0.15 * min(box.area, region.box.area)


def _may_grow(region: Region) -> bool:
    """Whether the region may go on beyond its strokes: it is not a drawn grid."""
    return region.source != "ruled" or not any(v.is_line for v in region.verticals)


def lines_in(lines: list[Line], box: Box, used: set[int]) -> list[Line]:
    """Lines within a box, only the segments whose middle lies inside and is not used."""
    found = []
    for line in lines:
        if line.bottom < box.top - 4 or line.top > box.bottom + 4:
            continue
        inside = [
            s
            for s in line.segments
            if box.x0 - 2 <= s.mid_x <= box.x1 + 2
            and box.top - 1 <= s.mid_y <= box.bottom + 1
            and s.words[0].number not in used
        ]
        if inside:
            found.append(Line(inside))
    return found


def _lines_without(lines: list[Line], used: set[int]) -> list[Line]:
    """Lines without the words already in a grid."""
    if not used:
        return lines
    found = []
    for line in lines:
        left = [s for s in line.segments if s.words[0].number not in used]
        if left:
            found.append(Line(left))
    return found
