"""Cells drawn as filled rectangles with gaps of nothing between them -> the strokes of a grid.

A web page's grid draws each cell as a box of its own, white ones too, a few points apart. No rule runs
through: the gaps are what one sees. Each box is drawn round once more, from the middle of the gap to the
middle of the next, and what was drawn between the cells (a coloured line at the foot of each) goes.
Boxes without gaps are drawn round too where they are cells (`parsers.grids.mosaics`).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from parsers.grids.marks import Marks, Stroke, merge_strokes
from parsers.grids.mosaics import are_cells
from planhouse.geometry import Box, union_boxes
from planhouse.page import Fill, Word


@dataclass(frozen=True, slots=True)
class TileLimits:
    """Limits in points and shares, seen on matrices that browsers print."""

    gap: float = 6.5
    """Widest gap between two cells; cards stand ten points apart and more."""
    least_gap: float = 2.0
    """Median gap across or down from which gaps are meant: borders of white are up to 1.5 wide."""
    overlap: float = 1.0
    """Cells may reach over one another by so much."""
    least_width: float = 14.0
    least_height: float = 8.0
    """Smaller fills are marks inside cells."""
    beside: float = 0.8
    """Two cells stand side by side where they share so much of the lower one's height; so for columns."""
    cells: int = 8
    """Cells of a grid."""
    lanes: int = 3
    """Columns and rows of a grid."""
    covered: float = 0.85
    """Share of the grid's box that its cells fill."""
    worded: float = 0.5
    """Share of the cells that hold words."""
    most: int = 400
    """Fills of a page above which it is a drawing."""


LIMITS = TileLimits()


def draw_tiles(marks: Marks, fills: Sequence[Fill], words: Sequence[Word]) -> Marks:
    """The strokes of a page with grids of filled cells drawn round.

    Args:
        marks: strokes as drawn.
        fills: of the page, white ones included.
        words: of the page.

    Returns:
        The marks, the same ones where no cells stand apart in a grid.
    """
    across, down = list(marks.horizontals), list(marks.verticals)
    found = _find_grids(fills, words, marks)
    for cells in found:
        box = _around(cells)
        across = [s for s in across if not _is_within(s.low, s.at, s.high, s.at, box)]
        down = [s for s in down if not _is_within(s.at, s.low, s.at, s.high, box)]
        level, upright = _draw_round(cells)
        across += merge_strokes(level)
        down += merge_strokes(upright)
    if not found:
        return marks
    return Marks(
        tuple(sorted(across, key=lambda s: (s.at, s.low))), tuple(sorted(down, key=lambda s: (s.at, s.low)))
    )


def _find_grids(fills: Sequence[Fill], words: Sequence[Word], marks: Marks) -> list[list[Box]]:
    """Groups of filled boxes that make a grid, the ones with most cells first."""
    boxes = [
        b
        for b in dict.fromkeys(f.box for f in fills)
        if b.width >= LIMITS.least_width and b.height >= LIMITS.least_height
    ]
    if not LIMITS.cells <= len(boxes) <= LIMITS.most:
        return []
    kept: list[list[Box]] = []
    for cells in sorted(_connect(boxes), key=len, reverse=True):
        box = _around(cells)
        apart = all(_around(other).overlap_area(box) <= 0 for other in kept)
        if apart and _is_grid(cells, words, marks) and _are_worded(cells, words):
            kept.append(cells)
    return kept


def _gap_across(a: Box, b: Box) -> float | None:
    """Points between two boxes side by side; None where they do not stand so."""
    if a.overlap_y(b) < LIMITS.beside * min(a.height, b.height):
        return None
    gap = max(a.x0, b.x0) - min(a.x1, b.x1)
    return gap if -LIMITS.overlap <= gap <= LIMITS.gap else None


def _gap_down(a: Box, b: Box) -> float | None:
    """Points between two boxes above one another; None where they do not stand so."""
    if a.overlap_x(b) < LIMITS.beside * min(a.width, b.width):
        return None
    gap = max(a.top, b.top) - min(a.bottom, b.bottom)
    return gap if -LIMITS.overlap <= gap <= LIMITS.gap else None


