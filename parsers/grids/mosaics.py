"""Cells drawn as filled boxes side to side: which of them are the cells of a grid.

A slide or a typeset table shades each cell, white ones too, and draws no rule. Where two cells of one
colour meet one sees no edge ("Data that travels" over "Voice", two rows of white cells), yet the boxes
say where each ends. Office programs shade a cell line by line, and others a whole row at once: there the
boxes are no cells, and what stands in them tells it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grids.marks import Marks
from planhouse.geometry import Box
from planhouse.page import Word


@dataclass(frozen=True, slots=True)
class MosaicLimits:
    """Limits in points and counts, seen on slides and on tables that Typst sets."""

    touch: float = 0.7
    """Cells miss or overlap their neighbours by less."""
    least_wrapped: int = 3
    """Boxes of two lines of text and more, which show that boxes are no lines of cells."""
    lanes_apart: float = 1.2
    """Words of one line further apart than so many font sizes stand in two columns."""
    line: float = 0.5
    """Words whose middles differ by more than so many font sizes stand on two lines."""


LIMITS = MosaicLimits()


def are_cells(cells: Sequence[Box], gaps: Sequence[float], words: Sequence[Word], marks: Marks) -> bool:
    """Whether boxes side to side are whole cells: they meet, hold wrapped texts, and one text each.

    Args:
        cells: boxes that stand in rows and columns and fill their area.
        gaps: between each two neighbours, in points.
        words: of the page.
        marks: strokes of the page; where lines are drawn between the boxes, those tell the cells.
    """
    if not gaps or max(map(abs, gaps)) > LIMITS.touch or _are_ruled(cells, marks):
        return False
    wrapped = 0
    for cell in cells:
        lines = _lines_in(cell, words)
        if any(_is_parted(line) for line in lines):
            return False
        wrapped += len(lines) > 1
    return wrapped >= LIMITS.least_wrapped and not _are_cut(cells, words)


def _are_ruled(cells: Sequence[Box], marks: Marks) -> bool:
    """Whether a line is drawn in the area of the boxes or along it."""
    x0, x1 = min(c.x0 for c in cells) - LIMITS.touch, max(c.x1 for c in cells) + LIMITS.touch
    top, bottom = min(c.top for c in cells) - LIMITS.touch, max(c.bottom for c in cells) + LIMITS.touch
    return any(
        s.is_line and top <= s.at <= bottom and s.low < x1 and s.high > x0 for s in marks.horizontals
    ) or any(s.is_line and x0 <= s.at <= x1 and s.low < bottom and s.high > top for s in marks.verticals)


def _lines_in(cell: Box, words: Sequence[Word]) -> list[list[Word]]:
    """The words of a box by line, from the left."""
    own = [w for w in words if cell.x0 < w.box.mid_x < cell.x1 and cell.top < w.box.mid_y < cell.bottom]
    lines: list[list[Word]] = []
    for word in sorted(own, key=lambda w: w.box.mid_y):
        if lines and word.box.mid_y - lines[-1][-1].box.mid_y <= LIMITS.line * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.box.x0) for line in lines]


def _is_parted(line: Sequence[Word]) -> bool:
    """Whether a gap as between columns parts the words of a line: the box is a row of several cells."""
    return any(b.box.x0 - a.box.x1 > LIMITS.lanes_apart * b.size for a, b in itertools.pairwise(line))


def _are_cut(cells: Sequence[Box], words: Sequence[Word]) -> bool:
    """Whether a side of a box runs through a word: what is shaded there is no cell of a table."""
    return any(
        c.top < w.box.mid_y < c.bottom and w.box.x0 + 1 < x < w.box.x1 - 1
        for c in cells
        for x in (c.x0, c.x1)
        for w in words
    )