def _connect(boxes: Sequence[Box]) -> list[list[Box]]:
    """Boxes grouped so that those that stand next to one another are together."""
    parent = list(range(len(boxes)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, j in itertools.combinations(range(len(boxes)), 2):
        if _gap_across(boxes[i], boxes[j]) is not None or _gap_down(boxes[i], boxes[j]) is not None:
            parent[root(i)] = root(j)
    groups: dict[int, list[Box]] = defaultdict(list)
    for index, box in enumerate(boxes):
        groups[root(index)].append(box)
    return list(groups.values())


def _is_grid(cells: Sequence[Box], words: Sequence[Word], marks: Marks) -> bool:
    """Whether boxes stand in columns and rows, fill their area, and have gaps that are meant or are cells."""
    if len(cells) < LIMITS.cells:
        return False
    pairs = list(itertools.combinations(cells, 2))
    if any(a.overlap_x(b) > LIMITS.overlap and a.overlap_y(b) > LIMITS.overlap for a, b in pairs):
        return False
    lefts, tops = _places(b.x0 for b in cells), _places(b.top for b in cells)
    if min(lefts, tops) < LIMITS.lanes:
        return False
    gaps = [[g for a, b in pairs if (g := gap(a, b)) is not None] for gap in (_gap_across, _gap_down)]
    reach = sum((b.width + LIMITS.least_gap) * (b.height + LIMITS.least_gap) for b in cells)
    if reach < LIMITS.covered * _around(cells).area:
        return False
    if max(median(g) if g else 0.0 for g in gaps) >= LIMITS.least_gap:
        return True
    return are_cells(cells, [*gaps[0], *gaps[1]], words, marks)


def _places(values: Iterable[float]) -> int:
    """How many places values stand at, those within a gap of one another taken for one."""
    count, last = 0, float("-inf")
    for value in sorted(values):
        if value - last > LIMITS.gap:
            count += 1
        last = value
    return count


def _are_worded(cells: Sequence[Box], words: Sequence[Word]) -> bool:
    """Whether enough of the cells hold a word."""
    middles = [(w.box.mid_x, w.box.mid_y) for w in words]
    held = sum(any(b.x0 < x < b.x1 and b.top < y < b.bottom for x, y in middles) for b in cells)
    return held >= LIMITS.worded * len(cells)


def _draw_round(cells: Sequence[Box]) -> tuple[list[Stroke], list[Stroke]]:
    """Level and upright strokes round each cell, each from the middle of one gap to that of another."""
    level: list[Stroke] = []
    upright: list[Stroke] = []
    for cell in cells:
        x0, top, x1, bottom = cell.x0, cell.top, cell.x1, cell.bottom
        for other in cells:
            if other is cell:
                continue
            if cell.overlap_y(other) > LIMITS.overlap:
                if 0 <= cell.x0 - other.x1 <= LIMITS.gap:
                    x0 = (cell.x0 + other.x1) / 2
                if 0 <= other.x0 - cell.x1 <= LIMITS.gap:
                    x1 = (cell.x1 + other.x0) / 2
            if cell.overlap_x(other) > LIMITS.overlap:
                if 0 <= cell.top - other.bottom <= LIMITS.gap:
                    top = (cell.top + other.bottom) / 2
                if 0 <= other.top - cell.bottom <= LIMITS.gap:
                    bottom = (cell.bottom + other.top) / 2
        level += [Stroke(top, x0, x1), Stroke(bottom, x0, x1)]
        upright += [Stroke(x0, top, bottom), Stroke(x1, top, bottom)]
    return level, upright


def _around(cells: Sequence[Box]) -> Box:
    """The box round all cells, of which there is one at least."""
    return union_boxes(cells) or cells[0]


def _is_within(x0: float, top: float, x1: float, bottom: float, box: Box) -> bool:
    """Whether a stroke stands in a box, or on its sides."""
    slack = LIMITS.gap / 2
    return (
        x0 >= box.x0 - slack
        and x1 <= box.x1 + slack
        and top >= box.top - slack
        and bottom <= box.bottom + slack
    )
